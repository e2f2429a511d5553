/** A clock that jumps from timer to timer: for the tests of nodes/shared/client/rate-limiter.ts. */
import { setImmediate } from 'node:timers/promises';

import { vi } from 'vitest';

import type { RateLimiter } from '../../../../nodes/shared/client/rate-limiter.ts';

export const clocks = {
	fake: () =>
		void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }),
	real: () => void vi.useRealTimers(),
};

/**
 * Whoever waits for a timer goes on before the next. A fake timer of less than a millisecond ends at
 * once, unlike a real one: who waits for a part of one waits for the whole here.
 */
export async function untilNothingWaits(): Promise<void> {
	await setImmediate();
	while (vi.getTimerCount() > 0) {
		const now = performance.now();
		vi.advanceTimersToNextTimer();
		if (performance.now() === now) vi.advanceTimersByTime(1);
		await setImmediate();
	}
}

/** How long a request waits that asks now; its place is given back as if it had not left. */
export async function waitOf(limiter: RateLimiter, requestsPerMinute = 0): Promise<number> {
	const asked = performance.now();
	const acquiring = limiter.acquire({ requestsPerMinute });
	await untilNothingWaits();
	await acquiring;
	limiter.release({ left: false });
	return performance.now() - asked;
}
