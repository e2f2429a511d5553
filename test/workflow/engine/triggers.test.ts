/** Tests of the harness for triggers, on the package in fixture/. */
import { UserError } from 'n8n-workflow';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Engine } from './engine.ts';
import { loadPackage } from './engine.ts';
import type { ListeningOptions } from './listening.ts';
import type { PollOptions, Store } from './triggers.ts';
import { listening, polling } from './triggers.ts';

let engine: Engine;

beforeAll(async () => {
	engine = await loadPackage(fileURLToPath(new URL('fixture', import.meta.url)));
});

/** A trigger, and its polls that end so, one after the other: what the last one counted. */
function poller(store: Store = 'durable') {
	const fixtureApi = { baseUrl: '', tenant: '' };
	const trigger = polling(engine, { type: 'poller', credentials: { fixtureApi }, store });
	const endWith = async (end: 'items' | 'null' | 'throw', options: PollOptions = {}) => {
		fixtureApi.tenant = end;
		return await trigger.poll(options);
	};
	const count = async (...ends: Array<'items' | 'null' | 'throw'>) => {
		let last;
		for (const end of ends) last = await endWith(end);
		return last!.items?.[0]?.json.count;
	};
	return { trigger, endWith, count };
}

describe('polling', () => {
	it('calls the node as n8n does, with defaults for what is left out', async () => {
		const { endWith } = poller();
		const { items, logs } = await endWith('items', { activation: 'init', budgetMs: 36_000 });

		const called = { mode: 'trigger', activation: 'init', budget: 36_000 };
		expect(items![0]!.json).toMatchObject({ count: 1, text: 'polled', ...called });
		expect(logs).toEqual(['info polled']);
		const later = await endWith('items');
		expect(later.items![0]!.json).toMatchObject({ activation: 'update', budget: null });
	});

	it.each<[Store, counted: number]>([
		['durable', 3],
		// The object lives on, whatever became of the poll.
		['memory', 4],
		['column', 2],
	])('%s: keeps what n8n keeps of polls that end so or so', async (store, counted) => {
		const { trigger, count } = poller(store);
		expect(await count('items', 'null', 'throw', 'items')).toBe(counted);
		expect(JSON.parse(trigger.saved)).toEqual({ 'node:Trigger': { count: counted } });
	});

	it.each<[Store, activating: boolean, saves: number]>([
		['durable', false, 1],
		['durable', true, 0],
		['memory', false, 0],
		['memory', true, 1],
		['column', false, 0],
	])('%s, on activation %s: what ended with null is saved %s times', async (...row) => {
		const [store, activating, saves] = row;
		const { trigger, endWith } = poller(store);
		expect(await endWith('null', { activating })).toMatchObject({ items: null });
		expect(trigger.saves).toBe(saves);
	});

	it.each<Store>(['durable', 'memory', 'column'])('%s: gives what is thrown', async (store) => {
		const { trigger, endWith } = poller(store);
		const { items, failure } = await endWith('throw');
		expect(items).toBeNull();
		expect(failure).toBeInstanceOf(UserError);
		expect(trigger.saves).toBe(0);
	});

	it('keeps nothing of a manual run, and shows it what is saved', async () => {
		const { endWith, count } = poller('memory');
		await count('items', 'items');
		const { items } = await endWith('items', { mode: 'manual' });
		expect(items![0]!.json).toMatchObject({ count: 3, mode: 'manual', activation: 'manual' });
		expect(await count('items')).toBe(3);
	});

	it.each<[Store, number]>([
		['durable', 1],
		['memory', 2],
		['column', 1],
	])('%s: another hand wipes what is saved', async (store, counted) => {
		const { trigger, count } = poller(store);
		await count('items');
		trigger.saved = '{}';
		expect(await count('items')).toBe(counted);
	});

	it.each<Store>(['durable', 'memory', 'column'])('%s: discards a result', async (store) => {
		const { endWith, count } = poller(store);
		await count('items');
		const { items } = await endWith('items', { discarded: true });
		expect(items![0]!.json.count).toBe(2);
		expect(await count('items')).toBe(2);
	});

	it('restarts as a new process, in which only this trigger lives', async () => {
		const { trigger, endWith, count } = poller('memory');
		await count('items', 'null');
		await trigger.restarted();
		const { items } = await endWith('items');
		expect(items![0]!.json).toMatchObject({ count: 2, inProcess: 1 });
		const other = await poller().endWith('items');
		expect(other.items![0]!.json.inProcess).toBeGreaterThan(2);
	});

	it('publishes other settings, and reads what is saved', async () => {
		const { trigger, endWith, count } = poller('memory');
		await count('items', 'null');
		trigger.publish({ text: 'again' });
		expect((await endWith('items')).items![0]!.json).toMatchObject({ count: 2, text: 'again' });
	});

	it('lets polls overlap: each reads what is saved when it begins', async () => {
		const { endWith } = poller();
		const both = await Promise.all([endWith('items'), endWith('items')]);
		expect(both.map(({ items }) => items![0]!.json.count)).toEqual([1, 1]);
	});
});

