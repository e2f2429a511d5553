/**
 * What the tests of yunzhijiaSync share: a company on the test platform, the rows that say what it
 * has already, runs of the node, and what was sent.
 */
import type { IConnections, IDataObject, INode, INodeType } from 'n8n-workflow';
import { onTestFinished } from 'vitest';
import type {
	YunzhijiaOptions,
	YunzhijiaPerson,
	YunzhijiaState,
} from '../../../platforms/index.ts';
import {
	addDepartment,
	addLeader,
	addPerson,
	dataOf,
	partTimeJobKey,
	startYunzhijia,
} from '../../../platforms/index.ts';
import { engine } from '../../engine/cases.ts';
import type { CredentialData } from '../../engine/credentials.ts';
import type { NodeUnderTest, RunOptions } from '../../engine/engine.ts';
import { runSync } from '../../engine/sync.ts';
import { OPEN, person } from '../team.ts';

export * from '../../sync/results.ts';

export const TYPE = 'yunzhijiaSync';
export const KINDS = ['department', 'person', 'leader', 'partTimeJob'] as const;
export type Kind = (typeof KINDS)[number];
export type Tables = Partial<Record<Kind, IDataObject[]>>;

/** orgId → long name, parents first. */
export const PATHS = {
	'd-sales': '销售中心',
	'd-north': '销售中心\\华北区',
	'd-south': '销售中心\\华南区',
	'd-lab': '实验室',
	'd-old': '旧部',
};
/** Nobody belongs to it. */
export const EMPTY = PATHS['d-old'];
const HOMES = ['d-sales', 'd-north', 'd-south', 'd-lab'] as const;
export const PEOPLE = 8;

const SEEDED_AT = Date.parse('2026-01-01T00:00:00+08:00');

export const id = person;
export const jobNo = (n: number) => `J${n}`;
export const mobile = (n: number) => `139${String(n).padStart(8, '0')}`;
const homeOf = (n: number) => HOMES[(n - 1) % HOMES.length];
/** Of the main job of person n. */
export const pathOf = (n: number): string => PATHS[homeOf(n)];

/** Person n as the platform has them, unless said otherwise. */
export const somebody = (n: number, more: Partial<YunzhijiaPerson> = {}): YunzhijiaPerson => ({
	openId: id(n),
	name: `员工${n}`,
	jobNo: jobNo(n),
	phone: mobile(n),
	email: `j${n}@example.com`,
	orgId: homeOf(n),
	jobTitle: '工程师',
	// Only who changed once is told of by getAtTime.
	updatedAt: SEEDED_AT,
	...more,
});

/** The same as a row of the source, by the vendor's names. */
export const row = (n: number, more: IDataObject = {}): IDataObject => ({
	jobNo: jobNo(n),
	name: `员工${n}`,
	phone: mobile(n),
	email: `j${n}@example.com`,
	department: pathOf(n),
	jobTitle: '工程师',
	...more,
});
export const rows = (first: number, last: number): IDataObject[] =>
	Array.from({ length: last - first + 1 }, (_, n) => row(first + n));

/** Somebody new, who belongs to the lab. */
export const newcomer = (n: number, more: IDataObject = {}): IDataObject =>
	row(n, { department: PATHS['d-lab'], ...more });
export const newcomers = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, n) => newcomer(101 + n));

/** All departments as rows of the source. */
export const departments = (): IDataObject[] =>
	Object.values(PATHS).map((department) => ({ department }));

export const company = (people = PEOPLE) =>
	function seed(state: YunzhijiaState) {
		for (const [orgId, path] of Object.entries(PATHS)) {
			const levels = path.split('\\');
			const above = levels.length > 1 ? 'd-sales' : '';
			addDepartment(state, orgId, levels.at(-1)!, above, { updatedAt: SEEDED_AT });
		}
		for (let n = 1; n <= people; n++) addPerson(state, somebody(n));
	};

export const addJob = (state: YunzhijiaState, n: number, orgId: string, jobTitle: string) =>
	state.partTimeJobs.set(partTimeJobKey(id(n), orgId), { openId: id(n), orgId, jobTitle });
export const lead = (state: YunzhijiaState, n: number, orgId: string) =>
	addLeader(state, { openId: id(n), orgId });

/** So that a few removals in a small company are no accident. */
export const ANY = { maxRemovals: 100_000, maxRemovalsPercent: 100 };
export const TWICE = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 } as const;

interface More extends Pick<RunOptions, 'cancelAfter'> {
	node?: Partial<NodeUnderTest>;
}

