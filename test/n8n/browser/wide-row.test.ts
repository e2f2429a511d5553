/** A wide row in the editor: its columns and what rows are matched by can be seen and changed. */
import { expect } from 'vitest';
import { seedMovements } from '../examples/movements.ts';
import { startWeaverE10 } from '../../platforms/index.ts';
import { nodeForm, openNode, openWorkflow } from './browser.ts';
import type { Page } from './browser.ts';
import { openPage } from './pages.ts';
import { platform, test } from '../fixtures.ts';
import { inARow, ours, runNow } from '../workflows.ts';

const FIELD_ID = '975410981100000011';

const labels = async (page: Page) =>
	(await nodeForm(page).locator('label:visible').allInnerTexts()).map((text) =>
		text.split('\n')[0].trim(),
	);

/** Chooses from a list that is open; some entries explain themselves behind their name. */
const choose = async (page: Page, name: string) =>
	await page.locator('[role=option]:visible', { hasText: new RegExp(`^\\s*${name}`) }).click();

test('columns are filled in by hand, and rows matched by another field', async ({
	n8n,
	browser,
}) => {
	const weaverE10 = await platform(
		startWeaverE10({
			seed(state) {
				seedMovements(state);
				const field = { fieldId: FIELD_ID, name: '工位', componentKey: 'Text', formId: FIELD_ID };
				state.basicFields.push(field);
			},
		}),
	);
	const credential = await n8n.createCredential('weaverE10Api', 'Form', weaverE10.credential);
	const employee = ours('weaverE10', 'Employee', { resource: 'employee', operation: 'upsert' });
	const { id } = await n8n.createWorkflow(inARow('Form', [runNow, employee]), [credential]);
	const page = await openPage(browser);
	await openWorkflow(page, n8n, id);
	await openNode(page, 'Employee');

	await expect
		.poll(async () => await labels(page))
		.toEqual(
			expect.arrayContaining(['Mapping Column Mode', 'Match By (匹配字段)', 'Employee (人员)']),
		);
	await page.getByTestId('parameter-input-employee').click();
	await choose(page, 'Name');

	await page.getByTestId('mapping-mode-select').click();
	await choose(page, 'Map Each Column Manually');
	const container = page.getByTestId('mapping-fields-container');
	const columns = async () => await container.locator('label[for^="value["]').allInnerTexts();
	await expect.poll(columns).toEqual(expect.arrayContaining([expect.stringContaining('工号')]));
	await page.getByTestId('add-fields-select').click();
	await page.getByText('工位', { exact: true }).click();
	const fill = async (column: string, value: string) => {
		const place = async () => (await columns()).findIndex((label) => label.includes(column));
		await expect.poll(place).toBeGreaterThanOrEqual(0);
		await container
			.locator('input')
			.nth(await place())
			.fill(value);
	};
	await fill('姓名', '何静');
	await fill('工位', 'A-12');

	await page.getByTestId('node-execute-button').click();
	await page.getByTestId('output-panel').getByTestId('node-run-status-success').waitFor();
	expect(weaverE10.requestsTo('/syncEmployee').at(-1)?.body).toMatchObject({
		dataRule: { employee: 'username' },
		data: [{ username: '何静', userInfoExtend: { [FIELD_ID]: 'A-12' } }],
	});
});
