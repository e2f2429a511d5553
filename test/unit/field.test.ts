/** nodes/shared/field.ts: what each reader takes, and what it says of the rest. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Invalid } from '../../nodes/shared/failure.ts';
import {
	digits,
	id,
	integer,
	member,
	object,
	oneOf,
	readAs,
	rows,
	text,
	yesOrNo,
	type Reader,
} from '../../nodes/shared/field.ts';

/** The value, or what is wrong with it as a text that begins with ✗. */
function reading(read: Reader, value: unknown): unknown {
	try {
		return read(value);
	} catch (error) {
		if (!(error instanceof Invalid)) throw error;
		return `✗ ${error.field ? `${error.field}: ` : ''}${error.message}`;
	}
}

const table = (name: string, read: Reader, cases: Array<[unknown, unknown]>) =>
	describe(name, () => {
		it.each(cases)('%j', (value, expected) => {
			const actual = reading(read, value);
			if (expected instanceof RegExp) expect(actual).toMatch(expected);
			else expect(actual).toStrictEqual(expected);
		});
	});

table('text', text(), [
	['', ''],
	[' a ', ' a '],
	['😀&+%\\', '😀&+%\\'],
	[0, '0'],
	[-0, '0'],
	[1.5, '1.5'],
	[false, 'false'],
	[9007199254740991, '9007199254740991'],
	[9007199254740992, /^✗ .*number 9007199254740992, which has lost digits/],
	[-1e21, /^✗ .*which has lost digits/],
	[{ a: 1 }, '✗ must be text, but is an object'],
	[['a'], '✗ must be text, but is a list'],
	[NaN, /^✗/],
	[Infinity, /^✗/],
]);

table('text with a pattern and a length', text({ pattern: /^[A-Z]+$/, says: 'capitals', max: 3 }), [
	['ABC', 'ABC'],
	['', ''],
	['abc', '✗ must be capitals, but is “abc”'],
	['AB\n', /^✗ must be capitals/],
	['ABCD', '✗ must have at most 3 characters, but has 4'],
	['a'.repeat(99), `✗ must be capitals, but is “${'a'.repeat(60)}…”`],
]);

table('text counts characters as people do', text({ max: 2 }), [
	['😀😀', '😀😀'],
	['😀😀😀', '✗ must have at most 2 characters, but has 3'],
]);

table('id', id, [
	[' 969434849612546059 ', '969434849612546059'],
	[7, '7'],
	['', '✗ is required, but is empty'],
	[' \t', '✗ is required, but is empty'],
	[Number('969434849612546059'), /^✗ .*which has lost digits/],
	[{}, '✗ must be text, but is an object'],
]);

table('digits', digits, [
	['10', '10'],
	[10, '10'],
	[-3, '-3'],
	['007', '007'],
	['', ''],
	['1.0', '✗ must be a whole number, but is “1.0”'],
	['1e3', /^✗ must be a whole number/],
	[' 1', /^✗ must be a whole number/],
	['１', /^✗ must be a whole number/],
	[1.5, /^✗ must be a whole number/],
	[true, /^✗ must be a whole number/],
]);

table('integer', integer(-999, 999), [
	['-999', -999],
	[999, 999],
	['0', 0],
	['', undefined],
	[1000, '✗ must be between -999 and 999, but is 1000'],
	['-1000', '✗ must be between -999 and 999, but is -1000'],
	['x', /^✗ must be a whole number/],
]);

table('oneOf', oneOf(['0', '1']), [
	['0', '0'],
	[1, '1'],
	['', ''],
	['2', '✗ must be one of 0, 1, but is “2”'],
	['toString', /^✗ must be one of/],
	[['0'], '✗ must be text, but is a list'],
]);

table('yesOrNo', yesOrNo, [
	[true, true],
	['true', true],
	[false, false],
	['false', false],
	['', '✗ must be true or false, but is “”'],
	[1, '✗ must be true or false, but is “1”'],
	[{}, '✗ must be true or false, but is an object'],
]);

const entry = (row: Record<string, unknown>) => ({ code: member(row, 'code', text({ max: 3 })) });

table('rows', rows(entry), [
	[
		[{ code: 'A' }, { code: 7 }],
		[{ code: 'A' }, { code: '7' }],
	],
	['[{"code":"A"}]', [{ code: 'A' }]],
	['[{"code":1234567890123456789}]', /^✗ entry 1: code must have at most 3 characters, but has 19/],
	[{ group: [{ code: 'A' }] }, [{ code: 'A' }]],
	[{}, []],
	[[], []],
	['', '✗ must be JSON, but “” is not'],
	['[{', '✗ must be JSON, but “[{” is not'],
	[{ code: 'A' }, '✗ must be a list, but is an object'],
	[{ code: 'A', name: 'B' }, /^✗ must be a list/],
	['"A"', /^✗ must be a list/],
	['7', '✗ must be a list, but is “7”'],
	[7, '✗ must be a list, but is “7”'],
	[true, '✗ must be a list, but is “true”'],
	[[{ code: 'A' }, 'B'], '✗ must be a list of objects, but entry 2 is “B”'],
	[[null], '✗ must be a list of objects, but entry 1 is “null”'],
	[[['A']], '✗ must be a list of objects, but entry 1 is a list'],
	[[{ code: 'A' }, {}], '✗ entry 2: code is required'],
	[[{ code: '' }], '✗ entry 1: code is required'],
	[[{ code: null }], '✗ entry 1: code is required'],
	[[{ code: [] }], '✗ entry 1: code must be text, but is a list'],
	['[{"__proto__":{"code":"A"}}]', '✗ entry 1: code is required'],
]);

table('object', object, [
	[{ a: 1 }, { a: 1 }],
	['{"a":[1]}', { a: [1] }],
	['', /^✗ must be JSON/],
	['null', '✗ must be an object, but is “null”'],
	[[1], '✗ must be an object, but is a list'],
	['[1]', '✗ must be an object, but is a list'],
	[7, '✗ must be an object, but is “7”'],
	[{ a: [{ id: Number('969434849612546059') }] }, /^✗ .*which has lost digits/],
]);

describe('readers', () => {
	it('keep long numbers in JSON text, for sending and as ids', () => {
		const [value] = ['{"id":1234567890123456789}'];
		expect(JSON.stringify(object(value))).toBe(value);
		const readId = rows((row) => ({ id: member(row, 'id', id) }));
		expect(readId(`[${value}]`)).toEqual([{ id: '1234567890123456789' }]);
	});

	it('name the field, the innermost one if there are several', () => {
		expect(reading((value) => readAs('outer', value, id), '')).toBe(
			'✗ outer: is required, but is empty',
		);
		const inner: Reader = (value) => member({ code: value }, 'code', id);
		expect(reading((value) => readAs('outer', value, inner), ' ')).toBe(
			'✗ code: is required, but is empty',
		);
	});

	it('either read a value, whatever it is, or say what is wrong with it in one sentence', () => {
		const anything = fc.oneof(
			fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true, maxDepth: 3 }),
		);
		const every = [text(), id, digits, integer(0, 9), oneOf(['a']), yesOrNo, rows(entry), object];
		fc.assert(
			fc.property(anything, fc.constantFrom(...every), (value, read) => {
				fc.pre(value !== undefined && value !== null);
				reading(read, value);
			}),
			{ numRuns: 1000 },
		);
	});
});
