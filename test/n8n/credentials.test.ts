/** The three credential tests, as the editor runs them through REST, and what REST shows of them. */
import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import type { N8n } from '../../demo/n8n.ts';
import { startHippius, startWeaverE10, startYunzhijia } from '../platforms/index.ts';
import type { CommonOptions, TestPlatform } from '../platforms/index.ts';
import { platform, test, tokensOf } from './fixtures.ts';

type Start = (options: Pick<CommonOptions<unknown>, 'tls'>) => Promise<TestPlatform<unknown>>;

interface Case {
	type: string;
	start: Start;
	secretField: string;
	wrongSecret: RegExp;
	wrongBaseUrl: RegExp;
}

const CASES: Case[] = [
	{
		type: 'hippiusApi',
		start: async (options) => await startHippius(options),
		secretField: 'corpSecret',
		wrongSecret:
			/^Hippius refused the Corp ID or the Corp Secret \(invalid_client\)\. Copy both again from 企业管理/,
		wrongBaseUrl: /^Hippius gave no token.*\. Check the Base URL/,
	},
	{
		type: 'yunzhijiaApi',
		start: async (options) => await startYunzhijia(options),
		secretField: 'secret',
		wrongSecret:
			/^Yunzhijia refused the EID or the secret: 认证失败.* \(10000401\)\. Copy both again from 管理中心/,
		wrongBaseUrl: /^Yunzhijia gave no token.*\. Check the Base URL/,
	},
	{
		type: 'weaverE10Api',
		start: async (options) => await startWeaverE10(options),
		secretField: 'appSecret',
		wrongSecret: /^Weaver refused the app: .* \(200005\)\. Copy App Key and App Secret again/,
		wrongBaseUrl: /^The platform does not know this address.* Check the Base URL/,
	},
];

/** Saves the credential with these changes, tests it as the editor does, and gives the verdict. */
async function verdict(n8n: N8n, type: string, data: Record<string, unknown>) {
	const credential = await n8n.createCredential(type, `${type} under test`, data);
	return { credential, ...(await n8n.testCredential(credential)) };
}

describe.each(CASES)('$type', ({ type, start, secretField, wrongSecret, wrongBaseUrl }) => {
	test('is accepted when it is right', async ({ n8n }) => {
		const { credential } = await platform(start({}));
		expect(await verdict(n8n, type, credential)).toMatchObject({ status: 'OK' });
	});

	test('says what to do about a wrong secret', async ({ n8n }) => {
		const { credential } = await platform(start({}));
		const data = { ...credential, [secretField]: 'not the secret' };
		expect(await verdict(n8n, type, data)).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(wrongSecret),
		});
	});

	test('says what to do about a wrong base URL', async ({ n8n }) => {
		const { credential, url } = await platform(start({}));
		expect(await verdict(n8n, type, { ...credential, baseUrl: `${url}/wrong` })).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(wrongBaseUrl),
		});
	});

	test('says what to do when nothing listens', async ({ n8n }) => {
		const { credential, stop } = await platform(start({}));
		await stop();
		expect(await verdict(n8n, type, credential)).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(
				/^The server refused the connection\. Check the Base URL of the credential/,
			),
		});
	});

	test('takes a self-signed certificate only when told to', async ({ n8n }) => {
		const { credential } = await platform(start({ tls: true }));
		expect(await verdict(n8n, type, { ...credential, ignoreSslIssues: false })).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(
				/^The certificate of the server is not trusted\. .* turn on Ignore SSL Issues/,
			),
		});
		expect(await verdict(n8n, type, { ...credential, ignoreSslIssues: true })).toMatchObject({
			status: 'OK',
		});
	});

	test('never shows its secret or its token', async ({ n8n }) => {
		const server = await platform(start({}));
		const good = await verdict(n8n, type, server.credential);
		const wrong = await verdict(n8n, type, {
			...server.credential,
			[secretField]: 'not+the+secret',
		});
		const shown = await n8n.rest<{ data: Record<string, unknown> }>(
			'GET',
			`/credentials/${good.credential.id}?includeData=true`,
		);
		// A token is there, or there would be nothing to hide; so is the secret.
		expect(shown.data).toMatchObject({
			accessToken: expect.stringContaining('BLANK'),
			[secretField]: expect.stringContaining('BLANK'),
		});

		const all = await n8n.rest('GET', '/credentials?includeData=true');
		const log = await readFile(n8n.logFile, 'utf8');
		const text = [JSON.stringify([shown, all, good.message, wrong.message]), log].join('\n');
		const tokens = tokensOf(server);
		expect(tokens).not.toEqual([]);
		const secrets = [server.credential[secretField] as string, 'not+the+secret', ...tokens];
		expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
	});
});

test('yunzhijiaApi says when the clock is off', async ({ n8n }) => {
	const inFiveMinutes = () => Date.now() + 5 * 60_000;
	const { credential } = await platform(startYunzhijia({ now: inFiveMinutes }));
	expect(await verdict(n8n, 'yunzhijiaApi', credential)).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('The clock of this machine is 5 minutes off'),
	});
});

test('weaverE10Api says when the app is not approved', async ({ n8n }) => {
	const { credential } = await platform(startWeaverE10({ approved: false }));
	expect(await verdict(n8n, 'weaverE10Api', credential)).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('approved in 开放平台'),
	});
});
