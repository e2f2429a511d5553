/**
 * What yunzhijiaSync does to the platform: each kind and action, their order, what is sent for
 * them, and the ways in which a table may name its columns.
 */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import type { YunzhijiaState } from '../../../platforms/index.ts';
import { addDepartment, addPerson, partTimeJobKey } from '../../../platforms/index.ts';
import type { Company, Tables } from './syncs.ts';
import {
	addJob,
	ANY,
	change,
	company,
	countsOf,
	departments,
	EMPTY,
	hintsOf,
	id,
	jobNo,
	lead,
	mobile,
	newcomer,
	PATHS,
	pathOf,
	PEOPLE,
	reasonOf,
	recordOf,
	row,
	rows,
	rowsSent,
	somebody,
	startCompany,
	summaryOf,
	told,
	writes,
} from './syncs.ts';

const seeded = (more: (state: YunzhijiaState) => void) =>
	function seed(state: YunzhijiaState) {
		company()(state);
		more(state);
	};
const started = async (more: (state: YunzhijiaState) => void) =>
	await startCompany({ seed: seeded(more) });

/** A second run of the same has nothing left to do. */
async function expectSettled(team: Company, tables: Tables, parameters: IDataObject = {}) {
	const { length } = writes(team);
	const again = await team.apply(tables, parameters);
	expect(again.failure).toBeUndefined();
	expect(told(again)).toEqual([]);
	expect(writes(team)).toHaveLength(length);
}

const orgIdOf = (team: Company, path: string) =>
	[...team.state.departments.values()].find(({ department }) => department === path)!.orgId;

/** The place of the first request to an interface that says this. */
const placeOf = (team: Company, path: string, text: string) => {
	const place = writes(team).findIndex(
		(write) => write.path === path && JSON.stringify(write.rows).includes(text),
	);
	expect(place, `${path} ${text}`).not.toBe(-1);
	return place;
};

describe('departments', () => {
	it('are created with the levels that are missing, each once', async () => {
		const team = await startCompany();
		const tables = {
			department: [
				{ department: '制造中心\\一厂\\甲班', weights: 7 },
				{ department: '制造中心\\一厂\\乙班' },
				{ department: '实验室\\化学' },
			],
		};
		const result = await team.apply(tables);

		expect(told(result)).toEqual([
			'制造中心: create done',
			'制造中心\\一厂: create done',
			'制造中心\\一厂\\甲班: create done',
			'制造中心\\一厂\\乙班: create done',
			'实验室\\化学: create done',
		]);
		expect(result.records.map(({ reason }) => reason)).toEqual([
			'a level of 制造中心\\一厂\\甲班 that is not there yet',
			'a level of 制造中心\\一厂\\甲班 that is not there yet',
			...Array(3).fill('not on the platform'),
		]);
		expect(recordOf(result, '制造中心\\一厂')).toMatchObject({ name: '一厂', matchedBy: '' });
		expect(recordOf(result, '制造中心\\一厂\\甲班')).toMatchObject({
			kind: 'department',
			name: '甲班',
			matchedBy: '',
			id: orgIdOf(team, '制造中心\\一厂\\甲班'),
			changes: expect.arrayContaining([change('weights', '', '7')]) as unknown,
		});
		expect(result.changes.map(({ pairedItem }) => pairedItem)).toEqual([
			undefined,
			undefined,
			...[0, 1, 2].map((item) => ({ item, input: 0 })),
		]);
		const added = writes(team).flatMap(({ rows: sent }) => sent);
		expect(new Set(added).size).toBe(added.length);
		expect(team.paths()).toEqual(
			[...Object.values(PATHS), ...result.records.map(({ key }) => key as string)].toSorted(),
		);
		const made = team.state.departments.get(orgIdOf(team, '制造中心\\一厂\\甲班'))!;
		expect(made.weights).toBe(7);
		await expectSettled(team, tables);
	});

	it('are created by codes, whatever the order of the rows', async () => {
		const team = await startCompany();
		const tables = {
			department: [
				{ code: 'C3', parentCode: 'C2', name: '甲班' },
				{ code: 'C2', parentCode: 'C1', name: '一厂' },
				{ code: 'C1', parentCode: '', name: '制造中心' },
				{ code: 'S', parentCode: '', name: '销售中心' },
				{ code: 'W', parentCode: 'S', name: '华西区' },
			],
			person: [row(1, { department: undefined, departmentCode: 'C3' })],
			leader: [{ jobNo: 'J2', departmentCode: 'C2' }],
			partTimeJob: [{ jobNo: 'J3', departmentCode: 'W', jobTitle: '顾问' }],
		};
		const result = await team.apply(tables);

		expect(told(result)).toEqual([
			'制造中心\\一厂\\甲班: create done',
			'制造中心\\一厂: create done',
			'制造中心: create done',
			'销售中心\\华西区: create done',
			'J1: move done',
			'J2|制造中心\\一厂: create done',
			'J3|销售中心\\华西区: create done',
		]);
		expect(team.personNo(1)!.orgId).toBe(orgIdOf(team, '制造中心\\一厂\\甲班'));
		expect([...team.state.leaders.keys()]).toEqual([`${id(2)}|${orgIdOf(team, '制造中心\\一厂')}`]);
		expect(team.jobs()).toEqual([`${id(3)}|${orgIdOf(team, '销售中心\\华西区')}: 顾问`]);
		await expectSettled(team, tables);
	});

	it.each<[what: string, row: IDataObject, action: string, changes: object[], path: string]>([
		[
			'named anew',
			{ name: '实验中心' },
			'update',
			[change('name', '实验室', '实验中心')],
			'实验中心',
		],
		[
			'moved',
			{ department: '销售中心\\实验室' },
			'move',
			[change('parent', '', '销售中心')],
			'销售中心\\实验室',
		],
		[
			'moved and named anew',
			{ department: '销售中心\\实验中心' },
			'move',
			[change('parent', '', '销售中心'), change('name', '实验室', '实验中心')],
			'销售中心\\实验中心',
		],
		['weighed', { weights: '9' }, 'update', [change('weights', '', '9')], '实验室'],
	])('are %s by their ID', async (_what, changed, action, changes, path) => {
		const team = await startCompany();
		const tables = { department: [{ orgId: 'd-lab', ...changed }] };
		const result = await team.apply(tables);

		expect(result.records).toHaveLength(1);
		expect(result.records[0]).toMatchObject({
			...{ action, outcome: 'done', id: 'd-lab', matchedBy: 'orgId' },
			reason: changes.length === 1 ? expect.stringMatching(/^\w+ differs/) : 'parent, name differ',
		});
		expect(
			(result.records[0].changes as object[]).map((each) =>
				// What the platform says of one that has none is its own.
				'weights' in changed ? { ...each, from: '' } : each,
			),
		).toEqual(changes);
		expect(team.state.departments.get('d-lab')!.department).toBe(path);
		expect(writes(team)).toHaveLength(changes.length);
		await expectSettled(team, tables);
	});

	it('are weighed by their long name', async () => {
		const team = await startCompany();
		const result = await team.apply({ department: [{ 部门: PATHS['d-north'], 排序: 5 }] });
		expect(told(result)).toEqual(['销售中心\\华北区: update done']);
		expect(recordOf(result, PATHS['d-north'])).toMatchObject({ matchedBy: 'department' });
		expect(rowsSent(team)).toEqual({ 'dept/updateWeightsById': 1 });
		expect(team.state.departments.get('d-north')!.weights).toBe(5);
	});

	it('below one that gets another name are the same, and new ones are created below it', async () => {
		const team = await startCompany();
		const tables = {
			department: [
				{ orgId: 'd-sales', department: '营销中心' },
				{ department: '营销中心\\华北区' },
				{ department: '营销中心\\华西区' },
				{ department: '营销中心\\华西区\\一组' },
			],
			person: [
				row(1, { department: '营销中心' }),
				row(2, { department: '营销中心\\华西区\\一组' }),
			],
		};
		const result = await team.apply(tables, { departmentMissing: 'keep' });

		expect(told(result)).toEqual([
			'营销中心: update done',
			'营销中心\\华西区: create done',
			'营销中心\\华西区\\一组: create done',
			'J2: move done',
		]);
		expect(team.paths()).toEqual(
			[
				...['实验室', '旧部', '营销中心', '营销中心\\华北区', '营销中心\\华南区'],
				...['营销中心\\华西区', '营销中心\\华西区\\一组'],
			].toSorted(),
		);
		expect(team.state.departments.get('d-north')!.department).toBe('营销中心\\华北区');
		expect(rowsSent(team)).toMatchObject({ 'dept/updateById': 1, 'person/updateDeptByDeptId': 1 });
		await expectSettled(team, tables);
	});

	it('give their name to a new one, but not themselves', async () => {
		const team = await startCompany();
		const tables = {
			department: [{ department: '实验室' }, { orgId: 'd-lab', department: '研究室' }],
			person: [row(4, { department: '研究室' }), row(8, { department: '实验室' })],
		};
		const result = await team.apply(tables);

		expect(told(result)).toEqual([
			...['实验室: create done', '研究室: update done', 'J8: move done'],
		]);
		expect(team.personNo(4)!.orgId).toBe('d-lab');
		expect(team.personNo(8)!.orgId).toBe(orgIdOf(team, '实验室'));
		await expectSettled(team, tables);
	});

	it('are moved below one that is created in the same run', async () => {
		const team = await startCompany();
		const tables = {
			department: [{ orgId: 'd-lab', department: '制造中心\\实验室' }, { department: '制造中心' }],
		};
		const result = await team.apply(tables);
		expect(told(result).toSorted()).toEqual([
			'制造中心: create done',
			'制造中心\\实验室: move done',
		]);
		expect(team.state.departments.get('d-lab')!.department).toBe('制造中心\\实验室');
		expect(team.personNo(4)!.orgId).toBe('d-lab');
		await expectSettled(team, tables);
	});

	it('are removed from the bottom up', async () => {
		const team = await started((state) => {
			addDepartment(state, 'd-a', '甲', 'd-old');
			addDepartment(state, 'd-b', '乙', 'd-a');
			addDepartment(state, 'd-c', '丙', 'd-old');
		});
		const tables = { department: departments().filter(({ department }) => department !== EMPTY) };
		const remove = { departmentMissing: 'remove', limits: ANY };
		const result = await team.apply(tables, remove);

		expect(told(result)).toEqual(
			['旧部', '旧部\\丙', '旧部\\甲', '旧部\\甲\\乙'].map((key) => `${key}: remove done`),
		);
		expect(recordOf(result, EMPTY)).toMatchObject({
			...{ reason: 'not in the source', id: 'd-old', changes: [], name: EMPTY },
		});
		expect(rowsSent(team)).toEqual({ 'dept/deleteById': 4 });
		const order = writes(team).flatMap(({ rows: sent }) => sent);
		expect(order.indexOf('d-b')).toBeLessThan(order.indexOf('d-a'));
		expect(order.indexOf('d-a')).toBeLessThan(order.indexOf('d-old'));
		expect(order.indexOf('d-c')).toBeLessThan(order.indexOf('d-old'));
		expect(team.paths()).toHaveLength(4);
		await expectSettled(team, tables, remove);
	});

	it('are kept while people are in them or below, and say how many', async () => {
		const team = await started((state) => {
			addDepartment(state, 'd-a', '甲', 'd-old');
			addPerson(state, somebody(9, { orgId: 'd-a' }));
			addPerson(state, somebody(10, { orgId: 'd-a' }));
		});
		const tables = { department: departments().filter(({ department }) => department !== EMPTY) };
		const result = await team.apply(tables, { departmentMissing: 'remove', limits: ANY });

		expect(told(result).map((text) => text.replace(/: .*/, ''))).toEqual(['旧部', '旧部\\甲']);
		for (const { reason, error, outcome } of result.records) {
			expect(reason).toContain('2');
			expect(reason).toMatch(/people|person/);
			expect(error).toBe(reason);
			expect(outcome).not.toBe('done');
		}
		expect(writes(team)).toEqual([]);
	});
});

