/** nodes/shared/input/record.ts: records from plain values, without n8n. */
import type { NodePropertyTypes } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import type { Field, SingleOperation } from '../../../../nodes/shared/contract/index.ts';
import { Invalid } from '../../../../nodes/shared/input/invalid.ts';
import { integer, list, text } from '../../../../nodes/shared/input/readers.ts';
import {
	recordOf,
	recordReader,
	stepOf,
	type Values,
} from '../../../../nodes/shared/input/record.ts';
import { COLUMNS } from '../columns.ts';
import { credential, type TestCredential } from '../fakes.ts';
import { writing } from '../run/writing.ts';

const field = (
	name: string,
	rules: Partial<Field> = {},
	type: NodePropertyTypes = 'string',
): Field => ({
	parameter: { displayName: name, name, type, default: '' },
	read: text(),
	...rules,
});

const operationOf = (fields: Partial<SingleOperation<TestCredential>>) =>
	writing({ required: [], optional: [], ...fields })[0].operations[0];

const operation = operationOf({
	name: 'Create',
	required: [
		field('code'),
		field('leader', {}, 'resourceLocator'),
		field('group', { requestWide: true, mayBeEmpty: true }),
		field('steers', { read: undefined }),
	],
	optional: [
		field('note'),
		field('ids', { read: list({ max: 2 }) }),
		field('parent', {}, 'resourceLocator'),
		field('level', { read: integer(0, 9) }),
	],
	requestFields: [field('rule'), field('optId', {}, 'resourceLocator')],
});

/** What becomes of these values, or why nothing does. */
function recordFrom(values: Values, about = operation) {
	try {
		const { index, ...record } = recordOf(about, values, credential());
		expect(index).toBe(0);
		return record;
	} catch (error) {
		if (!(error instanceof Invalid)) throw error;
		return `✗ ${error.field}: ${error.message}`;
	}
}

const NEEDED = { code: 'A', leader: 'L' };
const row = { code: 'A', leader: 'L' };

describe('recordOf', () => {
	it.each<[string, Values, unknown]>([
		['what is required, and nothing else', NEEDED, { row, request: {} }],
		[
			'a number where text is wanted',
			{ ...NEEDED, code: 7 },
			{ row: { ...row, code: '7' }, request: {} },
		],
		[
			'what stands in collections',
			{ ...NEEDED, note: 'N', ids: '1,2', level: '3' },
			{ row: { ...row, note: 'N', ids: ['1', '2'], level: 3 }, request: {} },
		],
		['what only steers the form', { ...NEEDED, steers: 'x' }, { row, request: {} }],
		['what it does not know', { ...NEEDED, colour: 'red' }, { row, request: {} }],
		[
			'what was added and is empty',
			{ ...NEEDED, note: '' },
			{ row: { ...row, note: '' }, request: {} },
		],
		['what was added and reads as nothing', { ...NEEDED, level: '' }, { row, request: {} }],
		[
			'what is not set',
			{ ...NEEDED, note: undefined, ids: null, group: null },
			{ row, request: {} },
		],
		[
			'fields of the request',
			{ ...NEEDED, group: 'G', rule: 'R', optId: 'O' },
			{ row, request: { group: 'G', rule: 'R', optId: 'O' } },
		],
		['what may be empty', { ...NEEDED, group: '' }, { row, request: {} }],
		[
			'a field of the request that was added and is empty',
			{ ...NEEDED, rule: '' },
			{ row, request: { rule: '' } },
		],
	])('takes %s', (_what, values, expected) => {
		expect(recordFrom(values)).toEqual(expected);
	});

	it.each<[Values, string]>([
		[{ leader: 'L' }, '✗ code: is required'],
		[{ ...NEEDED, code: '' }, '✗ code: is required'],
		[{ ...NEEDED, code: null }, '✗ code: is required'],
		[{ ...NEEDED, code: {} }, '✗ code: must be text, but is an object'],
		[{ ...NEEDED, leader: { mode: 'email', value: '' } }, '✗ leader: is required'],
		[{ ...NEEDED, leader: { mode: 'id', value: undefined } }, '✗ leader: is required'],
		[{ ...NEEDED, level: 10 }, '✗ level: must be between 0 and 9, but is 10'],
		[
			{ ...NEEDED, ids: [1, 2, 3] },
			'✗ ids: must have at most 2 entries, but has 3: spread them over several items',
		],
		[{ ...NEEDED, rule: [] }, '✗ rule: must be text, but is a list'],
	])('refuses %j by the name of the field', (values, expected) => {
		expect(recordFrom(values)).toBe(expected);
	});
});

