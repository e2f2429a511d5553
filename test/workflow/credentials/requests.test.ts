/**
 * Requests that other nodes, such as n8n's HTTP Request, send in the name of a credential: section
 * 1 of each of docs/vendors.
 */
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ofAll, type RecordedRequest } from '../../platforms/index.ts';
import { engine } from '../engine/cases.ts';
import type { Type } from '../engine/credential-cases.ts';
import { nodeOf, secretField, start, tokenRequestsOf, TYPES } from '../engine/credential-cases.ts';
import type { CredentialData } from '../engine/credentials.ts';

type Place = (request: RecordedRequest) => unknown;
const inQuery: Place = ({ query }) => query.access_token;
const inBody: Place = ({ body }) => (body as IDataObject | undefined)?.access_token;
const inHeader: Place = ({ headers }) => headers.authorization?.replace(/^Bearer /, '');
const atYunzhijia: Place = ({ query }) => query.accessToken;

interface Request {
	path: string;
	options: Omit<IHttpRequestOptions, 'url'>;
	/** What tells that it was accepted. */
	answer: object;
	/** Where the token may stand, by what the credential calls the place. */
	places: Record<string, Place>;
	/** Options of the platform that make it repeatable. */
	platform?: object;
}

/** A request as people enter it in the HTTP Request node. */
const REQUESTS = ofAll<Request>('REQUESTS of test/workflow/credentials/requests.test.ts', {
	hippius: {
		path: '/hipspfm/hippius/v1/sync/dept/create',
		options: {
			method: 'POST',
			body: { unitCode: 'HQ', unitName: '总部', orderSeq: '1' },
		},
		answer: { failed: false },
		places: { query: inQuery, header: inHeader },
		platform: { edition: 'v033' },
	},
	yunzhijia: {
		path: '/gateway/openimport/open/company/queryPartTimeJobs',
		options: {
			method: 'POST',
			headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
			body: new URLSearchParams({ eid: '10205', data: '{"begin":0,"count":1}' }).toString(),
		},
		answer: { success: true },
		places: { '': atYunzhijia },
	},
	weaverE10: {
		path: '/api/hrm/restful/queryEmployee',
		options: {
			method: 'POST',
			body: { nameLikeList: ['张'], current: 1 },
		},
		answer: { message: { errcode: '0' } },
		places: { body: inBody, query: inQuery },
	},
});
const requestOf = (type: Type) => REQUESTS[nodeOf(type)];

const DEPARTMENT = {
	...{ resource: 'department', operation: 'create' },
	...{ unitCode: 'D1', unitName: '一部', orderSeq: '1' },
};

const PLACES = TYPES.flatMap((type) =>
	Object.entries(requestOf(type).places).map(([name, place]): [Type, string, Place] => [
		type,
		name,
		place,
	]),
);

/** A platform on the clock of the nodes, and its request by both of n8n's helpers. */
async function startRequests(type: Type, change: CredentialData = {}, more: object = {}) {
	const { path, options: request, platform: options } = requestOf(type);
	const platform = await start(type, { now: () => Date.now(), ...options, ...more }, change);
	const { url, data, requestsTo } = platform;
	return {
		...platform,
		last: () => requestsTo('').at(-1)!,
		send: (options: Partial<IHttpRequestOptions> = {}) =>
			engine.httpRequestWithCredential(type, data, {
				...request,
				...options,
				url: url + path,
			}),
		/** As the HTTP Request node sends. */
		sendLegacy: async (options: object = {}) => {
			const all = { ...request, json: true, ...options, uri: url + path };
			const answer = await engine.legacyRequestWithCredential(type, data, all);
			return typeof answer === 'string' ? (JSON.parse(answer) as unknown) : answer;
		},
	};
}

describe('the token is where the credential wants it', () => {
	it.each(PLACES)('%s %s', async (type, authPlacement, place) => {
		const { send, sendLegacy, last, tokenRequests } = await startRequests(type, { authPlacement });
		const { options, answer } = requestOf(type);
		for (const sending of [send, sendLegacy]) {
			const headers = { ...options.headers, 'X-Own': 'kept' };
			expect(await sending({ headers, qs: {} })).toMatchObject(answer);

			const found = [inQuery, inHeader, inBody, atYunzhijia].filter((each) => each(last()));
			expect(found).toEqual([place]);
			expect(tokenRequests().at(-1)!.answer).toContain(`"${String(place(last()))}"`);
			expect(last().headers['x-own']).toBe('kept');
			if (typeof options.body === 'string') expect(last().rawBody).toBe(options.body);
			else expect(last().body).toMatchObject(options.body as object);
		}
	});

	it.each(PLACES)(
		'beside a query of the request itself: %s %s',
		async (type, authPlacement, place) => {
			const { send, sendLegacy, last } = await startRequests(type, { authPlacement });
			for (const sending of [send, sendLegacy]) {
				await sending({ qs: { own: '1' } });
				expect(last().query.own).toBe('1');
				expect(place(last())).toMatch(/^[0-9a-f]{32}$/);
			}
		},
	);

	it('in the query of a GET, which has no body (Weaver)', async () => {
		const { send, last } = await startRequests('weaverE10Api');
		await expect(send({ method: 'GET', body: undefined })).rejects.toThrow('could not be found');
		expect(last()).toMatchObject({ method: 'GET', rawBody: '' });
		expect(inQuery(last())).toMatch(/^[0-9a-f]{32}$/);
	});

	it.each([
		['JSON text', { body: '{"current":1}', headers: { 'Content-Type': 'application/json' } }],
		['no body', { body: undefined }],
	])('whatever the body is: %s (Weaver)', async (_what, options) => {
		const { send, sendLegacy } = await startRequests('weaverE10Api');
		for (const sending of [send, sendLegacy])
			expect(await sending({ json: false, ...options })).toMatchObject({
				message: { errcode: '0' },
			});
	});

	it('with the headers that the gateway wants (Weaver)', async () => {
		const { send, sendLegacy } = await startRequests(
			'weaverE10Api',
			{},
			{ extraHeaders: { 'X-Key': 'k' } },
		);
		for (const sending of [send, sendLegacy])
			expect(await sending()).toMatchObject({ message: { errcode: '0' } });
	});
});

