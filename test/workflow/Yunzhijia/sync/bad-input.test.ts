/**
 * Input that is wrong or unusual, in yunzhijiaSync: a clear message (what happened, which field,
 * what to do), nothing changed on the platform that should not be, and nobody lost.
 */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../../platforms/index.ts';
import { dataOf } from '../../../platforms/index.ts';
import type { Tables } from './syncs.ts';
import {
	addJob,
	ANY,
	company,
	countsOf,
	departments,
	EMPTY,
	fingerprintOf,
	held,
	id,
	jobNo,
	lead,
	mobile,
	newcomer,
	PATHS,
	PEOPLE,
	reasonOf,
	recordOf,
	row,
	rows,
	rowsSent,
	somebody,
	startCompany,
	stopOf,
	summaryOf,
	told,
	warningsOf,
	writes,
} from './syncs.ts';

const GOING_ON = { node: { onError: 'continueRegularOutput' } } as const;

/** A run that ends before its plan: what it says, and that nothing was done. */
async function expectRefused(tables: Tables, parameters: IDataObject, says: RegExp[]) {
	const team = await startCompany();
	const before = held(team);
	const result = await team.apply(tables, parameters);
	for (const text of says) expect(stopOf(result)).toMatch(text);
	expect(result.failure).toBeDefined();

	const going = await team.apply(tables, parameters, GOING_ON);
	expect(going.failure).toBeUndefined();
	const length = Object.values(tables).flat().length;
	expect(going.records).toHaveLength(length);
	// What is wrong by itself says that.
	for (const { action, outcome } of going.records)
		if (action !== 'rejected') expect(outcome).toBe('notSent');
	for (const text of says.slice(0, 1)) expect(warningsOf(going)).toMatch(text);
	expect(writes(team)).toEqual([]);
	expect(team.state).toEqual(before);
}

describe('a table is refused', () => {
	it.each<[what: string, tables: Tables, parameters: IDataObject, says: RegExp[]]>([
		[
			'without a column of the key',
			{ person: [{ 姓名: '员工1', 手机号: mobile(1) }] },
			{},
			[/jobNo|工号/, /People/, /Columns|Match ?By/i],
		],
		[
			'without a column of several keys',
			{ person: [{ 姓名: '员工1', 手机号: mobile(1) }] },
			{ personMatchBy: ['openId', 'email'] },
			[/openId/, /email/, /People/],
		],
		[
			'without anything that names a department',
			{ department: [{ 排序: 1 }] },
			{},
			[/department/, /Departments/],
		],
		[
			'of a file in GBK that was read as UTF-8',
			{
				person: [
					{ '\uFFFD\uFFFD\uFFFD\uFFFD': 'J1', '\uFFFD\uFFFD\uFFFD\uFFFD_1': '\uFFFD\uFFFDһ' },
				],
			},
			{},
			[/^People: the headers can’t be read/, /CSV UTF-8/],
		],
		[
			'of such a file whose key can be read',
			{ person: [row(1, { '\uFFFD\uFFFDλ': '\uFFFD\uFFFD' })] },
			{},
			[/^People: the headers can’t be read/, /CSV UTF-8/],
		],
		['without a person', { leader: [{ 部门: '实验室' }] }, {}, [/jobNo|openId/, /Leaders/]],
		['without a department', { leader: [{ 工号: 'J1' }] }, {}, [/department|orgId/, /Leaders/]],
		[
			'without a title',
			{ partTimeJob: [{ 工号: 'J1' }] },
			{},
			[/department|orgId|jobTitle/, /Part-Time Jobs/],
		],
		[
			'of which all rows are empty',
			{ person: [{ jobNo: '' }, {}] },
			{},
			[/People.*only empty rows/, /Allow ?Empty ?Source/i],
		],
		[
			'for a kind that is not chosen',
			{ person: [row(1)], leader: [{ 工号: 'J1', 部门: '实验室' }] },
			{ kinds: ['person'] },
			[/Leaders/, /Kinds/i],
		],
		[
			'that is missing for a kind that is chosen',
			{ person: [row(1)] },
			{ kinds: ['person', 'leader'] },
			[/Leaders/, /Allow ?Empty ?Source/i],
		],
	])('%s', async (_what, tables, parameters, says) => {
		await expectRefused(tables, parameters, says);
	});
});

