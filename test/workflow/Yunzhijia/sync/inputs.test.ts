/**
 * The inputs and outputs of yunzhijiaSync as n8n's engine serves them: which input is which kind,
 * what becomes of one that gets nothing, pairing, several runs within an execution, who leaves by
 * which output, and what On Error does.
 */
import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';
import { n8nWorkflow } from '../../engine/n8n.ts';
import { describe, expect, it } from 'vitest';
import { engine } from '../../engine/cases.ts';
import type { NodeUnderTest } from '../../engine/engine.ts';
import type { Kind, Tables } from './syncs.ts';
import {
	addJob,
	ANY,
	company,
	countsOf,
	EMPTY,
	emits,
	everythingOf,
	held,
	hintsOf,
	id,
	jobNo,
	KINDS,
	lead,
	PEOPLE,
	reasonOf,
	recordOf,
	row,
	rows,
	rowsSent,
	says,
	startCompany,
	stopOf,
	summaryOf,
	told,
	TWICE,
	TYPE,
	warningsOf,
	writes,
} from './syncs.ts';

const HERE: Tables = {
	department: [{ 部门: '销售中心' }, { 部门: '客服中心' }],
	person: [row(1), row(2, { jobTitle: '主管' })],
	leader: [{ 工号: 'J2', 部门: '实验室' }],
	partTimeJob: [{ 工号: 'J1', 部门: '实验室', 职位: '顾问' }],
};

/** Who is told of with *Show* → Changes, and of which row. */
const FOUND: Record<Kind, string> = {
	department: '客服中心: create planned 0/1',
	person: 'J2: update planned 1/1',
	leader: 'J2|实验室: create planned 2/0',
	partTimeJob: 'J1|实验室: create planned 3/0',
};

const placeOf = ({ pairedItem }: INodeExecutionData) => {
	const { input, item } = pairedItem as { input: number; item: number };
	return `${input}/${item}`;
};

describe('each input is a kind', () => {
	it.each<[what: string, kinds: Kind[]]>([
		['all four', [...KINDS]],
		['the first three', ['department', 'person', 'leader']],
		['without the first', ['person', 'leader', 'partTimeJob']],
		['with a gap', ['department', 'person', 'partTimeJob']],
		['the first alone', ['department']],
		['the second alone', ['person']],
		['the third alone', ['leader']],
		['the last alone', ['partTimeJob']],
	])('%s', async (_what, kinds) => {
		const team = await startCompany();
		const tables = Object.fromEntries(kinds.map((kind) => [kind, HERE[kind]]));
		const result = await team.plan(tables);

		expect(result.failure).toBeUndefined();
		const places = result.changes.map(placeOf);
		expect(told(result).map((text, at) => `${text} ${places[at]}`)).toEqual(
			kinds.map((kind) => FOUND[kind]),
		);
		for (const kind of kinds)
			expect(countsOf(result, kind)).toMatchObject({ source: HERE[kind]!.length });
		expect(writes(team)).toEqual([]);
	});

	it('says so in the editor, in the order that saved workflows count on', () => {
		const { description } = engine.loader.getNode(TYPE).type as unknown as {
			description: IDataObject;
		};
		expect(description.inputs).toEqual(
			['Departments (部门)', 'People (人员)', 'Leaders (部门负责人)', 'Part-Time Jobs (兼职)'].map(
				(displayName) => expect.objectContaining({ type: 'main', displayName }) as unknown,
			),
		);
		expect(description).toMatchObject({ requiredInputs: 1, outputNames: ['Changes', 'Summary'] });
	});
});

