/** The Weaver E10 test platform is as strict as docs/vendors/weaver-e10.md says. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startWeaverE10 } from '../index.ts';
import type { TestPlatform, WeaverE10State } from '../index.ts';
import { form, jsonBody, read } from '../http.ts';
import type { Fields } from '../http.ts';

describe('weaver E10', () => {
	const EMPLOYEE = '969434849612546059';
	const DEPARTMENT = '9754109811234567891';
	const CONTACT = '969434849612546061';
	let weaver: TestPlatform<WeaverE10State>;

	const seed = ({ employees, departments, channels, basicFields }: WeaverE10State) => {
		employees.set(EMPLOYEE, { id: EMPLOYEE, username: '王五', job_num: 'A1', status: 'normal' });
		employees.set(CONTACT, { id: CONTACT, username: '王六', status: '6' });
		departments.set(DEPARTMENT, { id: DEPARTMENT, name: '财务', status: '0' });
		channels.set(DEPARTMENT, { id: DEPARTMENT, name: '群', closed: 0 });
		basicFields.push({ fieldId: '1', componentKey: 'Text', formId: '2', name: '籍贯' });
	};
	beforeAll(async () => {
		weaver = await startWeaverE10({ seed, prefix: '/papi/openapi' });
	});
	afterEach(() => weaver.reset());
	afterAll(async () => await weaver.stop());

	async function getCode({ url, credential } = weaver) {
		const query = form({ corpid: credential.corpId, response_type: 'code', state: 'a1' });
		return (await read(await fetch(`${url}/oauth2/authorize?${query}`))).json.code as string;
	}
	async function exchange(code: string, changes: Fields = {}, { url, credential } = weaver) {
		const body = form({
			app_key: credential.appKey,
			app_secret: credential.appSecret,
			grant_type: 'authorization_code',
			code,
			...changes,
		});
		return await read(await fetch(`${url}/oauth2/access_token`, { method: 'POST', body }));
	}
	async function call(name: string, body: Fields, platform = weaver) {
		const answer = await exchange(await getCode(platform), {}, platform);
		const access_token = answer.json.accessToken;
		const init = jsonBody('POST', { ...body, access_token });
		return await read(await fetch(`${platform.url}/api/hrm/restful/${name}`, init));
	}
	const success = { errcode: '0', errmsg: 'success' };
	const share = { sourceId: CONTACT, targetId: DEPARTMENT, targetType: '2' };

	it('exchanges a code once, for the right secret, as a form only', async () => {
		const code = await getCode();
		expect((await exchange(code, { app_secret: 'x' })).json.errcode).toBe('200005');
		const { json } = await exchange(code);
		expect(json).toMatchObject({ ...success, expires_in: 7200, acessToken: json.accessToken });
		expect((await exchange(code)).json.errcode).toBe('200004');
		const asJson = await fetch(`${weaver.url}/oauth2/access_token`, jsonBody('POST', { code }));
		expect((await read(asJson)).json.errmsg).toBe('系统繁忙');
	});

	it('lets a code live for ten minutes', async () => {
		let clock = Date.now();
		const platform = await startWeaverE10({ now: () => clock });
		const code = await getCode(platform);
		clock += 600_000;
		expect((await exchange(code, {}, platform)).json.errcode).toBe('200004');
		await platform.stop();
	});

	it('refuses unapproved apps, interfaces not added, missing headers, unknown tokens', async () => {
		const unapproved = await startWeaverE10({ approved: false });
		const answer = await exchange(await getCode(unapproved), {}, unapproved);
		expect(answer.json).toMatchObject({ errmsg: '应用未审核通过' });
		const some = await startWeaverE10({ authorisedInterfaces: ['queryEmployee'] });
		expect((await call('listBasicField', {}, some)).json.errmsg).toContain('未授权');
		const gateway = await startWeaverE10({ extraHeaders: { 'X-Gate': '1' } });
		expect((await fetch(`${gateway.url}/oauth2/authorize`)).status).toBe(403);
		const url = `${weaver.url}/api/hrm/restful/listBasicField?access_token=x`;
		const unknown = await read(await fetch(url, jsonBody('POST', {})));
		expect(unknown.json.message.errcode).toBe('200007');
		await Promise.all([unapproved, some, gateway].map((platform) => platform.stop()));
	});

	it('syncs shares: update by key, deleteType 1 by source', async () => {
		const data = [
			{ ...share, seclevel_from: 1, seclevel_to: '100', deleteType: '0' },
			{ ...share, targetType: '11', targetId: '0' },
		];
		const added = await call('syncHrmShare', { data, shareType: 'normal2external' });
		expect(added.json).toEqual({ message: success });
		expect([...weaver.state.shares.values()]).toMatchObject([
			{ targetType: '2', seclevel_from: 1, shareType: 'normal2external' },
			{ targetType: '11', targetId: '0' },
		]);
		const removal = { sourceId: CONTACT, deleteType: '1' };
		await call('syncHrmShare', { data: [removal], shareType: 'ex2normal' });
		expect(weaver.state.shares.size).toBe(2);
		await call('syncHrmShare', { data: [removal], shareType: 'normal2external' });
		expect(weaver.state.shares.size).toBe(0);
	});

	it.each<[string, Fields]>([
		['shareType must be one of', { data: [share], shareType: 'other' }],
		['shareType is missing', { data: [share] }],
		['data must have 1 to 400 entries', { data: [], shareType: 'ex2normal' }],
		[
			'data [0] must be one of 1, 2, 3',
			{ data: [{ ...share, targetType: '4' }], shareType: 'ex2normal' },
		],
		['targetId must be 0', { data: [{ ...share, targetType: '11' }], shareType: 'ex2normal' }],
		['seclevel_to must be', { data: [{ ...share, seclevel_to: 1000 }], shareType: 'ex2normal' }],
		[
			'sourceId must be a string',
			{ data: [{ ...share, sourceId: 12345678901234567n }], shareType: 'ex2normal' },
		],
		[
			'9754109811234568000不存在',
			{ data: [{ ...share, targetId: String(Number(DEPARTMENT)) }], shareType: 'ex2normal' },
		],
		['kind is not a known field', { data: [share], shareType: 'ex2normal', kind: 1 }],
	])('refuses: %s', async (reason, body) => {
		const answer = await call('syncHrmShare', body);
		expect(answer.status).toBe(200);
		expect(answer.json.message.errcode).not.toBe('0');
		expect(answer.json.message.errmsg).toContain(reason);
		expect(weaver.state.shares.size).toBe(0);
	});

	it('takes the token from the query, and an object as body only', async () => {
		const access_token = (await exchange(await getCode())).json.accessToken;
		const url = `${weaver.url}/api/hrm/restful/listBasicField?access_token=${access_token}`;
		const send = async (init: RequestInit) => (await read(await fetch(url, init))).json.message;
		expect(await send(jsonBody('POST', {}))).toEqual(success);
		expect(await send({ method: 'POST' })).toEqual(success);
		for (const init of [
			jsonBody('POST', []),
			{ ...jsonBody('POST', {}), body: '{' },
			{ method: 'POST', body: form({ a: '1' }) },
		]) {
			expect(await send(init)).toMatchObject({ errmsg: expect.stringContaining('JSON object') });
		}
	});

	it('wants ids of departments as numbers with all digits', async () => {
		const unseal = (id: unknown) => call('enableDepartment', { datas: [{ id }] });
		expect((await unseal(DEPARTMENT)).json.message.errmsg).toContain('number');
		expect((await unseal(Number(DEPARTMENT))).json.message.errcode).not.toBe('0');
		expect(weaver.state.departments.get(DEPARTMENT)?.status).toBe('0');
		const answer = await unseal(BigInt(DEPARTMENT));
		expect(answer.text).toContain(`"id":${DEPARTMENT}`);
		expect(weaver.state.departments.get(DEPARTMENT)?.status).toBe('1');
		expect(weaver.requestsTo('enableDepartment')[2].body).toMatchObject({
			datas: [{ id: BigInt(DEPARTMENT) }],
		});
	});

	it('reads people by page, groups in their own envelope, fields', async () => {
		const people = await call('queryEmployee', { current: 1, pageSize: 1000 });
		expect(people.json.data).toMatchObject({ current: 1, total: 1, data: [{ id: EMPLOYEE }] });
		expect((await call('queryEmployee', { pageSize: 1001 })).json.message.errcode).not.toBe('0');
		const groups = await call('queryChannel', { groupIds: [DEPARTMENT] });
		expect(groups.text).toContain(`"id":${DEPARTMENT}`);
		expect(groups.json).toMatchObject({ code: '200', status: true, data: [{ closed: 0 }] });
		expect((await call('listBasicField', {})).json.data).toHaveLength(1);
	});
});
