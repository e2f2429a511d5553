/**
 * That a wrong signature takes as long as a right one: measured times tell nothing on a busy
 * machine, so what is held is how it is compared. docs/vendors/yunzhijia.md, section 7.
 */
import { createHash } from 'node:crypto';
import { beforeEach, expect, it, vi } from 'vitest';
import { checkSignature } from '../../../../nodes/Yunzhijia/trigger/signature.ts';

const compared = vi.hoisted(() => vi.fn<(lengths: number[]) => void>());
vi.mock('node:crypto', async (original) => {
	const crypto = await original<typeof import('node:crypto')>();
	const timingSafeEqual: typeof crypto.timingSafeEqual = (a, b) => {
		compared([a.byteLength, b.byteLength]);
		return crypto.timingSafeEqual(a, b);
	};
	return { ...crypto, timingSafeEqual };
});
beforeEach(() => void compared.mockClear());

const TOKEN = 'callback-token';
const TYPE = 'application/x-www-form-urlencoded';
const PARAMETERS = new Map([
	['eid', '10109'],
	['eventType', 'person_update'],
]);

function rightHeaders() {
	const text = [...PARAMETERS].map(([name, value]) => `${name}=${value}`).join('&');
	const md5 = createHash('md5').update(text).digest('base64');
	const date = new Date().toUTCString();
	const signed = createHash('sha1').update(`${TOKEN}${md5}${TYPE}${date}`).digest('hex');
	return { 'content-type': TYPE, date, 'content-md5': md5, authorization: signed };
}

const check = (headers: Record<string, string>) => () => checkSignature(TOKEN, PARAMETERS, headers);

it('a right one is taken', () => {
	expect(check(rightHeaders())).not.toThrow();
});

it.each([
	['right', {}],
	['wrong from the first sign on', { authorization: '0'.repeat(40) }],
	['short', { authorization: 'a' }],
	['long', { authorization: 'a'.repeat(10_000) }],
	['of other parameters', { 'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA==' }],
	['wrong in both', { 'content-md5': '', authorization: '' }],
])('%s: both headers are compared in constant time, all signs of equal length', (_how, wrong) => {
	try {
		check({ ...rightHeaders(), ...wrong })();
	} catch {
		// What it says of a wrong one is told elsewhere.
	}
	expect(compared.mock.calls.flat()).toEqual([
		[32, 32],
		[32, 32],
	]);
});

it.each(['authorization', 'content-md5'])('one whose %s differs in a sign is refused', (name) => {
	const headers = rightHeaders();
	const value = headers[name as keyof typeof headers];
	const other = value.startsWith('0') ? '1' : '0';
	expect(check({ ...headers, [name]: other + value.slice(1) })).toThrow('signature is wrong');
});