/** A company for the test at hand, and syncs with it: of the kinds that have a table. */
export async function startCompany(options: YunzhijiaOptions = {}) {
	const platform = await startYunzhijia({ seed: company(), ...options });
	onTestFinished(platform.stop);
	const credentials = { yunzhijiaApi: platform.credential as CredentialData };
	const sync = async (tables: Tables, parameters: IDataObject = {}, more: More = {}) =>
		await runSync(TYPE, {
			tables: KINDS.map((kind) => tables[kind]),
			parameters: { kinds: KINDS.filter((kind) => tables[kind]), ...parameters },
			credentials,
			...more,
		});
	return {
		...platform,
		plan: sync,
		apply: async (tables: Tables, parameters: IDataObject = {}, more?: More) =>
			await sync(tables, { mode: 'apply', ...parameters }, more),
		/** Nodes by name, and edges such as `From.1>To.2`: output 1 to input 2, else 0. */
		workflow: async (nodes: Record<string, NodeUnderTest>, edges: string[]) =>
			await engine.runWorkflow(
				{
					nodes: Object.entries({ Start: { type: 'test.start' }, ...nodes }).map(placed),
					connections: connected(edges),
				},
				{ items: [{ from: 'Start' }], credentials },
			),
		/** Called back once, when the n-th request to such a path has arrived and before its answer. */
		onRequest: (path: string, count: number, arrived: () => void) => {
			const push = platform.requests.push.bind(platform.requests);
			platform.requests.push = (...more) => {
				const length = push(...more);
				if (more.some((request) => request.path.endsWith(path)) && count-- === 1) arrived();
				return length;
			};
		},
		personNo: (n: number) => platform.state.people.get(id(n)),
		/** Of everybody with that job number. */
		named: (number: string) =>
			[...platform.state.people.values()].filter((one) => one.jobNo === number),
		paths: () =>
			[...platform.state.departments.values()].map(({ department }) => department).toSorted(),
		jobs: () =>
			[...platform.state.partTimeJobs.values()].map(
				({ openId, orgId, jobTitle }) => `${openId}|${orgId}: ${jobTitle}`,
			),
	};
}
export type Company = Awaited<ReturnType<typeof startCompany>>;

const placed = ([name, node]: [string, NodeUnderTest]): INode => ({
	...{ id: name, name, typeVersion: 1, position: [0, 0], parameters: {} },
	...node,
});

function connected(edges: string[]): IConnections {
	const connections: IConnections = {};
	const end = (text: string) => {
		const [node, index = '0'] = text.split('.');
		return { node, index: Number(index) };
	};
	for (const edge of edges) {
		const [from, to] = edge.split('>').map(end);
		const { main } = (connections[from.node] ??= { main: [] });
		for (let at = main.length; at <= from.index; at++) main.push([]);
		main[from.index]!.push({ ...to, type: 'main' });
	}
	return connections;
}

const table: INodeType = {
	description: {
		...{ displayName: 'Rows', name: 'rows', group: ['input'], version: 1 },
		...{ description: 'Emits its rows', defaults: { name: 'Rows' } },
		...{ inputs: ['main'], outputs: ['main'] },
		properties: [{ displayName: 'Rows', name: 'rows', type: 'json', default: [] }],
	},
	async execute() {
		return [(this.getNodeParameter('rows', 0) as IDataObject[]).map((json) => ({ json }))];
	},
};
engine.register('test.rows', table);

/** A node that emits these rows. */
export const emits = (given: IDataObject[]): NodeUnderTest => ({
	type: 'test.rows',
	parameters: { rows: given as never },
});

const READS = [
	...['dept/getall', 'dept/get', 'person/getall', 'person/getAtTime', 'person/get'],
	...['company/queryOrgAdmins', 'company/queryPartTimeJobs', 'relation/queryPersonOrgJobInfo'],
];

/** What was sent to change something, in order: interface and rows, without their own numbers. */
export function writes({ requestsTo }: Pick<Company, 'requestsTo'>) {
	return requestsTo('')
		.map((request) => ({ path: request.path.slice(OPEN.length), data: dataOf(request) }))
		.filter(({ path }) => !READS.includes(path))
		.map(({ path, data }) => ({ path, rows: rowsIn(data as IDataObject).map(bare) }));
}

const rowsIn = (data: IDataObject): unknown[] => {
	const list = Array.isArray(data)
		? data
		: (data.persons ?? data.departments ?? data.openIds ?? data.list);
	return Array.isArray(list) ? list : [data];
};

const OWN = ['commitId', 'msgId', 'eid'];

const bare = (sent: unknown) =>
	typeof sent === 'object'
		? Object.fromEntries(
				Object.entries(sent as IDataObject).filter(([name]) => !OWN.includes(name)),
			)
		: sent;

/** The same by interface: how many rows went there. */
export function rowsSent(to: Pick<Company, 'requestsTo'>): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const { path, rows: sent } of writes(to)) counts[path] = (counts[path] ?? 0) + sent.length;
	return counts;
}

/** What the platform holds, to compare with later. */
export const held = ({ state }: Pick<Company, 'state'>): YunzhijiaState => structuredClone(state);