describe('listening', () => {
	async function listener(options: Partial<ListeningOptions> = {}) {
		const trigger = await listening(engine, { type: 'listener', ...options });
		onTestFinished(trigger.stop);
		return trigger;
	}
	const form = 'application/x-www-form-urlencoded';
	const post = async (url: string, body: string, type = form) =>
		await fetch(url, { method: 'POST', body, headers: { 'content-type': type } });

	it('hands a request to the node as n8n does', async () => {
		const trigger = await listener();
		const response = await post(
			`${trigger.url}?b=1&b=2&c[d]=3`,
			'a=%2B+1&a=2',
			`${form}; charset=UTF-8`,
		);

		expect(await response.json()).toEqual({ message: 'Workflow was started' });
		const [item] = await trigger.arrived(1);
		const { pathname } = new URL(trigger.url);
		expect(item!.json).toMatchObject({
			method: 'POST',
			originalUrl: `${pathname}?b=1&b=2&c[d]=3`,
			contentType: form,
			encoding: 'utf-8',
			raw: 'a=%2B+1&a=2',
			body: { a: ['+ 1', '2'] },
			query: { b: ['1', '2'], c: { d: '3' } },
			agent: 'node',
			mode: 'webhook',
			url: trigger.url,
			name: 'default',
		});
		expect(pathname).toMatch(/^\/webhook\/[\w-]+\/events$/);
		expect(trigger.executions).toMatchObject([{ items: [item], at: expect.any(Number) as number }]);
		expect(trigger.logs).toEqual(['info called']);
	});

	it.each([
		['application/json', '\uFEFF{"a":1}', { a: 1 }],
		['text/plain', 'a', 'a'],
		['application/pdf', 'a', undefined],
	])('parses %s', async (type, text, body) => {
		const trigger = await listener();
		await post(trigger.url, text, type);
		expect(trigger.items[0]!.json).toMatchObject({ contentType: type, body });
	});

	it.each([
		['no JSON', '{', 'application/json', 422],
		['a charset that Node does not know', 'a=1', `${form}; charset=gbk`, 422],
		['more than 16 MB', 'a'.repeat(16 * 1024 * 1024 + 1), form, 500],
	])('refuses %s before the node sees it', async (_what, body, type, status) => {
		const trigger = await listener();
		expect((await post(trigger.url, body, type)).status).toBe(status);
		expect(trigger.logs).toEqual([]);
	});

	it('knows the methods and the path of the node only', async () => {
		const trigger = await listener({ parameters: { path: 'other' } });
		expect(trigger.url).toMatch(/other$/);
		expect((await fetch(`${trigger.url}/`)).status).toBe(200);
		expect(trigger.items[0]!.json).toMatchObject({ method: 'GET', name: 'setup' });
		expect((await fetch(trigger.url, { method: 'PUT' })).status).toBe(404);
		expect((await fetch(`${trigger.url}/x`)).status).toBe(404);
	});

	it('lets the node answer, and shows what it throws', async () => {
		const trigger = await listener();
		const itself = await fetch(`${trigger.url}?end=itself`);
		expect([itself.status, itself.headers.get('x-node')]).toEqual([401, 'yes']);
		expect(await itself.text()).toBe('not ok');
		expect(await (await fetch(`${trigger.url}?end=none`)).json()).toEqual({
			message: 'Webhook call received',
		});
		expect(trigger.executions).toEqual([]);

		expect((await fetch(`${trigger.url}?end=throw`)).status).toBe(500);
		expect(trigger.executions[0]).toMatchObject({ items: [], failure: { message: 'refused' } });
	});

	it('sets up and takes back, and throws what that throws', async () => {
		const trigger = await listener();
		expect(JSON.parse(trigger.saved)).toEqual({ 'node:Trigger': { url: trigger.url } });
		await trigger.stop();
		expect(JSON.parse(trigger.saved)).toEqual({ 'node:Trigger': {} });
		await expect(fetch(trigger.url)).rejects.toThrow();
		await expect(listener({ parameters: { allowed: false } })).rejects.toThrow('not allowed');
	});

	it('tests: one call that starts the workflow, and nothing is saved', async () => {
		const trigger = await listener({ mode: 'manual' });
		expect(trigger.url).toContain('/webhook-test/');
		await fetch(`${trigger.url}?end=none`);
		expect((await fetch(trigger.url)).status).toBe(200);
		expect(trigger.items[0]!.json).toMatchObject({ mode: 'manual' });
		expect((await fetch(trigger.url)).status).toBe(404);
		expect(trigger.saved).toBe('{}');
	});

	it('restarts at the same address', async () => {
		const trigger = await listener();
		await fetch(trigger.url);
		await trigger.restarted();
		await fetch(trigger.url);
		expect(trigger.items[1]!.json.inProcess).toBe(1);
	});

	it('unpacks', async () => {
		const trigger = await listener();
		const headers = { 'content-type': 'text/plain', 'content-encoding': 'gzip' };
		void fetch(trigger.url, { method: 'POST', headers, body: gzipSync('packed') });
		const [item] = await trigger.arrived(1);
		expect(item!.json).toMatchObject({ raw: 'packed', body: 'packed' });
	});
});
