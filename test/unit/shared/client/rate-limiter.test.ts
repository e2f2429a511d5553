/**
 * nodes/shared/client/rate-limiter.ts: whatever the network does, no minute and no second sees more
 * requests than allowed.
 */
import { setImmediate } from 'node:timers/promises';

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { RateLimiter, rateLimiterOf } from '../../../../nodes/shared/client/rate-limiter.ts';
import { inMs } from '../fakes.ts';
import { clocks, untilNothingWaits, waitOf } from './limits.ts';

const MINUTE = 60_000;
const SECOND = 1_000;

beforeEach(clocks.fake);
afterEach(clocks.real);

interface Request {
	/** How long after the one before the worker asks, and how long the way there and back takes. */
	gap: number;
	there: number;
	back: number;
	/** The platform asks for so much patience. */
	pause?: number;
}

const passing = async (ms: number) => {
	if (ms > 0) await inMs(ms);
};

/** Requests of one worker each. */
async function simulate(
	limits: { requestsPerMinute: number; requestsPerSecond?: number },
	workers: Request[][],
) {
	const limiter = new RateLimiter();
	const leaving: number[] = [];
	const arrivals: number[] = [];
	const pauses: Array<[number, number]> = [];
	const work = async (requests: Request[]) => {
		for (const { gap, there, back, pause } of requests) {
			await passing(gap);
			const place = await limiter.acquire(limits);
			expect(place.leftAt).toBe(performance.now());
			leaving.push(performance.now());
			arrivals.push(performance.now() + there);
			await passing(there + back);
			if (pause === undefined) limiter.accepted();
			limiter.release({ left: true });
			if (pause === undefined) continue;
			limiter.refused(place, pause);
			pauses.push([performance.now(), performance.now() + pause]);
		}
	};
	// Not awaited: one that waits for ever is missing among the arrivals.
	void Promise.all(workers.map(work));
	await untilNothingWaits();
	return { leaving, arrivals: arrivals.toSorted((a, b) => a - b), pauses };
}

const delay = fc.oneof(fc.nat(50), fc.nat(2_000), fc.nat(90_000));
const request = fc.record<Request>(
	{ gap: delay, there: delay, back: delay, pause: fc.nat(90_000) },
	{ requiredKeys: ['gap', 'there', 'back'] },
);
const workers = fc.array(fc.array(request, { maxLength: 15 }), { minLength: 1, maxLength: 8 });

/** No `most` + 1 of these times lie within so many milliseconds. */
function expectAtMost(most: number, ms: number, times: number[]) {
	for (let first = 0; most > 0 && first + most < times.length; first++)
		expect(times[first + most] - times[first]).toBeGreaterThanOrEqual(ms);
}

