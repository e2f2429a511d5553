/** The workflows of demo/workflows, as they ship: n8n takes all of them, and these do what they say. */
import { cp, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import type { Execution, N8n, WorkflowJson } from '../../demo/n8n.ts';
import { ROSTER_FOLDER } from '../../demo/roster.ts';
import { seedYunzhijia } from '../../demo/sync/before.ts';
import { startHippius, startYunzhijia } from '../platforms/index.ts';
import { platform, test } from './fixtures.ts';

const FOLDER = path.join(import.meta.dirname, '../../demo/workflows');
const FILES = (await readdir(FOLDER)).filter((file) => file.endsWith('.json'));

const workflowIn = async (file: string): Promise<WorkflowJson> =>
	JSON.parse(await readFile(path.join(FOLDER, file), 'utf8')) as WorkflowJson;

const nodeIn = ({ nodes }: WorkflowJson, name: string) => nodes.find((node) => node.name === name)!;

const run = async (n8n: N8n, id: string): Promise<Execution> =>
	await n8n.waitForExecution(await n8n.runWorkflow(id, 'Run Now'));

const given = ({ data }: Execution, node: string, output = 0) =>
	data.resultData.runData[node]?.[0].data?.main[output]?.map(({ json }) => json) ?? [];

test.for(FILES)('%s is imported, and n8n knows all of its nodes', async (file, { n8n }) => {
	const workflow = await workflowIn(file);
	const { id } = await n8n.importWorkflow(path.join(FOLDER, file));
	const saved = await n8n.rest<WorkflowJson>('GET', `/workflows/${id}`);
	expect(saved.nodes.map(({ name }) => name)).toEqual(workflow.nodes.map(({ name }) => name));

	const nodeInfos = workflow.nodes.map(({ type, typeVersion }) => ({
		name: type,
		version: typeVersion,
	}));
	const types = await n8n.rest<Array<{ name: string }>>('POST', '/node-types', { nodeInfos });
	const called = nodeInfos.map(({ name }) => name.split('.').at(-1));
	expect(types.map(({ name }) => name)).toEqual(called);
	// A connection to a name that is gone is drawn nowhere.
	const names = new Set(workflow.nodes.map(({ name }) => name));
	const ends = JSON.stringify(workflow.connections).matchAll(/"node":"([^"]+)"/g);
	expect([...ends].map(([, name]) => name).filter((name) => !names.has(name))).toEqual([]);
});

test('what was done in Hippius is kept in a data table, whatever becomes of the rest', async ({
	n8n,
}) => {
	const hippius = await platform(startHippius());
	const credential = await n8n.createCredential('hippiusApi', 'Memory', hippius.credential);
	const workflow = await workflowIn('hippius-memory-data-table.json');
	const sync = nodeIn(workflow, 'Hippius Sync').parameters;
	expect(sync.mode).toBe('plan');
	sync.mode = 'apply';
	sync.options = { retries: 0 };
	const example = nodeIn(workflow, 'Example').parameters;
	const tables = JSON.parse(example.jsonOutput as string) as Record<
		string,
		Array<Record<string, string>>
	>;
	/** Runs it with these tables; gives what was sent. */
	const night = async () => {
		example.jsonOutput = JSON.stringify(tables);
		const { id } = await n8n.createWorkflow(workflow, [credential]);
		const before = hippius.requests.length;
		const execution = await run(n8n, id);
		expect(execution.status, execution.data.resultData.error?.message).toBe('success');
		const requests = hippius.requests.slice(before).filter(({ method }) => method !== 'GET');
		const sent = requests
			.filter(({ path: to }) => to.includes('/sync/'))
			.map(
				({ path: to, body }) => `${to.replace(/.*\/sync/, '')} ${Object.values(body as object)[0]}`,
			);
		return { execution, sent };
	};

	const { execution, sent } = await night();
	expect(sent).toEqual([
		'/dept/create HQ',
		'/dept/create HQ01',
		'/position/create P01',
		'/position/create P02',
		'/employee/create E001',
		'/employee/create E002',
	]);
	expect(given(execution, 'Summary')).toMatchObject([{ counts: { employee: { done: 2 } } }]);
	expect((await night()).sent).toEqual([]);

	// Of one the answer is lost, one is done, one is refused.
	const [zhang, wang] = tables.employees;
	zhang.姓名 = '张维';
	wang.状态 = '正式';
	tables.employees.push({ ...wang, 工号: 'e003' });
	hippius.misbehave({ how: 'emptyAfter', containing: 'E001' });
	const third = await night();
	hippius.behave();
	expect(third.sent).toEqual(['/employee/update E001', '/employee/update E002']);
	expect(given(third.execution, 'Not Done')).toMatchObject([
		{ details: { key: 'E001', outcome: 'unknown' } },
		{ details: { key: 'e003', outcome: 'rejected' } },
	]);

	// As it was before, which only who remembers the lost answer sends.
	zhang.姓名 = '张伟';
	expect((await night()).sent).toEqual(['/employee/update E001']);
	expect((await night()).sent).toEqual([]);
	expect(hippius.state.employees.get('E001')).toMatchObject({ name: '张伟' });
	expect(hippius.state.employees.get('E002')).toMatchObject({ status: 'ON' });
});

test('the plan waits in a form, and the yes does exactly that', async ({ n8n, filesFolder }) => {
	const yunzhijia = await platform(startYunzhijia({ seed: seedYunzhijia }));
	const credential = await n8n.createCredential('yunzhijiaApi', 'Approval', yunzhijia.credential);
	const workflow = await workflowIn('sync-with-approval.json');
	await cp(ROSTER_FOLDER, filesFolder, { recursive: true });
	for (const { parameters } of workflow.nodes)
		if (parameters.fileSelector)
			parameters.fileSelector = path.join(filesFolder, String(parameters.fileSelector));
	const { id } = await n8n.createWorkflow(workflow, [credential]);
	const before = structuredClone(yunzhijia.state);
	const executionId = await n8n.runWorkflow(id, 'Run Now');
	const { execution: waiting, url } = await n8n.waitForForm(executionId);
	expect(yunzhijia.state).toEqual(before);

	await n8n.answerForm(url, ['Apply exactly this']);
	const execution = await n8n.waitForExecution(executionId);
	expect(execution.status, execution.data.resultData.error?.message).toBe('success');
	const [plan] = given(waiting, 'Plan', 1);
	expect(given(execution, 'Apply', 1)).toMatchObject([
		{
			mode: 'apply',
			fingerprint: plan.fingerprint,
			counts: { person: { unknown: 0, notSent: 0 } },
		},
	]);
	expect(yunzhijia.state.people.size).toBeGreaterThan(before.people.size);
});
