/**
 * Part 9: what one n8n process carries, in regular mode: webhook executions one after the other, with
 * our node and with what else could stand in its place, and the plan of a sync.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startN8n } from '../../demo/n8n.ts';
import type { Credential, N8n, WorkflowJson } from '../../demo/n8n.ts';
import { packedTarball } from '../n8n/package.ts';
import {
	connected,
	core,
	httpRequest,
	inARow,
	ours,
	tableOf,
	yunzhijiaSync,
} from '../n8n/workflows.ts';
import { atMost, rounded } from './measure.ts';
import type { Part, Tell } from './measure.ts';
import { peakOf } from './peak.ts';
import { startPlatform } from './platform.ts';
import { changedOf, departmentsFor, directoryDepartments, directoryPeople } from './roster.ts';

const CALLS = 300;
const WARM_UP = 40;
const AT_ONCE = 10;
const ROUNDS = 3;
const SIZES = [10_000, 30_000];
const PLATFORM = { latency: 20 };
const MB = 1_000_000;

type Nodes = WorkflowJson['nodes'];

const webhook = (at: string, responseMode: string) =>
	core('Webhook', 'webhook', 2.1, { httpMethod: 'POST', path: at, responseMode, options: {} });
const answer = core('Answer', 'respondToWebhook', 1.5, {
	respondWith: 'allIncomingItems',
	options: {},
});

/** What stands between a webhook and its answer. */
const CONTENDERS = {
	'our node': (): Nodes => [
		ours('yunzhijia', 'Create', {
			resource: 'person',
			operation: 'create',
			name: '={{ $json.body.name }}',
			account: { mobile: '={{ $json.body.mobile }}' },
		}),
	],
	'HTTP Request': (credential: Credential): Nodes => [
		httpRequest('yunzhijiaApi', {
			url: `${String(credential.data.baseUrl)}/gateway/openimport/open/person/addNew`,
			contentType: 'form-urlencoded',
			bodyParameters: {
				parameters: [
					{ name: 'eid', value: String(credential.data.eid) },
					{
						name: 'data',
						value:
							'={{ JSON.stringify({ persons: [{ name: $json.body.name, account: { mobile: $json.body.mobile } }] }) }}',
					},
				],
			},
			options: {},
		}),
	],
	nothing: (): Nodes => [],
};
type Name = keyof typeof CONTENDERS;