describe('people', () => {
	it('are created with all that the row says', async () => {
		const team = await startCompany();
		const given = newcomer(101, {
			...{ gender: '女', birthday: '1990-02-28', hireDate: '2026-01-05', weights: 3 },
			...{ positiveDate: '2026-04-05', staffType: '正式', jobTitle: '主管', status: '在职' },
		});
		const result = await team.apply({ person: [given] });

		const [made] = team.named('J101');
		expect(made).toMatchObject({
			...{ name: '员工101', phone: mobile(101), email: 'j101@example.com', orgId: 'd-lab' },
			...{ gender: '女', birthday: '1990-02-28', hireDate: '2026-01-05', weights: 3 },
			...{ positiveDate: '2026-04-05', staffType: '正式', jobTitle: '主管' },
		});
		expect(result.records).toEqual([
			expect.objectContaining({
				...{ kind: 'person', key: 'J101', name: '员工101', action: 'create', outcome: 'done' },
				...{ reason: 'not on the platform', matchedBy: '', id: made.openId },
			}),
		]);
		const changes = result.records[0].changes as IDataObject[];
		expect(changes).toContainEqual(change('department', '', '实验室'));
		expect(changes).toContainEqual(change('hireDate', '', '2026-01-05'));
		expect(rowsSent(team)).toEqual({ 'person/addNew': 1 });
		await expectSettled(team, { person: [given] });
	});

	it.each<[field: string, value: string, has: IDataObject, path: string]>([
		['name', '改名', { name: '改名' }, 'person/updateInfo'],
		['jobTitle', '主管', { jobTitle: '主管' }, 'person/updateInfo'],
		['gender', '男', { gender: '男' }, 'person/updateInfo'],
		['birthday', '1990-02-28', { birthday: '1990-02-28' }, 'person/updateInfo'],
		['hireDate', '2020-01-05', { hireDate: '2020-01-05' }, 'person/updateInfo'],
		['staffType', '实习', { staffType: '实习' }, 'person/updateInfo'],
		['weights', '12', { weights: 12 }, 'person/updateInfo'],
		['phone', mobile(77), { phone: mobile(77) }, 'person/updatePhone'],
		['email', 'x@example.com', { email: 'x@example.com' }, 'person/updateEmailUnbound'],
		['department', '旧部', { orgId: 'd-old' }, 'person/updateDeptByDeptId'],
	])('change their %s alone', async (field, value, has, path) => {
		const team = await startCompany();
		const tables = { person: [{ jobNo: 'J3', [field]: value }] };
		const result = await team.apply(tables);

		const before = { ...somebody(3), department: pathOf(3) } as unknown as IDataObject;
		const from = field === 'weights' ? expect.any(String) : (before[field] ?? '');
		expect(recordOf(result, 'J3')).toMatchObject({
			...{
				action: field === 'department' ? 'move' : 'update',
				outcome: 'done',
				matchedBy: 'jobNo',
				id: id(3),
				name: has.name ?? '员工3',
			},
			...{ reason: `${field} differs`, changes: [{ field, from, to: value }] },
		});
		expect(team.personNo(3)).toEqual({
			...{ ...somebody(3), ...has },
			updatedAt: expect.any(Number) as number,
		});
		expect(rowsSent(team)).toEqual({ [path]: 1 });
		await expectSettled(team, tables);
	});

	it('change several things at once, and none that is the same is sent', async () => {
		const team = await startCompany();
		const tables = {
			person: [
				row(1, { jobTitle: '主管', phone: mobile(77), department: EMPTY }),
				...rows(2, PEOPLE),
			],
		};
		const result = await team.apply(tables);

		expect(told(result)).toEqual(['J1: move done']);
		expect(reasonOf(result, 'J1')).toBe('phone, department, jobTitle differ');
		expect(team.personNo(1)).toMatchObject({ jobTitle: '主管', phone: mobile(77), orgId: 'd-old' });
		expect(writes(team).toSorted((a, b) => a.path.localeCompare(b.path))).toEqual([
			{ path: 'person/updateDeptByDeptId', rows: [{ openId: id(1), orgId: 'd-old' }] },
			{ path: 'person/updateInfo', rows: [{ openId: id(1), jobTitle: '主管' }] },
			{ path: 'person/updatePhone', rows: [{ openId: id(1), phone: mobile(77) }] },
		]);
		await expectSettled(team, tables);
	});

	it('go in full batches', async () => {
		const team = await startCompany();
		const people = [
			...rows(1, PEOPLE).map((each) => ({ ...each, jobTitle: '主管' })),
			...[101, 102, 103].map((n) => newcomer(n)),
		];
		const result = await team.apply({ person: people });
		expect(countsOf(result, 'person')).toMatchObject({
			create: 3,
			update: PEOPLE,
			done: PEOPLE + 3,
		});
		expect(
			writes(team)
				.map(({ path, rows: sent }) => `${path} ${sent.length}`)
				.toSorted(),
		).toEqual(['person/addNew 3', `person/updateInfo ${PEOPLE}`]);
	});

	it('go in batches of the size that is wanted', async () => {
		const team = await startCompany();
		const people = rows(1, PEOPLE).map((each) => ({ ...each, jobTitle: '主管' }));
		await team.apply({ person: people }, { options: { batchSize: 3 } });
		expect(writes(team).map(({ rows: sent }) => sent.length)).toEqual([3, 3, 2]);
	});

	it.each<[what: string, status: IDataObject]>([
		['without a status', {}],
		['active again', { status: '在职' }],
	])('come back after they left: %s', async (_what, status) => {
		const team = await started((state) => {
			addPerson(state, somebody(9, { status: '0' }));
			addPerson(state, somebody(10, { status: '0' }));
		});
		const tables = {
			person: [row(9, status), row(10, { ...status, jobTitle: '主管', department: EMPTY })],
		};
		const result = await team.apply(tables);

		expect(told(result)).toEqual(['J9: restore done', 'J10: restore done']);
		expect(result.records.map(({ reason, changes }) => [reason, changes])).toEqual([
			['in the source again after leaving', []],
			[
				'in the source again after leaving; department, jobTitle differ',
				[change('department', pathOf(10), EMPTY), change('jobTitle', '工程师', '主管')],
			],
		]);
		expect(team.personNo(9)!.status).toBe('1');
		expect(team.personNo(10)).toMatchObject({ status: '1', jobTitle: '主管', orgId: 'd-old' });
		expect(rowsSent(team)).toEqual({
			...{ 'person/updateStatus': 2, 'person/updateInfo': 1, 'person/updateDeptByDeptId': 1 },
		});
		expect(writes(team)[0]).toEqual({
			path: 'person/updateStatus',
			rows: [9, 10].map((n) => ({ openId: id(n), type: '2' })),
		});
		await expectSettled(team, tables);
	});

	// The list of changes tells of them as well.
	it('who were deleted do not come back, they are new', async () => {
		const team = await started((state) => {
			state.deletedPeople.set(id(9), somebody(9, { status: '0' }));
		});
		const result = await team.apply({ person: [row(9)] });
		expect(told(result)).toEqual(['J9: create done']);
		expect(rowsSent(team)).toEqual({ 'person/addNew': 1 });
	});

	// An update would be refused, or get lost, while they are gone.
	it('who do not come back are not changed either', async () => {
		const team = await started((state) => {
			for (const n of [9, 10]) addPerson(state, somebody(n, { status: '0' }));
		});
		team.misbehave({ how: 'refuseRow', path: 'person/updateStatus', row: id(9) });
		const tables = {
			person: [9, 10].map((n) => row(n, { jobTitle: '主管', phone: mobile(n + 50) })),
		};
		const result = await team.apply(tables);

		expect(told(result)).toEqual(['J9: restore rejected', 'J10: restore done']);
		expect(reasonOf(result, 'J9')).toContain('数据校验不通过');
		expect(team.personNo(9)).toEqual(somebody(9, { status: '0' }));
		expect(rowsSent(team)).toEqual({
			...{ 'person/updateStatus': 2, 'person/updateInfo': 1, 'person/updatePhone': 1 },
		});
	});

	it.each<[action: string, state: IDataObject | undefined, path: string]>([
		['retire', { status: '0' }, 'person/updateStatus'],
		['remove', undefined, 'person/delete'],
	])('who are missing: %s', async (personMissing, left, path) => {
		const team = await startCompany();
		const tables = { person: rows(1, 6) };
		const parameters = { personMissing, limits: ANY };
		const result = await team.apply(tables, parameters);

		expect(told(result)).toEqual([`J7: ${personMissing} done`, `J8: ${personMissing} done`]);
		expect(recordOf(result, 'J7')).toMatchObject({
			...{ reason: 'not in the source', changes: [], id: id(7), name: '员工7' },
		});
		if (left) expect(team.personNo(7)).toMatchObject(left);
		else expect(team.personNo(7)).toBeUndefined();
		expect(team.personNo(6)).toEqual(somebody(6));
		expect(rowsSent(team)).toEqual({ [path]: 2 });
		await expectSettled(team, tables, parameters);
	});

	it('who are missing and whom somebody disabled, or who have left, are left alone', async () => {
		const team = await started((state) => {
			addPerson(state, somebody(9, { status: '0' }));
			addPerson(state, somebody(10, { status: '2' }));
		});
		// Only somebody new makes it ask for those who are not active.
		const result = await team.apply(
			{ person: [...rows(1, PEOPLE), newcomer(101)] },
			{ personMissing: 'remove', limits: ANY },
		);
		expect(told(result)).toEqual(['J101: create done']);
		expect(rowsSent(team)).toEqual({ 'person/addNew': 1 });
		expect(countsOf(result, 'person')).toMatchObject({ platform: PEOPLE, remove: 0 });
	});

	it.each(['离职', '0', 'left', 'leave'])(
		'who have left by the source retire: %s',
		async (status) => {
			const team = await startCompany();
			const tables = { person: [row(1), row(2, { status }), newcomer(101, { status })] };
			const parameters = { limits: ANY, show: 'changes' };
			const result = await team.apply(tables, parameters);

			expect(told(result)).toEqual(['J2: retire done']);
			expect(reasonOf(result, 'J2')).toBe('the source says that this person has left');
			expect(team.personNo(2)!.status).toBe('0');
			expect(rowsSent(team)).toEqual({ 'person/updateStatus': 1 });
			await expectSettled(team, tables, parameters);
		},
	);

	it('whom somebody disabled are enabled only where that is wanted', async () => {
		const team = await started((state) => addPerson(state, somebody(9, { status: '2' })));
		const tables = { person: [row(9, { jobTitle: '主管' })] };
		const left = await team.apply(tables);

		expect(told(left)).toEqual(['J9: skipped']);
		expect(reasonOf(left, 'J9')).toMatch(/disabled/);
		expect(writes(team)).toEqual([]);

		const result = await team.apply(tables, { actions: ['update', 'enable'] });
		expect(told(result)).toEqual(['J9: enable done']);
		expect(reasonOf(result, 'J9')).toBe(
			'in the source, but disabled on the platform; jobTitle differs',
		);
		expect(team.personNo(9)).toMatchObject({ status: '1', jobTitle: '主管' });
		await expectSettled(team, tables);
	});

	it.each(['create', 'update', 'restore'])(
		'are left alone by what is switched off: %s',
		async (off) => {
			const team = await started((state) => addPerson(state, somebody(9, { status: '0' })));
			const tables = { person: [newcomer(101), row(1, { jobTitle: '主管' }), row(9)] };
			const actions = ['create', 'update', 'restore'].filter((action) => action !== off);
			const result = await team.apply(tables, { actions });

			expect(told(result).toSorted()).toEqual(
				Object.entries({ create: 'J101', update: 'J1', restore: 'J9' })
					.map(([action, key]) => `${key}: ${action === off ? 'skipped' : `${action} done`}`)
					.toSorted(),
			);
			expect(countsOf(result, 'person')).toMatchObject({ [off]: 0, done: 2 });
		},
	);
});

