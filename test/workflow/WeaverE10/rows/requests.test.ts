/**
 * What belongs to the request as a whole: dataRule, the operator, task numbers, flags; which rows
 * share a request, and how many (docs/vendors/weaver-e10.md, section 4).
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import {
	expectEachOnce,
	fromItem,
	idFromItem,
	itemsOf,
	paired,
	reasons,
} from '../../engine/cases.ts';
import { STOP, stopOf } from '../../engine/cases.ts';
import { caseOf } from './cases.ts';
import { CONTACT, DIMENSION, FIRST_ID, LI, MATRIX_ROW, SALES, seed, WANG } from './rows.ts';
import { chosenId, filledIn, startWeaver, traffic } from '../runs.ts';
import type { Weaver } from '../runs.ts';

const start = async () => await startWeaver({ seed });
const rule = (dataRule: INodeParameters) => ({ requestFields: { dataRule } });
/** Of each request the column of its rows, and the rest of its members. */
const shared = (weaver: Weaver, column: string) =>
	traffic(weaver).map(([, { data, ...request }]) => [
		(data as IDataObject[]).map((row) => row[column]),
		request,
	]);

describe('dataRule', () => {
	it.each<[string, INodeParameters, IDataObject, string?]>([
		[
			'employee.upsert',
			{ employee: 'job_num', department: 'code', position: 'code' },
			{ job_num: 'A1', department: 'S', position: 'P1' },
			'job_num',
		],
		[
			'department.upsert',
			{ department: 'code', subcompany: 'code' },
			{ code: 'S', parent: 'HQ' },
			'code',
		],
		['subcompany.upsert', { subcompany: 'code' }, { code: 'HQ' }, 'code'],
		[
			'position.upsert',
			{ position: 'code', department: 'code' },
			{ code: 'P1', department: 'S' },
			'code',
		],
		[
			'employee.upsertPartTime',
			{ employee: 'id', department: 'id', position: 'id' },
			{ id: WANG, externalSyncType: 'openapi', externalSyncId: 'P-1', departmentId: SALES },
		],
		['external.upsertCompany', { subcompany: 'name' }, { name: '客户公司' }],
		[
			'external.upsertDepartment',
			{ department: 'name', subcompany: 'name' },
			{ name: '采购', subcompanyid: '客户公司' },
			'name',
		],
		[
			'external.upsertContact',
			{ employee: 'job_num' },
			{ job_num: 'K1', username: '客' },
			'job_num',
		],
		[
			'dimension.upsertPeople',
			{ organization: 'id' },
			{ employeeid: WANG, orgid: SALES },
			'employeeid',
		],
	])('%s has %j until it is changed', async (operation, dataRule, item, extKey) => {
		const weaver = await start();
		const parameters = { ...caseOf(operation).parameters };
		delete parameters.requestFields;
		const { error } = await weaver.run(operation as 'a.b', parameters, [item]);
		expect(reasons(error)).toEqual([]);
		const body = { dataRule, ...(extKey && { extKey }), data: [item] };
		expect(traffic(weaver)).toEqual([[caseOf(operation).endpoint, body]]);
	});

	it('none for matrix rows, whose ID is echoed until that is changed', async () => {
		const weaver = await start();
		const rows = [{ dataId: MATRIX_ROW, dept: '甲' }, { dept: '乙' }];
		const { main, error } = await weaver.run('matrix.upsertRows', { matrixName: '审批' }, rows);
		expect(reasons(error)).toEqual([]);
		const body = { matrixName: '审批', extKeyField: 'dataId', dataList: rows };
		expect(traffic(weaver)).toEqual([['syncMatrixData', body]]);
		expect(main).toMatchObject([{ json: { extKeyMap: { dataId: MATRIX_ROW } } }, {}]);
	});

	it.each([
		['employee.upsert', 'employee', ['id', 'username', 'job_num']],
		['department.upsert', 'department', ['id', 'name', 'code']],
		['subcompany.upsert', 'subcompany', ['id', 'name', 'code']],
		['position.upsert', 'position', ['id', 'name', 'code']],
		['external.upsertContact', 'employee', ['id', 'username', 'job_num']],
		['external.upsertCompany', 'subcompany', ['id', 'name', 'code']],
		['external.upsertDepartment', 'department', ['id', 'name', 'code']],
	] as const)(
		'%s: a row without what %s is looked up by is rejected',
		async (operation, of, bys) => {
			for (const by of bys) {
				const weaver = await start();
				const other = { description: 'd', note: 'n', alias: 'a', fullname: 'f' };
				const items = [other, { ...other, [by]: '' }];
				const { main, error } = await weaver.run(operation, rule({ [of]: by }), items);
				expect(main).toEqual([]);
				expect(reasons(error)).toMatchObject(
					[0, 1].map((item) => ({
						item,
						error: `${by} is required, because rows are matched by it`,
						outcome: 'rejected',
						field: by,
					})),
				);
				expect(weaver.requests).toEqual([]);

				// It is one of the columns that automatic mapping takes.
				await weaver.run(operation, rule({ [of]: by }), [{ [by]: SALES }]);
				expect(traffic(weaver)[0]?.[1].data).toEqual([{ [by]: SALES }]);
			}
		},
	);

	it('another value is refused, and the rule that has it is named', async () => {
		const weaver = await start();
		const dataRule = { employee: 'job_num', position: '={{ $json.by }}' };
		const items = [
			{ job_num: 'A1', by: 'job_num' },
			{ job_num: 'A2', by: 'code' },
		];
		const { main, error } = await weaver.run('employee.upsert', rule(dataRule), items);
		expect(itemsOf(main)).toEqual([1]);
		expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'rejected', field: 'dataRule' }]);
		expect(reasons(error)[0].error).toMatch(/^dataRule .*position/);
		expect(reasons(error)[0].error).toContain('must be one of code, id, name, but is “job_num”');
	});

	it.each<[string, INodeParameters, string]>([
		['employee.upsertPartTime', { department: 'id' }, 'employee'],
		['employee.upsertPartTime', {}, 'employee'],
		['dimension.upsertPeople', { employee: 'id' }, 'organization'],
		['dimension.upsertPeople', {}, 'organization'],
	])('%s: %j does not do', async (operation, dataRule, lacking) => {
		const { parameters, items } = caseOf(operation);
		const weaver = await start();
		const given = { ...parameters, ...rule(dataRule) };
		const { error } = await weaver.run(operation as 'a.b', given, [items[0]]);
		expect(reasons(error)).toMatchObject([
			{
				error: `dataRule must say by which column the ${lacking} is found (${lacking})`,
				field: 'dataRule',
			},
		]);
		expect(weaver.requests).toEqual([]);
	});

	it.each([
		'employee.upsertPartTime',
		'external.upsertCompany',
		'external.upsertDepartment',
		'dimension.upsertPeople',
	])('%s: it cannot be left away', async (operation) => {
		const { parameters, items } = caseOf(operation);
		const weaver = await start();
		const without = { ...parameters, requestFields: {} };
		const { error } = await weaver.run(operation as 'a.b', without, [items[0]]);
		expect(reasons(error)).toMatchObject([
			{ error: 'dataRule is required: add it under Request Fields', field: 'dataRule' },
		]);
		expect(weaver.requests).toEqual([]);
	});

	it.each(['employee', 'department', 'subcompany', 'position'])(
		'%s: without it rows go as they are',
		async (of) => {
			const weaver = await start();
			const items = [{ id: FIRST_ID, multiObj: {} }];
			const parameters = { requestFields: { apiTaskId: 'T' } };
			const { error } = await weaver.run(`${of}.upsert`, parameters, items);
			expect(traffic(weaver)[0][1]).toEqual({ apiTaskId: 'T', data: items });
			expect(reasons(error)).toMatchObject([{ error: `${FIRST_ID}不存在 (500)` }]);
		},
	);

	it.each(['={{ $json.none }}', '={{ null }}'])(
		'a rule for what rows refer to is not sent where it is %s',
		async (department) => {
			const weaver = await start();
			const dataRule = { employee: 'job_num', department };
			const { error } = await weaver.run('employee.upsert', rule(dataRule), [{ job_num: 'A1' }]);
			expect(reasons(error)).toEqual([]);
			expect(traffic(weaver)[0][1].dataRule).toEqual({ employee: 'job_num' });
		},
	);

	it.each(['={{ $json.none }}', '={{ null }}', '={{ "" }}', ''])(
		'where the rule for the rows themselves is %j, they are not added a second time',
		async (employee) => {
			const weaver = await start();
			const items = [{ job_num: 'A1', username: '王五' }];
			const { error } = await weaver.run('employee.upsert', rule({ employee }), items);
			expect(reasons(error)).toMatchObject([{ outcome: 'rejected', field: 'dataRule' }]);
			expect(reasons(error)[0].error).toContain('employee');
			expect(weaver.requests).toEqual([]);
		},
	);

	it('may differ by item, and says by what rows and references are looked up', async () => {
		const weaver = await start();
		const items = [
			{ id: LI, department: 'S', rules: ['id', 'code'] },
			{ username: '王五', department: '销售', rules: ['username', 'name'] },
		];
		const dataRule = { employee: '={{ $json.rules[0] }}', department: '={{ $json.rules[1] }}' };
		const { error } = await weaver.run('employee.upsert', rule(dataRule), items);
		expect(reasons(error)).toEqual([]);
		expect(traffic(weaver).map(([, body]) => body.dataRule)).toEqual([
			{ employee: 'id', department: 'code' },
			{ employee: 'username', department: 'name' },
		]);
		for (const id of [WANG, LI]) {
			expect(weaver.state.employees.get(id)).toMatchObject({ department: SALES });
		}
	});
});

