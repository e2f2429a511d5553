/** nodes/WeaverE10/lookups/names.ts: what is added to a row for the ids in it, and what is asked for that. */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../nodes/shared/client/failure.ts';
import type { Call } from '../../../nodes/shared/contract/index.ts';
import { getAll as employees } from '../../../nodes/WeaverE10/resources/employee/getAll.ts';
import { getAll as positions } from '../../../nodes/WeaverE10/resources/position/getAll.ts';
import { batch } from '../operations.ts';

type Answers = Record<string, IDataObject[] | (() => IDataObject[])>;

const ORGS = [
	{ id: '11', code: 'S', name: '销售' },
	{ id: 12, code: '', name: '华北' },
	{ id: '13', code: null, name: '无码' },
];
const POSITIONS = [
	{ id: '21', code: 'P1', name: '销售员' },
	{ id: '22', code: 'P2', name: '主管' },
];
const BOSS = { id: '31', job_num: 'A1', username: '王五' };

/** A platform that answers each query whole, or by the ids that were asked for. */
function platform(answers: Answers) {
	const asked: Array<[name: string, ids?: unknown]> = [];
	const call: Call = async ({ path }, body) => {
		const name = path.split('/').at(-1)!;
		const { ids } = body as { ids?: string[] };
		const isOfPeople = name === 'queryEmployee';
		asked.push(isOfPeople && ids ? [name, ids] : [name]);
		// Else two items would never be under way at once.
		await new Promise((resolve) => setTimeout(resolve, 1));
		const given = answers[isOfPeople && ids ? 'people' : name] ?? [];
		const all = typeof given === 'function' ? given() : given;
		const data = isOfPeople && ids ? all.filter(({ id }) => ids.includes(String(id))) : all;
		return { data: { data, total: data.length }, body: undefined, repeated: false };
	};
	return { call, asked };
}

const ALL = { returnAll: true, addCodesAndNames: true };

/** What is added to a row of an employee. */
async function addedTo(row: IDataObject, answers: Answers = {}) {
	const { call, asked } = platform({
		...{ queryEmployee: [row], queryOrg: ORGS, queryPosition: POSITIONS, people: [BOSS] },
		...answers,
	});
	const [end] = await employees.perform(batch([ALL]), call, {} as never);
	if (end.kind !== 'done') throw new Error(end.reason.message);
	const [result] = end.result as IDataObject[];
	const added = Object.entries(result).filter(([name]) => !(name in row));
	return { added: Object.fromEntries(added), asked: asked.slice(1) };
}

const SALES = { departmentCode: 'S', departmentName: '销售' };
const NORTH = { departmentCode: '', departmentName: '华北' };

describe('added to an employee', () => {
	it.each<[string, IDataObject, IDataObject]>([
		['a department as text', { department: '11' }, SALES],
		['as a number, with an empty code', { department: 12 }, NORTH],
		['as a list, whose first is the main one', { department: ['12', '11'] }, NORTH],
		['as an object with an id', { department: [{ id: 11, name: '别名' }] }, SALES],
		['without a code', { department: '13' }, { departmentName: '无码' }],
		['that is none', { department: '' }, { departmentCode: '', departmentName: '' }],
		['an empty list', { department: [] }, { departmentCode: '', departmentName: '' }],
		['that is not found', { department: '99' }, {}],
		['of which nothing is said', { department: null as never }, {}],
		['a position', { position: '21' }, { positionCode: 'P1', positionName: '销售员' }],
		['a superior', { superior: 31 }, { superiorJobNum: 'A1', superiorName: '王五' }],
		['nobody above', { superior: '0' }, { superiorJobNum: '', superiorName: '' }],
		['a superior who is not found', { superior: '77' }, {}],
		['a status as a number', { personnel_status: 3 }, { personnelStatusName: '正式' }],
		['a status as text', { personnel_status: '10' }, { personnelStatusName: '无效' }],
		['a status of E9 only', { personnel_status: '0' }, {}],
		['no status', { personnel_status: '' }, { personnelStatusName: '' }],
		['nothing', { sex: 'male' }, {}],
	])('%s', async (_what, row, expected) => {
		const { added } = await addedTo({ id: '1', ...row });
		expect(added).toEqual(expected);
	});

	it.each<[string, string]>([
		...[1, 2, 3, 4, 5].map((n): [string, string] => [
			String(n),
			['试用', '试用延期', '正式', '临时', '实习'][n - 1],
		]),
		...[
			['6', '离职'],
			['7', '退休'],
			['9', '解聘'],
		].map(([n, term]): [string, string] => [n, term]),
	])('status %s is %s', async (personnel_status, personnelStatusName) => {
		const { added } = await addedTo({ id: '1', personnel_status });
		expect(added).toEqual({ personnelStatusName });
	});

	it('is kept with Simplify, though what it is of is not', async () => {
		const row = { id: '1', superior: '31', personnel_status: '3', sex: 'male' };
		const { call } = platform({ queryEmployee: [row], people: [BOSS] });
		const simple = batch([{ ...ALL, simple: true }]);
		const added = { superiorJobNum: 'A1', superiorName: '王五', personnelStatusName: '正式' };
		expect(await employees.perform(simple, call, {} as never)).toEqual([
			{ kind: 'done', result: [{ id: '1', ...added }] },
		]);
	});

	it('only what the rows refer to is looked up', async () => {
		const of = async (row: IDataObject) => (await addedTo({ id: '1', ...row })).asked;
		expect(await of({ sex: 'male', department: '', superior: '0' })).toEqual([]);
		expect(await of({ department: '11' })).toEqual([['queryOrg']]);
		expect(await of({ position: '21' })).toEqual([['queryPosition']]);
		expect(await of({ superior: '31' })).toEqual([['queryEmployee', ['31']]]);
	});

	it('who is among the rows is not looked up; who has no job number there is', async () => {
		const rows = [
			{ id: '1', superior: '2' },
			{ id: '2', username: '李四', job_num: 'A2', superior: '3' },
			{ id: '3', username: '钱七', superior: '' },
		];
		const people = [{ id: '3', username: '钱七', job_num: 'A3' }];
		const { call, asked } = platform({ queryEmployee: rows, people });
		const [end] = await employees.perform(batch([ALL]), call, {} as never);
		expect(asked).toEqual([['queryEmployee'], ['queryEmployee', ['3']]]);
		expect(end).toMatchObject({
			result: [
				{ superiorJobNum: 'A2', superiorName: '李四' },
				{ superiorJobNum: 'A3', superiorName: '钱七' },
				{ superiorJobNum: '', superiorName: '' },
			],
		});
	});

	it('superiors are asked for by 200 ids a request', async () => {
		const rows = Array.from({ length: 450 }, (_, n) => ({ id: `1${n}`, superior: `9${n}` }));
		const people = rows.map(({ superior: id }) => ({ id, username: id, job_num: `J${id}` }));
		const { call, asked } = platform({ queryEmployee: rows, people });
		const [end] = await employees.perform(batch([ALL]), call, {} as never);
		const sizes = asked.map(([, ids]) => (ids as string[] | undefined)?.length);
		expect(sizes).toEqual([undefined, 200, 200, 50]);
		expect(end).toMatchObject({
			result: rows.map(({ superior }) => ({ superiorJobNum: `J${superior}` })),
		});
	});
});

