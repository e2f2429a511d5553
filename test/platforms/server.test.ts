/** What all test platforms share: they record, limit, reset, and misbehave as told. */
import { request as httpsRequest } from 'node:https';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addDepartment, addPerson, startHippius, startYunzhijia } from './index.ts';
import type { Misbehaviour, TestPlatform, YunzhijiaState } from './index.ts';
import { form, jsonBody, read } from './http.ts';

describe('what is the same for all', () => {
	let platform: TestPlatform<YunzhijiaState>;
	const PATH = 'company/addPartTimeJobs';
	beforeAll(async () => {
		platform = await startYunzhijia({
			limit: { requestsPerMinute: 5 },
			seed: (state) => {
				addDepartment(state, '1234567890123456789', '一部');
				addPerson(state, { openId: 'p1', name: '张三', orgId: '', jobTitle: '' });
			},
		});
	});
	afterEach(() => platform.reset());
	afterAll(async () => await platform.stop());

	async function add(path = PATH) {
		const { eid, secret } = platform.credential;
		const tokenUrl = `${platform.url}/gateway/oauth2/token/getAccessToken`;
		const ask = { eid, secret, timestamp: Date.now(), scope: 'resGroupSecret' };
		const token = (await read(await fetch(tokenUrl, jsonBody('POST', ask)))).json.data.accessToken;
		const row = { commitId: '1', openId: 'p1', orgId: '1234567890123456789', jobTitle: '顾问' };
		const data = path === PATH ? JSON.stringify([row]) : '{}';
		const url = `${platform.url}/gateway/openimport/open/${path}?accessToken=${token}`;
		return await fetch(url, {
			method: 'POST',
			body: form({ eid, data }),
			redirect: 'manual',
			signal: AbortSignal.timeout(400),
		});
	}
	const outcome = async () => {
		try {
			return await read(await add());
		} catch (error) {
			const { name, cause } = error as Error & { cause?: { code?: string } };
			return cause?.code ?? name;
		}
	};
	const jobs = () => platform.state.partTimeJobs.size;

	it('listens where it is told to', async () => {
		const other = await startYunzhijia({ host: '127.0.0.2' });
		expect(other.url).toMatch(/^http:\/\/127\.0\.0\.2:\d+$/);
		expect((await fetch(other.url)).status).toBe(404);
		await other.stop();
	});

	it('holds requests, with nothing done, until they are released', async () => {
		const release = platform.hold(PATH);
		const held = add();
		while (platform.requestsTo(PATH).length === 0) await new Promise(setImmediate);
		expect((await add('company/queryPartTimeJobs')).status).toBe(200);
		expect(jobs()).toBe(0);
		release();
		expect((await held).status).toBe(200);
		expect(jobs()).toBe(1);
		expect((await add()).status).toBe(200);
	});

	it('may know of one token alone, the newest', async () => {
		const other = await startYunzhijia({ newestTokenOnly: true });
		const { eid, secret } = other.credential;
		const tokenUrl = `${other.url}/gateway/oauth2/token/getAccessToken`;
		const token = async () => {
			const ask = { eid, secret, timestamp: Date.now(), scope: 'resGroupSecret' };
			return (await read(await fetch(tokenUrl, jsonBody('POST', ask)))).json.data.accessToken;
		};
		const code = async (accessToken: string) => {
			const url = `${other.url}/gateway/openimport/open/person/getall?accessToken=${accessToken}`;
			const data = JSON.stringify({ eid, begin: 0, count: 1 });
			const answer = await fetch(url, { method: 'POST', body: form({ eid, data }) });
			return (await read(answer)).json.errorCode;
		};
		const older = await token();
		expect(await code(older)).toBe(100);
		const newer = await token();
		expect(newer).not.toBe(older);
		expect([await code(older), await code(newer)]).toEqual([10000401, 100]);
		await other.stop();
	});

	it.each<[Misbehaviour, unknown, number]>([
		[{ how: 'resetBefore' }, 'ECONNRESET', 0],
		[{ how: 'resetAfter' }, 'ECONNRESET', 1],
		[{ how: 'hang' }, 'TimeoutError', 0],
		[{ how: 'refuse', ms: 5_000 }, 'ECONNREFUSED', 0],
		[{ how: 'latency', ms: 1_000 }, 'TimeoutError', 0],
		[{ how: 'status', status: 503, path: PATH }, { status: 503 }, 0],
		[{ how: 'statusAfter', status: 502 }, { status: 502 }, 1],
		[{ how: 'slowDown' }, { status: 200, json: { errorCode: 10000429 } }, 0],
		[{ how: 'html' }, { status: 200, text: expect.stringContaining('<html>') }, 0],
		[{ how: 'expireToken' }, { status: 200, json: { errorCode: 10000401 } }, 0],
		[{ how: 'redirect', location: 'http://127.0.0.2/' }, { status: 302 }, 0],
	])('%j', async (rule, expected, changed) => {
		platform.misbehave(rule);
		const seen = await outcome();
		if (typeof expected === 'string') expect(seen).toBe(expected);
		else expect(seen).toMatchObject(expected as object);
		expect(jobs()).toBe(changed);
		if (rule.how === 'refuse') return;
		expect(platform.requestsTo(PATH)).toMatchObject([
			{ method: 'POST', answeredBy: rule.how === 'latency' ? 'platform' : rule.how },
		]);
		expect(platform.tokenRequests()).toHaveLength(1);
	});

	it('cuts JSON in half after the change', async () => {
		platform.misbehave({ how: 'cutJson' });
		const text = await (await add()).text();
		expect(() => JSON.parse(text)).toThrow();
		expect(jobs()).toBe(1);
	});

	it('answers ids as numbers', async () => {
		await add();
		platform.misbehave({ how: 'numberId' });
		expect(await (await add('company/queryPartTimeJobs')).text()).toContain(
			'"orgId":1234567890123456789,',
		);
	});

	it('queues rules: after, times, Retry-After', async () => {
		platform.misbehave({ how: 'status', status: 429, retryAfter: 3, after: 1, times: 1 });
		platform.misbehave({ how: 'slowDown', times: 1, after: 1 });
		const answers = [await add(), await add(), await add(), await add()];
		expect(answers.map(({ status }) => status)).toEqual([200, 429, 200, 200]);
		expect(answers[1].headers.get('retry-after')).toBe('3');
		expect(platform.requestsTo(PATH).map(({ answeredBy }) => answeredBy)).toEqual([
			'platform',
			'status',
			'slowDown',
			'platform',
		]);
	});

	it('listens again after having refused, also in the middle', async () => {
		platform.misbehave({ how: 'refuse', after: 1, ms: 150 });
		expect(await outcome()).toMatchObject({ status: 200 });
		expect(await outcome()).toBe('ECONNREFUSED');
		await expect.poll(outcome, { timeout: 3_000 }).toMatchObject({ status: 200 });
	});

	it('limits per path over a sliding minute', async () => {
		let clock = 1_700_000_000_000;
		const limited = await startHippius({
			limit: { requestsPerMinute: 2 },
			now: () => clock,
		});
		const sync = `${limited.url}/hipspfm/hippius/v1/sync`;
		const status = async (path: string) => (await fetch(sync + path, { method: 'PUT' })).status;
		expect([await status('/a'), await status('/a'), await status('/a')]).toEqual([403, 403, 403]);
		expect(limited.requests.map(({ answeredBy }) => answeredBy)).toEqual([
			'platform',
			'platform',
			'limiter',
		]);
		await status('/b');
		clock += 60_000;
		await status('/a');
		expect(limited.requests.filter(({ answeredBy }) => answeredBy === 'limiter')).toHaveLength(1);
		await limited.stop();
	});

	it('limits per path over a sliding second', async () => {
		let clock = 1_700_000_000_000;
		const limited = await startHippius({ limit: { requestsPerSecond: 2 }, now: () => clock });
		const sync = `${limited.url}/hipspfm/hippius/v1/sync`;
		const send = async (path: string) => await fetch(sync + path, { method: 'PUT' });
		for (const at of [0, 400, 999, 1_000, 1_399, 1_400]) {
			clock = 1_700_000_000_000 + at;
			await send('/a');
		}
		await send('/b');
		expect(limited.requests.map(({ answeredBy }) => answeredBy)).toEqual([
			...['platform', 'platform', 'limiter', 'platform', 'limiter', 'platform'],
			'platform',
		]);
		await limited.stop();
	});

	it('records what arrived, and resets everything but the tokens', async () => {
		const { state } = platform;
		await add();
		const [request] = platform.requestsTo(PATH);
		expect(request).toMatchObject({ status: 200, body: { eid: platform.credential.eid } });
		expect(request.rawBody).toContain('data=%5B%7B');
		expect(JSON.parse(request.answer ?? '')).toMatchObject({ success: true });
		const { accessToken } = request.query;
		platform.reset();
		expect([platform.requests.length, state.partTimeJobs.size, state.people.size]).toEqual([
			0, 0, 1,
		]);
		await add();
		expect(platform.requestsTo(PATH)[0].query.accessToken).toBe(accessToken);
	});

	it('changes the state between the pages of a query, until a reset', async () => {
		const jobsTold = async () =>
			(await read(await add('company/queryPartTimeJobs'))).json.data.length;
		await add();
		platform.before('queryPartTimeJobs', ({ partTimeJobs }, nth) => {
			if (nth === 2) partTimeJobs.clear();
		});
		// What never reaches the platform is not counted.
		platform.misbehave({ how: 'status', status: 503, times: 1 });
		await add('company/queryPartTimeJobs');
		expect([await jobsTold(), await jobsTold()]).toEqual([1, 0]);
		platform.reset();
		await add();
		expect([await jobsTold(), await jobsTold()]).toEqual([1, 1]);
	});

	it('drops what still waits at a reset', async () => {
		platform.misbehave({ how: 'latency', ms: 200 });
		const waiting = outcome();
		await expect.poll(() => platform.requestsTo(PATH).length).toBe(1);
		platform.reset();
		expect(await waiting).not.toMatchObject({ status: 200 });
		expect(jobs()).toBe(0);
	});

	it('serves https with a certificate of its own, and cuts that too', async () => {
		const secure = await startHippius({ tls: true });
		expect(secure.credential.ignoreSslIssues).toBe(true);
		const get = () =>
			new Promise((resolve) => {
				httpsRequest(secure.url, { rejectUnauthorized: false }, (answer) =>
					resolve(answer.resume().statusCode),
				)
					.on('error', (error: NodeJS.ErrnoException) => resolve(error.code))
					.end();
			});
		expect(await get()).toBe(503);
		await expect(fetch(secure.url)).rejects.toThrow();
		secure.misbehave({ how: 'resetBefore' });
		expect(await get()).toBe('ECONNRESET');
		await secure.stop();
	});

	it('starts again on the port it had', async () => {
		const first = await startHippius();
		const port = Number(new URL(first.url).port);
		await first.stop();
		const second = await startHippius({ port });
		expect(second.url).toBe(first.url);
		await second.stop();
	});
});