describe('an input without rows', () => {
	const MISSING = { personMissing: 'remove', limits: ANY };

	it('that is not connected refuses its kind by name', async () => {
		const team = await startCompany();
		const before = held(team);
		const kinds = ['department', 'person'];
		const { failure, ...result } = await team.apply({ person: rows(1, 3) }, { kinds, ...MISSING });

		expect(stopOf({ failure, ...result })).toMatch(/Departments/);
		expect(stopOf({ failure, ...result })).toMatch(/Allow ?Empty ?Source/i);
		expect(result.changes).toEqual([]);
		expect(writes(team)).toEqual([]);
		expect(team.state).toEqual(before);
	});

	it('that is connected refuses its kind by name', async () => {
		const team = await startCompany();
		const before = held(team);
		const tables = { department: [], person: [row(1, { jobTitle: '总监' })] };
		const parameters = { departmentMissing: 'remove', ...MISSING };
		const result = await team.apply(tables, parameters);

		expect(stopOf(result)).toMatch(/Departments/);
		expect(stopOf(result)).toMatch(/Allow ?Empty ?Source/i);
		const node = { onError: 'continueRegularOutput' } as const;
		const going = await team.apply(tables, parameters, { node });
		expect(going.changes.map(placeOf)).toEqual(['1/0']);
		expect(going.records[0]).toMatchObject({ outcome: 'notSent' });
		expect(warningsOf(going)).toContain('Departments');
		expect(team.state).toEqual(before);
	});

	// What should have come by it may be a part of another table.
	it('that is connected for a kind that is not chosen: nobody counts as missing', async () => {
		const team = await startCompany();
		const result = await team.apply(
			{ department: [], person: [row(1, { jobTitle: '总监' })] },
			{ kinds: ['person'], ...MISSING },
		);

		expect(result.failure).toBeUndefined();
		expect(told(result)).toEqual(['J1: update done']);
		expect(warningsOf(result)).toMatch(/missing/);
		expect(rowsSent(team)).toEqual({ 'person/updateInfo': 1 });
	});

	it('counts as one that got them with Allow Empty Source', async () => {
		const seed = company(0);
		const team = await startCompany({ seed });
		const result = await team.apply(
			{ department: [{ 部门: '客服中心' }], partTimeJob: [], leader: [] },
			{ departmentMissing: 'remove', limits: { ...ANY, allowEmptySource: true } },
		);

		expect(result.failure).toBeUndefined();
		expect(team.paths()).toEqual(['客服中心']);
		expect(countsOf(result, 'department')).toMatchObject({ create: 1, remove: 5, done: 6 });
	});

	it('empties the platform with Allow Empty Source where that is wanted', async () => {
		const team = await startCompany({
			seed(state) {
				company()(state);
				lead(state, 1, 'd-lab');
			},
		});
		const result = await team.apply(
			{ leader: [], person: rows(1, PEOPLE) },
			{ leaderMissing: 'remove', limits: { ...ANY, allowEmptySource: true } },
		);

		expect(told(result)).toEqual(['J1|实验室: remove done']);
		expect(team.state.leaders.size).toBe(0);
	});

	it('everywhere: the node does not run at all', async () => {
		const team = await startCompany();
		const result = await team.apply({ department: [], person: [] }, MISSING);

		expect(result).toMatchObject({ changes: [], summary: [] });
		expect(team.requests).toEqual([]);
	});

	it('leaves the others as they are when its kind is not chosen', async () => {
		const team = await startCompany();
		const result = await team.plan({ person: [row(1, { jobTitle: '总监' })] });
		expect(told(result)).toEqual(['J1: update planned']);
		expect(warningsOf(result)).toBe('');
		expect(hintsOf(result)).toEqual([]);
	});
});

/** Of the row behind a change, by way of n8n's own pairing. */
const FROM = `={{ {
	department: () => $('department').item.json.部门,
	person: () => $('person').item.json.jobNo,
	leader: () => $('leader').item.json.工号,
	partTimeJob: () => $('partTimeJob').item.json.职位,
}[($json.details ?? $json).kind]() }}`;