describe('in one run', () => {
	it('items share what was looked up, though they are under way at once', async () => {
		const row = { id: '1', department: '11', position: '21', superior: '31' };
		const { call, asked } = platform({
			...{ queryEmployee: [row], queryOrg: ORGS, queryPosition: POSITIONS, people: [BOSS] },
		});
		const each = async () => await employees.perform(batch([ALL]), call, {} as never);
		const ends = await Promise.all([each(), each(), each()]);
		for (const [end] of ends)
			expect(end).toMatchObject({
				result: [{ departmentCode: 'S', positionCode: 'P1', superiorJobNum: 'A1' }],
			});
		expect(asked.map(([name, ids]) => (ids ? 'people' : name)).toSorted()).toEqual([
			...['people', 'queryEmployee', 'queryEmployee', 'queryEmployee'],
			...['queryOrg', 'queryPosition'],
		]);
	});

	it('and not with another run, which may see other names', async () => {
		const names = ['旧', '新'];
		const queryOrg = () => [{ id: '11', code: 'S', name: names.shift()! }];
		const row = { id: '1', department: '11' };
		for (const departmentName of ['旧', '新'])
			expect((await addedTo(row, { queryOrg })).added).toMatchObject({ departmentName });
	});

	it.each([
		['queryOrg', { department: '11' }],
		['people', { superior: '31' }],
	])('a look-up of %s that came to nothing is tried again by the next item', async (name, row) => {
		let tries = 0;
		const once = () => {
			if (tries++ === 0) throw new Failure('ambiguous', 'No answer came in time');
			return name === 'people' ? [BOSS] : ORGS;
		};
		const { call } = platform({ queryEmployee: [{ id: '1', ...row }], [name]: once });
		const each = async () => await employees.perform(batch([ALL]), call, {} as never);
		await expect(each()).rejects.toMatchObject({
			kind: 'ambiguous',
			message: 'Codes and names could not be looked up: No answer came in time',
		});
		expect(await each()).toMatchObject([{ kind: 'done' }]);
		expect(tries).toBe(2);
	});
});

describe('added to a position', () => {
	const added = async (rows: IDataObject[], known: IDataObject[] = POSITIONS) => {
		const asked: string[] = [];
		const call: Call = async ({ path }) => {
			const name = path.split('/').at(-1)!;
			asked.push(name);
			const isFirst = name === 'queryPosition' && asked.length === 1;
			const data = isFirst ? rows : name === 'queryOrg' ? ORGS : known;
			return await Promise.resolve({
				...{ data: { data, total: data.length }, body: undefined, repeated: false },
			});
		};
		const [end] = await positions.perform(batch([ALL]), call, {} as never);
		return { end, asked };
	};

	it('its department and its parent', async () => {
		const { end, asked } = await added([{ id: '1', department: '11', parent: '22' }]);
		expect(end).toEqual({
			kind: 'done',
			result: [
				{
					...{ id: '1', department: '11', parent: '22', ...SALES },
					...{ parentCode: 'P2', parentName: '主管' },
				},
			],
		});
		expect(asked).toEqual(['queryPosition', 'queryOrg', 'queryPosition']);
	});

	it('its parent that came along is not looked up', async () => {
		const rows = [
			{ id: '1', parent: '2' },
			{ id: '2', code: 'P', name: '总', parent: '0' },
		];
		const { end, asked } = await added(rows);
		expect(end).toMatchObject({
			result: [
				{ parentCode: 'P', parentName: '总' },
				{ parentCode: '', parentName: '' },
			],
		});
		expect(asked).toEqual(['queryPosition']);
	});
});
