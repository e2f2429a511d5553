/** Rows of an answer → outcomes of records: nodes/WeaverE10/settle.ts, docs/vendors/weaver-e10.md, 2. */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { parseForSending } from '../../../nodes/shared/client/json.ts';
import type { DirectoryRecord, Outcome } from '../../../nodes/shared/contract/index.ts';
import { settleRows } from '../../../nodes/WeaverE10/settle.ts';

const batchOf = (...rows: IDataObject[]): DirectoryRecord[] =>
	rows.map((row, index) => ({ index, row, request: {} }));

/** What is done as its result, anything else as its kind and reason. */
const ends = (outcomes: Outcome[]): unknown[] =>
	outcomes.map((outcome) =>
		outcome.kind === 'done' ? outcome.result : [outcome.kind, outcome.reason.message],
	);

const ID = '9754109811234567001';
const OTHER = '9754109811234567002';
const A = { no: 'A', id: ID };
const B = { no: 'B', id: OTHER };
const fails = (more: IDataObject = {}) => ({ errcode: '7', errmsg: '无', ...more });
const REJECTED = ['rejected', '无 (7)'];
const UNKNOWN = ['unknown', 'Weaver refused a record of this request: 无 (7)'];

describe('a row finds its record', () => {
	it.each<[string, IDataObject[], IDataObject[], object, unknown[]]>([
		[
			'by the echoed column, in any order',
			[{ no: 'A' }, { no: 'B' }],
			[{ extKeyMap: { no: 'B' }, id: OTHER }, fails({ extKeyMap: { no: 'A' } })],
			{ key: 'no' },
			[REJECTED, { no: 'B', extKeyMap: { no: 'B' }, id: OTHER }],
		],
		[
			'by the echoed column, a number there and a text here',
			[{ no: 'A' }, { no: '7' }],
			[{ extKeyMap: { no: 7 }, ok: 1 }, { extKeyMap: { no: 'A' } }],
			{ key: 'no' },
			[
				{ no: 'A', extKeyMap: { no: 'A' } },
				{ no: '7', extKeyMap: { no: 7 }, ok: 1 },
			],
		],
		[
			'by the echoed column, as a member of the row',
			[{ no: 'A' }, { no: 'B' }],
			[fails({ no: 'B' }), { no: 'A', operate: 'update' }],
			{ key: 'no' },
			[{ no: 'A', operate: 'update' }, REJECTED],
		],
		[
			'by the echoed column rather than by an id that says otherwise',
			[A, B],
			[
				{ extKeyMap: { no: 'A' }, id: OTHER },
				{ extKeyMap: { no: 'B' }, id: ID },
			],
			{ key: 'no', id: 'id' },
			[
				{ no: 'A', extKeyMap: { no: 'A' }, id: OTHER },
				{ no: 'B', extKeyMap: { no: 'B' }, id: ID },
			],
		],
		[
			'by id where the echoed column is not there',
			[A, B],
			[{ id: OTHER, operate: 'update' }, fails({ id: ID })],
			{ key: 'no', id: 'id' },
			[REJECTED, { ...B, operate: 'update' }],
		],
		[
			'by an id under another name',
			[{ dataId: ID }, { dataId: OTHER }],
			[{ id: OTHER, operate: 'delete' }, fails({ id: ID })],
			{ id: 'dataId' },
			[REJECTED, { dataId: OTHER, id: OTHER, operate: 'delete' }],
		],
		[
			'without a name, where it is the only record',
			[{ no: 'A' }],
			[{ id: ID, operate: 'insert' }],
			{ id: 'id' },
			[{ no: 'A', id: ID, operate: 'insert' }],
		],
		[
			'without a name, as the only one that is left',
			[A, B, { no: 'C', id: '3' }],
			[fails(), { id: '3' }, { id: ID }],
			{ id: 'id' },
			[A, REJECTED, { no: 'C', id: '3' }],
		],
		[
			'several rows of one record, one of them refused',
			[{ no: 'A' }, { no: 'B' }],
			[{ no: 'A', ok: 1 }, { no: 'B' }, fails({ no: 'A' })],
			{ key: 'no' },
			[REJECTED, { no: 'B' }],
		],
	])('%s', (_how, records, rows, matching, expected) => {
		expect(ends(settleRows(batchOf(...records), rows, { id: 'id', ...matching }))).toEqual(
			expected,
		);
	});

	it('whose id is a long number literal', () => {
		const [row] = batchOf(parseForSending(`{"id": ${ID}, "no": "A"}`) as IDataObject);
		const [end] = ends(settleRows([row], [{ id: ID, operate: 'update' }], { id: 'id' }));
		expect(end).toEqual({ no: 'A', id: ID, operate: 'update' });
	});
});

