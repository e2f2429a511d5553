/** Condition matrices and jobs of the Weaver E10 test platform. */
import { expect, it } from 'vitest';
import type { WeaverMatrix } from '../index.ts';
import type { Fields } from '../http.ts';
import { FIRST_ID, WANG, rounded, startCompany } from './company.ts';

const [M, SYSTEM, CITY, HEAD, ROW] = [1, 2, 3, 4, 5].map((n) => `975410981123456900${n}`);

const matrix = (id: string, name: string, system = false): WeaverMatrix => ({
	id,
	name,
	system,
	columns: [
		{ id: CITY, name: '城市', code: 'city' },
		{ id: HEAD, name: '负责人' },
	],
	rows: new Map([[ROW, { 城市: '北京', 负责人: WANG }]]),
});

const startMatrices = async () =>
	await startCompany({
		seed({ matrices }) {
			matrices.set('审批', matrix(M, '审批'));
			matrices.set('系统', matrix(SYSTEM, '系统', true));
		},
	});
type Company = Awaited<ReturnType<typeof startMatrices>>;
const held = ({ state }: Company, name = '审批') => [...state.matrices.get(name)!.rows];

const removal = {
	tenantKey: 't1tenant01',
	employeeId: WANG,
	matrixId: M,
	source: 'normal',
	rowDataIdList: [ROW],
};

it('rows are made, changed and deleted by dataId', async () => {
	const company = await startMatrices();
	const sync = async (...dataList: Fields[]) =>
		await company.rows('syncMatrixData', { matrixName: '审批', dataList, extKeyField: 'no' });
	expect(
		await sync(
			{ city: '上海', 负责人: WANG, no: 'n1' },
			{ dataId: ROW, 城市: '天津' },
			{ dataId: rounded(ROW), 城市: 'x' },
			{ delete_type: 1 },
		),
	).toEqual([
		{ id: FIRST_ID, operate: 'insert', extKeyMap: { no: 'n1' } },
		{ id: ROW, operate: 'update' },
		{ operate: 'fail', errcode: '500', errmsg: `数据${rounded(ROW)}不存在` },
		{ operate: 'fail', errcode: '500', errmsg: 'dataId不能为空' },
	]);
	expect(held(company)).toEqual([
		[ROW, { 城市: '天津', 负责人: WANG }],
		[FIRST_ID, { 城市: '上海', 负责人: WANG }],
	]);
	expect(await sync({ dataId: ROW, delete_type: 1 })).toEqual([{ id: ROW, operate: 'delete' }]);
	expect(held(company)).toHaveLength(1);
});

it('a system matrix takes updates only', async () => {
	const company = await startMatrices();
	const dataList = [{ 城市: 'x' }, { dataId: ROW, delete_type: 1 }, { dataId: ROW, 城市: 'y' }];
	const answered = await company.rows('syncMatrixData', { matrixName: '系统', dataList });
	expect(answered).toMatchObject([{ operate: 'fail' }, { operate: 'fail' }, { operate: 'update' }]);
	expect(held(company, '系统')).toEqual([[ROW, { 城市: 'y', 负责人: WANG }]]);
});

it('what is saved replaces what was there', async () => {
	const company = await startMatrices();
	const dataStr = JSON.stringify([
		{ matrixId: SYSTEM, dataId: ROW, 城市: '广州' },
		{ 城市: '杭州' },
	]);
	expect(await company.rows('editData', { dataStr })).toEqual({});
	expect(held(company, '系统')).toEqual([
		[ROW, { 城市: '广州' }],
		[FIRST_ID, { 城市: '杭州' }],
	]);
	await company.rows('editData', { dataStr: '[]' });
	expect(held(company)).toEqual([]);
});

it('rows are deleted, values looked up, a view is written', async () => {
	const company = await startMatrices();
	const conditionList = [{ conditionConfigId: CITY, newConditionRelateIdList: ['北京'] }];
	const query = { matrixId: M, valueConfigId: HEAD, conditionList };
	expect(await company.rows('queryMatrixValueList', query)).toEqual([WANG]);
	const view = { matrixName: '审批', matrixViewName: 'v_a', matrixColumnMap: { 城市: 'city' } };
	expect(await company.rows('buildMatrixView', view)).toEqual({
		sql: `CREATE VIEW v_a AS SELECT "城市" AS city FROM matrix_${M}`,
	});
	expect(await company.rows('delData', removal)).toEqual({});
	expect(held(company)).toEqual([]);
	expect(await company.rows('queryMatrixValueList', query)).toEqual([]);
});

