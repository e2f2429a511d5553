/** nodes/shared/client/token.ts: fetched once for however many wait, never shared, never a dead one. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../../nodes/shared/client/failure.ts';
import { signedInToken, signIn } from '../../../../nodes/shared/client/sign-in.ts';
import {
	credentialKey,
	getToken,
	noToken,
	secondsOf,
} from '../../../../nodes/shared/client/token.ts';
import { credential, inMs, networkError, platform, recording, response } from '../fakes.ts';

const source = platform.token;

beforeEach(() => void vi.useFakeTimers({ now: 1_700_000_000_000 }));
afterEach(() => void vi.useRealTimers());

describe('getToken', () => {
	it('asks once for 50 who wait, and not at all for who comes later', async () => {
		const { helper, tokens } = recording([], async () => {
			await inMs(500);
			return response({ token: 'T' });
		});
		const own = credential();
		const waiting = Array.from({ length: 50 }, async () => await getToken(source, own, helper));
		await vi.runAllTimersAsync();
		expect(new Set((await Promise.all(waiting)).map(({ token }) => token))).toEqual(new Set(['T']));
		expect((await getToken(source, { ...own }, helper)).token).toBe('T');
		expect(tokens).toHaveLength(1);
	});

	it.each([
		['another secret', { secret: 'other' }],
		['another id', { id: 'other' }],
		['another address', { baseUrl: 'https://other.test' }],
	])('asks anew for %s', async (_what, change) => {
		const { helper } = recording([]);
		const own = credential();
		expect((await getToken(source, own, helper)).token).toBe('T1');
		expect((await getToken(source, { ...own, ...change }, helper)).token).toBe('T2');
		expect((await getToken(source, own, helper)).token).toBe('T1');
	});

	it('never gives out a rejected token again, nor renews it twice', async () => {
		const { helper, tokens } = recording([]);
		const own = credential();
		await getToken(source, own, helper);
		const renewed = await Promise.all(
			Array.from({ length: 5 }, async () => await getToken(source, own, helper, 'T1')),
		);
		expect(renewed.map(({ token }) => token)).toEqual(Array(5).fill('T2'));
		// Who comes late with the old one gets the one that is there.
		expect((await getToken(source, own, helper, 'T1')).token).toBe('T2');
		expect((await getToken(source, own, helper)).token).toBe('T2');
		expect(tokens).toHaveLength(2);
	});

	it.each([
		[7200, 7139, 7140],
		[120, 59, 60],
		[60, 29, 30],
		[2, 0, 1],
	])('renews one that lives %i s after %i and before %i s', async (lives, lasts, ends) => {
		const { helper, tokens } = recording([], () => response({ token: `T${tokens.length}`, lives }));
		const own = credential();
		const at = async (seconds: number) => {
			vi.setSystemTime(1_700_000_000_000 + seconds * 1_000);
			return (await getToken(source, own, helper)).token;
		};
		expect([await at(0), await at(lasts), await at(ends)]).toEqual(['T1', 'T1', 'T2']);
	});

	it('tells all who wait that there is none', async () => {
		const { helper, tokens } = recording([], networkError('ECONNREFUSED'));
		const own = credential();
		const waiting = [1, 2, 3].map(async () => await getToken(source, own, helper));
		const ends = await Promise.allSettled(waiting);
		expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
		expect(tokens).toHaveLength(1);
	});

	it('marks a refusal as one of the credential', async () => {
		const { helper } = recording([], response({ error: 'invalid_client' }, 401));
		await expect(getToken(source, credential(), helper)).rejects.toMatchObject({
			kind: 'refused',
			facts: { ofCredential: true, httpStatus: 401 },
		});
	});

	it('hides the secret in what its endpoint says', async () => {
		const own = credential();
		const echoing = {
			...source,
			fetch: async () => await Promise.reject(noToken(`${own.secret} is wrong`, { advice: 'Do.' })),
		};
		const { helper } = recording([]);
		await expect(getToken(echoing, own, helper)).rejects.toThrow(/^••• is wrong$/);
		await expect(signIn(echoing, own, helper)).rejects.toThrow(/^••• is wrong\. Do\.$/);
	});

	it.each([true, false])('honours Ignore SSL Issues: %s', async (ignoreSslIssues) => {
		const { helper, tokens } = recording([]);
		await getToken(source, credential({ ignoreSslIssues }), helper);
		expect(tokens).toMatchObject([{ skipSslCertificateValidation: ignoreSslIssues }]);
	});
});

describe('credentialKey', () => {
	it('gives nothing away and is the same for the same credential', () => {
		const own = credential({ secret: 'long-enough-to-be-found' });
		const key = credentialKey(source, own);
		expect(key).toBe(credentialKey(source, { ...own, other: 'field' }));
		// What failed for a certificate must not be shared with whoever takes it.
		expect(key).not.toBe(credentialKey(source, { ...own, ignoreSslIssues: true }));
		expect(key).toMatch(/^[\w+/]{43}=$/);
		for (const part of [own.secret, own.id]) expect(key).not.toContain(part);
	});

	it('does not take two fields for one', () => {
		const [one, other] = [
			credential({ id: 'a', secret: 'bc' }),
			credential({ id: 'ab', secret: 'c' }),
		];
		expect(credentialKey(source, one)).not.toBe(credentialKey(source, other));
	});
});

describe('signIn', () => {
	it('keeps a token until it is the one that n8n has', async () => {
		const { helper } = recording([]);
		const own = credential();
		const first = await signIn(source, own, helper);
		expect(first).toEqual({
			accessToken: 'T1',
			expiresAt: 1_700_000_000_000 + 3_540_000,
			accessTokenFor: credentialKey(source, own),
		});
		expect(await signIn(source, { ...own, accessToken: '' }, helper)).toEqual(first);
		expect(await signIn(source, { ...own, ...first }, helper)).toMatchObject({ accessToken: 'T2' });
	});

	it('says in one sentence what is wrong and what to do', async () => {
		const refused = recording([], response({}, 403)).helper;
		await expect(signIn(source, credential(), refused)).rejects.toThrow(
			/^Test gave no token \(HTTP 403\)\. Look at the credential\.$/,
		);
		const cut = recording([], networkError('ECONNRESET')).helper;
		const error = await signIn(source, credential(), cut).catch((caught: Error) => caught);
		expect(error).not.toBeInstanceOf(Failure);
		expect(error).toMatchObject({ message: 'The connection was cut before an answer came' });
	});
});

it.each<[unknown, number]>([
	[7200, 7200],
	['3600', 3600],
	['3600 s', 3600],
	[0.2, 0.2],
	[0, 0],
	['0', 0],
	[-5, 0],
	[undefined, 42],
	[null, 42],
	['', 42],
	['soon', 42],
	[{}, 42],
	[Number.NaN, 42],
])('secondsOf(%j) is %d', (given, expected) => {
	expect(secondsOf(given, 42)).toBe(expected);
});

describe('signedInToken', () => {
	const request = { url: 'https://test' };
	const saved = (fields: object = {}) => {
		const own = credential();
		const accessTokenFor = credentialKey(source, own);
		return { ...own, accessToken: 'T', expiresAt: Date.now() + 1, accessTokenFor, ...fields };
	};

	it('takes what is saved while it lives', () => {
		expect(signedInToken(source, saved(), request)).toBe('T');
	});

	it.each([
		['there is none', { accessToken: '' }],
		['it has ended', { expiresAt: 1_699_999_999_999 }],
		['nobody knows when it ends', { expiresAt: undefined }],
		['nobody knows whose it is, as in a credential of an earlier version', { accessTokenFor: '' }],
		['it is that of another id', { id: 'other' }],
		['it was got with another secret', { secret: 'other' }],
		['it is that of another address', { baseUrl: 'https://other.test' }],
	])('has n8n sign in anew when %s', (_what, fields) => {
		expect(() => signedInToken(source, saved(fields), request)).toThrow(
			expect.objectContaining({ response: { status: 401 } }),
		);
	});
});