describe('the token is kept', () => {
	afterEach(() => void vi.restoreAllMocks());

	it.each(TYPES)('as long as it lasts, and then renewed: %s', async (type) => {
		const { send, sendLegacy, tokenRequests } = await startRequests(
			type,
			{},
			{ tokenSeconds: 100 },
		);
		const { answer } = requestOf(type);
		for (const sending of [send, sendLegacy, send]) expect(await sending()).toMatchObject(answer);
		const once = tokenRequests().length;
		expect(once).toBe(tokenRequestsOf(type));

		const now = Date.now.bind(Date);
		vi.spyOn(Date, 'now').mockImplementation(() => now() + 101_000);
		for (const sending of [sendLegacy, send]) expect(await sending()).toMatchObject(answer);
		expect(tokenRequests()).toHaveLength(2 * once);
	});

	it('until the platform says 401, and then renewed (Hippius)', async () => {
		const { send, sendLegacy, misbehave, tokenRequests, requestsTo } =
			await startRequests('hippiusApi');
		await send();
		for (const sending of [send, sendLegacy]) {
			misbehave({ how: 'expireToken', times: 1 });
			expect(await sending()).toMatchObject({ failed: false });
		}
		expect(tokenRequests()).toHaveLength(3);
		expect(requestsTo('')).toHaveLength(5);
	});

	it.each(TYPES)('from the test of the credential on: %s', async (type) => {
		const { send, test, tokenRequests } = await startRequests(type);
		expect(await test()).toMatchObject({ status: 'OK' });
		const before = tokenRequests().length;
		await send();
		expect(tokenRequests()).toHaveLength(before);
	});
});

describe('where Hippius is asked for a token', () => {
	const asked = ({ data }: { data: CredentialData }) => ({
		grant_type: 'client_credentials',
		client_id: data.corpId,
		client_secret: data.corpSecret,
	});

	/** What n8n, its test and the node ask with; the test carries the token besides. */
	async function tokenRequests(change: CredentialData) {
		const hippius = await startRequests('hippiusApi', change);
		expect(await hippius.send()).toMatchObject({ failed: false });
		expect(await hippius.test()).toMatchObject({ status: 'OK' });
		const other = await startRequests('hippiusApi', change);
		const node = { type: 'hippius', parameters: DEPARTMENT };
		const credentials = { hippiusApi: other.data };
		expect((await engine.run({ node, items: [{}], credentials })).main).toHaveLength(1);
		const requests = [...hippius.tokenRequests(), ...other.tokenRequests()];
		expect(requests).toHaveLength(4);
		return requests.map(({ query: { access_token: _, ...query }, rawBody, body }) => ({
			...{ query, rawBody, body },
			asked: asked(hippius),
		}));
	}

	// The field is younger than credentials that were saved before.
	it.each([[{}], [{ signInPlacement: 'form' }]])('in a form: %j', async (change) => {
		for (const { query, body, asked: all } of await tokenRequests(change))
			expect([query, body]).toEqual([{}, all]);
	});

	it('in the query, if the credential says so, and then nowhere else', async () => {
		const change = { signInPlacement: 'query' };
		for (const { query, rawBody, asked: all } of await tokenRequests(change))
			expect([query, rawBody]).toEqual([all, '']);
	});
});

it.each(TYPES)('a wrong secret fails the request with what to do: %s', async (type) => {
	const { send, sendLegacy, data, requestsTo } = await startRequests(type, {
		[secretField(type)]: 'wrong+&%',
	});
	for (const sending of [send, sendLegacy]) {
		const failure = (await sending().catch((error: Error) => error)) as Error;
		expect(failure.message).toMatch(/refused .* Copy /);
		expect(inspect(failure, { depth: Infinity })).not.toContain(data[secretField(type)]);
	}
	expect(requestsTo('')).toEqual([]);
});
