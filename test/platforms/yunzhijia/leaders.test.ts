/** Department leaders of the Yunzhijia test platform, as docs/vendors/yunzhijia.md section 6 says. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addDepartment, addPerson, startYunzhijia } from '../index.ts';
import type { TestPlatform, YunzhijiaState } from '../index.ts';
import { ask, dataFrom } from './client.ts';

describe('yunzhijia leaders', () => {
	let yunzhijia: TestPlatform<YunzhijiaState>;
	const seed = (state: YunzhijiaState) => {
		addDepartment(state, 'sales', '销售');
		addDepartment(state, 'north', '华北', 'sales');
		for (const openId of ['p1', 'p2'])
			addPerson(state, { openId, name: '张三', orgId: 'sales', jobTitle: '' });
	};
	beforeAll(async () => {
		yunzhijia = await startYunzhijia({ seed });
	});
	afterEach(() => yunzhijia.reset());
	afterAll(async () => await yunzhijia.stop());

	const SET = 'company/setOrgAdminsById';
	const DELETE = 'company/deleteOrgAdminsById';
	const QUERY = 'company/queryOrgAdmins';
	const data = async (path: string, given: unknown) => await dataFrom(yunzhijia, path, given);
	const row = (commitId: string, openId: string, orgId: string) => ({ commitId, openId, orgId });

	it('sets, and tells of active ones only', async () => {
		const rows = [row('a', 'p1', 'north'), { ...row('b', 'p2', 'sales'), weights: 3 }];
		expect(await data(SET, rows)).toEqual([]);
		const first = { openId: 'p1', departmentId: 'north', department: '销售\\华北' };
		expect(await data(QUERY, {})).toHaveLength(2);
		expect(await data(QUERY, { begin: 0, count: 1 })).toEqual([first]);
		yunzhijia.state.people.get('p2')!.status = '2';
		expect(await data(QUERY, { count: 5000 })).toEqual([first]);
	});

	it('hides failed rows under success, by commitId', async () => {
		const rows = [
			row('a', 'no', 'sales'),
			row('b', 'p1', 'sales'),
			row('c', 'p1', 'no'),
			row('d', '', 'sales'),
		];
		const failed = [
			['a', 'openId不存在'],
			['c', 'department不存在'],
			['d', 'openId不能为空'],
		];
		expect(await data(SET, rows)).toEqual(
			failed.map(([commitId, errorMsg]) => ({ commitId, errorMsg })),
		);
		expect([...yunzhijia.state.leaders.keys()]).toEqual(['p1|sales']);
		const list = [...rows, row('e', 'p2', 'sales')];
		expect(await data(DELETE, { list })).toEqual([
			...failed.map(([commitId, error]) => ({ commitId, error })),
			{ errorCode: 900014, commitId: 'e', error: '负责人不存在' },
		]);
		expect(yunzhijia.state.leaders.size).toBe(0);
	});

	it('answers a delete that went well with an empty text, as the vendor shows', async () => {
		await data(SET, [row('a', 'p1', 'north')]);
		expect(await data(DELETE, { list: [row('a', 'p1', 'north')] })).toBe('');
	});

	it.each<[string, string, unknown]>([
		['[0] weights must be a whole number', SET, [{ ...row('a', 'p1', 'sales'), weights: '1' }]],
		['[0] department is not a known field', SET, [{ ...row('a', 'p1', 'x'), department: '销售' }]],
		['commitId must not repeat', SET, [row('a', 'p1', 'sales'), row('a', 'p2', 'sales')]],
		['must be an array', SET, { list: [] }],
		[
			'must have 1 to 1000',
			SET,
			Array.from({ length: 1001 }, (_row, n) => row(String(n), 'p1', 'sales')),
		],
		['must be an object', DELETE, [row('a', 'p1', 'sales')]],
		['deleteAll is not a known field', DELETE, { deleteAll: true, list: [row('a', 'p', 'o')] }],
		['begin must be a whole number', QUERY, { begin: -1 }],
	])('refuses: %s', async (reason, path, given) => {
		const { json } = await ask(yunzhijia, path, given);
		expect(json).toMatchObject({ success: false, data: null });
		expect(json.error).toContain(reason);
	});
});
