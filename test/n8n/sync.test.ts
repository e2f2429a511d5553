/** Yunzhijia Sync on the real server: four tables, a plan, its approval, and what came of it. */
import { expect, onTestFinished } from 'vitest';
import { waitFor } from '../../demo/n8n-process.ts';
import type { Execution, N8n, WorkflowJson } from '../../demo/n8n.ts';
import { addDepartment, addLeader, addPerson, startYunzhijia } from '../platforms/index.ts';
import type { TestPlatform, YunzhijiaState } from '../platforms/index.ts';
import { platform, test } from './fixtures.ts';
import {
	connected,
	core,
	everySecond,
	runNow,
	SYNC_INPUTS,
	tableOf,
	yunzhijiaSync,
} from './workflows.ts';
import type { Link } from './workflows.ts';

const KINDS = ['department', 'person', 'leader', 'partTimeJob'];
const openId = (n: number) => `58${String(n).padStart(22, '0')}`;

function seed(state: YunzhijiaState): void {
	addDepartment(state, 'd-sales', '销售中心');
	addDepartment(state, 'd-north', '华北区', 'd-sales');
	addDepartment(state, 'd-rd', '研发中心');
	const person = (n: number, name: string, orgId: string, jobTitle: string) =>
		addPerson(state, {
			...{ openId: openId(n), name, orgId, jobTitle },
			...{ jobNo: `J00${n}`, phone: `1390000000${n}` },
		});
	person(1, '张伟', 'd-north', '专员');
	person(2, '王芳', 'd-sales', '经理');
	person(3, '李娜', 'd-rd', '工程师');
	person(9, '周杰', 'd-sales', '顾问');
	addLeader(state, { openId: openId(9), orgId: 'd-sales' });
}

/** As an HR system might give them. */
const TABLES: Record<string, object[]> = {
	Departments: [
		{ 部门编码: 'S', 部门名称: '销售中心', 上级部门编码: '' },
		{ 部门编码: 'S1', 部门名称: '华北区', 上级部门编码: 'S' },
		{ 部门编码: 'S2', 部门名称: '华东区', 上级部门编码: 'S' },
		{ 部门编码: 'R', 部门名称: '研发中心', 上级部门编码: '' },
	],
	People: [
		{ 姓名: '张伟', 工号: 'J001', 手机号: '13900000001', 部门: '销售中心\\华东区', 职位: '专员' },
		{ 姓名: '王芳', 工号: 'J002', 手机号: '13900000002', 部门: '销售中心', 职位: '总监' },
		{ 姓名: '李娜', 工号: 'J003', 手机号: '13900000003', 部门: '研发中心', 职位: '工程师' },
		{ 姓名: '陈静', 工号: 'J004', 手机号: '13900000004', 部门: '研发中心', 职位: '测试' },
		{ 姓名: '赵敏', 工号: 'J005', 手机号: '13900000005', 部门: '市场部', 职位: '专员' },
	],
	Leaders: [{ 负责人工号: 'J002', 部门: '销售中心' }],
	'Part-Time Jobs': [{ 工号: 'J003', 部门: '销售中心\\华东区', 兼职职位: '顾问' }],
};

const EVERYTHING = {
	kinds: KINDS,
	personMissing: 'retire',
	leaderMissing: 'remove',
	limits: { maxRemovals: 10, maxRemovalsPercent: 100 },
};

/** Tables, each connected to the input of its name. */
const intoSync = (sync: string, tables: string[], suffix = ''): Link[] =>
	tables.map((table) => ({ from: table + suffix, to: sync, input: SYNC_INPUTS.indexOf(table) }));

/** A trigger, tables, and the sync behind them. */
function syncOf(
	name: string,
	trigger: WorkflowJson['nodes'][number],
	tables: Record<string, object[] | string>,
	sync: WorkflowJson['nodes'][number],
	more: { nodes?: WorkflowJson['nodes']; links?: Link[] } = {},
): WorkflowJson {
	const names = Object.keys(tables);
	return connected(
		name,
		[
			trigger,
			...names.flatMap((table) => tableOf(table, tables[table])),
			sync,
			...(more.nodes ?? []),
		],
		[
			...names.map((table) => ({ from: trigger.name, to: `${table} List` })),
			...names.map((table) => ({ from: `${table} List`, to: table })),
			...intoSync(sync.name, names),
			...(more.links ?? []),
		],
	);
}

const webhook = (path: string) =>
	core('Webhook', 'webhook', 2.1, {
		httpMethod: 'POST',
		path,
		responseMode: 'responseNode',
		options: {},
	});

