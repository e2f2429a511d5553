/**
 * nodes/shared/client/token.ts: when the token's endpoint fails, or gives tokens that are no good,
 * it is asked less and less often, and all who ask meanwhile hear the same.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Failure } from '../../../../nodes/shared/client/failure.ts';
import { credentialKey, getToken, tokenWorks } from '../../../../nodes/shared/client/token.ts';
import { credential, networkError, platform, recording, response } from '../fakes.ts';

const source = platform.token;
const BEGIN = 1_700_000_000_000;

beforeEach(() => void vi.useFakeTimers({ now: BEGIN }));
afterEach(() => void vi.useRealTimers());

const seconds = () => (Date.now() - BEGIN) / 1_000;

type Answer = object | Error;

/** A credential whose endpoint answers like this, and when it was asked. */
function asked(answer: (time: number) => Answer) {
	const times: number[] = [];
	const { helper } = recording([], () => answer(times.push(seconds())));
	const own = credential();
	const get = async (rejected?: string) =>
		await getToken(source, own, helper, rejected).then(
			({ token }) => token,
			(error: Failure) => error,
		);
	return { times, get, own };
}

const passing = async (ms: number) => void (await vi.advanceTimersByTimeAsync(ms));

/** Asks every so many milliseconds; gives what came of each. */
async function asking(
	get: (rejected?: string) => Promise<unknown>,
	count: number,
	everyMs: number,
) {
	const ends: unknown[] = [];
	for (let at = 0; at < count; at++) {
		ends.push(await get());
		await passing(everyMs);
	}
	return ends;
}

const down = () => networkError('ECONNREFUSED');
const noAppHere = () => response({ error: 'invalid_client' }, 401);

describe('a token endpoint that fails', () => {
	it.each<[string, () => Answer]>([
		['is out of reach', down],
		['cuts the connection', () => networkError('ECONNRESET')],
		['is not well', () => response('<html>', 502)],
		['asks for patience', () => response('', 429)],
		['knows no such app', noAppHere],
	])('and %s is asked at most six times in 10 s, by 100 requests', async (_what, answer) => {
		const { times, get } = asked(answer);
		const ends = await asking(get, 100, 100);
		expect(times).toEqual([0, 0.5, 1.5, 3.5, 7.5]);
		expect(new Set(ends.map((end) => (end as Failure).message)).size).toBe(1);
	});

	it('is asked at least once a minute', async () => {
		const { times, get } = asked(down);
		await asking(get, 500, 1_000);
		const gaps = times.slice(1).map((time, at) => time - times[at]);
		expect(gaps.slice(0, 8)).toEqual([1, 1, 2, 4, 8, 16, 32, 60]);
		expect(gaps.slice(7)).toEqual(gaps.slice(7).map(() => 60));
	});

	it('says how long it will not be asked again', async () => {
		const { get } = asked(down);
		const ends = await asking(get, 12, 100);
		expect(ends.map((end) => (end as Failure).facts.retryAfterMs)).toEqual(
			[500, 400, 300, 200, 100].concat(1_000, 900, 800, 700, 600, 500, 400),
		);
		for (const end of ends) expect(end).toMatchObject({ kind: 'unreachable' });
	});

	it('is left alone as long as it asks for', async () => {
		const { times, get } = asked(() => response('', 429, { 'retry-after': '7' }));
		const ends = await asking(get, 150, 100);
		expect(times).toEqual([0, 7, 14]);
		expect(ends.slice(0, 3).map((end) => (end as Failure).facts.retryAfterMs)).toEqual([
			7_000, 6_900, 6_800,
		]);
	});

	it('is one of the credential where it says so, for all who ask', async () => {
		const { get } = asked(noAppHere);
		for (const end of await asking(get, 30, 100))
			expect(end).toMatchObject({
				kind: 'refused',
				message: 'Test gave no token (HTTP 401)',
				facts: { ofCredential: true, httpStatus: 401, advice: 'Look at the credential.' },
			});
		// A time at which to try again would be waited for.
		for (const end of await asking(get, 3, 100))
			expect((end as Failure).facts.retryAfterMs).toBeUndefined();
	});

	it('begins with short pauses again after it gave a token that works', async () => {
		let isDown = true;
		const { times, get, own } = asked((time) =>
			isDown ? down() : response({ token: `T${time}` }),
		);
		await asking(get, 20, 100);
		isDown = false;
		await passing(10_000);
		expect(await get()).toBe('T4');
		tokenWorks(credentialKey(source, own), 'T4');
		isDown = true;
		await passing(3_600_000);
		const before = times.length;
		await asking(get, 10, 100);
		expect(times.slice(before).map((time) => time - times[before])).toEqual([0, 0.5]);
	});

	it('of one credential is no matter to another', async () => {
		const { get } = asked(down);
		await get();
		const other = asked(() => response({ token: 'T' }));
		expect(await other.get()).toBe('T');
	});
});

