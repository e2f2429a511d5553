/** The button "Test" of the three credentials, and its reasons: section 1 of each of docs/vendors. */
import { describe, expect, it } from 'vitest';
import { ofAll } from '../../platforms/index.ts';
import { engine } from '../engine/cases.ts';
import type { Type } from '../engine/credential-cases.ts';
import { nodeOf, secretField, start, startEcho, TYPES } from '../engine/credential-cases.ts';
import type { CredentialData } from '../engine/credentials.ts';
import { spellings } from '../engine/secrets.ts';

async function expectReason(
	type: Type,
	data: CredentialData,
	says: RegExp,
	secret = String(data[secretField(type)]),
) {
	const { status, message } = await engine.testCredential(type, data);
	expect(status).toBe('Error');
	expect(message).toMatch(says);
	for (const spelling of spellings(secret)) expect(message).not.toContain(spelling);
}

describe('the test passes', () => {
	it.each(TYPES)('%s', async (type) => {
		const { requests, test } = await start(type);
		expect(await test()).toEqual({ status: 'OK', message: 'Connection successful!' });
		expect(requests.map(({ status }) => status)).toEqual(requests.map(() => 200));
		expect(requests.length).toBeGreaterThan(1);
	});

	it.each<[string, Type, object, CredentialData?]>([
		['the token in the header', 'hippiusApi', {}, { authPlacement: 'header' }],
		['the newer edition', 'hippiusApi', { edition: 'v033' }],
		['a read-only key', 'yunzhijiaApi', { readOnlyKey: true }],
		['a clock that is 2 minutes slow', 'yunzhijiaApi', { now: () => Date.now() + 120_000 }],
		['the token in the query', 'weaverE10Api', {}, { authPlacement: 'query' }],
		['an app without that interface', 'weaverE10Api', { authorisedInterfaces: [] }],
		['a gateway that wants headers', 'weaverE10Api', { extraHeaders: { 'X-Key': 'k' } }],
		...TYPES.flatMap(
			(type): Array<[string, Type, object, CredentialData?]> => [
				['a prefix in front', type, { prefix: '/papi/openapi' }],
				['a certificate of its own, when told so', type, { tls: true }],
			],
		),
	])('with %s (%s)', async (_what, type, options, change) => {
		const { test } = await start(type, options, change);
		expect(await test()).toMatchObject({ status: 'OK' });
	});

	it.each(TYPES)('with a slash and spaces around the base URL (%s)', async (type) => {
		const { url } = await start(type);
		const { data } = await start(type, {}, { baseUrl: ` ${url}/ ` });
		expect(await engine.testCredential(type, data)).toMatchObject({ status: 'OK' });
	});
});

const CHECK_URL = /Check the Base URL/;
const WRONG_SECRET = ofAll<RegExp>(
	'WRONG_SECRET of test/workflow/credentials/test-button.test.ts',
	{
		hippius: /refused the Corp ID or the Corp Secret.* Copy both again from 企业管理/,
		yunzhijia: /refused the EID or the secret.* Copy both again from 管理中心/,
		weaverE10: /refused the app.* Copy App Key and App Secret again/,
	},
);