describe('a parameter is refused', () => {
	it.each<[what: string, parameters: IDataObject, says: RegExp[]]>([
		['a fingerprint that is none', { approvedPlan: 'yes' }, [/Approved ?Plan/i]],
		['a fingerprint with another hash', { approvedPlan: 'person.update=1-0000' }, [/approved/i]],
		['a limit that is no number', { limits: { maxRemovals: 'many' } }, [/max ?removals/i, /many/]],
		['a limit below zero', { limits: { maxUpdatesPercent: -1 } }, [/max ?updates ?percent/i]],
		['a limit that is a list', { limits: { maxCreates: [1] } }, [/max ?creates/i]],
		[
			'a share that is no number',
			{ limits: { minMatchedPercent: 'half' } },
			[/min ?matched ?percent/i, /half/],
		],
		[
			'a limit by an expression',
			{ limits: { maxUpdates: "={{ 'abc' }}" } },
			[/max ?updates/i, /abc/],
		],
		['a department of the scope', { scope: { departments: '无此部' } }, [/无此部/]],
	])('%s', async (_what, parameters, says) => {
		await expectRefused({ person: [row(1, { jobTitle: '主管' })] }, parameters, says);
	});

	it('invalid rows where On Invalid says stop', async () => {
		await expectRefused(
			{ person: [row(1, { jobTitle: '主管' }), row(2, { phone: '一二三' })] },
			{ onInvalid: 'stop' },
			[/phone/, /J2|row 2/],
		);
	});
});

describe('a choice that is empty counts as not made', () => {
	it('of the mode: nothing is changed', async () => {
		const team = await startCompany();
		const result = await team.plan({ person: [row(1, { jobTitle: '主管' })] }, { mode: '' });
		expect(told(result)).toEqual(['J1: update planned']);
		expect(summaryOf(result).mode).toBe('plan');
		expect(writes(team)).toEqual([]);
	});

	it('of what becomes of those who are missing: they are kept', async () => {
		const team = await startCompany();
		const parameters = { personMissing: '', limits: ANY };
		const result = await team.apply({ person: rows(2, PEOPLE) }, parameters);
		expect(told(result)).toEqual([]);
		expect(team.state.people.size).toBe(PEOPLE);
		expect(countsOf(result, 'person')).toMatchObject({ retire: 0, remove: 0, skipped: 1 });
	});
});

/** As JSON without care reads an ID. */
const UNSAFE = Number('1234567890123456789');

/** People whose rows are wrong, what their reasons begin with, and what else they name. */
const WRONG: Array<[what: string, wrong: IDataObject, says: RegExp]> = [
	['a mobile of letters', { phone: '一二三四五六' }, /^phone/],
	[
		'a mobile that Excel made a number of',
		{ phone: '1.39E+10' },
		/^phone is “1.39E\+10”: Excel.*文本/,
	],
	[
		'a mobile that a program made one of',
		{ phone: '1.3912345678e10' },
		/^phone.*: Excel made a number/,
	],
	[
		'a title that Excel made a number of',
		{ jobTitle: '1.23457E+17' },
		/^jobTitle.*: Excel made a number/,
	],
	['a mobile of three digits', { phone: '139' }, /^phone/],
	['a day that is none', { birthday: '2026-02-30' }, /^birthday/],
	['a day in words', { hireDate: 'yesterday' }, /^hireDate/],
	['a department that nobody has', { department: '无此部' }, /^department.*无此部/],
	['a department below the company', { department: '测试团队\\销售中心' }, /^department.*测试团队/],
	['a department with an empty level', { department: '销售中心\\\\华北区' }, /^department/],
	['an ID that no department has', { department: undefined, orgId: 'd-none' }, /^orgId.*d-none/],
	[
		'a code that no department has',
		{ department: undefined, departmentCode: 'C0' },
		/^departmentCode.*C0/,
	],
	['a status that is none', { status: '半职' }, /^status.*半职/],
	['weights that are no number', { weights: 'x' }, /^weights/],
	['an object', { jobTitle: { a: 1 } }, /^jobTitle/],
	['a list', { name: ['a', 'b'] }, /^name/],
	['NaN', { jobTitle: NaN }, /^jobTitle/],
	['a name in another encoding', { name: '\uFFFD\uFFFDһ' }, /^name.*encoding.*CSV UTF-8/],
	['digits that are lost', { jobTitle: UNSAFE }, /^jobTitle.*digits/],
];

