/**
 * Values of wide rows of Weaver E10: what each kind of column takes, what it refuses, and
 * Additional JSON, which win (docs/vendors/weaver-e10.md, sections 3, 5 and 6.1).
 */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { itemsOf, reasons } from '../../engine/cases.ts';
import { caseOf } from './cases.ts';
import { CONTACT, FIRST_ID, LI, seed, WANG } from './rows.ts';
import { filledIn, startWeaver, traffic } from '../runs.ts';
import type { Weaver } from '../runs.ts';

const start = async () => await startWeaver({ seed });
const rowsSent = (weaver: Weaver) =>
	traffic(weaver).flatMap(([, { data }]) => data as IDataObject[]);

it.each<[string, unknown, unknown]>([
	['hiredate', '2026-01-31', '2026-01-31'],
	['hiredate', '2026-01-31T00:00:00.000+08:00', '2026-01-31'],
	['birthday', '', ''],
	['other_superior', ['A1', 'A2'], ['A1', 'A2']],
	['other_superior', 'A1, A2', ['A1', 'A2']],
	['other_superior', '["A1"]', ['A1']],
	['assistant', 'A1，A2', ['A1', 'A2']],
	['assistant', '', []],
	['personnel_status', 10, '10'],
	['personnel_status', '', ''],
	['sex', 'female', 'female'],
	['work_year', '3.5', 3.5],
	['work_year', 0, 0],
	['mobile', 13800138000, '13800138000'],
	['alias', false, 'false'],
	['age', 0, '0'],
	['multiObj', { username: { 8: 'Wang' } }, { username: { 8: 'Wang' } }],
	['multiObj', '{"username": {"8": "Wang"}}', { username: { 8: 'Wang' } }],
])('%s %j is sent as %j', async (column, value, sent) => {
	const weaver = await start();
	const items = [{ job_num: 'A1', [column]: value } as IDataObject];
	const { error } = await weaver.run('employee.upsert', {}, items);
	expect(reasons(error)).toEqual([]);
	expect(rowsSent(weaver)).toEqual([{ job_num: 'A1', [column]: sent }]);
});

it('words for a status are sent as numbers; 在职 alone is not sent', async () => {
	const weaver = await start();
	const items = ['试用', '正式员工', '在职'].map((状态, n) => ({ 工号: 'A1', 别名: `${n}`, 状态 }));
	const { error } = await weaver.run('employee.upsert', {}, items);
	expect(reasons(error)).toEqual([]);
	expect(rowsSent(weaver)).toEqual([
		{ job_num: 'A1', alias: '0', personnel_status: '1' },
		{ job_num: 'A1', alias: '1', personnel_status: '3' },
		{ job_num: 'A1', alias: '2' },
	]);
});

it.each([
	['an expression that gives a date', '={{ DateTime.fromISO("2026-01-31") }}'],
	['its text', '={{ "2026-01-31" }}'],
])('a day from %s', async (_what, hiredate) => {
	const weaver = await start();
	await weaver.run('employee.upsert', filledIn({ job_num: 'A1', hiredate }), [{}]);
	expect(rowsSent(weaver)).toEqual([{ job_num: 'A1', hiredate: '2026-01-31' }]);
});

const NUMBER = Number('9754109811234567005');
it.each<[string, string, unknown, string]>([
	['employee', 'hiredate', '31.01.2026', 'must be a day like 2026-01-31, but is “31.01.2026”'],
	['employee', 'hiredate', '2026-01-31T23:00:00Z', 'must be a day like 2026-01-31'],
	['employee', 'birthday', '2026-02-30', 'must be a day like 2026-01-31, but is “2026-02-30”'],
	['employee', 'birthday', 20260131, 'must be a day like 2026-01-31, but is “20260131”'],
	['employee', 'work_year', 'many', 'must be a number, but is “many”'],
	['employee', 'sex', '未知', 'must be one of 女 (female), 男 (male), but is “未知”'],
	['employee', 'personnel_status', '8', '解聘 (9), 无效 (10), but is “8”'],
	['employee', 'mobile', ['1', '2'], 'must be text, but is a list'],
	['employee', 'alias', { a: 1 }, 'must be text, but is an object'],
	['employee', 'id', NUMBER, 'which has lost digits on its way'],
	['employee', 'assistant', [NUMBER], 'which has lost digits on its way'],
	['employee', 'multiObj', { username: { 8: NUMBER } }, 'which has lost digits on its way'],
	['employee', 'multiObj', 'Wang', 'must be JSON, but “Wang” is not'],
	['employee', 'userInfoExtend', ['a'], 'must be an object, but is a list'],
	['employee', 'userInfoExtend.9001', { a: 1 }, 'must be text, but is an object'],
	['department', 'status', 'closed', 'must be one of 启用 (1), 封存 (0), but is “closed”'],
	['subcompany', 'disporder', '1.5', 'must be a whole number, but is “1.5”'],
	['subcompany', 'disporder', 2147483648, 'must be between -2147483648 and 2147483647'],
	['position', 'is_canceled', true, 'must be one of 启用 (0), 封存 (1), but is “true”'],
])('%s: %s %j is refused and takes no other row with it', async (of, column, value, says) => {
	const key = of === 'employee' ? 'job_num' : 'code';
	const good = { employee: 'A2', department: 'SN', subcompany: 'HQ', position: 'P1' }[of];
	const weaver = await start();
	const items = [{ [key]: 'A1', [column]: value }, { [key]: good }] as IDataObject[];
	const { main, error } = await weaver.run(`${of}.upsert`, {}, items);
	expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'rejected', field: column }]);
	expect(reasons(error)[0].error).toContain(`${column} `);
	expect(reasons(error)[0].error).toContain(says);
	expect(rowsSent(weaver)).toEqual([{ [key]: good }]);
	expect(itemsOf(main)).toEqual([1]);
});

