/**
 * nodes/shared/client/rate-limiter.ts against platforms whose limits nobody told it: whatever they
 * are, all is done, soon, and without hammering.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { CONCURRENCY, simulate, type Limit } from './simulation.ts';

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_040_000 }));
afterEach(() => void vi.useRealTimers());

const SECOND = 1_000;
const MINUTE = 60_000;

interface Case {
	limit: Limit;
	records: number;
	/** Seconds that it takes at least: until the last one may leave. */
	least: number;
	/** So many refusals are learned from, besides those that were under way together at the start. */
	refusals: number;
}

describe.each([1, 10])('%i executions at once', (executions) => {
	it.each<[string, Case]>([
		['2 a second', { limit: { most: 2, within: SECOND }, records: 60, least: 29, refusals: 10 }],
		[
			'2 a second, of which it says Retry-After',
			{ limit: { most: 2, within: SECOND, retryAfter: 1 }, records: 60, least: 29, refusals: 10 },
		],
		[
			'2 a second, refused ones among them',
			{
				limit: { most: 2, within: SECOND, countsRefused: true },
				records: 60,
				least: 29,
				refusals: 10,
			},
		],
		[
			'50 a second',
			{ limit: { most: 50, within: SECOND }, records: 1_000, least: 19, refusals: 10 },
		],
		[
			'50 a second, of which it says Retry-After',
			{
				limit: { most: 50, within: SECOND, retryAfter: 1 },
				records: 1_000,
				least: 19,
				refusals: 10,
			},
		],
		[
			'240 in any minute',
			{ limit: { most: 240, within: MINUTE }, records: 300, least: 60, refusals: 20 },
		],
		[
			'240 in any minute, of which it says Retry-After: 1',
			{
				limit: { most: 240, within: MINUTE, retryAfter: 1 },
				records: 300,
				least: 60,
				refusals: 65,
			},
		],
		[
			'240 in each minute of the clock',
			{ limit: { most: 240, within: MINUTE, fixed: true }, records: 300, least: 60, refusals: 20 },
		],
		[
			'240 in each minute of the clock, of which it says Retry-After: 60',
			{
				limit: { most: 240, within: MINUTE, fixed: true, retryAfter: 60 },
				records: 300,
				least: 60,
				refusals: 4,
			},
		],
	])('%s', async (_what, { limit, records, least, refusals }) => {
		const { done, failed, refused, seconds } = await simulate(limit, records, executions);
		expect(failed).toEqual([]);
		expect(done).toBe(records);
		expect(seconds).toBeLessThan(1.5 * least);
		expect(refused).toBeLessThanOrEqual(refusals + executions * CONCURRENCY);
	});
});

describe('a limit that is known', () => {
	it.each<[string, Limit, { requestsPerMinute: number; requestsPerSecond?: number }]>([
		['of a second', { most: 2, within: SECOND }, { requestsPerMinute: 0, requestsPerSecond: 2 }],
		['of a minute', { most: 30, within: MINUTE }, { requestsPerMinute: 30 }],
		['of both', { most: 30, within: MINUTE }, { requestsPerMinute: 30, requestsPerSecond: 50 }],
	])('%s is never gone beyond', async (_what, limit, pace) => {
		const { done, refused } = await simulate(limit, 60, 10, pace);
		expect([done, refused]).toEqual([60, 0]);
	});
});
