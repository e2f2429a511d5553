/** Yunzhijia Sync as a person meets it: from an empty canvas to a plan, and to its end. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import { startHippius, startWeaverE10, startYunzhijia } from '../../platforms/index.ts';
import { seed } from './before-hr.ts';
import {
	canvasNode,
	closeNode,
	creatorItem,
	english,
	handle,
	nodeForm,
	openNode,
	openWorkflow,
	outputPanel,
	outputRows,
	outputTab,
} from './browser.ts';
import type { Page } from './browser.ts';
import { cutTexts } from './cut.ts';
import { Hand } from './hand.ts';
import { openPage, SCREENSHOTS, shoot } from './pages.ts';
import { platform, test } from '../fixtures.ts';
import { connected, runNow, SYNC_INPUTS, syncOf, tableOf, yunzhijiaSync } from '../workflows.ts';

const DEPARTMENTS = `部门编码,部门名称,上级部门编码
S,销售中心,
S1,华北区,S
S2,华东区,S
R,研发中心,
R1,测试组,R
`;
const PEOPLE = `姓名,工号,手机号,部门,职位
张伟,J001,13900000001,销售中心\\华东区,专员
王芳,J002,13900000002,销售中心\\华东区,经理
李娜,J003,13900000003,研发中心,高级工程师
刘洋,J004,13900000004,研发中心\\测试组,工程师
赵敏,J006,13900000006,市场部,专员
`;

test('from an empty canvas to a plan in under two minutes, and then it is done', async ({
	n8n,
	browser,
	filesFolder,
}) => {
	const yunzhijia = await platform(startYunzhijia({ seed }));
	const name = 'Yunzhijia of HR';
	await n8n.createCredential('yunzhijiaApi', name, yunzhijia.credential);
	const departments = path.join(filesFolder, 'departments.csv');
	const people = path.join(filesFolder, 'people.csv');
	await writeFile(departments, DEPARTMENTS);
	await writeFile(people, PEOPLE);
	await browser.grantPermissions(['clipboard-read', 'clipboard-write']);
	const page = await openPage(browser);
	await page.goto(`${n8n.url}/workflow/new`);
	const first = page.getByTestId('canvas-add-button').getByRole('button').first();
	await first.waitFor();

	const hand = new Hand(page);
	const close = async () => {
		await hand.click('close', page.getByTestId('ndv-close-button'));
		await nodeForm(page).waitFor({ state: 'hidden' });
	};
	const add = async (search: string, ...choices: string[]) => {
		await hand.search(search);
		for (const choice of choices) {
			const offered = page.getByTestId('node-creator-item-name').first();
			await expect.poll(async () => await offered.innerText()).toContain(choice);
			await hand.enter(offered);
		}
	};
	const table = async (file: string) => {
		await add('read file', 'Read/Write Files from Disk', 'Read File(s) From Disk');
		await hand.click('File(s) Selector', page.getByTestId('parameter-input-fileSelector'));
		await hand.type(file);
		await close();
		await hand.press('n', 'next node');
		await add('extract', 'Extract from File', 'Extract from CSV');
		await nodeForm(page).waitFor();
		await close();
	};

	await hand.click('Add first step', first);
	await hand.click('Trigger manually', creatorItem(page, 'Trigger manually'));
	const trigger = canvasNode(page, 'When clicking ‘Execute workflow’');
	await trigger.waitFor();
	await hand.click('+ behind it', page.getByTestId('canvas-handle-plus'));
	await table(departments);
	await hand.press('n', 'next node');
	await add('yunzhijia sync', 'Yunzhijia Sync');
	await hand.click('Add to workflow', page.getByRole('button', { name: 'Add to workflow' }));
	await nodeForm(page).waitFor();
	await hand.click('Credential', page.getByTestId('node-credentials-select'));
	const credential = page.getByTestId(/^node-credentials-select-item-/).getByText(name);
	await hand.click(name, credential);
	await close();
	await hand.click('the trigger', trigger);
	await hand.press('n', 'next node');
	await table(people);
	await hand.press('1', 'zoom to fit');
	await hand.drag(
		'from the people to the input People',
		handle(page, 'output', 'Extract from File1'),
		handle(page, 'input', 'Yunzhijia Sync', SYNC_INPUTS.indexOf('People')),
	);
	await shoot(page, 'sync canvas before the plan');
	await hand.click('Execute workflow', page.getByTestId('execute-workflow-button'));
	const sync = canvasNode(page, 'Yunzhijia Sync');
	await sync.getByTestId('canvas-node-status-mark-success').waitFor();
	await hand.click('Yunzhijia Sync, twice', sync, 2);
	await outputPanel(page).getByTestId('node-run-status-success').waitFor();
	await expect.poll(async () => (await outputRows(page)).length).toBe(7);
	console.log(hand.told());
	await shoot(page, 'sync plan');
	// The waiting comes on top, some seconds.
	expect(hand.handSeconds).toBeLessThan(100);
	expect(hand.seconds).toBeLessThan(120);
	expect(hand.typed.filter((text) => /[={}$]/.test(text))).toEqual([]);
	const planned = await outputRows(page);
	expect(planned.map(({ kind, key, name: who, action }) => [kind, key, who, action])).toEqual([
		['department', '销售中心\\华东区', '华东区', 'create'],
		['department', '研发中心\\测试组', '测试组', 'create'],
		['person', 'J001', '张伟', 'move'],
		['person', 'J002', '王芳', 'create'],
		['person', 'J003', '李娜', 'update'],
		['person', 'J004', '刘洋', 'create'],
		['person', 'J006', '赵敏', 'rejected'],
	]);
	expect(planned[4].difference).toBe('Job Title (职位): 工程师 → 高级工程师');
	expect(planned[6].reason).toContain('市场部');
	expect(yunzhijia.state.people.size).toBe(3);

	const approving = new Hand(page);
	await approving.click('Summary', outputTab(page, 'Summary'));
	const fingerprint = outputPanel(page).getByRole('cell').filter({ hasText: 'person.create=2' });
	await approving.click('the fingerprint, three times', fingerprint.first(), 3);
	await approving.press('Control+c', 'copy');
	await shoot(page, 'sync summary');
	await approving.click('Mode', page.getByTestId('parameter-input-mode'));
	const apply = page.locator('[role=option]:visible', { hasText: 'Apply' });
	await shoot(page, 'sync modes');
	await approving.click('Apply', apply);
	await approving.click('Approved Plan', page.getByTestId('parameter-input-approvedPlan'));
	await approving.press('Control+v', 'paste');
	await shoot(page, 'sync approved');
	await approving.click('Execute step', page.getByTestId('node-execute-button'));
	await approving.click('Changes', outputTab(page, 'Changes'));
	await expect
		.poll(async () => (await outputRows(page)).map(({ outcome }) => outcome))
		.toEqual([...Array.from({ length: 6 }, () => 'done'), 'rejected']);
	await shoot(page, 'sync done');
	console.log(approving.told());
	expect([...yunzhijia.state.people.values()].map(({ name: who }) => who)).toEqual([
		'张伟',
		'李娜',
		'周杰',
		'王芳',
		'刘洋',
	]);
});

const TABLES = {
	Departments: [{ 部门: '销售中心' }, { 部门: '销售中心\\华北区' }, { 部门: '研发中心' }],
	People: [
		{ 姓名: '张伟', 工号: 'J001', 手机号: '13900000001', 部门: '销售中心', 备注: '' },
		{ 姓名: '李娜', 工号: 'J003', 手机号: '139', 部门: '研发中心', 备注: '' },
	],
	Leaders: [{ 工号: 'J001', 部门: '销售中心' }],
	'Part-Time Jobs': [{ 工号: 'J001', 部门: '研发中心', 兼职职位: '顾问' }],
};

/** As the editor adds them, with every entry of each collection. */
const EVERYTHING = {
	kinds: ['department', 'person', 'leader', 'partTimeJob'],
	mode: 'apply',
	personMissing: 'remove',
	personColumns: { columns: [{ column: 'email', from: '备注' }] },
	scope: {
		departments: '',
		emptyCells: 'keep',
		onlyIfEmpty: '',
		onlyWhenCreating: '',
		protected: '',
	},
	limits: {
		allowEmptySource: false,
		maxCreates: 100,
		maxCreatesPercent: 20,
		maxRemovals: 50,
		maxRemovalsPercent: 10,
		maxUpdates: 100,
		maxUpdatesPercent: 20,
		minMatchedPercent: 50,
	},
	options: { batchSize: 100, concurrency: 1, requestsPerMinute: 60, retries: 3, timeout: 30 },
};

