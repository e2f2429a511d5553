/** n8n's HTTP Request node, signed in by our credentials (predefined credential type). */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { N8n } from '../../demo/n8n.ts';
import { startHippius, startWeaverE10, startYunzhijia } from '../platforms/index.ts';
import type { TestPlatform } from '../platforms/index.ts';
import { platform, test } from './fixtures.ts';
import { httpRequest, inARow, runNow } from './workflows.ts';

const DEPARTMENT = { unitCode: 'HTTP01', unitName: '财务部', orderSeq: '1' };

const REQUESTS = {
	hippiusApi: (url: string) => ({
		url: `${url}/hipspfm/hippius/v1/sync/dept/create`,
		specifyBody: 'json',
		jsonBody: JSON.stringify(DEPARTMENT),
	}),
	yunzhijiaApi: (url: string, { eid }: Record<string, unknown>) => ({
		url: `${url}/gateway/openimport/open/company/queryPartTimeJobs`,
		contentType: 'form-urlencoded',
		bodyParameters: {
			parameters: [
				{ name: 'eid', value: eid },
				{ name: 'data', value: '{"begin":0,"count":1}' },
			],
		},
	}),
	weaverE10Api: (url: string) => ({
		url: `${url}/api/hrm/restful/listBasicField`,
		specifyBody: 'json',
		jsonBody: '{}',
	}),
};

/** A workflow with such a request; gives what runs it and returns what the node put out. */
async function request(
	n8n: N8n,
	type: keyof typeof REQUESTS,
	{ url, credential: data }: TestPlatform<unknown>,
): Promise<() => Promise<unknown>> {
	const credential = await n8n.createCredential(type, 'HTTP Request', data);
	const node = httpRequest(type, REQUESTS[type](url, data));
	const { id } = await n8n.createWorkflow(inARow(type, [runNow, node]), [credential]);
	return async () => {
		const execution = await n8n.waitForExecution(await n8n.runWorkflow(id, 'Run Now'));
		const { runData, error } = execution.data.resultData;
		expect(error).toBeUndefined();
		return runData['HTTP Request'][0].data?.main[0]?.[0].json;
	};
}

test('it reaches Hippius, and signs in anew when the token is rejected', async ({ n8n }) => {
	const hippius = await platform(startHippius());
	const run = await request(n8n, 'hippiusApi', hippius);
	expect(await run()).toMatchObject({ code: 'success' });
	expect([...hippius.state.departments.values()]).toEqual([DEPARTMENT]);

	hippius.state.departments.clear();
	hippius.misbehave({ how: 'expireToken', times: 1 });
	expect(await run()).toMatchObject({ code: 'success' });
	expect([...hippius.state.departments.values()]).toEqual([DEPARTMENT]);
	expect(hippius.tokenRequests()).toHaveLength(2);
});

test('it reaches Yunzhijia, and signs in anew when the token has ended', async ({ n8n }) => {
	const yunzhijia = await platform(startYunzhijia({ tokenSeconds: 2 }));
	const run = await request(n8n, 'yunzhijiaApi', yunzhijia);
	expect(await run()).toMatchObject({ success: true });
	// Yunzhijia rejects a token with HTTP 200, which n8n takes for a success: time must tell.
	await sleep(2100);
	expect(await run()).toMatchObject({ success: true });
	const [first, second] = yunzhijia.requestsTo('/queryPartTimeJobs').map(({ query }) => query);
	expect(second.accessToken).not.toBe(first.accessToken);
});

test('it reaches Weaver E10', async ({ n8n }) => {
	const weaverE10 = await platform(startWeaverE10());
	const run = await request(n8n, 'weaverE10Api', weaverE10);
	expect(await run()).toMatchObject({ message: { errcode: '0' } });
});
