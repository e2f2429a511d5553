/** Sync of rows on the Weaver E10 test platform, whatever their kind: rules, rows, refusals. */
import { describe, expect, it } from 'vitest';
import type { SyncRows } from '../index.ts';
import type { Fields } from '../http.ts';
import {
	FIRST_ID,
	LI,
	NORTH,
	ROOT,
	SALES,
	SELLER,
	WANG,
	rounded,
	startCompany,
} from './company.ts';

const byNumber = { dataRule: { employee: 'job_num' } };
const after = (n: number) => String(BigInt(FIRST_ID) + BigInt(n));

describe('a row is looked up', () => {
	it('by its rule: found is updated, and only what was sent changes; else inserted', async () => {
		const { rows, state } = await startCompany();
		const data = [
			{ job_num: 'A1', mobile: '139', alias: '小王' },
			{ job_num: 'A9', username: '赵六' },
			{ job_num: 'A9', email: 'a@b.cn' },
		];
		expect(await rows('syncEmployee', { ...byNumber, data })).toEqual([
			{ id: WANG, operate: 'update' },
			{ id: FIRST_ID, operate: 'insert' },
			{ id: FIRST_ID, operate: 'update' },
		]);
		expect(state.employees.get(WANG)).toMatchObject({
			username: '王五',
			mobile: '139',
			alias: '小王',
			department: NORTH,
		});
		expect(state.employees.get(FIRST_ID)).toEqual({
			id: FIRST_ID,
			username: '赵六',
			job_num: 'A9',
			email: 'a@b.cn',
			status: 'normal',
		});
	});

	it('without a rule by id, or not at all', async () => {
		const { rows, state } = await startCompany();
		const data = [{ id: WANG, mobile: '' }, { username: '王五' }, { id: rounded(WANG) }];
		expect(await rows('syncEmployee', { data })).toEqual([
			{ id: WANG, operate: 'update' },
			{ id: FIRST_ID, operate: 'insert' },
			{ operate: 'fail', errcode: '500', errmsg: `${rounded(WANG)}不存在` },
		]);
		expect(state.employees.get(WANG)).not.toHaveProperty('mobile');
		expect(state.employees.size).toBe(3);
	});
});

it.each<[string, Fields, string]>([
	['the rule field is absent', { username: '赵' }, 'job_num不能为空'],
	['the rule field is empty', { job_num: '', username: '赵' }, 'job_num不能为空'],
	['a new row lacks a starred field', { job_num: 'A9' }, 'username不能为空'],
	['a starred field would be cleared', { job_num: 'A1', username: '' }, 'username不能为空'],
	['the department is not there', { job_num: 'A1', department: 'X' }, 'X不存在'],
	['an assistant is not there', { job_num: 'A1', assistant: ['A2', 'X'] }, 'X不存在'],
	['two have the name', { job_num: 'A1', position: '同名' }, 'name为同名的数据不唯一'],
])('a row fails alone: %s', async (_why, row, errmsg) => {
	const { rows, state } = await startCompany({
		seed({ positions }) {
			for (const id of [after(90), after(91)]) positions.set(id, { id, name: '同名' });
		},
	});
	const before = structuredClone(state.employees.get(WANG));
	const good = { job_num: 'A2', department: 'SN', superior: 'A1' };
	const dataRule = { employee: 'job_num', department: 'code', position: 'name' };
	expect(await rows('syncEmployee', { data: [row, good], dataRule, extKey: 'job_num' })).toEqual([
		{
			operate: 'fail',
			errcode: '500',
			errmsg,
			...('job_num' in row ? { extKeyMap: { job_num: row.job_num } } : {}),
		},
		{ id: LI, operate: 'update', extKeyMap: { job_num: 'A2' } },
	]);
	expect(state.employees.get(WANG)).toEqual(before);
	expect(state.employees.get(LI)).toMatchObject({ department: NORTH, superior: WANG });
	expect(state.employees.size).toBe(2);
});

it.each<[SyncRows, unknown]>([
	['all', ['fail', 'insert']],
	['none', undefined],
	['reversed', ['insert', 'fail']],
	['failedOnly', ['fail']],
	['bare', ['fail', 'insert']],
])('rows may be answered otherwise: %s', async (syncRows, operates) => {
	const { rows, state, reset } = await startCompany({ syncRows });
	const data = [{ username: '', id: WANG }, { username: '新' }];
	const answered = (await rows('syncEmployee', { data, extKey: 'username' })) as Fields[];
	expect(answered?.map(({ operate }) => operate)).toEqual(operates);
	if (syncRows === 'bare') expect(answered[1]).toEqual({ operate: 'insert' });
	state.syncRows = 'all';
	reset();
	expect(state.syncRows).toBe(syncRows);
});

