/**
 * Neither the secret nor the token of a credential is in an item, an error, a log line or the data
 * of a run, whatever goes wrong, with departments of Hippius.
 */
import type { IDataObject } from 'n8n-workflow';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../platforms/index.ts';
import { STOP } from '../engine/cases.ts';
import { startEcho } from '../engine/credential-cases.ts';
import type { RunResult } from '../engine/engine.ts';
import { startScripted } from '../engine/scripted.ts';
import { spellings, written } from '../engine/secrets.ts';
import { departments, startRuns, withOptions } from '../Hippius/runs.ts';
import { runWeaver } from '../WeaverE10/runs.ts';

const ITEMS = departments(2);
const PATH = '/api/any/list';

describe('neither secret nor token', () => {
	const everything = (result: object) =>
		inspect(result, {
			depth: Infinity,
			showHidden: true,
			maxArrayLength: null,
			maxStringLength: null,
		});

	function expectNone(result: RunResult, secrets: string[]) {
		const text =
			everything(result) +
			JSON.stringify(result.run) +
			inspect(result.failure, { depth: Infinity, showHidden: true, getters: true });
		expect(text).toContain('D0');
		for (const secret of secrets.flatMap(spellings)) expect(text).not.toContain(secret);
	}

	it.each<[what: string, rule?: Misbehaviour]>([
		['nothing goes wrong'],
		['the connection is refused', { how: 'refuse', after: 1, ms: 60_000 }],
		['the connection is reset', { how: 'resetAfter' }],
		['no answer comes', { how: 'hang' }],
		['a proxy fails', { how: 'status', status: 502 }],
		['a login page comes', { how: 'html' }],
		['half an answer comes', { how: 'cutJson' }],
		['it is redirected', { how: 'redirect' }],
		['the platform has enough', { how: 'slowDown', retryAfter: 0 }],
		['the token is not accepted', { how: 'expireToken' }],
		['the token is not given', { how: 'status', status: 500, path: '/token' }],
	])('is anywhere when %s', async (_what, rule) => {
		for (const authPlacement of ['query', 'header'] as const) {
			const hippius = await startRuns({ authPlacement });
			if (rule) hippius.misbehave(rule);
			for (const onError of ['continueErrorOutput', 'stopWorkflow'] as const) {
				const result = await hippius.run('department', 'create', ITEMS, {
					...withOptions({ retries: 0, timeout: 0.5 }),
					onError,
				});
				const tokens = hippius
					.tokenRequests()
					.flatMap(({ answer }) => answer?.match(/(?<=access_token":")\w+/) ?? []);
				expect(tokens.length > 0).toBe(rule?.path === undefined);
				expectNone(result, [String(hippius.credential.corpSecret), ...tokens]);
			}
		}
	});

	it('is anywhere when the secret is wrong', async () => {
		const hippius = await startRuns();
		hippius.credential.corpSecret = 'wrong+&%secret';
		expectNone(await hippius.run('department', 'create', ITEMS, STOP), ['wrong+&%secret']);
	});

	// The answer of a query becomes an item, so what is secret must not even be read out of it.
	it('is anywhere in what a query gives, however the platform writes it', async () => {
		// Its base64 has a plus and a slash.
		const secret = 'key/of "ours"+ü~~>&?100%';
		const short = 'S3cr';
		const number = '1234567890';
		const platform = await startScripted(`POST ${PATH}`, ({ body }) => {
			const { access_token } = body as IDataObject;
			const echoed = [secret, String(access_token)].map((each) => ({ ...written(each), n: 1 }));
			const kept = { short, number };
			const json = JSON.stringify({ errcode: '0', data: { echoed, [secret]: '', kept } });
			return `${json.slice(0, -1)},"escaped":"${written(secret)['json with slashes']}"}`;
		});
		Object.assign(platform.credential, { appSecret: secret, appKey: short, corpId: number });
		const { main } = await runWeaver(platform, 'custom.call', { path: PATH }, [{}]);

		const { access_token } = platform.requestsTo('')[0].body as IDataObject;
		const text = everything(main);
		expect(main[0].json).toMatchObject({ data: { kept: { short, number } }, escaped: '•••' });
		expect(text.match(/n: 1/g)).toHaveLength(2);
		for (const each of [secret, String(access_token)])
			for (const [how, form] of Object.entries(written(each)))
				expect([how, text.includes(form)]).toEqual([how, false]);
		// What is short, or a number, may be anything else.
		for (const appSecret of [short, number]) {
			Object.assign(platform.credential, { appSecret });
			const given = await runWeaver(platform, 'custom.call', { path: PATH }, [{}]);
			expect(given.main[0].json).toMatchObject({ data: { kept: { short, number } } });
		}
	});

	it.each(['query', 'header'] as const)(
		'is anywhere when the platform repeats them (%s)',
		async (authPlacement) => {
			const hippius = await startRuns({ authPlacement });
			hippius.credential.baseUrl = await startEcho((path, sent) =>
				path.endsWith('/token')
					? { access_token: 'token-of-the-echo' }
					: { failed: true, code: 'error.echo', message: sent },
			);
			const secret = String(hippius.credential.corpSecret);
			const item = { ...ITEMS[0], unitName: secret };
			for (const onError of ['continueErrorOutput', 'stopWorkflow'] as const) {
				const { main, error, failure } = await hippius.run('department', 'create', [item], {
					onError,
				});
				const shown = inspect([main, error.map(({ json }) => json.error), failure], { depth: 9 });
				expect(shown).toContain('(error.echo)');
				for (const each of [secret, 'token-of-the-echo'].flatMap(spellings))
					expect(shown).not.toContain(each);
			}
		},
	);
});