describe('tokens that are rejected at once', () => {
	/** Asks every 50 ms for another token than the last one. */
	async function rejecting(get: (rejected?: string) => Promise<unknown>, count: number) {
		const ends: unknown[] = [];
		let last: string | undefined;
		for (let at = 0; at < count; at++) {
			const end = await get(last);
			if (typeof end === 'string') last = end;
			ends.push(end);
			await passing(50);
		}
		return { ends, last };
	}
	const given = () => asked((time) => response({ token: `T${time}` }));

	it('are replaced at once twice, then 1 s, 2 s, 4 s … apart', async () => {
		const { times, get } = given();
		const { ends } = await rejecting(get, 400);
		const gaps = times.slice(1).map((time, at) => Math.round((time - times[at]) * 100) / 100);
		expect(gaps).toEqual([0.05, 0.05, 1, 2, 4, 8]);
		// Meanwhile there is no other than the last one.
		expect(new Set(ends).size).toBe(times.length);
	});

	it('are replaced at least once a minute', async () => {
		const { times, get } = given();
		await rejecting(get, 6_000);
		const [longest] = times
			.slice(1)
			.map((time, at) => time - times[at])
			.toSorted((a, b) => b - a);
		expect(longest).toBeCloseTo(60, 1);
	});

	it('are replaced at once again when one was accepted', async () => {
		const { times, get, own } = given();
		const { last } = await rejecting(get, 200);
		const before = times.length;
		tokenWorks(credentialKey(source, own), last!);
		await passing(60_000);
		await rejecting(async (rejected) => await get(rejected ?? last), 10);
		const gaps = times.slice(before + 1).map((time, at) => time - times[before + at]);
		expect(gaps[0]).toBeCloseTo(0.05, 6);
	});

	it('are not taken for good because an older one was accepted', async () => {
		const { times, get, own } = given();
		await rejecting(get, 200);
		const before = times.length;
		tokenWorks(credentialKey(source, own), 'T1');
		tokenWorks('of another', 'T1');
		await passing(60_000);
		await rejecting(async (rejected) => await get(rejected ?? `T${before}`), 10);
		expect(times.length - before).toBe(1);
	});

	it('are still given to who has not tried them', async () => {
		const { get } = given();
		const { last } = await rejecting(get, 10);
		expect(await get()).toBe(last);
		expect(await get('T1')).toBe(last);
	});
});

describe('a token that lives for a moment', () => {
	it.each([0, -5, 0.2, 1])('%d s long is fetched no more than once a second', async (lives) => {
		const { times, get } = asked((time) => response({ token: `T${time}`, lives }));
		const ends = await asking(get, 100, 100);
		expect(times).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
		expect(ends.slice(0, 11)).toEqual([...Array<string>(10).fill('T1'), 'T2']);
	});

	it('however long and however often it is asked for', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.double({ min: -10, max: 10, noNaN: true }),
				fc.integer({ min: 20, max: 500 }),
				async (lives, everyMs) => {
					const { times, get } = asked((time) => response({ token: `T${time}`, lives }));
					for (const end of await asking(get, 60, everyMs)) expect(typeof end).toBe('string');
					for (const [at, time] of times.entries())
						if (at) expect(time - times[at - 1]).toBeGreaterThanOrEqual(0.999);
				},
			),
			{ numRuns: 50 },
		);
	});
});

it('forgets what was not used for a day', async () => {
	const { times, get } = asked(noAppHere);
	for (let tries = 0; tries < 9; tries++) {
		await get();
		await passing(60_000);
	}
	await passing(25 * 3_600_000);
	await asked(down).get();
	const before = times.length;
	await asking(get, 10, 100);
	expect(times.slice(before).map((time) => time - times[before])).toEqual([0, 0.5]);
});
