/** A person picks a department by its name, in a real browser, and the platform gets its ID. */
import { expect } from 'vitest';
import { addDepartment, dataOf, startYunzhijia } from '../../platforms/index.ts';
import type { YunzhijiaState } from '../../platforms/index.ts';
import { canvasNode, closeNode, field, openNode, openWorkflow } from './browser.ts';
import { openPage, shoot } from './pages.ts';
import { platform, test } from '../fixtures.ts';
import { inARow, ours, runNow } from '../workflows.ts';

const [SALES, NORTH, SOUTH, BEIJING] = ['d-sales', 'd-north', 'd-south', 'd-beijing'];

/** Two departments of one name, which only their paths tell apart. */
function seed(state: YunzhijiaState): void {
	addDepartment(state, SALES, '销售中心');
	addDepartment(state, NORTH, '华北区', SALES);
	addDepartment(state, SOUTH, '华南区', SALES);
	addDepartment(state, BEIJING, '一组', NORTH);
	addDepartment(state, 'd-canton', '一组', SOUTH);
}

test('a department is searched, picked and renamed', async ({ n8n, browser }) => {
	const yunzhijia = await platform(startYunzhijia({ seed }));
	const credential = await n8n.createCredential('yunzhijiaApi', 'Picked', yunzhijia.credential);
	const rename = ours('yunzhijia', 'Rename', { resource: 'department', operation: 'update' });
	const { id } = await n8n.createWorkflow(inARow('Pick', [runNow, rename]), [credential]);
	const page = await openPage(browser);
	await openWorkflow(page, n8n, id);

	await openNode(page, 'Rename');
	const locator = page.getByTestId('parameter-input-orgId').getByTestId('rlc-input');
	await locator.click();
	const entries = page.getByTestId('rlc-item');
	await expect
		.poll(async () => await entries.allInnerTexts())
		.toEqual([
			'测试团队',
			'销售中心',
			'销售中心 \\ 华北区',
			'销售中心 \\ 华北区 \\ 一组',
			'销售中心 \\ 华南区',
			'销售中心 \\ 华南区 \\ 一组',
		]);
	await shoot(page, 'lookup list');
	await page.getByTestId('rlc-search').fill('华北');
	await expect
		.poll(async () => await entries.allInnerTexts())
		.toEqual(['销售中心 \\ 华北区', '销售中心 \\ 华北区 \\ 一组']);
	await shoot(page, 'lookup search');
	await entries.last().click();
	await expect.poll(async () => await locator.inputValue()).toBe('销售中心 \\ 华北区 \\ 一组');
	await field(page, 'todepartment').fill('北京一组');
	await shoot(page, 'lookup picked');
	expect(yunzhijia.requestsTo('/dept/getall')).toHaveLength(1);
	await closeNode(page);

	await page.getByTestId('execute-workflow-button').click();
	await canvasNode(page, 'Rename').getByTestId('canvas-node-status-mark-success').waitFor();
	const [request] = yunzhijia.requestsTo('/dept/updateById');
	expect(dataOf(request)).toMatchObject({
		departments: [{ orgId: BEIJING, todepartment: '北京一组' }],
	});
	expect(yunzhijia.state.departments.get(BEIJING)!.department).toBe('销售中心\\华北区\\北京一组');
	await openNode(page, 'Rename');
	await page.getByTestId('output-panel').getByTestId('node-run-status-success').waitFor();
	await shoot(page, 'lookup output');
});
