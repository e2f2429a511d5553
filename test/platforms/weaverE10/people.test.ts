/** People of the Weaver E10 test platform: state, part-time posts, rehire, queries. */
import { expect, it } from 'vitest';
import type { WeaverEmployee } from '../index.ts';
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

it.each([
	['3', 'normal'],
	['6', '6'],
	['7', '6'],
	['9', '6'],
	['10', 'normal'],
])('personnel_status %s makes the status %s', async (personnel_status, status) => {
	const { rows, state } = await startCompany();
	await rows('syncEmployee', { data: [{ id: WANG, personnel_status }] });
	expect(state.employees.get(WANG)).toMatchObject({ personnel_status, status });
	await rows('syncEmployee', { data: [{ id: WANG, alias: 'x' }] });
	expect(state.employees.get(WANG)?.status).toBe(status);
});

it('custom values add up; "" clears them only where the flag says so', async () => {
	const { rows, state } = await startCompany();
	const send = async (userInfoExtend: Fields, flag = {}) => {
		await rows('syncEmployee', { data: [{ id: WANG, userInfoExtend }], ...flag });
		return state.employees.get(WANG)?.userInfoExtend;
	};
	state.basicFields.push({ ...state.basicFields[0], fieldId: '9002' });
	await send({ 9001: 'a' });
	expect(await send({ 9002: ['b', 'c'] })).toEqual({ 9001: 'a', 9002: ['b', 'c'] });
	expect(await send({ 9001: '' })).toHaveProperty('9001', 'a');
	expect(await send({ 9001: '' }, { emptyCustomVaueClearable: true })).not.toHaveProperty('9001');
});

it('rehires whom it knows, by number', async () => {
	const { call, state } = await startCompany();
	const lost = await call('rehireEmployee', { datas: [{ id: BigInt(rounded(LI)) }] });
	expect(lost.reason).toBe(`${rounded(LI)}不存在`);
	const { data } = await call('rehireEmployee', { datas: [{ id: BigInt(LI) }] });
	expect(data).toEqual([{ id: BigInt(LI), operate: 'update' }]);
	expect(state.employees.get(LI)).toMatchObject({ status: 'normal', personnel_status: '3' });
});

it('part-time posts: made, changed, deleted by externalSyncId; rows fail alone', async () => {
	const { rows, state } = await startCompany();
	const dataRule = { employee: 'job_num', department: 'code', position: 'code' };
	const post = { id: 'A1', externalSyncType: 'openapi', externalSyncId: 'e1' };
	const sync = async (...data: Fields[]) => await rows('syncExtra', { data, dataRule });
	expect(
		await sync(
			{ ...post, departmentId: 'SN', superiorId: 'A2', remark: '兼' },
			{ ...post, externalSyncId: 'e2', departmentId: '', positionId: '' },
			{ ...post, externalSyncId: 'e3', deleted: '1' },
			{ ...post, externalSyncId: 'e4', id: 'A9', departmentId: 'S' },
		),
	).toMatchObject([
		{ id: FIRST_ID, operate: 'insert' },
		{ operate: 'fail', errmsg: 'departmentId和positionId不能同时为空' },
		{ operate: 'fail', errmsg: '兼职e3不存在' },
		{ operate: 'fail', errmsg: 'A9不存在' },
	]);
	const held = { employee: WANG, departmentId: NORTH, superiorId: LI };
	expect([...state.partTimePosts.values()]).toMatchObject([held]);
	await sync({ ...post, departmentId: '', positionId: 'P1' });
	expect(state.partTimePosts.get(FIRST_ID)).toMatchObject({ positionId: SELLER, remark: '兼' });
	expect(state.partTimePosts.get(FIRST_ID)).not.toHaveProperty('departmentId');
	expect(await sync({ ...post, deleted: '1' })).toEqual([{ id: FIRST_ID, operate: 'delete' }]);
	expect(state.partTimePosts.size).toBe(0);
});

it.each<[string, Fields, Fields]>([
	['externalSyncType must be one of openapi', { externalSyncType: 'api' }, {}],
	['externalSyncId must not be empty', { externalSyncId: '' }, {}],
	['deleted must be one of 0, 1', { deleted: 1 }, {}],
	['employee is missing', {}, { dataRule: {} }],
	['optId is not a known field', {}, { optId: WANG }],
])('part-time posts are refused: %s', async (reason, row, request) => {
	const { call } = await startCompany();
	const post = { id: WANG, externalSyncType: 'openapi', externalSyncId: 'e', departmentId: SALES };
	const body = { data: [{ ...post, ...row }], dataRule: { employee: 'id' }, ...request };
	expect((await call('syncExtra', body)).reason).toContain(reason);
});