describe('leaders', () => {
	it('are made and taken away', async () => {
		const team = await started((state) => {
			lead(state, 1, 'd-sales');
			lead(state, 2, 'd-lab');
			lead(state, 3, 'd-lab');
		});
		const tables = {
			leader: [
				{ jobNo: 'J1', department: '销售中心' },
				{ phone: mobile(4), orgId: 'd-lab', weights: 2 },
				{ email: 'j5@example.com', department: EMPTY },
				{ openId: id(3), department: '实验室' },
			],
		};
		const parameters = { leaderMissing: 'remove', limits: ANY };
		const result = await team.apply(tables, parameters);

		expect(told(result)).toEqual([
			'J4|实验室: create done',
			'J5|旧部: create done',
			'J2|实验室: remove done',
		]);
		expect(result.records.map(({ reason, matchedBy }) => [reason, matchedBy])).toEqual([
			['not on the platform', ''],
			['not on the platform', ''],
			['not in the source', ''],
		]);
		expect(recordOf(result, 'J2|实验室')).toMatchObject({
			...{ name: '员工2, 实验室', id: `${id(2)}|d-lab`, changes: [] },
		});
		expect([...team.state.leaders.keys()].toSorted()).toEqual(
			[`${id(1)}|d-sales`, `${id(3)}|d-lab`, `${id(4)}|d-lab`, `${id(5)}|d-old`].toSorted(),
		);
		expect(team.state.leaders.get(`${id(4)}|d-lab`)).toMatchObject({ weights: 2 });
		expect(rowsSent(team)).toEqual({
			'company/setOrgAdminsById': 2,
			'company/deleteOrgAdminsById': 1,
		});
		await expectSettled(team, tables, parameters);
	});

	it('that are kept are not taken away', async () => {
		const team = await started((state) => lead(state, 2, 'd-lab'));
		const result = await team.apply({ leader: [{ jobNo: 'J1', department: '实验室' }] });
		expect(told(result)).toEqual(['J1|实验室: create done']);
		expect(team.state.leaders.size).toBe(2);
	});
});

