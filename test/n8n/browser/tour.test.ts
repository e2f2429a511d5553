/**
 * A tour of all that the package shows in the editor: every operation, sync, trigger and credential.
 * Nothing may be cut, what is required is marked, and nothing else is complained of.
 * Pictures: test/output/screenshots/tour.
 */
import path from 'node:path';
import type { INodeTypeDescription } from 'n8n-workflow';
import { expect } from 'vitest';
import { startHippius, startWeaverE10, startYunzhijia } from '../../platforms/index.ts';
import { loadPackage } from '../../workflow/engine/engine.ts';
import type { Credential, N8n } from '../../../demo/n8n.ts';
import { openNodeByRoute, openWorkflow, nodeForm } from './browser.ts';
import type { BrowserContext, Page } from './browser.ts';
import { cutTexts } from './cut.ts';
import type { Cut } from './cut.ts';
import { openPage, SCREENSHOTS } from './pages.ts';
import { fieldsOf, isEmpty, viewsOf } from '../../workflow/engine/views.ts';
import type { View } from '../../workflow/engine/views.ts';
import { platform, test } from '../fixtures.ts';
import { inARow } from '../workflows.ts';

const TOUR = path.join(SCREENSHOTS, 'tour');
const WIDTH = 1400;
/** Most forms stand in it whole. */
const USUAL_HEIGHT = 1100;
/** What is above and below a form. */
const AROUND = 200;

/** The canvas behind the form would be drawn anew for each, with all its nodes. */
const STYLE = '.vue-flow { display: none !important; }';

interface Finding {
	what: string;
	where: string;
}

const findings: Finding[] = [];

const placeOf = ({ description, path: at }: View) =>
	[description.displayName, ...at.filter((each) => each !== 'as it opens')].join(' › ');

function noteCut(where: string, cuts: Cut[]) {
	for (const { text, missing } of cuts)
		findings.push({ what: `cut by ${missing} px: ${text}`, where });
}

/** One line for each finding, with all the places where it was met. */
function told(): string[] {
	const places = Map.groupBy(findings, ({ what }) => what);
	return [...places].map(
		([what, found]) =>
			`${what}\n    ${[...new Set(found.map(({ where }) => where))].join('\n    ')}`,
	);
}

const loaded = await loadPackage();
const descriptions = Object.values(loaded.loader.nodeTypes).map(
	({ type }) => type.description as INodeTypeDescription,
);
const views = descriptions.flatMap(viewsOf);

const nameOf = (view: View) => [view.description.name, ...view.path].join(' ');

async function workflowOf(n8n: N8n, shownViews: View[], credentials: Credential[]) {
	const nodes = shownViews.map((view, at) => ({
		name: nameOf(view),
		type: `${loaded.loader.packageName}.${view.description.name}`,
		typeVersion: 1,
		position: [(at % 10) * 200, Math.floor(at / 10) * 200] as [number, number],
		parameters: view.parameters as Record<string, unknown>,
		credentials: Object.fromEntries(
			(view.description.credentials ?? []).map(({ name }) => [name, { id: '', name: '' }]),
		),
	}));
	return await n8n.createWorkflow({ ...inARow('Tour', nodes), connections: {} }, credentials);
}

/** What the page says is drawn, and which of it n8n complains of. */
const drawnIn = (form: Element) => {
	const fields = [...form.querySelectorAll('[data-parameter-path^="parameters."]')];
	const pathOf = (field: Element) => field.getAttribute('data-parameter-path')!;
	const mapper = form.querySelector('[data-test-id="resource-mapper-container"]');
	return {
		drawn: fields.map(pathOf),
		complained: fields.filter((field) => field.closest('.has-issues')).map(pathOf),
		isLoading: mapper?.querySelector('[data-test-id="mapping-fields-container"] label') === null,
		height: form.scrollHeight,
	};
};

/** Columns that are taken from the item are not drawn. */
const drawsColumns = ({ parameters: { fields } }: View) =>
	(fields as { mappingMode?: string } | undefined)?.mappingMode === 'defineBelow';

/** Waits until the view's fields and columns are all there and nothing moves any more. */
async function settled(page: Page, view: View) {
	const form = nodeForm(page);
	const wanted = fieldsOf(view).map(({ at }) => at);
	let before = '';
	const seen = await form.evaluate(drawnIn);
	await expect
		.poll(
			async () => {
				Object.assign(seen, await form.evaluate(drawnIn));
				const now = JSON.stringify(seen);
				const isStill = now === before;
				before = now;
				const missing = wanted.filter((at) => !seen.drawn.includes(at));
				return { missing, isStill, isLoading: drawsColumns(view) && seen.isLoading };
			},
			{ message: nameOf(view) },
		)
		.toEqual({ missing: [], isStill: true, isLoading: false });
	return seen;
}