const toldOf = ({ kind, row: place, action, reason }: IDataObject) => [
	...[kind, place, action, reason],
];

describe('a row is rejected', () => {
	it.each(WRONG)(
		'for %s; the others go on, and nobody is removed for it',
		async (_what, wrong, says) => {
			const team = await startCompany();
			const person = [row(1, { jobTitle: '主管' }), row(2, wrong), ...rows(3, PEOPLE)];
			const result = await team.apply({ person }, { personMissing: 'remove', limits: ANY });

			expect(result.failure).toBeUndefined();
			expect(told(result)).toEqual(['J1: update done', expect.stringMatching(/^J2: rejected/)]);
			expect(reasonOf(result, 'J2')).toMatch(says);
			expect(recordOf(result, 'J2').error).toBe(reasonOf(result, 'J2'));
			expect(result.changes[1].pairedItem).toEqual({ item: 1, input: 1 });
			expect(team.personNo(2)).toEqual(somebody(2));
			expect(team.state.people.size).toBe(PEOPLE);
			expect(countsOf(result, 'person')).toMatchObject({ rejected: 1, remove: 0, retire: 0 });
		},
	);

	it.each(WRONG)('for %s of somebody new', async (_what, wrong, says) => {
		const team = await startCompany();
		const before = held(team);
		const result = await team.apply({ person: [newcomer(101, wrong)] });
		expect(told(result)).toEqual([expect.stringMatching(/^J101: rejected/)]);
		expect(reasonOf(result, 'J101')).toMatch(says);
		expect(team.state).toEqual(before);
	});

	it.each<[what: string, person: IDataObject[], keys: string[], says: RegExp]>([
		[
			'the same key as another',
			[row(1, { jobTitle: '主管' }), row(2), row(1, { jobTitle: '经理' })],
			['J1', 'J1'],
			/jobNo|工号|J1/,
		],
		[
			'the same new key as another',
			[newcomer(101), newcomer(102, { jobNo: 'J101' })],
			['J101', 'J101'],
			/^jobNo/,
		],
		[
			'the same mobile as another',
			[row(1), newcomer(101, { phone: mobile(1) })],
			['J1', 'J101'],
			/^phone/,
		],
		[
			'the same mail as another',
			[newcomer(101), newcomer(102, { email: 'j101@example.com' })],
			['J101', 'J102'],
			/^email/,
		],
	])('with %s, both of them', async (_what, person, keys, says) => {
		const team = await startCompany();
		const before = held(team);
		const result = await team.apply({ person }, { personMissing: 'keep' });
		const rejected = result.records.filter(({ action }) => action === 'rejected');

		expect(rejected.map(({ key }) => key)).toEqual(keys);
		for (const { reason } of rejected) expect(reason).toMatch(says);
		if (keys[0] !== keys[1]) {
			expect(rejected[0].reason).toContain(keys[1]);
			expect(rejected[1].reason).toContain(keys[0]);
		}
		expect(team.state).toEqual(before);
	});

	it('but not one in which nothing stands: that is no record, and protects nobody', async () => {
		const team = await startCompany();
		const blank = { jobNo: '', name: ' ', phone: null, department: '', 备注: '\u00A0' };
		const person = [row(1, { jobTitle: '主管' }), blank, ...rows(2, 7), {}];
		const tables = { department: [...departments(), {}], leader: [{}], person };
		const parameters = {
			...{ kinds: ['department', 'person', 'leader'], onInvalid: 'stop', show: 'all' },
			limits: { ...ANY, allowEmptySource: true },
		};
		const result = await team.apply(tables, { ...parameters, personMissing: 'remove' });

		expect(result.failure).toBeUndefined();
		expect(result.records.filter(({ action }) => action !== 'unchanged').map(toldOf)).toEqual([
			['department', 6, 'skipped', 'the row is empty'],
			['person', 1, 'update', 'jobTitle differs'],
			['person', 2, 'skipped', 'the row is empty'],
			['person', 9, 'skipped', 'the row is empty'],
			['person', undefined, 'remove', 'not in the source'],
			['leader', 1, 'skipped', 'the row is empty'],
		]);
		expect(countsOf(result, 'person')).toMatchObject({ source: 9, matched: 7, rejected: 0 });
		expect(warningsOf(result)).not.toContain('can’t be used');
		const changes = await team.plan({ person: [row(2), {}] }, { show: 'changes' });
		expect(changes.records).toEqual([]);
	});

	it('where two rows find one person by different columns, both of them', async () => {
		const team = await startCompany();
		const result = await team.apply(
			{ person: [{ openId: id(1), jobTitle: '主管' }, { jobNo: 'J1', jobTitle: '经理' }, row(2)] },
			{ personMatchBy: ['openId', 'jobNo'], personMissing: 'retire', limits: ANY },
		);
		const [first, second, ...others] = result.records;
		for (const record of [first, second]) {
			expect(record).toMatchObject({ action: 'rejected', kind: 'person' });
			expect(record.reason).toMatch(/员工1|J1|row/);
		}
		expect(others.map(({ action }) => action)).toEqual(Array(6).fill('retire'));
		expect(team.personNo(1)).toEqual(somebody(1));
	});

	it('where one row finds two people', async () => {
		const team = await startCompany();
		team.personNo(2)!.jobNo = 'J1';
		const result = await team.apply(
			{ person: [row(1, { jobTitle: '主管' }), row(3)] },
			{ personMissing: 'retire', limits: ANY },
		);
		expect(recordOf(result, 'J1')).toMatchObject({ action: 'rejected' });
		expect(reasonOf(result, 'J1')).toMatch(/2|two|员工2/);
		expect(team.personNo(1)!.status).toBeUndefined();
		expect(team.personNo(2)!.status).toBeUndefined();
	});

	it('that says nothing about its key', async () => {
		const team = await startCompany();
		const person = [row(1, { jobNo: '' }), row(2, { jobNo: null }), row(3, { jobNo: '  ' })];
		const result = await team.apply({ person }, { personMissing: 'remove', limits: ANY });

		expect(result.records.slice(0, 3).map(({ action, reason }) => [action, reason])).toEqual(
			Array(3).fill(['rejected', expect.stringMatching(/^jobNo|工号/)]),
		);
		// They stand for whoever has their mobile.
		expect([1, 2, 3].map((n) => team.personNo(n))).toEqual([1, 2, 3].map((n) => somebody(n)));
		expect(told(result).slice(3)).toEqual([4, 5, 6, 7, 8].map((n) => `${jobNo(n)}: remove done`));
	});

	it('alone with others like it: nobody is removed', async () => {
		const team = await startCompany();
		const before = held(team);
		const person = rows(1, PEOPLE).map((each) => ({ ...each, phone: 'x', birthday: 'y' }));
		const result = await team.apply({ person }, { personMissing: 'remove', limits: ANY });
		expect(told(result)).toEqual(
			rows(1, PEOPLE).map(
				({ jobNo: key }) => expect.stringMatching(`^${String(key)}: rejected`) as unknown,
			),
		);
		expect(team.state).toEqual(before);
	});

	it('alone with others that have no key: the limit holds', async () => {
		const team = await startCompany();
		const before = held(team);
		const person = [
			{ jobNo: '', name: '甲' },
			{ jobNo: '', name: '乙' },
		];
		await team.apply({ person }, { personMissing: 'remove' });
		expect(team.state).toEqual(before);
	});
});