describe.each([
	{ edition: 'newer', update: { 'company/setPartTimeJobs': 1 } },
	{
		edition: 'older',
		update: { 'company/deletePartTimeJobs': 1, 'company/addPartTimeJobs': 1 },
	},
] as const)('part-time jobs, $edition edition', ({ edition, update }) => {
	const startJobs = async () =>
		await startCompany({
			edition,
			seed: seeded((state) => {
				addJob(state, 1, 'd-lab', '顾问,教练');
				addJob(state, 2, 'd-lab', '顾问');
				addJob(state, 3, 'd-lab', '顾问');
			}),
		});
	/** Of what the platform answered to: an older one does not know some interfaces. */
	const answered = (team: Company) =>
		rowsSent({
			requestsTo: (path) => team.requestsTo(path).filter(({ status }) => status === 200),
		});

	it('are created, with the titles of all their rows', async () => {
		const team = await startJobs();
		const tables = {
			partTimeJob: [
				{ jobNo: 'J4', department: EMPTY, jobTitle: '顾问' },
				{ jobNo: 'J5', department: EMPTY, jobTitle: '顾问, 教练' },
				{ jobNo: 'J4', department: EMPTY, jobTitle: '教练' },
			],
		};
		const result = await team.apply(tables);

		expect(new Set(told(result))).toEqual(
			new Set(['J4|旧部: create done', 'J5|旧部: create done']),
		);
		expect(result.failure).toBeUndefined();
		expect(team.jobs().slice(3)).toEqual([
			`${id(4)}|d-old: 顾问,教练`,
			`${id(5)}|d-old: 顾问,教练`,
		]);
		expect(Object.values(answered(team))).toEqual([2]);
		await expectSettled(team, tables);
	});

	it('have weights, which the older edition does not tell', async () => {
		const team = await startJobs();
		const tables = {
			partTimeJob: [{ jobNo: 'J1', department: '实验室', jobTitle: '顾问,教练', weights: 7 }],
		};
		const result = await team.apply(tables);
		const { warnings } = result.summary[0].json;
		if (edition === 'newer') {
			expect(told(result)).toEqual(['J1|实验室: update done']);
			expect(warnings).toEqual([]);
		} else {
			expect(told(result)).toEqual([]);
			expect(warnings).toEqual([
				expect.stringContaining('Yunzhijia does not tell Weights (排序, weights)'),
			]);
		}
	});

	it('are changed where the set of titles differs, and not where their order does', async () => {
		const team = await startJobs();
		const tables = {
			partTimeJob: [
				{ jobNo: 'J1', department: '实验室', jobTitle: '教练,顾问' },
				{ jobNo: 'J2', department: '实验室', jobTitle: '导师' },
				{ jobNo: 'J3', department: '实验室', jobTitle: '顾问' },
			],
		};
		const result = await team.apply(tables);

		expect(told(result)).toEqual(['J2|实验室: update done']);
		expect(recordOf(result, 'J2|实验室')).toMatchObject({
			...{ reason: 'jobTitle differs', matchedBy: 'pair', id: `${id(2)}|d-lab` },
			...{ changes: [change('jobTitle', '顾问', '导师')], name: '员工2, 实验室' },
		});
		expect(team.jobs().toSorted()).toEqual(
			[`${id(1)}|d-lab: 顾问,教练`, `${id(2)}|d-lab: 导师`, `${id(3)}|d-lab: 顾问`].toSorted(),
		);
		expect(answered(team)).toEqual(update);
		await expectSettled(team, tables);
	});

	it('are removed', async () => {
		const team = await startJobs();
		const tables = { partTimeJob: [{ jobNo: 'J1', department: '实验室', jobTitle: '顾问,教练' }] };
		const parameters = { partTimeJobMissing: 'remove', limits: ANY };
		const result = await team.apply(tables, parameters);

		expect(told(result)).toEqual(['J2|实验室: remove done', 'J3|实验室: remove done']);
		expect(team.jobs()).toEqual([`${id(1)}|d-lab: 顾问,教练`]);
		expect(Object.values(answered(team))).toEqual([2]);
		await expectSettled(team, tables, parameters);
	});

	it('that can not be taken away are not added a second time', async () => {
		const team = await startJobs();
		const paths = ['company/setPartTimeJobs', 'company/deletePartTimeJobs'];
		for (const path of paths) team.misbehave({ how: 'refuseRow', path, row: id(2) });
		const tables = { partTimeJob: [{ jobNo: 'J2', department: '实验室', jobTitle: '导师' }] };
		const result = await team.apply(tables);

		expect(told(result)).toEqual(['J2|实验室: update rejected']);
		expect(answered(team)).toEqual({ [Object.keys(update)[0]]: 1 });
		expect(team.jobs()).toContain(`${id(2)}|d-lab: 顾问`);
	});

	it('that the platform refuses to change are told as they are', async () => {
		const team = await startJobs();
		for (const path of ['company/setPartTimeJobs', 'company/addPartTimeJobs'])
			team.misbehave({ how: 'refuseRow', path, row: '导师' });
		const tables = { partTimeJob: [{ jobNo: 'J2', department: '实验室', jobTitle: '导师' }] };
		const result = await team.apply(tables);

		expect(told(result)).toEqual(['J2|实验室: update rejected']);
		expect(reasonOf(result, 'J2|实验室')).toContain('数据校验不通过');
		// Between the delete and the add the job is gone, and somebody has to know that.
		const lost = !team.jobs().includes(`${id(2)}|d-lab: 顾问`);
		expect(/delet|remov/i.test(JSON.stringify(recordOf(result, 'J2|实验室')))).toBe(lost);
		team.behave();
		await team.apply(tables);
		expect(team.jobs()).toContain(`${id(2)}|d-lab: 导师`);
	});
});

