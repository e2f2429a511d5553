/** nodes/shared/client/rate-limiter.ts: whose turn it is, and what is learned of a platform's limit. */
import { setImmediate } from 'node:timers/promises';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { Cancelled } from '../../../../nodes/shared/client/failure.ts';
import { RateLimiter, type Place } from '../../../../nodes/shared/client/rate-limiter.ts';
import { clocks, untilNothingWaits, waitOf } from './limits.ts';

const ANY = { requestsPerMinute: 0 };

beforeEach(() => {
	clocks.fake();
	vi.spyOn(Math, 'random').mockReturnValue(1);
});
afterEach(() => {
	vi.restoreAllMocks();
	clocks.real();
});

describe('whose turn it is', () => {
	it('is the turn of who came first, whatever limit others go by', async () => {
		const limiter = new RateLimiter();
		const left: number[] = [];
		for (let at = 0; at < 12; at++)
			void limiter
				.acquire(at % 2 ? ANY : { requestsPerMinute: 0, requestsPerSecond: 3 })
				.then(() => {
					left.push(at);
					limiter.release({ left: true });
				});
		await untilNothingWaits();
		expect(left).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
	});

	it('passes over who is cancelled in line, and over who is cancelled at its head', async () => {
		const limiter = new RateLimiter();
		await limiter.acquire({ requestsPerMinute: 1 });
		const cancels = [0, 1, 2].map(() => new AbortController());
		const ends = cancels.map(
			async ({ signal }) =>
				await limiter.acquire({ requestsPerMinute: 1 }, signal).then(
					() => performance.now(),
					(error: unknown) => error,
				),
		);
		await setImmediate();
		cancels[1].abort();
		await expect(ends[1]).resolves.toBeInstanceOf(Cancelled);
		limiter.release({ left: true });
		await setImmediate();
		cancels[0].abort();
		await expect(ends[0]).resolves.toBeInstanceOf(Cancelled);
		const now = performance.now();
		await untilNothingWaits();
		expect(await ends[2]).toBe(now + 60_000);
		// Neither of the cancelled took a place: there is room for one when this one has gone.
		limiter.release({ left: false });
		expect(await waitOf(limiter, 1)).toBe(0);
	});
});

/** So many requests leave at once, and are answered one after the other, so many a second. */
async function takenAt(limiter: RateLimiter, aSecond: number, seconds: number): Promise<Place[]> {
	const places: Place[] = [];
	for (let at = 0; at < aSecond * seconds; at++) {
		places.push(await limiter.acquire(ANY));
		vi.advanceTimersByTime(1_000 / aSecond);
		limiter.accepted();
		limiter.release({ left: true });
	}
	return places;
}

/** A request that is refused. Returns by how much the pause grew. */
async function refusedOnce(limiter: RateLimiter, retryAfterMs?: number): Promise<number> {
	const acquiring = limiter.acquire(ANY);
	await untilNothingWaits();
	const place = await acquiring;
	limiter.release({ left: true });
	return limiter.refused(place, retryAfterMs);
}

