/** Departments (部门) through the node, as far as they differ: docs/vendors/yunzhijia.md, section 4. */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import type { YunzhijiaState } from '../../platforms/index.ts';
import { addDepartment, YUNZHIJIA_ROOT } from '../../platforms/index.ts';
import { fromItem, idFromItem, itemsOf, paired, reasons, STOP, stopOf } from '../engine/cases.ts';
import { asked, LAB, NORTH, NORTH_PATH, SALES, startTeam } from './team.ts';

const ROOT = YUNZHIJIA_ROOT.orgId;
const pathOf = ({ departments }: YunzhijiaState, orgId: string) =>
	departments.get(orgId)?.department;
const weightsOf = ({ departments }: YunzhijiaState) =>
	Object.fromEntries(
		[...departments.values()].map(({ department, weights }) => [department, weights]),
	);

describe('create', () => {
	const parameters = { ...fromItem('department'), additionalFields: fromItem('weights') };
	const created = (...rows: IDataObject[]) =>
		rows.map((row) => ({ ...row, orgId: expect.any(String) as string }));

	it('keeps those with weights and those without in requests of their own', async () => {
		const team = await startTeam();
		const items = [
			{ department: '甲', weights: '5' },
			{ department: '乙' },
			{ department: '丙', weights: 0 },
			{ department: '丁', weights: null },
		];
		const { main, error } = await team.perform('department.create', parameters, items);

		expect(asked(team.requestsTo(''))).toEqual([
			['v2/dept/add', { departments: ['甲', '丙'], weights: ['5', '0'] }],
			['v2/dept/add', { departments: ['乙', '丁'] }],
		]);
		expect(error).toEqual([]);
		expect(main.map(({ json }) => json)).toEqual(
			created(
				{ department: '甲', weights: '5' },
				{ department: '乙' },
				{ department: '丙', weights: '0' },
				{ department: '丁' },
			),
		);
		for (const { json } of main)
			expect(pathOf(team.state, String(json.orgId))).toBe(json.department);
		expect(weightsOf(team.state)).toMatchObject({ 甲: 5, 乙: undefined, 丙: 0, 丁: undefined });
	});

	it('sends a level after the one above it, wherever that one stands', async () => {
		const team = await startTeam();
		const names = ['新\\二\\三', '新\\二', '别\\一', '新'];
		const items = names.map((department, n) => ({ department, weights: n }));
		const { main, error } = await team.perform('department.create', parameters, items);
		expect(asked(team.requestsTo(''))).toEqual([
			['v2/dept/add', { departments: ['别\\一', '新'], weights: ['2', '3'] }],
			['v2/dept/add', { departments: ['新\\二'], weights: ['1'] }],
			['v2/dept/add', { departments: ['新\\二\\三'], weights: ['0'] }],
		]);
		expect(error).toEqual([]);
		expect(itemsOf(main)).toEqual([0, 1, 2, 3]);
		expect(weightsOf(team.state)).toMatchObject({
			新: 3,
			'新\\二': 1,
			'新\\二\\三': 0,
			别: undefined,
		});
	});

	it('does so too where only the level above has weights', async () => {
		const team = await startTeam();
		const items = [{ department: '新\\二' }, { department: '新', weights: 3 }];
		const { main, error } = await team.perform('department.create', parameters, items);
		expect(reasons(error)).toEqual([]);
		expect(itemsOf(main)).toEqual([0, 1]);
		expect(weightsOf(team.state)).toMatchObject({ 新: 3 });
	});

	it('an empty cell of weights does not take other departments down with it', async () => {
		const team = await startTeam();
		const items = [
			{ department: '甲', weights: '5' },
			{ department: '乙', weights: '' },
		];
		const { main } = await team.perform('department.create', parameters, items);
		expect(main.map(({ json }) => json.department)).toContain('甲');
	});

	it('sends a name twice one after the other, and tells that it is there already', async () => {
		const team = await startTeam();
		const items = [{ department: '甲' }, { department: '甲' }];
		const { main, error } = await team.perform('department.create', parameters, items);
		expect(team.requestsTo('')).toHaveLength(2);
		expect(itemsOf(main)).toEqual([0]);
		expect(reasons(error)).toMatchObject([{ item: 1, error: '部门名称已存在 (400)' }]);
	});

	it.each([
		[{ department: '' }, 'department is required'],
		[{ department: '  ' }, 'department is required, but is empty'],
		[{}, 'department is required'],
		[{ department: '甲', weights: 'x' }, 'weights must be a whole number, but is “x”'],
		[{ department: '甲', weights: -1 }, 'weights must be a whole number, but is “-1”'],
	])('refuses %j without a request', async (item, error) => {
		const team = await startTeam();
		const result = await team.perform('department.create', parameters, [item]);
		expect(reasons(result.error)).toMatchObject([{ item: 0, outcome: 'rejected', error }]);
		expect(team.requests).toEqual([]);
	});
});

