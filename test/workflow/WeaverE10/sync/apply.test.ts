/**
 * What weaverE10Sync asks the platform, what it sends, and what it takes for done when the platform
 * answers in one of its ways, or not at all.
 */
import type { IDataObject } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Misbehaviour, SyncRows, WeaverE10State } from '../../../platforms/index.ts';
import { spellings } from '../../engine/secrets.ts';
import type { Company, Tables } from './syncs.ts';
import {
	ANY,
	atOnce,
	countsOf,
	everythingOf,
	fingerprintOf,
	hintsOf,
	holds,
	idOf,
	nameOf,
	reasonOf,
	recordOf,
	RETIRE_ALL,
	SOURCE,
	startCompany,
	stopOf,
	summaryOf,
	told,
	wantedBy,
	warningsOf,
	writes,
	writesByName,
} from './syncs.ts';

const WANTED = wantedBy(SOURCE);

/** A second run of the same has nothing left to do. */
async function expectSettled(company: Company, tables: Tables, parameters: IDataObject = {}) {
	const { length } = writes(company);
	const again = await company.apply(tables, parameters);
	expect(again.failure).toBeUndefined();
	expect(told(again)).toEqual([]);
	expect(writes(company).slice(length)).toEqual([]);
}

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
const newcomer = (n: number, more: IDataObject = {}): IDataObject => ({
	...{ job_num: `N${n}`, username: `新人${n}`, department: 'S' },
	...more,
});
const newcomers = (count: number) => numbers(count).map((n) => newcomer(n));

/** A company that has so many people more, in pages of three. */
const crowded = (count: number) => (state: WeaverE10State) => {
	state.pageLimit = 3;
	for (const n of numbers(count)) {
		const id = idOf('employee', 100 + n);
		state.employees.set(id, { id, username: `员工${n}`, job_num: `M${n}`, status: 'normal' });
	}
};