describe('a new key for somebody who is there', () => {
	it.each<[by: string, more: IDataObject]>([
		['mobile', { email: '', department: EMPTY }],
		['mail', { phone: mobile(99), department: EMPTY }],
		['name and department', { phone: mobile(99), email: 'new@example.com' }],
	])('is neither created nor removed: by their %s', async (by, more) => {
		const team = await startCompany();
		const before = held(team);
		const person = [...rows(1, 7), row(8, { jobNo: 'N8', ...more })];
		const result = await team.apply({ person }, { personMissing: 'remove', limits: ANY });

		expect(told(result).toSorted()).toEqual([
			expect.stringMatching(/^J8: rejected/),
			expect.stringMatching(/^N8: rejected/),
		]);
		expect(reasonOf(result, 'N8')).toMatch(/match ?by/i);
		expect(reasonOf(result, 'N8')).toMatch(/J8|员工8/);
		expect(reasonOf(result, 'J8')).toMatch(/N8|员工8/);
		expect(team.state).toEqual(before);

		const kept = await team.apply({ person }, { personMissing: 'keep' });
		// Where nobody is to go, two people may have one name.
		if (by === 'name and department') return expect(told(kept)).toEqual(['N8: create done']);
		expect(told(kept)).toEqual([expect.stringMatching(/^N8: rejected/)]);
		expect(team.state).toEqual(before);
	});

	it('is applied once the other column is among those to match by', async () => {
		const team = await startCompany();
		const person = [...rows(1, 7), row(8, { jobNo: 'N8' })];
		const result = await team.apply(
			{ person },
			{ personMissing: 'remove', limits: ANY, personMatchBy: ['jobNo', 'phone'] },
		);
		expect(told(result)).toEqual(['N8: update done']);
		expect(recordOf(result, 'N8')).toMatchObject({ matchedBy: 'phone', id: id(8) });
		expect(team.personNo(8)!.jobNo).toBe('N8');
	});

	it('of a department is seen by where its people go', async () => {
		const team = await startCompany();
		const before = held(team);
		const tables = {
			department: [
				...Object.values(PATHS)
					.filter((path) => path !== PATHS['d-lab'])
					.map((department) => ({ department })),
				{ department: '研究室' },
			],
			person: [row(4, { department: '研究室' }), row(8, { department: '研究室' })],
		};
		const result = await team.apply(tables, { departmentMissing: 'remove', limits: ANY });
		expect(recordOf(result, '研究室')).toMatchObject({ action: 'rejected' });
		expect(reasonOf(result, '研究室')).toMatch(/实验室.*orgId|orgId.*实验室/);
		expect(recordOf(result, '实验室')).toMatchObject({ action: 'rejected' });
		expect(team.state).toEqual(before);
	});
});