it.each<[string, Fields, string]>([
	['syncMatrixData', { matrixName: 'x', dataList: [{ 城市: '1' }] }, 'x不存在'],
	['syncMatrixData', { matrixName: '审批', dataList: [{ 市: '1' }] }, '市 is not a known field'],
	['syncMatrixData', { matrixName: '审批', dataList: [{ 城市: 1 }] }, '城市 must be a string'],
	['syncMatrixData', { matrixName: '审批', dataList: [{ delete_type: '1' }] }, 'delete_type'],
	[
		'syncMatrixData',
		{ matrixName: '审批', dataList: [{}], dataRule: { employeeScopeConfig: 'all' } },
		'employeeScopeConfig must be',
	],
	['editData', { dataStr: '{}' }, 'JSON array'],
	['editData', { dataStr: [] }, 'dataStr must be a string'],
	['delData', { ...removal, tenantKey: 'x' }, '租户x不存在'],
	['delData', { ...removal, source: 'other' }, 'source must be'],
	['delData', { ...removal, employeeId: rounded(WANG) }, '不存在'],
	['delData', { ...removal, rowDataIdList: [ROW, rounded(ROW)] }, '不存在'],
	['queryMatrixValueList', { matrixId: M, valueConfigId: HEAD }, 'conditionList is missing'],
	[
		'buildMatrixView',
		{ matrixName: '审批', matrixViewName: 'v', matrixColumnMap: { x: 'y' } },
		'列x不存在',
	],
])('%s refuses %o', async (name, body, reason) => {
	const company = await startMatrices();
	const { ok, reason: told } = await company.call(name, body);
	expect([ok, told]).toEqual([false, expect.stringContaining(reason)]);
	expect(held(company)).toHaveLength(1);
});

const tenantKey = 't1tenant01';
const job = { jobName: '工程师', dsporder: 1, jobType: '技术' };

it('job types, jobs, titles and grades', async () => {
	const { rows, state } = await startCompany();
	const type = { type_name: '技术', type_fullname: '技术类', dsporder: 1 };
	await rows('syncJobtype', { data: [type] });
	expect(await rows('syncJobtype', { data: [{ type_name: '技术', dsporder: 2 }] })).toEqual([
		{ id: FIRST_ID, operate: 'update' },
	]);
	expect([...state.jobTypes.values()]).toEqual([{ ...type, dsporder: 2, id: FIRST_ID }]);

	const jobSets = [{ ...job, code: 'J1' }, job, { ...job, jobName: 'x', jobType: '无' }];
	expect(await rows('addJobSets', { tenantKey, jobSets })).toMatchObject([
		{ operate: 'insert' },
		{ operate: 'fail', errmsg: '职务工程师已存在' },
		{ operate: 'fail', errmsg: '职务类别无不存在' },
	]);
	const [{ id }] = await rows('queryJobSet', { nameList: ['工程师'] });
	expect(await rows('queryJobSet', { ids: [id], codeList: ['J1'] })).toEqual([
		{ id, ...job, code: 'J1' },
	]);
	expect(await rows('queryJobSet', { codeList: ['J2'] })).toEqual([]);

	const title = { dataName: '高工', jobcallcode: 'T1' };
	const jobCalls = [title, { jobcallcode: 'T1', remark: 'r' }, { jobcallcode: 'T2' }];
	expect(await rows('syncJobCall', { tenantKey, jobCalls })).toMatchObject([
		{ operate: 'insert' },
		{ operate: 'update' },
		{ operate: 'fail' },
	]);
	expect([...state.titles.values()]).toMatchObject([{ ...title, remark: 'r' }]);
	await rows('syncJobCall', { tenantKey, jobCalls: [{ jobcallcode: 'T1', deleteType: '1' }] });
	expect(state.titles.size).toBe(0);

	const grade = { name: '一级', code: 'G1', gradeLevel: 1, gradeJobsetLevels: [id] };
	const data = [grade, { code: 'G1', gradeLevel: 2 }, { code: 'G2', name: '二级' }];
	expect(await rows('syncGrade', { ruleCode: 'code', data })).toMatchObject([
		{ operate: 'insert' },
		{ operate: 'update' },
		{ operate: 'fail', errmsg: 'gradeJobsetLevels不能为空' },
	]);
	expect([...state.grades.values()]).toMatchObject([{ ...grade, gradeLevel: 2 }]);
});

it.each<[string, Fields, string]>([
	['addJobSets', { tenantKey: 'x', jobSets: [job] }, '租户x不存在'],
	['addJobSets', { tenantKey, jobSets: [{ ...job, dsporder: 10000 }] }, 'dsporder must be'],
	['addJobSets', { tenantKey, jobSets: [{ jobName: 'x', dsporder: 1 }] }, 'jobType is missing'],
	['syncJobCall', { jobCalls: [{ jobcallcode: 'T' }] }, 'tenantKey is missing'],
	['syncJobCall', { tenantKey, jobCalls: [{ dataName: 'x' }] }, 'jobcallcode is missing'],
	['syncGrade', { ruleCode: 'name', data: [{ code: 'x' }] }, 'ruleCode must be'],
	['syncGrade', { ruleCode: 'code', data: [{ code: 'x', gradeLevel: '1' }] }, 'gradeLevel'],
	['syncJobtype', { tenantKey, data: [{ type_name: 'x' }] }, 'tenantKey is not'],
	['queryJobSet', { current: 1 }, 'current is not a known field'],
])('%s refuses %o', async (name, body, reason) => {
	const { call } = await startCompany();
	const { ok, reason: told } = await call(name, body);
	expect([ok, told]).toEqual([false, expect.stringContaining(reason)]);
});