describe('what is read', () => {
	/** Each request that only reads: what it asks for, without its page. */
	const reads = ({ requestsTo }: Company) =>
		requestsTo('')
			.filter((request) => /^(query|list)/.test(nameOf(request)))
			.map((request) => {
				const { typeList, containDisableOrg, userStatusList } = request.body as {
					typeList?: string[];
					containDisableOrg?: boolean;
					userStatusList?: string[];
				};
				return [
					nameOf(request),
					...(typeList ?? []),
					...(userStatusList ?? []),
					...(containDisableOrg ? ['sealed'] : []),
				].join(' ');
			})
			.toSorted();

	const PEOPLE = 'queryEmployee normal';
	const LEAVERS = 'queryEmployee 6';
	const DEPARTMENTS = 'queryOrg department';
	const SUBCOMPANIES = 'queryOrg subcompany';
	const SEALED_DEPARTMENTS = 'queryOrg department sealed';
	const SEALED_SUBCOMPANIES = 'queryOrg subcompany sealed';
	const POSITIONS = 'queryPosition';

	it.each<[what: string, tables: Tables, expected: string[], parameters?: IDataObject]>([
		['people who are there', { employee: 'job_num | username\nA1 | 王伟' }, [PEOPLE]],
		[
			'people who are not, among the leavers too',
			{ employee: 'job_num | username\nA9 | 郑凯' },
			[PEOPLE, LEAVERS],
		],
		[
			'a department of people',
			{ employee: 'job_num | department\nA1 | S' },
			[PEOPLE, DEPARTMENTS, SUBCOMPANIES],
		],
		[
			'a department of people that is not there',
			{ employee: 'job_num | department\nA1 | O' },
			[PEOPLE, DEPARTMENTS, SUBCOMPANIES],
		],
		['a position of people', { employee: 'job_num | position\nA1 | P1' }, [PEOPLE, POSITIONS]],
		['a superior', { employee: 'job_num | superior\nA2 | A1' }, [PEOPLE]],
		[
			'departments that are there',
			{ department: 'code | name\nS | 销售部' },
			[DEPARTMENTS, SUBCOMPANIES],
		],
		[
			'parents of departments',
			{ department: 'code | parent\nS | HQ' },
			[DEPARTMENTS, SUBCOMPANIES],
		],
		[
			'a department that is not there',
			{ department: 'code | name | parent\nQ | 新 | HQ' },
			[DEPARTMENTS, SEALED_DEPARTMENTS, SUBCOMPANIES],
		],
		['subcompanies that are there', { subcompany: 'code | name\nE | 华东' }, [SUBCOMPANIES]],
		[
			'a subcompany that is not there',
			{ subcompany: 'code | name\nQ | 新' },
			[SUBCOMPANIES, SEALED_SUBCOMPANIES],
		],
		['positions', { position: 'code | name\nP1 | 销售员' }, [POSITIONS]],
		[
			'what is in departments that may go',
			{ department: 'code | name\nS | 销售部' },
			[PEOPLE, DEPARTMENTS, SUBCOMPANIES, POSITIONS],
			{ departmentMissing: 'retire' },
		],
		[
			'what is in subcompanies that may go',
			{ subcompany: 'code | name\nHQ | 总部' },
			[DEPARTMENTS, SUBCOMPANIES],
			{ subcompanyMissing: 'retire' },
		],
		[
			'own fields by their name',
			{ employee: 'job_num | 车牌号 | 座驾\nA1 | 京A | 红旗' },
			[PEOPLE, 'listBasicField'],
		],
		[
			'no own fields where each header is known',
			{ employee: 'job_num | userInfoExtend.9001 | 手机号\nA1 | 京A | 13800000001' },
			[PEOPLE],
		],
		[
			'the units of a scope',
			{ employee: 'job_num | username\nA1 | 王伟' },
			[PEOPLE, DEPARTMENTS, SUBCOMPANIES],
			{ scope: { departments: 'E' } },
		],
	])('%s', async (_what, tables, expected, parameters) => {
		const company = await startCompany();
		company.state.basicFields.push({
			...{ fieldId: '9001', name: '车牌号', componentKey: 'Text', formId: '1' },
		});
		const result = await company.plan(tables, parameters);
		expect(result.failure).toBeUndefined();
		expect(reads(company)).toEqual(expected.toSorted());
	});

	it('asks for the columns that the table has, and no others’ of people', async () => {
		const company = await startCompany();
		await company.plan({
			employee: '工号 | 姓名 | 学历 | userInfoExtend.9001\nA1 | 王伟 | 本科 | 京A',
		});
		const [{ body }] = company.requestsTo('queryEmployee');
		expect(body).toMatchObject({ containUserInfoExtend: true, pageSize: 1000, current: 1 });
		const { returnFieldList } = body as { returnFieldList: string[] };
		expect(returnFieldList).toEqual(
			expect.arrayContaining(['job_num', 'username', 'education']) as string[],
		);
		for (const other of ['id_no', 'birthday', 'telephone', 'position', 'superior'])
			expect(returnFieldList).not.toContain(other);

		await company.plan({ employee: 'job_num\nA1' });
		expect(company.requestsTo('queryEmployee')[1].body).not.toHaveProperty(
			'containUserInfoExtend',
			true,
		);
	});

	it('all pages, however short they are, of those who left as well', async () => {
		const company = await startCompany({
			seed(state) {
				crowded(10)(state);
				for (const n of numbers(4)) {
					const id = idOf('employee', 200 + n);
					const left = { status: '6', personnel_status: '6' };
					state.employees.set(id, { id, username: `旧${n}`, job_num: `L${n}`, ...left });
				}
			},
		});
		const employee = [
			...numbers(10).map((n) => ({ job_num: `M${n}`, username: `员工${n}` })),
			{ job_num: 'L4', username: '旧4' },
		];
		const result = await company.apply({ employee });
		expect(told(result)).toEqual(['L4: restore done']);
		expect(countsOf(result, 'employee')).toMatchObject({ platform: 14, unchanged: 10 });
		expect(summaryOf(result).requests).toBe(company.requests.length);
	});

	describe('that changes while it is read', () => {
		const CHANGES: Array<[what: string, change: (state: WeaverE10State, n: number) => void]> = [
			['somebody comes', (state, n) => crowded(10 + n)(state)],
			// Of the first page, so that those behind move up to where nobody looks any more.
			['somebody goes', ({ employees }, n) => void employees.delete(idOf('employee', 100 + n))],
		];
		/** Those of the crowd come first. */
		const started = async () =>
			await startCompany({
				seed(state) {
					const people = new Map(state.employees);
					state.employees.clear();
					crowded(10)(state);
					for (const [id, one] of people) state.employees.set(id, one);
				},
			});
		/** Each time that a reading comes to its second page, as often as that is said. */
		function strike(company: Company, change: (n: number) => void, times: number) {
			const push = company.requests.push.bind(company.requests);
			let n = 0;
			company.requests.push = (...requests) => {
				for (const request of requests)
					if (nameOf(request) === 'queryEmployee' && n < times)
						if ((request.body as { current: number }).current === 2) change(++n);
				return push(...requests);
			};
		}
		const tables = { employee: 'job_num | username\nA4 | 赵大磊' };

		it.each(CHANGES)('is read again from its first page: %s once', async (_what, change) => {
			const company = await started();
			strike(company, (n) => change(company.state, n), 1);
			const result = await company.apply(tables);
			expect(told(result)).toEqual(['A4: update done']);
			expect(countsOf(result, 'employee').platform).toBe(company.state.employees.size - 1);
		});

		it.each(CHANGES)('each time it is read ends the run: %s', async (_what, change) => {
			for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
				const company = await started();
				strike(company, (n) => change(company.state, n), 100);
				const parameters = { employeeMissing: 'retire' };
				const result = await company.apply(tables, parameters, { node: { onError } });
				const said = onError === 'stopWorkflow' ? stopOf(result) : warningsOf(result);
				expect(said).toMatch(/changed|again/);
				if (onError !== 'stopWorkflow')
					expect(told(result)).toEqual([expect.stringMatching(/^A4: .*notSent$/)]);
				expect(writes(company)).toEqual([]);
			}
		});
	});

	it.each(['short', 'repeat'] as const)('pages that are not whole end it: %s', async (paging) => {
		const company = await startCompany({ seed: crowded(10) });
		company.state.paging = paging;
		const result = await company.apply({ employee: 'job_num | username\nA1 | 王大伟' });
		expect(stopOf(result)).toMatch(/rows|page/);
		expect(writes(company)).toEqual([]);
	});
});