const ROW = { name: '新', parent: SALES };
it.each<[string, string, Fields, string]>([
	['unknown column', 'syncDepartment', { data: [{ ...ROW, Name: 'x' }] }, 'Name is not a known'],
	['unknown member', 'syncDepartment', { data: [ROW], userid: WANG }, 'userid is not a known'],
	['a number for a text', 'syncDepartment', { data: [{ ...ROW, code: 1 }] }, 'code must be'],
	['another status', 'syncDepartment', { data: [{ ...ROW, status: '2' }] }, 'status must be'],
	['no rows', 'syncDepartment', { data: [] }, '1 to 400 entries'],
	['too many rows', 'syncDepartment', { data: Array(401).fill(ROW) }, '1 to 400 entries'],
	[
		'a rule of another endpoint',
		'syncDepartment',
		{ data: [ROW], dataRule: { position: 'id' } },
		'position is not',
	],
	[
		'another rule',
		'syncDepartment',
		{ data: [ROW], dataRule: { department: 'fullname' } },
		'department must be',
	],
	[
		'a flag as text',
		'syncDepartment',
		{ data: [ROW], ignoreOrgCanceledValidate: '1' },
		'true or false',
	],
	[
		'a flag of another endpoint',
		'syncEmployee',
		{ data: [{ username: 'x' }], ignoreOrgCanceledValidate: true },
		'is not',
	],
	['a number for an id', 'syncEmployee', { data: [{ id: BigInt(WANG) }] }, 'id must be a string'],
	[
		'an unknown custom field',
		'syncEmployee',
		{ data: [{ id: WANG, userInfoExtend: { 9009: 'x' } }] },
		'9009 is not',
	],
	[
		'no day of the calendar',
		'syncEmployee',
		{ data: [{ id: WANG, hiredate: '2025-02-30' }] },
		'hiredate',
	],
	[
		'another form of date',
		'syncEmployee',
		{ data: [{ id: WANG, birthday: '2025-2-3' }] },
		'birthday',
	],
	['another sex', 'syncEmployee', { data: [{ id: WANG, sex: '男' }] }, 'sex must be'],
	['a text of years', 'syncEmployee', { data: [{ id: WANG, work_year: '3' }] }, 'a number'],
	['one superior', 'syncEmployee', { data: [{ id: WANG, other_superior: LI }] }, 'an array'],
	['x_ where all is known', 'syncPosition', { data: [{ name: 'x', x_a: '1' }] }, 'x_a is not'],
	['no rule', 'syncExternalSubcompany', { data: [{ name: 'x' }] }, 'dataRule is missing'],
	[
		'a rule without its starred part',
		'syncVirtualEmployee',
		{ data: [{ employeeid: WANG, orgid: SALES }], dataRule: {} },
		'organization is missing',
	],
	['an unknown id', 'enableDepartment', { datas: [{ id: BigInt(ROOT) }] }, `${ROOT}不存在`],
	['an id as text', 'rehireEmployee', { datas: [{ id: LI }] }, 'number'],
	['a member too many', 'rehireEmployee', { datas: [{ id: BigInt(LI), name: '' }] }, 'name is'],
	['a page too large', 'queryOrg', { pageSize: 1001 }, 'pageSize'],
	['ids as text', 'queryOrg', { ids: [SALES] }, 'number'],
	['ids as text', 'queryPosition', { ids: [SELLER] }, 'number'],
	['two parents', 'queryOrg', { parentCodeList: ['S'], parentOrgIds: [SALES] }, 'parentCodeList'],
	['no ids', 'department_link_allpath/getData', {}, 'ids or employeeIds is missing'],
])('a request is refused whole: %s (%s)', async (_why, name, body, reason) => {
	const { call, state } = await startCompany();
	const before = structuredClone(state);
	const answer = await call(name, body);
	expect(answer).toMatchObject({ status: 200, ok: false, data: undefined });
	expect(answer.reason).toContain(reason);
	expect(structuredClone(state)).toEqual(before);
});

it('echoes a field that is the caller’s own, takes unnamed columns and the operator', async () => {
	const { rows } = await startCompany();
	const data = [{ ...ROW, row: 7, x_other: ['1'] }];
	const body = { data, extKey: 'row', optId: WANG, apiTaskId: 12 };
	expect(await rows('syncDepartment', body)).toEqual([
		{ id: FIRST_ID, operate: 'insert', extKeyMap: { row: 7 } },
	]);
});