it.each([
	['external.upsertContact', 'customer', '12a', 'must be an ID of up to 19 digits'],
	['external.upsertContact', 'contact', '97541098112345670051', 'must be an ID of up to 19 digits'],
	['matrix.upsertRows', 'delete_type', '2', 'must be between 1 and 1, but is 2'],
	['matrix.upsertRows', '负责人', { a: 1 }, 'must be text, but is an object'],
])('%s: %s %j is refused', async (operation, column, value, says) => {
	const weaver = await start();
	const parameters = operation.startsWith('matrix') ? { matrixName: '审批' } : {};
	const items = [{ username: '孙', [column]: value }] as IDataObject[];
	const { error } = await weaver.run(operation as 'a.b', parameters, items);
	expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'rejected', field: column }]);
	expect(reasons(error)[0].error).toContain(says);
	expect(weaver.requestsTo('')).toEqual([]);
});

it.each<[string, string, IDataObject, string]>([
	['employee.upsertPartTime', 'id', { id: '' }, 'is required'],
	['employee.upsertPartTime', 'externalSyncId', { externalSyncId: ' ' }, 'is required'],
	[
		'employee.upsertPartTime',
		'departmentId',
		{ positionId: '' },
		'or Position (兼职岗位, positionId) is required',
	],
	['employee.upsertPartTime', 'deleted', { deleted: '2' }, 'must be one of 0, 1, but is “2”'],
	['dimension.upsertPeople', 'employeeid', { employeeid: '' }, 'is required'],
	['dimension.upsertPeople', 'orgid', { orgid: null }, 'is required'],
	['job.upsertGrade', 'code', { code: null }, 'is required'],
	['job.upsertGrade', 'gradeJobsetLevels', { gradeJobsetLevels: [] }, 'is required, but has no'],
	['job.upsertGrade', 'gradeLevel', { gradeLevel: 'x' }, 'must be a whole number, but is “x”'],
	['job.upsertTitle', 'jobcallcode', { jobcallcode: '' }, 'is required'],
	['job.upsertTitle', 'dataName', { dataName: null }, 'is required'],
	['job.upsertType', 'type_name', { type_name: ' ' }, 'is required'],
	['job.create', 'dsporder', { dsporder: 10000 }, 'must be between -9999 and 9999, but is 10000'],
	['job.create', 'jobName', { jobName: '' }, 'is required'],
	['job.create', 'jobType', { jobType: '' }, 'is required'],
	['job.create', 'tenantKey', { tenantKey: '' }, 'is required'],
])(
	'%s: a row without a proper %s (%j) is refused alone',
	async (operation, field, change, says) => {
		const weaver = await start();
		const { parameters = {}, items } = caseOf(operation);
		const wrong = { ...items[0], ...change };
		const { main, error } = await weaver.run(operation as 'a.b', parameters, [wrong, items[2]]);
		expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'rejected', field }]);
		expect(reasons(error)[0].error).toContain(`${field} ${says}`);
		expect(itemsOf(main)).toEqual([1]);
	},
);

it('what is removed needs no more than its key, and is gone', async () => {
	const weaver = await start();
	const { operation, parameters = {} } = caseOf('employee.upsertPartTime');
	const items = [{ id: 'A1', externalSyncId: 'P-1', deleted: 1 }];
	const { main, error } = await weaver.run(operation, parameters, items);
	expect(reasons(error)).toEqual([]);
	expect(itemsOf(main)).toEqual([0]);
	expect(weaver.state.partTimePosts.size).toBe(0);
});