describe('all kinds and actions at once', () => {
	it('are done in one run, in an order in which they can be', async () => {
		const company = await startCompany();
		const plan = await company.plan(SOURCE, RETIRE_ALL);
		const approvedPlan = fingerprintOf(plan);
		const result = await company.apply(SOURCE, { ...RETIRE_ALL, approvedPlan });
		expect(told(result)).toEqual(told(plan).map((text) => text.replace('planned', 'done')));
		expect(told(result)).toEqual([
			...['E: update done', 'W: create done', 'X: retire done'],
			...['K1: create done', 'N: move done', 'O: restore done', 'K: create done', 'Z: retire done'],
			...['P2: update done', 'P3: create done', 'P4: restore done', 'P5: retire done'],
			...['A1: update done', 'A2: move done', 'A5: restore done', 'B1: create done'],
			...['B2: create done', 'A4: retire done'],
		]);
		expect(holds(company.state)).toEqual(WANTED);
		expect(countsOf(result, 'employee')).toMatchObject({ done: 6, rejected: 0, unknown: 0 });
		await expectSettled(company, SOURCE, RETIRE_ALL);
	});

	it('leave their ids as they are, digit by digit', async () => {
		const company = await startCompany();
		const result = await company.apply(SOURCE, { ...RETIRE_ALL, show: 'all' });
		const held = new Map(
			[
				...[...company.state.subcompanies.values(), ...company.state.departments.values()],
				...[...company.state.positions.values(), ...company.state.employees.values()],
			].map((one) => [String(one.job_num ?? one.code), one.id]),
		);
		for (const { key, id } of result.records)
			expect([key, id]).toEqual([key, held.get(String(key))]);
		// In a JavaScript number all of a kind would be one.
		const sent = (name: string) => company.requestsTo(name).map(({ rawBody }) => rawBody);
		expect(sent('rehireEmployee').join()).toContain(`[{"id":${idOf('employee', 5)}}]`);
		expect(sent('enableDepartment').join()).toContain(`[{"id":${idOf('department', 4)}}]`);
		expect(sent('syncEmployee').join()).toContain(`"id":"${idOf('employee', 2)}"`);
		expect(sent('syncDepartment').join()).toContain(`"id":"${idOf('department', 2)}"`);
	});

	it('go in batches of 200 unless it is said otherwise, of 400 at most', async () => {
		const sizes = async (options: IDataObject) => {
			const company = await startCompany();
			await company.apply({ employee: newcomers(450) }, { options });
			return company
				.requestsTo('syncEmployee')
				.map(({ body }) => (body as { data: object[] }).data.length)
				.toSorted((a, b) => b - a);
		};
		expect(await sizes({})).toEqual([200, 200, 50]);
		expect(await sizes({ batchSize: 400 })).toEqual([400, 50]);
		expect(await sizes({ batchSize: 1000 })).toEqual([400, 50]);
	});
});

