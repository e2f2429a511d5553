/** A real browser on the editor: Debian's Chromium, driven by playwright-core. */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { chromium, selectors } from 'playwright-core';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { N8n } from '../../../demo/n8n.ts';

export type { BrowserContext, Page } from 'playwright-core';

selectors.setTestIdAttribute('data-test-id');

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--disable-dev-shm-usage',
];

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

function installedChromium(): string {
	const folders = (process.env.PATH ?? '').split(path.delimiter);
	const found = folders
		.flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
		.find(isExecutable);
	if (found) return found;
	throw new Error(
		'Chromium is not installed: "apt-get install chromium fonts-noto-cjk" on Debian, ' +
			`or put one of ${NAMES.join(', ')} on the PATH`,
	);
}

export async function launchBrowser(): Promise<Browser> {
	return await chromium.launch({ executablePath: installedChromium(), args: FLAGS });
}

/** Logs the owner in by the form; gives the context in which all pages are logged in. */
export async function logIn(
	browser: Browser,
	{ url, owner }: N8n,
	viewport = { width: 1400, height: 1000 },
): Promise<BrowserContext> {
	const context = await browser.newContext({ viewport, locale: 'en-US', colorScheme: 'light' });
	const page = await context.newPage();
	await page.goto(`${url}/signin`);
	await page.locator('input[name=emailOrLdapLoginId]').fill(owner.email);
	await page.locator('input[type=password]').fill(owner.password);
	await page.getByTestId('form-submit-button').click();
	await page.waitForURL(/\/home\//);
	await page.close();
	return context;
}

export async function openWorkflow(page: Page, { url }: N8n, workflowId: string): Promise<void> {
	await page.goto(`${url}/workflow/${workflowId}`);
	await page.getByTestId('canvas-node').first().waitFor();
}

export const canvasNode = (page: Page, name: string): Locator =>
	page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);

/** Opens the details of a node, where its form is. */
export async function openNode(page: Page, name: string): Promise<void> {
	await canvasNode(page, name).dblclick();
	await nodeForm(page).waitFor();
}

/**
 * The same without the canvas, also in place of another node: by its address, as a link within the
 * editor would.
 */
export async function openNodeByRoute(
	page: Page,
	workflowId: string,
	nodeId: string,
	name: string,
): Promise<void> {
	await page.evaluate((address) => {
		history.pushState({}, '', address);
		dispatchEvent(new PopStateEvent('popstate', { state: {} }));
	}, `/workflow/${workflowId}/${nodeId}`);
	// Where the name is too long for its place, it is there in full unseen.
	const title = page.getByTestId('ndv').getByText(name, { exact: true }).first();
	await title.waitFor({ state: 'attached' });
	await nodeForm(page).waitFor();
}

export async function closeNode(page: Page): Promise<void> {
	await page.getByTestId('ndv-close-button').click();
	await nodeForm(page).waitFor({ state: 'hidden' });
}

export async function closeCredential(page: Page): Promise<void> {
	const dialog = page.getByTestId('editCredential-modal');
	await dialog.getByRole('button', { name: 'Close' }).click();
	await dialog.waitFor({ state: 'hidden' });
}

/** The tab Parameters; the tab Settings is in there too, hidden. */
export const nodeForm = (page: Page): Locator => page.getByTestId('node-parameters').first();

/** A parameter's input, by the parameter's name; of a resource locator that of its value. */
export const field = (page: Page, name: string): Locator =>
	page
		.getByTestId(`parameter-input-${name}`)
		.locator('input:not([data-test-id="rlc-mode-selector"] *)')
		.first();

const chosenCredential = (page: Page): Locator =>
	page.getByTestId('node-credentials-select').locator('input').first();

/** What the editor has drawn anew meanwhile is gone: whoever polls looks at the form once more. */
const AT_ONCE = { timeout: 1_000 };

/** The form of a node as a person sees it, top down: `[label, value or else placeholder]`. */
export async function nodeFormRows(page: Page): Promise<string[][]> {
	const labels = await nodeForm(page).locator('label:visible').all();
	return await Promise.all(
		labels.map(async (label) => {
			// The only one that belongs to no parameter is that of the credential.
			const name = await label.getAttribute('for', AT_ONCE);
			const input = name ? field(page, name) : chosenCredential(page);
			return [english(await label.innerText(AT_ONCE)), await shownIn(input)];
		}),
	);
}

/** The same for the dialog of a credential: `*` marks what is required, `•` hides a value. */
export async function credentialFormRows(page: Page): Promise<string[][]> {
	const parameters = await page.getByTestId('credential-connection-parameter').all();
	return await Promise.all(
		parameters.map(async (parameter) => [
			english(await parameter.locator('label').first().innerText(AT_ONCE)),
			await shownIn(parameter.locator('input').first()),
		]),
	);
}

/** A label without the vendor's term, which test/workflow/package.test.ts sees to. */
export const english = (label: string): string =>
	label
		.split('\n')[0]
		.replace(/ \([^()]*\p{Script=Han}[^()]*\)/u, '')
		.trim();

async function shownIn(input: Locator): Promise<string> {
	// Collections have none.
	if ((await input.count()) === 0) return '';
	const type = await input.getAttribute('type', AT_ONCE);
	if (type === 'checkbox') return (await input.isChecked(AT_ONCE)) ? 'on' : 'off';
	if (type === 'password') return '•';
	const value = await input.inputValue(AT_ONCE);
	return value || ((await input.getAttribute('placeholder', AT_ONCE)) ?? '');
}

/** The hint behind the question mark at a label. */
export async function hintAt(page: Page, name: string): Promise<string> {
	const label = nodeForm(page).locator(`label[for="${name}"]`);
	await label.hover();
	await label.locator('[data-icon="circle-help"]').hover();
	return await page.getByTestId('tooltip-content').innerText();
}

/** An entry of the node panel. */
export const creatorItem = (page: Page, name: string) =>
	page.getByTestId('node-creator-item-name').getByText(name, { exact: true }).first();

export const outputPanel = (page: Page) => page.getByTestId('output-panel');

export const outputTab = (page: Page, name: string) =>
	outputPanel(page).getByRole('tab').filter({ hasText: name });

export const handle = (page: Page, side: 'input' | 'output', node: string, at = 0) =>
	page.locator(`[data-test-id="canvas-node-${side}-handle"][data-node-name="${node}"]`).nth(at);

/** The table of the output panel, by its headers. */
export async function outputRows(page: Page): Promise<Array<Record<string, string>>> {
	const rows = await outputPanel(page).getByRole('row').allInnerTexts();
	const [headers, ...others] = rows.map((row) => row.split('\t').map((cell) => cell.trim()));
	return others.map((cells) => Object.fromEntries(headers.map((name, at) => [name, cells[at]])));
}
