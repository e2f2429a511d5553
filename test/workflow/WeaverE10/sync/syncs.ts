/**
 * What the tests of weaverE10Sync share: a company on the test platform, a source that wants some
 * of everything done to it, runs of the node, and what was asked, sent and is held.
 */
import type { IDataObject } from 'n8n-workflow';
import { onTestFinished } from 'vitest';
import type {
	RecordedRequest,
	WeaverE10Options,
	WeaverE10State,
} from '../../../platforms/index.ts';
import { startWeaverE10 } from '../../../platforms/index.ts';
import type { CredentialData } from '../../engine/credentials.ts';
import type { NodeUnderTest, RunOptions } from '../../engine/engine.ts';
import { runSync } from '../../engine/sync.ts';
import type { Records } from '../../sync/conformance.ts';
import { rowsOf } from '../../sync/golden.ts';
import { RESTFUL } from '../runs.ts';
import type { Kind } from './golden/golden.ts';
import { KINDS, seed, sent, shortened, sourceRow } from './golden/golden.ts';

export * from '../../sync/results.ts';
export { idOf } from './golden/golden.ts';

/** As text, or as rows. */
export type Tables = Partial<Record<Kind, string | IDataObject[]>>;

/** X, Z, P5 and A4 are in no table; O, P4 and A5 are sealed or have left. */
export const COMPANY = {
	subcompany: `
		code | name   | parent
		HQ   | 总部   |
		E    | 华东   | HQ
		X    | 旧分部 | HQ`,
	department: `
		code | name   | parent | status
		S    | 销售部 | HQ     |
		N    | 华北区 | S      |
		R    | 研发部 | E      |
		O    | 旧部   | HQ     | sealed
		Z    | 末部   | X      |`,
	position: `
		code | name   | department | status
		P1   | 销售员 | S          |
		P2   | 工程师 | R          |
		P4   | 讲师   | R          | sealed
		P5   | 助理   | Z          |`,
	employee: `
		job_num | username | mobile      | alias | department | position | superior | status
		A1      | 王伟     | 13800000001 | 王    | S          | P1       |          |
		A2      | 李娜     | 13800000002 | 李    | N          | P1       | A1       |
		A3      | 张敏     | 13800000003 | 张    | R          | P2       | A1       |
		A4      | 赵磊     | 13800000004 | 赵    | Z          | P5       | A1       |
		A5      | 周静     | 13800000005 | 周    | S          | P1       | A1       | left`,
};

/** Something is created, changed, restored and retired of each kind, and everything rests on something. */
export const SOURCE = {
	subcompany: `
		code | name | parent
		HQ   | 总部 | 0
		E    | 东区 | HQ
		W    | 华西 | HQ`,
	department: `
		code | name   | parent
		K1   | 一组   | K
		S    | 销售部 | HQ
		N    | 北方区 | R
		R    | 研发部 | E
		O    | 老部   | W
		K    | 客服部 | W`,
	position: `
		code | name   | department
		P1   | 销售员 | S
		P2   | 主程   | R
		P3   | 坐席   | K1
		P4   | 讲师   | O`,
	employee: `
		job_num | username | mobile      | alias | department | position | superior
		A1      | 王伟     | 13800000001 | 大王  | S          | P1       | B1
		A2      | 李娜     | 13800000002 | 李    | K1         | P3       | A1
		A3      | 张敏     | 13800000003 | 张    | R          | P2       | A1
		A5      | 周静     | 13800000005 | 周    | O          | P4       | A1
		B1      | 吴洋     | 13800000011 | 吴    | K          | P3       | B2
		B2      | 孙杰     | 13800000012 | 孙    | K1         | P4       | B1`,
};

export const RETIRE_ALL = {
	...{ subcompanyMissing: 'retire', departmentMissing: 'retire' },
	...{ positionMissing: 'retire', employeeMissing: 'retire' },
};

/** So that a few removals in a small company are no accident. */
export const ANY = { maxRemovals: 100_000, maxRemovalsPercent: 100 };

interface More extends Pick<RunOptions, 'cancelAfter'> {
	node?: Partial<NodeUnderTest>;
}

const tableOf = (table?: string | IDataObject[]) =>
	typeof table === 'string' ? rowsOf(table).map(sourceRow) : table;

