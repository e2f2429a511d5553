/**
 * nodes/shared/client/rate-limiter.ts: whatever the network does, no minute sees more requests than
 * allowed.
 */
import { setImmediate } from 'node:timers/promises';

import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { RateLimiter, rateLimiterOf } from '../../../../nodes/shared/client/rate-limiter.ts';
import { inMs } from '../fakes.ts';

const MINUTE = 60_000;

beforeEach(() => void vi.useFakeTimers({ now: 0, toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => void vi.useRealTimers());

interface Request {
	/** How long after the one before the worker asks, and how long the way there and back takes. */
	gap: number;
	there: number;
	back: number;
	/** The platform asks for so much patience. */
	pause?: number;
}

/** The clock jumps from timer to timer; whoever waits for one goes on before the next. */
async function untilNothingWaits(): Promise<void> {
	await setImmediate();
	while (vi.getTimerCount() > 0) {
		vi.advanceTimersToNextTimer();
		await setImmediate();
	}
}

const passing = async (ms: number) => {
	if (ms > 0) await inMs(ms);
};

/** Requests of one worker each. */
async function simulate(requestsPerMinute: number, workers: Request[][], start: number) {
	vi.setSystemTime(start);
	const limiter = new RateLimiter();
	const leaving: number[] = [];
	const arrivals: number[] = [];
	const pauses: Array<[number, number]> = [];
	const work = async (requests: Request[]) => {
		for (const { gap, there, back, pause } of requests) {
			await passing(gap);
			await limiter.acquire({ requestsPerMinute });
			leaving.push(Date.now());
			arrivals.push(Date.now() + there);
			await passing(there + back);
			limiter.release({ left: true });
			if (pause === undefined) continue;
			limiter.pause(pause);
			pauses.push([Date.now(), Date.now() + pause]);
		}
	};
	// Not awaited: one that waits for ever is missing among the arrivals.
	void Promise.all(workers.map(work));
	await untilNothingWaits();
	return { leaving, arrivals: arrivals.toSorted((a, b) => a - b), pauses };
}

/** How long a request waits that asks now; its place is given back as if it had not left. */
async function waitOf(limiter: RateLimiter, requestsPerMinute: number): Promise<number> {
	const asked = Date.now();
	const acquiring = limiter.acquire({ requestsPerMinute });
	await untilNothingWaits();
	await acquiring;
	limiter.release({ left: false });
	return Date.now() - asked;
}

const delay = fc.oneof(fc.nat(50), fc.nat(2_000), fc.nat(90_000));
const request = fc.record<Request>(
	{ gap: delay, there: delay, back: delay, pause: fc.nat(90_000) },
	{ requiredKeys: ['gap', 'there', 'back'] },
);
const workers = fc.array(fc.array(request, { maxLength: 15 }), { minLength: 1, maxLength: 8 });
const start = fc.constantFrom(0, 1_700_000_000_000);

describe('RateLimiter', () => {
	it('lets no minute of the platform see more than the limit, and every request leave', async () => {
		const limit = fc.integer({ min: 1, max: 12 });
		await fc.assert(
			fc.asyncProperty(limit, workers, start, async (perMinute, lists, at) => {
				const { arrivals, leaving, pauses } = await simulate(perMinute, lists, at);
				expect(arrivals).toHaveLength(lists.flat().length);
				for (let first = 0; first + perMinute < arrivals.length; first++)
					expect(arrivals[first + perMinute] - arrivals[first]).toBeGreaterThanOrEqual(MINUTE);
				for (const [from, to] of pauses)
					expect(leaving.filter((time) => time > from && time < to)).toEqual([]);
			}),
			{ numRuns: 200 },
		);
	});

	it('makes nobody wait longer than the limit demands', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 10 }),
				fc.array(fc.nat(20_000), { minLength: 1, maxLength: 40 }),
				async (perMinute, gaps) => {
					// One after the other, answered at once: a request leaves when asked for, or a minute
					// after the one that is `perMinute` before it.
					const requests = gaps.map((gap) => ({ gap, there: 0, back: 0 }));
					const { leaving } = await simulate(perMinute, [requests], 0);
					let asked = 0;
					gaps.forEach((gap, index) => {
						asked = (leaving[index - 1] ?? 0) + gap;
						const earliest = (leaving[index - perMinute] ?? -Infinity) + MINUTE;
						expect(leaving[index]).toBe(Math.max(asked, earliest));
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
		limiter.pause(1_000);
		vi.setSystemTime(400);
		expect(await waitOf(limiter, 0)).toBe(600);
		expect(await waitOf(limiter, 0)).toBe(0);
	});

	it('keeps the longer of two pauses, and says by how much one is longer', async () => {
		const limiter = new RateLimiter();
		expect(limiter.pause(5_000)).toBe(5_000);
		vi.setSystemTime(100);
		expect(limiter.pause(1_000)).toBe(0);
		expect(limiter.pause(5_000)).toBe(100);
		vi.setSystemTime(200);
		expect(await waitOf(limiter, 0)).toBe(4_900);
	});

	it.each([
		[5, 0],
		[4, MINUTE - 4_000],
		[2, MINUTE + 2_000 - 4_000],
	])('holds each asker to its own limit: %i a minute wait for %i ms', async (perMinute, ms) => {
		const limiter = new RateLimiter();
		for (let sent = 0; sent < 4; sent++) {
			vi.setSystemTime(sent * 1_000);
			await limiter.acquire({ requestsPerMinute: 0 });
			limiter.release({ left: true });
		}
		vi.setSystemTime(4_000);
		expect(await waitOf(limiter, perMinute)).toBe(ms);
	});

	it('counts a request that did not leave no further', async () => {
		const limiter = new RateLimiter();
		expect(await waitOf(limiter, 1)).toBe(0);
		expect(await waitOf(limiter, 1)).toBe(0);
		await limiter.acquire({ requestsPerMinute: 1 });
		limiter.release({ left: true });
		expect(await waitOf(limiter, 1)).toBe(MINUTE);
	});
});

it('rateLimiterOf remembers the limiter of each interface, however long it rests', () => {
	const limiter = rateLimiterOf('one');
	expect(rateLimiterOf('other')).not.toBe(limiter);
	expect(rateLimiterOf('one')).toBe(limiter);
});
