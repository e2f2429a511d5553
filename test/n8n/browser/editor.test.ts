/** A person's way through the editor, in a real browser. Screenshots: test/output/screenshots. */
import { expect } from 'vitest';
import { startHippius, startWeaverE10, startYunzhijia } from '../../platforms/index.ts';
import type { TestPlatform } from '../../platforms/index.ts';
import {
	canvasNode,
	closeCredential,
	closeNode,
	credentialFormRows,
	english,
	field,
	hintAt,
	nodeForm,
	nodeFormRows,
	openNode,
	openWorkflow,
} from './browser.ts';
import { openPage, shoot } from './pages.ts';
import { platform, test, tokensOf } from '../fixtures.ts';
import { inARow, ours, runNow } from '../workflows.ts';

test('a node is added, filled in and executed', async ({ n8n, browser }) => {
	const hippius = await platform(startHippius());
	const { id: chosen } = await n8n.createCredential('hippiusApi', 'Browser', hippius.credential);
	await n8n.createCredential('hippiusApi', 'Newest', { ...hippius.credential, corpSecret: 'no' });
	const { id } = await n8n.createWorkflow(inARow('Browser', [runNow]));
	const page = await openPage(browser);
	await openWorkflow(page, n8n, id);

	await page.getByTestId('canvas-handle-plus').click();
	await page.getByTestId('node-creator-search-bar').fill('海马汇');
	const choices = page.getByTestId('node-creator-item-name');
	await choices.getByText('Hippius', { exact: true }).click();
	await expect
		.poll(async () => (await choices.allInnerTexts()).map(english))
		.toEqual([
			'Create department',
			'Create or update department',
			'Delete department',
			'Update department',
			'Create employee',
			'Create or update employee',
			'Update employee',
			'Create position',
			'Create or update position',
			'Update position',
		]);
	await shoot(page, 'actions');
	const action = 'Create or update department (创建或修改部门)';
	await choices.getByText(action).click();

	await nodeForm(page).waitFor();
	await expect
		.poll(async () => (await nodeFormRows(page)).slice(1))
		.toEqual([
			['Resource', 'Department (部门)'],
			['Operation', expect.stringMatching(/^Create or Update \(/)],
			['Department Code', 'e.g. FIN01'],
			['Department Name', 'e.g. 财务部'],
			['Order', 'e.g. 10'],
			['Additional Fields', ''],
			['Options', ''],
		]);
	expect(await hintAt(page, 'unitCode')).toContain('capital letters');
	await shoot(page, 'hint');

	await page.getByTestId('node-credentials-select').click();
	await page.getByTestId(`node-credentials-select-item-${chosen}`).click();
	await field(page, 'unitCode').fill('BROWSER01');
	await field(page, 'unitName').fill('浏览器部');
	await field(page, 'orderSeq').fill('10');
	await expect.poll(async () => (await nodeFormRows(page))[0]).toEqual(['Credential', 'Browser']);
	await shoot(page, 'filled in');
	await closeNode(page);

	await page.getByTestId('execute-workflow-button').click();
	await canvasNode(page, action).getByTestId('canvas-node-status-mark-success').waitFor();
	await shoot(page, 'executed');
	expect([...hippius.state.departments.values()]).toEqual([
		{ unitCode: 'BROWSER01', unitName: '浏览器部', orderSeq: '10' },
	]);

	await openNode(page, action);
	const output = page.getByTestId('output-panel');
	await output.getByTestId('node-run-status-success').waitFor();
	await shoot(page, 'output');
	await expect
		.poll(async () => await output.getByRole('row').allInnerTexts())
		.toEqual([
			expect.stringMatching(/unitCode\s+unitName\s+orderSeq/),
			expect.stringMatching(/BROWSER01\s+浏览器部\s+10/),
		]);
});

interface Shown {
	type: Parameters<typeof ours>[0];
	start: () => Promise<TestPlatform<unknown>>;
	parameters: Record<string, unknown>;
	/** Below the credential, before anything is filled in. */
	form: unknown[][];
	/** A word of the hint at this field. */
	hint: { at: string; says: string };
	/** Below the Base URL. */
	dialog: unknown[][];
}

const SHOWN: Shown[] = [
	{
		type: 'hippius',
		start: async () => await startHippius(),
		parameters: { resource: 'employee', operation: 'upsert' },
		form: [
			['Resource', expect.stringMatching(/^Employee \(/)],
			['Operation', expect.stringMatching(/^Create or Update \(/)],
			['Employee Number', 'e.g. HIPS001'],
			['Name', 'e.g. 张伟'],
			['Gender', 'Male (男)'],
			['Status', 'Employed (在职)'],
			['Assignments From', 'Define Below'],
			['Assignments', ''],
			['Department Code', 'e.g. FIN01'],
			['Position Code', 'e.g. FIN0001'],
			['Primary Position', 'Yes (主岗位)'],
			['Custom Properties From', 'None'],
			['Additional Fields', ''],
			['Options', ''],
		],
		hint: { at: 'employeeNum', says: 'unique' },
		dialog: [
			['Corp ID *', 'hippius-test-corp'],
			['Corp Secret *', '•'],
			['Edition', expect.stringMatching(/^Classic/)],
			['Token Placement', 'Query (access_token)'],
			['Sign-In Placement', 'Form'],
			['Ignore SSL Issues', 'off'],
		],
	},
	{
		type: 'yunzhijia',
		start: async () => await startYunzhijia(),
		parameters: { resource: 'partTimeJob', operation: 'add' },
		form: [
			['Resource', expect.stringMatching(/^Part-Time Job \(/)],
			['Operation', expect.stringMatching(/^Add \(/)],
			['Person', 'Choose a person…'],
			['Department', 'Choose a department…'],
			['Job Title', 'e.g. 项目顾问'],
			['Additional Fields', ''],
			['Options', ''],
		],
		hint: { at: 'jobTitle', says: 'joined by a comma' },
		dialog: [
			['EID *', '10205'],
			['Secret *', '•'],
			['Callback Token', '•'],
			['Ignore SSL Issues', 'off'],
		],
	},
	{
		type: 'weaverE10',
		start: async () => await startWeaverE10(),
		parameters: { resource: 'share', operation: 'sync' },
		form: [
			['Resource', expect.stringMatching(/^Share \(/)],
			['Operation', expect.stringMatching(/^Sync \(/)],
			['Share Type', expect.stringMatching(/^External Contact Card/)],
			['Action', expect.stringMatching(/^Share/)],
			['Source ID', 'e.g. 969434849612546059'],
			['Target Type', 'Person (人员)'],
			['Target', 'Choose…'],
			['Additional Fields', ''],
			['Options', ''],
		],
		hint: { at: 'targetType', says: 'shared with' },
		dialog: [
			['Corp ID *', '4e8f1f7c9a2b4d6e'],
			['App Key *', 'weaver-test-app'],
			['App Secret *', '•'],
			['Token Placement', 'Body (access_token)'],
			['Extra Headers', '•'],
			['Ignore SSL Issues', 'off'],
		],
	},
];

test('forms and credential dialogs say what to fill in', async ({ n8n, browser }) => {
	const servers = await Promise.all(SHOWN.map(async ({ start }) => await platform(start())));
	const credentials = await Promise.all(
		SHOWN.map(
			async ({ type }, at) =>
				await n8n.createCredential(`${type}Api`, `${type} shown`, servers[at].credential),
		),
	);
	const nodes = SHOWN.map(({ type, parameters }) => ours(type, type, parameters));
	const { id } = await n8n.createWorkflow(inARow('Forms', [runNow, ...nodes]), credentials);
	const page = await openPage(browser);
	await openWorkflow(page, n8n, id);

	for (const [at, { type, form, hint, dialog }] of SHOWN.entries()) {
		await openNode(page, type);
		// The editor draws the entries of a collection after the form itself.
		await expect
			.poll(async () => await nodeFormRows(page))
			.toEqual([['Credential', `${type} shown`], ...form]);
		expect(await hintAt(page, hint.at)).toContain(hint.says);
		await shoot(page, `form of ${type}`);

		await page.getByTestId('credential-edit-button').click();
		await page.getByTestId('credentials-config-container-test-success').waitFor();
		await shoot(page, `credential of ${type}`);
		await expect
			.poll(async () => await credentialFormRows(page))
			.toEqual([
				['Base URL *', servers[at].url],
				...dialog,
				['Allowed HTTP Request Domains', 'All'],
			]);
		const content = await page.content();
		expect(tokensOf(servers[at]).filter((token) => content.includes(token))).toEqual([]);
		await closeCredential(page);
		await closeNode(page);
	}
});