/** What an answer may leave open is read again: what is there is done. */
describe('rows that are answered', () => {
	const MODES: SyncRows[] = ['all', 'reversed', 'bare', 'failedOnly', 'none'];

	it.each(MODES)('%s: all is done, and nothing twice', async (syncRows) => {
		const company = await startCompany({ syncRows });
		const result = await company.apply(SOURCE, RETIRE_ALL);
		expect(result.failure).toBeUndefined();
		expect(holds(company.state)).toEqual(WANTED);
		for (const record of told(result)) expect(record).toMatch(/ done$/);
		expect(company.state.employees.size).toBe(7);
		expect(company.state.departments.size).toBe(7);
		await expectSettled(company, SOURCE, RETIRE_ALL);
	});

	it.each<[syncRows: SyncRows, refused: RegExp, others: RegExp]>([
		['all', /rejected$/, /done$/],
		['reversed', /rejected$/, /done$/],
		['bare', /(rejected|unknown)$/, /done$/],
		['failedOnly', /(rejected|unknown)$/, /done$/],
	])(
		'%s, one of them refused: it is not done, the others are',
		async (syncRows, refused, others) => {
			const company = await startCompany({ syncRows });
			const employee = [newcomer(1), newcomer(2), newcomer(3), { job_num: 'A1', alias: '大王' }];
			company.misbehave({ how: 'refuseRow', path: 'syncEmployee', row: '新人2' });
			const result = await company.apply({ employee });
			expect(result.failure).toBeUndefined();
			for (const { key, outcome, error } of result.records) {
				expect([key, outcome]).toEqual([
					key,
					expect.stringMatching(key === 'N2' ? refused : others),
				]);
				if (key === 'N2') expect(error).toContain('数据校验不通过');
			}
			company.behave();
			const again = await company.apply({ employee });
			expect(told(again)).toEqual(['N2: create done']);
			expect(
				[...company.state.employees.values()].filter(({ job_num }) => /^N/.test(job_num!)),
			).toHaveLength(3);
		},
	);

	it('reversed, each refusal belongs to its own row', async () => {
		const company = await startCompany({ syncRows: 'reversed' });
		company.misbehave({ how: 'refuseRow', path: 'syncEmployee', row: '"alias":"丙"' });
		const result = await company.apply({
			employee: 'job_num | alias\nA1 | 甲\nA2 | 乙\nA3 | 丙\nA4 | 丁',
		});
		expect(told(result)).toEqual([
			...['A1: update done', 'A2: update done', 'A3: update rejected', 'A4: update done'],
		]);
	});

	it.each(MODES)('%s: a superior who is new is set', async (syncRows) => {
		const company = await startCompany({ syncRows });
		const employee = [
			newcomer(1, { superior: 'N2' }),
			newcomer(2, { superior: 'N1' }),
			{ job_num: 'A2', superior: 'N1' },
		];
		const result = await company.apply({ employee });
		expect(told(result)).toEqual(['N1: create done', 'N2: create done', 'A2: update done']);
		const byNumber = (wanted: string) =>
			[...company.state.employees.values()].find(({ job_num }) => job_num === wanted)!;
		expect(byNumber('N1').superior).toBe(byNumber('N2').id);
		expect(byNumber('N2').superior).toBe(byNumber('N1').id);
		expect(byNumber('A2').superior).toBe(byNumber('N1').id);
		// Else nobody has said what it is.
		if (syncRows === 'all' || syncRows === 'reversed')
			for (const key of ['N1', 'N2']) expect(recordOf(result, key).id).toBe(byNumber(key).id);
		await expectSettled(company, { employee });
	});
});

