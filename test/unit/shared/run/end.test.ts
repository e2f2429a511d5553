/** nodes/shared/run/run.ts: runs that end early, by a failed item, a fault of ours or the user. */
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../../nodes/shared/client/failure.ts';
import { done } from '../../../../nodes/shared/run/outcome.ts';
import { networkError, recording } from '../fakes.ts';
import {
	codesSent,
	items,
	ok,
	outcomes,
	refusal,
	rowParameters,
	running,
	writing,
} from './writing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a run that does not continue on fail', () => {
	it('sends nothing when a row is invalid', async () => {
		const told = recording([ok]);
		const result = await running({
			told,
			continueOnFail: false,
			items: items('A', 'B', '', 'D'),
		})();
		expect(result).toBeInstanceOf(NodeOperationError);
		expect(result).toMatchObject({
			message: 'code is required',
			description: 'Of 4 records: 0 done, 1 rejected, 0 unknown, 3 not sent.',
			context: { itemIndex: 2 },
		});
		expect([told.tokens, told.sent]).toEqual([[], []]);
	});

	it('sends nothing after the batch that failed', async () => {
		const told = recording([ok, refusal, ok]);
		const result = await running({ told, continueOnFail: false })();
		expect(result).toBeInstanceOf(NodeApiError);
		expect(result).toMatchObject({ message: 'says (full)', context: { itemIndex: 2 } });
		expect((result as NodeApiError).description).toMatch(
			/^Make room\. .*Of 5 records: 2 done, 2 rejected, 0 unknown, 1 not sent\.$/,
		);
		expect(codesSent(told)).toEqual(['AB', 'CD']);
	});

	it('sends on a second try only what was not done and is not unknown', async () => {
		const told = recording([ok, networkError('ECONNRESET'), ok]);
		const once = running({
			...{ told, continueOnFail: false, node: { retryOnFail: true } },
			resources: writing({ batch: { size: 2, limit: 3 } }, false),
		});
		expect(await once()).toMatchObject({ message: 'The connection was cut before an answer came' });
		expect(await once()).toMatchObject({ message: 'The connection was cut before an answer came' });
		expect(codesSent(told)).toEqual(['AB', 'CD', 'E']);
	});
});

describe('a fault of ours', () => {
	const faulty = (perform: () => Promise<never[]>) => {
		let batches = 0;
		return writing({
			batch: { size: 2, limit: 2 },
			perform: async (batch) =>
				++batches === 2 ? await perform() : batch.map(({ row }) => done({ ...row })),
		});
	};

	it.each<[string, () => Promise<never[]>]>([
		['throws a plain error', async () => await Promise.reject(new TypeError('a bug'))],
		['forgets its records', async () => await Promise.resolve([])],
	])('leaves every item an outcome: an operation that %s', async (_what, perform) => {
		const told = recording([ok]);
		const goingOn = outcomes(await running({ told, resources: faulty(perform) })());
		expect(goingOn[4]).not.toMatch(/an earlier item/);
		expect(goingOn.map((outcome) => outcome.split(':')[0])).toEqual([
			...['done', 'done'],
			...['unknown', 'unknown', 'notSent'],
		]);
		const stopping = await running({ told, continueOnFail: false, resources: faulty(perform) })();
		expect(stopping).toBeInstanceOf(NodeOperationError);
		expect((stopping as NodeApiError).description).toMatch(/2 done, 0 rejected, 2 unknown, 1 not/);
	});

	it.each([true, false])(
		'is an operation that is not there, continue on fail: %s',
		async (continueOnFail) => {
			const told = recording([ok]);
			const parameters = { ...rowParameters(), operation: 'gone' };
			const result = await running({ told, continueOnFail, parameters })();
			const says = /no operation “gone” for “row”/;
			if (continueOnFail)
				expect(outcomes(result)).toEqual(Array(5).fill(expect.stringMatching(says)));
			else expect((result as Error).message).toMatch(says);
		},
	);
});

it('is cancelled at once, with an outcome for every item', async () => {
	const controller = new AbortController();
	const told = recording([ok, () => (controller.abort(), new Promise(() => {}))]);
	const result = await running({ told, signal: controller.signal })();
	expect(outcomes(result).map((outcome) => outcome.split(':')[0])).toEqual([
		...['done', 'done'],
		...['unknown', 'unknown', 'notSent'],
	]);
	expect(told.sent).toHaveLength(2);
});

it('leaves what an operation throws as a failure to the whole batch', async () => {
	const told = recording([ok]);
	const resources = writing({
		batch: { size: 5, limit: 5 },
		perform: async () => await Promise.reject(new Failure('refused', 'all of them')),
	});
	expect(outcomes(await running({ told, resources, batchSize: 5 })())).toEqual(
		Array(5).fill('rejected: all of them'),
	);
});