it.each<[Fields, string[]]>([
	[{}, [WANG]],
	[{ userStatusList: ['normal', '6'] }, [WANG, LI]],
	[{ userStatusList: ['6'] }, [LI]],
	[{ jobNumList: ['A1', 'A2'] }, [WANG]],
	[{ jobNumList: ['a1'] }, []],
	[{ ids: [WANG] }, [WANG]],
	[{ ids: [BigInt(WANG)] }, [WANG]],
	[{ ids: [rounded(WANG)] }, []],
	[{ mobileList: ['138'] }, [WANG]],
	[{ accurateEmailList: 'a@b.cn' }, []],
	[{ nameLikeList: ['五'] }, [WANG]],
	[{ departmentIds: [NORTH] }, [WANG]],
	[{ departmentIds: [SALES] }, []],
	[{ subcompanyIds: [ROOT] }, [WANG]],
	[{ subcompanyIds: [SALES] }, []],
	[{ positionList: [SELLER] }, [WANG]],
])('people by %o', async (query, found) => {
	const { call } = await startCompany();
	const { data } = await call('queryEmployee', query);
	expect(data.data.map(({ id }: Fields) => id)).toEqual(found);
	expect(data.total).toBe(found.length);
});

it('shows the usual columns, the extensions, or those that are asked for', async () => {
	const { call, state } = await startCompany();
	Object.assign(state.employees.get(WANG)!, {
		hiredate: '2020-01-02',
		userInfoExtend: { 9001: 'a' },
		employeeExtend: { size: 'L' },
	});
	const one = async (query: Fields) => (await call('queryEmployee', query)).data.data[0];
	expect(await one({})).toEqual({
		id: WANG,
		user_id: `8${WANG.slice(1)}`,
		username: '王五',
		job_num: 'A1',
		mobile: '138',
		status: 'normal',
		department: NORTH,
		position: SELLER,
	});
	const extensions = { containEmployeeExtend: true, containUserInfoExtend: true };
	expect(await one(extensions)).toMatchObject({
		userInfoExtend: { 9001: 'a' },
		employeeExtend: { size: 'L' },
	});
	expect(await one({ returnFieldList: ['hiredate'] })).toEqual({
		id: WANG,
		hiredate: '2020-01-02',
	});
	const own = { returnFieldList: ['userInfoExtend'] };
	expect(await one(own)).toEqual({ id: WANG });
	expect(await one({ ...own, ...extensions })).toEqual({
		id: WANG,
		userInfoExtend: { 9001: 'a' },
	});
});

it('keeps columns to itself, or tells a department as a list, where a test wants that', async () => {
	const { rows, state } = await startCompany();
	const query = { returnFieldList: ['mobile', 'department'], userStatusList: ['normal', '6'] };
	state.employeesUntold = ['mobile'];
	state.departmentsAsLists = true;
	state.employees.get(LI)!.department = undefined;
	state.partTimePosts.set('1', {
		id: '1',
		externalSyncId: '1',
		employee: WANG,
		departmentId: SALES,
	});
	expect((await rows('queryEmployee', query)).data).toEqual([
		{ id: WANG, department: [NORTH, SALES] },
		{ id: LI, department: [] },
	]);
});

it('pages over thousands, and says what is not so where a test wants that', async () => {
	const { call, state } = await startCompany({
		seed({ employees }) {
			for (let n = 0; n < 2500; n++) {
				const id = String(8000000000000000000n + BigInt(n));
				employees.set(id, { id, username: `人${n}`, status: 'normal' });
			}
		},
	});
	const page = async (current: number) => {
		const { data } = await call('queryEmployee', { current, pageSize: 1000 });
		return { ...data, data: data.data.map(({ username }: WeaverEmployee) => username) };
	};
	const [first, second, third, fourth] = [
		await page(1),
		await page(2),
		await page(3),
		await page(4),
	];
	expect(first).toMatchObject({ current: 1, pageSize: 1000, total: 2501 });
	const all = [...first.data, ...second.data, ...third.data];
	expect([new Set(all).size, all.length, third.data.length, fourth.data.length]).toEqual([
		2501, 2501, 501, 0,
	]);
	state.pageLimit = 400;
	expect(await page(7)).toMatchObject({ pageSize: 400, total: 2501, data: { length: 101 } });
	state.pageLimit = 1000;
	state.paging = 'short';
	expect((await page(3)).total).toBe(2502);
	state.paging = 'repeat';
	expect((await page(2)).data).toEqual(first.data);
	expect((await page(3)).data).toEqual(third.data);
});

it('lists the custom fields', async () => {
	const { rows } = await startCompany();
	const field = { componentKey: 'Text', formId: '1' };
	expect(await rows('listBasicField')).toMatchObject([{ fieldId: '9001', ...field }]);
	expect(await rows('listSubcompanyField')).toMatchObject([{ fieldId: '9003', ...field }]);
	expect(await rows('listDepartmentField')).toMatchObject([{ fieldId: '9002', ...field }]);
});