describe('an answer that is lost', () => {
	const INTERFACES = [
		...['syncSubcompany', 'syncDepartment', 'syncPosition', 'syncEmployee'],
		...['rehireEmployee', 'enableDepartment'],
	];
	const HOWS: Array<Misbehaviour['how']> = ['resetAfter', 'cutJson'];

	/** What has further steps behind the one that is lost is unknown, and what rests on it waits. */
	const UNFINISHED: Record<string, string[]> = {
		enableDepartment: ['O', 'P4', 'A5', 'B1', 'B2'],
		rehireEmployee: ['A5'],
		syncEmployee: ['A1', 'B1', 'B2'],
	};

	/** The requests by which something is created. */
	const CREATES: Array<[path: string, containing?: string]> = [
		['syncSubcompany', '华西'],
		['syncDepartment', '客服部'],
		['syncPosition', '坐席'],
		['syncEmployee', '吴洋'],
	];

	it.each(HOWS)('of any interface, once: it is read again, and all is done (%s)', async (how) => {
		await atOnce(
			[...INTERFACES.map((path): [string] => [path]), ...CREATES],
			async (path: string, containing?: string) => {
				const company = await startCompany();
				company.misbehave({ how, path, containing, times: 1 });
				const result = await company.apply(SOURCE, { ...RETIRE_ALL, options: { retries: 0 } });
				expect(result.failure).toBeUndefined();
				const open = result.records.filter(({ outcome }) => outcome !== 'done');
				expect(UNFINISHED[path] ?? []).toEqual(
					expect.arrayContaining(open.map(({ key }) => String(key))),
				);
				for (const { error } of open) expect(error).toMatch(/./);
				for (const { key, id, outcome } of result.records)
					if (outcome === 'done')
						expect([key, id]).toEqual([key, expect.stringMatching(/^\d{19}$/)]);
				if (open.length > 0) await company.apply(SOURCE, RETIRE_ALL);
				expect(holds(company.state)).toEqual(WANTED);
				expect(company.state.employees.size).toBe(7);
				await expectSettled(company, SOURCE, RETIRE_ALL);
			},
		);
	});

	it('of every request: what is said to be done is, and the next run does the rest', async () => {
		await atOnce(
			INTERFACES.map((path): [string] => [path]),
			async (path) => {
				const company = await startCompany();
				company.misbehave({ how: 'resetAfter', path });
				const result = await company.apply(SOURCE, { ...RETIRE_ALL, options: { retries: 0 } });
				expect(result.failure).toBeUndefined();
				const isThere = holds(company.state);
				for (const { kind, key, outcome } of result.records)
					if (outcome === 'done')
						expect([key, isThere[`${String(kind)} ${String(key)}`]]).toEqual([
							key,
							WANTED[`${String(kind)} ${String(key)}`],
						]);
				company.behave();
				await company.apply(SOURCE, RETIRE_ALL);
				expect(holds(company.state)).toEqual(WANTED);
				await expectSettled(company, SOURCE, RETIRE_ALL);
			},
		);
	});

	it('of a create that did not arrive is never done', async () => {
		const company = await startCompany();
		company.misbehave({ how: 'resetBefore', path: 'syncEmployee' });
		const tables = { employee: [newcomer(1), { job_num: 'A1', alias: '大王' }] };
		const result = await company.apply(tables, { options: { retries: 0 } });
		for (const { outcome, error } of result.records) {
			expect(['unknown', 'notSent', 'rejected']).toContain(outcome);
			expect(error).toEqual(expect.any(String));
		}
		company.behave();
		expect(told(await company.apply(tables))).toEqual(['N1: create done', 'A1: update done']);
	});

	it('is sent again where that is wanted, and nobody is there twice', async () => {
		const company = await startCompany();
		for (const path of ['syncEmployee', 'syncDepartment'])
			company.misbehave({ how: 'resetAfter', path, times: 1 });
		const tables = {
			department: 'code | name | parent\nK | 客服部 | HQ',
			employee: [newcomer(1, { department: 'K' })],
		};
		const result = await company.apply(tables, { options: { retries: 1 } });
		expect(told(result)).toEqual(['K: create done', 'N1: create done']);
		expect(company.state.departments.size).toBe(6);
		expect(company.state.employees.size).toBe(6);
		await expectSettled(company, tables);
	});
});