/** An item of Changes, of Summary, or of the error output; or of another node. */
interface Told {
	[member: string]: unknown;
	fingerprint: string;
	counts: Record<string, Record<string, number>>;
	details: Record<string, unknown>;
}

const outputs = ({ data }: Execution, node: string) =>
	data.resultData.runData[node][0].data?.main.map(
		(items) => items?.map(({ json }) => json as unknown as Told) ?? [],
	) ?? [];

const summaryIn = (execution: Execution, node: string) => outputs(execution, node)[1][0];

async function start(): Promise<TestPlatform<YunzhijiaState>> {
	return await platform(startYunzhijia({ seed }));
}

async function save(
	n8n: N8n,
	yunzhijia: TestPlatform<YunzhijiaState>,
	workflow: WorkflowJson,
): Promise<{ id: string; run: () => Promise<Execution> }> {
	const { name } = workflow;
	const credential = await n8n.createCredential('yunzhijiaApi', name, yunzhijia.credential);
	const { id } = await n8n.createWorkflow(workflow, [credential]);
	const run = async () => await n8n.waitForExecution(await n8n.runWorkflow(id, runNow.name));
	return { id, run };
}

async function live(n8n: N8n, id: string): Promise<void> {
	await n8n.activate(id);
	onTestFinished(async () => await n8n.deactivate(id));
}

const writesTo = ({ requests }: TestPlatform<YunzhijiaState>) =>
	requests.filter(({ path }) => /\/(?:add|set|update|delete|move)[A-Za-z]*$/.test(path));

test('four tables are planned, approved by a person, and applied as approved', async ({ n8n }) => {
	const yunzhijia = await start();
	const again = ' Again';
	const names = Object.keys(TABLES);
	const plan = yunzhijiaSync('Plan', EVERYTHING, { onError: 'continueErrorOutput' });
	const { id } = await save(
		n8n,
		yunzhijia,
		syncOf('Approval', runNow, TABLES, plan, {
			nodes: [
				core('Ask', 'set', 3.4, {
					mode: 'raw',
					jsonOutput: '={{ { url: $execution.resumeUrl } }}',
				}),
				{ ...core('Approval', 'wait', 1.1, { resume: 'webhook', options: {} }), webhookId: 'w1' },
				...names.flatMap((table) =>
					tableOf(table + again, `$('${table}').all().map(({ json }) => json)`),
				),
				yunzhijiaSync(
					'Apply',
					{
						...EVERYTHING,
						mode: 'apply',
						approvedPlan: "={{ $('Plan').first(1).json.fingerprint }}",
					},
					{ onError: 'continueErrorOutput' },
				),
				core('Rejected', 'noOp', 1),
			],
			links: [
				{ from: 'Plan', to: 'Ask', output: 1 },
				{ from: 'Ask', to: 'Approval' },
				...names.flatMap((table) => [
					{ from: 'Approval', to: `${table}${again} List` },
					{ from: `${table}${again} List`, to: table + again },
				]),
				...intoSync('Apply', names, again),
				{ from: 'Plan', to: 'Rejected', output: 2 },
			],
		}),
	);
	const executionId = await n8n.runWorkflow(id, runNow.name);
	const url = await waitFor('the question', 30, async () => {
		const { status } = await n8n.rest<{ status: string }>('GET', `/executions/${executionId}`);
		if (status !== 'waiting') return undefined;
		return outputs(await n8n.execution(executionId), 'Ask')[0][0].url as string;
	});

	const planned = await n8n.execution(executionId);
	const [changes, [summary], rejected] = outputs(planned, 'Plan');
	expect(changes.map(({ kind, key, action, outcome }) => [kind, key, action, outcome])).toEqual([
		['department', '销售中心\\华东区', 'create', 'planned'],
		['person', 'J001', 'move', 'planned'],
		['person', 'J002', 'update', 'planned'],
		['person', 'J004', 'create', 'planned'],
		['person', 'J009', 'retire', 'planned'],
		['leader', 'J002|销售中心', 'create', 'planned'],
		['leader', 'J009|销售中心', 'remove', 'planned'],
		['partTimeJob', 'J003|销售中心\\华东区', 'create', 'planned'],
	]);
	expect(rejected).toMatchObject([
		{
			error: expect.stringContaining('市场部'),
			details: { kind: 'person', key: 'J005', action: 'rejected', outcome: 'rejected' },
		},
	]);
	expect(summary).toMatchObject({
		mode: 'plan',
		fingerprint: expect.stringMatching(/person\.retire=1.*-[0-9a-f]{32}$/),
		counts: {
			department: { source: 4, platform: 3, matched: 3, create: 1, unchanged: 3 },
			person: { source: 5, platform: 4, create: 1, retire: 1, rejected: 1, unchanged: 1 },
		},
		limitsPassed: [],
		warnings: [],
	});
	expect(writesTo(yunzhijia)).toEqual([]);

	await fetch(url);
	const { status, data } = await n8n.waitForExecution(executionId);
	expect(status, data.resultData.error?.message).toBe('success');
	const applied = await n8n.execution(executionId);
	const [done, , refused] = outputs(applied, 'Apply');
	expect(done.map(({ key, action, outcome }) => [key, action, outcome])).toEqual(
		changes.map(({ key, action }) => [key, action, 'done']),
	);
	expect(refused).toHaveLength(1);
	expect(summaryIn(applied, 'Apply')).toMatchObject({
		mode: 'apply',
		fingerprint: summary.fingerprint,
		counts: { person: { done: 4, rejected: 1, unknown: 0, notSent: 0 } },
	});

	const { people, departments, leaders, partTimeJobs } = yunzhijia.state;
	const east = [...departments.values()].find(({ name }) => name === '华东区')!;
	expect(people.get(openId(1))).toMatchObject({ orgId: east.orgId, jobTitle: '专员' });
	expect(people.get(openId(2))).toMatchObject({ jobTitle: '总监' });
	expect(people.get(openId(9))).toMatchObject({ status: '0' });
	expect([...leaders.values()]).toMatchObject([{ openId: openId(2), orgId: 'd-sales' }]);
	expect([...partTimeJobs.values()]).toMatchObject([
		{ openId: openId(3), orgId: east.orgId, jobTitle: '顾问' },
	]);
});

