/** The Yunzhijia test platform is as strict as docs/vendors/yunzhijia.md says. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addDepartment, addPerson, startYunzhijia } from '../index.ts';
import type { TestPlatform, YunzhijiaState } from '../index.ts';
import { form, jsonBody, read } from '../http.ts';
import type { Fields } from '../http.ts';
import { OPEN, ask, askToken } from './client.ts';

describe('yunzhijia', () => {
	let yunzhijia: TestPlatform<YunzhijiaState>;

	const seed = (state: YunzhijiaState) => {
		addDepartment(state, 'org1', '医务部');
		addDepartment(state, 'org2', '骨2科', 'org1');
		addPerson(state, { openId: 'p1', name: '张三', orgId: 'org1', jobTitle: '医生', weights: 7 });
		addPerson(state, { openId: 'p2', name: '李四', orgId: '', jobTitle: '' });
	};
	beforeAll(async () => {
		yunzhijia = await startYunzhijia({ seed });
	});
	afterEach(() => yunzhijia.reset());
	afterAll(async () => await yunzhijia.stop());

	const getToken = async (platform = yunzhijia, changes: Fields = {}) =>
		await askToken(platform, changes);
	const call = async (path: string, data: unknown, fields: Fields = {}, platform = yunzhijia) =>
		await ask(platform, path, data, fields);
	const job = { commitId: '1', openId: 'p1', orgId: 'org2', jobTitle: '顾问' };

	it('gives the same token, and refuses what is wrong with the reason', async () => {
		const { json } = await getToken();
		expect(json).toMatchObject({ success: true, errorCode: 0, error: null });
		expect((await getToken()).json.data.accessToken).toBe(json.data.accessToken);
		for (const [changes, error] of [
			[{ timestamp: Date.now() - 181_000 }, 'timestamp'],
			[{ timestamp: Math.floor(Date.now() / 1000) }, 'timestamp'],
			[{ timestamp: String(Date.now()) }, 'timestamp'],
			[{ scope: 'app' }, 'scope'],
			[{ secret: 'x' }, 'secret'],
			[{ Eid: '1' }, 'Eid'],
		] as const) {
			const answer = await getToken(yunzhijia, changes);
			expect(answer.status).toBe(200);
			expect(answer.json).toMatchObject({ success: false, data: null });
			expect(answer.json.error).toContain(error);
		}
	});

	it('adds, sets, queries and deletes part-time jobs', async () => {
		const none = { success: true, error: null, errorCode: 100, data: [] };
		const full = { commitId: '2', openId: 'p1', department: '医务部\\骨2科', jobTitle: '专家' };
		expect((await call('company/addPartTimeJobs', [job])).json).toEqual(none);
		expect((await call('company/addPartTimeJobsFull', [full])).json).toEqual(none);
		const row = { orgId: 'org2', jobTitle: '专家', weights: 7 };
		const query = await call('company/queryPartTimeJobs', { begin: 0, count: 10 });
		expect(query.json.data).toEqual([{ openId: 'p1', ...row }]);
		const person = await call('relation/queryPersonOrgJobInfo', { openIds: ['p1'] });
		expect(person.json.data).toEqual([
			{
				openId: 'p1',
				masterInfo: { orgId: 'org1', jobTitle: '医生', weights: 7 },
				slaveInfos: [row],
			},
		]);
		await call('company/setPartTimeJobs', [{ ...job, jobTitle: '!DELETE' }]);
		expect(yunzhijia.state.partTimeJobs.size).toBe(0);
		await call('company/addPartTimeJobs', [job, { ...job, commitId: '3', openId: 'p2' }]);
		const { commitId, openId, orgId } = job;
		await call('company/deletePartTimeJobs', [{ commitId, openId, orgId }]);
		expect([...yunzhijia.state.partTimeJobs.keys()]).toEqual(['p2|org2']);
		const all = await call('relationship/deleteAllPartTimeJobs', { deleteAll: true });
		expect(all.json).toEqual({ success: true, msgCode: '100', msg: '成功', data: null });
		expect(yunzhijia.state.partTimeJobs.size).toBe(0);
	});

	it('hides failed rows under success, by commitId', async () => {
		const rows = [
			{ ...job, commitId: 'a', openId: 'no' },
			{ ...job, commitId: 'b' },
			{ ...job, commitId: 'c', orgId: 'no' },
			{ ...job, commitId: 'd', orgId: 'org1' },
			{ ...job, commitId: 'e', jobTitle: Array(21).fill('岗').join(',') },
			{ ...job, commitId: 'f', openId: '' },
		];
		const { json } = await call('company/addPartTimeJobs', rows);
		expect(json.success).toBe(true);
		expect(json.data.map((row: Fields) => [row.commitId, row.errorMsg])).toEqual([
			['a', 'openId不存在'],
			['c', 'department不存在'],
			['d', '主职和兼职不能在同一部门'],
			['e', '兼职职位不能超过20个'],
			['f', 'openId不能为空'],
		]);
		expect([...yunzhijia.state.partTimeJobs.keys()]).toEqual(['p1|org2']);
	});

	it.each<[string, string, unknown, Fields]>([
		['[0] openid is not a known field', 'company/addPartTimeJobs', [{ ...job, openid: 'p1' }], {}],
		['[0] commitId must be a string', 'company/addPartTimeJobs', [{ ...job, commitId: 1 }], {}],
		['commitId must not repeat', 'company/addPartTimeJobs', [job, job], {}],
		[
			'[0] weights must be a whole number',
			'company/addPartTimeJobs',
			[{ ...job, weights: '1' }],
			{},
		],
		['must be an array', 'company/addPartTimeJobs', job, {}],
		[
			'must have 1 to 50 entries',
			'company/setPartTimeJobs',
			Array.from({ length: 51 }, (_row, commitId) => ({ ...job, commitId: String(commitId) })),
			{},
		],
		[
			'openIds must have 1 to 200 entries',
			'relation/queryPersonOrgJobInfo',
			{ openIds: Array(201).fill('p1') },
			{},
		],
		['list is missing', 'relationship/deleteAllPartTimeJobs', { deleteAll: false }, {}],
		['must be an object', 'company/queryPartTimeJobs', {}, { data: '{begin:0}' }],
		['eid与accessToken不匹配', 'company/queryPartTimeJobs', {}, { eid: '1' }],
		['nonce不能超过16个字符', 'company/queryPartTimeJobs', {}, { nonce: '12345678901234567' }],
		['Nonce is not a known field', 'company/queryPartTimeJobs', {}, { Nonce: '1' }],
	])('refuses with HTTP 200: %s', async (reason, path, data, fields) => {
		const answer = await call(path, data, fields);
		expect(answer).toMatchObject({ status: 200, json: { success: false, data: null } });
		expect(answer.text).toContain(reason);
	});

	it('refuses a nonce that was used', async () => {
		expect((await call('company/queryPartTimeJobs', {}, { nonce: 'once' })).json.success).toBe(
			true,
		);
		expect((await call('company/queryPartTimeJobs', {}, { nonce: 'once' })).json.error).toContain(
			'nonce',
		);
	});

	it('sees no parameters in JSON, and no token outside the query', async () => {
		const token = (await getToken()).json.data.accessToken;
		const url = `${yunzhijia.url}${OPEN}company/queryPartTimeJobs`;
		const fields = { eid: yunzhijia.credential.eid, data: '{}' };
		const asJson = await read(await fetch(`${url}?accessToken=${token}`, jsonBody('POST', fields)));
		expect(asJson.json).toMatchObject({ success: false, error: '参数错误: eid is missing' });
		const headers = { authorization: `Bearer ${token}` };
		const inHeader = await fetch(url, { method: 'POST', body: form(fields), headers });
		expect((await read(inHeader)).json.errorCode).toBe(10000401);
	});

	it('refuses writes to a read-only key, and what the older edition does not know', async () => {
		const older = await startYunzhijia({ seed, edition: 'older', readOnlyKey: true });
		const write = await call('company/addPartTimeJobs', [job], {}, older);
		expect(write.json.errorCode).toBe(10000401);
		const window = { begin: 0, count: 1 };
		const query = await call('company/queryPartTimeJobs', window, {}, older);
		expect(query.json.success).toBe(true);
		expect((await call('company/queryPartTimeJobs', {}, {}, older)).json.success).toBe(false);
		expect((await call('company/setPartTimeJobs', [job], {}, older)).status).toBe(404);
		await older.stop();
	});
});