/** Processor time so far, of the process and its threads, in milliseconds; Linux tells it in ticks of 10. */
async function cpuOf(pid: number): Promise<number> {
	const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function post(n8n: N8n, at: string, body: unknown): Promise<void> {
	const answered = await fetch(n8n.webhookUrl(at), {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	if (answered.status !== 200)
		throw new Error(`${at}: ${answered.status} ${await answered.text()}`);
	await answered.arrayBuffer();
}

let joiners = 0;

async function calls(n8n: N8n, at: string, count: number) {
	let left = count;
	const [before, began] = [await cpuOf(n8n.pid!), performance.now()];
	const caller = async () => {
		while (left-- > 0) {
			const mobile = `137${String(++joiners).padStart(8, '0')}`;
			await post(n8n, at, { name: '新人', mobile });
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, caller));
	const ms = performance.now() - began;
	return { aSecond: (count / ms) * 1000, cpuMs: ((await cpuOf(n8n.pid!)) - before) / count };
}

const syncing = (at: string): WorkflowJson =>
	connected(
		`Sync ${at}`,
		[
			webhook(at, 'onReceived'),
			...tableOf('Departments', '$json.body.departments'),
			...tableOf('People', "$('Webhook').item.json.body.people"),
			yunzhijiaSync('Sync', { mode: 'plan' }),
		],
		[
			{ from: 'Webhook', to: 'Departments List' },
			{ from: 'Departments List', to: 'Departments' },
			{ from: 'Webhook', to: 'People List' },
			{ from: 'People List', to: 'People' },
			{ from: 'Departments', to: 'Sync' },
			{ from: 'People', to: 'Sync', input: 1 },
		],
	);

async function plan(n8n: N8n, people: number) {
	const platform = await startPlatform('directory', { ...PLATFORM, people });
	const credential = await n8n.createCredential('yunzhijiaApi', 'Sync', platform.credential);
	const at = `sync-${people}`;
	const { id } = await n8n.createWorkflow(syncing(at), [credential]);
	await n8n.activate(id);
	const before = peakOf(n8n.pid!) ?? 0;
	const [cpu, began] = [await cpuOf(n8n.pid!), performance.now()];
	const departments = directoryDepartments(departmentsFor(people));
	await post(n8n, at, { departments, people: directoryPeople(people) });
	let executionId: string | undefined;
	while (executionId === undefined)
		[executionId] = (await n8n.executions(id)).map((each) => each.id);
	const { status, data } = await n8n.waitForExecution(executionId, { timeoutSeconds: 300 });
	const seconds = (performance.now() - began) / 1000;
	const changes = data.resultData.runData.Sync?.[0].data?.main[0]?.length;
	const expected = changedOf(people) + changedOf(departments.length);
	if (status !== 'success' || changes !== expected)
		throw new Error(`${people} people: ${status}, ${changes} of ${expected} changes`);
	await n8n.deactivate(id);
	platform.stop();
	const [cpuMs, peak] = [(await cpuOf(n8n.pid!)) - cpu, peakOf(n8n.pid!) ?? 0];
	return { seconds, cpuMs, peakBytes: peak, aboveBytes: peak - before };
}

export async function measureServer(tell: Tell): Promise<Part> {
	const userFolder = await mkdtemp(path.join(tmpdir(), 'orgsync-bench-'));
	tell('starting n8n');
	const n8n = await startN8n({ userFolder, packageTarball: await packedTarball() });
	const platform = await startPlatform('yunzhijia', PLATFORM);
	try {
		const credential = await n8n.createCredential('yunzhijiaApi', 'Bench', platform.credential);
		const raw: Record<Name, Array<Awaited<ReturnType<typeof calls>>>> = {
			'our node': [],
			'HTTP Request': [],
			nothing: [],
		};
		const names = Object.keys(CONTENDERS) as Name[];
		for (const name of names) {
			const at = name.replace(' ', '-');
			const nodes = [webhook(at, 'responseNode'), ...CONTENDERS[name](credential), answer];
			const { id } = await n8n.createWorkflow(inARow(name, nodes), [credential]);
			await n8n.activate(id);
			await calls(n8n, at, WARM_UP);
		}
		for (let round = 1; round <= ROUNDS; round++)
			for (const name of names) {
				tell(`webhooks, round ${round} of ${ROUNDS}, ${name}`);
				raw[name].push(await calls(n8n, name.replace(' ', '-'), CALLS));
			}
		const middle = (name: Name) =>
			raw[name].toSorted((a, b) => a.cpuMs - b.cpuMs)[Math.floor(ROUNDS / 2)];
		const plans: Array<[number, Awaited<ReturnType<typeof plan>>]> = [];
		for (const people of SIZES) {
			tell(`plan of ${people} people`);
			plans.push([people, await plan(n8n, people)]);
		}
		const { cpuMs: toRequest } = middle('HTTP Request');
		return {
			title: `9 · One n8n process: ${CALLS} webhook calls, ${AT_ONCE} at once, and plans, ${PLATFORM.latency} ms latency`,
			table: {
				...Object.fromEntries(
					names.map((name) => [
						`webhook, ${name}, answer`,
						{
							'executions a second': rounded(middle(name).aSecond, 1),
							'CPU ms each': rounded(middle(name).cpuMs, 1),
							'× HTTP Request': rounded(middle(name).cpuMs / toRequest),
						},
					]),
				),
				...Object.fromEntries(
					plans.map(([people, { seconds, cpuMs, peakBytes, aboveBytes }]) => [
						`plan of ${people} people`,
						{
							'wall s': rounded(seconds, 1),
							'CPU s': rounded(cpuMs / 1000, 1),
							'RSS MB, all of n8n': Math.round(peakBytes / MB),
							'above before': Math.round(aboveBytes / MB),
						},
					]),
				),
			},
			aims: [
				atMost(
					'an execution with our node costs n8n at most 10 % more CPU than one with HTTP Request',
					middle('our node').cpuMs / toRequest,
					1.1,
					'×',
				),
			],
			notes: [
				'n8n with SQLite and its defaults; the plans save all rows with their execution.',
				'HTTP Request has no retries, and takes a refusal for a success.',
			],
			raw: { webhooks: raw, plans },
		};
	} finally {
		platform.stop();
		await n8n.stop();
		await rm(userFolder, { recursive: true, force: true });
	}
}
