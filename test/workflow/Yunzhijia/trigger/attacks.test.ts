/**
 * Yunzhijia Trigger: calls that are not what the vendor sends. They are signed by the token unless
 * they say otherwise, so that nothing but the fault at hand can be what is refused. docs/triggers.md.
 */
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Call, CallOptions, YunzhijiaEvent } from '../../../platforms/index.ts';
import { LAB, NOBODY } from '../team.ts';
import type { Events, Pairs } from './events.ts';
import { FORM, OK, parametersOf, refused, signedAs, startEvents, updated } from './events.ts';

type Make = (events: Events) => Call;

/** All of them are, and nothing comes of any. */
async function expectRefused(status: number, ...makes: Make[]) {
	const events = await startEvents();
	for (const make of makes)
		expect(await events.deliver(make(events))).toMatchObject(refused(status));
	expect(events.team.requests).toEqual([]);
	expect(await events.itemsUntilNow()).toEqual([]);
	expect(events.trigger.executions.filter(({ failure }) => failure)).toEqual([]);
}

/** In a form, and in the query. */
const both = (parameters: Pairs, more: { raw?: string } = {}): Make[] =>
	['POST', 'GET'].map((method) => (events) => signedAs(events, parameters, { ...more, method }));

const NAMES = ['createTime', 'eid', 'eventId', 'eventType'];
const PARAMETERS = parametersOf({ ...updated(), eventType: 'org_add', eventId: LAB }, '10205');
const ENCODED = new URLSearchParams(PARAMETERS).toString();
const valueOf = (name: string) => PARAMETERS.find(([each]) => each === name)![1];
const changed = (name: string, change: (value: string) => Pairs) =>
	PARAMETERS.flatMap((pair) => (pair[0] === name ? change(pair[1]) : [pair]));

describe('refused, and nothing comes of it:', () => {
	it.each([' 10205', '10205 ', '010205', '1', '10205.0', '１０２０５'])('team %j', async (eid) => {
		await expectRefused(403, ({ prepare }) => prepare(updated(), { eid }));
	});

	it.each(NAMES)('%s missing, empty, or twice', async (name) => {
		const value = valueOf(name);
		await expectRefused(
			400,
			...both(changed(name, () => [])),
			...both(changed(name, () => [[name, '']])),
			...[value, 'x', ''].flatMap((other) => both([...PARAMETERS, [name, other]])),
		);
	});

	it.each(NAMES)('%s in the query and in the form', async (name) => {
		const twice: Pairs = [[name, valueOf(name)]];
		const query = `?${new URLSearchParams(twice).toString()}`;
		// Signed as if it stood once, and as if it stood twice.
		const makes = [PARAMETERS, [...PARAMETERS, ...twice]].map(
			(signed): Make =>
				(events) => ({ ...signedAs(events, signed, { raw: ENCODED }), query }),
		);
		await expectRefused(400, ...makes);
	});

	it('any other one twice', async () => {
		const names = ['a', 'a[]', '__proto__', 'constructor'];
		await expectRefused(
			400,
			...names.flatMap((name) => both([...PARAMETERS, [name, '1'], [name, '2']])),
		);
	});

	it.each(['eventId[]', 'eventId[0]', 'eventId[a]', 'eventId[__proto__]', 'eventid', 'eventId '])(
		'%j for eventId',
		async (name) => {
			await expectRefused(400, ...both(changed('eventId', (value) => [[name, value]])));
		},
	);

	it.each(['x', '-1', '1.5', '1e12', '0x1', ' 1700000000000', '1700000000000\u00a0', '١٧'])(
		'a time that is no digits: %j',
		async (time) => {
			await expectRefused(400, ...both(changed('createTime', () => [['createTime', time]])));
		},
	);

	it.each(['&', '&eventType=user_leave', '\0', '\n', '\r\nSet-Cookie: a=b', '\t', '\u007f'])(
		'%j in a value',
		async (text) => {
			const lists = ['eventId', 'eventType'].map((name) =>
				changed(name, (value) => [[name, value + text]]),
			);
			const extra: Pairs = [...PARAMETERS, ['a', `1${text}`]];
			await expectRefused(400, ...[...lists, extra].flatMap((list) => both(list)));
		},
	);

	// What is signed is one text, in which nobody sees where a value ends: `a=1&b=2` may be the
	// parameters a and b, or a alone. So a call that was overheard could be cut otherwise.
	it('a genuine call that is cut otherwise', async () => {
		// With these, all that must be there is there, however it is cut.
		const beside: Pairs = [
			['eventIdOfOthers', '1'],
			['zone', '8'],
		];
		const signed = [...PARAMETERS, ...beside].toSorted(([one], [other]) => (one < other ? -1 : 1));
		const genuine = signed.map((pair) => pair.join('='));
		const cuts = genuine.slice(1).map((_, at) => {
			const joined = genuine.toSpliced(at, 2, `${genuine[at]}&${genuine[at + 1]}`);
			const pairs = joined.map((each) => /(.*?)=(.*)/s.exec(each)!.slice(1) as [string, string]);
			return new URLSearchParams(pairs).toString();
		});
		const [time, eid, ...rest] = signed;
		const inName = [[`createTime=${time[1]}&eid`, eid[1]], ...rest] as Pairs;
		const raws = [...cuts, new URLSearchParams(inName).toString()];
		for (const raw of raws) expect(raw).toContain('%26');
		await expectRefused(400, ...raws.flatMap((raw) => both(signed, { raw })));
	});

	it('more than 20 parameters', async () => {
		const more = (count: number): Pairs => [
			...PARAMETERS,
			...Array.from({ length: count }, (_, n): [string, string] => [n.toString(36), '']),
		];
		const form = (count: number) => both(more(count))[0];
		await expectRefused(400, ...both(more(17)), ...both(more(1_500)), form(1_001), form(10_000));
	});

	it('nothing but separators', async () => {
		const raws = ['=', '&'.repeat(5_000), '='.repeat(5_000)];
		await expectRefused(400, ...raws.flatMap((raw) => both([], { raw })));
	});
});

