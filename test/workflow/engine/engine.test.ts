/** Tests of the engine itself, on the package in fixture/. */
import type { IDataObject } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from './engine.ts';
import { loadPackage } from './engine.ts';

let engine: Engine;
let server: Server;
let baseUrl: string;
let requests: string[] = [];
let onRequest = () => {};

/** Greets everybody but `nobody`, and never answers `waiting`. */
beforeAll(async () => {
	engine = await loadPackage(fileURLToPath(new URL('fixture', import.meta.url)));
	server = createServer((request, response) => {
		const { pathname, searchParams } = new URL(request.url!, 'http://host');
		const [name, tenant] = [searchParams.get('name'), searchParams.get('tenant')];
		requests.push(`${request.method} ${pathname} ${request.headers.authorization ?? name}`);
		onRequest();
		if (name === 'waiting') return;
		const answers: Record<string, unknown> = {
			'/token': { token: `token-${requests.length}` },
			'/me': { ok: request.headers.authorization !== undefined && tenant !== 'closed' },
			'/greet': { hello: name, tenant },
		};
		response.writeHead(name === 'nobody' ? 500 : 200, { 'content-type': 'application/json' });
		response.end(JSON.stringify(answers[pathname]));
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
	server.closeAllConnections();
	server.close();
});

beforeEach(() => {
	requests = [];
	onRequest = () => {};
});

const greet = { type: 'fixture', parameters: { name: '={{ $json.name }}' } };
const named = (...names: string[]): IDataObject[] => names.map((name) => ({ name }));
const credentials = () => ({ fixtureApi: { baseUrl } });

describe('run', () => {
	it('resolves expressions for each item and keeps what the node returned', async () => {
		const result = await engine.run({
			node: greet,
			items: named('Ann', 'Bo'),
			credentials: credentials(),
		});

		expect(result.main).toEqual([
			{ json: { hello: 'Ann', tenant: 'home' }, pairedItem: { item: 0 } },
			{ json: { hello: 'Bo', tenant: 'home' }, pairedItem: { item: 1 } },
		]);
		expect(result).toMatchObject({ error: [], cancelled: false, run: { status: 'success' } });
		expect(result.failure).toBeUndefined();
		expect(result.logs.filter((line) => line.startsWith('info'))).toEqual([
			'info greeted { count: 2 }',
		]);
	});

	it('resolves expressions in credentials for each item', async () => {
		const { main } = await engine.run({
			node: greet,
			items: [
				{ name: 'Ann', tenant: 'north' },
				{ name: 'Bo', tenant: 'south' },
			],
			credentials: { fixtureApi: { baseUrl, tenant: '={{ $json.tenant }}' } },
		});

		expect(main.map(({ json }) => json.tenant)).toEqual(['north', 'south']);
	});

	it('stops at the first failure and gives the error that the node threw', async () => {
		const result = await engine.run({
			node: greet,
			items: named('Ann', 'nobody', 'Bo'),
			credentials: credentials(),
		});

		expect(result.failure).toBeInstanceOf(NodeApiError);
		expect(result.failure).toMatchObject({ httpCode: '500', context: { itemIndex: 1 } });
		expect(result).toMatchObject({ main: [], error: [], run: { status: 'error' } });
		expect(requests).toEqual(['GET /greet Ann', 'GET /greet nobody']);
	});

	it('sends failed items to the error output, with the fields they came in with', async () => {
		const result = await engine.run({
			node: { ...greet, onError: 'continueErrorOutput' },
			items: named('Ann', 'nobody', 'Bo'),
			credentials: credentials(),
		});

		expect(result.main.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(result.error).toEqual([
			{
				json: { name: 'nobody', error: 'Request failed with status code 500' },
				pairedItem: { item: 1 },
			},
		]);
		expect(result.failure).toBeUndefined();
	});

	it.each(['a time', 'an event'])('cancels after %s as the stop button does', async (what) => {
		const arrived = new Promise<void>((resolve) => (onRequest = resolve));
		const result = await engine.run({
			node: { ...greet, onError: 'continueRegularOutput' },
			items: named('waiting', 'Bo'),
			credentials: credentials(),
			cancelAfter: what === 'a time' ? 100 : arrived,
		});

		expect(result.cancelled).toBe(true);
		expect(result.failure).toBeInstanceOf(NodeApiError);
		expect(requests).toEqual(['GET /greet waiting']);
	});

	it('does not run a node that gets no items, as n8n does not', async () => {
		const result = await engine.run({ node: greet, items: [], credentials: credentials() });

		expect(result).toMatchObject({ main: [], error: [], run: { status: 'success' } });
		expect(Object.keys(result.run.data.resultData.runData)).toEqual(['Start']);
	});

	it('refuses what n8n refuses to start', async () => {
		const result = await engine.run({
			node: { type: 'fixture', parameters: {} },
			items: named('Ann'),
			credentials: credentials(),
		});

		expect(result.failure?.message).toContain('has issues');
		expect(requests).toEqual([]);
	});

	it('keeps the logs of overlapping runs apart', async () => {
		const sizes = [1, 2, 3];
		const runs = await Promise.all(
			sizes.map((size) =>
				engine.run({
					node: greet,
					items: named(...Array<string>(size).fill('Ann')),
					credentials: credentials(),
				}),
			),
		);

		expect(runs.map(({ logs }) => logs.filter((line) => line.startsWith('info')))).toEqual(
			sizes.map((size) => [`info greeted { count: ${size} }`]),
		);
	});
});

describe('runWorkflow', () => {
	it('follows both outputs, and expressions find the item that each came from', async () => {
		const add = { source: "={{ $('Source').item.json.name }}" };
		const node = (name: string, type: string, y: number, extra: object) => ({
			id: name,
			name,
			type,
			typeVersion: 1,
			position: [0, y] as [number, number],
			parameters: {},
			...extra,
		});
		const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
		const { nodes } = await engine.runWorkflow(
			{
				nodes: [
					node('Source', 'test.start', 0, {}),
					node('Greet', 'fixture', 0, { ...greet, onError: 'continueErrorOutput' }),
					node('Done', 'test.echo', 0, { parameters: { add } }),
					node('Failed', 'test.echo', 100, { parameters: { add } }),
				],
				connections: {
					Source: { main: [to('Greet')] },
					Greet: { main: [to('Done'), to('Failed')] },
				},
			},
			{ items: named('nobody', 'Ann'), credentials: credentials() },
		);

		expect(nodes.Done?.[0]?.map(({ json }) => json.source)).toEqual(['Ann']);
		expect(nodes.Failed?.[0]?.map(({ json }) => json.source)).toEqual(['nobody']);
	});
});

describe('credentials', () => {
	it('are tested with a fresh token and the rules of the test', async () => {
		const data = { baseUrl, token: 'old' };
		expect(await engine.testCredential('fixtureApi', data)).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
		expect(requests).toEqual(['POST /token null', 'GET /me Bearer token-1']);
	});

	it('fail the test by its rules', async () => {
		expect(await engine.testCredential('fixtureApi', { baseUrl, tenant: 'closed' })).toEqual({
			status: 'Error',
			message: 'Not let in',
		});
	});

	it('that cannot reach their host fail the test with the reason', async () => {
		const data = { baseUrl: 'http://127.0.0.1:1' };
		expect(await engine.testCredential('fixtureApi', data)).toEqual({
			status: 'Error',
			message: expect.stringContaining('ECONNREFUSED') as string,
		});
	});

	it('authenticate requests and keep the token as long as they are the same', async () => {
		const data = { baseUrl };
		const me = () => engine.httpRequestWithCredential('fixtureApi', data, { url: `${baseUrl}/me` });
		expect(await me()).toEqual({ ok: true });
		expect(await me()).toEqual({ ok: true });
		expect(
			await engine.legacyRequestWithCredential('fixtureApi', data, {
				uri: `${baseUrl}/me`,
				json: true,
			}),
		).toEqual({ ok: true });
		expect(requests).toEqual(['POST /token null', ...Array(3).fill('GET /me Bearer token-1')]);
	});
});

it('says what is missing when a package is not built', async () => {
	const empty = fileURLToPath(new URL('fixture/unbuilt', import.meta.url));
	await expect(loadPackage(empty)).rejects.toThrow('build the package first');
});
