/** The three platforms on the wire: where success, code and text stand, and what a request is. */
import { describe, expect, it } from 'vitest';
import { asFailure, type Failure } from '../../nodes/shared/client/failure.ts';
import { jsonBody } from '../../nodes/shared/client/http.ts';
import { parse, parseForSending } from '../../nodes/shared/client/json.ts';
import { judge } from '../../nodes/shared/client/request.ts';
import { getToken } from '../../nodes/shared/client/token.ts';
import type { Credential, Platform, TokenSource } from '../../nodes/shared/contract/index.ts';
import { hippius } from '../../nodes/Hippius/platform.ts';
import { weaverE10 } from '../../nodes/WeaverE10/platform.ts';
import { yunzhijia } from '../../nodes/Yunzhijia/platform.ts';
import { NODE_TYPES, ofAll, type NodeType } from '../platforms/index.ts';
import { response } from './shared/fakes.ts';

const parsed = (text: string): unknown => {
	try {
		return parse(text);
	} catch {
		return undefined;
	}
};

/** An answer with status and text → `ok`, or its kind of failure and the message. */
function verdict<C extends Credential>(platform: Platform<C>, status: number, text: string) {
	try {
		const { data } = judge(platform, { status, headers: {}, text, json: parsed(text) });
		return ['ok', data];
	} catch (error) {
		const { kind, message } = asFailure(error);
		return [kind, message];
	}
}

const xml = (status: string, message = 'm') =>
	`<oauth><status>${status}</status><code>error.x</code><message>\n${message} </message></oauth>`;

