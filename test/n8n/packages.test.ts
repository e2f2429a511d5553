/** The packages of a single service, installed together on a server of their own: each works by itself. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startN8n } from '../../demo/n8n.ts';
import type { Credential, N8n, WorkflowJson } from '../../demo/n8n.ts';
import { startHippius, startWeaverE10, startYunzhijia } from '../platforms/index.ts';
import type { TestPlatform } from '../platforms/index.ts';
import { removeWhenCancelled } from './cancelled.ts';
import { ENVIRONMENT, platform } from './fixtures.ts';
import { connected, inARow, runNow, tableOf } from './workflows.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const PACKAGES = path.join(ROOT, 'dist-packages');

interface Case {
	name: string;
	nodes: string[];
	credential: string;
	start(): Promise<TestPlatform<unknown>>;
	/** One operation, and the end of the path that it goes to. */
	parameters: Record<string, unknown>;
	asks: string;
	/** A table of departments for the sync, and its input. */
	table: { input: number; rows: Array<Record<string, string>> };
}

const CASES: Case[] = [
	{
		name: 'n8n-nodes-yunzhijia',
		nodes: ['yunzhijia', 'yunzhijiaSync', 'yunzhijiaTrigger', 'yunzhijiaPollingTrigger'],
		credential: 'yunzhijiaApi',
		start: async () => await startYunzhijia(),
		parameters: { resource: 'department', operation: 'getAll' },
		asks: '/dept/getall',
		table: { input: 0, rows: [{ department: '销售中心' }] },
	},
	{
		name: 'n8n-nodes-hippius',
		nodes: ['hippius', 'hippiusSync'],
		credential: 'hippiusApi',
		start: async () => await startHippius(),
		// Nothing can be asked of it.
		parameters: {
			...{ resource: 'department', operation: 'create' },
			...{ unitCode: 'HQ', unitName: '总部', orderSeq: '1' },
		},
		asks: '/dept/create',
		table: { input: 0, rows: [{ unitCode: 'HQ', unitName: '总部' }] },
	},
	{
		name: 'n8n-nodes-weaver-e10',
		nodes: ['weaverE10', 'weaverE10Sync', 'weaverE10PollingTrigger'],
		credential: 'weaverE10Api',
		start: async () => await startWeaverE10(),
		parameters: { resource: 'organization', operation: 'getAll' },
		asks: '/queryOrg',
		table: { input: 1, rows: [{ code: 'D1', name: '销售中心' }] },
	},
];

let n8n: N8n;
let userFolder: string;

beforeAll(async () => {
	const files = await readdir(PACKAGES).catch(() => []);
	const packageTarball = CASES.map(({ name }) => {
		const file = files.find((each) => each.startsWith(`${name}-`) && each.endsWith('.tgz'));
		if (!file) throw new Error(`There is no package ${name}: run "npm run packages" first`);
		return path.join(PACKAGES, file);
	});
	userFolder = await mkdtemp(path.join(tmpdir(), 'orgsync-packages-'));
	removeWhenCancelled(userFolder);
	n8n = await startN8n({ userFolder, packageTarball, env: ENVIRONMENT });
}, 240_000);

afterAll(async () => {
	await n8n?.stop();
	await rm(userFolder, { recursive: true, force: true });
});

const typesOf = async (nodes: WorkflowJson['nodes']) =>
	await n8n.rest<Array<{ name: string; codex?: { alias?: string[] } }>>('POST', '/node-types', {
		nodeInfos: nodes.map(({ type, typeVersion }) => ({ name: type, version: typeVersion })),
	});

describe.each(CASES)('$name', ({ name, nodes, credential, start, parameters, asks, table }) => {
	const node = (type: string, given: Record<string, unknown> = {}) => ({
		name: type,
		type: `${name}.${type}`,
		typeVersion: 1,
		parameters: given,
		credentials: { [credential]: { id: '', name: '' } },
	});
	const [single, sync, ...triggers] = nodes;
	const run = async (workflow: WorkflowJson, saved: Credential) => {
		const { id } = await n8n.createWorkflow(workflow, [saved]);
		const execution = await n8n.waitForExecution(await n8n.runWorkflow(id, 'Run Now'));
		expect(execution.status, execution.data.resultData.error?.message).toBe('success');
		return execution;
	};

	test('n8n knows its nodes, by its name and with its search words', async () => {
		const found = await typesOf(nodes.map((each) => node(each)));
		expect(found.map((type) => type.name)).toEqual(nodes);
		for (const { codex } of found) expect(codex?.alias).toContain('组织架构');
	});

	test('its credential is tested, and a node runs', async () => {
		const { credential: data, requestsTo } = await platform(start());
		const saved = await n8n.createCredential(credential, name, data);
		expect(await n8n.testCredential(saved)).toMatchObject({ status: 'OK' });
		await run(inARow(name, [runNow, node(single, parameters)]), saved);
		expect(requestsTo(asks)).not.toEqual([]);
	});

	test('its sync plans', async () => {
		const saved = await n8n.createCredential(
			credential,
			name,
			(await platform(start())).credential,
		);
		const rows = tableOf('Departments', table.rows);
		const execution = await run(
			connected(
				sync,
				[runNow, ...rows, node(sync, { kinds: ['department'] })],
				[
					{ from: runNow.name, to: 'Departments List' },
					{ from: 'Departments List', to: 'Departments' },
					{ from: 'Departments', to: sync, input: table.input },
				],
			),
			saved,
		);
		const [{ data }] = execution.data.resultData.runData[sync];
		expect(data?.main[1]?.[0]?.json).toMatchObject({
			mode: 'plan',
			counts: { department: { source: 1 } },
		});
	});

	test.skipIf(triggers.length === 0)('its triggers are published', async () => {
		const saved = await n8n.createCredential(
			credential,
			name,
			(await platform(start())).credential,
		);
		const workflow = connected(
			'Triggers',
			triggers.map((each) => ({ ...node(each), webhookId: each })),
			[],
		);
		const { id } = await n8n.createWorkflow(workflow, [saved]);
		await n8n.activate(id);
		await n8n.deactivate(id);
	});

	test.runIf(existsSync(path.join(ROOT, 'examples')))('n8n takes its examples', async () => {
		const folder = path.join(userFolder, '.n8n/nodes/node_modules', name, 'examples');
		const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
		expect(files).not.toEqual([]);
		for (const file of files) {
			const workflow = JSON.parse(await readFile(path.join(folder, file), 'utf8')) as WorkflowJson;
			await n8n.createWorkflow(workflow);
			const called = workflow.nodes.map(({ type }) => type.split('.').at(-1));
			expect((await typesOf(workflow.nodes)).map((type) => type.name)).toEqual(called);
			expect(JSON.stringify(workflow)).toContain(`"${name}.`);
		}
	});
});