describe('move', () => {
	const parameters = idFromItem('orgId', 'moveToOrgId');
	const move = (orgId: string, moveToOrgId: string) => ({ orgId, moveToOrgId });
	const lookAt = (...array: string[]) => ['dept/get', { type: 0, array }];
	const lookFor = (...array: string[]) => ['dept/get', { type: 1, array }];

	it('looks for a namesake, then moves the department with all below it', async () => {
		const team = await startTeam();
		const items = [move(SALES, LAB)];
		const { main, error } = await team.perform('department.move', parameters, items);
		expect(asked(team.requestsTo(''))).toEqual([
			lookAt(SALES, LAB),
			lookFor('实验室\\销售中心'),
			['dept/moveOrg', items[0]],
		]);
		expect(error).toEqual([]);
		expect(main).toEqual(paired([0, items[0]]));
		expect(pathOf(team.state, SALES)).toBe('实验室\\销售中心');
		expect(pathOf(team.state, NORTH)).toBe('实验室\\销售中心\\华北区');
	});

	it('to the first level', async () => {
		const team = await startTeam();
		const { main } = await team.perform('department.move', parameters, [move(NORTH, ROOT)]);
		expect(asked(team.requestsTo(''))[1]).toEqual(lookFor('华北区'));
		expect(itemsOf(main)).toEqual([0]);
		expect(pathOf(team.state, NORTH)).toBe('华北区');
	});

	it.each([
		['below another one', LAB, '实验室\\华北区'],
		['on the first level', ROOT, '华北区'],
	])('onto a namesake %s is refused, and nothing sent to moveOrg', async (_where, to, name) => {
		const team = await startTeam();
		addDepartment(team.state, 'd-namesake', '华北区', to === ROOT ? '' : to);
		const items = [move(NORTH, to), move(LAB, SALES)];
		const { main, error } = await team.perform('department.move', parameters, items);
		expect(asked(team.requestsTo('moveOrg'))).toEqual([['dept/moveOrg', items[1]]]);
		expect(itemsOf(main)).toEqual([1]);
		const message = `moveToOrgId has a department of the same name already: ${name}`;
		expect(reasons(error)).toEqual([
			{
				item: 0,
				error: message,
				outcome: 'rejected',
				field: 'moveToOrgId',
				advice: expect.stringContaining('rename') as string,
			},
		]);
		expect(pathOf(team.state, NORTH)).toBe(NORTH_PATH);
		team.reset();
		addDepartment(team.state, 'd-namesake', '华北区', to === ROOT ? '' : to);
		const stopped = await team.perform('department.move', parameters, items, STOP);
		expect(stopOf(stopped)).toMatchObject({ message, itemIndex: 0, leaves: 0 });
		expect(team.requestsTo('moveOrg')).toEqual([]);
	});

	it('to where it is already is no namesake', async () => {
		const team = await startTeam();
		const { main, error } = await team.perform('department.move', parameters, [move(NORTH, SALES)]);
		expect(error).toEqual([]);
		expect(itemsOf(main)).toEqual([0]);
	});

	it.each([
		['an unknown department', move('nowhere', LAB), '部门ID不存在 (10000400)'],
		['to an unknown department', move(NORTH, 'nowhere'), '部门ID不存在 (10000400)'],
		['under itself', move(SALES, NORTH), '不能移动到自身或下级部门 (10000400)'],
	])('%s: gives the platform’s own reason', async (_what, item, error) => {
		const team = await startTeam();
		const result = await team.perform('department.move', parameters, [item]);
		expect(result.main).toEqual([]);
		expect(reasons(result.error)).toMatchObject([{ item: 0, outcome: 'rejected', error }]);
	});

	it('moves strictly in the order of the items', async () => {
		const team = await startTeam();
		addDepartment(team.state, 'd-namesake', '华北区', LAB);
		// The second only works once the first has made room.
		const items = [move('d-namesake', ROOT), move(NORTH, LAB), move(LAB, SALES)];
		const options = { concurrency: 10 };
		const result = await team.perform('department.move', { ...parameters, options }, items);
		expect(asked(team.requestsTo('moveOrg')).map(([, data]) => data)).toEqual(items);
		expect(result.error).toEqual([]);
		expect(pathOf(team.state, NORTH)).toBe('销售中心\\实验室\\华北区');
	});

	it('stops at the first that is refused', async () => {
		const team = await startTeam();
		const items = [move(LAB, SALES), move('nowhere', LAB), move(NORTH, ROOT)];
		const stopped = await team.perform('department.move', parameters, items, STOP);
		expect(team.requestsTo('moveOrg')).toHaveLength(2);
		expect(stopOf(stopped)).toMatchObject({
			message: '部门ID不存在 (10000400)',
			description:
				'The platform does not have something that this record refers to: check Department (部门, orgId). Of 3 records: 1 done, 1 rejected, 0 unknown, 1 not sent.',
			itemIndex: 1,
		});
		expect(pathOf(team.state, NORTH)).toBe(NORTH_PATH);
	});

	it('is repeated after a lost answer', async () => {
		const team = await startTeam();
		team.misbehave({ how: 'resetAfter', path: 'moveOrg', times: 1 });
		const { main } = await team.perform('department.move', parameters, [move(NORTH, LAB)]);
		expect(itemsOf(main)).toEqual([0]);
		expect(team.requestsTo('moveOrg')).toHaveLength(2);
	});

	it('is known not to have been sent when the look for a namesake comes to nothing', async () => {
		const team = await startTeam();
		team.misbehave({ how: 'status', path: 'dept/get' });
		const options = { retries: 0 };
		const items = [move(NORTH, LAB)];
		const { error } = await team.perform('department.move', { ...parameters, options }, items);
		expect(team.requestsTo('moveOrg')).toEqual([]);
		expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'notSent' }]);
	});

	it('is given up when nothing answers any more, as every other operation is', async () => {
		const team = await startTeam();
		team.misbehave({ how: 'resetBefore' });
		const options = { retries: 0 };
		const items = Array.from({ length: 10 }, () => move(NORTH, LAB));
		const { error } = await team.perform('department.move', { ...parameters, options }, items);
		expect(team.requestsTo('').length).toBeLessThanOrEqual(3);
		expect(reasons(error)).toMatchObject(Array(10).fill({ outcome: 'notSent' }));
	});

	it('asks for no second token when the first is refused for good', async () => {
		const team = await startTeam();
		team.credential.secret = 'wrong';
		const items = Array.from({ length: 5 }, () => move(NORTH, LAB));
		const { error } = await team.perform('department.move', parameters, items);
		expect(reasons(error)).toMatchObject(Array(5).fill({ outcome: 'notSent' }));
		expect(team.tokenRequests()).toHaveLength(1);
	});
});

