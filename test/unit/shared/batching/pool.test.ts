/** nodes/shared/batching/pool.ts: so much work at once and no more, until told to stop. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { pool } from '../../../../nodes/shared/batching/pool.ts';
import { inMs } from '../fakes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Task {
	ms: number;
	throws?: boolean;
}

/** Runs tasks that take their time, and records how. */
async function record(tasks: Task[], concurrency: number, stopped = (_ended: Task[]) => false) {
	const [started, ended]: [Task[], Task[]] = [[], []];
	let most = 0;
	const work = async (task: Task) => {
		started.push(task);
		most = Math.max(most, started.length - ended.length);
		await inMs(task.ms);
		ended.push(task);
		if (task.throws) throw new Error(`after ${task.ms}`);
	};
	const outcome = pool(tasks, concurrency, work, () => stopped(ended)).then(
		() => undefined,
		(error: Error) => ({ message: error.message, underWay: started.length - ended.length }),
	);
	await vi.runAllTimersAsync();
	return { failure: await outcome, started, ended, most };
}

const list = fc.array(fc.record({ ms: fc.nat(30) }), { maxLength: 20 });
const concurrency = fc.integer({ min: 1, max: 6 });

describe('pool', () => {
	it('starts every task once, in order, as many at a time as it may', async () => {
		await fc.assert(
			fc.asyncProperty(list, concurrency, async (tasks, most) => {
				const seen = await record(tasks, most);
				expect(seen.failure).toBeUndefined();
				expect(seen.started.map((task) => tasks.indexOf(task))).toEqual([...tasks.keys()]);
				expect(seen.ended).toHaveLength(tasks.length);
				expect(seen.most).toBe(Math.min(most, tasks.length));
			}),
			{ numRuns: 50 },
		);
	});

	it('starts nothing more once it is stopped', async () => {
		await fc.assert(
			fc.asyncProperty(list, concurrency, fc.nat(10), async (tasks, most, after) => {
				const { started, ended } = await record(tasks, most, ({ length }) => length >= after);
				expect(ended).toEqual(expect.arrayContaining(started));
				// Those that were under way when it stopped are let end.
				const limit = after === 0 ? 0 : Math.min(tasks.length, after - 1 + most);
				expect(started.length).toBeLessThanOrEqual(limit);
				expect(started.length).toBeGreaterThanOrEqual(Math.min(tasks.length, after));
			}),
			{ numRuns: 50 },
		);
	});

	it('throws only after what is under way has ended, and starts nothing more', async () => {
		const tasks = [{ ms: 50 }, { ms: 10, throws: true }, { ms: 30 }, { ms: 1 }];
		const seen = await record(tasks, 3);
		expect(seen.failure).toEqual({ message: 'after 10', underWay: 0 });
		expect(seen.started).toEqual(tasks.slice(0, 3));
	});

	it('throws what failed first, by time', async () => {
		const tasks = [
			{ ms: 50, throws: true },
			{ ms: 10, throws: true },
		];
		expect((await record(tasks, 2)).failure?.message).toBe('after 10');
	});
});
