/**
 * Takes the README's picture, docs/workflow.png: the nightly sync in the editor after a run.
 *
 *     npm run pack && node tools/ready.mjs --demo node test/n8n/screenshot.ts
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startN8n } from '../../demo/n8n.ts';
import type { N8n } from '../../demo/n8n.ts';
import { ROSTER_FOLDER } from '../../demo/roster.ts';
import { seedWeaverE10, seedYunzhijia } from '../../demo/sync/before.ts';
import { startHippius, startWeaverE10, startYunzhijia } from '../platforms/index.ts';
import { canvasNode, launchBrowser, logIn, openWorkflow } from './browser/browser.ts';
import type { Page } from './browser/browser.ts';
import { packedTarball } from './package.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const WORKFLOW = path.join(ROOT, 'examples/nightly-sync.json');
const PICTURE = path.join(ROOT, 'docs/workflow.png');
/** By hand it would ask. */
const AT_NIGHT = 'Every Night at 2:30';
const RUN_TIMEOUT_MS = 300_000;
/** The canvas moves to its new size. */
const ZOOM_MS = 1000;

/** Of the canvas only the workflow is in the picture, not the buttons that float above it. */
const STYLE = `
	[data-test-id="canvas-controls"], [data-test-id="canvas-node-toolbar"],
	[data-test-id^="execute-workflow-button"], .el-notification
	{ visibility: hidden !important; }
`;
const MARGIN = 24;

/** The rectangle around all nodes and notes. */
async function boundsOfWorkflow(page: Page) {
	const nodes = await page.locator('.vue-flow__node').all();
	const boxes = (await Promise.all(nodes.map((node) => node.boundingBox()))).filter(
		(box) => box !== null,
	);
	const x = Math.min(...boxes.map((box) => box.x)) - MARGIN;
	const y = Math.min(...boxes.map((box) => box.y)) - MARGIN;
	const right = Math.max(...boxes.map((box) => box.x + box.width)) + MARGIN;
	const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + MARGIN;
	return { x, y, width: right - x, height: bottom - y };
}

async function takePicture(n8n: N8n, workflowId: string): Promise<void> {
	const browser = await launchBrowser();
	try {
		const context = await logIn(browser, n8n, { width: 2600, height: 1300 });
		const page = await context.newPage();
		await openWorkflow(page, n8n, workflowId);
		const trigger = canvasNode(page, AT_NIGHT);
		await trigger.hover();
		await trigger.getByTestId(`execute-workflow-button-${AT_NIGHT}`).click();
		for (const name of ['Remember', 'Not Done', 'Message'])
			await canvasNode(page, name)
				.getByTestId('canvas-node-status-mark-success')
				.waitFor({ timeout: RUN_TIMEOUT_MS });
		await page.addStyleTag({ content: STYLE });
		await page.getByTestId('zoom-to-fit').click({ force: true });
		await page.mouse.move(0, 0);
		await sleep(ZOOM_MS);
		await page.screenshot({ path: PICTURE, clip: await boundsOfWorkflow(page) });
	} finally {
		await browser.close();
	}
}

const userFolder = await mkdtemp(path.join(tmpdir(), 'orgsync-picture-'));
const yunzhijia = await startYunzhijia({
	seed(state) {
		seedYunzhijia(state);
		// None that would have to go: too many of them for a sync that nobody approves.
		state.partTimeJobs.clear();
	},
});
const weaverE10 = await startWeaverE10({ seed: seedWeaverE10 });
const hippius = await startHippius();
const packageTarball = await packedTarball();
const n8n = await startN8n({ userFolder, packageTarball, filesFolder: ROSTER_FOLDER });
try {
	const { id } = await n8n.importWorkflow(WORKFLOW, [
		await n8n.createCredential('yunzhijiaApi', 'Yunzhijia', yunzhijia.credential),
		await n8n.createCredential('weaverE10Api', 'Weaver E10', weaverE10.credential),
		await n8n.createCredential('hippiusApi', 'Hippius', hippius.credential),
	]);
	await takePicture(n8n, id);
} finally {
	await n8n.stop();
	for (const { stop } of [yunzhijia, weaverE10, hippius]) await stop();
	await rm(userFolder, { recursive: true, force: true });
}
