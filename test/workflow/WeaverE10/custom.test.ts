/** Custom calls of Weaver E10 through the node, and its envelopes: docs/vendors/weaver-e10.md, 1 to 3. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { fromItem, itemsOf, paired, reasons, STOP, stopOf } from '../engine/cases.ts';
import { startScripted } from '../engine/scripted.ts';
import { runWeaver, startWeaver, unwrap } from './runs.ts';

const RESTFUL = '/api/hrm/restful/';
const ID = '975081421821870080';
const NUMBER = Number(ID);
const SECOND = '1975081421821870081';

const seed: NonNullable<Parameters<typeof startWeaver>[0]>['seed'] = ({
	departments,
	channels,
}) => {
	departments.set(ID, { id: ID, name: '部', status: '0' });
	for (const id of [ID, SECOND]) channels.set(id, { id, name: `群${id}`, closed: 0 });
};
const post = (path: string, body: INodeParameters[string]) => ({
	method: 'POST',
	path: RESTFUL + path,
	body,
});

describe.each(['body', 'query'] as const)('POST, token in the %s', (authPlacement) => {
	it.each<[string, INodeParameters[string], IDataObject]>([
		['in the text', `{"datas": [{"id": ${ID}}]}`, {}],
		['put into the text from the item', '={"datas": [{"id": {{ $json.id }} }]}', { id: ID }],
	])('number literals %s keep every digit', async (_where, body, item) => {
		const weaver = await startWeaver({ authPlacement, seed });
		const result = await weaver.run('custom.call', post('enableDepartment', body), [item]);

		const [request] = weaver.requestsTo('');
		expect(request.path).toBe(`${RESTFUL}enableDepartment`);
		expect(unwrap(weaver, request)).toEqual({ datas: [{ id: BigInt(ID) }] });
		expect(request.rawBody).toContain(`"id":${ID}}`);
		expect(result.error).toEqual([]);
		// The answer holds the id as a number of 18 digits.
		const data = [{ id: ID, operate: 'update' }];
		expect(result.main).toEqual(
			paired([0, { message: { errcode: '0', errmsg: 'success' }, data }]),
		);
		expect(weaver.state.departments.get(ID)?.status).toBe('1');
	});
});

it('numbers of an answer that a number cannot hold come out as text, others as numbers', async () => {
	const weaver = await startWeaver({ seed });
	const body = `{"groupIds": ["${ID}", ${SECOND}]}`;
	const { main } = await weaver.run('custom.call', post('queryChannel', body), [{}]);

	expect(weaver.requestsTo('')[0].answer).toContain(`"id":${ID},`);
	expect(main).toMatchObject([
		{ json: { code: '200', status: true, data: [{ id: ID, closed: 0 }, { id: SECOND }] } },
	]);
});

it('an object by expression is sent as it is', async () => {
	const weaver = await startWeaver({ seed });
	const items = [{ body: { groupIds: [ID] } }, { body: `{"groupIds": ["${SECOND}"]}` }];
	const parameters = { ...post('queryChannel', ''), ...fromItem('body') };
	const { main } = await weaver.run('custom.call', parameters, items);
	expect(main.map(({ json }) => json.data)).toMatchObject([[{ id: ID }], [{ id: SECOND }]]);
});

it.each<[string, unknown, string]>([
	['a list', ['a'], 'body must be an object, but is a list'],
	['the text of a list', '["a"]', 'body must be an object, but is a list'],
	['text that is not JSON', '{"a": }', 'body must be JSON, but “{"a": }” is not'],
	['a number that has lost digits', { datas: [{ id: NUMBER }] }, `body holds the number ${NUMBER}`],
])('a body that is %s is refused without a request', async (_what, body, says) => {
	const weaver = await startWeaver({ seed });
	const parameters = { ...post('queryChannel', ''), ...fromItem('body') };
	const items = [{ body: body as string }, { body: { groupIds: [ID] } }];
	const { main, error } = await weaver.run('custom.call', parameters, items);
	expect(itemsOf(main)).toEqual([1]);
	expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'rejected', field: 'body' }]);
	expect(reasons(error)[0].error).toContain(says);
	expect(weaver.requestsTo('')).toHaveLength(1);
});

it.each([
	['as it stands', {}],
	['emptied', { body: '' }],
])('a body left %s sends the token and nothing else', async (_how, body) => {
	const weaver = await startWeaver();
	const parameters = { path: `${RESTFUL}listBasicField`, ...body };
	const { error } = await weaver.run('custom.call', parameters, [{}]);
	expect(error).toEqual([]);
	expect(unwrap(weaver, weaver.requestsTo('')[0])).toEqual({});
});

it.each(['body', 'query'])(
	'GET has the token in the query (placement %s), no body',
	async (place) => {
		const path = '/api/any/list';
		const platform = await startScripted(`GET ${path}`, () => `{"errcode":0,"id":${ID},"n":1.50}`);
		Object.assign(platform.credential, { authPlacement: place });
		const parameters = { method: 'GET', path: `${path}?name=${encodeURIComponent('部&门')}` };
		const { main } = await runWeaver(platform, 'custom.call', parameters, [{}]);

		const [request] = platform.requestsTo('');
		const token = expect.any(String) as string;
		expect(request).toMatchObject({ method: 'GET', path, rawBody: '' });
		expect(request.query).toEqual({ name: '部&门', access_token: token });
		expect(main).toEqual(paired([0, { errcode: 0, id: ID, n: 1.5 }]));
	},
);

describe('path', () => {
	const prefix = '/papi/openapi';
	const LIST = 'api/hrm/restful/listBasicField';

	it.each([`/${LIST}`, LIST, ` /${LIST} `, `//${LIST}`])(
		'%j is below the base URL',
		async (path) => {
			const weaver = await startWeaver({ prefix });
			const { main } = await weaver.run('custom.call', { path }, [{}]);
			expect(itemsOf(main)).toEqual([0]);
			expect(weaver.requestsTo('').map((request) => request.path)).toEqual([`${prefix}/${LIST}`]);
		},
	);

	it.each([
		['http://127.0.0.1:9/api'],
		['HTTPS://example.com'],
		['/../oauth2/authorize'],
		['/api/../../x'],
		['/api/%2e%2e/%2e%2e/x'],
		['/api/.%2E/x'],
		['   '],
		[''],
		[undefined],
		[['/api']],
	])('%j is refused without a request', async (path) => {
		const weaver = await startWeaver({ prefix });
		const items = [{ path: path as string }, { path: LIST }];
		const { main, error } = await weaver.run('custom.call', fromItem('path'), items);
		expect(itemsOf(main)).toEqual([1]);
		expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'rejected', field: 'path' }]);
		expect(weaver.requests.map((request) => request.path).at(-1)).toBe(`${prefix}/${LIST}`);
		expect(weaver.requestsTo('')).toHaveLength(1);
	});
});

const PATH = `${RESTFUL}any`;
const answering = async (body: unknown) => await startScripted(`POST ${PATH}`, () => body);
const call = { path: PATH, options: { retries: 0 } };

describe('an answer', () => {
	it.each<[string, object]>([
		['organisation and people', { message: { errcode: '0', errmsg: 'success' }, data: [1] }],
		['the same, as a number', { message: { errcode: 0 } }],
		['groups', { code: '200', msg: 'ok', status: true, data: [] }],
		['groups, as a number', { code: 200, status: true }],
		['groups, data only', { code: 200, msg: 'ok', data: null }],
		['the gateway', { errcode: '0', errmsg: 'success', result: {} }],
		['the gateway, as a number', { errcode: 0 }],
	])('is a success in the shape of %s', async (_shape, body) => {
		const { main, error } = await runWeaver(await answering(body), 'custom.call', call, [{}]);
		expect(error).toEqual([]);
		expect(main).toEqual(paired([0, body as IDataObject]));
	});

	it.each<[string, object, string, string]>([
		['organisation', { message: { errcode: '5', errmsg: '无' } }, '无 (5)', '5'],
		['organisation, a number', { message: { errcode: 5, errmsg: '无' } }, '无 (5)', '5'],
		['groups', { code: '500', msg: '无', status: false }, '无 (500)', '500'],
		['groups, a number', { code: 500, msg: '无', status: false }, '无 (500)', '500'],
		['groups, status decides', { code: '200', msg: '无', status: false }, '无 (200)', '200'],
		['the gateway', { errcode: '300003', errmsg: '无' }, '无 (300003)', '300003'],
		['one without text', { errcode: '5' }, 'The platform gave no reason (5)', '5'],
	])('is a refusal in the shape of %s', async (_shape, body, message, code) => {
		const platform = await answering(body);
		const { main, error } = await runWeaver(platform, 'custom.call', call, [{}]);
		const stopped = await runWeaver(platform, 'custom.call', call, [{}], STOP);
		expect(main).toEqual([]);
		expect(reasons(error)).toEqual([
			{ item: 0, error: message, outcome: 'rejected', code, status: 200 },
		]);
		expect(stopped.failure).toBeInstanceOf(NodeApiError);
		expect(stopOf(stopped)).toEqual({
			message,
			description: 'Of 1 record: 0 done, 1 rejected, 0 unknown, 0 not sent.',
			itemIndex: 0,
			leaves: 0,
		});
	});

	const maintenance = { code: 200, msg: '系统维护中' };
	it.each([[{}], [[]], ['{"message":'], ['<html>'], ['null'], [{ data: [] }], [maintenance]])(
		'that is %j leaves the item unknown',
		async (body) => {
			const platform = await answering(body);
			const { main, error } = await runWeaver(platform, 'custom.call', call, [{}]);
			expect(main).toEqual([]);
			expect(reasons(error)).toMatchObject([
				{
					item: 0,
					error: 'The answer is not one that the platform documents',
					outcome: 'unknown',
					advice: expect.stringContaining('Check the Base URL') as string,
				},
			]);
		},
	);

	it('with integers beyond 2^53 gives them as text, also those that end in zeros', async () => {
		const numbers = '[10000000000000000000,-20000000000000000,9007199254740992,9007199254740991]';
		const platform = await answering(`{"errcode":"0","data":${numbers}}`);
		const { main } = await runWeaver(platform, 'custom.call', call, [{}]);
		expect(main[0].json.data).toEqual([
			...['10000000000000000000', '-20000000000000000', '9007199254740992'],
			9007199254740991,
		]);
	});

	it('that the address does not exist names what to check', async () => {
		const weaver = await startWeaver();
		const { error } = await weaver.run('custom.call', { path: '/api/nowhere' }, [{}]);
		expect(reasons(error)).toMatchObject([
			{
				error: 'The platform does not know this address (HTTP 404)',
				outcome: 'rejected',
				status: 404,
			},
		]);
	});
});

it.each(['nested', 'topLevel', 'http401'] as const)(
	'a token rejected %s is tried once more, then renewed once, and the call sent again',
	async (tokenRejection) => {
		const weaver = await startWeaver({ seed, tokenRejection });
		weaver.misbehave({ how: 'expireToken', times: 1 });
		const body = { groupIds: [ID] };
		const parameters = { ...post('queryChannel', ''), ...fromItem('body') };
		const { main } = await weaver.run('custom.call', parameters, [{ body }]);
		expect(itemsOf(main)).toEqual([0]);
		const requests = weaver.requestsTo('');
		expect(requests).toHaveLength(3);
		const tokens = requests.map((request) => (request.body as IDataObject).access_token);
		expect(tokens[1]).toBe(tokens[0]);
		expect(unwrap(weaver, requests[2])).toEqual(body);
		// Each token takes two requests.
		expect(weaver.tokenRequests()).toHaveLength(4);
	},
);

it.each([
	['POST', {}, 1, 'unknown'],
	['POST', { repeatable: false }, 1, 'unknown'],
	['POST', { repeatable: true }, 2, 'done'],
	['GET', {}, 2, 'done'],
])('%s with %j after a lost answer: %i request(s), %s', async (method, more, requests, outcome) => {
	const platform = await startScripted(`${method} ${PATH}`, () => ({ errcode: '0' }));
	platform.misbehave({ how: 'resetAfter', times: 1 });
	const parameters = { method, path: PATH, ...more };
	const { main, error } = await runWeaver(platform, 'custom.call', parameters, [{}]);
	expect(platform.requestsTo('')).toHaveLength(requests);
	expect(itemsOf(main)).toEqual(outcome === 'done' ? [0] : []);
	expect(reasons(error)).toMatchObject(outcome === 'done' ? [] : [{ outcome }]);
});

it('each item has its own method, path and body, and one call that fails stops the rest', async () => {
	const weaver = await startWeaver({ seed });
	const items = [
		{ method: 'POST', path: `${RESTFUL}queryChannel`, body: { groupIds: [ID] } },
		{ method: 'PUT', path: `${RESTFUL}queryChannel`, body: {} },
		{ method: 'POST', path: `${RESTFUL}queryChannel`, body: { groupIds: [] } },
		{ method: 'POST', path: `${RESTFUL}enableDepartment`, body: `{"datas": [{"id": ${ID}}]}` },
	];
	const parameters = { ...fromItem('method', 'path', 'body'), options: { concurrency: 1 } };
	const { main, error } = await weaver.run('custom.call', parameters, items);
	expect(itemsOf(main)).toEqual([0, 3]);
	expect(reasons(error)).toMatchObject([
		{ item: 1, error: 'method must be one of GET, POST, but is “PUT”' },
		{ item: 2, outcome: 'rejected', code: '500' },
	]);

	const before = weaver.requestsTo('').length;
	const stopped = await weaver.run('custom.call', parameters, items.toSpliced(1, 1), STOP);
	expect(weaver.requestsTo('')).toHaveLength(before + 2);
	expect(stopOf(stopped)).toMatchObject({
		description: 'Of 3 records: 1 done, 1 rejected, 0 unknown, 1 not sent.',
		itemIndex: 1,
	});
});
