/**
 * Takes the pictures of the documents, docs/pictures: the real editor with test platforms behind it.
 *
 *     npm run pictures
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startMailServer } from '../../demo/mail.ts';
import { startN8n } from '../../demo/n8n.ts';
import type { Credential, N8n } from '../../demo/n8n.ts';
import { waitFor } from '../../demo/n8n-process.ts';
import { seedWeaverE10 } from '../../demo/sync/before.ts';
import { workbookOf } from '../../demo/workbook.ts';
import { startWeaverE10, startYunzhijia } from '../platforms/index.ts';
import { seed } from './browser/before-hr.ts';
import {
	canvasNode,
	launchBrowser,
	logIn,
	nodeForm,
	openNode,
	openWorkflow,
	outputPanel,
	outputTab,
} from './browser/browser.ts';
import type { Locator } from 'playwright-core';
import type { BrowserContext, Page } from './browser/browser.ts';
import { exampleIn } from './examples/example.ts';
import { packedTarball } from './package.ts';
import {
	connected,
	inARow,
	ours,
	runNow,
	SYNC_INPUTS,
	tableOf,
	yunzhijiaSync,
} from './workflows.ts';

const PICTURES = path.join(import.meta.dirname, '../../docs/pictures');
const pictureOf = (name: string) => path.join(PICTURES, `${name}.png`);

/** A form as wide as at a large screen, and whole. */
const FORM = { width: 1800, height: 1500 };
/** More says nothing more. */
const MOST = { width: 1280, height: 1200 };
const MARGIN = 16;
/** A table beside the form. */
const TABLE = { width: 2400, height: 1300 };
/** What floats above it, and the columns with all details, which make rows tall. */
const STYLE = `
	.el-notification, [data-test-id="output-panel"] :is(th, td):nth-child(n + 8)
	{ display: none !important; }
`;
const PAGE = { width: 1200, height: 800 };
const MAIL = { width: 640, height: 800 };
/** Examples on the canvas, in a window that is large enough to read them. */
const CANVASES = {
	'nightly-postgresql-yunzhijia': { width: 1600, height: 800 },
	'nightly-sync': { width: 2700, height: 1050 },
};

/** HR's tables: somebody moved, somebody new, another title, and a department that nobody knows. */
const DEPARTMENTS = [
	{ 部门编码: 'S', 部门名称: '销售中心', 上级部门编码: '' },
	{ 部门编码: 'S1', 部门名称: '华北区', 上级部门编码: 'S' },
	{ 部门编码: 'S2', 部门名称: '华东区', 上级部门编码: 'S' },
	{ 部门编码: 'R', 部门名称: '研发中心', 上级部门编码: '' },
	{ 部门编码: 'R1', 部门名称: '测试组', 上级部门编码: 'R' },
];
const PEOPLE = [
	{ 姓名: '张伟', 工号: 'J001', 手机号: '13900000001', 部门编码: 'S2', 职位: '专员' },
	{ 姓名: '王芳', 工号: 'J002', 手机号: '13900000002', 部门编码: 'S2', 职位: '经理' },
	{ 姓名: '李娜', 工号: 'J003', 手机号: '13900000003', 部门编码: 'R', 职位: '高级工程师' },
	{ 姓名: '刘洋', 工号: 'J004', 手机号: '13900000004', 部门编码: 'R1', 职位: '工程师' },
	{ 姓名: '赵敏', 工号: 'J006', 手机号: '13900000006', 部门编码: 'M', 职位: '专员' },
];

const SYNC = 'Yunzhijia Sync';

/** A table above the other, both into the sync; the other nodes stand below. */
async function workflowOfForms(n8n: N8n, credentials: Credential[]): Promise<string> {
	const tables = Object.entries({ Departments: DEPARTMENTS, People: PEOPLE });
	const nodes = [
		runNow,
		...tables.flatMap(([name, rows]) => tableOf(name, rows)),
		yunzhijiaSync(SYNC, {}),
		ours('yunzhijia', 'Yunzhijia', { resource: 'person', operation: 'upsert' }),
		ours('weaverE10', 'Weaver E10', {
			...{ resource: 'employee', operation: 'upsert' },
			fields: { mappingMode: 'defineBelow', value: {} },
		}),
	];
	const links = tables.flatMap(([name]) => [
		{ from: runNow.name, to: `${name} List` },
		{ from: `${name} List`, to: name },
		{ from: name, to: SYNC, input: SYNC_INPUTS.indexOf(name) },
	]);
	const { id } = await n8n.createWorkflow(connected('Pictures', nodes, links), credentials);
	return id;
}

