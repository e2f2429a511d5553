/** nodes/shared/client/http.ts: one exchange through n8n's helper. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Cancelled, Failure } from '../../../../nodes/shared/client/failure.ts';
import {
	address,
	exchange,
	formBody,
	type HttpHelper,
	jsonBody,
	retryAfterMs,
} from '../../../../nodes/shared/client/http.ts';
import { parseForSending } from '../../../../nodes/shared/client/json.ts';
import { networkError, never, recording, response } from '../fakes.ts';

const request = {
	method: 'POST' as const,
	url: 'https://platform.test/x',
	headers: { 'Content-Type': 'text/plain' },
	query: { access_token: 'T1' },
	body: 'a=1',
};
const options = { timeout: 1_000, ignoreSslIssues: false, secrets: [] };
const exchanged = async (answer: object) =>
	await exchange(recording([answer]).helper, request, options);
const failure = async (error: unknown) =>
	await exchange(async () => await Promise.reject(error as Error), request, options).catch(
		(caught: unknown) => caught,
	);

describe('exchange', () => {
	it('asks n8n for the text as it is, whatever the status, and follows no redirect', async () => {
		const { helper, sent } = recording([response('')]);
		await exchange(helper, request, { timeout: 5_000, ignoreSslIssues: true, secrets: [] });
		expect(sent).toEqual([
			{
				method: 'POST',
				url: request.url,
				headers: request.headers,
				qs: request.query,
				body: 'a=1',
				encoding: 'text',
				returnFullResponse: true,
				ignoreHttpStatusErrors: true,
				disableFollowRedirect: true,
				skipSslCertificateValidation: true,
				timeout: 5_000,
				abortSignal: expect.any(AbortSignal) as AbortSignal,
			},
		]);
	});

	it.each([
		['{"id":1234567890123456789}', { id: '1234567890123456789' }],
		['null', null],
		['', undefined],
		['{"id":', undefined],
		['<html>502</html>', undefined],
	])('reads %j', async (text, expected) => {
		const answer = await exchanged(response(text, 503, { 'retry-after': '3' }));
		expect(answer).toEqual({
			status: 503,
			headers: { 'retry-after': '3' },
			text,
			json: expected,
		});
	});

	it('takes no body for an empty text', async () => {
		expect(await exchanged({ statusCode: 204, headers: {} })).toMatchObject({ text: '' });
	});

	it.each([
		['ECONNREFUSED', 0, 'unreachable'],
		['ECONNREFUSED', 1, 'unreachable'],
		['ENOTFOUND', 3, 'unreachable'],
		['ECONNRESET', 2, 'ambiguous'],
		['ECONNABORTED', 1, 'ambiguous'],
	])('finds %s below %i causes', async (code, depth, kind) => {
		const caught = await failure(networkError(code, depth));
		expect(caught).toBeInstanceOf(Failure);
		expect(caught).toMatchObject({ kind });
	});

	it.each<[string, unknown]>([
		['no code', new Error('something')],
		['a number as code', Object.assign(new Error('x'), { code: 500 })],
		['a text', 'gone'],
		['nothing', undefined],
		['a cause that is a text', new Error('x', { cause: 'gone' })],
	])('takes %s for ambiguous', async (_what, error) => {
		expect(await failure(error)).toMatchObject({ kind: 'ambiguous' });
	});

	it('takes an address that n8n does not let out for one that never left', async () => {
		const blocked = Object.assign(new Error('The request was blocked'), {
			name: 'SsrfBlockedIpError',
		});
		const caught = await failure(new Error('wrapped', { cause: blocked }));
		expect(caught).toMatchObject({ kind: 'unreachable', facts: { final: true } });
	});

	it('keeps nothing of an error that carries the token', async () => {
		const caught = (await failure(networkError('ECONNRESET'))) as Failure;
		expect(JSON.stringify([caught, caught.message, caught.stack, caught.cause])).not.toContain(
			'SECRET',
		);
	});

	it('is cancelled at once, whatever the helper does', async () => {
		const controller = new AbortController();
		const exchanging = exchange(never, request, { ...options, signal: controller.signal });
		controller.abort();
		await expect(exchanging).rejects.toThrow(Cancelled);
	});

	it('calls an error that comes of cancelling by its name', async () => {
		const controller = new AbortController();
		const helper = async () => {
			controller.abort();
			return await Promise.reject(networkError('ERR_CANCELED'));
		};
		const exchanging = exchange(helper, request, { ...options, signal: controller.signal });
		await expect(exchanging).rejects.toThrow(Cancelled);
	});
});

describe('the deadline of an exchange', () => {
	const late = {
		kind: 'ambiguous',
		message: 'No answer came in time',
		facts: {},
	};
	const hurried = { ...options, timeout: 30 };

	it('ends one whose helper never does', async () => {
		const began = performance.now();
		await expect(exchange(never, request, hurried)).rejects.toMatchObject(late);
		expect(performance.now() - began).toBeGreaterThanOrEqual(29);
	});

	it('tells the helper, and calls what it throws then by its name', async () => {
		const helper: HttpHelper = async ({ abortSignal }) =>
			await new Promise((_resolve, reject) => {
				(abortSignal as AbortSignal).onabort = () => reject(networkError('ERR_CANCELED'));
			});
		await expect(exchange(helper, request, hurried)).rejects.toMatchObject(late);
	});

	it('is no cancelling, and cancelling is no deadline', async () => {
		const { signal } = new AbortController();
		const caught = await exchange(never, request, { ...hurried, signal }).catch(
			(error: unknown) => error,
		);
		expect(caught).toBeInstanceOf(Failure);
		const cancelled = await exchange(never, request, {
			...hurried,
			signal: AbortSignal.abort(),
		}).catch((error: unknown) => error);
		expect(cancelled).toBeInstanceOf(Cancelled);
	});
});

describe('the length of an answer', () => {
	const MOST = 100_000_000;

	it('is a failure that no other try can mend, beyond 100 million characters', async () => {
		await expect(exchanged({ ...response(''), body: 'x'.repeat(MOST + 1) })).rejects.toMatchObject({
			kind: 'ambiguous',
			message: 'The answer is too long to read: 100 million characters',
			facts: { final: true, advice: expect.stringContaining('Limit') as string },
		});
	});

	it('may be that', async () => {
		const { text } = await exchanged({ ...response(''), body: 'x'.repeat(MOST) });
		expect(text).toHaveLength(MOST);
	});
});

it('takes secrets out of the answer before anything is read of it', async () => {
	const body = '{"says":"S3CRET-ab/c, S3CRET-ab\\/c, S3CRET-ab%2fc","id":12345678,"short":"abc"}';
	const { helper } = recording([response(body)]);
	const secrets = ['S3CRET-ab/c', '12345678', 'abc', ''];
	expect(await exchange(helper, request, { ...options, secrets })).toMatchObject({
		text: '{"says":"•••, •••, •••","id":12345678,"short":"abc"}',
		json: { says: '•••, •••, •••', id: 12345678, short: 'abc' },
	});
});

describe('retryAfterMs', () => {
	const now = Date.parse('Wed, 21 Oct 2026 07:28:00 GMT');
	it.each([
		['120', 120_000],
		['0', 0],
		['Wed, 21 Oct 2026 07:28:30 GMT', 30_000],
		['Wed, 21 Oct 2026 07:27:00 GMT', undefined],
		['soon', undefined],
		['', undefined],
		[undefined, undefined],
	])('%j', (value, ms) => {
		const headers: Record<string, string> = value === undefined ? {} : { 'retry-after': value };
		expect(retryAfterMs(headers, now)).toBe(ms);
	});
});

it.each([
	['https://h', '/a/b', 'https://h/a/b'],
	['https://h/', 'a/b', 'https://h/a/b'],
	[' https://h/prefix// ', '//a', 'https://h/prefix/a'],
	['http://h:8080/p', 'a?b=1', 'http://h:8080/p/a?b=1'],
])('address(%j, %j)', (baseUrl, path, expected) => {
	expect(address(baseUrl, path)).toBe(expected);
});

it('puts any text into a form so that it comes out again', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'grapheme' })), (fields) => {
			const { headers, body } = formBody(fields);
			expect(headers).toEqual({ 'Content-Type': 'application/x-www-form-urlencoded' });
			expect([...new URLSearchParams(body)]).toEqual(Object.entries(fields));
		}),
	);
});

it('writes JSON with its content type and every digit', () => {
	expect(jsonBody({ id: parseForSending('1234567890123456789'), name: '张\\三' })).toEqual({
		headers: { 'Content-Type': 'application/json' },
		body: '{"id":1234567890123456789,"name":"张\\\\三"}',
	});
});