describe('each item is paired with its row', () => {
	const wrong: Tables = {
		department: [{ 部门: '测试团队\\客服' }, ...HERE.department!],
		person: [{ ...row(7), phone: '一二三' }, ...HERE.person!],
		leader: [{ 工号: 'J0', 部门: '实验室' }, ...HERE.leader!],
		partTimeJob: [{ 工号: 'J1', 部门: '无此部', 职位: '教练' }, ...HERE.partTimeJob!],
	};
	const rejected = ['测试团队\\客服', 'J7', 'J0', '教练'];
	const planned = ['客服中心', 'J2', 'J2', '顾问'];

	it.each([
		['stopWorkflow', ['Sync>Behind'], [0, 4, 1, 5, 2, 6, 3, 7]],
		['continueRegularOutput', ['Sync>Behind'], [0, 4, 1, 5, 2, 6, 3, 7]],
		['continueErrorOutput', ['Sync>Behind', 'Sync.2>Failed'], undefined],
	] as const)('as an expression behind the node sees it (%s)', async (onError, behind, order) => {
		const team = await startCompany();
		const echo = { type: 'test.echo', parameters: { add: { from: FROM } as never } };
		const { nodes, failure } = await team.workflow(
			{
				...Object.fromEntries(KINDS.map((kind) => [kind, emits(wrong[kind]!)])),
				Sync: { type: TYPE, onError, parameters: { kinds: [...KINDS] } },
				Behind: echo,
				Failed: echo,
			},
			[
				...KINDS.map((kind) => `Start>${kind}`),
				...KINDS.map((kind, input) => `${kind}>Sync.${input}`),
				...behind,
			],
		);

		expect(failure).toBeUndefined();
		const from = (name: string) => (nodes[name]?.[0] ?? []).map(({ json }) => json.from);
		const both = [...rejected, ...planned];
		expect(from('Behind')).toEqual(order ? order.map((at) => both[at]) : planned);
		expect(from('Failed')).toEqual(order ? [] : rejected);
	});

	// One that points to an input without data makes n8n itself fail, in the next node.
	it('and what has no row of its own leaves all the same', async () => {
		const team = await startCompany({
			seed(state) {
				company()(state);
				addJob(state, 1, 'd-old', '顾问');
			},
		});
		const { nodes, failure } = await team.workflow(
			{
				partTimeJob: emits(HERE.partTimeJob!),
				Sync: {
					type: TYPE,
					onError: 'continueErrorOutput',
					parameters: {
						kinds: ['partTimeJob'],
						partTimeJobMissing: 'remove',
						limits: ANY,
					},
				},
				Behind: {
					type: 'test.echo',
					parameters: { add: { from: '={{ $json.reason }}' } as never },
				},
			},
			['Start>partTimeJob', 'partTimeJob>Sync.3', 'Sync>Behind', 'Sync.1>Behind', 'Sync.2>Behind'],
		);

		expect(failure).toBeUndefined();
		expect(nodes.Sync.map((items) => items.length)).toEqual([2, 1, 0]);
		expect(new Set(nodes.Behind[0].map(({ json }) => json.from))).toEqual(
			new Set(['not on the platform', 'not in the source', undefined]),
		);
	});
});

