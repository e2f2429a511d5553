/**
 * How many clicks it takes a person who starts with nothing: counted, printed, and limited. What is
 * offered first in a list is taken by Enter, which ends the typing.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { expect } from 'vitest';
import { addDepartment, addPerson, startYunzhijia } from '../../platforms/index.ts';
import type { YunzhijiaState } from '../../platforms/index.ts';
import { loadPackage } from '../../workflow/engine/engine.ts';
import type { N8n } from '../../../demo/n8n.ts';
import { canvasNode, creatorItem, handle, nodeForm, outputPanel, outputRows } from './browser.ts';
import type { Page } from './browser.ts';
import { Hand } from './hand.ts';
import { openPage, shoot } from './pages.ts';
import { platform, test } from '../fixtures.ts';
import { SYNC_INPUTS } from '../workflows.ts';

const { loader } = await loadPackage();
const descriptionOf = (node: string) =>
	loader.nodeTypes[node].type.description as INodeTypeDescription;

/** What the node panel calls an operation. */
const actionOf = (node: string, resource: string, operation: string): string => {
	const choice = descriptionOf(node).properties.find(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions?.show?.resource?.[0] === resource,
	);
	const options = choice!.options as INodePropertyOptions[];
	return options.find(({ value }) => value === operation)!.action!;
};

const PEOPLE_INPUT = SYNC_INPUTS.indexOf('People');
const TRIGGER = 'When clicking ‘Execute workflow’';

const firstStep = (page: Page) => page.getByTestId('canvas-add-button').getByRole('button').first();

async function emptyCanvas(page: Page, n8n: N8n): Promise<Hand> {
	await page.goto(`${n8n.url}/workflow/new`);
	await firstStep(page).waitFor();
	return new Hand(page);
}

/** Takes what the panel offers first, which must be this. */
async function takeFirst(page: Page, hand: Hand, ...names: string[]): Promise<void> {
	for (const name of names) {
		const offered = page.getByTestId('node-creator-item-name').first();
		await expect.poll(async () => await offered.innerText()).toContain(name);
		await hand.enter(offered);
	}
}

async function close(page: Page, hand: Hand): Promise<void> {
	await hand.click('close', page.getByTestId('ndv-close-button'));
	await nodeForm(page).waitFor({ state: 'hidden' });
}

async function chooseCredential(page: Page, hand: Hand, name: string): Promise<void> {
	await hand.click('Credential', page.getByTestId('node-credentials-select'));
	const item = page.getByTestId(/^node-credentials-select-item-/).getByText(name, { exact: true });
	await hand.click(name, item);
}

function seed(state: YunzhijiaState): void {
	addDepartment(state, 'd-sales', '销售中心');
	addPerson(state, {
		...{ openId: '580000000000000000000001', name: '张伟', orgId: 'd-sales', jobTitle: '专员' },
		...{ jobNo: 'J001', phone: '13900000001' },
	});
}

test('from an empty canvas to a first successful call', async ({ n8n, browser }) => {
	const yunzhijia = await platform(startYunzhijia({ seed }));
	await n8n.createCredential('yunzhijiaApi', 'First call', yunzhijia.credential);
	const page = await openPage(browser);
	const hand = await emptyCanvas(page, n8n);

	await hand.click('Add first step', firstStep(page));
	await hand.click('Trigger manually', creatorItem(page, 'Trigger manually'));
	await canvasNode(page, TRIGGER).waitFor();
	await hand.click('+ behind it', page.getByTestId('canvas-handle-plus'));
	await hand.search('云之家');
	const node = descriptionOf('yunzhijia').displayName;
	await hand.click(node, creatorItem(page, node));
	const action = actionOf('yunzhijia', 'person', 'getAll');
	await hand.click(action, creatorItem(page, action));
	await nodeForm(page).waitFor();
	await chooseCredential(page, hand, 'First call');
	await hand.click('Execute step', page.getByTestId('node-execute-button'));
	await outputPanel(page).getByTestId('node-run-status-success').waitFor();
	await expect.poll(async () => (await outputRows(page)).length).toBe(1);
	await shoot(page, 'clicks first call');
	console.log(hand.told());
	expect((await outputRows(page))[0].name).toBe('张伟');
	expect(hand.clicks).toBeLessThanOrEqual(10);
});

const DEPARTMENTS = `部门编码,部门名称,上级部门编码
S,销售中心,
S1,华北区,S
R,研发中心,
`;
const PEOPLE = `姓名,工号,手机号,部门,职位
张伟,J001,13900000001,销售中心\\华北区,专员
王芳,J002,13900000002,研发中心,经理
`;

