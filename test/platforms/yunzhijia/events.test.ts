/** Yunzhijia's calls to a registered address, as docs/vendors/yunzhijia.md section 7 says. */
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callbacksOf, signatureOf } from '../index.ts';
import type { CallOptions } from '../index.ts';

const FORM = 'application/x-www-form-urlencoded';
const NOW = Date.UTC(2024, 0, 1);
const DATE = 'Mon, 01 Jan 2024 00:00:00 GMT';
const EVENT = { eventType: 'org_add', eventId: 'x', createTime: 1700000000000 };
const ENCODED = 'createTime=1700000000000&eid=1&eventId=x&eventType=org_add';
/** The vendor's example. */
const MD5 = 'T0pGcpkDqBvS1t6MRVZ4ag==';
const AUTHORIZATION = '391e8bc22bd2624a9bb30eef642edfa7a34c73ac';

interface Seen {
	method?: string;
	url?: string;
	headers: IncomingHttpHeaders;
	rawHeaders: string[];
	body: string;
}

describe('yunzhijia events', () => {
	const seen: Seen[] = [];
	let answer: (call: Seen) => [status: number, body: string] | undefined = () => [200, 'ok'];
	const server = createServer(async (message, response) => {
		const { method, url, headers, rawHeaders } = message;
		const call = { method, url, headers, rawHeaders, body: await text(message) };
		seen.push(call);
		const said = answer(call);
		if (said) response.writeHead(said[0]).end(said[1]);
	});
	let address: string;
	beforeAll(async () => {
		await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
		address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`;
	});
	afterEach(() => {
		seen.length = 0;
		answer = () => [200, 'ok'];
	});
	afterAll(() => {
		server.close();
		server.closeAllConnections();
	});

	const callbacks = (url: string | undefined = address) =>
		callbacksOf({ token: 'TOKEN', eid: '1', url, now: () => NOW });
	const sent = async (options?: CallOptions) => {
		await callbacks().send(EVENT, options);
		return seen.at(-1)!;
	};

	it("signs as the vendor's example", async () => {
		const parameters = Object.entries({ ...EVENT, createTime: '1700000000000', eid: '1' });
		const signed = { token: 'TOKEN', contentType: FORM, date: DATE };
		expect(signatureOf(parameters, signed)).toEqual({
			'Content-MD5': MD5,
			Authorization: AUTHORIZATION,
		});
		expect(await sent()).toMatchObject({
			method: 'POST',
			url: '/webhook',
			body: ENCODED,
			headers: {
				'content-md5': MD5,
				authorization: AUTHORIZATION,
				date: DATE,
				'content-type': FORM,
			},
		});
	});

	it('sends in the query, without a content type, and with what is extra', async () => {
		expect(await sent({ method: 'GET' })).toMatchObject({
			method: 'GET',
			url: `/webhook?${ENCODED}`,
			body: '',
			headers: { authorization: AUTHORIZATION },
		});
		const bare = await sent({ method: 'GET', contentType: null, extra: [['a', '岗 位']] });
		expect(bare.url).toBe(`/webhook?${ENCODED}&a=%E5%B2%97+%E4%BD%8D`);
		expect(bare.headers).not.toHaveProperty('content-type');
		const all = Object.entries({ ...EVENT, createTime: '1700000000000', eid: '1', a: '岗 位' });
		const signature = signatureOf(all, { token: 'TOKEN', contentType: '', date: DATE });
		expect(bare.headers.authorization).toBe(signature.Authorization);
		expect((await sent({ place: 'query' })).url).toBe(`/webhook?${ENCODED}`);
	});

	it('sends wrong ones when told to', async () => {
		const authorization = async (options: CallOptions) =>
			(await sent(options)).headers.authorization;
		for (const options of [{ token: 'other' }, { eid: '2' }, { date: NOW - 1000 }, { date: 'x' }])
			expect(await authorization(options)).not.toBe(AUTHORIZATION);
		const tampered = await sent({
			tamper: ({ headers, ...call }) => ({
				...call,
				body: 'a=1',
				headers: { 'CONTENT-md5': headers['Content-MD5'] },
			}),
		});
		expect(tampered).toMatchObject({ body: 'a=1', headers: { 'content-md5': MD5 } });
		expect(tampered.rawHeaders).toContain('CONTENT-md5');
		expect(tampered.headers).not.toHaveProperty('authorization');
	});

	it('delivers the same call again, and many at once', async () => {
		const { prepare, deliver, burst } = callbacks();
		const call = prepare(EVENT);
		await deliver(call);
		await deliver(call);
		expect(seen[1]).toMatchObject({ body: seen[0].body, headers: seen[0].headers });
		answer = ({ body }) => [200, new URLSearchParams(body).get('eventId')!];
		const events = Array.from({ length: 30 }, (_, n) => ({ ...EVENT, eventId: `p${n}` }));
		const answers = await burst(events, { concurrency: 7 });
		expect(answers.map(({ body }) => body)).toEqual(events.map(({ eventId }) => eventId));
	});

	it('waits two seconds for an answer', async () => {
		answer = () => undefined;
		const { status, ms } = await callbacks().send(EVENT);
		expect(status).toBeNull();
		expect(ms).toBeGreaterThan(1_900);
	});

	it('registers an address that says ok to check and to an empty GET, and no other', async () => {
		const { register, send } = callbacksOf({ token: 'TOKEN', eid: '1' });
		await expect(send(EVENT)).rejects.toThrow('No address');
		await register(address);
		expect(seen.map(({ method, url, body }) => [method, url, body])).toEqual([
			['POST', '/webhook', expect.stringMatching(/eventId=null&eventType=check$/)],
			['GET', '/webhook', ''],
		]);
		await send(EVENT);
		expect(seen).toHaveLength(3);
		answer = ({ method }) => [200, method === 'GET' ? 'ok\n' : 'ok'];
		await expect(register(address)).rejects.toThrow('GET: 200 “ok\n”');
		answer = ({ method }) => [method === 'GET' ? 200 : 404, 'ok'];
		await expect(register(address)).rejects.toThrow('POST: 404');
	});
});