describe('a department is rejected', () => {
	it.each<[what: string, rows: IDataObject[], rejected: string[], says: RegExp]>([
		['below the company', [{ 部门: '测试团队\\客服' }], ['测试团队\\客服'], /测试团队/],
		['with an empty level', [{ 部门: '客服\\\\一组' }], ['客服\\\\一组'], /^department/],
		[
			'by codes in a circle, with all below',
			[
				{ code: 'A', parentCode: 'B', name: '甲' },
				{ code: 'B', parentCode: 'A', name: '乙' },
				{ code: 'C', parentCode: 'B', name: '丙' },
				{ code: 'D', parentCode: '', name: '客服' },
			],
			['甲', '乙', '丙'],
			/^parentCode/,
		],
		['below itself', [{ code: 'A', parentCode: 'A', name: '甲' }], ['甲'], /^parentCode/],
		[
			'by a parent that nobody is, with all below',
			[
				{ code: 'A', parentCode: 'Z', name: '甲' },
				{ code: 'B', parentCode: 'A', name: '乙' },
			],
			['甲', '乙'],
			/^parentCode.*Z|甲/,
		],
		['by an ID that nobody has', [{ orgId: 'd-none', name: '甲' }], [''], /^orgId.*d-none/],
	])('%s', async (_what, department, rejected, says) => {
		const team = await startCompany();
		const result = await team.apply({ department }, { departmentMissing: 'keep' });
		const found = result.records.filter(({ action }) => action === 'rejected');
		expect(found).toHaveLength(rejected.length);
		for (const { reason } of found) expect(reason).toMatch(says);
		const texts = found.map(({ key, name }) => `${String(key)} ${String(name)}`);
		rejected.forEach((text, at) => expect(texts[at]).toContain(text));
		expect(result.records.filter(({ outcome }) => outcome === 'done')).toHaveLength(
			department.length - rejected.length,
		);
		expect(team.state.departments.size).toBe(5 + department.length - rejected.length);
	});

	it('that is there twice, both rows', async () => {
		const team = await startCompany();
		const department = [
			{ 部门: '客服', 排序: 1 },
			{ 部门: '客服', 排序: 2 },
		];
		const result = await team.apply({ department });
		expect(result.records.map(({ action, key }) => [action, key])).toEqual([
			['rejected', '客服'],
			['rejected', '客服'],
		]);
		expect(writes(team)).toEqual([]);
	});

	it('and stands for the one that it means all the same', async () => {
		const team = await startCompany();
		const before = held(team);
		const department = Object.values(PATHS).map((path) => ({ department: path, weights: 'x' }));
		const result = await team.apply({ department }, { departmentMissing: 'remove', limits: ANY });
		expect(result.records.map(({ action }) => action)).toEqual(Array(5).fill('rejected'));
		expect(team.state).toEqual(before);
	});
});