/** The box down to the last of what is in it, without the empty place below. */
async function shootDownTo(page: Page, box: Locator, contents: Locator, name: string) {
	const { x, y, width } = (await box.boundingBox())!;
	const boxes = await Promise.all((await contents.all()).map((each) => each.boundingBox()));
	const bottom = Math.max(...boxes.map((each) => (each ? each.y + each.height : 0)));
	await page.screenshot({
		path: pictureOf(name),
		clip: {
			...{ x, y, width: Math.min(width, MOST.width) },
			height: Math.min(bottom + MARGIN - y, MOST.height),
		},
	});
}

async function shootForm(page: Page, n8n: N8n, id: string, node: string, name: string) {
	await page.setViewportSize(FORM);
	await openWorkflow(page, n8n, id);
	await openNode(page, node);
	const form = nodeForm(page);
	const mapper = form.getByTestId('mapping-fields-container');
	if (node === 'Weaver E10') await mapper.locator('label').first().waitFor();
	const credential = form.getByTestId('node-credentials-select').locator('input').first();
	await waitFor(
		'the credential to be shown',
		30,
		async () => (await credential.inputValue()) || undefined,
	);
	await page.mouse.move(0, 0);
	await shootDownTo(
		page,
		form,
		form.locator('label, button, input').filter({ visible: true }),
		name,
	);
}

async function shootTable(page: Page, name: string) {
	await page.mouse.move(0, 0);
	await shootDownTo(page, outputPanel(page), outputPanel(page).getByRole('row'), name);
}

async function shootPlan(page: Page, n8n: N8n, id: string) {
	await page.setViewportSize(TABLE);
	await openWorkflow(page, n8n, id);
	await page.getByTestId('execute-workflow-button').click();
	await canvasNode(page, SYNC).getByTestId('canvas-node-status-mark-success').waitFor();
	await openNode(page, SYNC);
	await page.addStyleTag({ content: STYLE });
	await outputPanel(page).getByRole('cell').filter({ hasText: '张伟' }).first().waitFor();
	await shootTable(page, 'plan');
	await outputTab(page, 'Summary').click();
	await outputPanel(page).getByRole('cell').filter({ hasText: 'person' }).first().waitFor();
	await shootTable(page, 'summary');
}

async function shootPanel(page: Page, n8n: N8n) {
	await page.setViewportSize(PAGE);
	await page.goto(`${n8n.url}/workflow/new`);
	await page.getByTestId('canvas-add-button').getByRole('button').first().click();
	await page.getByTestId('node-creator-search-bar').waitFor();
	await page.keyboard.type('云之家');
	const offered = page.getByTestId('node-creator-item-name');
	await offered.filter({ hasText: SYNC }).first().waitFor();
	await shootDownTo(
		page,
		page.getByTestId('node-creator'),
		page.getByTestId('item-iterator-item'),
		'panel',
	);
}

async function shootCredential(page: Page, n8n: N8n, { id }: Credential) {
	await page.setViewportSize({ ...PAGE, height: 1100 });
	await page.goto(`${n8n.url}/home/credentials/${id}`);
	await page.getByTestId('credentials-config-container-test-success').waitFor();
	await page.mouse.move(0, 0);
	await page.getByTestId('editCredential-modal').screenshot({ path: pictureOf('credential') });
}

/** In a workflow of its own: a button that says Execute runs one trigger only. */
async function shootTrigger(page: Page, n8n: N8n, credentials: Credential[]) {
	const trigger = {
		...ours('yunzhijia', 'Yunzhijia Trigger', {}),
		...{ type: 'n8n-nodes-orgsync.yunzhijiaTrigger', webhookId: 'pictures' },
	};
	const { id } = await n8n.createWorkflow(inARow('Trigger', [trigger]), credentials);
	await page.setViewportSize({ width: 1280, height: 900 });
	await openWorkflow(page, n8n, id);
	await openNode(page, 'Yunzhijia Trigger');
	await page.getByText('open the URL in a browser').first().waitFor();
	await page.mouse.move(0, 0);
	await page.getByTestId('ndv').screenshot({ path: pictureOf('trigger') });
}

