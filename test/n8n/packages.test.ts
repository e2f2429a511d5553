/** The packages of a single service, installed together on a server of their own: each works by itself. */
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startN8n } from '../../demo/n8n.ts';
import type { N8n, WorkflowJson } from '../../demo/n8n.ts';
import { startHippius, startWeaverE10, startYunzhijia } from '../platforms/index.ts';
import type { TestPlatform } from '../platforms/index.ts';
import { removeWhenCancelled } from './cancelled.ts';
import { ENVIRONMENT, platform } from './fixtures.ts';
import { inARow, runNow } from './workflows.ts';

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
}

const CASES: Case[] = [
	{
		name: 'n8n-nodes-yunzhijia',
		nodes: ['yunzhijia', 'yunzhijiaSync', 'yunzhijiaTrigger', 'yunzhijiaPollingTrigger'],
		credential: 'yunzhijiaApi',
		start: async () => await startYunzhijia(),
		parameters: { resource: 'department', operation: 'getAll' },
		asks: '/dept/getall',
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
	},
	{
		name: 'n8n-nodes-weaver-e10',
		nodes: ['weaverE10', 'weaverE10Sync', 'weaverE10PollingTrigger'],
		credential: 'weaverE10Api',
		start: async () => await startWeaverE10(),
		parameters: { resource: 'organization', operation: 'getAll' },
		asks: '/queryOrg',
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

describe.each(CASES)('$name', ({ name, nodes, credential, start, parameters, asks }) => {
	const node = (type: string) => ({
		name: type,
		type: `${name}.${type}`,
		typeVersion: 1,
		parameters,
		credentials: { [credential]: { id: '', name: '' } },
	});

	test('n8n knows its nodes, by its name and with its search words', async () => {
		const found = await typesOf(nodes.map(node));
		expect(found.map((type) => type.name)).toEqual(nodes);
		for (const { codex } of found) expect(codex?.alias).toContain('组织架构');
	});

	test('its credential is tested, and a node runs', async () => {
		const { credential: data, requestsTo } = await platform(start());
		const saved = await n8n.createCredential(credential, name, data);
		expect(await n8n.testCredential(saved)).toMatchObject({ status: 'OK' });
		const { id } = await n8n.createWorkflow(inARow(name, [runNow, node(nodes[0])]), [saved]);
		const execution = await n8n.waitForExecution(await n8n.runWorkflow(id, 'Run Now'));
		expect(execution.status, execution.data.resultData.error?.message).toBe('success');
		expect(requestsTo(asks)).not.toEqual([]);
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
