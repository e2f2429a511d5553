/** A workbook that is uploaded in a form, and what the approver then says by mail to its plan. */
import { expect, onTestFinished } from 'vitest';
import { startMailServer } from '../../../demo/mail.ts';
import type { Mail } from '../../../demo/mail.ts';
import type { N8n } from '../../../demo/n8n.ts';
import { waitFor } from '../../../demo/n8n-process.ts';
import { YES } from '../../../demo/sync/job.ts';
import { workbookOf } from '../../../demo/workbook.ts';
import { addDepartment, addPerson, startYunzhijia } from '../../platforms/index.ts';
import type { TestPlatform, YunzhijiaState } from '../../platforms/index.ts';
import { platform, test } from '../fixtures.ts';
import { exampleOf, expectSuccess, given, nodeIn } from './example.ts';

const DEPARTMENTS = [
	{ 部门编码: 'RD', 上级部门编码: '', 部门名称: '研发中心' },
	{ 部门编码: 'RD01', 上级部门编码: 'RD', 部门名称: '平台组' },
];
const PEOPLE = [
	{ 工号: 'XQ0001', 姓名: '张伟', 手机号: '19900000001', 部门编码: 'RD01', 职位: '工程师' },
	{ 工号: 'XQ0002', 姓名: '王<芳>', 手机号: '19900000002', 部门编码: 'RD', 职位: '总监' },
	{ 工号: 'XQ0004', 姓名: '赵敏', 手机号: '19900000004', 部门编码: 'NO', 职位: '专员' },
	{ 工号: 'XQ0005', 姓名: '周杰', 手机号: '19900000003', 部门编码: 'RD', 职位: '专员' },
];
/** As the platform has it already, but for a row that can't be used. */
const SAME = [
	{ 工号: 'XQ0003', 姓名: '李娜', 手机号: '19900000003', 部门编码: 'RD', 职位: '专员' },
	PEOPLE[2],
];

