/** What is said of each record: its action, reason and changes, and the counts of the summary. */
import type { IDataObject } from 'n8n-workflow';
import type { SyncResult } from '../../../engine/sync.ts';
import type { Kind } from './changes.ts';
import { summaryOf } from './company.ts';
import type { Expected, ExpectedPair, Verdict } from './model.ts';
import { byN, pathOf, samePair } from './organisation.ts';
import type { Scenario, Tables } from './scenario.ts';
import { inScope } from './scenario.ts';

/** What is not said as it should be, in words; of what has a choice nothing is expected. */
export function misstatements(
	result: SyncResult,
	scenario: Scenario,
	expected: Expected,
	tables: Tables,
): string[] {
	const said = new Map(
		result.records.map((one) => [`${String(one.kind)} ${String(one.key)}`, shown(one)]),
	);
	const wanted = [
		...ofPeople(scenario, expected),
		...ofDepartments(scenario, expected),
		...ofPairs(scenario, expected.leaders, 'leader'),
		...ofPairs(scenario, expected.jobs, 'partTimeJob'),
	];
	return [
		...wanted
			.filter(([record, right]) => said.get(record) !== right)
			.map(([record, right]) => `${record}: ${said.get(record) ?? 'no item'}, not ${right}`),
		...miscounts(result, scenario, tables),
	];
}

const shown = ({ action, reason, changes }: IDataObject): string =>
	`${String(action)} (${String(reason)}) ${(changes as IDataObject[]).map(({ field, from, to }) => `${String(field)}: ${String(from)} → ${String(to)}`).join(', ')}`;

type Change = [field: string, from: string, to: string];

const told = (action: string, reason: string, changes: Change[] = []) =>
	shown({ action, reason, changes: changes.map(([field, from, to]) => ({ field, from, to })) });

const differ = (changes: Change[]) =>
	`${changes.map(([field]) => field).join(', ')} ${changes.length === 1 ? 'differs' : 'differ'}`;

const also = (reason: string, changes: Change[]) =>
	changes.length ? `${reason}; ${differ(changes)}` : reason;

/** In the order of the columns. */
const COLUMNS = ['name', 'phone', 'email', 'department', 'jobTitle', 'birthday'] as const;

function ofPeople({ platform, source }: Scenario, { people, targets }: Expected) {
	return [...people].flatMap(([n, verdict]): Array<[string, string]> => {
		const [before, after] = [byN(platform.people, n), targets.get(n)];
		const record = `person J${n}`;
		if (verdict === 'left')
			return [
				[
					record,
					told('retire', after ? 'the source says that this person has left' : 'not in the source'),
				],
			];
		if (verdict === 'gone') return [[record, told('remove', 'not in the source')]];
		if (verdict !== 'source' || !before || !after) return [];
		const changes = COLUMNS.filter((column) => before[column] !== after[column]).map(
			(column): Change =>
				column === 'department'
					? [column, pathOf(platform, before.department), pathOf(source, after.department)]
					: [column, before[column], after[column]],
		);
		if (before.status === '0')
			return [
				[record, told('restore', also('in the source again after leaving', changes), changes)],
			];
		if (before.status === '2')
			return [
				[
					record,
					told('enable', also('in the source, but disabled on the platform', changes), changes),
				],
			];
		if (changes.length === 0) return [[record, told('unchanged', 'nothing differs')]];
		const isMoved = changes.some(([field]) => field === 'department');
		return [[record, told(isMoved ? 'move' : 'update', differ(changes), changes)]];
	});
}

function ofDepartments(
	{ platform, source, style, parameters }: Scenario,
	{ departments }: Expected,
): Array<[string, string]> {
	if (!parameters.kinds.includes('department')) return [];
	/** What goes has by then the name that follows from what is above it. */
	const pathAfter = (n: number): string => {
		const there = byN(platform.departments, n);
		if (!there || byN(source.departments, n)) return pathOf(source, n);
		return [pathAfter(there.parent), there.name].filter(Boolean).join('\\');
	};
	return [...departments].flatMap(([n, verdict]: [number, Verdict]): Array<[string, string]> => {
		const [before, after] = [byN(platform.departments, n), byN(source.departments, n)];
		if (verdict === 'gone')
			return [[`department ${pathAfter(n)}`, told('remove', 'not in the source')]];
		if (verdict !== 'source' || !after) return [];
		const record = `department ${pathOf(source, n)}`;
		if (!before) {
			const changes: Change[] = [['department', '', pathOf(source, n)]];
			if (style.weights) changes.push(['weights', '', String(after.weights)]);
			return [[record, told('create', 'not on the platform', changes)]];
		}
		const changes: Change[] = [];
		if (before.parent !== after.parent)
			changes.push(['parent', pathOf(platform, before.parent), pathOf(source, after.parent)]);
		if (before.name !== after.name) changes.push(['name', before.name, after.name]);
		if (style.weights && before.weights !== after.weights)
			changes.push(['weights', String(before.weights), String(after.weights)]);
		// What is the same may be out of scope, or a level without a row.
		if (changes.length === 0) return [];
		const isMoved = before.parent !== after.parent;
		return [[record, told(isMoved ? 'move' : 'update', differ(changes), changes)]];
	});
}

/** Titles are a set: what is the same in another order is the same. */
function ofPairs(
	{ platform, source }: Scenario,
	pairs: ExpectedPair[],
	kind: Kind,
): Array<[string, string]> {
	const before = kind === 'leader' ? platform.leaders : platform.jobs;
	return pairs.flatMap((pair): Array<[string, string]> => {
		const { person, department, titles = [], verdict } = pair;
		const there = before.find(samePair(pair));
		if (verdict !== 'source' || !there) return [];
		const isSame = titles.toSorted().join() === (there.titles ?? []).toSorted().join();
		const record = `${kind} J${person}|${pathOf(source, department)}`;
		// The order of the titles, in changes, is anybody's.
		if (!isSame) return [];
		return [[record, told('unchanged', 'nothing differs')]];
	});
}

const ACTIONS = [
	...['create', 'update', 'move', 'restore', 'enable', 'retire', 'remove', 'unchanged', 'skipped'],
];

function miscounts(result: SyncResult, scenario: Scenario, tables: Tables): string[] {
	const { counts } = summaryOf(result) as { counts: Record<Kind, Record<string, number>> };
	const { platform, parameters } = scenario;
	const isInside = (n: number) => inScope(scenario, pathOf(platform, n));
	const here: Partial<Record<Kind, number>> = {
		department: platform.departments.filter(({ n }) => isInside(n)).length,
		person: platform.people.filter(
			({ department, status }) => status === '1' && isInside(department),
		).length,
	};
	return parameters.kinds.flatMap((kind) => {
		const own = result.records.filter((one) => one.kind === kind);
		const wanted: Record<string, number | undefined> = {
			source: tables[kind].length,
			platform: here[kind],
			...Object.fromEntries(
				ACTIONS.map((action) => [action, own.filter((one) => one.action === action).length]),
			),
			...Object.fromEntries(
				['done', 'unknown', 'notSent'].map((outcome) => [
					outcome,
					own.filter((one) => one.outcome === outcome).length,
				]),
			),
			rejected: own.filter((one) => one.outcome === 'rejected').length,
		};
		return Object.entries(wanted)
			.filter(([name, right]) => right !== undefined && counts[kind][name] !== right)
			.map(([name, right]) => `${kind}.${name} is ${counts[kind][name]}, not ${right}`);
	});
}