describe('Additional JSON', () => {
	const item = { job_num: 'A1', alias: '旧', multiObj: { username: { 7: '王' } } };

	it.each<[string, unknown, IDataObject, IDataObject]>([
		['text wins over the column', '{"alias": "新"}', {}, { alias: '新' }],
		['what no column has', '{"x_unnamed": ["a"]}', {}, { x_unnamed: ['a'] }],
		[
			'members of an object are put together',
			'{"multiObj": {"username": {"7": "王"}, "alias": {"8": "W"}}}',
			{},
			{ multiObj: { username: { 7: '王' }, alias: { 8: 'W' } } },
		],
		['an object by expression', '={{ {x_a: $json.a} }}', { a: '甲' }, { x_a: '甲' }],
		['text by expression', '={"x_a": "{{ $json.a }}"}', { a: '甲' }, { x_a: '甲' }],
		['empty text', '', {}, {}],
		['null by expression', '={{ $json.none }}', {}, {}],
		['an empty value', '{"mobile": ""}', {}, { mobile: '' }],
	])('%s', async (_what, json, more, expected) => {
		const weaver = await start();
		const parameters = {
			...filledIn({ job_num: 'A1', alias: '旧', multiObj: '={{ $json.multiObj }}' }),
			additionalFieldsJson: json as string,
		};
		const { error } = await weaver.run('employee.upsert', parameters, [{ ...item, ...more }]);
		expect(reasons(error)).toEqual([]);
		expect(rowsSent(weaver)).toEqual([{ ...item, ...expected }]);
	});

	it.each([
		['{"a": }', 'must be JSON, but “{"a": }” is not'],
		['["a"]', 'must be an object, but is a list'],
		['={{ [1] }}', 'must be an object, but is a list'],
		['={{ {a: 9754109811234567005} }}', 'which has lost digits on its way'],
	])('%s is refused', async (additionalFieldsJson, says) => {
		const weaver = await start();
		const { error } = await weaver.run('employee.upsert', { additionalFieldsJson }, [item]);
		expect(reasons(error)).toMatchObject([{ outcome: 'rejected', field: 'additionalFieldsJson' }]);
		expect(reasons(error)[0].error).toContain(says);
		expect(weaver.requestsTo('')).toEqual([]);
	});

	it.each<[string, unknown]>([
		['text', '{"alias": "新", "x_a": "甲"}'],
		['an object', { alias: '新', x_a: '甲' }],
		['an expression', '={{ {alias: "新", x_a: $json.a} }}'],
	])('as an option: %s', async (_what, json) => {
		const weaver = await start();
		const parameters = { options: { additionalFieldsJson: json as string } };
		const { error } = await weaver.run('employee.upsert', parameters, [{ ...item, a: '甲' }]);
		expect(reasons(error)).toEqual([]);
		expect(rowsSent(weaver)).toEqual([{ ...item, alias: '新', x_a: '甲' }]);
	});

	it('an object of a saved workflow is sent as before', async () => {
		const weaver = await start();
		const additionalFieldsJson = { x_a: '甲' } as unknown as string;
		await weaver.run('employee.upsert', { additionalFieldsJson }, [item]);
		expect(rowsSent(weaver)).toEqual([{ ...item, x_a: '甲' }]);
	});

	it('as an option goes before what a saved workflow has at the top', async () => {
		const weaver = await start();
		const parameters = {
			additionalFieldsJson: '{"alias": "甲"}',
			options: { additionalFieldsJson: '{"alias": "乙"}' },
		};
		await weaver.run('employee.upsert', parameters, [item]);
		expect(rowsSent(weaver)).toEqual([{ ...item, alias: '乙' }]);
	});

	it('alone makes a row', async () => {
		const weaver = await start();
		const parameters = { additionalFieldsJson: '{"job_num": "A1", "mobile": "139"}' };
		const { main } = await weaver.run('employee.upsert', parameters, [{ a: 1 }]);
		expect(main).toMatchObject([{ json: { job_num: 'A1', mobile: '139', id: WANG } }]);
	});

	it('long numbers in it keep every digit on the wire and in the item', async () => {
		const weaver = await start();
		const parameters = {
			additionalFieldsJson: `{"customer": ${FIRST_ID}, "note": "n"}`,
			requestFields: {},
		};
		const items = [{ username: '客户', id: CONTACT }];
		const { main, error } = await weaver.run('external.upsertContact', parameters, items);
		expect(weaver.requestsTo('')[0].rawBody).toContain(`"customer":${FIRST_ID}`);
		expect(reasons(error)).toEqual([]);
		expect(main).toMatchObject([{ json: { customer: FIRST_ID, note: 'n', id: CONTACT } }]);
	});

	it.each([
		['by which rows are matched', 'employee', `{"id": ${LI}}`, { employee: 'id' }],
		['of what a row refers to', 'employee', `{"superior": ${LI}}`, { employee: 'job_num' }],
	])('a long number %s spoils nothing', async (_what, of, additionalFieldsJson, dataRule) => {
		const weaver = await start();
		const parameters = { additionalFieldsJson, requestFields: { dataRule } };
		const items = [{ job_num: 'A1' }, { job_num: 'A2' }];
		const { main, error } = await weaver.run(`${of}.upsert`, parameters, items);
		// Whether the platform takes a number there is not known: this one refuses the request.
		expect(itemsOf([...main, ...error])).toEqual([0, 1]);
		for (const reason of reasons(error)) {
			expect(reason).toMatchObject({ outcome: 'rejected', code: '500' });
		}
		expect(weaver.requestsTo('')).not.toEqual([]);
	});
});