describe('a node that runs twice in one execution', () => {
	const apply = {
		kinds: ['person'],
		mode: 'apply',
		personMissing: 'remove',
		limits: ANY,
	};
	const summaries = (items: INodeExecutionData[]) =>
		items.map(({ json }) => (json.warnings as string[]).join());

	it.each([
		['people alone', ['person'], {}],
		['departments beside them', ['department', 'person'], { Departments: [{ 部门: '实验室' }] }],
	])(
		'because two branches lead into one input removes nobody: %s',
		async (_what, kinds, tables) => {
			const team = await startCompany();
			const half = (first: number, last: number) =>
				emits(rows(first, last).map((each) => ({ ...each, jobTitle: '顾问' })));
			const given = Object.entries(tables).map(([name, given]) => [name, emits(given)]);
			const { nodes, failure } = await team.workflow(
				{
					...Object.fromEntries(given),
					A: half(1, 3),
					B: half(4, 6),
					Sync: {
						type: TYPE,
						parameters: { ...apply, kinds, departmentMissing: 'remove' },
					},
				},
				[
					...given.flatMap(([name]) => [`Start>${name as string}`, `${name as string}>Sync.0`]),
					...['Start>A', 'Start>B', 'A>Sync.1', 'B>Sync.1'],
				],
			);

			expect(failure).toBeUndefined();
			const [changes, summary] = nodes.Sync;
			// n8n takes the branches in an order of its own.
			expect(
				changes.map(({ json }) => `${json.key as string} ${json.outcome as string}`).toSorted(),
			).toEqual([1, 2, 3, 4, 5, 6].map((n) => `${jobNo(n)} done`));
			expect(summaries(summary)).toEqual(Array(2).fill(expect.stringMatching(/missing/)));
			expect(rowsSent(team)).toEqual({ 'person/updateInfo': 6 });
			expect(team.state.people.size).toBe(PEOPLE);
			expect(team.state.departments.size).toBe(5);
		},
	);

	const halves: INodeType = {
		description: {
			...{ displayName: 'Halves', name: 'halves', group: ['input'], version: 1 },
			...{ description: 'Emits half of its people by each output', defaults: { name: 'Halves' } },
			...{ inputs: ['main'], outputs: ['main', 'main'], properties: [] },
		},
		async execute() {
			return [rows(1, 4), rows(5, 8)].map((half) => half.map((json) => ({ json })));
		},
	};
	engine.register('test.halves', halves);
	const pass: INodeType = {
		description: {
			...{ displayName: 'Pass', name: 'pass', group: ['input'], version: 1 },
			...{ description: 'Passes its rows on by one output', defaults: { name: 'Pass' } },
			...{ inputs: ['main'], outputs: ['main', 'main'], properties: [] },
		},
		async execute() {
			return [this.getInputData(), []];
		},
	};
	engine.register('test.pass', pass);

	it.each([
		['of which one got nothing', ['A>If', 'If>Before', 'If.1>Else', 'Else>Before']],
		['of which one is not in this execution', ['A>Before', 'Else>Before']],
	])('is not meant by branches %s', async (_what, edges) => {
		const team = await startCompany();
		const nodes = Object.fromEntries(['If', 'Else'].map((name) => [name, { type: 'test.pass' }]));
		const { nodes: ran, failure } = await team.workflow(
			{
				...nodes,
				...{ A: emits(rows(1, 7)), Before: { type: 'test.pass' } },
				Sync: { type: TYPE, parameters: apply },
			},
			['Start>A', ...edges, 'Before>Sync.1'],
		);
		expect(failure).toBeUndefined();
		expect(summaries(ran.Sync[1])).toEqual(['']);
		expect(rowsSent(team)).toEqual({ 'person/delete': 1 });
	});

	it.each<[string, string[], NodeUnderTest, string[], IDataObject]>([
		['of one node', ['person'], { type: 'test.halves' }, ['A>Sync.1', 'A.1>Sync.1'], {}],
		[
			'though each node leads into another input as well',
			['department', 'person'],
			emits(rows(5, 8)),
			['B>Sync.0', 'A>Sync.1', 'B>Sync.1'],
			{},
		],
		[
			'though a table is missing that may be empty',
			['department', 'person'],
			emits(rows(5, 8)),
			['A>Sync.1', 'B>Sync.1'],
			{ allowEmptySource: true },
		],
		[
			'of the node before',
			['person'],
			emits(rows(5, 8)),
			['A>Before', 'B>Before', 'Before>Sync.1'],
			{},
		],
		[
			'far before',
			['person'],
			{ type: 'test.halves' },
			['A>Far', 'A.1>Near', 'Near>Far', 'Far>Before', 'Before>Sync.1'],
			{},
		],
	])('because two branches lead into one input: %s', async (_what, kinds, a, edges, limits) => {
		const team = await startCompany();
		const { nodes, failure } = await team.workflow(
			{
				...{ A: a, B: emits(rows(1, 4)) },
				...{
					Far: { type: 'test.pass' },
					Near: { type: 'test.pass' },
					Before: { type: 'test.pass' },
				},
				Sync: {
					type: TYPE,
					parameters: { ...apply, kinds, limits: { ...ANY, ...limits } },
				},
			},
			['Start>A', 'Start>B', ...edges],
		);

		expect(failure).toBeUndefined();
		expect(summaries(nodes.Sync[1])).toEqual([
			expect.stringMatching(/missing, because several branches lead into one input/),
			expect.stringMatching(/missing, because this node runs a second time/),
		]);
		expect(team.state.people.size).toBe(PEOPLE);
		expect(rowsSent(team)['person/delete']).toBeUndefined();
	});

	it('is one with Execute Once, which sees a single row: it removes nobody', async () => {
		const team = await startCompany();
		const node = { executeOnce: true };
		const result = await team.apply({ person: rows(1, 8) }, apply, { node });
		expect(warningsOf(result)).toMatch(/missing, because Execute Once is on/);
		expect(team.state.people.size).toBe(PEOPLE);
	});

	it('because it is in a loop removes nobody, from the first round on', async () => {
		const team = await startCompany();
		const rounds = [rows(1, 3), [row(1, { jobTitle: '顾问' })], [row(2)]];
		engine.register('test.loop', {
			description: {
				...{ displayName: 'Loop', name: 'loop', group: ['input'], version: 1 },
				...{ description: 'Emits a batch a round', defaults: { name: 'Loop' } },
				...{ inputs: ['main'], outputs: ['main', 'main'], properties: [] },
			},
			async execute() {
				const batch = rounds.shift();
				return batch ? [[], batch.map((json) => ({ json }))] : [[{ json: {} }], []];
			},
		});
		const { nodes, failure } = await team.workflow(
			{ Loop: { type: 'test.loop' }, Sync: { type: TYPE, parameters: apply } },
			['Start>Loop', 'Loop.1>Sync.1', 'Sync.1>Loop'],
		);

		expect(failure).toBeUndefined();
		const [changes, summary] = nodes.Sync;
		expect(changes.map(({ json }) => [json.key, json.outcome])).toEqual([['J1', 'done']]);
		expect(summaries(summary)).toEqual([
			expect.stringMatching(/missing, because this node stands in a loop/),
			expect.stringMatching(/missing/),
			expect.stringMatching(/missing/),
		]);
		expect(team.state.people.size).toBe(PEOPLE);
		expect(rowsSent(team)).toEqual({ 'person/updateInfo': 1 });
	});

	// A try is no second run: it sees the whole source.
	it('is not meant by Retry On Fail', async () => {
		const team = await startCompany();
		team.misbehave({ how: 'status', status: 500, path: 'person/getall', times: 1 });
		const options = { retries: 0 };
		const result = await team.apply(
			{ person: rows(1, 7) },
			{ ...apply, options },
			{ node: { ...TWICE } },
		);

		expect(result.failure).toBeUndefined();
		expect(told(result)).toEqual(['J8: remove done']);
		expect(warningsOf(result)).toBe('');
	});
});

