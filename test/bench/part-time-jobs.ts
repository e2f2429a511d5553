/**
 * Part 1: part-time jobs behind the platform's limiter, in batches by our node and by a bare
 * script, one by one by n8n's HTTP Request node.
 */
import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';
import type { Engine } from '../workflow/engine/engine.ts';
import { atMost, clocked, inTurn, median, ratio, rounded } from './measure.ts';
import type { Part, Tell } from './measure.ts';
import { registerHttpRequest, runHttpRequest, runScript } from './n8n-nodes.ts';
import { startPlatform } from './platform.ts';
import type { Measured, RemotePlatform } from './platform.ts';
import { partTimeJobs } from './roster.ts';

const JOBS = 10_000;
const BATCH_SIZE = 200;
const CONCURRENCY = 4;
const LEAST_REQUESTS = Math.ceil(JOBS / BATCH_SIZE);
const PLATFORM = { latency: 50, limit: { requestsPerMinute: 1500 } };
const ROUNDS = 11;
const HTTP_REQUEST_ROUNDS = 1;

const PATH = '/gateway/openimport/open/company/addPartTimeJobs';

const NODE: INodeParameters = {
	resource: 'partTimeJob',
	operation: 'add',
	openId: { __rl: true, mode: 'id', value: '={{ $json.openId }}' },
	orgId: { __rl: true, mode: 'id', value: '={{ $json.orgId }}' },
	jobTitle: '={{ $json.jobTitle }}',
	options: { batchSize: BATCH_SIZE, concurrency: CONCURRENCY },
};

const httpRequestNode = ({ url, credential }: RemotePlatform): INodeParameters => ({
	method: 'POST',
	url: url + PATH,
	sendBody: true,
	contentType: 'form-urlencoded',
	bodyParameters: {
		parameters: [
			{ name: 'eid', value: String(credential.eid) },
			{ name: 'data', value: "={{ JSON.stringify([{ commitId: '1', ...$json }]) }}" },
		],
	},
	options: {},
});

type Job = ReturnType<typeof partTimeJobs>[number];

async function bareToken({ url, credential }: RemotePlatform): Promise<string> {
	const { eid, secret } = credential;
	const { data } = await axios.post(`${url}/gateway/oauth2/token/getAccessToken`, {
		eid,
		secret,
		timestamp: Date.now(),
		scope: 'resGroupSecret',
	});
	return data.data.accessToken;
}

type Send = (form: URLSearchParams) => Promise<{ success: boolean; data: unknown[] }>;

/** The least that sends these rows: no checks, no rate limiter, no retries, no answers kept. */
async function bareScript({ credential }: RemotePlatform, jobs: Job[], send: Send) {
	let next = 0;
	const worker = async () => {
		while (next < jobs.length) {
			const begin = next;
			const batch = jobs.slice(begin, (next += BATCH_SIZE));
			const rows = batch.map((job, index) => ({ commitId: String(begin + index), ...job }));
			const form = new URLSearchParams({
				eid: String(credential.eid),
				data: JSON.stringify(rows),
			});
			const answer = await send(form);
			if (!answer.success || answer.data.length > 0) throw new Error(JSON.stringify(answer));
		}
	};
	await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}

export async function measurePartTimeJobs(engine: Engine, tell: Tell): Promise<Part> {
	const platform = await startPlatform('yunzhijia', PLATFORM);
	const jobs = partTimeJobs(JOBS);
	const items = jobs.map((json) => ({ json }));
	const credentials = { yunzhijiaApi: platform.credential };
	const accessToken = await bareToken(platform);
	registerHttpRequest(engine);
	const url = platform.url + PATH;
	const byAxios: Send = async (form) =>
		(await axios.post(url, form, { params: { accessToken } })).data;

	const contenders = {
		ours: {
			rounds: ROUNDS,
			run: async () =>
				await platform.measure(
					() => engine.run({ node: { type: 'yunzhijia', parameters: NODE }, items, credentials }),
					JOBS,
				),
		},
		bare: {
			rounds: ROUNDS,
			run: async () =>
				await platform.measure(() => clocked(() => bareScript(platform, jobs, byAxios)), JOBS),
		},
		sameHelper: {
			rounds: ROUNDS,
			run: async () =>
				await platform.measure(
					() =>
						runScript(
							engine,
							async ({ helpers }) =>
								await bareScript(platform, jobs, (body) =>
									helpers.httpRequest({ method: 'POST', url, qs: { accessToken }, body }),
								),
							items,
						),
					JOBS,
				),
		},
		httpRequest: {
			rounds: HTTP_REQUEST_ROUNDS,
			run: async () =>
				await platform.measure(() =>
					runHttpRequest(engine, httpRequestNode(platform), credentials, items),
				),
		},
	};

	// The first runs compile, and fetch the token.
	const { ours, bare } = contenders;
	await inTurn({ ours: { ...ours, rounds: 3 }, bare: { ...bare, rounds: 3 } }, () => {});
	const raw = await inTurn(contenders, tell);
	platform.stop();

	const ms = (runs: Measured[]) => runs.map((run) => run.ms);
	const row = (runs: Measured[]) => ({
		requests: median(runs.map((run) => run.requests)),
		refused: median(runs.map((run) => run.refused)),
		'jobs written': median(runs.map((run) => run.written)),
		seconds: rounded(median(ms(runs)) / 1000),
		'CPU s': rounded(median(runs.map((run) => run.cpuMs)) / 1000),
		'× bare script': rounded(ratio(ms(runs), ms(raw.bare))),
	});
	const requests = Math.max(...raw.ours.map((run) => run.requests));
	const toBare = ratio(ms(raw.ours), ms(raw.bare));
	const { requestsPerMinute } = PLATFORM.limit;
	const earliest = Math.ceil(((JOBS - requestsPerMinute) / requestsPerMinute) * 60);
	return {
		title: `1 · ${JOBS} Yunzhijia part-time jobs, ${PLATFORM.latency} ms latency, ${requestsPerMinute} requests a minute`,
		table: {
			'our node': row(raw.ours),
			[`bare axios, batches of ${BATCH_SIZE}, ${CONCURRENCY} in flight`]: row(raw.bare),
			'the same over n8n’s own helper, as a node': row(raw.sameHelper),
			'HTTP Request node, one a job': row(raw.httpRequest),
		},
		aims: [
			atMost(`requests: the least possible, ${LEAST_REQUESTS}`, requests, LEAST_REQUESTS, ''),
			atMost('wall time within 10 % of the bare script', toBare, 1.1, '×'),
		],
		notes: [
			'A refused job leaves the HTTP Request node as a success: the refusal has HTTP status 200.',
			`One job a request within the limit would take at least ${earliest} s.`,
		],
		raw,
	};
}