const FORM = [
	...['Credential', 'What to Sync', 'Mode', 'Approved Plan'],
	...['Departments: Match By', 'Departments: If Missing', 'Departments: Columns'],
	...['People: Match By', 'People: If Missing', 'People: Columns', 'Column', 'From'],
	...['Leaders: If Missing', 'Leaders: Columns'],
	...['Part-Time Jobs: If Missing', 'Part-Time Jobs: Columns'],
	...[
		'Actions',
		'Scope and Rules',
		'Departments',
		'Empty Cells',
		'Only If Empty',
		'Only When Creating',
	],
	...['Protected', 'Limits', 'Allow Empty Source', 'Max Creates', 'Max Creates'],
	...['Max Removals', 'Max Removals', 'Max Updates', 'Max Updates', 'Min Matched'],
	...[
		'On Invalid Rows',
		'Show in Changes',
		'Options',
		'Batch Size',
		'Concurrency',
		'Requests per Minute',
	],
	...['Retries', 'Timeout'],
];

const labelsIn = async (page: Page): Promise<string[]> =>
	(await nodeForm(page).locator('label:visible').allInnerTexts()).map(english);

/** Tall enough for the whole form. */
const TALL = { width: 1400, height: 3600 };

test('the form, the error output and a limit say what is to be known', async ({ n8n, browser }) => {
	const yunzhijia = await platform(startYunzhijia({ seed }));
	const credential = await n8n.createCredential('yunzhijiaApi', 'Shown', yunzhijia.credential);
	const tables = Object.entries(TABLES);
	const nodes = [
		runNow,
		...tables.flatMap(([name, rows]) => tableOf(name, rows)),
		yunzhijiaSync('Limited', EVERYTHING, { onError: 'continueErrorOutput' }),
		yunzhijiaSync('Failing', EVERYTHING),
	].map((node, at) => ({ ...node, position: positionOf(at) }));
	const { id } = await n8n.createWorkflow(
		connected('Shown', nodes, [
			...tables.flatMap(([name]) => [
				{ from: runNow.name, to: `${name} List` },
				{ from: `${name} List`, to: name },
				{ from: name, to: 'Limited', input: SYNC_INPUTS.indexOf(name) },
			]),
			...tables.map(([name]) => ({ from: name, to: 'Failing', input: SYNC_INPUTS.indexOf(name) })),
		]),
		[credential],
	);
	const page = await openPage(browser);
	await openWorkflow(page, n8n, id);
	const sync = canvasNode(page, 'Limited');
	for (const label of [...SYNC_INPUTS, 'Changes', 'Summary', 'Error'])
		await page
			.locator('.vue-flow__node', { has: sync })
			.getByText(new RegExp(`^${label}( \\(.+\\))?$`))
			.waitFor();
	await page.getByTestId('execute-workflow-button').click();
	await sync.getByTestId('canvas-node-status-mark-success').waitFor();
	await shoot(page, 'sync canvas');

	await page.locator('.el-notification').getByText('a limit is passed').waitFor();
	await shoot(page, 'sync limit on the canvas');
	await page.locator('.el-notification__closeBtn').first().click();

	await openNode(page, 'Limited');
	await page.setViewportSize(TALL);
	await expect.poll(async () => await labelsIn(page)).toEqual(FORM);
	expect(await nodeForm(page).evaluate(cutTexts)).toEqual([]);
	await nodeForm(page).screenshot({ path: path.join(SCREENSHOTS, 'sync form.png') });
	await page.setViewportSize({ width: 1400, height: 1000 });
	await outputTab(page, 'Summary').click();
	await shoot(page, 'sync summary of four kinds');
	await outputTab(page, 'Error').click();
	await shoot(page, 'sync error output');
	await closeNode(page);

	await openNode(page, 'Failing');
	await page.getByTestId('node-error-message').getByText('a limit is passed').waitFor();
	await shoot(page, 'sync limit');
});

