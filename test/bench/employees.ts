/**
 * Part 2: employees, one request each and ten in flight, by our node, by a script over the same
 * helper of n8n, by a bare one, and by n8n's HTTP Request node, which sends all at once.
 */
import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';
import { Agent } from 'node:http';
import type { Engine } from '../workflow/engine/engine.ts';
import { atLeast, clocked, inTurn, median, ratio, rounded } from './measure.ts';
import type { Part, Tell } from './measure.ts';
import { registerHttpRequest, runHttpRequest, runScript } from './n8n-nodes.ts';
import { startPlatform } from './platform.ts';
import type { Measured, RemotePlatform } from './platform.ts';
import { employees } from './roster.ts';

const EMPLOYEES = 2000;
const CONCURRENCY = 10;
const PLATFORM = { latency: 20 };
const ROUNDS = 5;
const HTTP_REQUEST_ROUNDS = 2;

const PATH = '/hipspfm/hippius/v1/sync/employee/create';

const NODE: INodeParameters = {
	resource: 'employee',
	operation: 'create',
	name: '={{ $json.name }}',
	employeeNum: '={{ $json.employeeNum }}',
	gender: '={{ $json.gender }}',
	status: '={{ $json.status }}',
	listMode: 'incoming',
	list: '={{ $json.list }}',
	additionalFields: { mobile: '={{ $json.mobile }}' },
	options: { concurrency: CONCURRENCY },
};

const httpRequestNode = ({ url }: RemotePlatform): INodeParameters => ({
	method: 'POST',
	url: url + PATH,
	sendBody: true,
	specifyBody: 'json',
	jsonBody: '={{ $json }}',
	options: {},
});

type Employee = ReturnType<typeof employees>[number];
type Send = (employee: Employee) => Promise<{ failed: boolean }>;

async function bareToken({ url, credential }: RemotePlatform): Promise<string> {
	const form = new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: String(credential.corpId),
		client_secret: String(credential.corpSecret),
	});
	return (await axios.post(`${url}/oauth/oauth/token`, form)).data.access_token;
}

/** The least that sends these rows: no checks, no rate limiter, no retries, no answers kept. */
async function bareScript(rows: Employee[], send: Send): Promise<void> {
	let next = 0;
	const worker = async () => {
		while (next < rows.length) {
			const answer = await send(rows[next++]);
			if (answer.failed) throw new Error(JSON.stringify(answer));
		}
	};
	await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}

export async function measureEmployees(engine: Engine, tell: Tell): Promise<Part> {
	const platform = await startPlatform('hippius', PLATFORM);
	const rows = employees(EMPLOYEES);
	const items = rows.map((json) => ({ json }));
	const credentials = { hippiusApi: platform.credential };
	const url = platform.url + PATH;
	const query = { access_token: await bareToken(platform) };
	registerHttpRequest(engine);

	const contender = (rounds: number, run: () => Promise<{ ms: number }>) => ({
		rounds,
		run: async () => await platform.measure(run, EMPLOYEES),
	});
	const contenders = {
		ours: contender(ROUNDS, () =>
			engine.run({
				node: { type: 'hippius', parameters: NODE },
				items,
				credentials,
			}),
		),
		sameHelper: contender(ROUNDS, () =>
			runScript(
				engine,
				async ({ helpers }) =>
					await bareScript(rows, (body) =>
						helpers.httpRequest({ method: 'POST', url, qs: query, body }),
					),
				items,
			),
		),
		keepAlive: contender(ROUNDS, () =>
			clocked(async () => {
				const httpAgent = new Agent({ keepAlive: true });
				const options = { params: query, httpAgent };
				await bareScript(rows, async (row) => (await axios.post(url, row, options)).data);
				httpAgent.destroy();
			}),
		),
		httpRequest: contender(HTTP_REQUEST_ROUNDS, () =>
			runHttpRequest(engine, httpRequestNode(platform), credentials, items),
		),
	};

	tell('warming up'); // the first runs compile, and fetch the token
	await contenders.ours.run();
	await contenders.sameHelper.run();
	const raw = await inTurn(contenders, tell);
	platform.stop();

	const ms = (runs: Measured[]) => runs.map((run) => run.ms);
	const rate = ratio(ms(raw.sameHelper), ms(raw.ours));
	const row = (runs: Measured[]) => ({
		requests: median(runs.map(({ requests }) => requests)),
		seconds: rounded(median(ms(runs)) / 1000),
		'requests/s': Math.round(EMPLOYEES / (median(ms(runs)) / 1000)),
		'CPU s': rounded(median(runs.map(({ cpuMs }) => cpuMs)) / 1000),
		'× script over n8n’s helper': rounded(ratio(ms(raw.sameHelper), ms(runs))),
	});
	return {
		title: `2 · ${EMPLOYEES} Hippius employees, ${PLATFORM.latency} ms latency, ${CONCURRENCY} in flight`,
		table: {
			'our node': row(raw.ours),
			'script over n8n’s own helper': row(raw.sameHelper),
			'bare axios, keep-alive': row(raw.keepAlive),
			'HTTP Request node, all at once': row(raw.httpRequest),
		},
		aims: [
			atLeast('requests a second, of the script over n8n’s helper: 95 %', rate * 100, 95, '%'),
		],
		notes: [
			'On a server the HTTP Request node also reads and decrypts its credential for each item.',
		],
		raw,
	};
}