describe('Match By at the top of the form', () => {
	it.each<[string, string, IDataObject, INodeParameters?]>([
		['employee.upsert', 'id', { id: LI, username: '李' }],
		['employee.upsert', 'username', { username: '王五', alias: 'W' }],
		['department.upsert', 'name', { name: '销售', fullname: '销售部' }],
		['subcompany.upsert', 'name', { name: '总部', fullname: '总部' }],
		['position.upsert', 'name', { name: '销售员', description: 'd' }],
		['external.upsertContact', 'id', { id: CONTACT, username: '客' }],
		['external.upsertCompany', 'code', { name: '客户公司', code: 'C1' }],
		['external.upsertDepartment', 'code', { name: '采购', code: 'D1', subcompanyid: '客户公司' }],
	])('%s: %s is sent as the rule, and echoed', async (operation, matchBy, item) => {
		const weaver = await start();
		await weaver.run(operation as 'a.b', { matchBy }, [item]);
		const [[, { dataRule, extKey, data, matchBy: none }]] = traffic(weaver);
		expect(Object.values(dataRule as IDataObject)).toContain(matchBy);
		expect(extKey).toBe(operation.endsWith('Company') ? undefined : matchBy);
		expect(data).toEqual([item]);
		expect(none).toBeUndefined();
	});

	it('may differ by item, and leaves the other rules as they are', async () => {
		const weaver = await start();
		const items = [
			{ job_num: 'A1', alias: 'a' },
			{ id: LI, alias: 'b', by: 'id' },
		];
		const { main, error } = await weaver.run(
			'employee.upsert',
			{ matchBy: '={{ $json.by }}' },
			items,
		);
		expect(reasons(error)).toEqual([]);
		expect(traffic(weaver).map(([, { dataRule }]) => dataRule)).toEqual([
			{ employee: 'job_num', department: 'code', position: 'code' },
			{ employee: 'id', department: 'code', position: 'code' },
		]);
		expect(main.map(({ json }) => json.id)).toEqual([WANG, LI]);
	});

	it('does not change what a saved workflow says under Request Fields', async () => {
		const weaver = await start();
		const item = { username: '王五', alias: 'W' };
		await weaver.run('employee.upsert', { matchBy: 'id', ...rule({ employee: 'username' }) }, [
			item,
		]);
		expect(traffic(weaver)[0][1]).toEqual({ dataRule: { employee: 'username' }, data: [item] });
	});

	it('is refused by its label where it is none of the columns', async () => {
		const weaver = await start();
		const matchBy = '={{ "mobile" }}';
		const { error } = await weaver.run('employee.upsert', { matchBy }, [{ job_num: 'A1' }]);
		expect(reasons(error)).toMatchObject([
			{ field: 'matchBy', error: 'matchBy must be one of job_num, id, username, but is “mobile”' },
		]);
		expect(weaver.requests).toEqual([]);
	});
});