describe('the order', () => {
	it('is one in which all of it can be done at once', async () => {
		const team = await started((state) => {
			addPerson(state, somebody(9, { orgId: 'd-old' }));
			addPerson(state, somebody(10, { orgId: 'd-old' }));
			addJob(state, 1, 'd-lab', '顾问');
			lead(state, 2, 'd-lab');
		});
		const tables: Tables = {
			department: [
				...departments().filter(({ department }) => department !== EMPTY),
				{ department: '制造中心\\一厂' },
			],
			person: [
				// Into the department in which the part-time job is removed.
				row(1, { department: '实验室' }),
				...rows(2, PEOPLE),
				// Out of the department that is removed, into one that is created.
				row(9, { department: '制造中心\\一厂' }),
				newcomer(101, { department: '制造中心' }),
			],
			leader: [{ jobNo: 'J101', department: '制造中心\\一厂' }],
			partTimeJob: [{ jobNo: 'J101', department: '制造中心\\一厂', jobTitle: '顾问' }],
		};
		const parameters = {
			...{ departmentMissing: 'remove', personMissing: 'remove', leaderMissing: 'remove' },
			...{ partTimeJobMissing: 'remove', limits: ANY },
		};
		const result = await team.apply(tables, parameters);

		expect(told(result)).toEqual([
			'制造中心: create done',
			'制造中心\\一厂: create done',
			'旧部: remove done',
			'J1: move done',
			'J9: move done',
			'J101: create done',
			'J10: remove done',
			'J101|制造中心\\一厂: create done',
			'J2|实验室: remove done',
			'J101|制造中心\\一厂: create done',
			'J1|实验室: remove done',
		]);
		expect(team.personNo(1)!.orgId).toBe('d-lab');
		expect(team.personNo(9)!.orgId).toBe(orgIdOf(team, '制造中心\\一厂'));
		expect(team.personNo(10)).toBeUndefined();
		expect(team.paths()).not.toContain(EMPTY);
		const [made] = team.named('J101');
		const pair = `${made.openId}|${orgIdOf(team, '制造中心\\一厂')}`;
		expect(result.records.filter(({ id: own }) => own === pair)).toHaveLength(2);
		expect([...team.state.leaders.keys()]).toEqual([pair]);
		expect(team.jobs()).toEqual([`${pair}: 顾问`]);

		const removed = placeOf(team, 'dept/deleteById', 'd-old');
		expect(placeOf(team, 'person/updateDeptByDeptId', id(9))).toBeLessThan(removed);
		expect(placeOf(team, 'person/delete', id(10))).toBeLessThan(removed);
		expect(rowsSent(team)).toMatchObject({
			...{ 'person/addNew': 1, 'person/updateDeptByDeptId': 2, 'person/delete': 1 },
			...{ 'dept/deleteById': 1, 'company/setOrgAdminsById': 1, 'company/deleteOrgAdminsById': 1 },
		});
		await expectSettled(team, tables, parameters);
	});

	const intoTheJob = { person: [row(1, { department: '实验室' }), row(2, { jobTitle: '主管' })] };

	it('keeps a main job from where a part-time job is kept', async () => {
		const team = await started((state) => addJob(state, 1, 'd-lab', '顾问'));
		const result = await team.apply(intoTheJob);

		expect(recordOf(result, 'J1')).toMatchObject({ action: 'rejected' });
		expect(reasonOf(result, 'J1')).toMatch(/实验室|part-time/);
		expect(recordOf(result, 'J2')).toMatchObject({ outcome: 'done' });
		expect(rowsSent(team)).toEqual({ 'person/updateInfo': 1 });
		expect(team.jobs()).toHaveLength(1);
	});

	it('keeps a part-time job from where the main job is, or will be', async () => {
		const team = await startCompany();
		const result = await team.apply({
			person: [row(1, { department: '实验室' })],
			partTimeJob: [
				{ jobNo: 'J1', department: '实验室', jobTitle: '顾问' },
				// Where they are no more after this run.
				{ jobNo: 'J1', department: '销售中心', jobTitle: '教练' },
				{ jobNo: 'J2', department: pathOf(2), jobTitle: '顾问' },
			],
		});
		expect(told(result)).toEqual([
			'J1: move done',
			expect.stringMatching(/^J1\|实验室: rejected/),
			'J1|销售中心: create done',
			expect.stringMatching(/^J2\|销售中心\\华北区: rejected/),
		]);
		expect(reasonOf(result, 'J1|实验室')).toContain('员工1');
		expect(team.jobs()).toEqual([`${id(1)}|d-sales: 教练`]);
	});

	it('lets a mobile that is given up in the run go on to the next one', async () => {
		const team = await startCompany();
		const tables = {
			person: [
				newcomer(101, { phone: mobile(2) }),
				row(1, { phone: mobile(3) }),
				row(2, { phone: mobile(1) }),
				row(3, { phone: mobile(99) }),
			],
		};
		const result = await team.apply(tables);

		expect(told(result)).toEqual([
			'J101: create done',
			'J1: update done',
			'J2: update done',
			'J3: update done',
		]);
		expect([1, 2, 3].map((n) => team.personNo(n)!.phone)).toEqual([
			mobile(3),
			mobile(1),
			mobile(99),
		]);
		expect(team.named('J101')[0].phone).toBe(mobile(2));
		expect(rowsSent(team)).toEqual({ 'person/addNew': 1, 'person/updatePhone': 3 });
		await expectSettled(team, tables);
	});

	it('keeps a mobile with its holder where that is not to change', async () => {
		const team = await startCompany();
		const result = await team.apply({ person: [row(1, { phone: mobile(8) }), row(2)] });
		expect(recordOf(result, 'J1')).toMatchObject({ action: 'rejected' });
		expect(reasonOf(result, 'J1')).toMatch(/^phone/);
		expect(reasonOf(result, 'J1')).toMatch(/J8|员工8/);
		expect(writes(team)).toEqual([]);
	});

	it('says so where two swap their mobiles, whatever becomes of that', async () => {
		const team = await startCompany();
		const result = await team.apply({
			person: [
				row(1, { phone: mobile(2) }),
				row(2, { phone: mobile(1) }),
				row(3, { jobTitle: '主管' }),
			],
		});
		expect(recordOf(result, 'J3')).toMatchObject({ outcome: 'done' });
		for (const n of [1, 2]) {
			const { outcome } = recordOf(result, jobNo(n));
			expect(team.personNo(n)!.phone).toBe(outcome === 'done' ? mobile(3 - n) : mobile(n));
		}
	});

	it('lets a mobile of who leaves go on only once it is free', async () => {
		const team = await startCompany();
		const result = await team.apply(
			{ person: [newcomer(101, { phone: mobile(8), email: '' }), ...rows(1, 7)] },
			{ personMissing: 'remove', limits: ANY },
		);
		// One may be the other under another key, so neither is touched.
		expect(told(result).toSorted()).toEqual([
			expect.stringMatching(/^J101: rejected/),
			expect.stringMatching(/^J8: rejected/),
		]);
		expect(reasonOf(result, 'J101')).toMatch(/match ?by/i);
		expect(writes(team)).toEqual([]);
	});

	it.each<[what: string, path: string, rule: string, table: IDataObject[]]>([
		['was not created', 'v2/dept/add', '制造中心', [{ department: '制造中心' }]],
		[
			'got no other name',
			'dept/updateById',
			'd-sales',
			[{ orgId: 'd-sales', department: '制造中心' }],
		],
		['was not moved', 'dept/moveOrg', 'd-lab', [{ orgId: 'd-lab', department: '旧部\\实验室' }]],
	])('sends nothing below a department that %s', async (_what, path, refused, table) => {
		const team = await startCompany();
		team.misbehave({ how: 'refuseRow', path, row: refused });
		const above = String(table[0].department);
		const result = await team.apply({
			department: [...table, { department: `${above}\\新组` }, { department: '客服中心' }],
			person: [
				row(1, { department: `${above}\\新组` }),
				newcomer(101, { department: `${above}\\新组` }),
				row(2, { jobTitle: '主管' }),
			],
			leader: [{ jobNo: 'J3', department: `${above}\\新组` }],
		});

		expect(recordOf(result, above)).toMatchObject({ outcome: 'rejected' });
		expect(recordOf(result, above).action).not.toBe('rejected');
		const below = result.records.filter(
			({ key }) => !['客服中心', 'J2', above].includes(String(key)),
		);
		expect(below.map(({ outcome }) => outcome)).toEqual(Array(4).fill('notSent'));
		for (const { error } of below) expect(error).toContain(above.split('\\').at(-1));
		expect(recordOf(result, '客服中心')).toMatchObject({ outcome: 'done' });
		expect(recordOf(result, 'J2')).toMatchObject({ outcome: 'done' });
		// Long names would create anew what was refused.
		expect(team.paths()).toEqual([...Object.values(PATHS), '客服中心'].toSorted());
		expect(team.named('J101')).toEqual([]);
	});

	describe('does not go on with what rests on something that failed', () => {
		const cases: Array<
			[
				what: string,
				rule: [path: string, row: string],
				tables: Tables,
				parameters: IDataObject,
				told: string[],
			]
		> = [
			[
				'a department whose people could not be moved',
				['person/updateDeptByDeptId', id(9)],
				{
					department: departments().slice(0, 4),
					person: [...rows(1, PEOPLE), row(9, { department: '实验室' })],
				},
				{ departmentMissing: 'remove' },
				['旧部: remove notSent', 'J9: move rejected'],
			],
			[
				'a department whose people could not be removed',
				['person/delete', id(9)],
				{ department: departments().slice(0, 4), person: rows(1, PEOPLE) },
				{ departmentMissing: 'remove', personMissing: 'remove' },
				['旧部: remove notSent', 'J9: remove rejected'],
			],
			[
				'a department that still has one below it',
				['dept/deleteById', 'd-below'],
				{
					department: [...departments().slice(0, 4), { department: '客服' }],
					person: [...rows(1, PEOPLE), row(9, { department: '实验室' })],
				},
				{ departmentMissing: 'remove' },
				['客服: create done', '旧部: remove notSent', '旧部\\组: remove rejected', 'J9: move done'],
			],
			[
				'a department out of which another one could not be moved',
				['dept/moveOrg', 'd-below'],
				{
					department: [
						...departments().slice(0, 4),
						{ orgId: 'd-below', department: '实验室\\组' },
					],
					person: [...rows(1, PEOPLE), row(9, { department: '实验室' })],
				},
				{ departmentMissing: 'remove' },
				['实验室\\组: move rejected', '旧部: remove notSent', 'J9: move done'],
			],
			[
				'a part-time job from where the main job could not be moved',
				['person/updateDeptByDeptId', id(1)],
				{
					person: [row(1, { department: EMPTY })],
					partTimeJob: [{ jobNo: 'J1', department: '销售中心', jobTitle: '顾问' }],
				},
				{},
				['J1: move rejected', 'J1|销售中心: create notSent'],
			],
			[
				'a main job where the part-time job could not be removed',
				['company/deletePartTimeJobs', id(1)],
				{
					person: [row(1, { department: '实验室' })],
					partTimeJob: [{ jobNo: 'J2', department: '实验室', jobTitle: '顾问' }],
				},
				{ partTimeJobMissing: 'remove' },
				['J1: move notSent', 'J2|实验室: create done', 'J1|实验室: remove rejected'],
			],
			[
				'a mobile that its holder could not give up',
				['person/updatePhone', id(2)],
				{
					person: [
						row(1, { phone: mobile(2) }),
						row(2, { phone: mobile(99) }),
						newcomer(101, { phone: mobile(1) }),
					],
				},
				{},
				['J1: update notSent', 'J2: update rejected', 'J101: create notSent'],
			],
			[
				'the posts of somebody who was not created',
				['person/addNew', 'J101'],
				{
					person: [newcomer(101), newcomer(102)],
					leader: [
						{ jobNo: 'J101', department: '实验室' },
						{ jobNo: 'J102', department: '实验室' },
					],
					partTimeJob: [{ jobNo: 'J101', department: EMPTY, jobTitle: '顾问' }],
				},
				{},
				[
					...['J101: create rejected', 'J102: create done', 'J101|实验室: create notSent'],
					...['J102|实验室: create done', 'J101|旧部: create notSent'],
				],
			],
		];

		it.each(cases)('%s', async (_what, [path, refused], tables, parameters, expected) => {
			const team = await started((state) => {
				addPerson(state, somebody(9, { orgId: 'd-old' }));
				addDepartment(state, 'd-below', '组', 'd-old');
				addJob(state, 1, 'd-lab', '顾问');
			});
			if (!path.startsWith('dept/')) team.state.departments.delete('d-below');
			team.misbehave({ how: 'refuseRow', path, row: refused });
			const result = await team.apply(tables, { ...parameters, limits: ANY });

			expect(result.failure).toBeUndefined();
			expect(told(result)).toEqual(expected);
			for (const { outcome, error } of result.records)
				if (outcome === 'notSent') expect(error).toContain('数据校验不通过');
			// What was refused by mistake goes through the next time, and all that waited for it.
			team.behave();
			const again = await team.apply(tables, { ...parameters, limits: ANY });
			const left = expected.filter((text) => !text.endsWith('done'));
			expect(told(again)).toEqual(left.map((text) => text.replace(/\w+$/, 'done')));
		});
	});

	// A row may stand before the one that it waits for, and that one before the one that failed.
	it.each<[what: string, path: string, tables: Tables, told: string[]]>([
		[
			'levels by codes',
			'v2/dept/add',
			{
				department: [
					{ code: 'C3', parentCode: 'C2', name: '甲班' },
					{ code: 'C2', parentCode: 'C1', name: '一厂' },
					{ code: 'C1', parentCode: '', name: '制造中心' },
				],
			},
			[
				...['制造中心\\一厂\\甲班: create notSent', '制造中心\\一厂: create notSent'],
				'制造中心: create rejected',
			],
		],
		[
			'mobiles that are passed on',
			'person/updatePhone',
			{
				person: [
					...[1, 2, 3].map((n) => row(n, { phone: mobile(n + 1) })),
					row(4, { phone: mobile(99) }),
				],
			},
			[
				...['J1: update notSent', 'J2: update notSent', 'J3: update notSent'],
				'J4: update rejected',
			],
		],
	])('lets nothing through to the last of a chain: %s', async (_what, path, tables, expected) => {
		const team = await startCompany();
		const before = [team.paths(), ...[1, 2, 3, 4].map((n) => somebody(n))];
		team.misbehave({ how: 'refuseRow', path, row: '', times: 1 });
		const result = await team.apply(tables);

		expect(told(result)).toEqual(expected);
		expect(rowsSent(team)).toEqual({ [path]: 1 });
		expect([team.paths(), ...[1, 2, 3, 4].map((n) => team.personNo(n))]).toEqual(before);
	});

	it('ends a long chain with a reason that one can read', async () => {
		const people = 60;
		const team = await startCompany({ seed: company(people) });
		team.misbehave({ how: 'refuseRow', path: 'person/updatePhone', row: '', times: 1 });
		const person = rows(1, people).map((each, at) => ({ ...each, phone: mobile(at + 2) }));
		const department = Array.from({ length: people }, (_, n) => ({
			...{ code: `C${n}`, parentCode: n ? `C${n - 1}` : 'none', name: `第${n}层` },
		}));
		const result = await team.apply({ department, person });

		expect(result.records).toHaveLength(2 * people);
		for (const { reason } of result.records) expect(String(reason).length).toBeLessThan(300);
		expect(reasonOf(result, 'J1')).toContain('数据校验不通过');
		expect(String(result.records[people - 1].reason)).toContain('none');
		expect(rowsSent(team)).toEqual({ 'person/updatePhone': 1 });
	});

	it.each<[what: string, tables: Tables]>([
		[
			'names that two departments swap',
			{
				department: [
					{ orgId: 'd-north', department: PATHS['d-south'] },
					{ orgId: 'd-south', department: PATHS['d-north'] },
				],
			},
		],
		[
			'a department below its own child',
			{ department: [{ orgId: 'd-sales', department: '销售中心\\华北区\\销售中心' }] },
		],
		[
			'two departments below each other',
			{
				department: [
					{ orgId: 'd-sales', department: '实验室\\销售中心' },
					{ orgId: 'd-lab', department: '销售中心\\实验室' },
				],
			},
		],
		[
			'three people who pass their mobiles round',
			{ person: [1, 2, 3].map((n) => row(n, { phone: mobile((n % 3) + 1) })) },
		],
		[
			'two people who swap their e-mails',
			{ person: [1, 2].map((n) => row(n, { email: `j${3 - n}@example.com` })) },
		],
	])('is found, or said to be impossible, in circles: %s', async (_what, tables) => {
		const team = await startCompany();
		const others: Tables = {
			department: [{ department: '客服' }],
			person: [{ jobNo: 'J4', jobTitle: '主管' }],
		};
		const before = team.paths();
		const result = await team.apply({
			department: [...(tables.department ?? []), ...others.department!],
			person: [...(tables.person ?? []), ...others.person!],
		});

		expect(result.failure).toBeUndefined();
		expect(recordOf(result, '客服')).toMatchObject({ outcome: 'done' });
		expect(recordOf(result, 'J4')).toMatchObject({ outcome: 'done' });
		// Levels that exist only within a circle are told as well, and have no row.
		const circle = result.records.filter(({ key }) => key !== '客服' && key !== 'J4');
		expect(new Set(circle.map(({ kind }) => kind))).toEqual(new Set(Object.keys(tables)));
		expect(circle.length).toBeGreaterThanOrEqual(Object.values(tables).flat().length);
		for (const { outcome, error } of circle) {
			if (outcome === 'done') continue;
			expect(outcome).toBe('rejected');
			expect(error).toEqual(expect.any(String));
			expect(String(error)).toMatch(/wait for each other|exchange/);
		}
		if (circle.every(({ outcome }) => outcome === 'rejected'))
			expect(team.paths()).toEqual([...before, '客服'].toSorted());
	});

	it.each(['update', 'create'])(
		'does not put a part-time job where the department goes: %s',
		async (action) => {
			const team = await started((state) => {
				if (action === 'update') addJob(state, 1, 'd-old', '顾问');
			});
			const result = await team.apply(
				{
					department: departments().slice(0, 4),
					leader: [{ jobNo: 'J2', department: EMPTY }],
					partTimeJob: [{ jobNo: 'J1', department: EMPTY, jobTitle: '教练' }],
				},
				{ departmentMissing: 'remove', limits: ANY },
			);
			const isThere = team.paths().includes(EMPTY);
			expect(recordOf(result, EMPTY).outcome).toBe(isThere ? 'rejected' : 'done');
			for (const key of ['J2|旧部', 'J1|旧部'])
				expect(recordOf(result, key).outcome).toBe(isThere ? 'done' : 'rejected');
		},
	);

	it('counts what is gone already as done', async () => {
		const team = await startCompany();
		team.onRequest('person/delete', 1, () => team.state.people.delete(id(8)));
		const result = await team.apply(
			{ person: rows(1, 6) },
			{ personMissing: 'remove', limits: ANY },
		);
		expect(told(result)).toEqual(['J7: remove done', 'J8: remove done']);
	});
});