const OTHERS = [
	{
		platform: 'weaverE10' as const,
		start: async () => await platform(startWeaverE10()),
		tables: {
			Subcompanies: [{ 分部编码: 'HQ', 分部名称: '总部' }],
			Departments: [{ 部门编码: 'S', 部门名称: '销售', 上级部门编码: 'HQ' }],
			Positions: [{ 岗位编码: 'P1', 岗位名称: '销售员', 部门编码: 'S' }],
			Employees: [
				{ 工号: 'A1', 姓名: '张伟', 部门: 'S', 岗位: 'P1', 直接上级: 'A2' },
				{ 工号: 'A2', 姓名: '李娜', 部门: 'X', 岗位: 'P1', 直接上级: '' },
			],
		},
		kinds: ['subcompany', 'department', 'position', 'employee'],
		inputs: ['Subcompanies', 'Departments', 'Positions', 'Employees'],
		form: [
			...['Subcompanies', 'Departments', 'Positions', 'Employees'].flatMap((kind) => [
				...[`${kind}: Match By`, `${kind}: If Missing`, `${kind}: Columns`],
			]),
		],
		done: 'A1',
	},
	{
		platform: 'hippius' as const,
		start: async () => await platform(startHippius()),
		tables: {
			Departments: [{ 部门编码: 'S', 部门名称: '销售', 排序: 1 }],
			Positions: [{ 岗位编码: 'P1', 岗位名称: '销售员', 部门编码: 'S', 排序: 1 }],
			Employees: [
				{ 工号: 'A1', 姓名: '张伟', 性别: '男', 状态: '在职', 部门编码: 'S', 岗位编码: 'P1' },
				{ 工号: 'A2', 姓名: '李娜', 性别: '女', 状态: '在职', 部门编码: 'X', 岗位编码: 'P1' },
			],
			'Last Known State': [{ kind: 'department', key: 'S', state: '{"hashes":{},"values":{}}' }],
		},
		kinds: ['department', 'position', 'employee'],
		inputs: ['Departments', 'Positions', 'Employees', 'Last Known State'],
		form: [
			...['Departments: If Missing', 'Departments: Columns', 'Positions: Columns'],
			...['Employees: If Missing', 'Employees: Columns'],
		],
		done: 'A1',
	},
];