/** The names in the list of a select that is opened. */
async function openList(page: Page, name: string, where: string) {
	const select = page.getByTestId(`parameter-input-${name}`);
	await select.click();
	const list = page.locator('[role=listbox]:visible').last();
	await list.locator('[role=option]').first().waitFor();
	noteCut(`${where}, list of ${name}`, await list.evaluate(cutTexts));
	await select.click();
	await list.waitFor({ state: 'hidden' });
}

const listsSeen = new Set<string>();

/** The lists of Resource and Operation, where they are met first. */
async function openLists(page: Page, view: View) {
	const { resource } = view.parameters;
	if (!resource) return;
	const node = view.description.name;
	for (const [name, list] of [
		['resource', node],
		['operation', `${node} ${String(resource)}`],
	]) {
		if (listsSeen.has(list)) continue;
		listsSeen.add(list);
		await openList(page, name, placeOf(view));
	}
}

function compareMarks(view: View, complained: string[]) {
	const required = fieldsOf(view)
		.filter(({ property, value }) => property.required && isEmpty(value))
		.map(({ at }) => at);
	for (const at of required.filter((each) => !complained.includes(each)))
		findings.push({ what: `not marked as required: ${at}`, where: placeOf(view) });
	for (const at of complained.filter((each) => !required.includes(each)))
		findings.push({ what: `complained of, though untouched: ${at}`, where: placeOf(view) });
}

async function visit(page: Page, view: View) {
	const { complained, height: formHeight } = await settled(page, view);
	// Everything takes longer in a tall one: only where the form needs it.
	const height = Math.max(USUAL_HEIGHT, formHeight + AROUND);
	if (height !== page.viewportSize()!.height) await page.setViewportSize({ width: WIDTH, height });
	const form = nodeForm(page);
	noteCut(placeOf(view), await form.evaluate(cutTexts));
	const picture = path.join(TOUR, view.description.name, ...view.path);
	await form.screenshot({ path: `${picture}.jpg`, type: 'jpeg', quality: 80 });
	if (!view.isFresh) return;
	compareMarks(view, complained);
	await openLists(page, view);
}

async function listen(page: Page) {
	page.on('console', (message) => {
		if (message.type() === 'error') findings.push({ what: message.text(), where: 'console' });
	});
	page.on('pageerror', (error) => findings.push({ what: error.message, where: 'console' }));
}

async function tourThrough(browser: BrowserContext, n8n: N8n, credentials: Credential[]) {
	const { id } = await workflowOf(n8n, views, credentials);
	const page = await openPage(browser);
	await listen(page);
	await page.setViewportSize({ width: WIDTH, height: USUAL_HEIGHT });
	await openWorkflow(page, n8n, id);
	await page.addStyleTag({ content: STYLE });
	for (const [at, view] of views.entries()) {
		await openNodeByRoute(page, id, `node-${at}`, nameOf(view));
		await visit(page, view);
	}
	await page.setViewportSize({ width: WIDTH, height: USUAL_HEIGHT });
	for (const credential of credentials) await visitCredential(page, n8n, credential);
}

/** The dialog scrolls, so each of its fields is looked at by itself. */
async function visitCredential(page: Page, n8n: N8n, { id, name }: Credential) {
	await page.goto(`${n8n.url}/home/credentials/${id}`);
	await page.getByTestId('credentials-config-container-test-success').waitFor();
	const fields = page.getByTestId('credential-connection-parameter');
	expect(await fields.count(), name).toBeGreaterThan(3);
	for (const field of await fields.all())
		noteCut(`credential of ${name}`, await field.evaluate(cutTexts));
	const picture = path.join(TOUR, 'credentials', `${name}.jpg`);
	await page.getByTestId('editCredential-modal').screenshot({ path: picture, type: 'jpeg' });
}

test(
	'every form can be read, and marks what it requires',
	{ timeout: 420_000 },
	async ({ n8n, browser }) => {
		const credentials = [
			await n8n.createCredential(
				'hippiusApi',
				'Hippius',
				(await platform(startHippius())).credential,
			),
			await n8n.createCredential(
				'yunzhijiaApi',
				'Yunzhijia',
				(await platform(startYunzhijia())).credential,
			),
			await n8n.createCredential(
				'weaverE10Api',
				'Weaver E10',
				(await platform(startWeaverE10())).credential,
			),
		];
		const started = performance.now();
		await tourThrough(browser, n8n, credentials);
		console.log(`${views.length} views in ${((performance.now() - started) / 1000).toFixed(0)} s`);
		expect(told().join('\n'), 'what a person would stumble over').toBe('');
	},
);
