/** A plan that somebody approves in a form. */
import { expect } from 'vitest';
import { seedYunzhijia } from '../../../demo/sync/before.ts';
import { YES } from '../../../demo/sync/job.ts';
import { startYunzhijia } from '../../platforms/index.ts';
import { platform, test } from '../fixtures.ts';
import { exampleOf, expectSuccess, given, withRoster } from './example.ts';

const MARKUP = '<img src=x';

test('the plan waits in a form, and the yes does exactly that', async ({ n8n, filesFolder }) => {
	const yunzhijia = await platform(startYunzhijia({ seed: seedYunzhijia }));
	const credential = await n8n.createCredential('yunzhijiaApi', 'Approval', yunzhijia.credential);
	const workflow = await exampleOf(import.meta.filename);
	await withRoster(workflow, filesFolder);
	const { id } = await n8n.createWorkflow(workflow, [credential]);
	const people = [...yunzhijia.state.people.values()];
	people.find(({ jobNo }) => jobNo === 'XQ0024')!.name = MARKUP;
	const before = structuredClone(yunzhijia.state);

	const declined = await n8n.runWorkflow(id, 'Run Now');
	await n8n.answerForm((await n8n.waitForForm(declined)).url, ['Do nothing 不执行']);
	expectSuccess(await n8n.waitForExecution(declined));
	expect(yunzhijia.state).toEqual(before);

	const executionId = await n8n.runWorkflow(id, 'Run Now');
	const { execution: waiting, url } = await n8n.waitForForm(executionId);
	expect(yunzhijia.state).toEqual(before);
	const page = await n8n.readForm(url);
	expect(page).toContain('Yunzhijia: a plan, nothing was changed (计划, 未改动)');
	// Whatever stands in a table is shown, and is no part of the page.
	expect(page).toContain(`name: ${MARKUP.replace('<', '＜')} → `);
	await n8n.answerForm(url, [YES]);
	const execution = await n8n.waitForExecution(executionId);
	expectSuccess(execution);
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