describe('Hippius', () => {
	const no = (code: string) => `{"failed":true,"code":"${code}","message":"不行","trace":"at x"}`;
	it.each([
		[200, '{"failed":false,"code":"success","message":"成功"}', 'ok', undefined],
		[200, no('error.dept_not_exists'), 'refused', '不行 (error.dept_not_exists)'],
		[200, no('error.optimistic_lock'), 'busy', '不行 (error.optimistic_lock)'],
		[200, no('error.timeout'), 'ambiguous', '不行 (error.timeout)'],
		[200, no('error.not_login'), 'tokenRejected', '不行 (error.not_login)'],
		[401, xml('PERMISSION_ACCESS_TOKEN_EXPIRED'), 'tokenRejected', /^m \(PERMISSION/],
		[200, xml('PERMISSION_ACCESS_TOKEN_NULL'), 'tokenRejected', /^m \(PERMISSION/],
		[403, xml('RATE_LIMIT_NOT_PASS'), 'rateLimited', /^m \(RATE_LIMIT_NOT_PASS\)$/],
		[403, xml('PERMISSION_MISMATCH'), 'refused', /^m \(PERMISSION_MISMATCH\)$/],
		[503, xml('PERMISSION_SERVICE_ROUTE'), 'refused', /^m \(PERMISSION_SERVICE_ROUTE\)$/],
		[503, xml('OTHER'), 'ambiguous', 'm (OTHER, HTTP 503)'],
		[401, '', 'tokenRejected', 'The platform did not accept the token (HTTP 401)'],
		[200, '<html>login</html>', 'ambiguous', /not one that the platform documents$/],
		[200, '{"code":"success"}', 'ambiguous', /not one that the platform documents$/],
		[200, '{"failed":"false"}', 'ambiguous', /not one that the platform documents$/],
		[200, '[]', 'ambiguous', /not one that the platform documents$/],
		[200, 'null', 'ambiguous', /not one that the platform documents$/],
		[500, '{"failed":false,"code":"success"}', 'ambiguous', /./],
	])('%i %s is %s', (status, text, kind, says) => {
		const [is, message] = verdict(hippius, status, text);
		expect(is).toBe(kind);
		if (says instanceof RegExp) expect(message).toMatch(says);
		else expect(message).toBe(says);
	});

	const credential = {
		baseUrl: 'https://h.test/',
		corpId: 'c',
		corpSecret: 's',
		edition: 'classic' as const,
	};
	it.each([
		['query' as const, { access_token: 'T' }, {}],
		['header' as const, undefined, { Authorization: 'Bearer T' }],
	])('puts the token into the %s, never into both', (authPlacement, query, headers) => {
		const endpoint = { method: 'PUT' as const, path: '/x' };
		const request = hippius.request({ ...credential, authPlacement }, 'T', endpoint, { a: '1' });
		expect(request).toEqual({
			method: 'PUT',
			url: 'https://h.test/x',
			headers: { 'Content-Type': 'application/json', ...headers },
			body: '{"a":"1"}',
			...(query && { query }),
		});
	});
});

describe('Yunzhijia', () => {
	it.each([
		['{"success":true,"errorCode":100,"data":[{"commitId":"1"}]}', 'ok', [{ commitId: '1' }]],
		['{"success":true,"msgCode":0,"data":null}', 'ok', null],
		['{"success":false,"errorCode":10000401,"error":"无权"}', 'tokenRejected', '无权 (10000401)'],
		['{"success":false,"errorCode":10000429,"error":"慢"}', 'rateLimited', '慢 (10000429)'],
		['{"success":false,"msgCode":7,"msg":"错"}', 'refused', '错 (7)'],
		['{"success":"true"}', 'ambiguous', 'The answer is not one that the platform documents'],
		['[{"success":true}]', 'ambiguous', 'The answer is not one that the platform documents'],
	])('%s is %s', (text, kind, says) => {
		expect(verdict(yunzhijia, 200, text)).toEqual([kind, says]);
	});

	it('sends a form with a nonce of 16 characters, another for each attempt', () => {
		const credential = { baseUrl: 'https://y.test', eid: '10109', secret: 's' };
		const body = [
			{ commitId: '0', department: '销售\\华北', n: parseForSending('12345678901234567') },
		];
		const requests = [1, 2].map(() =>
			yunzhijia.request(credential, 'T', { method: 'POST', path: 'p' }, body),
		);
		const forms = requests.map((request) => new URLSearchParams(request.body));
		for (const form of forms) {
			expect([...form.keys()]).toEqual(['eid', 'nonce', 'data']);
			expect(form.get('eid')).toBe('10109');
			expect(form.get('nonce')).toMatch(/^[0-9a-f]{16}$/);
			expect(form.get('data')).toBe(jsonBody(body).body);
		}
		expect(forms[0].get('nonce')).not.toBe(forms[1].get('nonce'));
		expect(requests[0]).toMatchObject({
			url: 'https://y.test/p',
			query: { accessToken: 'T' },
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
		});
	});
});

describe('Weaver E10', () => {
	it.each<[string, string, unknown]>([
		['{"message":{"errcode":"0","errmsg":"success"},"data":{"id":1}}', 'ok', { id: 1 }],
		['{"message":{"errcode":300001,"errmsg":"过期"}}', 'tokenRejected', '过期 (300001)'],
		['{"message":{"errcode":"7","errmsg":"错"}}', 'refused', '错 (7)'],
		['{"errcode":"0","data":[1]}', 'ok', [1]],
		['{"errcode":200007,"errmsg":"无权"}', 'tokenRejected', '无权 (200007)'],
		['{"errcode":"200008","errmsg":"无效"}', 'tokenRejected', '无效 (200008)'],
		['{"code":200,"msg":"ok","status":true,"data":[]}', 'ok', []],
		['{"code":"200","status":false,"msg":"错"}', 'refused', '错 (200)'],
		['{"code":500,"msg":"错","status":false}', 'refused', '错 (500)'],
		['{"message":"text","code":200,"status":true}', 'ok', undefined],
		['{"message":null,"code":0,"data":null}', 'ok', null],
		// The word of a gateway, not of the platform.
		['{"message":"text","code":200}', 'ambiguous', /not one that the platform documents$/],
		['{"message":null,"code":0}', 'ambiguous', /not one that the platform documents$/],
		['{"code":"200"}', 'ambiguous', /not one that the platform documents$/],
		['{"data":[]}', 'ambiguous', 'The answer is not one that the platform documents'],
		['[]', 'ambiguous', 'The answer is not one that the platform documents'],
		['"0"', 'ambiguous', 'The answer is not one that the platform documents'],
	])('%s is %s', (text, kind, says) => {
		const [is, message] = verdict(weaverE10, 200, text);
		expect(is).toBe(kind);
		if (says instanceof RegExp) expect(message).toMatch(says);
		else expect(message).toEqual(says);
	});

	const credential = { baseUrl: 'https://w.test/p', corpId: 'c', appKey: 'k', appSecret: 's' };
	const extra = { ...credential, extraHeaders: '{"X-Key":"v","X-No":7}' };
	it.each([
		['POST' as const, 'body' as const, undefined, '{"id":12345678901234567,"access_token":"T"}'],
		['POST' as const, 'query' as const, { access_token: 'T' }, '{"id":12345678901234567}'],
		['GET' as const, 'body' as const, { access_token: 'T' }, undefined],
	])('%s with the token in the %s', (method, authPlacement, query, body) => {
		const request = weaverE10.request(
			{ ...extra, authPlacement },
			'T',
			{ method, path: '/x' },
			{
				id: parseForSending('12345678901234567'),
			},
		);
		expect(request).toMatchObject({ method, url: 'https://w.test/p/x' });
		expect([request.query, request.body]).toEqual([query, body]);
		expect(request.headers).toMatchObject({ 'X-Key': 'v', 'X-No': '7' });
	});

	it('sends a long number in Extra Headers as it stands', () => {
		const extraHeaders = '{"X-Tenant":1234567890123456789}';
		const endpoint = { method: 'GET' as const, path: '/x' };
		const own = { ...credential, authPlacement: 'query' as const, extraHeaders };
		const { headers } = weaverE10.request(own, 'T', endpoint, undefined);
		expect(headers).toEqual({ 'X-Tenant': '1234567890123456789' });
	});

	it('takes the keys in Extra Headers for secrets, and short settings not', () => {
		const extraHeaders = '{"X-Key":"gateway-key","X-Env":"test"}';
		const own = { ...credential, authPlacement: 'body' as const, extraHeaders };
		expect(weaverE10.token.secrets(own)).toEqual([own.appSecret, 'gateway-key']);
	});
});

describe('a token endpoint', () => {
	const given = {
		baseUrl: 'https://t.test',
		corpId: 'c',
		appKey: 'k',
		appSecret: 'S3CRET',
		eid: 'e',
	};
	const credential = { ...given, corpSecret: 'S3CRET', secret: 'S3CRET' };
	const platforms = ofAll<Platform<never>>('platforms of test/unit/envelopes.test.ts', {
		...{ hippius, yunzhijia, weaverE10 },
	});
	/** With an identity of its own, so that no case is given the token of another. */
	const failure = async (name: NodeType, answer: object) => {
		const own = platforms[name].token as unknown as TokenSource<Credential>;
		const source = { ...own, identity: () => [JSON.stringify([name, answer])] };
		const helper = async () => await Promise.resolve(answer);
		return await getToken(source, { ...credential }, helper).catch((error: unknown) => error);
	};
	it.each(NODE_TYPES)('of %s that can not answer now is asked again later', async (name) => {
		expect(await failure(name, response('<html>', 502))).toMatchObject({ kind: 'ambiguous' });
		expect(await failure(name, response('', 429))).toMatchObject({ kind: 'rateLimited' });
	});

	// It may be gone a moment later: it is no clear no.
	it.each(NODE_TYPES)('of %s that is another page says what to check', async (name) => {
		const caught = await failure(name, response('<html>', 200));
		expect(caught).toMatchObject({ kind: 'ambiguous', facts: { httpStatus: 200 } });
		expect((caught as Failure).facts.ofCredential).toBeUndefined();
		expect((caught as Failure).facts.advice).toMatch(/^Check the Base URL/);
	});

	const refusals = ofAll<[answer: object, platformCode: string, message: RegExp]>(
		'refusals of test/unit/envelopes.test.ts',
		{
			hippius: [{ error: 'invalid_client' }, 'invalid_client', /Corp Secret/],
			yunzhijia: [{ success: false, errorCode: 7, error: '错' }, '7', /secret: 错 \(7\)$/],
			weaverE10: [{ errcode: '200005', errmsg: '错' }, '200005', /错 \(200005\)$/],
		},
	);
	it.each(NODE_TYPES)('of %s that refuses is believed', async (name) => {
		const [answer, platformCode, message] = refusals[name];
		const caught = await failure(name, response(answer));
		expect(caught).toMatchObject({ kind: 'refused', facts: { ofCredential: true, platformCode } });
		expect((caught as Failure).message).toMatch(message);
	});
});
