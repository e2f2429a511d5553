/** Polling triggers as n8n starts them: it polls once when a workflow is published. */
import { expect, onTestFinished } from 'vitest';
import type { N8n } from '../../../demo/n8n.ts';
import { waitFor } from '../../../demo/n8n-process.ts';
import { changesIn, seedTeam, startWeaverE10, startYunzhijia } from '../../platforms/index.ts';
import type { TestPlatform, WeaverE10State } from '../../platforms/index.ts';
import { platform, test } from '../fixtures.ts';
import { inARow } from '../workflows.ts';
import { pollingTrigger, startRecorder } from './setup.ts';
import type { Told } from './setup.ts';

function seedWeaver({ employees }: WeaverE10State): void {
	for (let at = 0; at < 5; at++) {
		const id = `98265017440040000${at}`;
		employees.set(id, { id, username: `员工${at}`, status: 'normal', personnel_status: '3' });
	}
}

interface Company {
	server: TestPlatform<unknown>;
	/** @returns what has to be told of it */
	change(): Partial<Told>;
}

const COMPANIES = {
	async yunzhijia(): Promise<Company> {
		const server = await platform(startYunzhijia({ seed: (state) => seedTeam(state, 5) }));
		const [id] = server.state.people.keys();
		const change = () => {
			changesIn(server.state).updates(id, { jobTitle: '首席顾问' });
			return { id, event: 'person.changed', changedFields: ['jobTitle'] };
		};
		return { server, change };
	},
	async weaverE10(): Promise<Company> {
		const server = await platform(startWeaverE10({ seed: seedWeaver }));
		const [[id, employee]] = server.state.employees;
		const change = () => {
			employee.username = '新名字';
			return { id, event: 'employee.changed', changedFields: ['username'] };
		};
		return { server, change };
	},
};

const PLATFORMS = Object.keys(COMPANIES) as Array<keyof typeof COMPANIES>;

async function watching(n8n: N8n, name: keyof typeof COMPANIES) {
	const company = await COMPANIES[name]();
	const recorder = await startRecorder();
	onTestFinished(recorder.stop);
	const { credential: data } = company.server;
	const credential = await n8n.createCredential(`${name}Api`, 'Polling', data);
	const nodes = [pollingTrigger(name), recorder.node];
	const { id } = await n8n.createWorkflow(inARow('Polling', nodes), [credential]);
	return { ...company, recorder, id };
}

test.for(PLATFORMS)('%s: what changed between two polls is told once', async (name, { n8n }) => {
	const { server, change, recorder, id } = await watching(n8n, name);
	await n8n.activate(id);
	onTestFinished(async () => await n8n.deactivate(id));
	const again = async () => {
		await n8n.deactivate(id);
		server.requests.length = 0;
		await n8n.activate(id);
		expect(server.requests).not.toEqual([]);
	};
	await again();
	expect(await n8n.executions(id)).toEqual([]);

	const told = change();
	await again();
	await waitFor('the change', 30, async () => recorder.items.length || undefined);
	await again();
	await again();
	expect(recorder.items).toMatchObject([told]);
	const [{ id: execution }, ...others] = await n8n.executions(id);
	expect(others).toEqual([]);
	// The recorder has the item before the execution is over.
	expect(await n8n.waitForExecution(execution)).toMatchObject({
		mode: 'trigger',
		status: 'success',
	});
});

test.for(PLATFORMS)('%s: a test step gives a few who are there', async (name, { n8n }) => {
	const { recorder, id } = await watching(n8n, name);
	const { status } = await n8n.waitForExecution(await n8n.runWorkflow(id, 'Polling'));
	expect(status).toBe('success');
	expect(recorder.items).toHaveLength(3);
	for (const item of recorder.items) expect(item.after).not.toBeNull();
});