/** A company for the test at hand, and syncs with it: of the kinds that have a table. */
export async function startCompany(options: WeaverE10Options = {}, tables = COMPANY) {
	const platform = await startWeaverE10({
		...options,
		seed(state) {
			seed(state, tables);
			options.seed?.(state);
		},
	});
	onTestFinished(platform.stop);
	const credentials = { weaverE10Api: platform.credential as CredentialData };
	const plan = async (given: Tables, parameters: IDataObject = {}, more: More = {}) =>
		await runSync('weaverE10Sync', {
			tables: KINDS.map((kind) => tableOf(given[kind])),
			parameters: { kinds: KINDS.filter((kind) => given[kind]), limits: ANY, ...parameters },
			credentials,
			...more,
		});
	return {
		...platform,
		plan,
		apply: async (given: Tables, parameters: IDataObject = {}, more?: More) =>
			await plan(given, { mode: 'apply', ...parameters }, more),
		/** Called back once, when the n-th request to such a path has arrived and before its answer. */
		onRequest: (path: string, count: number, arrived: () => void) => {
			const push = platform.requests.push.bind(platform.requests);
			platform.requests.push = (...requests) => {
				const length = push(...requests);
				if (requests.some((request) => request.path.endsWith(path)) && count-- === 1) arrived();
				return length;
			};
		},
	};
}
export type Company = Awaited<ReturnType<typeof startCompany>>;

/** What was sent to change something, as the goldens write it. */
export const writes = ({ requestsTo }: Pick<Company, 'requestsTo'>) =>
	requestsTo('').flatMap(sent).map(shortened);

/** How many requests went to each interface that writes. */
export function writesByName({ requestsTo }: Pick<Company, 'requestsTo'>): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const request of requestsTo(''))
		if (sent(request).length > 0) {
			const name = nameOf(request);
			counts[name] = (counts[name] ?? 0) + 1;
		}
	return counts;
}

export const nameOf = ({ path }: RecordedRequest) =>
	path.slice(path.indexOf(RESTFUL) + RESTFUL.length);

const codeOf = ({ subcompanies, departments, positions }: WeaverE10State, id?: string) =>
	[subcompanies, departments, positions].map((map) => map.get(id ?? '')?.code).find(Boolean);

const line = (...values: unknown[]) => values.map((value) => value ?? '').join(' ');

/** All that is active, as `<kind> <key>` and what there is to compare. */
export function shown(state: WeaverE10State): Array<[record: string, text: string]> {
	const { subcompanies, departments, positions, employees } = state;
	const code = (id?: string) => codeOf(state, id);
	return [
		...[...subcompanies.values()]
			.filter(({ status }) => status === '1')
			.map((one): [string, string] => [
				`subcompany ${one.code}`,
				line(one.name, code(one.parent) ?? '0'),
			]),
		...[...departments.values()]
			.filter(({ status }) => status === '1')
			.map((one): [string, string] => [`department ${one.code}`, line(one.name, code(one.parent))]),
		...[...positions.values()]
			.filter(({ is_canceled }) => is_canceled !== '1')
			.map((one): [string, string] => [
				`position ${one.code}`,
				line(one.name, code(one.department)),
			]),
		...[...employees.values()]
			.filter(({ status }) => status === 'normal')
			.map((one): [string, string] => [
				`employee ${one.job_num}`,
				line(
					...[one.username, one.mobile, code(one.department), code(one.position)],
					employees.get(one.superior ?? '')?.job_num,
				),
			]),
	];
}

/** The same by record. */
export const holds = (state: WeaverE10State) => Object.fromEntries(shown(state)) as Records;

/** The same of a source, by the vendor's names. */
export function wantedBy({ subcompany, department, position, employee }: typeof SOURCE): Records {
	return Object.fromEntries([
		...rowsOf(subcompany).map((row) => [`subcompany ${row.code}`, line(row.name, row.parent)]),
		...rowsOf(department).map((row) => [`department ${row.code}`, line(row.name, row.parent)]),
		...rowsOf(position).map((row) => [`position ${row.code}`, line(row.name, row.department)]),
		...rowsOf(employee).map((row) => [
			`employee ${row.job_num}`,
			line(row.username, row.mobile, row.department, row.position, row.superior),
		]),
	]) as Records;
}
