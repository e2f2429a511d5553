/** The triggers as a person meets them in the editor. */
import { expect } from 'vitest';
import { addPerson, startYunzhijia, startWeaverE10 } from '../../platforms/index.ts';
import { nodeForm, nodeFormRows, openNode, openWorkflow } from './browser.ts';
import { cutTexts } from './cut.ts';
import { openPage, shoot } from './pages.ts';
import { platform, test } from '../fixtures.ts';
import { inARow } from '../workflows.ts';

const trigger = (name: string, type: string, parameters = {}, more = {}) => ({
	...{ name, type: `n8n-nodes-orgsync.${type}`, typeVersion: 1, parameters },
	...more,
});

test('Yunzhijia Trigger says where its address goes, and asks for little', async ({
	n8n,
	browser,
}) => {
	const yunzhijia = await platform(startYunzhijia());
	const credential = await n8n.createCredential('yunzhijiaApi', 'Trigger', yunzhijia.credential);
	const { id } = await n8n.createWorkflow(
		inARow('Trigger', [
			trigger('Events', 'yunzhijiaTrigger', {}, { webhookId: 'browser-trigger' }),
		]),
		[credential],
	);
	const page = await openPage(browser);
	await openWorkflow(page, n8n, id);
	await openNode(page, 'Events');

	await expect
		.poll(async () => await nodeFormRows(page))
		.toEqual([
			['Credential', 'Trigger'],
			['Events', expect.anything()],
			['Include Details', 'on'],
			['Accept Unsigned Events', 'off'],
			['Options', ''],
		]);
	// Notice and panel beside the form come when they have loaded.
	for (const says of [
		/管理中心 → 系统设置 → 系统集成 → 通讯录同步/,
		/A team has one URL only/,
		/Webhook URLs/i,
		/open the URL in a browser/,
	])
		await expect.poll(async () => await page.getByTestId('ndv').innerText()).toMatch(says);
	expect(await nodeForm(page).evaluate(cutTexts)).toEqual([]);
	await page.getByText('Webhook URLs').click();
	await expect
		.poll(
			async () => await page.locator('.webhook-url:visible, [class*="webhookUrl"]:visible').count(),
		)
		.toBeGreaterThan(0);
	await shoot(page, 'trigger yunzhijia');
});

test('polling triggers show what can be watched, and a test step gives a sample', async ({
	n8n,
	browser,
}) => {
	const yunzhijia = await platform(
		startYunzhijia({
			seed: (state) =>
				addPerson(state, { openId: 'p1', name: '王伟', orgId: '', jobTitle: '专员' }),
		}),
	);
	const weaver = await platform(startWeaverE10());
	const credentials = [
		await n8n.createCredential('yunzhijiaApi', 'Polling', yunzhijia.credential),
		await n8n.createCredential('weaverE10Api', 'Polling', weaver.credential),
	];
	const page = await openPage(browser);
	for (const [type, rows] of [
		[
			'yunzhijiaPollingTrigger',
			[
				['Watch', 'People (人员)'],
				['Emit Existing on First Poll', 'off'],
			],
		],
		[
			'weaverE10PollingTrigger',
			[
				['Watch', 'Employees (人员)'],
				['Fields to Compare', expect.anything()],
				['Emit Existing on First Poll', 'off'],
			],
		],
	] as const) {
		const { id } = await n8n.createWorkflow(inARow(type, [trigger('Polling', type)]), credentials);
		await openWorkflow(page, n8n, id);
		await openNode(page, 'Polling');
		// The form is drawn piece by piece.
		await expect
			.poll(async () => await nodeFormRows(page))
			.toEqual(expect.arrayContaining([...rows]));
		expect(await nodeForm(page).evaluate(cutTexts)).toEqual([]);
		await page.getByTestId('node-execute-button').click();
		const output = page.getByTestId('ndv-output-panel').or(page.getByTestId('output-panel'));
		await expect
			.poll(async () => await output.first().innerText())
			.toMatch(type === 'yunzhijiaPollingTrigger' ? /王伟/ : /sample/);
		await shoot(page, `trigger ${type}`);
	}
});
