/**
 * Tokens and credentials in the engine: fetched once for however many wait, never shared, renewed
 * in time, and a credential that differs from item to item.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Misbehaviour } from '../../platforms/index.ts';
import type { NodeType } from '../engine/cases.ts';
import { engine, expectEachOnce, itemsOf, paired, reasons, STOP, stopOf } from '../engine/cases.ts';
import type { Type } from '../engine/credential-cases.ts';
import { start, startEcho } from '../engine/credential-cases.ts';
import type { CredentialData } from '../engine/credentials.ts';
import type { Hippius } from '../Hippius/runs.ts';
import { codesSent, departments, rows, startRuns } from '../Hippius/runs.ts';

const ITEMS = departments(50);
const FIELDS = '/api/hrm/restful/listBasicField';
const string = (pattern: RegExp) => expect.stringMatching(pattern) as string;
const tokensGiven = ({ tokenRequests }: Pick<Hippius, 'tokenRequests'>) =>
	tokenRequests().map(({ answer }) => (JSON.parse(answer!) as IDataObject).access_token);
const create = (hippius: Hippius, items: IDataObject[] = ITEMS, options: INodeParameters = {}) =>
	hippius.run('department', 'create', items, { parameters: { options } });

describe('fetched once', () => {
	it('for 20 executions at once', async () => {
		const hippius = await startRuns();
		hippius.misbehave({ how: 'latency', path: '/token', ms: 50 });
		const runs = await Promise.all(ITEMS.slice(0, 20).map((item) => create(hippius, [item])));

		expect(runs.map(({ main }) => main[0].json)).toEqual(ITEMS.slice(0, 20));
		expect(hippius.tokenRequests()).toHaveLength(1);
	});

	it.each<[NodeType, Type, INodeParameters, calls: number]>([
		['yunzhijia', 'yunzhijiaApi', { resource: 'partTimeJob', operation: 'getAll' }, 1],
		['weaverE10', 'weaverE10Api', { resource: 'custom', operation: 'call', path: FIELDS }, 2],
	])('for 20 executions at once: %s', async (type, credentialType, parameters, calls) => {
		const { data, tokenRequests, misbehave } = await start(credentialType);
		misbehave({ how: 'latency', path: '', ms: 50 });
		const once = () =>
			engine.run({
				node: { type, parameters },
				items: [{}],
				credentials: { [credentialType]: data },
			});
		const runs = await Promise.all(Array.from({ length: 20 }, once));

		expect(runs.map(({ run }) => run.status)).toEqual(Array(20).fill('success'));
		expect(tokenRequests()).toHaveLength(calls);
	});

	it('for however many requests see it end, and nothing is lost', async () => {
		const hippius = await startRuns();
		hippius.misbehave({ how: 'latency', ms: 20 });
		hippius.misbehave({ how: 'expireToken', after: 12, times: 1 });
		const result = await create(hippius, ITEMS, { concurrency: 8 });

		expect(result.main).toEqual(
			paired(...ITEMS.map((item, at): [number, IDataObject] => [at, item])),
		);
		expect(hippius.tokenRequests()).toHaveLength(2);
		expect(rows(hippius, 'departments')).toHaveLength(ITEMS.length);
		const [old, renewed] = tokensGiven(hippius);
		expect(old).not.toBe(renewed);
	});

	it('for however many items are sent with a wrong secret', async () => {
		const hippius = await startRuns();
		hippius.credential.corpSecret = 'wrong+&%';
		const result = await create(hippius);

		expect(result.main).toEqual([]);
		expect(reasons(result.error)).toMatchObject(
			ITEMS.map((_, item) => ({
				item,
				outcome: 'notSent',
				error: string(/refused the Corp ID or the Corp Secret/),
				advice: string(/Copy both again/),
				code: 'invalid_client',
			})),
		);
		expect(hippius.tokenRequests()).toHaveLength(1);
		expect(hippius.requestsTo('')).toEqual([]);

		const stopped = await hippius.run('department', 'create', ITEMS, STOP);
		expect(stopOf(stopped)).toMatchObject({
			message: string(/refused the Corp ID/),
			description: string(/Of 50 records: 0 done, 0 rejected, 0 unknown, 50 not sent\.$/),
			itemIndex: 0,
		});
	});
});

describe('renewed', () => {
	afterEach(() => void vi.restoreAllMocks());

	it('before it ends, by the time that its answer gave', async () => {
		const hippius = await startRuns({ now: () => Date.now(), tokenSeconds: 100 });
		await create(hippius, ITEMS.slice(0, 5));
		const now = Date.now.bind(Date);
		vi.spyOn(Date, 'now').mockImplementation(() => now() + 101_000);
		const { main } = await create(hippius, ITEMS.slice(5, 10));

		expect(main).toHaveLength(5);
		expect(hippius.tokenRequests()).toHaveLength(2);
		expect(hippius.requestsTo('').map(({ status }) => status)).toEqual(Array(10).fill(200));
	});

	it('not for one rejection: a token of a moment ago is tried once more', async () => {
		const hippius = await startRuns();
		const answer = { failed: true, code: 'PERMISSION_ACCESS_TOKEN_INVALID', message: 'unknown' };
		let asked = 0;
		hippius.credential.baseUrl = await startEcho((path) => {
			if (path.endsWith('/token')) return { access_token: `token${++asked}` };
			return sent++ === 0 ? answer : { failed: false };
		});
		let sent = 0;
		const { main } = await create(hippius, ITEMS.slice(0, 2), { concurrency: 1 });

		expect(itemsOf(main)).toEqual([0, 1]);
		expect([asked, sent]).toEqual([1, 3]);
	});

	it('only once for a request: a token that is never accepted leaves all not sent', async () => {
		const hippius = await startRuns();
		hippius.misbehave({ how: 'expireToken' });
		const result = await create(hippius, ITEMS, { concurrency: 1 });

		expect(reasons(result.error)).toMatchObject(
			ITEMS.map((_, item) => ({
				item,
				outcome: 'notSent',
				code: 'PERMISSION_ACCESS_TOKEN_EXPIRED',
			})),
		);
		expect(codesSent(hippius)).toEqual(['D0', 'D0', 'D0']);
		// The first token was tried twice, the second once.
		const [first, second] = tokensGiven(hippius);
		const used = hippius.requestsTo('').map(({ query }) => query.access_token);
		expect(used).toEqual([first, first, second]);
		expect(hippius.tokenRequests()).toHaveLength(2);
	});

	it.each<Misbehaviour>([
		{ how: 'refuse', ms: 200 },
		{ how: 'resetBefore', times: 1 },
		{ how: 'status', status: 502, times: 1 },
		{ how: 'status', status: 429, retryAfter: 0, times: 1 },
		{ how: 'slowDown', retryAfter: 0, times: 1 },
	])('and asked for again after a passing failure: $how $status', async (rule) => {
		const hippius = await startRuns();
		hippius.misbehave({ ...rule, path: '/oauth/oauth/token' });
		const { main, error } = await create(hippius, ITEMS.slice(0, 5));

		expect(reasons(error)).toEqual([]);
		expect(main).toHaveLength(5);
	});
});

describe('never shared', () => {
	it('by two platforms, at the same time and alternately', async () => {
		const both = [await startRuns(), await startRuns({ edition: 'v033' })];
		for (let round = 0; round < 2; round++)
			await Promise.all(both.map((hippius) => create(hippius, ITEMS.slice(0, 5))));

		for (const hippius of both) {
			expect(tokensGiven(hippius)).toHaveLength(1);
			const used = new Set(hippius.requestsTo('').map(({ query }) => query.access_token));
			expect([...used]).toEqual(tokensGiven(hippius));
		}
	});

	it.each(['corpSecret', 'corpId'])('when the %s is changed', async (field) => {
		const hippius = await startRuns();
		const { main } = await create(hippius, ITEMS.slice(0, 1));
		const right = hippius.credential[field];
		hippius.credential[field] = 'another';
		const { error } = await create(hippius, ITEMS.slice(1, 2));
		hippius.credential[field] = right;
		await create(hippius, ITEMS.slice(2, 3));

		expect(main).toHaveLength(1);
		expect(reasons(error)).toMatchObject([{ outcome: 'notSent', code: 'invalid_client' }]);
		expect(codesSent(hippius)).toEqual(['D0', 'D2']);
		expect(hippius.tokenRequests()).toHaveLength(2);
	});

	it('with another address: redirects are not followed', async () => {
		const [hippius, other] = [await startRuns(), await startRuns()];
		hippius.misbehave({ how: 'redirect', location: `${other.url}/hipspfm/hippius/v1/sync` });
		const { error } = await create(hippius, ITEMS.slice(0, 3));
		hippius.behave();
		hippius.credential.corpId = 'another';
		hippius.misbehave({ how: 'redirect', path: '/token', location: other.url });
		await create(hippius, ITEMS.slice(0, 3));

		expect(reasons(error)).toMatchObject(Array(3).fill({ outcome: 'rejected', status: 302 }));
		expect(other.requests).toEqual([]);
	});
});

describe('a credential that differs from item to item', () => {
	/** Two tenants, and runs with one credential whose expressions choose between them. */
	async function startTenants(edition: 'classic' | 'v033' = 'classic') {
		const north = await startRuns();
		const south = await startRuns({ edition });
		/** The item with everything that an expression may look at. */
		const to = (name: 'north' | 'south', item: IDataObject): IDataObject => {
			const { url, credential } = { north, south }[name];
			return { ...item, region: name, [name]: url, baseUrl: url, edition: credential.edition };
		};
		const run = (items: IDataObject[], fields: CredentialData) =>
			north.run('department', 'create', items, {
				credentials: { hippiusApi: { ...north.credential, ...fields } },
			});
		return { north, south, to, run };
	}

	it.each([
		'={{ $json.baseUrl }}',
		'=http://{{ $json.baseUrl.slice(7) }}',
		'={{ $json.region === "south" ? "SOUTH" : "NORTH" }}',
		'={{ $json?.south ?? "NORTH" }}',
		'={{ $input.item.json.baseUrl }}',
		"={{ $('Start').item.json.baseUrl }}",
	])('sends each item to its own: %s', async (expression) => {
		const { north, south, to, run } = await startTenants();
		const baseUrl = expression.replace('NORTH', north.url).replace('SOUTH', south.url);
		const some = ITEMS.slice(0, 9);
		const isSouth = (at: number) => at % 3 === 1;
		const items = some.map((item, at) => to(isSouth(at) ? 'south' : 'north', item));
		const { main } = await run(items, { baseUrl });

		expect(main).toEqual(paired(...some.map((item, at): [number, IDataObject] => [at, item])));
		expect(codesSent(north)).toEqual(['D0', 'D2', 'D3', 'D5', 'D6', 'D8']);
		expect(codesSent(south)).toEqual(['D1', 'D4', 'D7']);
		for (const tenant of [north, south]) expect(tenant.tokenRequests()).toHaveLength(1);
	});

	// Most items have the same, so that a look at some of them would not show it.
	it.each([
		'={{ $itemIndex === 777 ? "SOUTH" : "NORTH" }}',
		'={{ $json.company }}',
		'={{ $input.item.json.company }}',
		'={{ $json["company"].trim() }}',
		"={{ $('Start').item.json.company }}",
	])('though it does for one of 2,000 only: %s', async (expression) => {
		const { north, south, run } = await startTenants();
		const baseUrl = expression.replace('NORTH', north.url).replace('SOUTH', south.url);
		const many = departments(2_000);
		const items = many.map((item, at) => ({
			...item,
			company: at === 777 ? south.url : north.url,
		}));
		const { main, error } = await run(items, { baseUrl });

		expect(reasons(error)).toEqual([]);
		expect(main).toHaveLength(2_000);
		expect(codesSent(south)).toEqual(['D777']);
		const others = many.map(({ unitCode }) => unitCode).toSpliced(777, 1);
		expect(codesSent(north).toSorted()).toEqual(others.toSorted());
	});

	it('reads and sends each by its own rules, and fails each by itself', async () => {
		const { north, south, to, run } = await startTenants('v033');
		const [a, b, c] = ITEMS;
		const items = [
			to('north', { ...a, unitCode: 'A-1' }),
			to('south', { ...b, unitCode: 'A-2' }),
			to('north', { ...a, secret: 'wrong' }),
			to('north', c),
			to('north', { ...b, secret: 'wrong' }),
			{ ...to('south', c), baseUrl: undefined },
		];
		const result = await run(items, {
			baseUrl: '={{ $json.baseUrl }}',
			edition: '={{ $json.edition }}',
			corpSecret: `={{ $json.secret ?? ${JSON.stringify(north.credential.corpSecret)} }}`,
		});

		expectEachOnce(result, items.length);
		expect(itemsOf(result.main)).toEqual([1, 3]);
		expect(reasons(result.error)).toMatchObject([
			{ item: 0, outcome: 'rejected', field: 'unitCode' },
			{ item: 2, outcome: 'notSent', code: 'invalid_client' },
			{ item: 4, outcome: 'notSent', code: 'invalid_client' },
			{ item: 5, outcome: 'rejected', field: 'baseUrl' },
		]);
		expect([codesSent(north), codesSent(south)]).toEqual([['D2'], ['A-2']]);
	});
});
