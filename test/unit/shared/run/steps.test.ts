/** nodes/shared/run/sender.ts: operations that take several steps, one after the other. */
import type { IDataObject } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../../nodes/shared/client/failure.ts';
import type { Outcome } from '../../../../nodes/shared/contract/index.ts';
import { done, rejected } from '../../../../nodes/shared/run/outcome.ts';
import { inMs, networkError, recording, write } from '../fakes.ts';
import { partsOf, single, step, stepwise, type Steps } from './stepwise.ts';
import { codesSent, items, ok, outcomes, refusal, running } from './writing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const AB = items('A', 'B');
const both: Steps = async function* (records) {
	yield [step(records, 'one')];
	yield [step(records, 'two')];
};

const run = async (steps: Steps, answers: Array<object | Error>, how: object = {}) => {
	const told = recording(answers);
	const result = await running({ told, items: AB, resources: stepwise(steps), ...how })();
	return { result, told };
};

const resultsOf = (result: unknown) =>
	(result as Array<Array<{ json: IDataObject }>>)[0].map(({ json }) => json);

describe('steps', () => {
	it('come one after the other, for all records, and make one item of each', async () => {
		const steps: Steps = async function* (records) {
			yield [step(records, 'one', single({ perform: async () => await ids(['1', '2']) }))];
			yield [step(records, 'two')];
		};
		const ids = async (given: string[]) =>
			await Promise.resolve([done({ id: given.shift()!, code: 'of one' })]);
		const { result, told } = await run(steps, [ok]);
		expect(resultsOf(result)).toEqual([
			{ id: '1', code: 'A' },
			{ id: '1', code: 'B' },
		]);
		expect(codesSent(told)).toEqual(['A', 'B']);
	});

	it('know what became of earlier ones', async () => {
		const seen: Array<Array<Outcome | undefined>> = [];
		const steps: Steps = async function* (records, { outcomeOf }) {
			const [first, second] = [step(records, 'one'), step(records, 'two')];
			seen.push(first.records.map(outcomeOf));
			yield [first];
			seen.push(first.records.map(outcomeOf), second.records.map(outcomeOf));
			yield [second];
		};
		await run(steps, [ok, refusal, ok]);
		expect(seen).toMatchObject([
			[undefined, undefined],
			[done({ code: 'A' }), { kind: 'rejected', reason: { message: 'says (full)' } }],
			[undefined, undefined],
		]);
	});

	it('may leave records out', async () => {
		const steps: Steps = async function* (records, { outcomeOf }) {
			const first = step(records, 'one');
			yield [first];
			const well = records.filter((_record, at) => outcomeOf(first.records[at])?.kind === 'done');
			yield [step(well, 'two')];
		};
		const { result, told } = await run(steps, [ok, refusal, ok]);
		expect(outcomes(result)).toEqual(['done', 'rejected: says (full)']);
		expect(codesSent(told)).toEqual(['A', 'B', 'A']);
	});

	it('leave what was done before one of them fails', async () => {
		const { result } = await run(both, [ok, ok, refusal, ok]);
		expect(outcomes(result)).toEqual([
			'rejected: says (full): refused for 1 of 2 steps (two)',
			'done',
		]);
		expect(resultsOf(result)[0].details).toMatchObject({
			code: 'full',
			advice: expect.stringContaining('The other steps of this item were done.') as string,
		});
	});

	it('are of the operation’s own kind: levels, batches, parts', async () => {
		const batched = single({ batch: { size: 2, limit: 2 }, key: ({ row }) => String(row.code) });
		const steps: Steps = async function* (records) {
			yield [step(records, 'one', batched)];
		};
		const { told } = await run(steps, [ok], { items: items('A', 'B', 'A', 'C') });
		expect(codesSent(told)).toEqual(['AB', 'C', 'A']);
	});

	it('may be none: what nobody said anything of is not sent', async () => {
		const steps: Steps = async function* () {};
		const { result, told } = await run(steps, [ok]);
		expect(outcomes(result).map((each) => each.split(':')[0])).toEqual(['notSent', 'notSent']);
		expect(told.sent).toEqual([]);
	});
});