const rowOf = (...cells: string[]) =>
	`<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const REASON =
	'Department Code (部门编码, departmentCode) is “NO”, but there is no department like that, neither on the platform nor under Departments';

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
	'XQ0002 王<芳> 19900000002 研发中心 总监',
];

/** What the approver reads in the mail and on its page, and in which order. */
const PLAN = [
	'roster.xlsx (部门: 2 rows 行, 人员: 4 rows 行)',
	'Yunzhijia: a plan, nothing was changed (计划, 未改动)',
	'Departments (部门): create (新增) 1',
	'People (人员): create (新增) 1, move (调动) 1, rejected (不能用) 2',
	rowOf('rejected', 'XQ0004 赵敏', REASON),
	'<td>XQ0005 周杰</td><td>has the same Mobile (手机号, phone) as 李娜 (XQ0003)',
	rowOf('create', '研发中心\\平台组 平台组', 'Long Name (部门长名称): 研发中心\\平台组'),
	rowOf(
		...['move', 'XQ0001 张伟'],
		'Mobile (手机号): 19900009001 → 19900000001; Department (部门): 研发中心 → 研发中心\\平台组',
	),
	rowOf(
		...['create', 'XQ0002 王＜芳>'],
		'Name (姓名): 王＜芳>; Job Number (工号): XQ0002; Mobile (手机号): 19900000002; Department (部门): 研发中心; Job Title (职位): 总监',
	),
];

/** A reader finds all of the plan, and no name that n8n takes for a tag. */
function expectPlan(html: string): void {
	const places = PLAN.map((line) => html.indexOf(line));
	expect(places).toEqual(places.filter((at) => at >= 0).toSorted((one, other) => one - other));
}

const BUTTON = 'Look and Decide 去审批';
const NO = 'Do nothing 不执行';

/** Some say what they are, others look like a browser. */
const SCANNERS = [
	{ 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36' },
	{ 'user-agent': 'LinkScanBot/1.0' },
	{ 'user-agent': '' },
];

const isMail = ({ type }: { type: string }) => type === 'n8n-nodes-base.emailSend';

/** The workflow, live for one test, after the upload. */
async function uploaded(
	n8n: N8n,
	{ departments = DEPARTMENTS, people = PEOPLE, waitsDays = 3, hasMail = true } = {},
) {
	const yunzhijia = await platform(startYunzhijia({ seed }));
	const post = await startMailServer();
	onTestFinished(post.stop);
	const workflow = await exampleOf(import.meta.filename);
	const { limitWaitTime } = nodeIn(workflow, 'Ask the Approver').parameters.options as {
		limitWaitTime: { values: { resumeAmount: number; resumeUnit: string } };
	};
	expect(limitWaitTime.values).toEqual({ resumeAmount: 3, resumeUnit: 'days' });
	limitWaitTime.values.resumeAmount = waitsDays;
	for (const node of workflow.nodes) if (isMail(node)) node.disabled = !hasMail;
	const { id } = await n8n.createWorkflow(workflow, [
		await n8n.createCredential('yunzhijiaApi', 'Upload', yunzhijia.credential),
		await n8n.createCredential('smtp', 'Upload', post.credential),
	]);
	await n8n.activate(id);
	onTestFinished(async () => await n8n.deactivate(id));
	const form = n8n.formUrl('roster-upload');
	expect(await n8n.readForm(form)).toContain('审批人会收到邮件');
	const workbook = workbookOf({ 部门: departments, 人员: people });
	await n8n.answerForm(form, [new File([new Uint8Array(workbook)], 'roster.xlsx')]);

	let read = 0;
	const nextMail = async () => {
		const mail = await waitFor('a mail', 100, async () => post.mails[read]);
		read++;
		expect(mail).toMatchObject({ from: 'n8n@example.com', to: 'approver@example.com' });
		expect(mail.text).toContain('roster.xlsx');
		return mail;
	};
	const isWaiting = async () => (await n8n.executions(id))[0]?.status === 'waiting';
	/** Where the mail's only button leads to, as soon as n8n has stored that the run waits. */
	const asked = async ({ links }: Mail) => {
		expect(Object.keys(links)).toEqual([BUTTON]);
		await waitFor('the run to wait', 30, async () => (await isWaiting()) || undefined);
		return links[BUTTON];
	};
	/** The run when it has ended: nobody is told of anything more. */
	const ended = async () => {
		const run = await waitFor('the run', 60, async () => (await n8n.executions(id))[0]?.id);
		const execution = await n8n.waitForExecution(run);
		expectSuccess(execution);
		expect(post.mails.length).toBe(read);
		return execution;
	};
	return { yunzhijia, nextMail, asked, isWaiting, ended };
}

const writesTo = ({ requests }: TestPlatform<YunzhijiaState>) =>
	requests.filter(({ path }) => !/\/(get|query)\w*$|AccessToken/.test(path));

function expectUntouched(yunzhijia: TestPlatform<YunzhijiaState>): void {
	expect(writesTo(yunzhijia)).toEqual([]);
	expect(told(yunzhijia.state)).toEqual(BEFORE);
}

test('what was approved by mail is done: Yunzhijia holds what the workbook says', async ({
	n8n,
}) => {
	const { yunzhijia, nextMail, asked, ended } = await uploaded(n8n);
	const ask = await nextMail();
	expectUntouched(yunzhijia);
	expect(ask.subject).toBe('Yunzhijia: shall this be done? 云之家：是否执行？');
	expectPlan(ask.html);
	const page = await asked(ask);
	expectPlan(await n8n.readForm(page));

	await n8n.answerForm(page, [YES]);
	const { subject, text } = await nextMail();
	expect(subject).toBe('Yunzhijia: what became of it 云之家：结果');
	expect(text).toContain('People (人员): done (完成) 2, rejected (未执行) 2');
	expect(text).toContain(`rejected | XQ0004 | 赵敏 | ${REASON}`);
	expect(told(yunzhijia.state)).toEqual(AFTER);
	const execution = await ended();
	const [plan] = given(execution, 'Plan', 1);
	expect(given(execution, 'Apply', 1)).toMatchObject([{ fingerprint: plan.fingerprint }]);
});

test('a mail server that opens the link to check it starts nothing', async ({ n8n }) => {
	const { yunzhijia, nextMail, asked, isWaiting, ended } = await uploaded(n8n);
	const page = await asked(await nextMail());
	for (const headers of SCANNERS) {
		await fetch(page, { method: 'HEAD', headers });
		const { status } = await fetch(page, { headers });
		expect(status).toBe(200);
		expect(await isWaiting()).toBe(true);
	}
	expectUntouched(yunzhijia);
	// Had a look been taken for an answer, there would be nothing left to say no to.
	await n8n.answerForm(page, [NO]);
	const { text } = await nextMail();
	expect(text).toContain('计划未获同意');
	await ended();
	expectUntouched(yunzhijia);
});

test('a page that is sent off without a decision approves nothing', async ({ n8n }) => {
	const { yunzhijia, nextMail, asked, ended } = await uploaded(n8n);
	await n8n.answerForm(await asked(await nextMail()), ['']);
	expect((await nextMail()).subject).toBe('Yunzhijia: nothing was done 云之家：未执行');
	await ended();
	expectUntouched(yunzhijia);
});

test('what was declined changes nothing', async ({ n8n }) => {
	const { yunzhijia, nextMail, asked, ended } = await uploaded(n8n);
	await n8n.answerForm(await asked(await nextMail()), [NO]);
	const { subject, text } = await nextMail();
	expect(subject).toBe('Yunzhijia: nothing was done 云之家：未执行');
	expect(text).toContain('计划未获同意');
	await ended();
	expectUntouched(yunzhijia);
});

test('what nobody answers changes nothing', async ({ n8n }) => {
	// n8n looks once a minute for what has waited long enough.
	const { yunzhijia, nextMail, ended } = await uploaded(n8n, { waitsDays: 1 / 86_400 });
	await nextMail();
	const { text } = await nextMail();
	expect(text).toContain('超时未答复');
	await ended();
	expectUntouched(yunzhijia);
});

test('without its mails the plan is made, and nothing is done', async ({ n8n }) => {
	const { yunzhijia, ended } = await uploaded(n8n, { hasMail: false });
	const execution = await ended();
	expect(given(execution, 'Plan', 1)).toMatchObject([{ counts: { person: { move: 1 } } }]);
	expectUntouched(yunzhijia);
});

test('where Yunzhijia has changed since, nothing is done, and the mail says why', async ({
	n8n,
}) => {
	const { yunzhijia, nextMail, asked, ended } = await uploaded(n8n);
	const page = await asked(await nextMail());
	yunzhijia.state.people.get('p1')!.jobTitle = '高级工程师';
	await n8n.answerForm(page, [YES]);
	const { text } = await nextMail();
	expect(text).toContain('nothing was changed (未改动)');
	expect(text).toMatch(/not the approved plan any more: .*XQ0001/);
	await ended();
	expect(writesTo(yunzhijia)).toEqual([]);
});

test('where nothing would change, nobody is asked', async ({ n8n }) => {
	const { yunzhijia, nextMail, ended } = await uploaded(n8n, {
		departments: DEPARTMENTS.slice(0, 1),
		people: SAME,
	});
	const mail = await nextMail();
	expect(mail.subject).toBe('Yunzhijia: nothing to approve 云之家：无需审批');
	expect(mail.html).toContain('Departments (部门): no change (无变化)');
	expect(mail.html).toContain(rowOf('rejected', 'XQ0004 赵敏', REASON));
	expect(mail.links).toEqual({});
	await ended();
	expectUntouched(yunzhijia);
});

test('where the plan could not be made, nobody is asked, and the mail says why', async ({
	n8n,
}) => {
	const { yunzhijia, nextMail, ended } = await uploaded(n8n, { people: [] });
	const mail = await nextMail();
	expect(mail.html).toContain('What to Sync (kinds) names People, but its input got no rows');
	expect(mail.html).not.toContain('<td>');
	expect(mail.links).toEqual({});
	await ended();
	expectUntouched(yunzhijia);
});
