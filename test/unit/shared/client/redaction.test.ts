/** nodes/shared/client/redaction.ts: what may not be shown is taken out of texts, answers and failures. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Failure } from '../../../../nodes/shared/client/failure.ts';
import {
	redacted,
	withoutEchoes,
	withoutSecrets,
} from '../../../../nodes/shared/client/redaction.ts';

describe('withoutSecrets', () => {
	it.each<[string, string[], string]>([
		['key abc, key abc', ['abc'], 'key •••, key •••'],
		['a.c and abc', ['a.c'], '••• and abc'],
		['$& stays', ['$&'], '••• stays'],
		['token=a%2Fb%20c of a/b c', ['a/b c'], 'token=••• of •••'],
		['token=a%2fb%20c', ['a/b c'], 'token=•••'],
		['token=a%2Fb+c', ['a/b c'], 'token=•••'],
		['token=a%2fb+c', ['a/b c'], 'token=•••'],
		['{"s":"a\\"b"}', ['a"b'], '{"s":"•••"}'],
		['{"s":"a\\/b"}', ['a/b'], '{"s":"•••"}'],
		['Basic c2VjcmV0Pz4+', ['secret?>>'], 'Basic •••'],
		['state=c2VjcmV0Pz4-', ['secret?>>'], 'state=•••'],
		['Basic c2VjcmV0IQ==', ['secret!'], 'Basic •••=='],
		['state=c2VjcmV0IQ', ['secret!'], 'state=•••'],
		['one two', ['two', 'one'], '••• •••'],
		['123 is short, but no data', ['123'], '••• is short, but no data'],
		['nothing to hide', ['', 'other'], 'nothing to hide'],
	])('%j without %j', (text, secrets, expected) => {
		expect(withoutSecrets(text, secrets)).toBe(expected);
	});

	const secret = fc
		.string({ unit: 'grapheme', minLength: 8, maxLength: 20 })
		.filter((given) => /^[^"/\\].*[^"/\\]$/s.test(given));
	const lower = (text: string) => text.replace(/%[0-9A-F]{2}/g, (each) => each.toLowerCase());
	it.each<[string, (secret: string) => string]>([
		['plain', (given) => given],
		['in a URL', encodeURIComponent],
		['in a URL, in lower case', (given) => lower(encodeURIComponent(given))],
		['in a form', (given) => new URLSearchParams({ a: given }).toString().slice(2)],
		[
			'in a form, in lower case',
			(given) => lower(new URLSearchParams({ a: given }).toString()).slice(2),
		],
		['in JSON', (given) => JSON.stringify(given).slice(1, -1)],
		['in JSON with \\/', (given) => JSON.stringify(given).slice(1, -1).replaceAll('/', '\\/')],
		['in base64', (given) => Buffer.from(given).toString('base64')],
		['in base64url', (given) => Buffer.from(given).toString('base64url')],
	])('hides any secret %s', (_how, written) => {
		fc.assert(
			fc.property(secret, (given) => {
				const form = written(given);
				expect(withoutSecrets(`<${form}>`, [given])).toMatch(/^<•••=*>$/);
			}),
		);
	});

	it('hides any secret in base64 of a longer text, wherever it begins', () => {
		const around = fc.string({ maxLength: 9 });
		const encoding = fc.constantFrom('base64' as const, 'base64url' as const);
		fc.assert(
			fc.property(around, secret, around, encoding, (before, given, after, how) => {
				const packed = Buffer.from(before + given + after).toString(how);
				const kept = withoutSecrets(packed, [given]);
				expect(kept).toContain('•••');
				// At most a sign at either end has bits of it.
				expect(kept.length).toBeLessThanOrEqual(
					packed.length - Math.floor((Buffer.byteLength(given) * 4) / 3) + 2 + '•••'.length,
				);
			}),
		);
		// What a short one comes to may be part of any text.
		expect(withoutSecrets('bmRz', ['nd'])).toBe('bmRz');
	});

	it('hides them all, however many there are', () => {
		for (let at = 0; at < 2_500; at++)
			expect(withoutSecrets(`the token-${at}!`, [`token-${at}!`])).toBe('the •••');
		expect(withoutSecrets('the token-0!', ['token-0!'])).toBe('the •••');
	});
});

describe('withoutEchoes', () => {
	it.each<[string, string, string]>([
		['{"s":"12345678a"}', '12345678a', '{"s":"•••"}'],
		['{"s":"a1b2c3d4"}', 'a1b2c3d4', '{"s":"•••"}'],
		['{"s":"a%2fb%2Fcdefg"}', 'a/b/cdefg', '{"s":"a%2fb%2Fcdefg"}'],
		['{"s":"a%2fb%2fcdefg"}', 'a/b/cdefg', '{"s":"•••"}'],
		['{"s":"a1b2c3d"}', 'a1b2c3d', '{"s":"a1b2c3d"}'],
		['{"id":1234567890}', '1234567890', '{"id":1234567890}'],
		['{"s":""}', '', '{"s":""}'],
	])('leaves in %j of %j %j', (text, secret, expected) => {
		expect(withoutEchoes(text, [secret])).toBe(expected);
	});
});

describe('redacted', () => {
	it('hides secrets in the message and in the code, and keeps all else', () => {
		const facts = { platformCode: 'no abc', httpStatus: 200, advice: 'Do.' };
		expect(redacted(new Failure('refused', 'abc is wrong', facts), ['abc'])).toMatchObject({
			kind: 'refused',
			message: '••• is wrong',
			facts: { ...facts, platformCode: 'no •••' },
		});
	});

	it('makes no code where there is none', () => {
		const failure = redacted(new Failure('ambiguous', 'abc', { httpStatus: 502 }), ['abc']);
		expect(failure.facts).toStrictEqual({ httpStatus: 502 });
	});
});
