/** Rows of Weaver E10 over several requests: how many in one, and which before which. */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { expectEachOnce, fromItem, itemsOf, paired, reasons } from '../../engine/cases.ts';
import { CASES, caseOf } from './cases.ts';
import { FIRST_ID, seed, WANG } from './rows.ts';
import { startWeaver, traffic } from '../runs.ts';
import type { Weaver } from '../runs.ts';

const SECOND_ID = String(BigInt(FIRST_ID) + 1n);

const start = async () => await startWeaver({ seed });
/** The rows of each request by one of their columns. */
const waves = (weaver: Weaver, column: string) =>
	traffic(weaver).map(([, { data }]) => (data as IDataObject[]).map((row) => row[column]));

describe.each([
	[450, {}, [200, 200, 50]],
	[450, { batchSize: 1000 }, [400, 50]],
	[5, { batchSize: 2 }, [2, 2, 1]],
	[3, { batchSize: 1 }, [1, 1, 1]],
])('%i rows with %j', (count, options, sizes) => {
	it.each(CASES)(`$operation: ${sizes.join(', ')} a request`, async (of) => {
		const { operation, parameters, member = 'data', items } = of;
		const weaver = await start();
		// Each has a key of its own, so that none waits for another.
		const numbered = Array.from({ length: count }, (_, n) => renamed(items[2], `N${n}`));
		const node = { ...parameters, options: { concurrency: 1, ...options } };
		const result = await weaver.run(operation, node, numbered);
		expect(traffic(weaver).map(([, body]) => (body[member] as unknown[]).length)).toEqual(sizes);
		expectEachOnce(result, count);
	});
});

const KEYS = 'job_num code name externalSyncId username jobcallcode type_name jobName'.split(' ');
const renamed = (item: IDataObject, name: string) => {
	const key = KEYS.find((each) => each in item);
	return key === undefined ? item : { ...item, [key]: name };
};

describe('parents come before children, wherever they stand', () => {
	it('departments', async () => {
		const weaver = await start();
		const items = [
			{ code: 'D3', name: '三', parent: 'D2' },
			{ code: 'D1', name: '一', parent: 'S' },
			{ code: 'D4', name: '四', parent: 'S' },
			{ code: 'D2', name: '二', parent: 'D1' },
			{ code: 'D5', name: '五', parent: 'D3' },
		];
		const result = await weaver.run('department.upsert', {}, items);
		// Departments refer to each other by code; the one above all is there.
		expect(waves(weaver, 'code')).toEqual([['D1', 'D4'], ['D2'], ['D3'], ['D5']]);
		expectEachOnce(result, 5);
	});

	it.each<[string, string, IDataObject[]]>([
		[
			'employee.upsert',
			'job_num',
			[
				{ job_num: 'B2', username: '二', superior: 'B1' },
				{ job_num: 'B1', username: '一' },
			],
		],
		[
			'subcompany.upsert',
			'code',
			[
				{ code: 'C2', name: '二', parent: 'C1' },
				{ code: 'C1', name: '一', parent: 'HQ' },
			],
		],
		[
			'position.upsert',
			'code',
			[
				{ code: 'P3', name: '二', parent: 'P2' },
				{ code: 'P2', name: '一', parent: 'P1' },
			],
		],
		[
			'external.upsertDepartment',
			'name',
			[
				{ name: '二', parent: '一', subcompanyid: '客户公司' },
				{ name: '一', subcompanyid: '客户公司' },
			],
		],
	])('%s', async (operation, key, items) => {
		const weaver = await start();
		const dataRule = {
			employee: 'job_num',
			department: operation.startsWith('external') ? 'name' : 'code',
			subcompany: operation.startsWith('external') ? 'name' : 'code',
			position: 'code',
		};
		const requestFields = { dataRule };
		const { main, error } = await weaver.run(operation as 'a.b', { requestFields }, items);
		expect(reasons(error)).toEqual([]);
		expect(itemsOf(main)).toEqual([0, 1]);
		expect(waves(weaver, key)).toEqual([[items[1][key]], [items[0][key]]]);
	});

	it('a parent that was refused: its child is sent and says why it came to nothing', async () => {
		const weaver = await start();
		const items = [
			{ code: 'D2', name: '二', parent: 'D1' },
			{ code: 'D1', parent: 'S' },
		];
		const requestFields = { dataRule: { department: 'code' } };
		const { error } = await weaver.run('department.upsert', { requestFields }, items);
		expect(reasons(error)).toMatchObject([
			{ item: 0, error: 'D1不存在 (500)' },
			{ item: 1, error: 'name不能为空 (500)' },
		]);
	});

	it('though they are of different requests', async () => {
		const weaver = await start();
		const items = [
			{ code: 'D2', name: '二', parent: 'D1', task: '1' },
			{ code: 'D1', name: '一', parent: 'S', task: '2' },
		];
		const requestFields = { dataRule: { department: 'code' }, apiTaskId: '={{ $json.task }}' };
		const { error } = await weaver.run('department.upsert', { requestFields }, items);
		expect(reasons(error)).toEqual([]);
		expect(waves(weaver, 'code')).toEqual([['D1'], ['D2']]);
	});
});

describe('two rows of one key', () => {
	it.each([
		['employee.upsert', {}, { job_num: 'A1' }, 'mobile'],
		['position.upsert', {}, { code: 'P1' }, 'description'],
		['external.upsertCompany', {}, { name: '客户公司' }, 'description'],
		[
			'employee.upsertPartTime',
			caseOf('employee.upsertPartTime').parameters!,
			{ id: 'A1', externalSyncId: 'P-1', departmentId: 'S' },
			'remark',
		],
		[
			'job.upsertTitle',
			{
				...fromItem('jobcallcode', 'dataName'),
				tenantKey: 't1tenant01',
				additionalFields: fromItem('remark'),
			},
			{ jobcallcode: 'T1', dataName: '工' },
			'remark',
		],
	])('%s: one after the other, the last one counts', async (operation, parameters, row, column) => {
		const weaver = await start();
		weaver.misbehave({ how: 'latency', ms: 150, times: 1 });
		const items = ['一', '二', '三'].map((value) => ({ ...row, [column]: value }));
		const { main, error } = await weaver.run(operation as 'a.b', parameters, items);
		expect(reasons(error)).toEqual([]);
		expect(itemsOf(main)).toEqual([0, 1, 2]);
		const sent = traffic(weaver).map(([, body]) => body.data ?? body.jobCalls);
		expect(sent).toMatchObject(['一', '二', '三'].map((value) => [{ [column]: value }]));
	});

	it('in input order, though their requests differ otherwise', async () => {
		const weaver = await start();
		const requestFields = { dataRule: { employee: 'job_num' }, apiTaskId: '={{ $json.task }}' };
		const items = ['1', '2', '1'].map((task, n) => ({ job_num: 'A1', mobile: `${n}`, task }));
		await weaver.run('employee.upsert', { requestFields }, items);
		expect(weaver.state.employees.get(WANG)).toMatchObject({ mobile: '2' });
	});

	it('without a rule they share a request', async () => {
		const weaver = await start();
		const items = [{ username: '孙' }, { username: '孙' }];
		const { main } = await weaver.run('external.upsertContact', { requestFields: {} }, items);
		expect(waves(weaver, 'username')).toEqual([['孙', '孙']]);
		// Nothing tells the two apart, so what was added stands once, with the first.
		const added = [FIRST_ID, SECOND_ID].map((id) => ({ id, operate: 'insert' }));
		expect(main).toEqual(paired([0, { ...items[0], requestResults: added }], [1, items[1]]));
	});
});
