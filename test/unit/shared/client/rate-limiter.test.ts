/** nodes/shared/pace.ts: whatever the network does, no minute sees more requests than allowed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { RateLimiter, rateLimiterOf } from '../../../../nodes/shared/client/rate-limiter.ts';

const MINUTE = 60_000;

interface Request {
	/** How long after the one before the worker asks, and how long the way there and back takes. */
	gap: number;
	there: number;
	back: number;
	/** The platform asks for so much patience. */
	pause?: number;
}

/** Requests of one worker each; a clock that jumps from event to event. */
function simulate(perMinute: number, workers: Request[][], start: number) {
	const pace = new RateLimiter();
	const leaving: number[] = [];
	const arrivals: number[] = [];
	const pauses: Array<[number, number]> = [];
	const events: Array<{ at: number; happen(now: number): void }> = [];
	const plan = (at: number, happen: (now: number) => void) => {
		const later = events.findIndex((event) => event.at > at);
		events.splice(later < 0 ? events.length : later, 0, { at, happen });
	};
	const ask = ([request, ...rest]: Request[], now: number) => {
		const ms = pace.msUntilFree(perMinute, now);
		if (ms > 0) return plan(now + ms, (then) => ask([request, ...rest], then));
		pace.left();
		leaving.push(now);
		arrivals.push(now + request.there);
		plan(now + request.there + request.back, (then) => {
			pace.answered(then);
			if (request.pause !== undefined) {
				pace.pause(request.pause, then);
				pauses.push([then, then + request.pause]);
			}
			if (rest.length) plan(then + rest[0].gap, (later) => ask(rest, later));
		});
	};
	for (const requests of workers)
		if (requests.length) plan(start + requests[0].gap, (now) => ask(requests, now));
	for (let event; (event = events.shift()); ) event.happen(event.at);
	return { leaving, arrivals: arrivals.toSorted((a, b) => a - b), pauses };
}

const delay = fc.oneof(fc.nat(50), fc.nat(2_000), fc.nat(90_000));
const request = fc.record<Request>(
	{ gap: delay, there: delay, back: delay, pause: fc.nat(90_000) },
	{ requiredKeys: ['gap', 'there', 'back'] },
);
const workers = fc.array(fc.array(request, { maxLength: 15 }), { minLength: 1, maxLength: 8 });
const start = fc.constantFrom(0, 1_700_000_000_000);

describe('Pace', () => {
	it('lets no minute of the platform see more than the limit, and every request leave', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 12 }), workers, start, (perMinute, lists, at) => {
				const { arrivals, leaving, pauses } = simulate(perMinute, lists, at);
				expect(arrivals).toHaveLength(lists.flat().length);
				for (let first = 0; first + perMinute < arrivals.length; first++)
					expect(arrivals[first + perMinute] - arrivals[first]).toBeGreaterThanOrEqual(MINUTE);
				for (const [from, to] of pauses)
					expect(leaving.filter((time) => time > from && time < to)).toEqual([]);
			}),
			{ numRuns: 200 },
		);
	});

	it('makes nobody wait longer than the limit demands', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 10 }),
				fc.array(fc.nat(20_000), { minLength: 1, maxLength: 40 }),
				(perMinute, gaps) => {
					// One after the other, answered at once: a request leaves when asked for, or a minute
					// after the one that is `perMinute` before it.
					const requests = gaps.map((gap) => ({ gap, there: 0, back: 0 }));
					const { leaving } = simulate(perMinute, [requests], 0);
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

	it('has no limit at 0, but pauses all the same', () => {
		const pace = new RateLimiter();
		for (let sent = 0; sent < 5_000; sent++) {
			expect(pace.msUntilFree(0, 0)).toBe(0);
			pace.left();
		}
		pace.pause(1_000, 0);
		expect(pace.msUntilFree(0, 400)).toBe(600);
		expect(pace.msUntilFree(0, 1_000)).toBe(0);
	});

	it('keeps the longer of two pauses', () => {
		const pace = new RateLimiter();
		pace.pause(5_000, 0);
		pace.pause(1_000, 100);
		expect(pace.msUntilFree(0, 200)).toBe(4_800);
	});

	it('holds each asker to its own limit', () => {
		const pace = new RateLimiter();
		for (let sent = 0; sent < 4; sent++) {
			pace.left();
			pace.answered(sent * 1_000);
		}
		expect(pace.msUntilFree(5, 4_000)).toBe(0);
		expect(pace.msUntilFree(4, 4_000)).toBe(MINUTE - 4_000);
		expect(pace.msUntilFree(2, 4_000)).toBe(MINUTE + 2_000 - 4_000);
	});
});

it('paceOf remembers the pace of each interface, however long it rests', () => {
	const pace = rateLimiterOf('one');
	expect(rateLimiterOf('other')).not.toBe(pace);
	expect(rateLimiterOf('one')).toBe(pace);
});