describe('the columns of a table', () => {
	it('may have their usual Chinese names', async () => {
		const team = await startCompany();
		const people = [
			{
				...{ 工号: 'J101', 姓名: '新人', 手机号: mobile(101), 邮箱: 'n@example.com' },
				...{
					部门: '销售中心\\华北区',
					职位: '主管',
					状态: '在职',
					性别: '男',
					入职日期: '2026-02-01',
				},
			},
			{
				工号: 'J1',
				姓名: '员工1',
				手机号: mobile(1),
				部门: '销售中心',
				职位: '经理',
				状态: '在职',
			},
			{ 工号: 'J2', 姓名: '员工2', 手机号: mobile(2), 部门: '', 职位: '', 状态: '离职' },
		];
		const result = await team.apply(
			{
				department: [{ 部门名称: '客服', 部门编码: 'K', 上级部门编码: '' }],
				person: people,
				leader: [{ 负责人工号: 'J101', 部门: '实验室' }],
				partTimeJob: [{ 工号: 'J1', 部门: '实验室', 兼职职位: '顾问' }],
			},
			{ limits: ANY },
		);

		expect(told(result)).toEqual([
			'客服: create done',
			'J101: create done',
			'J1: update done',
			'J2: retire done',
			'J101|实验室: create done',
			'J1|实验室: create done',
		]);
		expect(team.named('J101')[0]).toMatchObject({
			...{ name: '新人', orgId: 'd-north', jobTitle: '主管', gender: '男', hireDate: '2026-02-01' },
		});
		expect(team.personNo(1)!.jobTitle).toBe('经理');
		expect(hintsOf(result)).toEqual([]);
	});

	it('may be said one by one', async () => {
		const team = await startCompany();
		const columns = (given: Record<string, string>) => ({
			columns: Object.entries(given).map(([column, from]) => ({ column, from })),
		});
		const result = await team.apply(
			{
				department: [{ path: '客服中心' }],
				person: [{ No: 'J1', Rank: '经理' }],
				leader: [{ who: 'J1', where: '实验室' }],
				partTimeJob: [{ who: 'J1', where: '实验室', as: '顾问' }],
			},
			{
				departmentColumns: columns({ department: 'path' }),
				personColumns: columns({ jobNo: 'No', jobTitle: 'Rank' }),
				leaderColumns: columns({ jobNo: 'who', department: 'where' }),
				partTimeJobColumns: columns({ jobNo: 'who', department: 'where', jobTitle: 'as' }),
			},
		);
		expect(told(result)).toEqual([
			'客服中心: create done',
			'J1: update done',
			'J1|实验室: create done',
			'J1|实验室: create done',
		]);
		expect(hintsOf(result)).toEqual([]);
	});

	it('go by the vendor’s name before a Chinese one, and those that mean nothing are told', async () => {
		const team = await startCompany();
		const result = await team.apply({
			person: [{ jobNo: 'J1', 工号: 'J2', 职位: '经理', 星座: '狮子座', Favourite: 'x' }],
		});
		expect(told(result)).toEqual(['J1: update done']);
		expect(hintsOf(result).join()).toMatch(/星座.*Favourite/);
		expect(hintsOf(result).join()).not.toContain('狮子座');
		expect(summaryOf(result).warnings).toEqual(hintsOf(result));
	});

	it('are compared only where the table has them', async () => {
		const team = await started((state) =>
			addPerson(state, somebody(9, { gender: '男', weights: 3 })),
		);
		const result = await team.plan({ person: [{ jobNo: 'J9' }] }, { show: 'changes' });
		expect(told(result)).toEqual([]);
		expect(countsOf(result, 'person')).toMatchObject({ unchanged: 1 });
	});

	it('are compared by what they mean', async () => {
		const team = await started((state) =>
			addPerson(
				state,
				somebody(9, { birthday: '1990-02-03', jobTitle: '主管,顾问,教练', weights: 3 }),
			),
		);
		const person = [
			row(9, {
				...{ phone: `+86 ${mobile(9).slice(0, 3)}-${mobile(9).slice(3)}`, email: 'J9@Example.com' },
				...{ birthday: '1990/2/3', jobTitle: '主管，教练，顾问', weights: '03', name: ' 员工9 ' },
			}),
		];
		expect(told(await team.plan({ person }))).toEqual([]);
	});

	it('say nothing where a cell is empty, or clear where that is wanted', async () => {
		const team = await startCompany();
		const person = [row(1, { jobTitle: '', gender: null, department: '' }), row(2, { name: '' })];
		const kept = await team.apply({ person });
		expect(told(kept)).toEqual([]);

		const result = await team.apply({ person }, { scope: { emptyCells: 'clear' } });
		expect(recordOf(result, 'J1')).toMatchObject({
			...{ action: 'move', outcome: 'done' },
			changes: [change('department', '销售中心', ''), change('jobTitle', '工程师', '')],
		});
		expect(team.personNo(1)).toMatchObject({ jobTitle: '', orgId: '' });
		expect(recordOf(result, 'J2')).toMatchObject({ action: 'rejected' });
		expect(reasonOf(result, 'J2')).toMatch(/^name/);
		expect(team.personNo(2)!.name).toBe('员工2');
	});
});