describe('who leaves by which output', () => {
	const tables: Tables = {
		department: [{ 部门: '客服中心' }, { 部门: '测试团队\\客服' }],
		person: [
			row(1, { jobTitle: '主管' }),
			row(2, { phone: '一二三' }),
			row(3, { jobTitle: '经理' }),
			row(4),
		],
	};
	const DONE = ['客服中心', 'J3', 'J4'];
	const FAILED = ['测试团队\\客服', 'J1', 'J2'];
	const keys = (items: INodeExecutionData[]) =>
		items.map(({ json }) => ((json.details as IDataObject | undefined) ?? json).key);
	const isFailed = ({ json }: INodeExecutionData) => 'error' in json;

	it.each(['continueErrorOutput', 'continueRegularOutput', 'stopWorkflow'] as const)(
		'single records that fail: %s',
		async (onError) => {
			const team = await startCompany();
			team.misbehave({ how: 'refuseRow', path: 'person/updateInfo', row: '主管' });
			const result = await team.apply(tables, { show: 'all' }, { node: { onError } });

			expect(result.failure).toBeUndefined();
			expect(summaryOf(result)).toMatchObject({ mode: 'apply' });
			const { changes, error } = result;
			const [done, failed] = [
				changes.filter((item) => !isFailed(item)),
				[...changes, ...error].filter(isFailed),
			];
			// What is on the platform and not in the source has no place here.
			expect(keys(done).filter((key) => DONE.includes(String(key)))).toEqual(DONE);
			expect(keys(failed)).toEqual(FAILED);
			expect(error).toHaveLength(onError === 'continueErrorOutput' ? FAILED.length : 0);
			expect(new Set(result.records.map(({ kind, key }) => `${String(kind)} ${String(key)}`)).size)
				// Nobody twice: eight people, five departments and the two new ones.
				.toBe(PEOPLE + 5 + 2);
			expect(result.records).toHaveLength(PEOPLE + 5 + 2);
			expect(recordOf(result, 'J1')).toMatchObject({
				...{ kind: 'person', action: 'update', outcome: 'rejected', name: '员工1' },
				...{ id: id(1), matchedBy: 'jobNo', error: reasonOf(result, 'J1') },
				changes: [{ field: 'jobTitle', from: '工程师', to: '主管' }],
			});
			expect(reasonOf(result, 'J1')).toContain('数据校验不通过');
			expect(recordOf(result, 'J2')).toMatchObject({ action: 'rejected' });
			expect(reasonOf(result, 'J2')).toMatch(/^phone/);
			for (const item of failed) {
				expect(Object.keys(item.json)).toEqual(expect.arrayContaining(['error', 'details']));
				expect(item.pairedItem).toBeDefined();
			}
			expect(summaryOf(result).counts).toMatchObject({
				department: { create: 1, done: 1, rejected: 1 },
				person: { update: 2, done: 1, rejected: 2, unchanged: 1 },
			});
		},
	);

	it('nobody fails: the error output stays empty', async () => {
		const team = await startCompany();
		const node = { onError: 'continueErrorOutput' } as const;
		const result = await team.apply({ person: [row(1, { jobTitle: '主管' })] }, {}, { node });
		expect(result.error).toEqual([]);
		expect(told(result)).toEqual(['J1: update done']);
		summaryOf(result);
	});

	it('nothing is to be done: the Summary is there', async () => {
		const team = await startCompany();
		const result = await team.plan({ person: [row(1)] });
		expect(result.changes).toEqual([]);
		expect(summaryOf(result)).toEqual({
			mode: 'plan',
			fingerprint: expect.stringMatching(/^nothing-\w+/) as string,
			text: 'Yunzhijia: a plan, nothing was changed (计划, 未改动)\nPeople (人员): no change (无变化)',
			counts: {
				person: {
					...{ source: 1, platform: PEOPLE, matched: 1, unchanged: 1, create: 0, update: 0 },
					...{ move: 0, restore: 0, enable: 0, retire: 0, remove: 0, skipped: PEOPLE - 1 },
					...{ done: 0, rejected: 0, unknown: 0, notSent: 0 },
				},
			},
			limitsPassed: [],
			warnings: [],
			requests: team.requests.length,
			seconds: expect.any(Number) as number,
		});
	});
});