describe('the test fails with what to do', () => {
	it.each(TYPES)('a wrong secret: %s', async (type) => {
		const says = WRONG_SECRET[nodeOf(type)];
		const { data } = await start(type, {}, { [secretField(type)]: 'wrong+&%' });
		await expectReason(type, data, says);
	});

	it.each([
		['hippiusApi', 'corpId', /refused the Corp ID or/],
		['yunzhijiaApi', 'eid', /refused the EID or/],
		['weaverE10Api', 'appKey', /refused the app.* App Key/],
		['weaverE10Api', 'corpId', /refused the app.* Check the Corp ID/],
	] as const)('a wrong id: %s %s', async (type, field, says) => {
		const { data } = await start(type, {}, { [field]: 'X' });
		await expectReason(type, data, says);
	});

	it.each(TYPES)('a wrong secret after one that was right: %s', async (type) => {
		const { data, test } = await start(type);
		await test();
		const stale = { ...data, accessToken: 'of the right one', expiresAt: Date.now() + 9e6 };
		await expectReason(type, { ...stale, [secretField(type)]: 'wrong' }, /refused/);
	});

	it.each(TYPES)('a wrong path: %s', async (type) => {
		const { data, url } = await start(type);
		await expectReason(type, { ...data, baseUrl: `${url}/wrong` }, CHECK_URL);
	});

	it.each(TYPES)('another program at the address: %s', async (type) => {
		const { data, misbehave } = await start(type);
		misbehave({ how: 'html', path: '' });
		await expectReason(type, data, CHECK_URL);
	});

	it.each(TYPES)('a redirect, which is not followed: %s', async (type) => {
		const other = await start(type);
		const { data, misbehave } = await start(type);
		misbehave({ how: 'redirect', path: '', location: other.url });
		await expectReason(type, data, CHECK_URL);
		expect(other.requests).toEqual([]);
	});

	it.each(
		TYPES.flatMap((type) =>
			['', 'hips.example.com', 'https://'].map((url) => [type, url] as const),
		),
	)('%s: no address: “%s”', async (type, baseUrl) => {
		const { data } = await start(type, {}, { baseUrl });
		await expectReason(type, data, CHECK_URL);
	});

	it.each(TYPES)('a host that is unreachable or unknown: %s', async (type) => {
		const { data, stop } = await start(type);
		await stop();
		await expectReason(type, data, /refused the connection.* Check the Base URL/);
		const unknown = { ...data, baseUrl: 'http://nowhere.invalid' };
		await expectReason(type, unknown, /host .*(not known|looked up).* Check the Base URL/);
	});

	it.each(TYPES)('a certificate of its own, and https without it: %s', async (type) => {
		const { data, requests } = await start(type, { tls: true }, { ignoreSslIssues: false });
		await expectReason(type, data, /certificate .* not trusted.* turn on Ignore SSL Issues/);
		expect(requests).toEqual([]);
		const plain = await start(type);
		const asTls = { ...plain.data, baseUrl: plain.url.replace('http:', 'https:') };
		await expectReason(type, asTls, /does not speak TLS.* http:\/\/ or https:\/\//);
	});

	it.each([-5, 5])('a clock that is %i minutes off (Yunzhijia)', async (minutes) => {
		const now = () => Date.now() + minutes * 60_000;
		const { data } = await start('yunzhijiaApi', { now });
		await expectReason(
			'yunzhijiaApi',
			data,
			/clock of this machine is 5 minutes off.* set it right/,
		);
	});

	it('an app that is not approved (Weaver)', async () => {
		const { data } = await start('weaverE10Api', { approved: false });
		await expectReason('weaverE10Api', data, /未审核通过.* approved in 开放平台/);
	});

	it('headers that the gateway misses (Weaver)', async () => {
		const options = { extraHeaders: { 'X-Key': 'k' } };
		const { data } = await start('weaverE10Api', options, { extraHeaders: '' });
		await expectReason('weaverE10Api', data, CHECK_URL);
	});

	it('headers that are not JSON, without showing them (Weaver)', async () => {
		const { data } = await start('weaverE10Api', {}, { extraHeaders: 'X-Key: gateway-key' });
		await expectReason(
			'weaverE10Api',
			data,
			/Extra Headers .*JSON.* Write (it|them) like/,
			'gateway-key',
		);
	});

	it.each(['nested', 'topLevel', 'http401'])(
		'a token that is not accepted, told %s (Weaver)',
		async (tokenRejection) => {
			const { data, misbehave } = await start('weaverE10Api', { tokenRejection });
			misbehave({ how: 'expireToken', path: 'listBasicField' });
			await expectReason('weaverE10Api', data, /does not accept it.* Token Placement/);
		},
	);

	it.each(TYPES)('whatever a server says, without the secret: %s', async (type) => {
		const baseUrl = await startEcho((path, sent) => ({
			success: false,
			error: sent,
			...(path.endsWith('/authorize')
				? { errcode: '0', code: 'code' }
				: { errcode: '1', errmsg: sent }),
		}));
		const { data } = await start(type, {}, { baseUrl });
		await expectReason(type, data, /refused/);
	});
});

describe('what is secret', () => {
	const fields = (type: Type) => engine.loader.credentialTypes[type].type.properties;

	it.each(TYPES)('is masked, and the token can expire: %s', (type) => {
		expect(fields(type).find(({ name }) => name === 'accessToken')).toMatchObject({
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
		});
		expect(fields(type).find(({ name }) => name === 'expiresAt')).toMatchObject({ type: 'hidden' });
		const masked = fields(type).filter(({ typeOptions }) => typeOptions?.password);
		expect(masked.map(({ name }) => name)).toContain(secretField(type));
	});

	it('includes the callback token and the extra headers', () => {
		for (const [type, field] of [
			['yunzhijiaApi', 'callbackToken'],
			['weaverE10Api', 'extraHeaders'],
		] as const)
			expect(fields(type).find(({ name }) => name === field)?.typeOptions?.password).toBe(true);
	});
});
