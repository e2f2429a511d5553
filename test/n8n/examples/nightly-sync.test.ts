/** Three tables, three platforms; npm start looks at its nights more closely. */
import { expect } from 'vitest';
import { differences } from '../../../demo/sync/check.ts';
import { YES } from '../../../demo/sync/job.ts';
import { statesOf } from '../../../demo/sync/pictures.ts';
import { readTables } from '../../../demo/sync/tables.ts';
import { test } from '../fixtures.ts';
import { exampleOf, expectSuccess } from './example.ts';
import { startAllThree } from './roster.ts';

const AT_NIGHT = 'Every Night at 2:30';

test('what is approved by hand is done on all three, and the next night finds nothing to do', async ({
	n8n,
	filesFolder,
}) => {
	const { platforms, install } = await startAllThree(n8n, filesFolder);
	const id = await install(await exampleOf(import.meta.filename));
	const before = statesOf(platforms);
	const byHand = await n8n.runWorkflow(id, 'Run Now');
	const { url } = await n8n.waitForForm(byHand);
	expect(statesOf(platforms)).toEqual(before);
	const page = await n8n.readForm(url);
	for (const platform of ['Yunzhijia', 'Weaver E10', 'Hippius'])
		expect(page).toContain(`${platform}: a plan, nothing was changed (计划, 未改动)`);
	await n8n.answerForm(url, [YES]);
	expectSuccess(await n8n.waitForExecution(byHand));
	const after = statesOf(platforms);
	expect(differences(readTables(), before, after)).toEqual({
		yunzhijia: [],
		weaverE10: [],
		hippius: [],
	});

	// Each look-up can be tried in the demo.
	const { yunzhijia, weaverE10, hippius } = after;
	const people = [
		...[...yunzhijia.people.values()].map(({ jobNo, phone, email }) => [jobNo, phone, email]),
		...[...weaverE10.employees.values()].map((each) => [each.job_num, each.mobile, each.email]),
		...[...hippius.employees.values()].map((each) => [each.employeeNum, each.mobile, each.email]),
	];
	expect(people.filter((each) => each.some((value) => !value))).toEqual([]);

	expectSuccess(await n8n.waitForExecution(await n8n.runWorkflow(id, AT_NIGHT)));
	expect(statesOf(platforms)).toEqual(after);
});