describe.each([
	['update', { ...idFromItem('orgId'), ...fromItem('todepartment') }, 'todepartment'],
	['setWeights', { ...idFromItem('orgId'), ...fromItem('weights') }, 'weights'],
])('%s', (operation, parameters, field) => {
	it('sends records of one department in input order, never together', async () => {
		const team = await startTeam();
		const items = ['1', '2', '3'].map((value) => ({ orgId: NORTH, [field]: value }));
		const { main } = await team.perform(`department.${operation}`, parameters, items);
		expect(asked(team.requestsTo('')).map(([, data]) => data)).toEqual(
			items.map((item) => ({ departments: [item] })),
		);
		expect(itemsOf(main)).toEqual([0, 1, 2]);
		const { name, weights } = team.state.departments.get(NORTH)!;
		expect([name, weights]).toEqual(field === 'weights' ? ['华北区', 3] : ['3', undefined]);
	});

	it.each(['', undefined, null])('needs a value, not %j', async (value) => {
		const team = await startTeam();
		const items = [{ orgId: NORTH, [field]: value }];
		const { error } = await team.perform(`department.${operation}`, parameters, items);
		expect(reasons(error)).toMatchObject([{ field, outcome: 'rejected' }]);
		expect(team.requests).toEqual([]);
	});
});

it('a deleted department takes those below it along', async () => {
	const team = await startTeam();
	const { main } = await team.perform('department.delete', idFromItem('orgId'), [{ orgId: SALES }]);
	expect(main).toEqual(paired([0, { orgId: SALES, deleted: true }]));
	expect([...team.state.departments.keys()]).toEqual([LAB]);
});
