/**
 * Private gateways of Weaver E10 answer 404 while they fail over, and a code of the token may be
 * used up: docs/vendors/weaver-e10.md, section 1.
 */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { itemsOf, reasons } from '../engine/cases.ts';
import { startEcho } from '../engine/credential-cases.ts';
import { LI, NORTH, startCompany, WANG } from './company.ts';
import { runWeaver } from './runs.ts';

const ALL = { returnAll: true };
const NOT_THERE = /^The platform does not know this address, or its gateway is failing over/;
const AUTHORIZE = '/oauth2/authorize';
const ACCESS_TOKEN = '/oauth2/access_token';

/** How all requests ended, besides those for a token. */
const statuses = ({ requestsTo }: Awaited<ReturnType<typeof startCompany>>) =>
	requestsTo('').map(({ status }) => status);

describe('a 404', () => {
	it('of a query passes: it is sent again', async () => {
		const weaver = await startCompany();
		weaver.misbehave({ how: 'status', status: 404, times: 2 });
		const { main, error } = await weaver.run('employee.getAll', ALL, [{}]);
		expect(reasons(error)).toEqual([]);
		expect(main.map(({ json }) => json.id)).toEqual([WANG, LI]);
		expect(statuses(weaver)).toEqual([404, 404, 200]);
	});

	it('of one that stays says both of what it may be', async () => {
		const weaver = await startCompany();
		weaver.misbehave({ how: 'status', status: 404 });
		const parameters = { ...ALL, options: { retries: 1 } };
		const { main, error } = await weaver.run('position.getAll', parameters, [{}]);
		expect(main).toEqual([]);
		expect(statuses(weaver)).toEqual([404, 404]);
		expect(reasons(error)).toMatchObject([
			{
				...{ item: 0, outcome: 'notSent', status: 404 },
				error: expect.stringMatching(NOT_THERE) as string,
				advice: expect.stringMatching(/Base URL.* prefix.* run it again/) as string,
			},
		]);
	});

	it.each<[string, IDataObject, IDataObject]>([
		['employee.upsert', {}, { job_num: 'A1', alias: '王' }],
		['department.unseal', { id: '={{ $json.id }}' }, { id: NORTH }],
	])('of a write is final, whatever can be repeated: %s', async (operation, parameters, item) => {
		const weaver = await startCompany();
		weaver.misbehave({ how: 'status', status: 404, times: 1 });
		const { error } = await weaver.run(operation, parameters as never, [item]);
		expect(statuses(weaver)).toEqual([404]);
		expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'rejected', status: 404 }]);
	});

	it.each([AUTHORIZE, ACCESS_TOKEN])('of %s passes too', async (path) => {
		const weaver = await startCompany();
		weaver.misbehave({ how: 'status', status: 404, path, times: 1 });
		const { main, error } = await weaver.run('employee.upsert', {}, [{ job_num: 'A1' }]);
		expect(reasons(error)).toEqual([]);
		expect(itemsOf(main)).toEqual([0]);
		const asked = weaver.tokenRequests().filter((request) => request.path === path);
		expect(asked.map(({ status }) => status)).toEqual([404, 200]);
	});

	it('of a token that stays names the Base URL, and nothing is sent', async () => {
		const weaver = await startCompany();
		const wrong = { credential: { ...weaver.credential, baseUrl: `${weaver.url}/wrong` } };
		const items = [{ job_num: 'A1' }, { job_num: 'A2' }];
		const { error } = await runWeaver(wrong, 'employee.upsert', {}, items);
		expect(reasons(error)).toMatchObject(
			[0, 1].map((item) => ({
				...{ item, outcome: 'notSent' },
				error: expect.stringMatching(NOT_THERE) as string,
				advice: expect.stringMatching(/Check the Base URL.* prefix included/) as string,
			})),
		);
	});
});

describe('a code that was used up (200004)', () => {
	/** A platform that accepts only the codes from the nth on, and what it was asked. */
	async function startWithCodes(good: number) {
		const weaver = await startCompany();
		const tried: string[] = [];
		let given = 0;
		const baseUrl = await startEcho((path, sent) => {
			if (path === AUTHORIZE) return { errcode: '0', code: `code${++given}` };
			if (path !== ACCESS_TOKEN) return { message: { errcode: '0' }, data: [{ fieldId: '1' }] };
			const code = new URLSearchParams(sent.split(' ').at(-1)).get('code')!;
			tried.push(code);
			return Number(code.slice(4)) < good
				? { errcode: '200004', errmsg: 'code无效或已使用' }
				: { errcode: '0', accessToken: 'token', expires_in: 7200 };
		});
		const platform = { credential: { ...weaver.credential, baseUrl } };
		return { ask: async () => await runWeaver(platform, 'employee.getFields', {}, [{}]), tried };
	}

	it('is replaced by a new one', async () => {
		const { ask, tried } = await startWithCodes(2);
		const { main, error } = await ask();
		expect(reasons(error)).toEqual([]);
		expect(main).toMatchObject([{ json: { fieldId: '1' } }]);
		expect(tried).toEqual(['code1', 'code2']);
	});

	it('once: then nothing is sent, and the reason is Weaver’s', async () => {
		const { ask, tried } = await startWithCodes(Infinity);
		const { error } = await ask();
		expect(tried).toEqual(['code1', 'code2']);
		expect(reasons(error)).toMatchObject([
			{
				item: 0,
				error: 'Weaver refused the app: code无效或已使用 (200004)',
				outcome: 'notSent',
				code: '200004',
			},
		]);
	});
});
