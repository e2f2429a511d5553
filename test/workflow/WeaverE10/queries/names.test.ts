/**
 * Get Many of employees and positions with Add Codes and Names, against the platform's own lists:
 * docs/vendors/weaver-e10.md, section 5, no. 13 to 15, and 6.1.
 */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import type { WeaverE10Options } from '../../../platforms/index.ts';
import { itemsOf, paired, reasons } from '../../engine/cases.ts';
import { CHIEF, idsFrom, LI, NORTH, OLD, RESTFUL, SALES, SELLER } from '../company.ts';
import { startCompany, WANG, ZHAO } from '../company.ts';
import { traffic } from '../runs.ts';

const ADDED = { addCodesAndNames: true };
const ALL = { returnAll: true, additionalFields: ADDED };
/** Weaver gives superior and status only where they are asked for. */
const RETURNED = 'job_num,department,position,superior,personnel_status';
const WIDE = { returnAll: true, additionalFields: { ...ADDED, returnFieldList: RETURNED } };
const IN_PAGES = { current: 1, pageSize: 1000 };

/** Wang, a chief in the sealed department, is below Zhao, who has left; Li below Wang. */
const start = async (options: WeaverE10Options = {}) =>
	await startCompany({
		...options,
		seed(state) {
			const { employees, positions } = state;
			const wang = { department: OLD, position: CHIEF, superior: ZHAO, personnel_status: '3' };
			Object.assign(employees.get(WANG)!, wang);
			const li = { department: [NORTH, SALES], superior: WANG, personnel_status: '1' };
			Object.assign(employees.get(LI)!, li);
			positions.get(SELLER)!.parent = CHIEF;
			positions.get(CHIEF)!.parent = '0';
			options.seed?.(state);
		},
	});

/** What was asked for, in the order of the first of its kind. */
const asked = (weaver: Awaited<ReturnType<typeof start>>) =>
	weaver.requestsTo('').map(({ path }) => path.replace(RESTFUL, ''));

const WANG_IS = {
	...{ departmentCode: 'O', departmentName: '旧部', positionCode: 'P2', positionName: '主管' },
	...{ superiorJobNum: 'A3', superiorName: '赵六', personnelStatusName: '正式' },
};
const LI_IS = {
	...{ departmentCode: 'SN', departmentName: '华北' },
	...{ superiorJobNum: 'A1', superiorName: '王五', personnelStatusName: '试用' },
};