describe('a pair is rejected', () => {
	const seed = (state: Parameters<ReturnType<typeof company>>[0]) => {
		company()(state);
		addJob(state, 1, 'd-lab', '顾问');
		addJob(state, 2, 'd-lab', '顾问');
		lead(state, 1, 'd-lab');
		lead(state, 2, 'd-lab');
	};

	it.each<[what: string, wrong: IDataObject, says: RegExp]>([
		['nobody', { jobNo: 'J0', department: '实验室' }, /^jobNo.*J0/],
		['no department', { jobNo: 'J1', department: '无此部' }, /^department.*无此部/],
		[
			'a department of the company',
			{ jobNo: 'J1', department: '测试团队\\实验室' },
			/^department.*测试团队/,
		],
		['somebody without a number', { jobNo: '', department: '实验室' }, /jobNo|openId|phone/],
	])('that names %s; nobody who may be meant is removed', async (_what, wrong, says) => {
		const team = await startCompany({ seed });
		const before = held(team);
		const pair = { jobNo: 'J2', department: '实验室' };
		const result = await team.apply(
			{
				leader: [pair, wrong],
				partTimeJob: [
					{ ...pair, jobTitle: '顾问' },
					{ ...wrong, jobTitle: '顾问' },
				],
			},
			{ leaderMissing: 'remove', partTimeJobMissing: 'remove', limits: ANY },
		);
		const rejected = result.records.filter(({ action }) => action === 'rejected');
		expect(rejected.map(({ kind }) => kind)).toEqual(['leader', 'partTimeJob']);
		for (const { reason } of rejected) expect(reason).toMatch(says);
		if (wrong.jobNo === 'J1') expect(team.state).toEqual(before);
		expect(team.state.leaders.has(`${id(2)}|d-lab`)).toBe(true);
	});

	it.each<[what: string, jobTitle: unknown]>([
		['no title', ''],
		['21 titles', Array.from({ length: 21 }, (_, n) => `职${n}`).join()],
		['a title that deletes', '!DELETE'],
		['a title that deletes among others', '顾问,!DELETE'],
		['an object as its title', { a: 1 }],
	])('for %s', async (_what, jobTitle) => {
		const team = await startCompany({ seed });
		const before = held(team);
		const result = await team.apply(
			{ partTimeJob: [{ jobNo: 'J1', department: '实验室', jobTitle } as IDataObject] },
			{ partTimeJobMissing: 'keep' },
		);
		// An empty cell says nothing of a job that is there.
		if (jobTitle === '') expect(result.records).toEqual([]);
		else {
			expect(recordOf(result, 'J1|实验室')).toMatchObject({ action: 'rejected' });
			expect(reasonOf(result, 'J1|实验室')).toMatch(/^jobTitle/);
		}
		expect(team.state).toEqual(before);

		const created = {
			partTimeJob: [{ jobNo: 'J3', department: '实验室', jobTitle } as IDataObject],
		};
		for (const result of [await team.plan(created), await team.apply(created)]) {
			expect(recordOf(result, 'J3|实验室')).toMatchObject({ action: 'rejected' });
			expect(reasonOf(result, 'J3|实验室')).toMatch(/^jobTitle/);
		}
	});
});