describe('members of the request', () => {
	it('rows with the same ones share a request, whatever their order', async () => {
		const weaver = await start();
		const parameters = {
			requestFields: {
				dataRule: { employee: '={{ $json.by }}' },
				...idFromItem('optId'),
				...fromItem('apiTaskId', 'emptyCustomVaueClearable'),
			},
		};
		const items = [
			{ job_num: 'A1', by: 'job_num', optId: LI },
			{ job_num: 'A1', by: 'username', username: '王五' },
			{ job_num: 'A2', by: 'job_num', optId: LI },
			{ job_num: 'A5', by: 'job_num', optId: LI, apiTaskId: 7, username: '新' },
			{ job_num: 'A3', by: 'job_num', optId: LI, apiTaskId: '7', username: '新' },
			{ job_num: 'A4', by: 'job_num', emptyCustomVaueClearable: false, username: '新' },
		];
		const result = await weaver.run('employee.upsert', parameters, items);
		const byNumber = { dataRule: { employee: 'job_num' } };
		expect(shared(weaver, 'job_num')).toEqual([
			[['A1', 'A2'], { ...byNumber, optId: LI }],
			[['A1'], { dataRule: { employee: 'username' } }],
			[['A5', 'A3'], { ...byNumber, optId: LI, apiTaskId: '7' }],
			[['A4'], { ...byNumber, emptyCustomVaueClearable: false }],
		]);
		expect(reasons(result.error)).toEqual([]);
		expectEachOnce(result, 6);
	});

	it('matrices of other names are other requests', async () => {
		const weaver = await start();
		weaver.state.matrices.set('二', { id: FIRST_ID, name: '二', columns: [], rows: new Map() });
		const items = ['审批', '二', '审批'].map((matrix) => ({ matrix, dept: '' }));
		const parameters = { matrixName: '={{ $json.matrix }}', ...filledIn({ dataId: '' }) };
		await weaver.run('matrix.upsertRows', parameters, items);
		expect(traffic(weaver).map(([, body]) => [body.matrixName, body.dataList])).toMatchObject([
			['审批', [{}, {}]],
			['二', [{}]],
		]);
	});

	it('tenants of other keys are other requests, and the wrong one is refused alone', async () => {
		const weaver = await start();
		const parameters = fromItem('tenantKey', 'jobcallcode', 'dataName');
		const items = ['t1tenant01', 't2', 't1tenant01'].map((tenantKey, n) => ({
			tenantKey,
			jobcallcode: `C${n}`,
			dataName: '名',
		}));
		const { main, error } = await weaver.run('job.upsertTitle', parameters, items);
		expect(itemsOf(main)).toEqual([0, 2]);
		expect(reasons(error)).toMatchObject([{ item: 1, error: '租户t2不存在 (500)', code: '500' }]);
	});

	it.each([
		['optId', chosenId(''), 'is required, but is empty'],
		['optId', Number(LI), 'which has lost digits on its way'],
		['emptyCustomVaueClearable', '={{ "1" }}', 'must be true or false, but is “1”'],
		['apiTaskId', '={{ [1] }}', 'must be text, but is a list'],
	])('%s %j is refused', async (name, value, says) => {
		const weaver = await start();
		const parameters = { requestFields: { [name]: value } };
		const { error } = await weaver.run('employee.upsert', parameters, [{ job_num: 'A1' }]);
		expect(reasons(error)).toMatchObject([{ outcome: 'rejected', field: name }]);
		expect(reasons(error)[0].error).toContain(says);
		expect(weaver.requests).toEqual([]);
	});

	it('a refused row stops the run before anything is sent', async () => {
		const weaver = await start();
		const items = [{ job_num: 'A1' }, { username: '无' }];
		const result = await weaver.run('employee.upsert', {}, items, STOP);
		expect(weaver.requests).toEqual([]);
		expect(stopOf(result)).toEqual({
			message: 'job_num is required, because rows are matched by it',
			description: 'Of 2 records: 0 done, 1 rejected, 0 unknown, 1 not sent.',
			itemIndex: 1,
			leaves: 0,
		});
	});
});

it('an echoed column that is none of the known ones is sent all the same', async () => {
	const weaver = await start();
	const parameters = { requestFields: { extKey: 'ref', dataRule: { employee: 'username' } } };
	const items = [{ username: '客户', ref: 'R-1' }];
	const { main } = await weaver.run('external.upsertContact', parameters, items);
	const echoed = { id: CONTACT, operate: 'update', extKeyMap: { ref: 'R-1' } };
	expect(main).toEqual(paired([0, { ...items[0], ...echoed }]));
	const [person] = [{ employeeid: WANG, orgid: SALES, ref: 'R-2' }];
	const more = { dataRule: { organization: 'id' }, virtualId: chosenId(DIMENSION), extKey: 'ref' };
	await weaver.run('dimension.upsertPeople', { requestFields: more }, [person]);
	expect(traffic(weaver)[1][1].data).toEqual([person]);
});