describe('a resource locator', () => {
	it.each<[string, Values, unknown]>([
		['plain, is an id', { leader: 'L' }, undefined],
		['a number, is an id', { leader: 7 }, undefined],
		['in the mode id', { leader: { mode: 'id', value: 'L' } }, undefined],
		['from the list', { leader: { mode: 'list', value: 'L' } }, undefined],
		['without a mode', { leader: { value: 'L' } }, undefined],
		['by another name', { leader: { mode: 'email', value: 'L' } }, { leader: 'email' }],
		[
			'and others, each by its own',
			{
				leader: { mode: 'email', value: 'L' },
				parent: { mode: 'path', value: 'P' },
				optId: { mode: 'phone', value: 'O' },
			},
			{ leader: 'email', parent: 'path', optId: 'phone' },
		],
		[
			'that was added and is empty',
			{ leader: 'L', parent: { mode: 'path', value: '' } },
			{ parent: 'path' },
		],
		['that is not set', { leader: 'L', parent: { mode: 'path', value: null } }, undefined],
	])('%s', (_what, values, namedBy) => {
		const record = recordOf(operation, { code: 'A', ...values }, credential());
		expect(record.namedBy).toEqual(namedBy);
		expect(record.row.leader).toBe(values.leader === 7 ? '7' : 'L');
	});

	it('is none in another field: there such a value is an object', () => {
		expect(recordFrom({ ...NEEDED, note: { mode: 'id', value: 'N' } })).toBe(
			'✗ note: must be text, but is an object',
		);
	});
});

describe('a wide row', () => {
	const wide = operationOf({
		required: [field('code')],
		optional: [field('note')],
		requestFields: [field('extKey', { namesColumn: true }), field('rule')],
		columns: COLUMNS,
	});

	it.each<[string, Values, unknown]>([
		[
			'columns',
			{ fields: { name: 'N', order: '3' } },
			{ row: { code: 'A', name: 'N', order: 3 }, request: {} },
		],
		[
			'JSON beside the columns, which wins',
			{ fields: { name: 'N' }, additionalFieldsJson: { name: 'M', more: [1] } },
			{ row: { code: 'A', name: 'M', more: [1] }, request: {} },
		],
		[
			'columns over fields of their name',
			{ note: 'field', fields: { name: 'N' }, additionalFieldsJson: '{"note":"column"}' },
			{ row: { code: 'A', note: 'column', name: 'N' }, request: {} },
		],
		[
			'a column that a field of the request names',
			{ extKey: 'colour', fields: { colour: ['red', 7] } },
			{ row: { code: 'A', colour: ['red', '7'] }, request: { extKey: 'colour' } },
		],
		[
			'no column that another field names',
			{ rule: 'colour', fields: { colour: 'red' } },
			'✗ colour: is no column here: put it under Additional JSON',
		],
		['no row without a column', {}, '✗ fields: are empty: no column has a value'],
		[
			'no row of unset columns',
			{ fields: { name: null } },
			'✗ fields: are empty: no column has a value',
		],
		[
			'no column with a wrong value',
			{ fields: { order: 10 } },
			'✗ order: must be between 0 and 9, but is 10',
		],
	])('takes %s', (_what, values, expected) => {
		expect(recordFrom({ code: 'A', ...values }, wide)).toEqual(expected);
	});

	it('says of an empty row what it is told to say', () => {
		const read = recordReader(wide, 'are not there');
		expect(() => read({ code: 'A' }, credential())).toThrow('are not there');
	});
});

describe('recordReader', () => {
	it('numbers the records, and gives each to prepare and then to check, with the credential', () => {
		const seen: unknown[] = [];
		const about = operationOf({
			required: [field('code')],
			prepare: (record) => void (record.row.prepared = record.index),
			check: (record, { id }) => void seen.push([record.index, { ...record.row }, id]),
		});
		const read = recordReader(about);
		const own = credential();
		expect(
			[read({ code: 'A' }, own, 4), read({ code: 'B' }, own)].map(({ index }) => index),
		).toEqual([4, 0]);
		expect(seen).toEqual([
			[4, { code: 'A', prepared: 4 }, own.id],
			[0, { code: 'B', prepared: 0 }, own.id],
		]);
	});

	it('lets nothing of one record get into the next', () => {
		const read = recordReader(operation);
		read({ ...NEEDED, note: 'N', rule: 'R', parent: { mode: 'path', value: 'P' } }, credential());
		expect(read(NEEDED, credential())).toEqual({ index: 0, row, request: {} });
	});
});

describe('stepOf', () => {
	it('is a part of the record that it is a step for', () => {
		const of = { index: 7, row: { whole: true }, request: { own: 1 } };
		expect(stepOf(of, operation, { ...NEEDED, rule: 'R' }, credential())).toEqual({
			index: 7,
			row,
			request: { rule: 'R' },
			part: { of, name: 'Create', kind: 'step' },
		});
	});

	it('is refused like any record', () => {
		const of = { index: 7, row: {}, request: {} };
		expect(() => stepOf(of, operation, {}, credential())).toThrow(
			new Invalid('is required', 'code'),
		);
	});
});