test('a limit, and an approval of another plan, stop everything', async ({ n8n }) => {
	const yunzhijia = await start();
	const { Departments, People } = TABLES;
	const apply = (name: string, parameters: object, rest: object = {}) =>
		syncOf(
			name,
			runNow,
			{ Departments, People },
			yunzhijiaSync('Sync', { mode: 'apply', personMissing: 'retire', ...parameters }, { ...rest }),
		);
	const { run } = await save(n8n, yunzhijia, apply('Limit', {}));
	const limited = await run();
	expect(limited.status).toBe('error');
	const { message, description } = limited.data.resultData.error!;
	expect(message).toContain('1 of 4 people would be retired or removed');
	expect(message).toContain('maxRemovalsPercent) is 10');
	expect(message).toContain('周杰');
	const [fingerprint] = /department\.create=1; .+-[0-9a-f]{32}/.exec(description ?? '')!;

	const outdated = fingerprint.replace('person.update=1', 'person.update=2');
	const { run: other } = await save(n8n, yunzhijia, apply('Other', { approvedPlan: outdated }));
	expect((await other()).data.resultData.error?.message).toContain(
		'person.update was 2 and is now 1',
	);

	const goesOn = { onError: 'continueErrorOutput' };
	const { run: on } = await save(n8n, yunzhijia, apply('Goes On', {}, goesOn));
	const told = await on();
	expect(told.status).toBe('success');
	const [changes, [summary], failed] = outputs(told, 'Sync');
	expect(changes).toEqual([]);
	expect(failed.map(({ details }) => [details.key, details.outcome])).toEqual([
		['销售中心\\华东区', 'notSent'],
		['J001', 'notSent'],
		['J002', 'notSent'],
		['J004', 'notSent'],
		['J005', 'rejected'],
		['J009', 'notSent'],
	]);
	expect(summary).toMatchObject({
		fingerprint,
		limitsPassed: [{ kind: 'person', action: 'removals', count: 1, limit: 10, unit: 'percent' }],
	});
	expect(writesTo(yunzhijia)).toEqual([]);

	const approved = apply('Approved', { approvedPlan: fingerprint });
	const { run: last } = await save(n8n, yunzhijia, approved);
	expect((await last()).status).toBe('success');
	expect(yunzhijia.state.people.get(openId(9))).toMatchObject({ status: '0' });
});