describe('what ends the run before its plan', () => {
	const tables = { department: [{ 部门: '客服中心' }], person: rows(1, 4) };
	const broken = { personMissing: 'remove', limits: { maxRemovals: 'many' } };

	it('is thrown where On Error says Stop', async () => {
		const team = await startCompany();
		const result = await team.apply(tables, broken);
		expect(result.failure).toBeInstanceOf(n8nWorkflow.NodeOperationError);
		expect(result).toMatchObject({ changes: [], summary: [], run: { status: 'error' } });
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'leaves each row once, not sent, and the Summary: %s',
		async (onError) => {
			const team = await startCompany();
			const before = held(team);
			const result = await team.apply(tables, broken, { node: { onError } });

			expect(result.failure).toBeUndefined();
			const { changes, error, records } = result;
			const [failed, others] =
				onError === 'continueErrorOutput' ? [error, changes] : [changes, error];
			expect(failed.map(placeOf)).toEqual(['0/0', '1/0', '1/1', '1/2', '1/3']);
			expect(others).toEqual([]);
			for (const record of records) {
				expect(record).toMatchObject({ outcome: 'notSent', error: expect.any(String) as string });
				expect(String(record.error)).toMatch(/max ?removals/i);
			}
			expect(records.map(({ kind }) => kind)).toEqual(['department', ...Array(4).fill('person')]);
			expect(warningsOf(result)).toMatch(/max ?removals/i);
			expect(team.state).toEqual(before);
			expect(writes(team)).toEqual([]);
		},
	);

	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)(
		'lets nobody vanish when the platform can not be read: %s',
		async (onError) => {
			const team = await startCompany();
			team.misbehave({ how: 'status', status: 500, path: 'dept/getall' });
			const result = await team.apply(tables, { options: { retries: 0 } }, { node: { onError } });

			expect(result.failure).toBeUndefined();
			expect(result.records.map(({ outcome }) => outcome)).toEqual(Array(5).fill('notSent'));
			expect(warningsOf(result)).toContain('500');
			expect(writes(team)).toEqual([]);
		},
	);
});

describe('called as a tool', () => {
	it.each(['plan', 'apply'])('answers with a sentence and sends nothing: %s', async (mode) => {
		const team = await startCompany();
		const result = await engine.runAsTool({
			node: { type: TYPE, parameters: { mode, kinds: ['person'], personMissing: 'remove' } },
			items: [{}],
			calls: [{ jobNo: 'J1', name: '假' }],
			credentials: { yunzhijiaApi: team.credential as never },
		});

		expect(result.failure).toBeUndefined();
		expect(JSON.stringify(result.nodes.Agent[0][0].json)).toMatch(/[a-z]+( [a-z’',-]+){5}/i);
		expect(everythingOf(result)).not.toContain(String(team.credential.secret));
		expect(team.requests).toEqual([]);
	});
});

describe('what the first row can not be', () => {
	// n8n evaluates the parameters of a node on its first input only.
	it('another input’s: expressions see the first input that is connected first', async () => {
		const team = await startCompany();
		const result = await team.plan(
			{ department: [{ 部门: EMPTY, policy: 'update' }], person: [row(1, { jobTitle: '主管' })] },
			{ actions: "={{ [$json.policy ?? 'create'] }}" },
		);
		expect(told(result)).toEqual(['J1: update planned']);
		expect(hintsOf(result)).toEqual([says('policy')]);
	});
});
