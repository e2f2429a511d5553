/**
 * Executions that send to one interface of a platform with a limit of its own: for the tests of
 * nodes/shared/client/rate-limiter.ts. The clock is the fake one.
 */
import { vi } from 'vitest';

import { call } from '../../../../nodes/shared/client/request.ts';
import { connection, inMs, response, write } from '../fakes.ts';

/** What the platform takes. */
export interface Limit {
	most: number;
	/** In so many milliseconds. */
	within: number;
	/** Windows begin at whole multiples of `within`; else every stretch of that length counts. */
	fixed?: boolean;
	/** Seconds, as the refusals say. */
	retryAfter?: number;
	/** Refused requests count, too. */
	countsRefused?: boolean;
}

export interface Simulated {
	done: number;
	failed: string[];
	refused: number;
	/** Seconds from the first request to the last answer. */
	seconds: number;
}

const REQUEST_MS = 50;
export const CONCURRENCY = 4;

/** So many records, shared out among executions that send four at a time each. */
export async function simulate(
	limit: Limit,
	records: number,
	executions: number,
	pace = { requestsPerMinute: 0 } as { requestsPerMinute: number; requestsPerSecond?: number },
): Promise<Simulated> {
	const { most, within, fixed, retryAfter, countsRefused } = limit;
	const counted: number[] = [];
	const simulated: Simulated = { done: 0, failed: [], refused: 0, seconds: 0 };
	const isTaken = (now: number): boolean => {
		const from = fixed ? Math.floor(now / within) * within : now - within + Number.EPSILON;
		while (counted.length && counted[0] < from) counted.shift();
		const taken = counted.length < most;
		if (taken || countsRefused) counted.push(now);
		return taken;
	};
	const headers: Record<string, string> =
		retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
	const own = connection(
		async ({ url }) => {
			if (url.endsWith('/token')) return response({ token: 'T' });
			await inMs(REQUEST_MS / 2);
			const taken = isTaken(Date.now());
			if (!taken) simulated.refused++;
			await inMs(REQUEST_MS / 2);
			return taken ? response({ ok: true, data: [] }) : response('', 429, headers);
		},
		{ pace },
	);
	const began = Date.now();
	let left = records;
	const worker = async () => {
		while (left-- > 0) {
			try {
				await call(own, write, {}, { repeatable: false });
				simulated.done++;
			} catch (error) {
				simulated.failed.push((error as Error).message);
			}
			simulated.seconds = (Date.now() - began) / 1_000;
		}
	};
	const all = Promise.all(Array.from({ length: executions * CONCURRENCY }, worker));
	for (let ended = false; !ended; ) {
		void all.then(() => (ended = true));
		await vi.advanceTimersByTimeAsync(500);
	}
	return simulated;
}