test('tables come by a webhook, and of two runs at once one is refused', async ({ n8n }) => {
	const yunzhijia = await start();
	const sync = yunzhijiaSync('Sync', { mode: 'apply' }, { onError: 'continueErrorOutput' });
	const bodies = { Departments: '$json.body.departments', People: '$json.body.people' };
	const { id } = await save(
		n8n,
		yunzhijia,
		syncOf('Roster by webhook', webhook('roster'), bodies, sync, {
			nodes: [
				core('Answer', 'respondToWebhook', 1.5, {
					respondWith: 'json',
					responseBody: '={{ $json }}',
					options: {},
				}),
			],
			links: [{ from: 'Sync', to: 'Answer', output: 1 }],
		}),
	);
	await live(n8n, id);
	const post = async () => {
		const answer = await fetch(n8n.webhookUrl('roster'), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ departments: TABLES.Departments, people: TABLES.People }),
		});
		return (await answer.json()) as Told;
	};

	// The platform lets the first go on when the other has been refused.
	const release = yunzhijia.hold('/dept/getall');
	const both = [post(), post()];
	await Promise.race(both);
	release();
	const answers = await Promise.all(both);
	const done = answers.filter(({ fingerprint }) => fingerprint !== '');
	expect(done).toMatchObject([
		{ mode: 'apply', counts: { department: { done: 1 }, person: { done: 3, rejected: 1 } } },
	]);
	expect(answers.find(({ fingerprint }) => fingerprint === '')).toMatchObject({
		counts: {},
		warnings: [expect.stringContaining('Another sync of the same Yunzhijia is under way')],
	});
	expect(yunzhijia.requestsTo('/person/addNew')).toHaveLength(1);

	const second = await post();
	expect(second.fingerprint).toMatch(/^nothing-/);
	expect(second.counts.person).toMatchObject({ done: 0, unchanged: 4, rejected: 1 });
});

test('a schedule applies once, and finds nothing to do from then on', async ({ n8n }) => {
	const yunzhijia = await start();
	const { Departments, People } = TABLES;
	const sync = yunzhijiaSync('Sync', { mode: 'apply' }, { onError: 'continueErrorOutput' });
	const { id } = await save(
		n8n,
		yunzhijia,
		syncOf('Roster by schedule', everySecond, { Departments, People }, sync),
	);
	await live(n8n, id);
	// Later ones, which are refused at once, may end before the first.
	const ended = await waitFor('the first three scheduled executions to end', 30, async () => {
		const first = (await n8n.executions(id)).toReversed().slice(0, 3);
		return first.length === 3 && first.every(({ stoppedAt }) => stoppedAt) ? first : undefined;
	});
	const summaries = [];
	for (const { id: executionId } of ended)
		summaries.push(summaryIn(await n8n.execution(executionId), 'Sync'));
	expect(summaries[0].counts).toMatchObject({ person: { done: 3 } });
	// One that began while the first was at it was refused.
	for (const { fingerprint } of summaries.slice(1)) expect(fingerprint).toMatch(/^(nothing-|$)/);
	expect(yunzhijia.requestsTo('/person/addNew')).toHaveLength(1);
});

test('the execution of 1000 people holds little more than their tables', async ({ n8n }) => {
	const people = Array.from({ length: 1000 }, (_, at) => ({
		姓名: `员工${at}`,
		工号: `N${String(at).padStart(5, '0')}`,
		手机号: `138${String(at).padStart(8, '0')}`,
		部门: '研发中心',
		职位: '工程师',
	}));
	const yunzhijia = await start();
	const kinds = { kinds: ['person'] };
	const sizes = async (name: string, parameters: object, rest = {}): Promise<[number, number]> => {
		const sync = yunzhijiaSync('Sync', { ...kinds, ...parameters }, rest);
		const workflow = syncOf(name, runNow, { People: people }, sync);
		const { run } = await save(n8n, yunzhijia, workflow);
		const { data, status } = await run();
		expect(status).toBe('success');
		const { Sync, People } = data.resultData.runData;
		return [Sync, People].map((node) => JSON.stringify(node[0].data).length) as [number, number];
	};
	const refused = { mode: 'apply', limits: { maxCreates: 10 } };
	const [limited] = await sizes('Too many are new', refused, { onError: 'continueErrorOutput' });
	const [created, table] = await sizes('All are new', { mode: 'apply' });
	expect(yunzhijia.state.people.size).toBe(1004);
	const [nothing] = await sizes('Nothing differs', {});
	const [all] = await sizes('All are shown', { show: 'all' });
	console.log(
		`bytes for 1000 people: table ${table}, refused ${limited}, new ${created}, nothing ${nothing}, all ${all}`,
	);
	// The editor shows a megabyte without asking.
	expect(limited).toBeLessThan(1000 * 1400);
	expect(created).toBeLessThan(1000 * 700);
	expect(nothing).toBeLessThan(2000);
	expect(all).toBeLessThan(1000 * 400);
});