describe('RateLimiter', () => {
	it('lets no minute and no second see more than the limits, and every request leave', async () => {
		const limits = fc.record({
			requestsPerMinute: fc.nat(12),
			requestsPerSecond: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4 })),
		});
		await fc.assert(
			fc.asyncProperty(limits, workers, async (given, lists) => {
				const { arrivals, leaving, pauses } = await simulate(given, lists);
				expect(arrivals).toHaveLength(lists.flat().length);
				expectAtMost(given.requestsPerMinute, MINUTE, arrivals);
				expectAtMost(given.requestsPerSecond, SECOND, arrivals);
				for (const [from, to] of pauses)
					expect(leaving.filter((time) => time > from && time < to)).toEqual([]);
			}),
			{ numRuns: 200 },
		);
	});

	it.each([
		['a minute', MINUTE, (most: number) => ({ requestsPerMinute: most })],
		['a second', SECOND, (most: number) => ({ requestsPerMinute: 0, requestsPerSecond: most })],
	])('makes nobody wait longer than the limit of %s demands', async (_what, ms, limits) => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 10 }),
				fc.array(fc.nat(Math.floor(ms / 3)), { minLength: 1, maxLength: 40 }),
				async (most, gaps) => {
					// One after the other, answered at once: a request leaves when asked for, or a minute
					// after the one that is so many before it.
					const requests = gaps.map((gap) => ({ gap, there: 0, back: 0 }));
					const began = performance.now();
					const { leaving } = await simulate(limits(most), [requests]);
					gaps.forEach((gap, index) => {
						const asked = (leaving[index - 1] ?? began) + gap;
						const earliest = (leaving[index - most] ?? -Infinity) + ms;
						expect(leaving[index]).toBeCloseTo(Math.max(asked, earliest), 6);
					});
				},
			),
		);
	});

	it('has no limit at 0, but pauses all the same', async () => {
		const limiter = new RateLimiter();
		let sent = 0;
		for (let asked = 0; asked < 5_000; asked++)
			void limiter.acquire({ requestsPerMinute: 0 }).then(() => sent++);
		await setImmediate();
		expect([sent, vi.getTimerCount()]).toEqual([5_000, 0]);
		for (let asked = 0; asked < 5_000; asked++) limiter.release({ left: true });
		limiter.refused({ leftAt: 0, slowdowns: 0 }, 1_000);
		vi.advanceTimersByTime(400);
		expect(await waitOf(limiter)).toBe(600);
		expect(await waitOf(limiter)).toBe(0);
	});

	it.each([
		[5, 0],
		[4, MINUTE - 4_000],
		[2, MINUTE + 2_000 - 4_000],
	])('holds each asker to its own limit: %i a minute wait for %i ms', async (perMinute, ms) => {
		const limiter = new RateLimiter();
		for (let sent = 0; sent < 4; sent++) {
			await limiter.acquire({ requestsPerMinute: 0 });
			limiter.release({ left: true });
			vi.advanceTimersByTime(1_000);
		}
		expect(await waitOf(limiter, perMinute)).toBe(ms);
	});

	it('takes half of a request a minute for one in two minutes no less than one a minute', async () => {
		const limiter = new RateLimiter();
		expect(await waitOf(limiter, 0.5)).toBe(0);
		await limiter.acquire({ requestsPerMinute: 0.5 });
		limiter.release({ left: true });
		expect(await waitOf(limiter, 0.5)).toBe(MINUTE);
	});

	it('counts a request that did not leave no further', async () => {
		const limiter = new RateLimiter();
		expect(await waitOf(limiter, 1)).toBe(0);
		expect(await waitOf(limiter, 1)).toBe(0);
		await limiter.acquire({ requestsPerMinute: 1 });
		limiter.release({ left: true });
		expect(await waitOf(limiter, 1)).toBe(MINUTE);
	});

	it('does not look at the clock of the machine', async () => {
		const limiter = new RateLimiter();
		await limiter.acquire({ requestsPerMinute: 1 });
		limiter.release({ left: true });
		vi.setSystemTime(Date.now() - 3_600_000);
		expect(await waitOf(limiter, 1)).toBe(MINUTE);
	});
});

describe('rateLimiterOf', () => {
	it('remembers the limiter of each interface of each credential, however long it rests', () => {
		const limiter = rateLimiterOf('one', '/write');
		expect(rateLimiterOf('one', '/other')).not.toBe(limiter);
		expect(rateLimiterOf('other', '/write')).not.toBe(limiter);
		vi.advanceTimersByTime(24 * 3_600_000);
		expect(rateLimiterOf('one', '/write')).toBe(limiter);
	});

	it.each([
		'write',
		'/write',
		'/write/',
		'//write',
		'/write?a=1',
		'/write/?a=1',
		'write#x',
		'/write?a=/b/',
	])('knows %j for /write', (spelling) => {
		expect(rateLimiterOf('spelt', spelling)).toBe(rateLimiterOf('spelt', '/write'));
	});

	it.each(['/a/write', '/write/a', '/writes', '/Write'])('takes %j for another', (path) => {
		expect(rateLimiterOf('spelt', path)).not.toBe(rateLimiterOf('spelt', '/write'));
	});

	it('forgets what is idle where there are very many, and nothing else', async () => {
		const busy = rateLimiterOf('busy', '/write');
		await busy.acquire({ requestsPerMinute: 0 });
		const idle = rateLimiterOf('idle', '/write');
		vi.advanceTimersByTime(2 * MINUTE);
		for (let at = 0; at < 1_100; at++) rateLimiterOf(`many ${at}`, '/write');
		expect(rateLimiterOf('busy', '/write')).toBe(busy);
		expect(rateLimiterOf('idle', '/write')).not.toBe(idle);
	});
});
