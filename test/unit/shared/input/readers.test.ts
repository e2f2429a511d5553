/** nodes/shared/input/readers.ts: what each reader takes, and what it says of the rest. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Reader } from '../../../../nodes/shared/contract/index.ts';
import { Invalid } from '../../../../nodes/shared/input/invalid.ts';
import {
	day,
	digits,
	filled,
	integer,
	list,
	member,
	number,
	object,
	oneOf,
	readAs,
	rows,
	text,
	timeText,
	unlessEmpty,
	yesOrNo,
} from '../../../../nodes/shared/input/readers.ts';

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
	['\uFFFD\uFFFDһ', /^✗ is “\uFFFD\uFFFDһ”: the file was not read in its own encoding.*CSV UTF-8/],
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

table('filled', filled, [
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

table('number', number, [
	['0', 0],
	[-1.5, -1.5],
	[' 12.50 ', 12.5],
	['', undefined],
	[' ', undefined],
	['-0', -0],
	['1,5', '✗ must be a number, but is “1,5”'],
	['1e3', /^✗ must be a number/],
	['.5', /^✗ must be a number/],
	['1234567890123456', /^✗ must have at most 15 digits/],
	['0.12345678901234567', /^✗ must have at most 15 digits/],
	['0x10', /^✗ must be a number/],
	['12 年', /^✗ must be a number/],
	[true, /^✗ must be a number/],
	[2 ** 53, /^✗ .*which has lost digits/],
	[[1], '✗ must be text, but is a list'],
]);

/** What n8n's expressions give for a date: Luxon's DateTime has this method, as Date has. */
const date = (text: unknown) => ({ toJSON: () => text });

table('day', day, [
	['2026-01-31', '2026-01-31'],
	[' 2026-01-31 ', '2026-01-31'],
	['', ''],
	['2026-01-31T00:00', '2026-01-31'],
	['2026-01-31T00:00:00', '2026-01-31'],
	['2026-01-31T00:00:00Z', '2026-01-31'],
	['2026-01-31T00:00:00.000+08:00', '2026-01-31'],
	['2026-01-31T00:00:00.000-0330', '2026-01-31'],
	[date('2026-01-31T00:00:00.000+08:00'), '2026-01-31'],
	[new Date('2026-01-31'), '2026-01-31'],
	// Midnight in Shanghai, told as it is in London: the day before.
	[
		'2026-01-30T16:00:00.000Z',
		'✗ must be a day like 2026-01-31, but is “2026-01-30T16:00:00.000Z”',
	],
	[new Date('2026-01-31T00:00:00+08:00'), /^✗ must be a day like/],
	['2026-01-31T00:00:01Z', /^✗ must be a day like/],
	['2026-01-31T00:00:00.001Z', /^✗ must be a day like/],
	['2026-1-31', /^✗ must be a day like/],
	['2026/01/31', /^✗ must be a day like/],
	['20260131', /^✗ must be a day like/],
	[20260131, /^✗ must be a day like/],
	['2026-01-31 00:00:00', /^✗ must be a day like/],
	[date(null), /^✗/],
	[{}, '✗ must be text, but is an object'],
	[['2026-01-31'], '✗ must be text, but is a list'],
]);

table('list', list({ max: 3 }), [
	[
		['A', 'B'],
		['A', 'B'],
	],
	['A', ['A']],
	['A, B ,C', ['A', 'B', 'C']],
	['张三，李四', ['张三', '李四']],
	['A,,A,', ['A']],
	[7, ['7']],
	[[1, ' 1 ', ''], ['1']],
	['["A","B, C"]', ['A', 'B, C']],
	[' [ 1234567890123456789 , "2" ] ', ['1234567890123456789', '2']],
	['1234567890123456789,9007199254740993', ['1234567890123456789', '9007199254740993']],
	['A,B,C,D', '✗ must have at most 3 entries, but has 4: spread them over several items'],
	['', '✗ is required, but has no entries'],
	[' , ', '✗ is required, but has no entries'],
	['[]', '✗ is required, but has no entries'],
	[[], '✗ is required, but has no entries'],
	['[A]', '✗ must be JSON, but “[A]” is not'],
	[[['A']], '✗ must be text, but is a list'],
	['[{"id":1}]', '✗ must be text, but is an object'],
	[{ id: 1 }, '✗ must be text, but is an object'],
	[[Number('1234567890123456789')], /^✗ .*which has lost digits/],
]);