describe('what rests on something that failed is not sent', () => {
	it.each<
		[
			what: string,
			rule: [path: string, row: string],
			tables: Tables,
			parameters: IDataObject,
			told: string[],
		]
	>([
		[
			'a tree below a subcompany that was not created, and who is in it',
			['syncSubcompany', '"code":"W"'],
			{
				subcompany: 'code | name | parent\nW | 华西 | HQ\nW1 | 成都 | W\nE | 华东 | HQ',
				department: 'code | name | parent\nK | 客服 | W1\nR | 研发部 | W\nQ | 质量 | HQ',
				position: 'code | name | department\nP3 | 坐席 | K',
				employee:
					'job_num | username | department | position\nN1 | 新人 | K | P1\nN2 | 新人二 | S | P3\nN3 | 新人三 | Q | P1',
			},
			{},
			[
				...['W: create rejected', 'W1: create notSent', 'K: create notSent', 'R: move notSent'],
				...['Q: create done', 'P3: create notSent', 'N1: create notSent', 'N2: create notSent'],
				'N3: create done',
			],
		],
		[
			'changes of somebody who was not rehired',
			['rehireEmployee', idOf('employee', 5)],
			{ employee: 'job_num | alias | superior\nA5 | 小周 | A1\nA1 | 大王 | A5' },
			{},
			[
				'A5: restore rejected',
				expect.stringMatching(/^A1: update (done|notSent|rejected)/) as never,
			],
		],
		[
			'changes of a department that was not unsealed, and what is to be below it',
			['enableDepartment', idOf('department', 4)],
			{
				department: 'code | name | parent\nO | 老部 | HQ\nO1 | 老组 | O',
				employee: 'job_num | department\nA1 | O\nA2 | S',
			},
			{},
			['O: restore rejected', 'O1: create notSent', 'A1: move notSent', 'A2: move done'],
		],
		[
			'a department whose people could not be moved',
			['syncEmployee', `"${idOf('employee', 4)}"`],
			{
				department: 'code | name\nS | 销售部\nN | 华北区\nR | 研发部',
				position: 'code | name | department\nP1 | 销售员 | S\nP2 | 工程师 | R',
				employee: 'job_num | department | position\nA4 | S | P1\nA3 | S | P2',
			},
			{ departmentMissing: 'retire', positionMissing: 'retire' },
			[...['Z: retire notSent', 'P5: retire notSent'], ...['A4: move rejected', 'A3: move done']],
		],
		[
			'a subcompany whose department could not be sealed',
			['syncDepartment', '"status":"0"'],
			{
				subcompany: 'code | name\nHQ | 总部\nE | 华东',
				department: 'code | name\nS | 销售部\nN | 华北区\nR | 研发部',
				position: 'code | name\nP1 | 销售员\nP2 | 工程师',
				employee: 'job_num | username\nA1 | 王伟\nA2 | 李娜\nA3 | 张敏',
			},
			RETIRE_ALL,
			['X: retire notSent', 'Z: retire rejected', 'P5: retire done', 'A4: retire done'],
		],
		[
			'a mobile that its holder could not give up',
			['syncEmployee', '13900000002'],
			{
				employee:
					'job_num | username | mobile\nA1 | 王伟 | 13800000002\nA2 | 李娜 | 13900000002\nN1 | 新人 | 13800000001',
			},
			{},
			['A1: update notSent', 'A2: update rejected', 'N1: create notSent'],
		],
	])('%s', async (_what, [path, row], tables, parameters, expected) => {
		const company = await startCompany();
		company.misbehave({ how: 'refuseRow', path, row });
		const result = await company.apply(tables, parameters);
		expect(result.failure).toBeUndefined();
		expect(told(result)).toEqual(expected);
		for (const { outcome, error } of result.records)
			if (outcome === 'notSent') expect(error).toMatch(/数据校验不通过/);
		company.behave();
		const again = await company.apply(tables, parameters);
		for (const text of told(again)) expect(text).toMatch(/ done$/);
		await expectSettled(company, tables, parameters);
	});

	it('and that is said in a sentence, however long the chain', async () => {
		const company = await startCompany();
		company.misbehave({ how: 'refuseRow', path: 'syncDepartment', row: '"code":"D1"' });
		const department = numbers(40).map((n) => ({
			...{ code: `D${n}`, name: `第${n}层`, parent: n > 1 ? `D${n - 1}` : 'HQ' },
		}));
		const result = await company.apply({ department: department.toReversed() });
		expect(writesByName(company)).toEqual({ syncDepartment: 1 });
		for (const { key, outcome, reason } of result.records) {
			expect([key, outcome]).toEqual([key, key === 'D1' ? 'rejected' : 'notSent']);
			expect(String(reason).length).toBeLessThan(300);
		}
		expect(reasonOf(result, 'D40')).toContain('数据校验不通过');
	});

	it('a tree of forty levels is created from the top, a request for each', async () => {
		const company = await startCompany();
		const department = numbers(40).map((n) => ({
			...{ code: `D${n}`, name: `第${n}层`, parent: n > 1 ? `D${n - 1}` : 'HQ' },
		}));
		const result = await company.apply({ department: department.toReversed() });
		expect(countsOf(result, 'department')).toMatchObject({ create: 40, done: 40 });
		expect(writesByName(company)).toEqual({ syncDepartment: 40 });
	});
});

