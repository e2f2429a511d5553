/** The Hippius test platform is as strict as docs/vendors/hippius.md says. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startHippius } from '../index.ts';
import type { HippiusState, TestPlatform } from '../index.ts';
import { form, jsonBody, read } from '../http.ts';

describe('hippius', () => {
	let hippius: TestPlatform<HippiusState>;
	let newer: TestPlatform<HippiusState>;
	beforeAll(async () => {
		hippius = await startHippius({ latency: 1 });
		newer = await startHippius({ edition: 'v033', development: true });
	});
	afterEach(() => [hippius, newer].forEach((platform) => platform.reset()));
	afterAll(async () => {
		await hippius.stop();
		await newer.stop();
	});

	async function tokenOf({ url, credential }: TestPlatform<HippiusState>) {
		const body = form({
			grant_type: 'client_credentials',
			client_id: credential.corpId,
			client_secret: credential.corpSecret,
		});
		return await read(await fetch(`${url}/oauth/oauth/token`, { method: 'POST', body }));
	}

	async function send(
		platform: TestPlatform<HippiusState>,
		operation: string,
		body: unknown,
		options: { query?: string; headers?: Record<string, string> } = {},
	) {
		const [method, path] = operation.split(' ');
		const query = options.query ?? `?access_token=${(await tokenOf(platform)).json.access_token}`;
		const init = jsonBody(method, body);
		return await read(
			await fetch(`${platform.url}/hipspfm/hippius/v1/sync${path}${query}`, {
				...init,
				headers: { ...init.headers, ...options.headers },
			}),
		);
	}

	const department = { unitCode: 'D1', unitName: '财务部', orderSeq: '1' };
	const position = { positionCode: 'P1', positionName: '总监', unitCode: 'D1', orderSeq: '1' };
	const primary = { unitCode: 'D1', positionCode: 'P1', primaryPositionFlag: '1' };
	const employee = {
		name: '海马汇',
		employeeNum: 'E1',
		gender: '1',
		status: 'ON',
		list: [primary],
	};
	const withDepartment = (platform: TestPlatform<HippiusState>) =>
		platform.state.departments.set('D1', department);
	const withPosition = (platform: TestPlatform<HippiusState>) => {
		withDepartment(platform);
		platform.state.positions.set('P1', position);
	};

	it('gives the same token while it is valid, by form and by query', async () => {
		const first = await tokenOf(hippius);
		const { corpId, corpSecret } = hippius.credential as Record<string, string>;
		const query = form({
			grant_type: 'client_credentials',
			client_id: corpId,
			client_secret: corpSecret,
		});
		const second = await read(
			await fetch(`${hippius.url}/oauth/oauth/token?${query}`, { method: 'POST' }),
		);
		expect(second.json.access_token).toBe(first.json.access_token);
		expect(first.json).toMatchObject({ token_type: 'bearer', scope: 'default' });
	});

	it('refuses a wrong secret, and blocks frequent token calls', async () => {
		const wrong = { url: hippius.url, credential: { corpId: 'x', corpSecret: 'y' } };
		const refused = await tokenOf(wrong as unknown as TestPlatform<HippiusState>);
		expect(refused).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
		for (let call = 1; call < 30; call++) await tokenOf(hippius);
		const blocked = await tokenOf(hippius);
		expect(blocked.status).toBe(403);
		expect(blocked.text).toContain('RATE_LIMIT_NOT_PASS');
	});

	it.each([
		['no token', { query: '' }, 401, 'PERMISSION_ACCESS_TOKEN_NULL'],
		['an unknown one', { query: '?access_token=x' }, 401, 'PERMISSION_ACCESS_TOKEN_INVALID'],
	])('answers %s in XML', async (_name, options, status, code) => {
		const answer = await send(hippius, 'POST /dept/create', department, options);
		expect(answer.status).toBe(status);
		expect(answer.text).toContain(`<oauth><status>${code}</status>`);
	});

	it('takes the token as Bearer, but not twice', async () => {
		const token = (await tokenOf(hippius)).json.access_token;
		const headers = { authorization: `Bearer ${token}` };
		const once = await send(hippius, 'POST /dept/create', department, { query: '', headers });
		expect(once.json.code).toBe('success');
		const twice = await send(hippius, 'POST /dept/create', department, { headers });
		expect(twice.status).toBe(401);
	});

	it('tells a token that has run out from one that is unknown', async () => {
		let clock = 1_700_000_000_000;
		const platform = await startHippius({ now: () => clock, tokenSeconds: 60 });
		const query = `?access_token=${(await tokenOf(platform)).json.access_token}`;
		clock += 45_000;
		expect((await tokenOf(platform)).json.expires_in).toBe(15);
		clock += 15_000;
		const answer = await send(platform, 'POST /dept/create', department, { query });
		expect(answer.text).toContain('PERMISSION_ACCESS_TOKEN_EXPIRED');
		await platform.stop();
	});

	it('knows a wrong prefix from an unknown interface', async () => {
		const wrong = await fetch(`${hippius.url}/other/hippius/v1/sync/dept/create`);
		expect(wrong.status).toBe(503);
		expect(await wrong.text()).toContain('PERMISSION_SERVICE_ROUTE');
		const gone = await send(newer, 'DELETE /dept/delete', { unitCode: 'D1' });
		expect(gone.text).toContain('PERMISSION_MISMATCH');
	});

	it('walks department, position, employee, and keeps what was sent', async () => {
		for (const [operation, row] of [
			['POST /dept/create', department],
			['POST /dept/create', { ...department, unitCode: 'D2', parentUnitCode: 'D1' }],
			['POST /position/create', position],
			['POST /employee/create', { ...employee, mobile: '', propertyInfoDTOS: [] }],
			['PUT /dept/update', { unitCode: 'D1', unitName: '财务', orderSeq: '9' }],
			['PUT /position/update', { positionCode: 'P1', positionName: '助理' }],
			['PUT /employee/update', { employeeNum: 'E1', status: 'LEAVE' }],
			['DELETE /dept/delete', { unitCode: 'D2' }],
		] as const) {
			const answer = await send(hippius, operation, row);
			expect(answer.json, operation).toEqual({ failed: false, code: 'success', message: '成功' });
		}
		const { departments, positions, employees } = hippius.state;
		expect([...departments.values()]).toEqual([
			{ unitCode: 'D1', unitName: '财务', orderSeq: '9' },
		]);
		expect(positions.get('P1')).toEqual({ ...position, positionName: '助理' });
		expect(employees.get('E1')).toMatchObject({ status: 'LEAVE', list: [primary], mobile: '' });
	});

	it.each<[string, string, unknown, string]>([
		['a number', 'POST /dept/create', { ...department, orderSeq: 1 }, 'error.data_invalid'],
		['lower case', 'POST /dept/create', { ...department, unitCode: 'd1' }, 'error.data_invalid'],
		['an unknown key', 'POST /dept/create', { ...department, UnitName: 'x' }, 'error.data_invalid'],
		['a list', 'POST /dept/create', [department], 'error.data_invalid'],
		[
			'an unknown parent',
			'POST /dept/create',
			{ ...department, unitCode: 'D2', parentUnitCode: 'NO' },
			'error.dept_not_exists',
		],
		['a repeated code', 'POST /dept/create', department, 'error.code_repeat'],
		['a move', 'PUT /dept/update', { ...department, parentUnitCode: '' }, 'error.data_invalid'],
		['a department in use', 'DELETE /dept/delete', { unitCode: 'D1' }, 'error.data_invalid'],
		[
			'a position nowhere',
			'POST /position/create',
			{ ...position, positionCode: 'P2', unitCode: 'NO' },
			'error.dept_not_exists',
		],
		[
			'a position that is not there',
			'PUT /position/update',
			{ positionCode: 'NO', positionName: 'x' },
			'error.position_not_exists',
		],
		[
			'an assignment nowhere',
			'POST /employee/create',
			{ ...employee, list: [{ ...primary, positionCode: 'NO' }] },
			'error.position_not_exists',
		],
		[
			'no primary',
			'POST /employee/create',
			{ ...employee, list: [{ ...primary, primaryPositionFlag: '0' }] },
			'error.data_invalid',
		],
		[
			'two primaries',
			'POST /employee/create',
			{ ...employee, list: [primary, primary] },
			'error.data_invalid',
		],
		[
			'an empty list',
			'PUT /employee/update',
			{ employeeNum: 'E1', list: [] },
			'error.data_invalid',
		],
		['a missing field', 'POST /employee/create', { employeeNum: 'E1' }, 'error.data_invalid'],
		[
			'an unknown status',
			'POST /employee/create',
			{ ...employee, status: 'on' },
			'error.data_invalid',
		],
	])('refuses %s: %s', async (_name, operation, body, code) => {
		withPosition(hippius);
		const answer = await send(hippius, operation, body);
		expect(answer).toMatchObject({ status: 200, json: { failed: true, code, type: 'warn' } });
	});

	it('deletes a department with its positions where it is told to, but nobody along with it', async () => {
		const lenient = await startHippius({ positionsGoAlong: true });
		const remove = async () =>
			(await send(lenient, 'DELETE /dept/delete', { unitCode: 'D1' })).json.code as string;
		const { departments, positions, employees } = lenient.state;
		departments.set('D2', { ...department, unitCode: 'D2', parentUnitCode: 'D1' });
		withPosition(lenient);
		expect(await remove()).toBe('error.data_invalid');
		departments.delete('D2');
		employees.set('E1', employee);
		expect(await remove()).toBe('error.data_invalid');
		employees.set('E1', { ...employee, status: 'LEAVE' });
		positions.set('P2', { ...position, positionCode: 'P2', unitCode: 'D2' });
		expect(await remove()).toBe('success');
		expect([...departments.keys(), ...positions.keys()]).toEqual(['P2']);
		expect(await remove()).toBe('error.dept_not_exists');
		await lenient.stop();
	});

	it('edition v033 updates on create, moves, translates, and refuses cycles', async () => {
		withDepartment(newer);
		const child = { ...department, unitCode: 'D1-A_2/3.4', parentUnitCode: 'D1' };
		const _tls = { unitName: { zh_CN: '财务部', en_US: 'Finance' } };
		expect((await send(newer, 'POST /dept/create', { ...child, _tls })).json.failed).toBe(false);
		await send(newer, 'POST /dept/create', { ...department, unitName: '新' });
		expect(newer.state.departments.get('D1')?.unitName).toBe('新');
		const cycle = { unitCode: 'D1', unitName: '新', parentUnitCode: child.unitCode };
		expect((await send(newer, 'PUT /dept/update', cycle)).json).toMatchObject({
			code: 'error.data_invalid',
			exception: expect.any(String),
		});
	});

	it('deletes a department that is used only where a test says so', async () => {
		const lenient = await startHippius({ deletesUsed: true });
		for (const [platform, code] of [
			[hippius, 'error.data_invalid'],
			[lenient, 'success'],
		] as const) {
			withPosition(platform);
			const answer = await send(platform, 'DELETE /dept/delete', { unitCode: 'D1' });
			expect(answer.json.code).toBe(code);
		}
		await lenient.stop();
	});
});
