/** A workbook that is uploaded in a form, and what a person then says to its plan. */
import { expect, onTestFinished } from 'vitest';
import type { N8n } from '../../../demo/n8n.ts';
import { waitFor } from '../../../demo/n8n-process.ts';
import { addDepartment, addPerson, startYunzhijia } from '../../platforms/index.ts';
import type { TestPlatform, YunzhijiaState } from '../../platforms/index.ts';
import { platform, test } from '../fixtures.ts';
import { exampleOf, given } from './example.ts';
import { workbookOf } from '../../../demo/workbook.ts';

const WORKBOOK = workbookOf({
	部门: [
		{ 部门编码: 'RD', 上级部门编码: '', 部门名称: '研发中心' },
		{ 部门编码: 'RD01', 上级部门编码: 'RD', 部门名称: '平台组' },
	],
	人员: [
		{ 工号: 'XQ0001', 姓名: '张伟', 手机号: '19900000001', 部门编码: 'RD01', 职位: '工程师' },
		{ 工号: 'XQ0002', 姓名: '王芳', 手机号: '19900000002', 部门编码: 'RD', 职位: '总监' },
	],
});

function seed(state: YunzhijiaState): void {
	addDepartment(state, 'd1', '研发中心');
	const zhang = { openId: 'p1', jobNo: 'XQ0001', name: '张伟', phone: '19900009001' };
	addPerson(state, { ...zhang, orgId: 'd1', jobTitle: '工程师' });
	const other = { openId: 'p3', jobNo: 'XQ0003', name: '李娜', phone: '19900000003' };
	addPerson(state, { ...other, orgId: 'd1', jobTitle: '专员' });
}

const told = ({ departments, people }: YunzhijiaState) =>
	[...people.values()].map(({ jobNo, name, phone, orgId, jobTitle }) =>
		[jobNo, name, phone, departments.get(orgId)?.department, jobTitle].join(' '),
	);

const BEFORE = ['XQ0001 张伟 19900009001 研发中心 工程师', 'XQ0003 李娜 19900000003 研发中心 专员'];
const AFTER = [
	'XQ0001 张伟 19900000001 研发中心\\平台组 工程师',
	'XQ0003 李娜 19900000003 研发中心 专员',
	'XQ0002 王芳 19900000002 研发中心 总监',
];

/** The workflow, live for one test, after the upload; gives how it goes on. */
async function uploaded(n8n: N8n) {
	const yunzhijia = await platform(startYunzhijia({ seed }));
	const credential = await n8n.createCredential('yunzhijiaApi', 'Upload', yunzhijia.credential);
	const { id } = await n8n.createWorkflow(await exampleOf(import.meta.filename), [credential]);
	await n8n.activate(id);
	onTestFinished(async () => await n8n.deactivate(id));
	await n8n.answerForm(n8n.formUrl('roster-upload'), [
		new File([new Uint8Array(WORKBOOK)], 'roster.xlsx'),
	]);
	const executionId = await waitFor('the upload to start a run', 60, async () => {
		const [run] = await n8n.executions(id);
		return run?.id;
	});
	const { url } = await n8n.waitForForm(executionId);
	const page = await n8n.readForm(url);
	/** What the last page says, and the execution. */
	const decide = async (decision: string) => {
		await n8n.answerForm(url, [decision]);
		const { execution, url: last } = await n8n.waitForForm(executionId, { after: 'Approved?' });
		return { execution, page: await n8n.readForm(last) };
	};
	return { yunzhijia, page, decide };
}

const writesTo = ({ requests }: TestPlatform<YunzhijiaState>) =>
	requests.filter(({ path }) => !/\/(get|query)\w*$|AccessToken/.test(path));

test('what was approved is done: Yunzhijia holds what the workbook says', async ({ n8n }) => {
	const { yunzhijia, page, decide } = await uploaded(n8n);
	expect(writesTo(yunzhijia)).toEqual([]);
	expect(told(yunzhijia.state)).toEqual(BEFORE);
	// The counts, and each change.
	expect(page).toMatch(/<b>person<\/b>: create 1, move 1/);
	expect(page).toMatch(/<td>move<\/td><td>XQ0001 张伟<\/td><td>.*phone: 19900009001 → 19900000001/);
	expect(page).toMatch(/<td>create<\/td><td>XQ0002 王芳<\/td>/);

	const { execution, page: last } = await decide('Apply exactly this');
	expect(told(yunzhijia.state)).toEqual(AFTER);
	const [plan] = given(execution, 'Plan', 1);
	expect(given(execution, 'Apply', 1)).toMatchObject([{ fingerprint: plan.fingerprint }]);
	expect(last).toMatch(/person: 2 done, 0 rejected/);
});

test('what was declined changes nothing', async ({ n8n }) => {
	const { yunzhijia, decide } = await uploaded(n8n);
	const { page } = await decide('Do nothing');
	expect(page).toContain('Yunzhijia stays as it is.');
	expect(writesTo(yunzhijia)).toEqual([]);
	expect(told(yunzhijia.state)).toEqual(BEFORE);
});

test('where Yunzhijia has changed since, nothing is done, and the last page says why', async ({
	n8n,
}) => {
	const { yunzhijia, decide } = await uploaded(n8n);
	yunzhijia.state.people.get('p1')!.jobTitle = '高级工程师';
	const { page } = await decide('Apply exactly this');
	expect(writesTo(yunzhijia)).toEqual([]);
	expect(page).toMatch(/approved/);
});