it('the result of a row whose id is somebody else’s stands apart from what was sent', () => {
	const batch = batchOf({ id: 'W', no: 'A' }, { id: 'W', no: 'B' });
	const rows = [{ id: ID, operate: 'insert' }, fails({ no: 'B' })];
	expect(ends(settleRows(batch, rows, { key: 'no' }))).toEqual([
		{ id: 'W', no: 'A', result: rows[0] },
		REJECTED,
	]);
});

it.each([
	[true, 'unknown'],
	[false, 'rejected'],
])('repeated: %j: what is refused then is %s', (repeated, kind) => {
	const [refused, other] = settleRows(
		batchOf({ no: 'A' }, { no: 'B' }),
		[fails({ no: 'A' }), { no: 'B' }],
		{ key: 'no', id: 'id' },
		repeated,
	);
	expect(refused).toMatchObject({ kind, reason: { message: '无 (7)' } });
	expect(other.kind).toBe('done');
});

describe('what cannot be told apart is not guessed', () => {
	const rest = { operate: 'skip' };

	it.each<[string, IDataObject[], IDataObject[], object, unknown[]]>([
		[
			'fewer rows than records',
			[{ no: 'A' }, { no: 'B' }],
			[rest],
			{ id: 'id' },
			[{ no: 'A', requestResults: [rest] }, { no: 'B' }],
		],
		[
			'several rows without a name: none is given by its place',
			[{ no: 'A' }, { no: 'B' }],
			[{ id: ID }, fails()],
			{ id: 'id' },
			[UNKNOWN, UNKNOWN],
		],
		[
			'more rows than records',
			[{ no: 'A' }],
			[rest, rest],
			{},
			[{ no: 'A', requestResults: [rest, rest] }],
		],
		[
			'ids that are none of the records',
			[A, B],
			[{ id: '1' }, { id: '2' }],
			{ id: 'id' },
			[{ ...A, requestResults: [{ id: '1' }, { id: '2' }] }, B],
		],
		[
			'one row is refused, and which one is not said',
			[{ no: 'A' }, { no: 'B' }, { no: 'C' }],
			[rest, fails()],
			{},
			[UNKNOWN, UNKNOWN, UNKNOWN],
		],
		[
			'two that are left, and no names',
			[A, B, { no: 'C', id: '3' }],
			[fails(), { id: '3' }, rest],
			{ id: 'id' },
			[UNKNOWN, UNKNOWN, { no: 'C', id: '3', requestResults: [fails(), rest] }],
		],
		[
			'two records with the same value',
			[{ no: 'A' }, { no: 'A' }, { no: 'B' }],
			[{ no: 'A', n: 1 }, { no: 'A', n: 2 }, { no: 'B' }],
			{ key: 'no' },
			[
				{
					no: 'A',
					requestResults: [
						{ no: 'A', n: 1 },
						{ no: 'A', n: 2 },
					],
				},
				{ no: 'A' },
				{ no: 'B' },
			],
		],
		[
			'two records with the same value, of which one is refused',
			[{ no: 'A' }, { no: 'A' }, { no: 'B' }],
			[{ no: 'A' }, fails({ no: 'A' }), { no: 'B' }],
			{ key: 'no' },
			[UNKNOWN, UNKNOWN, { no: 'B', requestResults: [{ no: 'A' }, fails({ no: 'A' })] }],
		],
		[
			'a code that is the answer’s own word names nobody, though a record has that code',
			[{ code: '0' }, { code: '200' }, { code: 'B' }],
			[
				{ code: '200', id: ID },
				{ code: '0', id: OTHER },
				{ code: 'B', id: '3' },
			],
			{ key: 'code' },
			[
				{
					code: '0',
					requestResults: [
						{ code: '200', id: ID },
						{ code: '0', id: OTHER },
					],
				},
				{ code: '200' },
				{ code: 'B', id: '3' },
			],
		],
		[
			'empty values name nobody',
			[{ no: '' }, { no: '' }, { no: 'B' }],
			[{ extKeyMap: { no: 'B' } }, { extKeyMap: { no: '' } }, rest],
			{ key: 'no' },
			[
				{ no: '', requestResults: [{ extKeyMap: { no: '' } }, rest] },
				{ no: '' },
				{ no: 'B', extKeyMap: { no: 'B' } },
			],
		],
	])('%s', (_what, records, rows, matching, expected) => {
		expect(ends(settleRows(batchOf(...records), rows, { id: 'id', ...matching }))).toEqual(
			expected,
		);
	});

	it('a record that the others are named beside is unknown', () => {
		const [end] = ends(
			settleRows(batchOf({ no: 'A' }, { no: 'B' }), [{ no: 'B' }], { key: 'no', id: 'id' }),
		);
		expect(end).toEqual(['unknown', 'Weaver’s answer names the other records, but not this one']);
	});

	it('a platform that lists only what failed says of the rest that it was done', () => {
		const batch = batchOf({ no: 'A' }, { no: 'B' }, { no: 'C' });
		const outcomes = settleRows(batch, [fails({ no: 'B' })], { key: 'no', id: 'id' });
		expect(ends(outcomes)).toEqual([{ no: 'A' }, REJECTED, { no: 'C' }]);
	});

	it.each([[undefined], [null], [[]]])('an answer that is %j lists nothing', (data) => {
		expect(ends(settleRows(batchOf(A, B), data, { id: 'id' }))).toEqual([A, B]);
	});

	it('a row that belongs to none of them stands with the first that was done', () => {
		const rows = [fails({ no: 'A' }), { no: 'B' }, { no: 'C' }, { no: 'X' }];
		const batch = batchOf({ no: 'A' }, { no: 'B' }, { no: 'C' });
		expect(ends(settleRows(batch, rows, { key: 'no', id: 'id' }))).toEqual([
			REJECTED,
			{ no: 'B', requestResults: [{ no: 'X' }] },
			{ no: 'C' },
		]);
	});

	it.each([[{ count: 2 }], ['ok'], [['x', 'y']], [[null]], [5]])(
		'%j is shown once, for the request',
		(data) => {
			const [first, second] = ends(
				settleRows(batchOf({ no: 'A' }, { no: 'B' }), data, { id: 'id' }),
			);
			expect(first).toEqual({ no: 'A', requestResults: data });
			expect(second).toEqual({ no: 'B' });
		},
	);
});

