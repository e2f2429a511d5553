/** nodes/shared/triggers/parameters.ts: parameters exactly as they came, or none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	headerOf,
	parametersOf,
	CallRefused,
	type IncomingCall,
} from '../../../../../nodes/shared/triggers/webhook/parameters.ts';

const FORM = 'application/x-www-form-urlencoded';
const RUNS = { ...(process.env.CI && { seed: 20261126 }) };

const form = (body: string | Buffer, type = FORM, query = ''): IncomingCall => ({
	originalUrl: `/webhook/1${query}`,
	headers: { 'content-type': type },
	rawBody: Buffer.from(body as string),
});
const get = (query: string): IncomingCall => ({ originalUrl: `/webhook/1${query}`, headers: {} });
const given = (call: IncomingCall) => Object.fromEntries(parametersOf(call));

function refusal(call: IncomingCall): CallRefused | undefined {
	try {
		parametersOf(call);
		return undefined;
	} catch (error) {
		expect(error).toBeInstanceOf(CallRefused);
		return error as CallRefused;
	}
}

describe('parametersOf', () => {
	it.each<[string, IncomingCall, Record<string, string>]>([
		['none', get(''), {}],
		['an empty query', get('?'), {}],
		['no address at all', { headers: {} }, {}],
		['a query', get('?a=1&b=%E7%8E%8B'), { a: '1', b: '王' }],
		['a form', form('a=1&b=%E7%8E%8B'), { a: '1', b: '王' }],
		['both', form('b=2', FORM, '?a=1'), { a: '1', b: '2' }],
		['an empty form', form('', FORM, '?a=1'), { a: '1' }],
		['a form with its charset', form('a=王', `${FORM}; charset=UTF-8`), { a: '王' }],
		['a quoted charset', form('a=1', `${FORM};charset="utf-8"`), { a: '1' }],
		['a type in capitals', form('a=1', 'Application/X-WWW-Form-UrlEncoded'), { a: '1' }],
		['empty values', get('?a=&b'), { a: '', b: '' }],
		['signs that mean something', get('?a=%2B+%3D%3F%25=x'), { a: '+ =?%=x' }],
		['a question mark in the query', get('?a=1?2'), { a: '1?2' }],
		[
			'names as others use',
			get('?user.id=1&org-id=2&_x=3'),
			{ 'user.id': '1', 'org-id': '2', _x: '3' },
		],
		[
			'names that objects have',
			get('?constructor=1&toString=2'),
			{ constructor: '1', toString: '2' },
		],
		['emoji', get(`?a=${encodeURIComponent('😀')}`), { a: '😀' }],
		[
			'another type without a body',
			{ ...get('?a=1'), headers: { 'content-type': 'text/plain' } },
			{ a: '1' },
		],
	])('%s', (_what, call, expected) => {
		expect(given(call)).toEqual(expected);
	});

	it('gives any names and values as they were, from either place', () => {
		const name = fc.stringMatching(/^[\w.-]{1,8}$/);
		const value = fc
			.string({ unit: 'grapheme', maxLength: 12 })
			.filter((text) => !/[&\p{Cc}\ufffd]/u.test(text) && text.isWellFormed());
		const entries = fc.uniqueArray(fc.tuple(name, value, fc.boolean()), {
			maxLength: 20,
			selector: ([each]) => each,
		});
		fc.assert(
			fc.property(entries, (all) => {
				const text = (isQuery: boolean) =>
					all
						.filter(([, , q]) => q === isQuery)
						.map(([n, v]) => `${n}=${encodeURIComponent(v)}`)
						.join('&');
				const call = form(text(false), FORM, `?${text(true)}`);
				expect(given(call)).toEqual(Object.fromEntries(all.map(([n, v]) => [n, v])));
			}),
			RUNS,
		);
	});

	it.each<[string, IncomingCall, number]>([
		['twice in the query', get('?a=1&a=1'), 400],
		['twice in the form', form('a=1&a=2'), 400],
		['once in each', form('a=1', FORM, '?a=1'), 400],
		['twice, once encoded', get('?a=1&%61=2'), 400],
		['a list', get('?a[]=1'), 400],
		['a member', get('?a[b]=1'), 400],
		['a name with a blank', get('?a%20=1'), 400],
		['no name', get('?=1'), 400],
		['a mark in front', form('\ufeffa=1'), 400],
		['an ampersand in a value', get('?a=1%26b%3D2'), 400],
		['a line break', get('?a=1%0A'), 400],
		['a zero', get('?a=%00'), 400],
		['a delete', get('?a=%7F'), 400],
		['a control sign beyond ASCII', get('?a=%C2%85'), 400],
		['no UTF-8', get('?a=%FF'), 400],
		['no UTF-8, not encoded', form(Buffer.from([0x61, 0x3d, 0xd6, 0xd0])), 400],
		['half a sign', get('?a=%E7%8E'), 400],
		['21 parameters', get(`?${Array.from({ length: 21 }, (_, n) => `p${n}=1`).join('&')}`), 400],
		['21 empty ones', get(`?${'&'.repeat(21)}`), 400],
		[
			'21 of both',
			form(Array.from({ length: 20 }, (_, n) => `p${n}=1`).join('&'), FORM, '?a=1'),
			400,
		],
		['a body of more than 64 KB', form(`a=${'1'.repeat(64 * 1024)}`), 413],
		['JSON', form('{"a":1}', 'application/json'), 415],
		['text', form('a=1', 'text/plain'), 415],
		['no type', { ...form('a=1'), headers: {} }, 415],
		[
			'multipart that was not read',
			{ ...get('?a=1'), headers: { 'content-type': 'multipart/form-data; boundary=x' } },
			415,
		],
		['multipart', form('--x', 'Multipart/Mixed; boundary=x'), 415],
		['another charset', form('a=1', `${FORM}; charset=gbk`), 415],
		['another charset in capitals', form('a=1', `${FORM}; CHARSET="GB18030"`), 415],
		['two types', { ...form('a=1'), headers: { 'content-type': [FORM, 'text/plain'] } }, 415],
	])('refuses %s', (_what, call, status) => {
		expect(refusal(call)?.status).toBe(status);
	});

	it('takes twenty parameters, and 64 KB', () => {
		const twenty = Array.from({ length: 20 }, (_, n) => `p${n}=1`).join('&');
		expect(parametersOf(get(`?${twenty}`)).size).toBe(20);
		expect(given(form(`a=${'1'.repeat(64 * 1024 - 2)}`)).a).toHaveLength(64 * 1024 - 2);
	});

	it('says nothing of what came when it refuses', () => {
		const calls = [get('?geheim=1&geheim=1'), get('?geheim[]=1'), get('?a=geheim%0A')];
		for (const call of calls) expect(refusal(call)!.message).not.toContain('geheim');
	});
});

it.each([
	[{ date: 'x' }, 'x'],
	[{ date: ['x', 'y'] }, 'x,y'],
	[{}, ''],
	[{ date: undefined }, ''],
])('headerOf %j is “%s”', (headers, expected) => {
	expect(headerOf(headers, 'date')).toBe(expected);
});
