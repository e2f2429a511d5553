/**
 * Forms in which Weaver E10 may answer a sync of rows, and what becomes of each item: by the
 * echoed column, by id, alone in its request, never by a guess (docs/vendors/weaver-e10.md, section 2;
 * issue 3).
 */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import type { SyncRows } from '../../../platforms/index.ts';
import { expectEachOnce, itemsOf, paired, reasons, STOP, stopOf } from '../../engine/cases.ts';
import { FIRST_ID, LI, MATRIX_ROW, seed, WANG } from './rows.ts';
import { startScripted } from '../../engine/scripted.ts';
import { RESTFUL, runWeaver, startWeaver } from '../runs.ts';

const REFUSED = 'X不存在 (500)';

/** How rows find their records, and four rows: two that are there, a wrong one between, one more. */
const WAYS = {
	'the echoed column': {
		requestFields: { dataRule: { employee: 'job_num' }, extKey: 'job_num' },
		items: [
			{ job_num: 'A1' },
			{ job_num: 'A8', username: '赵', department: 'X' },
			{ job_num: 'A2' },
			{ job_num: 'A9', username: '钱' },
		],
	},
	id: {
		requestFields: { dataRule: { employee: 'id' } },
		items: [{ id: WANG }, { id: FIRST_ID, department: 'X' }, { id: LI }, { id: WANG, alias: '王' }],
	},
	'nothing of their own': {
		requestFields: { dataRule: { employee: 'job_num' } },
		items: [
			{ job_num: 'A1' },
			{ job_num: 'A8', username: '赵', department: 'X' },
			{ job_num: 'A2' },
			{ job_num: 'A9', username: '钱' },
		],
	},
};
type Way = keyof typeof WAYS;
type Failed = { item: number; error: string; outcome: string; advice: string };

/** Runs the way's items without those that are left out, and tells what became of each. */
async function outcomes(way: Way, syncRows: SyncRows, leaveOut: number[]) {
	const weaver = await startWeaver({ seed, syncRows });
	const { requestFields } = WAYS[way];
	const items: IDataObject[] = WAYS[way].items.filter((_, at) => !leaveOut.includes(at));
	const result = await weaver.run('employee.upsert', { requestFields }, items);
	expect(weaver.requestsTo('')).toHaveLength(1);
	expectEachOnce(result, items.length);
	const ends: IDataObject[] = [];
	for (const { json, pairedItem } of result.main) {
		const { item } = pairedItem as { item: number };
		const added = Object.entries(json).filter(([name, value]) => items[item][name] !== value);
		ends[item] = Object.fromEntries(added);
	}
	for (const { item, error, outcome } of reasons(result.error) as Failed[]) {
		ends[item] = { [outcome]: error };
	}
	return ends;
}

const rejected = { rejected: REFUSED };
const unknown = { unknown: `Weaver refused a record of this request: ${REFUSED}` };
const update = (id: string, job_num?: string) => ({
	...(job_num && { id, extKeyMap: { job_num } }),
	operate: 'update',
});
const echoed = [
	update(WANG, 'A1'),
	rejected,
	update(LI, 'A2'),
	{ operate: 'insert', id: expect.stringMatching(/^97541098110000/), extKeyMap: { job_num: 'A9' } },
];
const FIRST_INSERTED = { id: expect.stringMatching(/^97541098110000/), operate: 'insert' };
/** Rows that name nobody stand with the first item, and make nobody's id. */
const together = (...rows: unknown[]) => [{ requestResults: rows }, {}, {}];

describe('with a row that is refused', () => {
	it.each<[Way, SyncRows, unknown[]]>([
		['the echoed column', 'all', echoed],
		['the echoed column', 'reversed', echoed],
		['the echoed column', 'failedOnly', [{}, rejected, {}, {}]],
		['the echoed column', 'bare', [unknown, unknown, unknown, unknown]],
		['the echoed column', 'none', [{}, {}, {}, {}]],
		['nothing of their own', 'all', [unknown, unknown, unknown, unknown]],
		['nothing of their own', 'reversed', [unknown, unknown, unknown, unknown]],
		['nothing of their own', 'failedOnly', [unknown, unknown, unknown, unknown]],
		['nothing of their own', 'bare', [unknown, unknown, unknown, unknown]],
		['nothing of their own', 'none', [{}, {}, {}, {}]],
	])('by %s, rows answered: %s', async (way, syncRows, expected) => {
		expect(await outcomes(way, syncRows, [])).toEqual(expected);
	});

	// An id stands for one row, so the fourth one, which has the first one's, is left out.
	it.each<[SyncRows, unknown[]]>([
		['all', [update(WANG), { rejected: `${FIRST_ID}不存在 (500)` }, update(LI)]],
		['reversed', [update(WANG), { rejected: `${FIRST_ID}不存在 (500)` }, update(LI)]],
		['none', [{}, {}, {}]],
	])('by id, rows answered: %s', async (syncRows, expected) => {
		expect(await outcomes('id', syncRows, [3])).toEqual(expected);
	});

	it.each(['failedOnly', 'bare'] as const)(
		'by id, rows answered: %s: no one can tell which it was',
		async (syncRows) => {
			const error = `Weaver refused a record of this request: ${FIRST_ID}不存在 (500)`;
			const ends = await outcomes('id', syncRows, [3]);
			expect(ends).toEqual(Array(3).fill({ unknown: error }));
		},
	);

	it.each<[Way, SyncRows]>([
		['nothing of their own', 'all'],
		['nothing of their own', 'failedOnly'],
		['nothing of their own', 'bare'],
		['id', 'all'],
		['id', 'failedOnly'],
		['id', 'bare'],
	])('alone in its request it is the one, by %s, rows answered: %s', async (way, syncRows) => {
		const [end] = await outcomes(way, syncRows, [0, 2, 3]);
		expect(end).toEqual({ rejected: expect.stringMatching(/不存在 \(500\)$/) as string });
	});
});