describe('a platform that does not tell the whole', () => {
	const tables = {
		// Whether the last one is new or was here before decides what has to be read.
		person: [...rows(1, 20).map((each) => ({ ...each, jobTitle: '主管' })), newcomer(3_001)],
	};
	const remove = { personMissing: 'remove', limits: ANY, options: { retries: 0 } };

	it.each<[what: string, rule: Misbehaviour]>([
		['stops half-way', { how: 'status', status: 500 }],
		['cuts an answer', { how: 'cutJson' }],
		['ends the connection', { how: 'halfBody' }],
		['sends a login page', { how: 'html' }],
		['sends nothing', { how: 'emptyAfter' }],
		['sends something else', { how: 'envelopeAfter' }],
		['refuses a page', { how: 'refusal' }],
	])('but %s ends the run before anything is compared', async (_what, rule) => {
		// A page holds a thousand.
		const team = await startCompany({ seed: company(1_001) });
		const before = held(team);
		for (const path of ['person/getall', 'dept/getall', 'person/getAtTime']) {
			team.misbehave({ ...rule, path, after: path === 'dept/getall' ? 0 : 1 });
			const result = await team.apply(tables, remove);
			expect(result.failure, path).toBeDefined();
			expect(stopOf(result).length).toBeGreaterThan(40);
			expect(result.records).toEqual([]);
			team.behave();
		}
		expect(writes(team)).toEqual([]);
		expect(team.state).toEqual(before);
	});

	it('but gives a page twice ends the run before anything is compared', async () => {
		const team = await startCompany({ seed: company(1_001) });
		const { state } = team;
		team.onRequest('person/getall', 2, () => {
			const [first] = team.requestsTo('person/getall');
			const { count } = dataOf(first) as { count: number };
			// So many come in between at the front: the second page has the people of the first.
			const between = Array.from({ length: count }, (_, n) => somebody(5_001 + n));
			state.people = new Map(
				[...between, ...state.people.values()].map((one) => [one.openId, one]),
			);
		});
		const result = await team.apply(tables, remove);
		expect(result.failure).toBeDefined();
		expect(stopOf(result)).toMatch(/twice|again|whole|chang/i);
		expect(writes(team)).toEqual([]);
	});

	it.each(['company/queryOrgAdmins', 'company/queryPartTimeJobs'])(
		'of what is chosen ends the run: %s',
		async (path) => {
			const team = await startCompany();
			team.misbehave({ how: 'status', status: 500, path });
			const result = await team.apply(
				{
					leader: [{ jobNo: 'J1', department: '实验室' }],
					partTimeJob: [{ jobNo: 'J1', department: '实验室', jobTitle: '顾问' }],
				},
				{ options: { retries: 0 } },
			);
			expect(result.failure).toBeDefined();
			expect(writes(team)).toEqual([]);
		},
	);
});

const LONG = '长'.repeat(10_000);

