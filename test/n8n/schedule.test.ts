/** A schedule that fires on the real server, with a node of ours behind it. */
import { expect, onTestFinished } from 'vitest';
import { waitFor } from '../../demo/n8n-process.ts';
import { addDepartment, addPerson, startYunzhijia } from '../platforms/index.ts';
import type { YunzhijiaState } from '../platforms/index.ts';
import { platform, test } from './fixtures.ts';
import { byId, everySecond, inARow, ours } from './workflows.ts';

const openId = '580d9fa000b0911f84defd61';
const orgId = '6a1f0b0e-5d2f-11e6-8d3b-005056ac2c2b';

function seed(state: YunzhijiaState): void {
	addDepartment(state, 'main', '总部');
	addDepartment(state, orgId, '研发部');
	addPerson(state, { openId, name: '张伟', orgId: 'main', jobTitle: '工程师' });
}

test('a schedule fires again and again', async ({ n8n }) => {
	const yunzhijia = await platform(startYunzhijia({ seed }));
	const credential = await n8n.createCredential('yunzhijiaApi', 'Schedule', yunzhijia.credential);
	const set = ours('yunzhijia', 'Set', {
		resource: 'partTimeJob',
		operation: 'set',
		openId: byId(openId),
		orgId: byId(orgId),
		jobTitle: '项目顾问',
		additionalFields: {},
		options: {},
	});
	const workflow = inARow('Schedule', [everySecond, set]);
	const { id } = await n8n.createWorkflow(workflow, [credential]);
	await n8n.activate(id);
	onTestFinished(async () => await n8n.deactivate(id));

	const ended = await waitFor('two scheduled executions to end', 30, async () => {
		const executions = await n8n.executions(id);
		const over = executions.filter(({ stoppedAt }) => stoppedAt);
		return over.length >= 2 ? over : undefined;
	});
	expect(new Set(ended.map(({ mode, status }) => `${mode} ${status}`))).toEqual(
		new Set(['trigger success']),
	);
	const { data } = await n8n.execution(ended[0].id);
	expect(data.resultData.runData.Set[0].data?.main[0]).toMatchObject([
		{ json: { openId, orgId, jobTitle: '项目顾问' } },
	]);
	expect([...yunzhijia.state.partTimeJobs.values()]).toMatchObject([
		{ openId, orgId, jobTitle: '项目顾问' },
	]);
});