describe('without a refused row', () => {
	it.each<[Way, SyncRows, unknown[]]>([
		['the echoed column', 'all', [echoed[0], echoed[2], echoed[3]]],
		['the echoed column', 'reversed', [echoed[0], echoed[2], echoed[3]]],
		['the echoed column', 'failedOnly', [{}, {}, {}]],
		[
			'nothing of their own',
			'all',
			together({ id: WANG, ...update(WANG) }, { id: LI, ...update(LI) }, FIRST_INSERTED),
		],
		['nothing of their own', 'failedOnly', [{}, {}, {}]],
		[
			'nothing of their own',
			'bare',
			together({ operate: 'update' }, { operate: 'update' }, { operate: 'insert' }),
		],
		['nothing of their own', 'none', [{}, {}, {}]],
	])('by %s, rows answered: %s', async (way, syncRows, expected) => {
		expect(await outcomes(way, syncRows, [1])).toEqual(expected);
	});
});

it('rows of a matrix by their dataId, in whatever order they are answered', async () => {
	const weaver = await startWeaver({ seed, syncRows: 'reversed' });
	weaver.state.matrices.get('审批')!.rows.set(LI, {});
	const items = [
		{ dataId: MATRIX_ROW, dept: '甲' },
		{ dataId: LI, delete_type: 1 },
	];
	// As it is saved in a workflow where no column is echoed.
	const parameters = { matrixName: '审批', requestFields: {} };
	const { main, error } = await weaver.run('matrix.upsertRows', parameters, items);
	expect(reasons(error)).toEqual([]);
	expect(weaver.requestsTo('')[0].body).not.toHaveProperty('extKeyField');
	expect(main).toEqual(
		paired(
			[0, { ...items[0], id: MATRIX_ROW, operate: 'update' }],
			[1, { ...items[1], id: LI, operate: 'delete' }],
		),
	);
});

/** Three external companies, whose interface can't echo a column, and how their rows are answered. */
async function companiesAnswered(data: IDataObject[], count = data.length) {
	const platform = await startScripted(`POST ${RESTFUL}syncExternalSubcompany`, () => ({
		...{ message: { errcode: '0' }, data },
	}));
	const items = ['甲', '乙', '丙'].slice(0, count).map((name) => ({ name }));
	const result = await runWeaver(platform, 'external.upsertCompany', {}, items);
	expectEachOnce(result, count);
	expect(platform.requestsTo('')).toHaveLength(1);
	return result.main.map(({ json }) => json);
}

describe('without an echoed column', () => {
	it('nobody has somebody else’s ID: rows without a name stand once, with the request', async () => {
		const rows = [3, 2, 1].map((n) => ({ id: `975410981123456700${n}`, operate: 'insert' }));
		expect(await companiesAnswered(rows)).toEqual([
			{ name: '甲', requestResults: rows },
			{ name: '乙' },
			{ name: '丙' },
		]);
	});

	it('a single row in a request takes the single row of the answer', async () => {
		const row = { id: WANG, operate: 'insert' };
		expect(await companiesAnswered([row], 1)).toEqual([{ name: '甲', ...row }]);
	});

	it('a row belongs to whom it shows: what rows are looked up by is enough', async () => {
		const rows = ['丙', '甲', '乙'].map((name, n) => ({ id: `${n}`, name, operate: 'insert' }));
		expect(await companiesAnswered(rows)).toEqual([rows[1], rows[2], rows[0]]);
	});
});

it('what is unknown says how to find out', async () => {
	const weaver = await startWeaver({ seed, syncRows: 'failedOnly' });
	const { items, requestFields } = WAYS['nothing of their own'];
	const { error } = await weaver.run('employee.upsert', { requestFields }, items);
	for (const { advice } of reasons(error) as Failed[]) {
		expect(advice).toContain('Echoed Column');
		expect(advice).toContain('Look on the platform');
	}
	const stopped = await weaver.run('employee.upsert', { requestFields }, items, STOP);
	expect(stopOf(stopped).description).toContain(
		'Of 4 records: 0 done, 0 rejected, 4 unknown, 0 not sent.',
	);
});