describe('cells that are unusual', () => {
	it('are read as what they are, or rejected by their column', async () => {
		const team = await startCompany();
		const proto = JSON.parse(
			`{"jobNo":"J112","name":"__proto__","phone":"${mobile(112)}","__proto__":{"jobTitle":"x"}}`,
		) as IDataObject;
		const person = [
			{ jobNo: 101, name: '数', phone: 13900000101, jobTitle: 7 },
			newcomer(102, { jobTitle: true }),
			newcomer(103, { hireDate: new Date('2026-01-05T00:00:00+08:00') as never }),
			newcomer(104, { jobNo: ' J104 ', name: ' 空格 ' }),
			newcomer(105, { jobTitle: LONG }),
			newcomer(106, { jobNo: LONG, phone: mobile(106) }),
			newcomer(107, { jobNo: '__proto__' }),
			newcomer(108, { jobNo: 'constructor' }),
			newcomer(109, { jobNo: UNSAFE }),
			newcomer(110, { phone: Infinity }),
			newcomer(111, { jobNo: { toString: 'x' } }),
			proto,
			newcomer(113, { name: '😀 &+%\\ "\'<a>\u2028𠮷' }),
			newcomer(114, { name: '=1+1' }),
			newcomer(115, { name: '{{ $json }}' }),
			newcomer(116, { birthday: '1990/2/3' }),
			newcomer(117, { email: 'no mail' }),
			newcomer(118, { jobNo: -0 }),
		];
		const result = await team.apply({ person }, { show: 'changes' });

		expect(result.failure).toBeUndefined();
		expect(result.changes.map(({ pairedItem }) => (pairedItem as { item: number }).item)).toEqual(
			person.map((_, item) => item),
		);
		for (const record of result.records) {
			if (record.outcome === 'done') continue;
			expect(record.reason, String(record.key).slice(0, 20)).toMatch(
				/^(jobNo|name|phone|email|jobTitle|hireDate|birthday)/,
			);
			expect(String(record.reason).length).toBeLessThan(1_000);
		}
		const byItem = (item: number) => result.records[item];
		expect(byItem(0)).toMatchObject({ key: '101', outcome: 'done' });
		expect(team.named('101')[0]).toMatchObject({ phone: '13900000101', jobTitle: '7' });
		expect(byItem(3)).toMatchObject({ key: 'J104', name: '空格', outcome: 'done' });
		expect(byItem(6)).toMatchObject({ key: '__proto__', outcome: 'done' });
		expect(byItem(7)).toMatchObject({ key: 'constructor', outcome: 'done' });
		expect(byItem(8)).toMatchObject({ action: 'rejected' });
		expect(byItem(8).reason).toMatch(/digits/);
		expect(byItem(9)).toMatchObject({ action: 'rejected' });
		expect(byItem(10)).toMatchObject({ action: 'rejected' });
		expect(byItem(11)).toMatchObject({ key: 'J112', name: '__proto__', outcome: 'done' });
		expect(team.named('J112')[0]).not.toHaveProperty('jobTitle', 'x');
		expect(byItem(12)).toMatchObject({ outcome: 'done' });
		expect(team.named('J114')[0].name).toBe('=1+1');
		expect(team.named('J115')[0].name).toBe('{{ $json }}');
		expect(({} as IDataObject).jobTitle).toBeUndefined();

		// What was done is there, and unchanged for the next run.
		const done = result.records.filter(({ outcome }) => outcome === 'done').length;
		expect(team.state.people.size).toBe(PEOPLE + done);
		const again = await team.apply({ person });
		expect(again.records.filter(({ action }) => action !== 'rejected')).toEqual([]);
		expect(rowsSent(team)).toEqual({ 'person/addNew': done });
	});

	it.each([
		['in digits and letters of full width', '\uff2a\uff11', '\uff2a\uff12'],
		['with signs that nobody sees', 'J1\u200b', '\u200bJ2'],
	])('of job numbers are the same %s', async (_how, ofOne, ofTwo) => {
		const team = await startCompany();
		team.personNo(2)!.jobNo = ofTwo;
		const lab = { jobNo: ofOne, department: PATHS['d-lab'], jobTitle: '顾问' };
		const result = await team.plan(
			{ person: [row(1, { jobNo: ofOne }), row(2)], partTimeJob: [lab] },
			{ personMatchBy: ['jobNo', 'phone'] },
		);
		expect(told(result)).toEqual([`J1|${PATHS['d-lab']}: create planned`]);
	});

	it('of days are days, however they are written', async () => {
		const team = await startCompany();
		const days = ['2026-01-05', '2026/1/5', '2026-01-05T00:00:00', '2026-01-05 00:00:00'];
		const person = days.map((hireDate, n) => newcomer(101 + n, { hireDate }));
		const result = await team.apply({ person });
		for (const [at, { outcome, reason }] of result.records.entries()) {
			if (outcome === 'done') expect(team.named(jobNo(101 + at))[0].hireDate).toBe('2026-01-05');
			else expect(reason).toMatch(/^hireDate/);
		}
		expect(result.records[0]).toMatchObject({ outcome: 'done' });
	});

	it('of rows that have nothing at all, and of one that has nothing but a remark', async () => {
		const team = await startCompany();
		const person = [row(1), {}, { jobNo: '', 备注: '合计' }];
		const result = await team.apply({ person }, { show: 'all' });
		const ofRows = result.records.filter(({ row: place }) => place !== undefined);
		expect(ofRows.map(({ row: place, action }) => [place, action])).toEqual([
			[1, 'unchanged'],
			[3, 'rejected'],
			[2, 'skipped'],
		]);
	});
});

describe('a table of 100,001 rows', () => {
	it('is planned as any other, without limit', async () => {
		const team = await startCompany();
		const person = Array.from({ length: 100_001 }, (_, n) => ({
			...{ jobNo: jobNo(1 + n), name: `员工${1 + n}`, phone: mobile(1 + n) },
		}));
		const result = await team.plan({ person });

		expect(result.failure).toBeUndefined();
		expect(countsOf(result, 'person')).toMatchObject({
			...{ source: 100_001, create: 100_001 - PEOPLE, rejected: 0 },
		});
		expect(result.changes.length).toBe(100_001 - PEOPLE);
		expect(fingerprintOf(result)).toMatch(/^person\.create=99993-/);
		expect(summaryOf(result).requests).toBeLessThan(10);
	});
});
