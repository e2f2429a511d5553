/** nodes/shared/triggers/repeats.ts: the same event twice. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const MINUTE = 60_000;

let isRepeat: typeof import('../../../../../nodes/shared/triggers/webhook/repeats.ts').isRepeat;

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['Date'] });
	vi.resetModules();
	({ isRepeat } = await import('../../../../../nodes/shared/triggers/webhook/repeats.ts'));
});
afterEach(() => {
	vi.useRealTimers();
});

describe('isRepeat', () => {
	const taken = (key: string, trigger = 't') => isRepeat(trigger, key, 10 * MINUTE);

	it('the same within the time, and not after it', () => {
		expect(taken('a')).toBe(false);
		expect(taken('a')).toBe(true);
		vi.advanceTimersByTime(10 * MINUTE - 1);
		expect(taken('a')).toBe(true);
		vi.advanceTimersByTime(1);
		expect(taken('a')).toBe(false);
		expect(taken('a')).toBe(true);
	});

	it('a repeat does not make the time longer', () => {
		taken('a');
		vi.advanceTimersByTime(9 * MINUTE);
		expect(taken('a')).toBe(true);
		vi.advanceTimersByTime(MINUTE);
		expect(taken('a')).toBe(false);
	});

	it('another event, or the same of another trigger, is none', () => {
		expect([taken('a'), taken('b'), taken('a', 'other')]).toEqual([false, false, false]);
		expect([taken('a'), taken('b'), taken('a', 'other')]).toEqual([true, true, true]);
	});

	it('each trigger has its own time', () => {
		isRepeat('t', 'a', MINUTE);
		vi.advanceTimersByTime(5 * MINUTE);
		expect(isRepeat('t', 'a', MINUTE)).toBe(false);
		vi.advanceTimersByTime(5 * MINUTE);
		expect(isRepeat('t', 'a', 20 * MINUTE)).toBe(true);
	});

	it('of no time nothing is a repeat', () => {
		expect([isRepeat('t', 'a', 0), isRepeat('t', 'a', 0)]).toEqual([false, false]);
	});

	const day = 24 * 60 * MINUTE;

	it('remembers for a day, whatever comes meanwhile', () => {
		isRepeat('t', 'a', day);
		for (let hour = 1; hour < 24; hour++) {
			vi.advanceTimersByTime(60 * MINUTE);
			isRepeat('t', `${hour}`, day);
		}
		expect(isRepeat('t', 'a', day)).toBe(true);
		vi.advanceTimersByTime(60 * MINUTE);
		expect(isRepeat('t', 'a', day)).toBe(false);
	});

	it('forgets the oldest of more than 100,000', () => {
		for (const key of ['first', 'second', 'first']) isRepeat('t', key, 0);
		// Taken again, so it is not the oldest any more.
		expect(isRepeat('t', 'second', day)).toBe(true);
		for (let n = 0; n < 99_998; n++) isRepeat('t', `${n}`, day);
		expect(isRepeat('t', 'second', day)).toBe(true);
		isRepeat('t', 'one more', day);
		expect(isRepeat('t', 'first', day)).toBe(true);
		expect(isRepeat('t', 'second', day)).toBe(false);
	});
});