describe('the scope', () => {
	it('keeps what is outside as it is', async () => {
		const team = await startCompany();
		const tables: Tables = {
			department: [{ department: '销售中心\\华西区' }, { department: '客服中心' }],
			person: [
				row(1, { jobTitle: '主管' }),
				row(4, { jobTitle: '主管' }),
				// Over the border, out and in.
				row(2, { department: '实验室' }),
				row(8, { department: '销售中心' }),
				newcomer(101),
				newcomer(102, { department: '销售中心\\华西区' }),
			],
		};
		const result = await team.apply(tables, {
			scope: { departments: '销售中心' },
			...{ personMissing: 'remove', departmentMissing: 'remove', limits: ANY },
		});

		expect(told(result)).toEqual([
			'销售中心\\华西区: create done',
			expect.stringMatching(/^销售中心\\华北区: /),
			expect.stringMatching(/^销售中心\\华南区: /),
			'J1: update done',
			'J2: skipped',
			'J8: skipped',
			'J102: create done',
			'J3: remove done',
			'J5: remove done',
			'J6: remove done',
			'J7: remove done',
		]);
		expect(reasonOf(result, 'J2')).toContain('scope');
		expect(team.personNo(4)).toEqual(somebody(4));
		expect(team.personNo(2)).toEqual(somebody(2));
		expect(team.personNo(8)).toEqual(somebody(8));
		expect(team.named('J101')).toEqual([]);
		expect(team.paths()).not.toContain('客服中心');
		expect(countsOf(result, 'person')).toMatchObject({ platform: 6 });
	});

	it('protects by key and wildcard, and writes columns only where it may', async () => {
		const team = await started((state) => {
			addPerson(state, somebody(9, { gender: '男' }));
		});
		const result = await team.apply(
			{ person: [row(1, { jobTitle: '主管', gender: '女' }), row(9, { gender: '女' })] },
			{
				scope: {
					protected: 'J8,J2',
					onlyWhenCreating: ['jobTitle'],
					onlyIfEmpty: ['person.gender'],
				},
				...{ personMissing: 'retire', limits: ANY },
			},
		);
		expect(told(result)).toEqual([
			'J1: update done',
			...['J2: skipped', 'J3: retire done', 'J4: retire done', 'J5: retire done'],
			...['J6: retire done', 'J7: retire done', 'J8: skipped'],
		]);
		expect(team.personNo(1)).toMatchObject({ jobTitle: '工程师', gender: '女' });
		expect(team.personNo(9)!.gender).toBe('男');
		const all = await team.plan(
			{ person: [row(1)] },
			{ personMissing: 'retire', scope: { protected: ['J*'] }, limits: ANY },
		);
		expect(new Set(all.records.map(({ action }) => action))).toEqual(new Set(['skipped']));
	});

	it.each([
		['weights', { jobTitle: '总顾问', weights: 5 }],
		['jobTitle', { jobTitle: '顾问', weights: 9 }],
	])('keeps %s of a part-time job, though it is written as a whole', async (column, kept) => {
		const team = await started((state) => {
			addJob(state, 1, 'd-lab', '顾问');
			state.partTimeJobs.get(partTimeJobKey(id(1), 'd-lab'))!.weights = 5;
		});
		const job = { jobNo: jobNo(1), department: PATHS['d-lab'], jobTitle: '总顾问', weights: 9 };
		for (const rule of ['onlyWhenCreating', 'onlyIfEmpty']) {
			const result = await team.apply({ partTimeJob: [job] }, { scope: { [rule]: column } });
			expect(result.failure).toBeUndefined();
			expect([...team.state.partTimeJobs.values()]).toMatchObject([kept]);
		}
	});
});
