/** Which record was a request refused for: nodes/shared/batching/bisect.ts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { bisect } from '../../../../nodes/shared/batching/bisect.ts';
import { Failure } from '../../../../nodes/shared/client/failure.ts';

const refusal = new Failure('refused', '参数错误 (500)');
const isRefusal = ({ kind }: Failure) => kind === 'refused';

/** A platform that refuses every request with one of these records in it. */
async function sendTo(wrong: Set<number>, length: number) {
	const batch = Array.from({ length }, (_, n) => n);
	const requests: number[][] = [];
	const done: number[] = [];
	const refused: number[] = [];
	const end = await bisect(batch, refusal, {
		send: async (part) => {
			requests.push(part);
			if (part.some((record) => wrong.has(record))) return refusal;
			done.push(...part);
			return undefined;
		},
		isRefusal,
		settle: (part) => void refused.push(...part),
	});
	expect(end.requests).toBe(requests.length);
	return { requests, done, refused, anyWentWell: end.anyWentWell };
}

describe('a request that is refused as a whole', () => {
	it('one wrong record among 200: it alone is refused, by some sixteen requests', async () => {
		const { requests, refused, done, anyWentWell } = await sendTo(new Set([77]), 200);
		expect(refused).toEqual([77]);
		expect(done).toHaveLength(199);
		expect(requests.length).toBeLessThanOrEqual(16);
		expect(anyWentWell).toBe(true);
	});

	it('when everything is refused it gives up soon, since it is not about single records', async () => {
		const all = new Set(Array.from({ length: 200 }, (_, n) => n));
		const { requests, refused, anyWentWell } = await sendTo(all, 200);
		expect(requests).toHaveLength(8);
		expect(refused).toHaveLength(200);
		expect(anyWentWell).toBe(false);
	});

	it('never takes more than 64 requests, however many records are wrong', async () => {
		const firstHalf = new Set(Array.from({ length: 200 }, (_, n) => n));
		const { requests, done, refused } = await sendTo(firstHalf, 400);
		expect(requests).toHaveLength(64);
		expect(done.length + refused.length).toBe(400);
	});

	it('another failure than a refusal ends that part, and the others go on', async () => {
		const lost = new Failure('ambiguous', 'No answer');
		const settled: Array<[number[], string]> = [];
		let requests = 0;
		await bisect([1, 2, 3, 4], refusal, {
			send: async () => (++requests === 1 ? lost : undefined),
			isRefusal,
			settle: (part, { kind }) => void settled.push([part, kind]),
		});
		expect(settled).toEqual([[[1, 2], 'ambiguous']]);
		expect(requests).toBe(2);
	});

	it('gives every record one end, and only what was in no refused request is done', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 2, max: 60 }),
				fc.array(fc.nat(59), { maxLength: 6 }),
				async (length, list) => {
					const wrong = new Set(list.filter((record) => record < length));
					const { done, refused } = await sendTo(wrong, length);
					const ends = [...done, ...refused].toSorted((a, b) => a - b);
					expect(ends).toEqual(Array.from({ length }, (_, n) => n));
					expect(done.filter((record) => wrong.has(record))).toEqual([]);
				},
			),
		);
	});
});
