/** External organisations and virtual dimensions of the Weaver E10 test platform. */
import { expect, it } from 'vitest';
import type { Fields } from '../http.ts';
import { FIRST_ID, LI, SALES, WANG, rounded, startCompany } from './company.ts';

const [DIMENSION, TEAM, SUBTEAM] = [1, 2, 3].map((n) => `975410981123457000${n}`);

it('external companies, their departments and contacts', async () => {
	const { rows, state } = await startCompany();
	await rows('syncExternalSubcompany', {
		data: [{ name: '客户', disporder: 1, description: 'd' }],
		dataRule: { subcompany: 'name' },
	});
	const dataRule = { department: 'name', subcompany: 'name' };
	const department = { name: '采购', subcompanyid: '客户' };
	expect(
		await rows('syncExternalDepartment', {
			data: [department, { ...department, name: '一组', parent: '采购' }, { name: '二组' }],
			dataRule,
			extKey: 'name',
			virtualId: DIMENSION,
		}),
	).toMatchObject([
		{ operate: 'insert', extKeyMap: { name: '采购' } },
		{ operate: 'insert', extKeyMap: { name: '一组' } },
		{ operate: 'fail', extKeyMap: { name: '二组' } },
	]);
	const [buying, first] = state.externalDepartments.values();
	expect(buying.subcompanyid).toBe(FIRST_ID);
	expect(first.parent).toBe(buying.id);

	const contact = { username: '张', sex: 'female', customer: BigInt(FIRST_ID), mobile: '1' };
	const sync = {
		data: [contact, { username: '张', mobile: '2' }],
		dataRule: { employee: 'username' },
	};
	expect(await rows('syncExteralEmployee', sync)).toMatchObject([
		{ operate: 'insert' },
		{ operate: 'update' },
	]);
	expect([...state.externalContacts.values()]).toMatchObject([{ username: '张', mobile: '2' }]);
});

it.each<[string, Fields, string]>([
	['syncExteralEmployee', { data: [{ username: 'x', customer: FIRST_ID }] }, 'number'],
	['syncExteralEmployee', { data: [{ username: 'x' }], dataRule: { department: 'id' } }, 'is not'],
	['syncExternalDepartment', { data: [{ name: 'x' }] }, 'dataRule is missing'],
	[
		'syncExternalSubcompany',
		{ data: [{ name: 'x' }], dataRule: {}, virtualId: DIMENSION },
		'virtualId is not',
	],
	['queryVirtualEmployee', { dataConfig: { browserIdAndName: 1 } }, 'true or false'],
	['queryVirtualEmployee', { virtualIdList: ['1'] }, 'virtualIdList'],
	['queryVirtualEmployee', { current: 1 }, 'current is not'],
])('%s refuses %o', async (name, body, reason) => {
	const { call } = await startCompany();
	const { ok, reason: told } = await call(name, body);
	expect([ok, told]).toEqual([false, expect.stringContaining(reason)]);
});

const startDimension = async () =>
	await startCompany({
		seed({ dimensions, virtualOrgs }) {
			dimensions.set(DIMENSION, { id: DIMENSION, name: '项目' });
			const org = { type: 'department', virtualId: DIMENSION } as const;
			virtualOrgs.set(TEAM, { id: TEAM, name: '甲队', code: 'X', ...org });
			virtualOrgs.set(SUBTEAM, { id: SUBTEAM, name: '乙队', code: 'Y', parent: TEAM, ...org });
		},
	});
const rule = { organization: 'code', employee: 'job_num' };

it('people stand once in a dimension', async () => {
	const { rows, call, state } = await startDimension();
	const sync = { virtualId: DIMENSION, dataRule: rule, extKey: 'no' };
	const data = [
		{ employeeid: 'A1', orgid: 'X', no: 1 },
		{ employeeid: 'A2', orgid: 'Y', superior: 'A1', no: 2 },
		{ employeeid: 'A1', orgid: 'Y', no: 3 },
		{ employeeid: 'A1', orgid: 'Z', no: 4 },
		{ orgid: 'X', no: 5 },
	];
	const answered = (await rows('syncVirtualEmployee', { ...sync, data })) as Fields[];
	expect(answered.map(({ operate }) => operate)).toEqual([
		'insert',
		'insert',
		'update',
		'fail',
		'fail',
	]);
	expect(answered[4].extKeyMap).toEqual({ no: 5 });
	expect(state.virtualPeople.get(FIRST_ID)).toMatchObject({ employeeid: WANG, orgid: SUBTEAM });
	const elsewhere = await call('syncVirtualEmployee', { ...sync, virtualId: SALES, data });
	expect(elsewhere.reason).toBe(`${SALES}不存在`);
});

it.each<[Fields, string[]]>([
	[{}, [WANG, LI]],
	[{ virtualIdList: [DIMENSION] }, [WANG, LI]],
	[{ virtualIdList: [rounded(DIMENSION)] }, []],
	[{ employeeidList: [BigInt(LI)] }, [LI]],
	[{ virtualDepartidList: [TEAM] }, [WANG]],
	[{ virtualDepartidList: [TEAM], containSubordinates: true }, [WANG, LI]],
	[{ virtualSubcompanyIdList: [SALES] }, []],
])('people of a dimension by %o', async (query, found) => {
	const { rows } = await startDimension();
	const data = [
		{ employeeid: 'A1', orgid: 'X' },
		{ employeeid: 'A2', orgid: 'Y', superior: 'A1' },
	];
	await rows('syncVirtualEmployee', { virtualId: DIMENSION, dataRule: rule, data });
	const people = (await rows('queryVirtualEmployee', query)) as Fields[];
	expect(people.map(({ employeeid }) => employeeid)).toEqual(found);
	const named = { ...query, dataConfig: { browserIdAndName: true } };
	const first = ((await rows('queryVirtualEmployee', named)) as Fields[]).at(-1);
	if (found.at(-1) === LI) {
		expect(first).toMatchObject({
			employeeid: { id: LI, name: '李四' },
			orgid: { id: SUBTEAM, name: '乙队' },
			superior: { id: WANG },
		});
	}
});
