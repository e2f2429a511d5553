/** nodes/shared/client/request.ts: a token that the platform does not accept. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { credential, platform, recording, response } from '../fakes.ts';
import { calling, ok, says, tokensOf } from './calling.ts';

beforeEach(() => {
	vi.useFakeTimers({ now: 1_700_000_000_000 });
	vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
	vi.restoreAllMocks();
	vi.useRealTimers();
});

describe('a call whose token is rejected', () => {
	it.each([
		['says so', says('expired')],
		['says so with a status', says('expired', 403)],
		['answers 401 without a body', response('', 401)],
	])('renews an old token once and sends once more when the platform %s', async (_what, answer) => {
		const told = recording([ok, answer, ok]);
		const own = credential();
		await calling(told, false, { credential: own });
		await vi.advanceTimersByTimeAsync(5_000);
		const { result, ms } = await calling(told, false, { credential: own });
		expect(result).toMatchObject({ data: [1], repeated: false });
		expect(tokensOf(told)).toEqual(['T1', 'T1', 'T2']);
		expect(ms).toBe(0);
	});

	it.each([
		['says so', says('expired')],
		['answers 401 without a body', response('', 401)],
	])('tries a token that is only seconds old once more when it %s', async (_what, answer) => {
		const told = recording([answer, ok]);
		const { result, ms } = await calling(told, false, { retries: 0 });
		expect(result).toMatchObject({ data: [1], repeated: false });
		expect(tokensOf(told)).toEqual(['T1', 'T1']);
		expect(ms).toBe(500);
	});

	it('gives up when the new token is rejected too', async () => {
		const told = recording([says('expired')]);
		const { result, ms } = await calling(told);
		expect(result).toMatchObject({ kind: 'tokenRejected', facts: { advice: 'Renew.' } });
		expect(tokensOf(told)).toEqual(['T1', 'T1', 'T2']);
		expect(told.tokens).toHaveLength(2);
		expect(ms).toBe(500);
	});

	it('tries the new token once more where the old one was not seconds old', async () => {
		const told = recording([ok, says('expired'), says('expired'), ok]);
		const own = credential();
		await calling(told, false, { credential: own });
		await vi.advanceTimersByTimeAsync(60_000);
		expect((await calling(told, false, { credential: own })).result).toMatchObject({ data: [1] });
		expect(tokensOf(told)).toEqual(['T1', 'T1', 'T2', 'T2']);
	});

	it('has another at once, however often that was so, as long as they work', async () => {
		let newest = 'T1';
		const told = recording([
			({ headers }) => (headers?.Authorization === newest ? ok : says('expired')),
		]);
		const own = credential();
		for (let times = 1; times <= 10; times++) {
			newest = `T${times}`;
			const { result } = await calling(told, true, { credential: own });
			expect(result).toMatchObject({ data: [1] });
			await vi.advanceTimersByTimeAsync(10_000);
		}
		expect(told.tokens).toHaveLength(10);
	});

	it('says why the token was rejected, not that there is no other', async () => {
		const told = recording([says('expired', 200, 'gone')]);
		const own = credential();
		let sent = 0;
		for (let record = 0; record < 4; record++) {
			const { result } = await calling(told, true, { credential: own });
			expect(result).toMatchObject({
				kind: 'tokenRejected',
				message: 'gone (expired)',
				facts: { advice: 'Renew.', platformCode: 'expired' },
			});
			expect(told.sent.length).toBeGreaterThan(sent);
			sent = told.sent.length;
		}
	});

	it('says that its own credential is refused, and not that of the record, where a code means that', async () => {
		const codes = {
			...platform.codes,
			blocked: { kind: 'refused' as const, ofCredential: true as const, advice: 'Ask.' },
		};
		const told = recording([says('blocked')]);
		const { result } = await calling(told, true, { platform: { ...platform, codes } });
		expect(result).toMatchObject({
			kind: 'refused',
			facts: { ofCredential: true, advice: 'Ask.', platformCode: 'blocked' },
		});
		expect(told.sent).toHaveLength(1);
	});
});