test.for(OTHERS)(
	'the form and the items of $platform',
	async ({ platform: name, start, tables, kinds, inputs, form, done }, { n8n, browser }) => {
		const { credential } = await start();
		const chosen = await n8n.createCredential(`${name}Api`, `Of ${name}`, credential);
		const nodes = [
			runNow,
			...Object.entries(tables).flatMap(([table, rows]) => tableOf(table, rows)),
			syncOf(name, 'Sync', { kinds }),
		].map((node, at) => ({ ...node, position: positionOf(at) }));
		const { id } = await n8n.createWorkflow(
			connected(
				`Of ${name}`,
				nodes,
				Object.keys(tables).flatMap((table) => [
					{ from: runNow.name, to: `${table} List` },
					{ from: `${table} List`, to: table },
					{ from: table, to: 'Sync', input: inputs.indexOf(table) },
				]),
			),
			[chosen],
		);
		const page = await openPage(browser);
		await openWorkflow(page, n8n, id);
		const sync = canvasNode(page, 'Sync');
		for (const label of [...inputs, 'Changes', 'Summary'])
			await page
				.locator('.vue-flow__node', { has: sync })
				.getByText(new RegExp(`^${label}( \\(.+\\))?$`))
				.waitFor();
		await page.getByTestId('execute-workflow-button').click();
		await sync.getByTestId('canvas-node-status-mark-success').waitFor();
		await shoot(page, `sync canvas of ${name}`);
		await openNode(page, 'Sync');
		await shoot(page, `sync plan of ${name}`);
		await page.setViewportSize(TALL);
		await expect
			.poll(async () => await labelsIn(page))
			.toEqual([
				...['Credential', 'What to Sync', 'Mode', ...form, 'Actions', 'Scope and Rules', 'Limits'],
				...['On Invalid Rows', 'Show in Changes', 'Options'],
			]);
		expect(await nodeForm(page).evaluate(cutTexts)).toEqual([]);
		await nodeForm(page).screenshot({ path: path.join(SCREENSHOTS, `sync form of ${name}.png`) });
		await expect
			.poll(async () => await outputRows(page))
			.toEqual(
				expect.arrayContaining([
					expect.objectContaining({ key: done, action: 'create' }),
					expect.objectContaining({
						key: 'A2',
						reason: expect.stringContaining('no department like that') as string,
					}),
				]),
			);
	},
);

/** Tables below each other, the nodes that they go to on the right. */
function positionOf(at: number): [number, number] {
	if (at === 0) return [0, 300];
	const [column, row] = at > 8 ? [2, (at - 9) * 2 + 0.5] : [(at - 1) % 2, Math.floor((at - 1) / 2)];
	return [240 + column * 224, row * 200];
}
