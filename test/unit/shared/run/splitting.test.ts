/** nodes/shared/run/sender.ts: batches that are refused as a whole, and sent again in parts. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../../nodes/shared/client/failure.ts';
import type { SingleOperation } from '../../../../nodes/shared/contract/index.ts';
import { done } from '../../../../nodes/shared/run/outcome.ts';
import { networkError, recording, response, type TestCredential } from '../fakes.ts';
import { codesSent, items, ok, outcomes, refusal, running, rowsOf, writing } from './writing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Batches of so many, which may be sent in parts. */
const splitting = (size: number, fields: Partial<SingleOperation<TestCredential>> = {}) =>
	writing({ batch: { size, limit: size }, splittable: () => true, ...fields });

/** A platform that refuses each request with one of these codes in it. */
const refusing = (wrong: string) =>
	recording([
		(options) => (rowsOf(options).some(({ code }) => wrong.includes(code)) ? refusal : ok),
	]);

const no = 'rejected: says (full)';

describe('a batch that is refused as a whole', () => {
	it('is sent in parts until the wrong record stands alone', async () => {
		const told = refusing('C');
		const result = await running({ told, resources: splitting(5), batchSize: 5 })();
		expect(outcomes(result)).toEqual(['done', 'done', no, 'done', 'done']);
		expect(codesSent(told)).toEqual(['ABCDE', 'ABC', 'DE', 'AB', 'C']);
	});

	it('is left alone where the run does not go on, or one of it may not be sent twice', async () => {
		const stopping = refusing('C');
		await running({
			told: stopping,
			resources: splitting(5),
			batchSize: 5,
			continueOnFail: false,
		})();
		expect(codesSent(stopping)).toEqual(['ABCDE']);
		const told = refusing('C');
		const resources = splitting(5, { splittable: ({ index }) => index !== 4 });
		await running({ told, resources, batchSize: 5 })();
		expect(codesSent(told)).toEqual(['ABCDE']);
	});
});

describe('after a first sending whose answer was lost', () => {
	const lost = networkError('ECONNRESET');
	const unknown = expect.stringMatching(/^unknown: says \(full\)/) as string;

	it('nobody knows of a part that is refused, whatever it was refused for', async () => {
		let sent = 0;
		const told = recording([
			(options) =>
				sent++ === 0 ? lost : rowsOf(options).some(({ code }) => code === 'B') ? refusal : ok,
		]);
		const options = { retries: 1 };
		const result = await running({ told, resources: splitting(4), batchSize: 4, options })();
		expect(outcomes(result)).toEqual(['done', unknown, 'done', 'done', 'done']);
		expect(codesSent(told)).toEqual(['ABCD', 'ABCD', 'AB', 'CD', 'A', 'B', 'E']);
		const [[, { json }]] = result as Array<Array<{ json: { details: object } }>>;
		expect(json.details).toMatchObject({
			advice: expect.stringContaining('repeated after a lost answer') as string,
		});
	});

	it('nobody knows of a record that is refused by its row', async () => {
		const told = recording([lost, refusal, response({ ok: true, data: [1] }), ok]);
		const options = { retries: 1 };
		const result = await running({ told, resources: splitting(5), batchSize: 5, options })();
		expect(outcomes(result)).toEqual([
			'done',
			expect.stringMatching(/^unknown: refused/),
			...['done', 'done', 'done'],
		]);
	});

	it('nobody knows of what is then not sent any more', async () => {
		const told = recording([lost, refusal, networkError('ECONNREFUSED')]);
		const options = { retries: 1 };
		const result = await running({ told, resources: splitting(4), batchSize: 4, options })();
		expect(outcomes(result).map((each) => each.split(':')[0])).toEqual([
			...['unknown', 'unknown', 'unknown', 'unknown'],
			'notSent',
		]);
	});

	it('what was never sent twice is rejected, in the next batch', async () => {
		const told = recording([lost, ok, refusal]);
		const options = { retries: 1 };
		const result = await running({ told, items: items('A', 'B', 'C', 'D'), options })();
		expect(outcomes(result)).toEqual(['done', 'done', no, no]);
	});
});

describe('splitting in vain', () => {
	const TWELVE = items(...'ABCDEFGHIJKL');

	it('goes on after one small batch, and ends after eight requests over all batches', async () => {
		const told = refusing('ABCDEFGHIJKL');
		const result = await running({ told, items: TWELVE, resources: splitting(2) })();
		expect(outcomes(result)).toEqual(TWELVE.map(() => no));
		expect(codesSent(told)).toEqual(
			['AB', 'A', 'B', 'CD', 'C', 'D', 'EF', 'E', 'F', 'GH', 'G', 'H'].concat('IJ', 'KL'),
		);
	});

	it('begins to count anew when a part goes well', async () => {
		const told = refusing('ABCDEGHIJKL');
		await running({ told, items: TWELVE, resources: splitting(2) })();
		expect(codesSent(told).slice(-9)).toEqual(['GH', 'G', 'H', 'IJ', 'I', 'J', 'KL', 'K', 'L']);
	});

	it('ends after eight requests for one batch as well', async () => {
		const told = refusing('ABCDEFGHIJKL');
		await running({ told, items: TWELVE, resources: splitting(10), batchSize: 10 })();
		expect(codesSent(told).filter((codes) => codes !== 'KL')).toHaveLength(9);
		expect(codesSent(told).at(-1)).toBe('KL');
	});
});

it('a refusal of the credential ends it', async () => {
	const sent: number[] = [];
	const resources = splitting(4, {
		perform: async (batch) => {
			sent.push(batch.length);
			if (sent.length === 1) throw new Failure('refused', 'one of them');
			if (sent.length === 2) throw new Failure('refused', 'the app', { ofCredential: true });
			return await Promise.resolve(batch.map(() => done({})));
		},
	});
	const result = await running({ told: recording([ok]), resources, batchSize: 4 })();
	expect(outcomes(result)).toEqual(Array(5).fill('notSent: the app'));
	expect(sent).toEqual([4, 2]);
});
