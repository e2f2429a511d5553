/** Persons of the Yunzhijia test platform, as strict as docs/vendors/yunzhijia.md section 5 says. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addDepartment, addLeader, addPerson, seedTeam, startYunzhijia } from '../index.ts';
import type { TestPlatform, YunzhijiaState } from '../index.ts';
import type { Fields } from '../http.ts';
import { ask, dataFrom } from './client.ts';

describe('yunzhijia persons', () => {
	let yunzhijia: TestPlatform<YunzhijiaState>;
	const seed = (state: YunzhijiaState) => {
		addDepartment(state, 'sales', '销售');
		addDepartment(state, 'north', '华北', 'sales');
		const zhang = { openId: 'p1', name: '张三', orgId: 'north', jobTitle: '经理,顾问' };
		addPerson(state, { ...zhang, phone: '13900000001', email: 'p1@example.com', weights: 7 });
		const li = { openId: 'p2', name: '李四', orgId: '', jobTitle: '', phone: '13900000002' };
		addPerson(state, { ...li, updatedAt: Date.UTC(2024, 0, 2) });
		addPerson(state, { openId: 'p3', name: '王五', orgId: '', jobTitle: '', severalTeams: true });
	};
	beforeAll(async () => {
		yunzhijia = await startYunzhijia({ seed });
	});
	afterEach(() => yunzhijia.reset());
	afterAll(async () => await yunzhijia.stop());

	const data = async (path: string, given: unknown) => await dataFrom(yunzhijia, path, given);
	const rows = async (path: string, ...persons: Fields[]) => await data(path, { persons });
	const person = (openId: string) => yunzhijia.state.people.get(openId)!;
	const ids = (list: Fields[]) => list.map(({ openId }) => openId);
	const msg = expect.any(String);

	it('gives rows of texts', async () => {
		expect(await data('person/get', { type: 1, array: ['no', 'p1'] })).toEqual([
			{
				openId: 'p1',
				name: '张三',
				phone: '13900000001',
				email: 'p1@example.com',
				jobNo: '',
				jobTitle: '经理,顾问',
				department: '销售\\华北',
				orgId: 'north',
				orgUserType: '0',
				status: '1',
				gender: '',
				weights: '7',
				birthday: '',
				hireDate: '',
				staffType: '',
				contact: '[]',
			},
		]);
		expect(ids(await data('person/get', { type: 0, array: ['13900000002'] }))).toEqual(['p2']);
	});

	it('lists active people only, in pages', async () => {
		await rows('person/updateStatus', { openId: 'p2', type: '3' });
		const page = async (begin: number, count: number) =>
			ids(await data('person/getall', { begin, count }));
		expect(await page(0, 1)).toEqual(['p1']);
		expect(await page(1, 2)).toEqual(['p3']);
		expect(await page(2, 2)).toEqual([]);
	});

	it('adds, with a row for each, and creates a department that is not there', async () => {
		const contact = [{ name: '分机', type: 'P', value: '8001' }];
		const added = await rows(
			'person/addNew',
			{ name: '赵六', account: { mobile: '13900000009' }, department: '销售\\华东', contact },
			{ name: '钱七', account: { email: 'q@example.com' }, weights: '5', orgUserType: '1' },
			{ name: '孙八', phone: '13900000001' },
			{ name: '周九', account: { email: 'p1@example.com' }, msgId: 'mine' },
			{ name: '吴十', jobNo: '1' },
			{ name: '', phone: '13900000010' },
			{ name: '郑一', phone: '13900000011', department: '坏\\' },
		);
		const ok = { msgCode: '209', msg: '成功', openId: expect.stringMatching(/^[0-9a-f]{24}$/) };
		expect(added).toEqual([
			{ msgId: '0', ...ok, phone: '13900000009', email: '', success: true },
			{ msgId: '1', ...ok, phone: '', email: 'q@example.com', success: true },
			{ msgId: '2', msgCode: '400', msg, phone: '13900000001', success: false },
			{ msgId: 'mine', msgCode: '210', msg, email: 'p1@example.com', success: false },
			{ msgId: '4', msgCode: '227', msg, success: false },
			{ msgId: '5', msgCode: '400', msg, phone: '13900000010', success: false },
			{ msgId: '6', msgCode: '400', msg, phone: '13900000011', success: false },
		]);
		const [zhao, qian] = await data('person/get', { type: 1, array: ids(added).slice(0, 2) });
		expect(zhao).toMatchObject({ department: '销售\\华东', contact: JSON.stringify(contact) });
		expect(qian).toMatchObject({ orgId: '', orgUserType: '1', weights: '5', jobTitle: '' });
		expect(yunzhijia.state.departments.size).toBe(3);
	});

	it('updates what is sent; an empty text clears', async () => {
		const updated = await rows(
			'person/updateInfo',
			{ openId: 'p1', jobTitle: '', weights: '', orgUserType: '1' },
			{ openId: 'no', jobTitle: '' },
			{ openId: 'p2', email: 'p1@example.com' },
		);
		expect(updated).toMatchObject([
			{ msgId: '0', msgCode: '209', openId: 'p1', phone: '13900000001', success: true },
			{ msgId: '1', msgCode: '400', openId: 'no', success: false },
			{ msgId: '2', msgCode: '210', openId: 'p2', success: false },
		]);
		expect(person('p1')).toMatchObject({ name: '张三', jobTitle: '', orgUserType: '1' });
		expect(person('p1').weights).toBeUndefined();
		await rows('person/updateInfo', { openId: 'p1', orgUserType: '2' });
		expect(person('p1').orgUserType).toBe('0');
	});

	it('changes departments and phones, telling of the failed ones only', async () => {
		await data('company/addPartTimeJobs', [
			{ commitId: '1', openId: 'p1', orgId: 'sales', jobTitle: '顾问' },
		]);
		const moved = await rows(
			'person/updateDeptByDeptId',
			{ openId: 'p1', orgId: 'sales' },
			{ openId: 'p2', orgId: 'no' },
			{ openId: 'p3', orgId: 'sales' },
			{ openId: 'p1', orgId: '' },
		);
		expect(moved).toEqual([
			{ msgId: '0', msgCode: '400', msg: '主职和兼职不能在同一部门' },
			{ msgId: '1', msgCode: '221', msg },
		]);
		expect(['p1', 'p3'].map((openId) => person(openId).orgId)).toEqual(['', 'sales']);
		const phones = await rows(
			'person/updatePhone',
			{ openId: 'p1', phone: '13900000001' },
			{ openId: 'p1', phone: '13900000002' },
			{ openId: 'p3', phone: '13900000003' },
			{ openId: 'p1', phone: '13900000004' },
		);
		expect(phones.map(({ msgId, msgCode }: Fields) => [msgId, msgCode])).toEqual([
			['0', '227'],
			['1', '400'],
			['2', '239'],
		]);
		expect(person('p1').phone).toBe('13900000004');
	});

	it('changes emails, telling of the failed ones only', async () => {
		const emails = await rows(
			'person/updateEmailUnbound',
			{ openId: 'p2', email: 'p1@example.com' },
			{ openId: 'p1', email: 'p1@example.com' },
			{ openId: 'p1', email: 'new@example.com' },
			{ openId: 'p2', email: 'p1@example.com' },
			{ openId: 'p3', email: '' },
			{ openId: 'no', email: 'no@example.com' },
		);
		expect(emails).toEqual([
			{ msgId: '0', msgCode: '210', msg },
			{ msgId: '4', msgCode: '400', msg },
			{ msgId: '5', msgCode: '400', msg: 'openId不存在' },
		]);
		expect(['p1', 'p2'].map((openId) => person(openId).email)).toEqual([
			'new@example.com',
			'p1@example.com',
		]);
	});

	it.each([
		['1', '0'],
		['2', '1'],
		['3', '2'],
		[4, '1'],
	])('changes the status: %s', async (type, status) => {
		expect(await rows('person/updateStatus', { openId: 'p2', type })).toEqual([
			{
				msgId: '0',
				msgCode: '214',
				msg,
				openId: 'p2',
				phone: '13900000002',
				email: '',
				success: true,
			},
		]);
		expect(person('p2').status).toBe(status);
	});

	it('deletes, with the posts', async () => {
		const { state } = yunzhijia;
		addLeader(state, { openId: 'p1', orgId: 'sales' });
		const deleted = await data('person/delete', { openIds: ['p1', 'no'] });
		expect(deleted).toMatchObject([
			{ msgId: 'p1', msgCode: '214', openId: 'p1', success: true },
			{ msgId: 'no', msgCode: '400', openId: 'no', success: false },
		]);
		expect([state.people.size, state.leaders.size]).toEqual([2, 0]);
	});

	it('tells what changed since, leavers too', async () => {
		await rows('person/updateStatus', { openId: 'p3', type: '1' });
		await data('person/delete', { openIds: ['p1'] });
		const since = async (time: string, begin = 0) =>
			(await data('person/getAtTime', { time, begin, count: 10 })).map((row: Fields) => [
				row.openId,
				row.status,
			]);
		expect(await since('2024-01-02 08:00:00')).toEqual([
			['p2', '1'],
			['p3', '0'],
			['p1', '0'],
		]);
		expect(await since('2024-01-02 08:00:01', 1)).toEqual([['p1', '0']]);
	});

	it('can give the key for msgId instead of the place', async () => {
		yunzhijia.state.personMsgId = 'key';
		const [updated] = await rows('person/updateInfo', { openId: 'p1', gender: '1' });
		const [added] = await rows('person/addNew', { name: '赵六', phone: '13900000009' });
		expect([updated.msgId, added.msgId]).toEqual(['p1', '13900000009']);
	});

	it.each<[string, string, unknown]>([
		['weights must match', 'person/addNew', { persons: [{ name: '张', weights: 'x' }] }],
		['weights must be a string', 'person/addNew', { persons: [{ name: '张', weights: 1 }] }],
		['name is missing', 'person/addNew', { persons: [{ phone: '1' }] }],
		[
			'account Mobile is not',
			'person/addNew',
			{ persons: [{ name: '张', account: { Mobile: '1' } }] },
		],
		[
			'email is not a known',
			'person/addNew',
			{ persons: [{ name: '张', email: 'a@example.com' }] },
		],
		['status must be one of', 'person/addNew', { persons: [{ name: '张', status: 1 }] }],
		['phone is not a known', 'person/updateInfo', { persons: [{ openId: 'p1', phone: '1' }] }],
		['orgUserType must be', 'person/updateInfo', { persons: [{ openId: 'p1', orgUserType: '0' }] }],
		['openId is missing', 'person/updateInfo', { persons: [{ name: '张' }] }],
		['orgId is missing', 'person/updateDeptByDeptId', { persons: [{ openId: 'p1' }] }],
		['email is missing', 'person/updateEmailUnbound', { persons: [{ openId: 'p1' }] }],
		['type must be one of', 'person/updateStatus', { persons: [{ openId: 'p1', type: '5' }] }],
		['1 to 1000', 'person/delete', { openIds: Array(1001).fill('p1') }],
		['1 to 100 ', 'person/get', { type: 1, array: Array(101).fill('p1') }],
		['count must be a whole number', 'person/getall', { begin: 0, count: 1001 }],
		['count is missing', 'person/getall', { begin: 0 }],
		['time must be', 'person/getAtTime', { time: '2024/01/02', begin: 0, count: 1 }],
	])('refuses: %s', async (reason, path, given) => {
		const { json } = await ask(yunzhijia, path, given);
		expect(json).toMatchObject({ success: false, data: null });
		expect(json.error).toContain(reason);
	});

	it('pages through 20,000 people', async () => {
		seedTeam(yunzhijia.state, 20_000);
		const seen = new Set<unknown>();
		for (let begin = 0; begin < 21_000; begin += 1000) {
			for (const row of await data('person/getall', { begin, count: 1000 })) seen.add(row.jobNo);
		}
		expect(seen.size).toBe(20_001);
	});
});