describe('cancelled', () => {
	it.each([
		['while an answer takes its time', { how: 'latency', ms: 60_000 }],
		['while a request hangs', { how: 'hangAfter' }],
	] as Array<[string, Misbehaviour]>)(
		'in the middle of apply, %s: what was done is told, the rest is not sent',
		async (_what, rule) => {
			const company = await startCompany();
			company.misbehave({ ...rule, path: 'syncEmployee', after: 2 });
			const arrived = new Promise<void>((resolve) => company.onRequest('syncEmployee', 3, resolve));
			const tables: Tables = {
				department: 'code | name | parent\nK | 客服部 | HQ',
				employee: newcomers(12),
			};
			const result = await company.apply(
				tables,
				{ options: { batchSize: 3, concurrency: 1, retries: 0 } },
				{ cancelAfter: arrived.then(() => sleep(50)) },
			);
			expect(result).toMatchObject({ cancelled: true, run: { status: 'canceled' } });
			const outcomes = result.records.map(({ outcome }) => outcome);
			expect(outcomes).toEqual([
				...Array<string>(7).fill('done'),
				...Array<string>(3).fill('unknown'),
				...Array<string>(3).fill('notSent'),
			]);
			for (const { outcome, error } of result.records)
				if (outcome === 'notSent') expect(error).toMatch(/cancel/i);
			company.behave();
			const { length } = company.requests;
			await sleep(50);
			expect(company.requests).toHaveLength(length);
			const again = await company.apply(tables);
			for (const text of told(again)) expect(text).toMatch(/ done$/);
			expect(company.state.employees.size).toBe(5 + 12);
		},
	);

	it('while it reads: nothing is sent', async () => {
		const company = await startCompany({ seed: crowded(10) });
		company.misbehave({ how: 'hang', path: 'queryEmployee', after: 1 });
		const arrived = new Promise<void>((resolve) => company.onRequest('queryEmployee', 2, resolve));
		const tables = { employee: 'job_num | alias\nA1 | 大王' };
		const result = await company.apply(
			tables,
			{},
			{ cancelAfter: arrived.then(() => sleep(20)), node: { onError: 'continueRegularOutput' } },
		);
		expect(result.cancelled).toBe(true);
		expect(writes(company)).toEqual([]);
		company.behave();
		expect(told(await company.apply(tables))).toEqual(['A1: update done']);
	});
});

describe('own fields', () => {
	const field = (fieldId: string, name: string) => ({
		...{ fieldId, name, componentKey: 'Text', formId: '1' },
	});
	const withFields = async () =>
		await startCompany({
			seed({ basicFields, employees }) {
				basicFields.push(field('9001', '车牌号'), field('9002', '工服'), field('9003', '工服'));
				for (const n of [1, 2])
					employees.get(idOf('employee', n))!.userInfoExtend = { 9001: `京A${n}`, 9002: 'M' };
			},
		});

	it('are read once a run, also where it applies', async () => {
		const company = await withFields();
		const employee = 'job_num | 车牌号\nA1 | 京B1\nA2 | 京A2';
		const result = await company.apply({ employee });
		expect(told(result)).toEqual(['A1: update done']);
		expect(company.requestsTo('listBasicField')).toHaveLength(1);
		expect(company.state.employees.get(idOf('employee', 1))!.userInfoExtend).toEqual({
			...{ 9001: '京B1', 9002: 'M' },
		});
		await expectSettled(company, { employee });
	});

	it('are cleared where empty cells clear', async () => {
		const company = await withFields();
		const tables = { employee: 'job_num | 车牌号\nA1 |\nA2 | 京A2' };
		const parameters = { scope: { emptyCells: 'clear' } };
		const result = await company.apply(tables, parameters);
		expect(told(result)).toEqual(['A1: update done']);
		expect(company.state.employees.get(idOf('employee', 1))!.userInfoExtend).toEqual({ 9002: 'M' });
		await expectSettled(company, tables, parameters);
	});

	it('that the app may not list are columns that mean nothing', async () => {
		const company = await withFields();
		company.misbehave({ how: 'refusal', path: 'listBasicField' });
		const result = await company.apply({ employee: 'job_num | alias | 车牌号\nA1 | 大王 | 京B1' });
		expect(told(result)).toEqual(['A1: update done']);
		expect(hintsOf(result).join()).toContain('车牌号');
		expect(writes(company)).toEqual(['syncEmployee by id', '+ alias: 大王, id: #e1']);
	});

	it('of one name are nobody’s to choose from', async () => {
		const company = await withFields();
		const result = await company.apply({ employee: 'job_num | alias | 工服\nA1 | 大王 | L' });
		const sent = writes(company).join();
		// Said as a hint, or refused: never written into one of the two.
		expect(sent).not.toMatch(/900[23]/);
		expect(`${hintsOf(result).join()}${stopOf(result)}`).toContain('工服');
	});

	it('that can’t be read end the run before anything is sent', async () => {
		const company = await withFields();
		company.misbehave({ how: 'status', status: 500, path: 'listBasicField' });
		const result = await company.apply(
			{ employee: 'job_num | alias | 车牌号\nA1 | 大王 | 京B1' },
			{ options: { retries: 0 } },
		);
		expect(stopOf(result)).toContain('500');
		expect(writes(company)).toEqual([]);
	});
});