describe('pauses', () => {
	it('grow with every refusal in a row, up to 15 s, and begin anew when one is taken', async () => {
		const limiter = new RateLimiter();
		const pauses: number[] = [];
		for (let times = 0; times < 7; times++) pauses.push(await refusedOnce(limiter));
		expect(pauses).toEqual([500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
		limiter.accepted();
		expect(await refusedOnce(limiter)).toBe(500);
	});

	it('are at least half of that, by lot', async () => {
		vi.mocked(Math.random).mockReturnValue(0);
		expect(await refusedOnce(new RateLimiter())).toBe(250);
	});

	it('are asked for once by requests that were under way together', async () => {
		const limiter = new RateLimiter();
		const places = await Promise.all([1, 2, 3].map(async () => await limiter.acquire(ANY)));
		places.forEach(() => limiter.release({ left: true }));
		const grew = places.map((place) => {
			vi.advanceTimersByTime(100);
			return limiter.refused(place);
		});
		expect(grew).toEqual([500, 0, 0]);
		expect(await refusedOnce(limiter)).toBe(1_000);
	});

	it('are the longest of those that the platform names, and grow by the difference', async () => {
		const limiter = new RateLimiter();
		const [place, other] = [await limiter.acquire(ANY), await limiter.acquire(ANY)];
		expect(limiter.refused(place, 5_000)).toBe(5_000);
		vi.advanceTimersByTime(100);
		expect(limiter.refused(other, 1_000)).toBe(0);
		expect(limiter.refused(other, 5_000)).toBe(100);
		vi.advanceTimersByTime(100);
		limiter.release({ left: true });
		limiter.release({ left: true });
		expect(await waitOf(limiter)).toBe(4_900);
	});

	it('are followed by one request alone, until one is taken', async () => {
		const limiter = new RateLimiter();
		await refusedOnce(limiter, 1_000);
		const left: Place[] = [];
		for (let at = 0; at < 4; at++) void limiter.acquire(ANY).then((place) => left.push(place));
		await untilNothingWaits();
		expect(left.map(({ leftAt }) => leftAt)).toEqual([1_000]);
		limiter.release({ left: false });
		await untilNothingWaits();
		expect(left).toHaveLength(2);
		limiter.accepted();
		limiter.release({ left: true });
		await untilNothingWaits();
		expect(left).toHaveLength(4);
	});
});

describe('the rate that a platform takes', () => {
	/** Milliseconds between the next so many requests, each taken at once. */
	async function gapsOf(limiter: RateLimiter, count: number): Promise<number[]> {
		const gaps: number[] = [];
		for (let at = 0; at < count; at++) {
			const asked = performance.now();
			const acquiring = limiter.acquire(ANY);
			await untilNothingWaits();
			await acquiring;
			limiter.accepted();
			limiter.release({ left: true });
			gaps.push(performance.now() - asked);
		}
		return gaps;
	}

	it('is a little below what it took before it refused, and grows from there', async () => {
		const limiter = new RateLimiter();
		await takenAt(limiter, 10, 10);
		await refusedOnce(limiter);
		await gapsOf(limiter, 1);
		const gaps = await gapsOf(limiter, 400);
		// Nine a second, a little more after the pause, and 3 % more each second.
		expect(gaps[0]).toBeGreaterThan(105);
		expect(gaps[0]).toBeLessThan(114);
		expect(gaps.at(-1)).toBeLessThan(gaps[0] / 2);
		for (const [at, gap] of gaps.entries()) if (at) expect(gap).toBeLessThanOrEqual(gaps[at - 1]);
		const seconds = gaps.reduce((sum, gap) => sum + gap, 0) / 1_000;
		const growth = (gaps[0] / gaps[gaps.length - 1]) ** (1 / seconds);
		expect(growth).toBeCloseTo(1.03, 2);
	});

	it('counts once for refusals in a row', async () => {
		const limiter = new RateLimiter();
		await takenAt(limiter, 10, 5);
		for (let times = 0; times < 3; times++) await refusedOnce(limiter);
		await gapsOf(limiter, 1);
		expect((await gapsOf(limiter, 1))[0]).toBeGreaterThan(95);
		expect((await gapsOf(limiter, 1))[0]).toBeLessThan(114);
	});

	it('is not known of one that took nothing of late', async () => {
		const limiter = new RateLimiter();
		await takenAt(limiter, 10, 5);
		vi.advanceTimersByTime(5_000);
		await refusedOnce(limiter);
		await gapsOf(limiter, 1);
		expect(await gapsOf(limiter, 5)).toEqual([0, 0, 0, 0, 0]);
	});

	it('is of no more account where it is beyond any limit', async () => {
		const limiter = new RateLimiter();
		await takenAt(limiter, 500, 2);
		await refusedOnce(limiter);
		await gapsOf(limiter, 1);
		expect((await gapsOf(limiter, 1))[0]).toBeGreaterThan(0);
		vi.advanceTimersByTime(60_000);
		await gapsOf(limiter, 1);
		expect(await gapsOf(limiter, 5)).toEqual([0, 0, 0, 0, 0]);
	});
});

it('says for how long the platform took nothing, since a request began', () => {
	const limiter = new RateLimiter();
	vi.advanceTimersByTime(5_000);
	expect(limiter.sinceAccepted(2_000)).toBe(3_000);
	limiter.accepted();
	vi.advanceTimersByTime(1_000);
	expect(limiter.sinceAccepted(2_000)).toBe(1_000);
	expect(limiter.sinceAccepted(6_000)).toBe(0);
});

describe('idle is a limiter', () => {
	const at = async (ms: number, use: (limiter: RateLimiter) => Promise<unknown>) => {
		const limiter = new RateLimiter();
		await use(limiter);
		vi.advanceTimersByTime(ms);
		return limiter.isIdle();
	};
	const released = async (limiter: RateLimiter) => {
		await limiter.acquire(ANY);
		limiter.release({ left: true });
	};

	it.each<[string, boolean, number, (limiter: RateLimiter) => Promise<unknown>]>([
		['that was never used', true, 1, async () => await Promise.resolve()],
		['with a request under way', false, 90_000, async (limiter) => await limiter.acquire(ANY)],
		['that was used within a minute', false, 59_999, released],
		['that was used more than a minute ago', true, 60_001, released],
		['that pauses', false, 90_000, async (limiter) => await refusedOnce(limiter, 90_001)],
		['that has paused', true, 90_002, async (limiter) => await refusedOnce(limiter, 90_001)],
		[
			'that had a request taken within a minute',
			false,
			59_999,
			async (limiter) => await Promise.resolve(limiter.accepted()),
		],
	])('%s: %s', async (_what, isIdle, ms, use) => {
		expect(await at(ms, use)).toBe(isIdle);
	});
});