describe('text that is not UTF-8', () => {
	const REPLACED = '\ufffd';

	// Signed as by somebody who reads it leniently, so that the signature is right for a lenient node.
	it.each([
		['a lone byte', '%FF', REPLACED],
		['half a character', '%E5%B2', REPLACED],
		['a character that is written too long', '%C0%AF', REPLACED.repeat(2)],
		['half a pair', '%ED%A0%80', REPLACED.repeat(3)],
	])('is refused: %s', async (_what, written, read) => {
		await expectRefused(
			400,
			...both([...PARAMETERS, ['a', read]], { raw: `${ENCODED}&a=${written}` }),
			...both([...PARAMETERS, [read, 'a']], { raw: `${ENCODED}&${written}=a` }),
		);
	});

	it('is refused: bytes that stand as they are', async () => {
		const makes = [0xff, 0xb8].map((byte): Make => {
			const body = Buffer.concat([Buffer.from(`${ENCODED}&a=`), Buffer.from([byte])]);
			return (events) => ({ ...signedAs(events, [...PARAMETERS, ['a', REPLACED]]), body });
		});
		await expectRefused(400, ...makes);
	});

	it('is another thing than UTF-8 that stands as it is', async () => {
		const events = await startEvents();
		const raw = `${ENCODED}&a=岗位`;
		const pairs: Pairs = [...PARAMETERS, ['a', '岗位']];
		expect(await events.deliver(signedAs(events, pairs, { raw }))).toMatchObject(OK);
		expect(await events.itemsUntilNow()).toHaveLength(1);
	});

	it.each(['%', '%zz', '%4', '%%41'])('%s stops nothing', async (written) => {
		const events = await startEvents();
		const raw = `${ENCODED}&a=${written}`;
		for (const make of both([...PARAMETERS, ['a', written]], { raw }))
			expect([200, 400, 401]).toContain((await events.deliver(make(events))).status);
		await events.itemsUntilNow();
		expect(events.trigger.executions.filter(({ failure }) => failure)).toEqual([]);
	});
});

