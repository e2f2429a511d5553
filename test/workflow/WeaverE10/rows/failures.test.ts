/**
 * Requests with rows of Weaver E10 that come to nothing: refused as a whole, or the answer lost
 * (issue 3; docs/vendors/weaver-e10.md, section 4).
 */
import { describe, expect, it } from 'vitest';
import { fromItem, itemsOf, reasons, STOP, stopOf } from '../../engine/cases.ts';
import { caseOf } from './cases.ts';
import { seed } from './rows.ts';
import { startWeaver, traffic } from '../runs.ts';
import type { Weaver } from '../runs.ts';

const start = async () => await startWeaver({ seed });

describe('a request that the platform refuses as a whole', () => {
	const ROWS = [
		{ username: '王五' },
		{ username: '赵', wrong: true },
		{ username: '李四' },
		{ username: '钱' },
	];
	const node = {
		additionalFieldsJson: '={{ $json.wrong ? { unknown: "1" } : {} }}',
		options: { batchSize: 3, concurrency: 1 },
	};
	const byName = { requestFields: { dataRule: { employee: 'username' } } };
	const sizes = (weaver: Weaver) => traffic(weaver).map(([, { data }]) => (data as []).length);
	const reason = expect.stringContaining('unknown is not a known field (500)') as string;

	it('with a rule it is sent in parts, until the row that is meant stands alone', async () => {
		const weaver = await start();
		const parameters = { ...node, ...byName };
		const { main, error } = await weaver.run('external.upsertContact', parameters, ROWS);
		expect(itemsOf(main)).toEqual([0, 2, 3]);
		expect(reasons(error)).toEqual([
			{ item: 1, error: reason, outcome: 'rejected', code: '500', status: 200 },
		]);
		// Each of the others is there once.
		const names = [...weaver.state.externalContacts.values()].map(({ username }) => username);
		expect(names.filter((name) => name === '王五')).toHaveLength(1);
		expect(sizes(weaver).at(0)).toBe(3);
		expect(sizes(weaver).at(-1)).toBe(1);
	});

	it('without a rule each of its rows has the reason, and the next request goes on', async () => {
		const weaver = await start();
		const parameters = { ...node, requestFields: {} };
		const { main, error } = await weaver.run('external.upsertContact', parameters, ROWS);
		expect(sizes(weaver)).toEqual([3, 1]);
		expect(itemsOf(main)).toEqual([3]);
		expect(reasons(error)).toMatchObject(
			[0, 1, 2].map((item) => ({
				item,
				error: reason,
				outcome: 'rejected',
				advice: expect.stringContaining('set Batch Size under Options to 1') as string,
			})),
		);
	});

	it('stops the run', async () => {
		const weaver = await start();
		const parameters = { ...node, ...byName };
		const result = await weaver.run('external.upsertContact', parameters, ROWS, STOP);
		expect(stopOf(result)).toMatchObject({ itemIndex: 0, leaves: 0 });
		expect(stopOf(result).description).toContain(
			'Of 4 records: 0 done, 3 rejected, 0 unknown, 1 not sent.',
		);
		expect(sizes(weaver)).toEqual([3]);
	});
});

