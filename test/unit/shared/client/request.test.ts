/**
 * nodes/shared/client/request.ts: one request from start to end, against a platform that answers
 * as told.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Cancelled, Failure } from '../../../../nodes/shared/client/failure.ts';
import { rateLimiterOf } from '../../../../nodes/shared/client/rate-limiter.ts';
import { call } from '../../../../nodes/shared/client/request.ts';
import { credentialKey } from '../../../../nodes/shared/client/token.ts';
import {
	connection,
	credential,
	inMs,
	networkError,
	never,
	platform,
	recording,
	response,
	write,
	type Recording,
} from '../fakes.ts';
import { calling, ok, says, type Fields } from './calling.ts';

beforeEach(() => {
	vi.useFakeTimers({ now: 1_700_000_000_000 });
	vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
	vi.restoreAllMocks();
	vi.useRealTimers();
});

describe('a call', () => {
	it('gives data and body of a success', async () => {
		const told = recording([ok]);
		const { result } = await calling(told);
		expect(result).toEqual({ data: [1], body: { ok: true, data: [1] }, repeated: false });
		expect(told.sent).toMatchObject([{ url: 'https://platform.test/base/write', body: '{"a":1}' }]);
	});

	it('ends with the word of the platform, its code and what to do', async () => {
		const told = recording([says('full')]);
		const { result } = await calling(told);
		expect(result).toBeInstanceOf(Failure);
		expect(result).toMatchObject({
			kind: 'refused',
			message: 'says (full)',
			facts: { platformCode: 'full', httpStatus: 200, advice: 'Make room.' },
		});
		expect(told.sent).toHaveLength(1);
	});

	it.each([
		['a cut connection', networkError('ECONNRESET'), 'ambiguous'],
		['no answer in time', networkError('ECONNABORTED'), 'ambiguous'],
		['a 502', response('<html>', 502), 'ambiguous'],
		['a page instead of an answer', response('<html>'), 'ambiguous'],
		['JSON that is cut', response('{"ok":tr'), 'ambiguous'],
		['a code that means so', says('lost'), 'ambiguous'],
	])('after %s sends again only what may be repeated', async (_what, answer, kind) => {
		const once = recording([answer, ok]);
		expect((await calling(once, false)).result).toMatchObject({ kind });
		expect(once.sent).toHaveLength(1);
		const twice = recording([answer, ok]);
		expect((await calling(twice, true)).result).toMatchObject({ data: [1], repeated: true });
		expect(twice.sent).toHaveLength(2);
	});

	it.each([
		['was refused', networkError('ECONNREFUSED', 2)],
		['was asked to be patient', says('busy')],
		['met a 429', response('', 429)],
	])('sends again whatever the operation when it %s', async (_what, answer) => {
		const told = recording([answer, answer, ok]);
		expect((await calling(told, false)).result).toMatchObject({ repeated: false });
		expect(told.sent).toHaveLength(3);
	});

	it('sends again as often as it may, in growing pauses', async () => {
		const told = recording([networkError('ECONNREFUSED')]);
		const { result, ms } = await calling(told, true, { retries: 3 });
		expect(result).toMatchObject({ kind: 'unreachable' });
		expect(told.sent).toHaveLength(4);
		expect(ms).toBe(250 + 500 + 1_000);
	});

	it('hides token and secret in what the platform says', async () => {
		const told = recording([says('no', 200, 'T1 of S3CRET is not known')]);
		const { result } = await calling(told);
		expect((result as Failure).message).toBe('••• of ••• is not known (no)');
	});
});

describe('without a token', () => {
	it.each([
		['in time', networkError('ECONNABORTED')],
		['at all', networkError('ECONNRESET')],
	])('nothing was sent when its endpoint does not answer %s', async (_what, error) => {
		const told = recording([ok], error);
		expect((await calling(told, false, { retries: 2 })).result).toMatchObject({
			kind: 'unreachable',
		});
		expect([told.tokens.length, told.sent.length]).toEqual([3, 0]);
	});

	it('waits as long as its endpoint asks for before it asks again', async () => {
		const asked: number[] = [];
		const told = recording([ok], () => {
			asked.push(Date.now());
			return asked.length > 1
				? response({ token: 'T' })
				: response('', 429, { 'retry-after': '7' });
		});
		expect((await calling(told)).result).toMatchObject({ data: [1] });
		expect(asked[1] - asked[0]).toBe(7_000);
	});
});

describe('the rate limiter', () => {
	it('of a whole interface rests when the platform asks for patience, others go on', async () => {
		const left: string[] = [];
		const began = Date.now();
		const told = recording([response('', 429, { 'retry-after': '7' }), ok]);
		const own = connection(async (options) => {
			if (!options.url.endsWith('/token'))
				left.push(`${options.url.split('/').pop()} ${Date.now() - began}`);
			return await told.helper(options);
		});
		const calls = [call(own, write, {}, { repeatable: false })];
		await vi.advanceTimersByTimeAsync(1_000);
		calls.push(call({ ...own }, write, {}, { repeatable: false }));
		calls.push(call(own, { ...write, path: '/read' }, {}, { repeatable: false }));
		await vi.runAllTimersAsync();
		await Promise.all(calls);
		expect(left).toEqual(['write 0', 'read 1000', 'write 7000', 'write 7000']);
	});

	it('lets only so many leave a minute', async () => {
		const at: number[] = [];
		const told = recording([() => (at.push((Date.now() - 1_700_000_000_000) / 60_000), ok)]);
		const own = connection(told.helper, { pace: { requestsPerMinute: 2 } });
		const calls = [1, 2, 3, 4, 5].map(async () => await call(own, write, {}, { repeatable: true }));
		await vi.runAllTimersAsync();
		await Promise.all(calls);
		expect(at).toEqual([0, 0, 1, 1, 2]);
	});

	it('is one and the same however long a token takes', async () => {
		const at: number[] = [];
		let slow = true;
		const told = recording([() => (at.push(Date.now()), ok)], async () => {
			if (slow) await inMs(100);
			return response({ token: 'T' });
		});
		const own = connection(told.helper, { pace: { requestsPerMinute: 1 } });
		const first = call(own, write, {}, { repeatable: true });
		// A look at another interface must not make the process forget this one.
		rateLimiterOf(credentialKey(platform.token, credential()), '/other');
		const second = call(own, write, {}, { repeatable: true });
		slow = false;
		await vi.runAllTimersAsync();
		await Promise.all([first, second]);
		expect(at[1] - at[0]).toBeGreaterThanOrEqual(60_000);
	});
});

describe('cancelling', () => {
	/** Ends after nobody waits for it any more, which must not end the process. */
	const cutLater = async () => {
		await inMs(1_000);
		throw networkError('ECONNRESET');
	};

	it.each<[string, Recording, Fields, number, boolean]>([
		['waiting for a token', recording([ok], never), {}, 0, false],
		['waiting for no token', recording([ok], cutLater), {}, 0, false],
		['waiting for an answer', recording([never]), {}, 1, true],
		['waiting for no answer', recording([cutLater]), {}, 1, true],
		['waiting to try again', recording([networkError('ECONNREFUSED')]), {}, 1, false],
		['waiting to repeat it', recording([networkError('ECONNRESET')]), {}, 1, true],
		['told to be patient', recording([response('', 429, { 'retry-after': '9' })]), {}, 1, false],
		['waiting for its turn', recording([ok]), { pace: { requestsPerMinute: 1 } }, 1, false],
	])('ends a call that is %s, at once', async (_what, told, fields, sent, mayHaveArrived) => {
		const controller = new AbortController();
		const own = connection(told.helper, { ...fields, signal: controller.signal });
		if (fields.pace) await call(own, write, {}, { repeatable: true });
		const ended = call(own, write, {}, { repeatable: true }).catch((error: unknown) => error);
		await vi.advanceTimersByTimeAsync(100);
		const now = Date.now();
		controller.abort();
		expect(await ended).toBeInstanceOf(Cancelled);
		expect(await ended).toMatchObject({ mayHaveArrived });
		expect(Date.now()).toBe(now);
		await vi.advanceTimersByTimeAsync(300_000);
		expect(told.sent).toHaveLength(sent);
	});

	it('does not take the token from those who wait for it too', async () => {
		const told = recording([ok], async () => {
			await inMs(1_000);
			return response({ token: 'T' });
		});
		const own = connection(told.helper);
		const controller = new AbortController();
		const cancelled = call({ ...own, signal: controller.signal }, write, {}, { repeatable: true });
		const other = call(own, write, {}, { repeatable: true });
		controller.abort();
		await expect(cancelled).rejects.toThrow(Cancelled);
		await vi.runAllTimersAsync();
		expect(await other).toMatchObject({ data: [1] });
		expect(told.tokens).toHaveLength(1);
	});
});