describe('employee.getAll', () => {
	it.each([true, false])('adds them, Simplify: %j', async (simple) => {
		const weaver = await start();
		const { main, error } = await weaver.run('employee.getAll', { ...WIDE, simple }, [{}]);
		expect(reasons(error)).toEqual([]);
		expect(main.map(({ json }) => json)).toEqual([
			{
				...{ id: WANG, job_num: 'A1', department: OLD, position: CHIEF },
				...{ superior: ZHAO, personnel_status: '3', ...WANG_IS },
			},
			{
				...{ id: LI, job_num: 'A2', department: [NORTH, SALES] },
				...{ superior: WANG, personnel_status: '1', ...LI_IS },
			},
		]);
		expect(traffic(weaver)).toEqual([
			['queryEmployee', { returnFieldList: RETURNED.split(','), ...IN_PAGES }],
			['queryOrg', { containDisableOrg: true, ...IN_PAGES }],
			['queryPosition', IN_PAGES],
			[
				'queryEmployee',
				{ userStatusList: ['normal', '6'], ids: [ZHAO, WANG], current: 1, pageSize: 2 },
			],
		]);
	});

	it('adds nothing for what Weaver does not give, and takes IDs that are numbers', async () => {
		const weaver = await startCompany();
		weaver.misbehave({ how: 'numberId' });
		const { main } = await weaver.run('employee.getAll', { ...ALL, simple: true }, [{}]);
		expect(main.map(({ json }) => json.departmentName)).toEqual(['销售', '华北']);
		expect(main[0].json).toMatchObject({ positionName: '销售员', position: SELLER });
		for (const { json } of main)
			for (const name of ['superiorName', 'superiorJobNum', 'personnelStatusName'])
				expect(json).not.toHaveProperty(name);
		expect(asked(weaver)).toEqual(['queryEmployee', 'queryOrg', 'queryPosition']);
	});

	it.each([{ addCodesAndNames: false }, {}])('%j: nothing is added or asked', async (more) => {
		const weaver = await start();
		const additionalFields = { ...WIDE.additionalFields, ...more };
		if (!('addCodesAndNames' in more)) delete (additionalFields as IDataObject).addCodesAndNames;
		const { main } = await weaver.run('employee.getAll', { ...WIDE, additionalFields }, [{}]);
		expect(Object.keys(main[0].json)).toEqual(['id', ...RETURNED.split(',')]);
		expect(asked(weaver)).toEqual(['queryEmployee']);
	});

	it('several items share what is looked up', async () => {
		const weaver = await start();
		const additionalFields = { ...WIDE.additionalFields, jobNumList: '={{ $json.no }}' };
		const items = ['A1', 'A2', 'A1', 'A2', 'A1', 'A2'].map((no) => ({ no }));
		const { main, error } = await weaver.run(
			'employee.getAll',
			{ ...WIDE, additionalFields },
			items,
		);
		expect(reasons(error)).toEqual([]);
		const added = [WANG_IS, LI_IS];
		expect(main).toMatchObject(
			items.map((_, item) => ({ json: added[item % 2], pairedItem: { item } })),
		);
		const lookUps = traffic(weaver).filter(([, { jobNumList }]) => !jobNumList);
		expect(asked(weaver)).toHaveLength(items.length + lookUps.length);
		const told = lookUps.map(([path, { ids = [] }]) => [path, ...(ids as string[])].join(' '));
		expect(told.toSorted()).toEqual(
			[
				...['queryOrg', 'queryPosition'],
				...[`queryEmployee ${ZHAO}`, `queryEmployee ${WANG}`],
			].toSorted(),
		);
	});

	it('of 10,000 people: the pages, and each list once', async () => {
		const people = idsFrom(1000, 9_000).concat(idsFrom(20_000, 1_000));
		const weaver = await start({
			seed({ employees }) {
				employees.clear();
				people.forEach((id, at) => {
					const superior = at === 0 ? '' : people[Math.floor(at / 10)];
					const more = { department: SALES, position: SELLER, superior, personnel_status: '3' };
					const who = { username: `员工${at}`, job_num: `N${at}`, status: 'normal' };
					employees.set(id, { id, ...who, ...more });
				});
			},
		});
		const additionalFields = { ...ADDED, returnFieldList: `username,${RETURNED}` };
		const { main, error } = await weaver.run('employee.getAll', { ...WIDE, additionalFields }, [
			{},
		]);
		expect(reasons(error)).toEqual([]);
		expect(main).toHaveLength(10_000);
		expect(asked(weaver)).toEqual([
			...Array<string>(10).fill('queryEmployee'),
			...['queryOrg', 'queryPosition'],
		]);
		expect(main[0].json).toMatchObject({ superiorJobNum: '', departmentCode: 'S' });
		expect(main.at(-1)!.json).toMatchObject({
			...{ superiorJobNum: 'N999', superiorName: '员工999', positionCode: 'P1' },
			personnelStatusName: '正式',
		});
	});

	it('a list that the app may not read is the reason, and names the way out', async () => {
		const authorisedInterfaces = ['queryEmployee', 'queryOrg'];
		const weaver = await start({ authorisedInterfaces });
		const items = [{ no: 'A1' }, { no: 'A2' }];
		const additionalFields = { ...WIDE.additionalFields, jobNumList: '={{ $json.no }}' };
		const { main, error } = await weaver.run(
			'employee.getAll',
			{ ...WIDE, additionalFields },
			items,
		);
		// Li has no position, so that nothing of it is looked up for him.
		expect(itemsOf(main)).toEqual([1]);
		expect(reasons(error)).toMatchObject([
			{
				item: 0,
				outcome: 'rejected',
				error: 'Codes and names could not be looked up: 应用未授权接口queryPosition (500)',
				advice: expect.stringContaining('Without the option Add Codes and Names') as string,
			},
		]);
	});
});

describe('position.getAll', () => {
	it('adds department and parent', async () => {
		const weaver = await start();
		const { main } = await weaver.run('position.getAll', ALL, [{}]);
		expect(main.map(({ json }) => json)).toMatchObject([
			{
				...{ id: SELLER, departmentCode: 'S', departmentName: '销售' },
				...{ parentCode: 'P2', parentName: '主管' },
			},
			{
				...{ id: CHIEF, departmentCode: 'SN', departmentName: '华北' },
				...{ parentCode: '', parentName: '' },
			},
		]);
		expect(traffic(weaver)).toEqual([
			['queryPosition', IN_PAGES],
			['queryOrg', { containDisableOrg: true, ...IN_PAGES }],
		]);
	});

	it('looks for a parent that is not among the rows, and asks nothing when it is off', async () => {
		const weaver = await start();
		const only = { codeList: 'P1' };
		const { main } = await weaver.run(
			'position.getAll',
			{ returnAll: true, additionalFields: { ...ADDED, ...only } },
			[{}],
		);
		expect(main).toMatchObject([{ json: { parentCode: 'P2', parentName: '主管' } }]);
		expect(asked(weaver)).toEqual(['queryPosition', 'queryOrg', 'queryPosition']);

		const off = await start();
		const plain = { returnAll: true, additionalFields: { ...only, addCodesAndNames: false } };
		const { main: rows } = await off.run('position.getAll', plain, [{}]);
		expect(rows).toEqual(paired([0, off.state.positions.get(SELLER) as unknown as IDataObject]));
		expect(traffic(off)).toEqual([['queryPosition', { codeList: ['P1'], ...IN_PAGES }]]);
	});
});
