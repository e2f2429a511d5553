/** Subcompanies, departments and positions of the Weaver E10 test platform. */
import { describe, expect, it } from 'vitest';
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

it('a tree grows from the root down in one request each', async () => {
	const { rows, state } = await startCompany();
	const branch = { name: '分公司', code: 'B', parent: '0', disporder: 1, description: 'd' };
	const subcompanyExtend = { 9003: 'x' };
	const dataRule = { subcompany: 'code' };
	expect(
		await rows('syncSubcompany', {
			data: [
				{ ...branch, subcompanyExtend },
				{ name: '支', code: 'B1', parent: 'B' },
			],
			dataRule,
		}),
	).toMatchObject([{ operate: 'insert' }, { operate: 'insert' }]);
	const [top, below] = [...state.subcompanies.values()].slice(-2);
	expect([top, below]).toMatchObject([
		{ id: FIRST_ID, parent: '0', status: '1', subcompanyExtend },
		{ parent: top.id },
	]);
	const rules = { ...dataRule, department: 'code', employee: 'job_num' };
	await rows('syncDepartment', {
		data: [
			{ name: '研发', code: 'R', parent: 'B1', coadjutant: 'A1' },
			{ name: '测试', code: 'T', parent: 'R', status: '0' },
		],
		dataRule: rules,
	});
	const [research, tests] = [...state.departments.values()].slice(-2);
	expect(research).toMatchObject({ parent: below.id, coadjutant: WANG, status: '1' });
	expect(tests).toMatchObject({ parent: research.id, status: '0' });
});

it.each<[string, Fields, string]>([
	['syncDepartment', { name: 'x' }, 'parent不能为空'],
	['syncDepartment', { name: 'x', parent: '0' }, '0不存在'],
	['syncDepartment', { id: SALES, parent: NORTH }, `上级${NORTH}是自己的下级`],
	['syncDepartment', { id: SALES, parent: SALES }, `上级${SALES}是自己的下级`],
	['syncDepartment', { name: 'x', parent: rounded(SALES) }, `${rounded(SALES)}不存在`],
	['syncSubcompany', { name: 'x', parent: SALES }, `${SALES}不存在`],
	['syncPosition', { name: 'x' }, 'parent不能为空'],
	['syncPosition', { name: 'x', department: ROOT }, `${ROOT}不存在`],
	['syncPosition', { department: SALES }, 'name不能为空'],
])('%s fails the row %o', async (name, row, errmsg) => {
	const { rows } = await startCompany();
	expect(await rows(name, { data: [row] })).toEqual([{ operate: 'fail', errcode: '500', errmsg }]);
});

it('what has somebody in service in it, or something unsealed below it, is not sealed', async () => {
	const { rows, state } = await startCompany();
	const seal = async (name: string, id: string, more: Fields = {}) =>
		(await rows(name, { data: [{ id, status: '0' }], ...more }))[0];
	state.departments.get(NORTH)!.status = '1';
	expect(await seal('syncSubcompany', ROOT)).toMatchObject({
		errmsg: `${ROOT}下存在未封存的销售`,
	});
	expect(await seal('syncDepartment', SALES)).toMatchObject({
		errmsg: `${SALES}下存在未封存的华北`,
	});
	expect(await seal('syncDepartment', NORTH)).toMatchObject({
		errmsg: `${NORTH}下存在在职人员王五`,
	});
	state.employees.get(WANG)!.status = '6';
	expect(await seal('syncDepartment', NORTH)).toMatchObject({ operate: 'update' });
	const flag = { ignoreOrgCanceledValidate: true };
	expect(await seal('syncSubcompany', ROOT, flag)).toMatchObject({ operate: 'update' });
});

it('positions: made, changed, disabled', async () => {
	const { rows, state } = await startCompany();
	const dataRule = { position: 'code', department: 'code' };
	await rows('syncPosition', {
		data: [
			{ name: '经理', code: 'P2', department: 'S', disporder: 2 },
			{ name: '主管', code: 'P3', parent: 'P2' },
			{ code: 'P1', is_canceled: '1' },
		],
		dataRule,
	});
	expect([...state.positions.values()]).toMatchObject([
		{ id: SELLER, is_canceled: '1', name: '销售员' },
		{ id: FIRST_ID, department: SALES, is_canceled: '0' },
		{ parent: FIRST_ID },
	]);
});