/** The mail that asks, some moments after the upload. */
async function shootApproval(page: Page, n8n: N8n, credentials: Credential[]) {
	const post = await startMailServer();
	const { id } = await n8n.createWorkflow(await exampleIn('spreadsheet-upload.json'), [
		...credentials,
		await n8n.createCredential('smtp', 'SMTP', post.credential),
	]);
	await n8n.activate(id);
	const workbook = workbookOf({ 部门: DEPARTMENTS, 人员: PEOPLE });
	await n8n.answerForm(n8n.formUrl('roster-upload'), [
		new File([new Uint8Array(workbook)], 'roster.xlsx'),
	]);
	const { html } = await waitFor('the mail to the approver', 60, async () => post.mails[0]);
	await post.stop();
	await page.setViewportSize(MAIL);
	await page.setContent(html);
	await page
		.locator('table table')
		.first()
		.screenshot({ path: pictureOf('approval') });
}

/** What stands on the canvas, without what n8n has around it. */
async function shootCanvas(page: Page, n8n: N8n, example: string, size: typeof PAGE) {
	const { id } = await n8n.createWorkflow(await exampleIn(`${example}.json`), []);
	await page.setViewportSize(size);
	await openWorkflow(page, n8n, id);
	await page.keyboard.press('1');
	const nodes = page.locator('.vue-flow__node');
	const around = async () => {
		const boxes = await Promise.all((await nodes.all()).map((each) => each.boundingBox()));
		const seen = boxes.filter((box) => box !== null);
		const x = Math.min(...seen.map((box) => box.x)) - MARGIN;
		const y = Math.min(...seen.map((box) => box.y)) - MARGIN;
		const right = Math.max(...seen.map((box) => box.x + box.width)) + MARGIN;
		const bottom = Math.max(...seen.map((box) => box.y + box.height)) + MARGIN;
		return { x, y, width: right - x, height: bottom - y };
	};
	let clip = await around();
	await waitFor('the canvas to stand still', 30, async () => {
		const before = clip;
		clip = await around();
		return JSON.stringify(clip) === JSON.stringify(before) || undefined;
	});
	await page.screenshot({ path: pictureOf(example), clip });
}

async function takePictures(browser: BrowserContext, n8n: N8n, credentials: Credential[]) {
	const [yunzhijia] = credentials;
	const page = await browser.newPage();
	const forms = await workflowOfForms(n8n, credentials);
	await shootPanel(page, n8n);
	await shootCredential(page, n8n, yunzhijia);
	await shootForm(page, n8n, forms, 'Yunzhijia', 'person-form');
	await shootForm(page, n8n, forms, 'Weaver E10', 'weaver-form');
	await shootForm(page, n8n, forms, SYNC, 'sync-form');
	await shootPlan(page, n8n, forms);
	await shootTrigger(page, n8n, credentials);
	await shootApproval(page, n8n, credentials);
	for (const [example, size] of Object.entries(CANVASES))
		await shootCanvas(page, n8n, example, size);
}

await mkdir(PICTURES, { recursive: true });
const userFolder = await mkdtemp(path.join(tmpdir(), 'orgsync-pictures-'));
const yunzhijia = await startYunzhijia({ seed });
const weaverE10 = await startWeaverE10({ seed: seedWeaverE10 });
const n8n = await startN8n({ userFolder, packageTarball: await packedTarball() });
const browser = await launchBrowser();
try {
	await takePictures(await logIn(browser, n8n), n8n, [
		await n8n.createCredential('yunzhijiaApi', 'Yunzhijia 云之家', yunzhijia.credential),
		await n8n.createCredential('weaverE10Api', 'Weaver E10 泛微', weaverE10.credential),
	]);
} finally {
	await browser.close();
	await n8n.stop();
	for (const { stop } of [yunzhijia, weaverE10]) await stop();
	await rm(userFolder, { recursive: true, force: true });
}