describe('steps that are known together', () => {
	const together: Steps = async function* (records) {
		yield [step(records, 'one'), step(records, 'two')];
	};

	it('are sent one after the other', async () => {
		const { result, told } = await run(together, [ok]);
		expect(outcomes(result)).toEqual(['done', 'done']);
		expect(codesSent(told)).toEqual(['A', 'B', 'A', 'B']);
	});

	it('are accounted for together: what lacks one of them is not done', async () => {
		const { result, told } = await run(together, [ok, ok, networkError('ECONNREFUSED')]);
		expect(outcomes(result)).toEqual(Array(2).fill('notSent: The server refused the connection'));
		expect(resultsOf(result)[1].details).toMatchObject({
			advice: expect.stringContaining('The other steps of this item were done.') as string,
		});
		expect(codesSent(told)).toEqual(['A', 'B', 'A']);
	});

	it('are not done where the run is cancelled between them', async () => {
		const controller = new AbortController();
		const slow = [ok, ok, async () => (controller.abort(), await inMs(1_000))];
		const { result } = await run(together, slow as never, { signal: controller.signal });
		expect(outcomes(result).map((each) => each.split(':')[0])).toEqual(['unknown', 'notSent']);
	});
});

describe('a run of steps that ends early', () => {
	it('names the failed item, and sends no further step', async () => {
		const { result, told } = await run(both, [ok, refusal, ok], { continueOnFail: false });
		expect(result).toMatchObject({ message: 'says (full)', context: { itemIndex: 1 } });
		expect(codesSent(told)).toEqual(['A', 'B']);
	});

	it('sends nothing of step two when the circuit opened in step one', async () => {
		const { result, told } = await run(both, [networkError('ECONNREFUSED'), ok]);
		expect(outcomes(result)).toEqual(Array(2).fill('notSent: The server refused the connection'));
		expect(codesSent(told)).toEqual(['A']);
	});

	it('has no step at all once an earlier item was refused', async () => {
		const steps = vi.fn(both);
		const { result, told } = await run(steps, [ok], {
			items: [{ code: '' }, ...AB],
			continueOnFail: false,
		});
		expect(result).toMatchObject({ message: 'code is required', context: { itemIndex: 0 } });
		expect([told.sent, told.tokens]).toEqual([[], []]);
		expect(steps).not.toHaveBeenCalled();
	});
});

describe('what is said of records without sending them', () => {
	it('is their outcome', async () => {
		const steps: Steps = async function* (records, { settle }) {
			settle(records[0], rejected({ message: 'There are two of them' }));
			yield [step(records.slice(1), 'one')];
		};
		const { result, told } = await run(steps, [ok]);
		expect(outcomes(result)).toEqual(['rejected: There are two of them', 'done']);
		expect(codesSent(told)).toEqual(['B']);
	});

	it('holds of a step as well', async () => {
		const steps: Steps = async function* (records, { settle, outcomeOf }) {
			const parts = partsOf(records, 'one');
			settle(parts[0], done({ id: 'known' }));
			expect(outcomeOf(parts[0])).toEqual(done({ id: 'known' }));
			yield [{ operation: single(), records: parts }];
		};
		const { result, told } = await run(steps, [ok]);
		expect(resultsOf(result)).toEqual([{ id: 'known' }, { code: 'B' }]);
		expect(codesSent(told)).toEqual(['B']);
	});

	it('stops a run that does not go on', async () => {
		const steps: Steps = async function* (records, { settle }) {
			settle(records[1], rejected({ message: 'no' }));
			yield [step(records.slice(0, 1), 'one')];
		};
		const { result, told } = await run(steps, [ok], { continueOnFail: false });
		expect(result).toMatchObject({ message: 'no', context: { itemIndex: 1 } });
		expect(told.sent).toEqual([]);
	});
});

describe('a look that comes to nothing', () => {
	it('leaves unsent what has no outcome, and what was settled as it is', async () => {
		const steps: Steps = async function* (records, { settle }) {
			settle(records[0], done({ code: 'A' }));
			yield [];
			throw new Failure('refused', 'look refused', { platformCode: '7', advice: 'Do.' });
		};
		const { result } = await run(steps, [ok]);
		expect(outcomes(result)).toEqual(['done', 'notSent: look refused']);
		expect(resultsOf(result)[1].details).toMatchObject({ code: '7', advice: 'Do.' });
	});

	it('is a look and no writing, however it ended', async () => {
		const steps: Steps = async function* (_records, { call }) {
			yield [];
			await call(write, { rows: [] }, { repeatable: true });
		};
		const { result } = await run(steps, [networkError('ECONNRESET')]);
		expect(outcomes(result)).toEqual(
			Array(2).fill('notSent: The connection was cut before an answer came'),
		);
	});

	it('may be a fault of ours, which is told as that', async () => {
		const steps: Steps = async function* (records) {
			yield [step(records, 'one')];
			throw new TypeError('a bug');
		};
		const { result } = await run(steps, [ok], { continueOnFail: false });
		expect((result as Error).message).toContain('a bug');
	});
});
