/** Yunzhijia Trigger: nothing that is not signed by the token starts a workflow. docs/triggers.md. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Call, CallOptions } from '../../../platforms/index.ts';
import { LAB } from '../team.ts';
import {
	FORM,
	MINUTE,
	OK,
	parametersOf,
	refused,
	signedAs,
	startEvents,
	UNSIGNED,
	updated,
	withBody,
	withHeaders,
} from './events.ts';

afterEach(() => void vi.useRealTimers());

const changeHeaders =
	(change: (name: string, value: unknown) => [string, unknown]) =>
	(call: Call): Call => ({
		...call,
		headers: Object.fromEntries(
			Object.entries(call.headers).map(([name, value]) => change(name, value)),
		) as Call['headers'],
	});

describe('a right signature', () => {
	it.each<[string, CallOptions]>([
		['in a form', {}],
		['in the query', { method: 'GET' }],
		['in the query of a POST', { place: 'query' }],
		['in the query, without a content type', { method: 'GET', contentType: null }],
		['in a form in UTF-8', { contentType: `${FORM}; charset=UTF-8` }],
		['in a form in UTF-8, written otherwise', { contentType: `${FORM};charset="utf-8"` }],
		['in a form, in capitals', { contentType: FORM.toUpperCase() }],
		[
			'with names of headers in capitals',
			{ tamper: changeHeaders((name, value) => [name.toUpperCase(), value]) },
		],
		[
			'with names of headers in lower case',
			{ tamper: changeHeaders((name, value) => [name.toLowerCase(), value]) },
		],
		[
			'of more parameters',
			{
				extra: [
					['zone', 'a+b %41 岗=位'],
					['Z', ''],
					['a', '='],
				],
			},
		],
		['of more parameters in the query', { method: 'GET', extra: [['zone', 'a+b %41 岗=位']] }],
		[
			'of names that objects have',
			{
				extra: [
					['__proto__', 'a'],
					['constructor', 'b'],
				],
			},
		],
		[
			'of twenty parameters',
			{ extra: Array.from({ length: 16 }, (_, n): [string, string] => [`x${n}`, 'y']) },
		],
	])('%s starts a workflow', async (_how, options) => {
		const { send, trigger } = await startEvents({ includeDetails: false });
		const event = updated();
		expect(await send(event, options)).toMatchObject(OK);
		expect(await trigger.arrived(1)).toMatchObject([{ json: { id: event.eventId } }]);
		expect(trigger.items).toHaveLength(1);
	});

	it('is one of the token with all its characters', async () => {
		const credential = { callbackToken: ' ge/heim+&%=令牌 ' };
		const { send, trigger } = await startEvents({}, { credential });
		expect(await send(updated())).toMatchObject(OK);
		await trigger.arrived(1);
	});

	it('does not depend on how the parameters are ordered and encoded', async () => {
		const events = await startEvents();
		const { deliver, trigger, team } = events;
		const parameters = parametersOf(updated(), team.credential.eid);
		expect(await deliver(signedAs(events, parameters.toReversed()))).toMatchObject(OK);
		const other = parametersOf({ ...updated(), eventId: LAB, eventType: 'org_add' }, '10205');
		const raw = other.map(([name, value]) => `${name}=${value.replace(/[^=]/g, hex)}`).join('&');
		expect(await deliver(signedAs(events, other, { raw }))).toMatchObject(OK);
		await trigger.arrived(2);
	});

	const hex = (character: string) => `%${character.charCodeAt(0).toString(16)}`;
});

describe('is answered not ok, and starts nothing:', () => {
	const lost = (name: string) => ({ tamper: withHeaders({ [name]: undefined }) });
	const emptied = (name: string) => ({ tamper: withHeaders({ [name]: '' }) });
	const otherwise = (change: (body: string) => string) => ({ tamper: withBody(change) });
	const DATE = new Date().toUTCString();
	const zeros = '0'.repeat(40);

	it.each<[string, CallOptions]>([
		['another token', { token: 'other' }],
		['an empty token', { token: '' }],
		['no signature at all', { tamper: withHeaders(UNSIGNED) }],
		['no signature, but a Date', { tamper: withHeaders({ ...UNSIGNED, Date: DATE }) }],
		['no Authorization', lost('Authorization')],
		['no Content-MD5', lost('Content-MD5')],
		['no Date', lost('Date')],
		['an empty Authorization', emptied('Authorization')],
		['an empty Content-MD5', emptied('Content-MD5')],
		['an empty Date', emptied('Date')],
		['an Authorization of zeros', { tamper: withHeaders({ Authorization: zeros }) }],
		['a short Authorization', { tamper: withHeaders({ Authorization: '0' }) }],
		['a long Authorization', { tamper: withHeaders({ Authorization: zeros.repeat(50) }) }],
		[
			'an Authorization that is no text of ASCII',
			{ tamper: withHeaders({ Authorization: 'é'.repeat(20) }) },
		],
		['two of it, the right one last', { tamper: twice(zeros) }],
		['another event', otherwise((body) => body.replace('person_update', 'user_leave'))],
		['another id', otherwise((body) => body.replace(/eventId=./, 'eventId=f'))],
		['another time', otherwise((body) => body.replace('createTime=1', 'createTime=2'))],
		['a parameter more', otherwise((body) => `${body}&a=b`)],
		['a parameter more, without a value', otherwise((body) => `${body}&a`)],
		['a parameter more, called __proto__', otherwise((body) => `${body}&__proto__=b`)],
		['a parameter more, called constructor', otherwise((body) => `${body}&constructor=b`)],
		['a parameter more, in the query', { tamper: (call) => ({ ...call, query: '?a=b' }) }],
		['a parameter less', { extra: [['a', 'b']], ...otherwise((body) => body.replace('&a=b', '')) }],
		['another content type', { tamper: withHeaders({ 'Content-Type': `${FORM}; charset=utf-8` }) }],
		['no content type, which was signed', { method: 'GET', ...lost('Content-Type') }],
		[
			'a content type that was not signed',
			{ method: 'GET', contentType: null, tamper: withHeaders({ 'Content-Type': FORM }) },
		],
		[
			'another Date',
			{ tamper: withHeaders({ Date: new Date().toUTCString().replace('GMT', 'UTC') }) },
		],
		['a Date that is none', { date: 'yesterday' }],
		['a Date of digits', { date: '1' }],
		['a Date that is far off', { date: 'Fri, 01 Jan 9999 00:00:00 GMT' }],
	])('%s', async (_what, options) => {
		const { send, itemsUntilNow, team } = await startEvents();
		expect(await send(updated(), options)).toMatchObject(refused(401));
		expect(team.requests).toEqual([]);
		expect(await itemsUntilNow()).toEqual([]);
	});

	/** Two headers of that name, the right one behind. */
	function twice(wrong: string) {
		return (call: Call): Call =>
			withHeaders({ Authorization: [wrong, String(call.headers.Authorization)] })(call);
	}

	it('what somebody signs with the MD5 of their own parameters', async () => {
		const { prepare, deliver, itemsUntilNow } = await startEvents();
		const [seen, forged] = [prepare(updated()), prepare(updated(3), { token: 'guessed' })];
		// Once with the Authorization that was overheard, once with the whole head that was.
		const md5 = { 'Content-MD5': forged.headers['Content-MD5'] };
		for (const headers of [{ ...seen.headers, ...md5 }, seen.headers])
			expect(await deliver({ ...forged, headers })).toMatchObject(refused(401));
		expect(await itemsUntilNow()).toEqual([]);
	});

	it('everything, when the token has gone from the credential', async () => {
		const { send, team, trigger } = await startEvents();
		for (const callbackToken of ['', undefined]) {
			team.credential.callbackToken = callbackToken;
			for (const token of ['', 'undefined', 'yunzhijia-test-callback'])
				expect(await send(updated(), { token })).toMatchObject(refused(401));
		}
		expect(trigger.executions).toEqual([]);
	});
});

describe('the Date', () => {
	it.each([
		[-10 * MINUTE, true],
		[-10 * MINUTE - 1000, false],
		[10 * MINUTE, true],
		[10 * MINUTE + 1000, false],
	])('%s ms off: accepted %s', async (off, accepted) => {
		const now = Date.UTC(2024, 0, 1);
		vi.useFakeTimers({ toFake: ['Date'], now });
		const { send, itemsUntilNow } = await startEvents();
		const answer = await send(updated(), { date: now + off });
		expect(answer).toMatchObject(accepted ? OK : refused(401));
		expect(await itemsUntilNow()).toHaveLength(accepted ? 1 : 0);
	});
});