describe('a lost answer', () => {
	const REPEATED = expect.stringContaining('repeated after a lost answer: ') as string;
	const lost = { how: 'statusAfter', status: 504, retryAfter: 0 } as const;

	it.each([
		['employee.upsert', {}],
		['employee.upsert', { department: 'code' }],
		['department.upsert', {}],
		['department.upsert', { subcompany: 'code' }],
		['subcompany.upsert', { employee: 'id' }],
		['position.upsert', { department: 'id' }],
		['external.upsertContact', {}],
		['external.upsertCompany', { department: 'id' }],
		['external.upsertDepartment', { subcompany: 'name' }],
	])('%s with the rules %j: what may be there is not sent twice', async (operation, dataRule) => {
		const weaver = await start();
		const { items } = caseOf(operation);
		const [, , item] = items;
		weaver.misbehave({ ...lost, times: 1 });
		const { error } = await weaver.run(operation as 'a.b', { requestFields: { dataRule } }, [item]);
		expect(weaver.requestsTo('')).toHaveLength(1);
		expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'unknown', status: 504 }]);
	});

	it.each([
		['employee.upsertPartTime', { id: 'A1', externalSyncId: 'P-1', deleted: '1' }, 'partTimePosts'],
		['job.upsertTitle', { jobcallcode: 'T1', dataName: '工', deleteType: '1' }, 'titles'],
	] as const)(
		'%s: a removal is not called refused, for it is gone',
		async (operation, item, held) => {
			const weaver = await start();
			weaver.misbehave({ ...lost, times: 1 });
			const { parameters } = caseOf(operation);
			const { error } = await weaver.run(operation, { ...parameters }, [item]);
			expect(weaver.state[held].size).toBe(0);
			expect(reasons(error).map((reason) => 'outcome' in reason && reason.outcome)).not.toContain(
				'rejected',
			);
		},
	);

	it('of a row with a rule: it is there once, and the item is done', async () => {
		const weaver = await start();
		weaver.misbehave({ ...lost, times: 2 });
		const items = [{ job_num: 'B1', username: '新' }];
		const { main } = await weaver.run('employee.upsert', {}, items);
		expect(weaver.requestsTo('')).toHaveLength(3);
		expect(main).toMatchObject([{ json: { job_num: 'B1', operate: 'update' } }]);
		expect([...weaver.state.employees.values()].filter((row) => row.job_num === 'B1')).toHaveLength(
			1,
		);
	});

	it('every time: its rows are unknown, the others are done', async () => {
		const weaver = await start();
		weaver.misbehave({ ...lost, times: 2 });
		const items = ['A1', 'A2', 'B1'].map((job_num) => ({ job_num, username: '名' }));
		const options = { batchSize: 2, concurrency: 1, retries: 1 };
		const { main, error } = await weaver.run('employee.upsert', { options }, items);
		expect(itemsOf(main)).toEqual([2]);
		expect(reasons(error)).toMatchObject([0, 1].map((item) => ({ item, outcome: 'unknown' })));
	});

	it('of a row that is refused when it is sent again: nobody knows what the first did', async () => {
		const weaver = await start();
		weaver.misbehave({ ...lost, times: 1 });
		const { operation, parameters = {}, items } = caseOf('employee.upsert');
		const { main, error } = await weaver.run(operation, parameters, items);
		expect(weaver.requestsTo('')).toHaveLength(2);
		expect(itemsOf(main)).toEqual([0, 2]);
		const refused = { error: 'X不存在 (500)', code: '500', outcome: 'unknown' };
		expect(reasons(error)).toMatchObject([{ item: 1, ...refused, advice: REPEATED }]);
	});

	it('of a request that is then sent in parts: the part that is refused is unknown', async () => {
		const weaver = await start();
		weaver.misbehave({ how: 'status', status: 502, retryAfter: 0, times: 1 });
		const parameters = {
			additionalFieldsJson: '={{ $json.wrong ? { unknown: "1" } : {} }}',
			requestFields: { dataRule: { employee: 'username' } },
			options: { concurrency: 1 },
		};
		const items = [{ username: '王五' }, { username: '赵', wrong: true }, { username: '李四' }];
		const { main, error } = await weaver.run('external.upsertContact', parameters, items);
		expect(itemsOf(main)).toEqual([0, 2]);
		const refused = { outcome: 'unknown', code: '500', advice: REPEATED };
		expect(reasons(error)).toMatchObject([{ item: 1, ...refused }]);
	});

	it('is no reason to stop asking where the platform only asks for patience', async () => {
		const weaver = await start();
		weaver.misbehave({ how: 'slowDown', retryAfter: 0, times: 2 });
		const { items } = caseOf('job.create');
		const parameters = {
			...fromItem('tenantKey', 'jobName', 'jobType', 'dsporder'),
		};
		const { main } = await weaver.run('job.create', parameters, [items[0]]);
		expect(weaver.requestsTo('')).toHaveLength(3);
		expect(itemsOf(main)).toEqual([0]);
		expect(weaver.state.jobs.size).toBe(1);
	});
});