describe('a row says that it was refused', () => {
	it.each<[string, IDataObject, string, string | undefined]>([
		['by a code', { errcode: '7', errmsg: '无' }, '无 (7)', '7'],
		['by a number', { errcode: 7, msg: '无' }, '无 (7)', '7'],
		['by a nested code', { message: { errcode: '7', errmsg: '无' } }, '无 (7)', '7'],
		['by its status', { status: false, msg: '无' }, '无', undefined],
		[
			'by a bare code',
			{ code: '500' },
			'Weaver refused the record and gave no reason (500)',
			'500',
		],
		['by success', { success: false, message: '无' }, '无', undefined],
		['by what was done', { operate: 'fail', errmsg: '无' }, '无', undefined],
		['by what was done, in other words', { operate: 'ERROR', message: '无' }, '无', undefined],
		[
			'without a reason',
			{ operate: 'failed' },
			'Weaver refused the record and gave no reason',
			undefined,
		],
	])('%s', (_how, row, message, code) => {
		expect(settleRows(batchOf({ no: 'A' }), [row], { id: 'id' })).toEqual([
			{ kind: 'rejected', reason: { message, code } },
		]);
	});

	it.each<[IDataObject]>([
		[{ errcode: '0', errmsg: 'success' }],
		[{ errcode: 0 }],
		[{ errcode: '200' }],
		[{ message: { errcode: '0', errmsg: 'success' } }],
		[{ message: 'success' }],
		[{ message: null }],
		[{ status: '0' }],
		[{ status: true, success: true }],
		[{ code: '500', id: ID }],
		[{ operate: 'update' }],
		[{ operate: null }],
		[{}],
	])('but not by %j', (row) => {
		expect(ends(settleRows(batchOf({ no: 'A' }), [row], { id: 'id' }))).toEqual([
			{ no: 'A', ...row },
		]);
	});
});

describe('nameless refusals, as many as records', () => {
	const two = batchOf({ no: 'A' }, { no: 'B' });
	const by = { key: 'no', id: 'id' };

	it('refuse all of them, with the reasons together where they differ', () => {
		expect(ends(settleRows(two, [fails(), fails()], by))).toEqual([REJECTED, REJECTED]);
		const both = ['rejected', '无 (7); 别的 (8)'];
		const differing = [fails(), fails({ errcode: '8', errmsg: '别的' })];
		expect(ends(settleRows(two, differing, by))).toEqual([both, both]);
	});

	it('say nothing of those who are left where a row is about somebody else', () => {
		const rows = [fails(), fails({ extKeyMap: { no: 'X' } })];
		expect(ends(settleRows(two, rows, by))).toEqual([UNKNOWN, UNKNOWN]);
	});
});
