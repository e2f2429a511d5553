/** Departments of the Yunzhijia test platform, as strict as docs/vendors/yunzhijia.md section 4 says. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
	YUNZHIJIA_ROOT,
	addDepartment,
	addLeader,
	addPerson,
	seedTeam,
	startYunzhijia,
} from '../index.ts';
import type { TestPlatform, YunzhijiaState } from '../index.ts';
import type { Fields } from '../http.ts';
import { ask, dataFrom } from './client.ts';

describe('yunzhijia departments', () => {
	const ROOT = YUNZHIJIA_ROOT.orgId;
	let yunzhijia: TestPlatform<YunzhijiaState>;
	const seed = (state: YunzhijiaState) => {
		addDepartment(state, 'sales', '销售', '', { weights: 2, businessUnit: 1 });
		addDepartment(state, 'north', '华北', 'sales');
		addDepartment(state, 'beijing', '北京', 'north');
		addDepartment(state, 'lab', '实验室');
		const updatedAt = Date.UTC(2024, 0, 2);
		addDepartment(state, 'lab-north', '华北', 'lab', { updatedAt });
		const person = { name: '张三', jobTitle: '' };
		addPerson(state, { ...person, openId: 'p1', orgId: 'beijing' });
		addPerson(state, { ...person, openId: 'p2', orgId: 'lab' });
		addLeader(state, { openId: 'p2', orgId: 'north' });
	};
	beforeAll(async () => {
		yunzhijia = await startYunzhijia({ seed });
	});
	afterEach(() => yunzhijia.reset());
	afterAll(async () => await yunzhijia.stop());

	const call = async (path: string, data: unknown) => await ask(yunzhijia, path, data);
	const data = async (path: string, given: unknown) => await dataFrom(yunzhijia, path, given);
	const names = () => [...yunzhijia.state.departments.values()].map((one) => one.department);
	const failed = (msgId: string, msgCode = '400') => ({ msgId, msgCode, msg: expect.any(String) });

	it('gives all with the root first, and one by id or long name', async () => {
		const all: Fields[] = await data('dept/getall', {});
		expect(all.map(({ id, parentId }) => [id, parentId])).toEqual([
			[ROOT, ''],
			['sales', ROOT],
			['north', 'sales'],
			['beijing', 'north'],
			['lab', ROOT],
			['lab-north', 'lab'],
		]);
		const sales = { id: 'sales', name: '销售', department: '销售', parentId: ROOT };
		expect(await data('dept/get', { type: 0, array: ['sales', 'no'] })).toEqual([
			{ ...sales, weights: 2, businessUnit: 1 },
		]);
		const byName = await data('dept/get', { type: 1, array: ['\\', '销售\\华北'] });
		expect(byName.map(({ id }: Fields) => id)).toEqual([ROOT, 'north']);
	});

	it('adds with missing parents and gives ids; v1 gives the failed ones only', async () => {
		const departments = ['研发\\平台', '研发', '销售', '坏\\\\名'];
		const added = await data('v2/dept/add', { departments, weights: ['2', '1', '3', '4'] });
		expect(added).toEqual({
			successList: ['研发\\平台', '研发'].map((department) => ({
				department,
				orgId: expect.stringMatching(/^[0-9a-f-]{36}$/),
			})),
			errorList: [failed('销售'), failed('坏\\\\名')],
		});
		expect(names().slice(5)).toEqual(['研发', '研发\\平台']);
		expect([...yunzhijia.state.departments.values()].at(-2)!.weights).toBe(1);
		expect(await data('dept/add', { departments: ['研发\\测试'] })).toEqual([]);
		expect(await data('dept/add', { departments: ['研发\\测试'] })).toEqual([failed('研发\\测试')]);
	});

	it('renames among siblings, with all that is below', async () => {
		const rename = async (orgId: string, todepartment: string) =>
			await data('dept/updateById', { departments: [{ orgId, todepartment }] });
		expect(await rename('sales', '营销')).toEqual([]);
		expect(names().slice(0, 3)).toEqual(['营销', '营销\\华北', '营销\\华北\\北京']);
		expect(await rename('sales', '营销')).toEqual([]);
		expect(await rename('lab', '营销')).toEqual([failed('lab')]);
		expect(await rename('lab', '一\\二')).toEqual([failed('lab')]);
		expect(await rename('no', '无')).toEqual([failed('no', '221')]);
	});

	it('sets weights, which are text going in and a number coming out', async () => {
		const departments = ['no', 'lab'].map((orgId) => ({ orgId, weights: '7' }));
		expect(await data('dept/updateWeightsById', { departments })).toEqual([failed('no', '221')]);
		expect(await data('dept/get', { type: 0, array: ['lab'] })).toMatchObject([{ weights: 7 }]);
	});

	it('moves, to the first level too', async () => {
		const move = async (orgId: string, moveToOrgId: string) =>
			(await call('dept/moveOrg', { orgId, moveToOrgId })).json;
		expect(await move('beijing', 'lab')).toMatchObject({ success: true, data: '' });
		expect(names()[2]).toBe('实验室\\北京');
		expect(await move('beijing', ROOT)).toMatchObject({ success: true });
		expect(names()[2]).toBe('北京');
		for (const [orgId, to, why] of [
			['lab-north', 'sales', '同名'],
			['sales', 'north', '下级'],
			['sales', 'sales', '自身'],
			['no', 'sales', '不存在'],
			['sales', 'no', '不存在'],
		]) {
			const answer = await move(orgId, to);
			expect(answer).toMatchObject({ success: false, data: null });
			expect(answer.error).toContain(why);
		}
	});

	it('deletes with all that is below, and leaves its people unassigned', async () => {
		const departments = ['sales', 'north'];
		expect(await data('dept/deleteById', { departments })).toEqual([failed('north', '221')]);
		const { people, leaders } = yunzhijia.state;
		expect(names()).toEqual(['实验室', '实验室\\华北']);
		expect([...people.values()].map(({ orgId }) => orgId)).toEqual(['', 'lab']);
		expect(leaders.size).toBe(0);
	});

	it('tells what changed since', async () => {
		await data('v2/dept/add', { departments: ['新'] });
		await data('dept/updateById', { departments: [{ orgId: 'lab', todepartment: '旧' }] });
		await data('dept/deleteById', { departments: ['beijing'] });
		const since = async (time: string) =>
			(await data('dept/getAtTime', { time })).map((row: Fields) => [row.name, row.changeType]);
		const changed = [
			['旧', '2'],
			['新', '1'],
			['北京', '3'],
		];
		expect(await since('2024-01-02 08:00:01')).toEqual(changed);
		expect(await since('2024-01-02 08:00:00')).toContainEqual(['华北', '2']);
		expect(await since('2099-01-02 08:00:00')).toEqual([]);
	});

	it.each<[string, string, unknown]>([
		['Eid is not a known field', 'dept/getall', { Eid: '1' }],
		['type must be one of 0, 1', 'dept/get', { type: '0', array: ['lab'] }],
		['time must be yyyy-MM-dd', 'dept/getAtTime', { time: '2024-01-02' }],
		['weights must be as many', 'v2/dept/add', { departments: ['一'], weights: [] }],
		['weights [0] must be a string', 'v2/dept/add', { departments: ['一'], weights: [1] }],
		['must have 1 to 1000', 'v2/dept/add', { departments: Array(1001).fill('一') }],
		['[0] todepartment is missing', 'dept/updateById', { departments: [{ orgId: 'lab' }] }],
		['[0] must be a string', 'dept/deleteById', { departments: [{ orgId: 'lab' }] }],
		['moveToOrgId is missing', 'dept/moveOrg', { orgId: 'lab' }],
		[
			'[0] weights must be a string',
			'dept/updateWeightsById',
			{ departments: [{ orgId: 'lab', weights: 1 }] },
		],
	])('refuses: %s', async (reason, path, given) => {
		const answer = await call(path, given);
		expect(answer).toMatchObject({ status: 200, json: { success: false, data: null } });
		expect(answer.json.error).toContain(reason);
	});

	it('seeds a team of three levels', () => {
		const { state } = yunzhijia;
		seedTeam(state, 100);
		expect(state.departments.size).toBe(5 + 50);
		const team = [...state.people.values()].slice(2);
		expect(new Set(team.map(({ orgId }) => orgId)).size).toBe(50);
		expect(team[0]).toMatchObject({
			openId: expect.stringMatching(/^[0-9a-f]{24}$/),
			phone: '13900000001',
			jobNo: 'J00001',
		});
	});
});