// Whether these are taken, nobody says; they must not be taken for others, nor stop anything.
it.each<[string, Pairs]>([
	[
		'a',
		[
			['a[]', '1'],
			['a[0]', '2'],
		],
	],
	['eventId', [['eventId[]', NOBODY]]],
	['eventType', [['eventType[0]', 'user_leave']]],
	['__proto__', [['__proto__[eventId]', NOBODY]]],
	[
		'constructor',
		[
			['constructor[prototype][eventId]', NOBODY],
			['constructor.prototype.x', 'y'],
		],
	],
])('brackets behind %s are nothing but signs', async (_name, extra) => {
	const { send, trigger, itemsUntilNow } = await startEvents({ includeDetails: false });
	for (const method of ['GET', 'POST']) {
		const event = updated();
		const { status } = await send(event, { method, extra });
		expect([200, 400]).toContain(status);
		const ids = status === 200 ? [event.eventId] : [];
		expect((await itemsUntilNow()).slice(-1).map(({ id }) => id)).toEqual(ids);
	}
	expect(trigger.executions.filter(({ failure }) => failure)).toEqual([]);
	for (const name of ['eventId', 'x']) expect({}).not.toHaveProperty(name);
});

it('a time that no date can be is refused, or the event is there', async () => {
	const { send, trigger, itemsUntilNow } = await startEvents();
	let taken = 0;
	for (const createTime of ['0', '9'.repeat(15), '9'.repeat(16), '9'.repeat(400)]) {
		const { status } = await send({ ...updated(), createTime });
		expect([200, 400]).toContain(status);
		if (status === 200) taken++;
	}
	expect(await itemsUntilNow()).toHaveLength(taken);
	expect(trigger.executions.filter(({ failure }) => failure)).toEqual([]);
});

describe('a body', () => {
	const sized = (length: number): CallOptions => ({ extra: [['a', 'x'.repeat(length)]] });
	const event: YunzhijiaEvent = updated();

	it('of 64 KB is accepted, of more is not', async () => {
		const { prepare, deliver, itemsUntilNow } = await startEvents({ includeDetails: false });
		const bare = String(prepare(event, sized(0)).body).length;
		expect(await deliver(prepare(event, sized(64 * 1024 - bare)))).toMatchObject(OK);
		expect(await itemsUntilNow()).toMatchObject([{ id: event.eventId }]);
		await expectRefused(
			413,
			({ prepare: make }) => make(event, sized(64 * 1024 - bare + 1)),
			({ prepare: make }) => make(event, sized(1024 * 1024)),
		);
	});

	it.each([
		'application/json',
		'application/json; charset=utf-8',
		'text/plain',
		'application/xml',
		'application/octet-stream',
		`${FORM}x`,
		`text/plain, ${FORM}`,
		`${FORM}; charset=latin1`,
		`${FORM}; charset=utf-16le`,
		'multipart/form-data; boundary=x',
		'multipart/mixed; boundary=x',
	])('of %s is not', async (contentType) => {
		await expectRefused(415, ({ prepare }) => {
			const call = prepare(updated(), { contentType });
			const fields = Object.fromEntries(new URLSearchParams(String(call.body)));
			// n8n itself refuses what is no JSON.
			return contentType.includes('json') ? { ...call, body: JSON.stringify(fields) } : call;
		});
	});

	it('of which nobody says what it is, is not', async () => {
		const { send, itemsUntilNow } = await startEvents();
		expect((await send(updated(), { contentType: null })).body).toBe('not ok');
		expect(await itemsUntilNow()).toEqual([]);
	});

	it('that is small only while it is packed, is not', async () => {
		await expectRefused(413, ({ prepare }) => {
			const call = prepare(updated(), sized(10 * 1024 * 1024));
			const headers = { ...call.headers, 'Content-Encoding': 'gzip' };
			return { ...call, headers, body: gzipSync(String(call.body)) };
		});
	});

	it('that n8n itself refuses, starts nothing', async () => {
		const { send, itemsUntilNow } = await startEvents();
		for (const charset of ['gbk', 'iso-8859-1']) {
			const unknown = await send(updated(), { contentType: `${FORM}; charset=${charset}` });
			expect(unknown.status).toBe(422);
		}
		const huge = await send(updated(), sized(17 * 1024 * 1024)).catch(() => undefined);
		expect(huge?.status).not.toBe(200);
		expect(await itemsUntilNow()).toEqual([]);
	});

	it('that is empty, with nothing in the query, is not', async () => {
		const { deliver, itemsUntilNow } = await startEvents();
		const empty = { method: 'POST', query: '', headers: { 'Content-Type': FORM }, body: '' };
		expect((await deliver(empty)).body).toBe('not ok');
		expect(await itemsUntilNow()).toEqual([]);
	});
});