table('list that may be empty', list({ mayBeEmpty: true }), [
	['', []],
	[[], []],
	['[]', []],
	['A', ['A']],
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
		const readId = rows((row) => ({ id: member(row, 'id', filled) }));
		expect(readId(`[${value}]`)).toEqual([{ id: '1234567890123456789' }]);
	});

	it('name the field, the innermost one if there are several', () => {
		expect(reading((value) => readAs('outer', value, filled), '')).toBe(
			'✗ outer: is required, but is empty',
		);
		const inner: Reader = (value) => member({ code: value }, 'code', filled);
		expect(reading((value) => readAs('outer', value, inner), ' ')).toBe(
			'✗ code: is required, but is empty',
		);
	});

	it('take no unset entry of a list for text', () => {
		expect(reading(list(), ['a', undefined])).toBe('✗ has nothing in entry 2');
		expect(reading(list(), '[null]')).toBe('✗ has nothing in entry 1');
	});

	it('read a list in the same way whatever form it has', () => {
		const entry = fc.stringMatching(/^[^\s,，[\]"\\]{1,8}$/);
		fc.assert(
			fc.property(fc.uniqueArray(entry, { minLength: 1, maxLength: 9 }), (entries) => {
				const read = list({ max: 9 });
				const forms = [entries, entries.join(','), entries.join(' ， '), JSON.stringify(entries)];
				for (const form of forms) expect(read(form)).toEqual(entries);
			}),
		);
	});

	it('read no day as another one, wherever midnight is', () => {
		const offset = fc.integer({ min: -14 * 60, max: 14 * 60 }).map((minutes) => {
			const [sign, value] = [minutes < 0 ? '-' : '+', Math.abs(minutes)];
			const two = (part: number) => String(part).padStart(2, '0');
			return `${sign}${two(Math.floor(value / 60))}:${two(value % 60)}`;
		});
		const days = fc
			.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
			.map((each) => each.toISOString().slice(0, 10));
		fc.assert(
			fc.property(days, offset, (given, zone) => {
				expect(day(`${given}T00:00:00.000${zone}`)).toBe(given);
				expect(() => day(`${given}T23:59:59.999${zone}`)).toThrow(Invalid);
			}),
		);
	});

	it('either read a value, whatever it is, or say what is wrong with it in one sentence', () => {
		const anything = fc.oneof(
			fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true, maxDepth: 3 }),
		);
		const single = [text(), filled, digits, integer(0, 9), oneOf(['a']), yesOrNo, number, day];
		const every = [...single, list({ max: 2 }), rows(entry), object];
		fc.assert(
			fc.property(anything, fc.constantFrom(...every), (value, read) => {
				fc.pre(value !== undefined && value !== null);
				reading(read, value);
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('unlessEmpty', () => {
	const read = unlessEmpty(list({ mayBeEmpty: true }));

	it.each([[''], [[]], [' , ']])('%j says nothing', (value) => {
		expect(read(value)).toBeUndefined();
	});

	it('what is there is read, zero and false too', () => {
		expect(read('a,b')).toEqual(['a', 'b']);
		expect(unlessEmpty(integer(0, 9))('0')).toBe(0);
		expect(unlessEmpty(yesOrNo)(false)).toBe(false);
	});
});

describe('timeText', () => {
	it('takes dates as they write themselves', () => {
		expect(timeText(new Date('2026-01-31T08:00:00Z'))).toBe('2026-01-31T08:00:00.000Z');
		expect(timeText(' 2026-01-31 ')).toBe('2026-01-31');
	});

	it('what only looks like a date is refused, not a fault of ours', () => {
		expect(() => timeText({ toJSON: 1 })).toThrow(Invalid);
	});
});