it('seals and unseals by number', async () => {
	const { call, rows, state } = await startCompany();
	const datas = [SALES, NORTH].map((id) => ({ id: BigInt(id) }));
	expect(await rows('disableDepartment', { datas })).toEqual(
		datas.map(({ id }) => ({ id, operate: 'update' })),
	);
	expect(state.departments.get(SALES)?.status).toBe('0');
	await rows('enableDepartment', { datas });
	const lost = [{ id: datas[0].id }, { id: BigInt(Number(NORTH)) }];
	expect((await call('disableDepartment', { datas: lost })).ok).toBe(false);
	expect([...state.departments.values()].map(({ status }) => status)).toEqual(['1', '1']);
});

it('the paths that are not known are where the test says', async () => {
	const { call } = await startCompany({
		unknownPaths: { sealDepartments: '/api/seal', departmentFields: '/api/fields' },
	});
	expect((await call('/api/seal', { datas: [{ id: BigInt(SALES) }] })).ok).toBe(true);
	expect((await call('/api/fields')).data).toHaveLength(1);
	expect((await call('disableDepartment')).status).toBe(404);
});

describe('queries', () => {
	it.each<[string, Fields, string[]]>([
		['queryOrg', {}, [ROOT, SALES]],
		['queryOrg', { containDisableOrg: true }, [ROOT, SALES, NORTH]],
		['queryOrg', { typeList: ['department'] }, [SALES]],
		['queryOrg', { ids: [BigInt(ROOT)] }, [ROOT]],
		['queryOrg', { codeList: ['S', 'SN'] }, [SALES]],
		['queryOrg', { parentCodeList: ['HQ'] }, [SALES]],
		['queryOrg', { parentOrgIds: [SALES], containDisableOrg: true }, [NORTH]],
		['queryOrg', { current: 2, pageSize: 1 }, [SALES]],
		['queryPosition', { ids: [BigInt(SELLER)] }, [SELLER]],
		['queryPosition', { codeList: ['x'] }, []],
		['queryPosition', { nameList: ['销售员'], multiFieldList: ['name'] }, [SELLER]],
	])('%s %o', async (name, query, found) => {
		const { call } = await startCompany();
		const { data } = await call(name, query);
		expect(data.data.map(({ id }: Fields) => String(id))).toEqual(found);
	});

	it('organisation rows have the columns that a test wants', async () => {
		const { rows, state } = await startCompany();
		state.subcompanies.get(ROOT)!.fullname = '总部公司';
		state.orgColumns = ['name', 'fullname'];
		expect((await rows('queryOrg', { typeList: ['subcompany'] })).data).toEqual([
			{ id: BigInt(ROOT), name: '总部', fullname: '总部公司' },
		]);
	});

	it('organisation rows have ids as numbers, the root “0” above it', async () => {
		const { call, state } = await startCompany();
		state.subcompanies.get(ROOT)!.subcompanyExtend = { 9003: 'x' };
		const { data, text } = await call('queryOrg', { containExtend: true });
		const enabled = { status: '1' };
		expect(data).toEqual({
			current: 1,
			pageSize: 20,
			total: 2,
			data: [
				{
					id: BigInt(ROOT),
					name: '总部',
					code: 'HQ',
					parent: '0',
					type: 'subcompany',
					...enabled,
					extend: { 9003: 'x' },
				},
				{
					id: BigInt(SALES),
					name: '销售',
					code: 'S',
					parent: BigInt(ROOT),
					type: 'department',
					...enabled,
					extend: {},
				},
			],
		});
		expect(text).toContain(`"id":${ROOT},`);
	});

	it.each<[Fields, Record<string, string[]>]>([
		[{ ids: [NORTH] }, { [NORTH]: ['华北', '销售', '总部'] }],
		[{ ids: [SALES], pathOrderType: 'DESC' }, { [SALES]: ['总部', '销售'] }],
		[{ ids: [NORTH], employeeIds: [LI] }, { [LI]: ['销售', '总部'] }],
		[{ employeeIds: [WANG], employeeOrgType: 'subcompany' }, { [WANG]: ['总部'] }],
	])('full paths of %o', async (query, paths) => {
		const { rows } = await startCompany();
		const found = (await rows('department_link_allpath/getData', query)) as object;
		const names = Object.entries(found).map(([id, path]) => [
			id,
			(path as Fields[]).map(({ name }) => name),
		]);
		expect(Object.fromEntries(names)).toEqual(paths);
	});

	it('a path of what is not there is refused', async () => {
		const { call } = await startCompany();
		const lost = await call('department_link_allpath/getData', { ids: [rounded(NORTH)] });
		expect(lost.reason).toBe(`${rounded(NORTH)}不存在`);
	});
});