/** The items of a request with two people that was answered so. */
async function answered(data: unknown) {
	const message = { errcode: '0', errmsg: 'success' };
	const platform = await startScripted(`POST ${RESTFUL}syncEmployee`, () => ({ message, data }));
	const items = [{ job_num: 'A1' }, { job_num: 'A2' }];
	const result = await runWeaver(platform, 'employee.upsert', {}, items);
	expectEachOnce(result, 2);
	return [...result.main.map(({ json }) => json), ...reasons(result.error)];
}

describe('an answer of another form', () => {
	it('results that belong to nobody in particular stand with the first item', async () => {
		const rows = [{ operate: 'insert' }, { operate: 'update' }, { operate: 'skip' }];
		expect(await answered(rows)).toEqual([
			{ job_num: 'A1', requestResults: rows },
			{ job_num: 'A2' },
		]);
	});

	it('that names one item only leaves the other unknown', async () => {
		const rows = [{ extKeyMap: { job_num: 'A2' }, operate: 'update' }];
		const platform = await startScripted(`POST ${RESTFUL}syncEmployee`, () => ({
			message: { errcode: '0' },
			data: rows,
		}));
		const parameters = {
			requestFields: { dataRule: { employee: 'job_num' }, extKey: 'job_num' },
		};
		const items = [{ job_num: 'A1' }, { job_num: 'A2' }];
		const result = await runWeaver(platform, 'employee.upsert', parameters, items);
		expect(result.main).toMatchObject([{ json: { job_num: 'A2', operate: 'update' } }]);
		expect(reasons(result.error)).toMatchObject([
			{ item: 0, outcome: 'unknown', error: expect.stringContaining('not this one') as string },
		]);
	});

	it.each([[undefined], [null], [[]]])('%j: the rows were taken', async (data) => {
		expect(await answered(data)).toEqual([{ job_num: 'A1' }, { job_num: 'A2' }]);
	});

	it('“200” without anything else is the word of a gateway: unknown', async () => {
		const platform = await startScripted(`POST ${RESTFUL}syncEmployee`, () => ({
			...{ code: 200, msg: '系统维护中' },
		}));
		const options = { retries: 0 };
		const { main, error } = await runWeaver(platform, 'employee.upsert', { options }, [
			{ job_num: 'A1' },
		]);
		expect(main).toEqual([]);
		expect(reasons(error)).toMatchObject([
			{ outcome: 'unknown', error: 'The answer is not one that the platform documents' },
		]);
	});

	/** What becomes of a position whose row is answered so, echoed. */
	async function positionAnswered(row: IDataObject) {
		const platform = await startScripted(`POST ${RESTFUL}syncPosition`, () => ({
			message: { errcode: '0' },
			data: [{ ...row, extKeyMap: { code: 'P1' } }, { extKeyMap: { code: 'P2' } }],
		}));
		const requestFields = { dataRule: { position: 'code' }, extKey: 'code' };
		const items = ['P1', 'P2'].map((code) => ({ code, name: '岗', description: '述' }));
		const result = await runWeaver(platform, 'position.upsert', { requestFields }, items);
		expect(itemsOf(result.main).at(-1)).toBe(1);
		return [...result.main.slice(0, -1).map(({ json }) => json), ...reasons(result.error)];
	}

	it.each<[IDataObject, string, string?]>([
		[{ code: '500', msg: '不行', id: WANG }, '不行 (500)', '500'],
		[{ code: 500, msg: '不行' }, '不行 (500)', '500'],
		[{ code: '500' }, 'Weaver refused the record and gave no reason (500)', '500'],
		[{ result: '0', msg: '不行' }, '不行'],
		[{ result: false, id: WANG }, 'Weaver refused the record and gave no reason'],
		[{ result: 'fail', id: WANG, msg: '不行' }, '不行'],
	])('a row with %j is refused', async (row, error, code) => {
		expect(await positionAnswered(row)).toEqual([
			{ item: 0, error, outcome: 'rejected', ...(code !== undefined && { code }) },
		]);
	});

	it.each<[IDataObject]>([
		[{ code: 'P1', msg: 'ok' }],
		[{ code: 'P77', id: WANG }],
		[{ code: '0', msg: 'ok' }],
		[{ code: 200, status: true, success: true, result: 'ok', message: 'ok', errcode: 0 }],
	])('a row with %j is not, and what the record has stays the record’s', async (row) => {
		const sent = { code: 'P1', name: '岗', description: '述' };
		expect(await positionAnswered(row)).toEqual([{ ...row, ...sent, extKeyMap: { code: 'P1' } }]);
	});

	it.each([[{ total: 2 }], ['ok'], [['9754109811000000001', 2]]])(
		'%j is shown to the user',
		async (data) => {
			expect(JSON.stringify(await answered(data))).toContain(JSON.stringify(data));
		},
	);
});
