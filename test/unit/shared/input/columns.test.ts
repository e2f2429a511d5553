/** nodes/shared/input/columns.ts: wide rows of plain values, and JSON for what their columns lack. */
import { describe, expect, it } from 'vitest';
import type { Columns } from '../../../../nodes/shared/contract/index.ts';
import { isColumn } from '../../../../nodes/shared/input/columns.ts';
import { Invalid } from '../../../../nodes/shared/input/invalid.ts';
import { recordOf } from '../../../../nodes/shared/input/record.ts';
import { COLUMNS } from '../columns.ts';
import { credential } from '../fakes.ts';
import { writing } from '../run/writing.ts';

/** The row of these cells and of JSON, or why there is none. */
function rowOf(fields: Record<string, unknown>, json: unknown = '{}', columns: Columns = COLUMNS) {
	const [{ operations }] = writing({ required: [], columns });
	try {
		return recordOf(operations[0], { fields, additionalFieldsJson: json }, credential()).row;
	} catch (error) {
		if (!(error instanceof Invalid)) throw error;
		return `✗ ${error.field}: ${error.message}`;
	}
}

describe('columns', () => {
	it.each<[Record<string, unknown>, unknown]>([
		[
			{ name: '财务部', order: '3' },
			{ name: '财务部', order: 3 },
		],
		[{ name: null, order: 0 }, { order: 0 }],
		[{ name: '', order: undefined }, { name: '' }],
		[{ name: 'A', order: 10 }, '✗ order: must be between 0 and 9, but is 10'],
		[{ name: ['A'] }, '✗ name: must be text, but is a list'],
		[{ colour: 'red' }, '✗ colour: is no column here: put it under Additional JSON'],
		[{ name: null }, '✗ fields: are empty: no column has a value'],
		[{}, '✗ fields: are empty: no column has a value'],
	])('of %j make the row %j', (fields, expected) => {
		expect(rowOf(fields)).toEqual(expected);
	});

	it('of the tenant’s own stand in their member', () => {
		expect(rowOf({ 'own.7': 'A', 'own.x': ['a', 1], name: 'N' })).toEqual({
			name: 'N',
			own: { 7: 'A', x: ['a', '1'] },
		});
		expect(rowOf({ 'own.7': 0, own: { 8: 'b' } })).toEqual({ own: { 7: '0', 8: 'b' } });
	});

	it('may have any name where the tenant names them', () => {
		const columns: Columns = { ...COLUMNS, areOpen: true };
		const fields = { 部门: '财务部', order: '1', 人员: [1, 'b'] };
		expect(rowOf(fields, '{}', columns)).toEqual({ 部门: '财务部', order: 1, 人员: ['1', 'b'] });
		expect(rowOf({ 部门: {} }, '{}', columns)).toBe('✗ 部门: must be text, but is an object');
	});
});

describe('__proto__', () => {
	const odd = JSON.parse('{"__proto__":"x"}') as Record<string, unknown>;
	const says = '✗ __proto__: is no column here: put it under Additional JSON';

	it.each<[string, Columns]>([
		['where the columns are known', COLUMNS],
		['where the tenant names them', { ...COLUMNS, areOpen: true }],
	])('is no column %s', (_what, columns) => {
		expect(rowOf(odd, '{}', columns)).toBe(says);
		expect(isColumn(columns, '__proto__')).toBe(false);
	});

	it('is an ordinary name among the tenant’s own', () => {
		const row = rowOf({ 'own.__proto__': 'x', 'own.7': 'y' });
		expect(JSON.stringify(row)).toBe('{"own":{"7":"y","__proto__":"x"}}');
		expect(Object.getPrototypeOf((row as { own: object }).own)).toBe(Object.prototype);
	});
});

it.each(['constructor', 'toString', 'hasOwnProperty'])('%s is a column like any other', (name) => {
	const columns: Columns = { ...COLUMNS, areOpen: true };
	expect(rowOf({ [name]: 'x' }, '{}', columns)).toEqual({ [name]: 'x' });
	expect(rowOf({ [name]: 'x' })).toMatch(/is no column here/);
});

describe('Additional JSON', () => {
	it('is added last and wins; members that both have are put together', () => {
		const json = '{"name":"B","own":{"2":"c","3":["d"]},"colour":null}';
		expect(rowOf({ name: 'A', own: { 1: 'a', 2: 'b' } }, json)).toEqual({
			name: 'B',
			own: { 1: 'a', 2: 'c', 3: ['d'] },
			colour: null,
		});
	});

	it('keeps long numbers, digit by digit, and is enough for a row', () => {
		const json = '{"id":969434849612546059,"ids":[1234567890123456789]}';
		expect(JSON.stringify(rowOf({}, json))).toBe(json);
	});

	it.each(['', '{}', undefined, null])('may be empty: %j', (json) => {
		expect(rowOf({ name: 'A' }, json)).toEqual({ name: 'A' });
	});

	it('is JSON text or an object', () => {
		expect(rowOf({}, { a: 1 })).toEqual({ a: 1 });
		expect(rowOf({}, '[1]')).toBe('✗ additionalFieldsJson: must be an object, but is a list');
		expect(rowOf({}, '{')).toBe('✗ additionalFieldsJson: must be JSON, but “{” is not');
	});
});