test('from an empty canvas to a first plan from a Chinese spreadsheet', async ({
	n8n,
	browser,
	filesFolder,
}) => {
	const yunzhijia = await platform(startYunzhijia({ seed }));
	await n8n.createCredential('yunzhijiaApi', 'First plan', yunzhijia.credential);
	const departments = path.join(filesFolder, '部门.csv');
	const people = path.join(filesFolder, '人员.csv');
	await writeFile(departments, DEPARTMENTS);
	await writeFile(people, PEOPLE);
	const page = await openPage(browser);
	const hand = await emptyCanvas(page, n8n);
	/** From the node panel, once it is open, to the rows of a file. */
	const table = async (file: string, take: (node: string, action: string) => Promise<void>) => {
		await hand.search('read file');
		await take('Read/Write Files from Disk', 'Read File(s) From Disk');
		await nodeForm(page).waitFor();
		await hand.click('File(s) Selector', page.getByTestId('parameter-input-fileSelector'));
		await hand.type(file);
		await close(page, hand);
		await hand.click('+ behind it', page.getByTestId('canvas-handle-plus').last());
		await hand.search('extract');
		await takeFirst(page, hand, 'Extract from File', 'Extract from CSV');
		await nodeForm(page).waitFor();
		await close(page, hand);
	};

	await hand.click('Add first step', firstStep(page));
	await table(departments, async (node, action) => {
		await takeFirst(page, hand, node);
		// A trigger to run it by hand comes with it.
		await hand.click(action, creatorItem(page, action));
	});
	await hand.click('+ behind it', page.getByTestId('canvas-handle-plus').last());
	await hand.search('云之家同步');
	const { displayName: sync } = descriptionOf('yunzhijiaSync');
	await takeFirst(page, hand, sync);
	await hand.click('Add to workflow', page.getByRole('button', { name: 'Add to workflow' }));
	await nodeForm(page).waitFor();
	await chooseCredential(page, hand, 'First plan');
	await close(page, hand);

	const trigger = canvasNode(page, TRIGGER);
	const { x, y } = (await trigger.boundingBox())!;
	await hand.dragAway('from the trigger to below it', handle(page, 'output', TRIGGER), x, y + 250);
	await table(people, async (...names) => await takeFirst(page, hand, ...names));
	await hand.press('1', 'see all');
	await hand.drag(
		'from the people to the input People',
		handle(page, 'output', 'Extract from File1'),
		handle(page, 'input', sync, PEOPLE_INPUT),
	);
	await shoot(page, 'clicks first plan on the canvas');
	await hand.click('Execute workflow', page.getByTestId('execute-workflow-button'));
	await canvasNode(page, sync).getByTestId('canvas-node-status-mark-success').waitFor();
	await hand.click(`${sync}, twice`, canvasNode(page, sync), 2);
	await outputPanel(page).getByTestId('node-run-status-success').waitFor();
	await expect.poll(async () => (await outputRows(page)).length).toBe(4);
	await shoot(page, 'clicks first plan');
	console.log(hand.told());
	expect((await outputRows(page)).map(({ key, action }) => [key, action])).toEqual([
		['销售中心\\华北区', 'create'],
		['研发中心', 'create'],
		['J001', 'move'],
		['J002', 'create'],
	]);
	expect(hand.clicks).toBeLessThanOrEqual(20);
});

test('from nothing to a credential that is saved and tested', async ({ n8n, browser }) => {
	const yunzhijia = await platform(startYunzhijia());
	const { baseUrl, eid, secret } = yunzhijia.credential as Record<string, string>;
	const { displayName } = loader.credentialTypes.yunzhijiaApi.type;
	const page = await openPage(browser);
	await page.goto(`${n8n.url}/home/credentials`);
	const hand = new Hand(page);

	await hand.click('Create credential', page.getByTestId('add-resource-credential'));
	await page.getByTestId('new-credential-type-select').waitFor();
	await hand.type('yunzhijia');
	const offered = page.getByTestId('new-credential-type-select-option');
	await expect.poll(async () => await offered.allInnerTexts()).toEqual([displayName]);
	await hand.enter(offered);
	await hand.click('Continue', page.getByTestId('new-credential-type-button'));
	const dialog = page.getByTestId('editCredential-modal');
	await dialog.waitFor();
	// They are the first three, in this order.
	for (const [at, [name, value]] of Object.entries({ baseUrl, eid, secret }).entries()) {
		const parameter = dialog.getByTestId('credential-connection-parameter').nth(at);
		const input = parameter.locator('input').first();
		// What is there is to be replaced, and so selected as a whole.
		await hand.click(name, input, (await input.inputValue()) === '' ? 1 : 3);
		await hand.paste(name, value);
	}
	await hand.click('Save', page.getByTestId('credential-save-button').getByRole('button'));
	await page.getByTestId('credentials-config-container-test-success').waitFor();
	await shoot(page, 'clicks credential');
	console.log(hand.told());
});
