/** `object` of nodes/shared/input/readers.ts: whatever is given, it can be sent, digit by digit. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Invalid } from '../../../../nodes/shared/input/invalid.ts';
import { checkDigitsWithin, object } from '../../../../nodes/shared/input/readers.ts';

const deep = (levels: number): Record<string, unknown> => {
	let value: Record<string, unknown> = {};
	for (let level = 0; level < levels; level++) value = { in: value };
	return value;
};
const circular = () => {
	const value: Record<string, unknown> = { a: 1 };
	value.self = { list: [value] };
	return value;
};
const says = (value: unknown): string => {
	try {
		return JSON.stringify(object(value)).slice(0, 30);
	} catch (error) {
		if (!(error instanceof Invalid)) throw error;
		return `✗ ${error.message}`;
	}
};

const DEEP = '✗ has more than 100 levels, or is part of itself';

describe('object', () => {
	it.each<[string, unknown, string]>([
		['that is part of itself', circular(), DEEP],
		['of 2,000 levels', deep(2_000), DEEP],
		['of 2,000 levels, as text', JSON.stringify(deep(2_000)), DEEP],
		['of 200,000 levels, as text', `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`, DEEP],
		['of 101 levels', deep(101), DEEP],
		['of 100 levels', deep(100), '{"in":{"in":{"in":{"in":{"in":'],
		[
			'with a number that has lost digits',
			{ a: [{ id: 2 ** 53 }] },
			'✗ holds the number 9007199254740992, which has lost digits on its way: let the source give it as text',
		],
		['with a long number, as text', '{"id":9007199254740993}', '{"id":9007199254740993}'],
		[
			'with one that ends in zeros, as text',
			'{"id":90071992547409930000}',
			'{"id":90071992547409930000}',
		],
		['that is a list', [], '✗ must be an object, but is a list'],
		['that is nothing', null, '✗ must be an object, but is “null”'],
		['that is no JSON', '{', '✗ must be JSON, but “{” is not'],
	])('%s', (_what, value, expected) => {
		expect(says(value)).toBe(expected);
	});

	it('reads what it gives, again', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 })), (value) => {
				const text = JSON.stringify(value);
				fc.pre(!/\d{16}|\de/.test(text));
				expect(JSON.stringify(object(text))).toBe(text);
				expect(object(value)).toBe(value);
				expect(() => checkDigitsWithin(value)).not.toThrow();
			}),
		);
	});
});