/** As JSON without care reads an ID. */
const UNSAFE = Number('1234567890123456789');

describe('cells that are not text', () => {
	it('are read by what they mean', async () => {
		const company = await startCompany();
		const [held] = company.state.employees.values();
		Object.assign(held, { job_num: '1001', hiredate: '2020-01-02', work_year: 3, age: '36' });
		const result = await company.plan(
			{
				employee: [
					{
						job_num: 1001,
						hiredate: '2020-1-2',
						work_year: '3',
						age: 36,
						superior: null,
						alias: '',
					},
				],
			},
			{ show: 'all' },
		);
		expect(told(result)[0]).toBe('1001: unchanged');
	});

	it.each<[what: string, wrong: IDataObject, says: RegExp]>([
		['an object', { alias: { a: 1 } as IDataObject }, /^alias/],
		['a list', { username: ['a', 'b'] }, /^username/],
		['NaN', { alias: NaN }, /^alias/],
		['digits that are lost', { alias: UNSAFE }, /^alias.*digits/],
		['an id that lost its digits', { department: UNSAFE }, /^department.*digits/],
		['a superior that lost its digits', { superior: UNSAFE }, /superior/],
	])('%s: its row is rejected, and nobody goes for it', async (_what, wrong, says) => {
		const company = await startCompany();
		const employee = [
			{ job_num: 'A1', alias: '大王' },
			{ job_num: 'A2', ...wrong },
			{ job_num: 'A3', alias: '张' },
			{ job_num: 'A4', alias: '赵' },
		];
		const result = await company.apply({ employee }, { employeeMissing: 'retire' });
		expect(told(result)[0]).toBe('A1: update done');
		expect(recordOf(result, 'A2').action).toMatch(/rejected|skipped/);
		expect(reasonOf(result, 'A2')).toMatch(says);
		expect(company.state.employees.get(idOf('employee', 2))!.status).toBe('normal');
		expect(countsOf(result, 'employee')).toMatchObject({ retire: 0 });
	});
});

it('what nobody else is to know is in no item, error, hint or log line', async () => {
	const CASES: Array<[what: string, rule?: Misbehaviour]> = [
		['nothing goes wrong'],
		['a row is refused', { how: 'refuseRow', path: 'syncEmployee', row: '大王' }],
		['an interface is refused', { how: 'refusal', path: 'syncEmployee' }],
		['the token is refused', { how: 'expireToken', path: 'syncEmployee', times: 1 }],
		['half an answer comes', { how: 'cutJson', path: 'queryEmployee' }],
	];
	await atOnce(CASES, async (_what: string, rule?: Misbehaviour) => {
		const company = await startCompany();
		if (rule) company.misbehave(rule);
		const result = await company.apply(
			{ employee: 'job_num | alias | mobile\nA1 | 大王 | 13900000001\nA2 | 李 | 13800000003' },
			{ options: { retries: 0 } },
			{ node: { onError: 'continueErrorOutput' } },
		);
		const everything = everythingOf(result);
		const token = JSON.parse(company.tokenRequests().at(-1)!.answer!) as { accessToken: string };
		for (const secret of [String(company.credential.appSecret), token.accessToken])
			for (const text of spellings(secret)) expect(everything).not.toContain(text);
		// Of somebody who is no part of it.
		expect(everything).not.toContain('13800000004');
		expect(everything).not.toContain('赵磊');
		expect(result.logs.join('\n')).not.toContain('13900000001');
	});
});

it('limits hold whatever the kind, and nothing at all is sent', async () => {
	const company = await startCompany();
	const before = holds(company.state);
	for (const limits of [
		{ maxRemovals: 0, maxRemovalsPercent: 100 },
		{ ...ANY, maxCreates: 1 },
		{ ...ANY, maxUpdatesPercent: 1 },
	]) {
		const result = await company.apply(SOURCE, { ...RETIRE_ALL, limits });
		expect(stopOf(result)).toMatch(/approve/i);
	}
	expect(writes(company)).toEqual([]);
	expect(holds(company.state)).toEqual(before);
});
