/** What is said of each record: its action, reason and changes, and the counts of the summary. */
import type { SyncResult } from '../../../engine/sync.ts';
import type { Change } from '../../../sync/properties/items.ts';
import { also, differ, miscounts, misstated, told } from '../../../sync/properties/items.ts';
import type { Tables } from '../../../sync/properties/subject.ts';
import type { Kind } from './changes.ts';
import type { Expected, ExpectedPair, Verdict } from './model.ts';
import { byN, pathOf, samePair } from './organisation.ts';
import type { Scenario } from './scenario.ts';
import { inScope } from './scenario.ts';

/** What is not said as it should be, in words; of what has a choice nothing is expected. */
export function misstatements(
	result: SyncResult,
	scenario: Scenario,
	expected: Expected,
	tables: Tables,
): string[] {
	return [
		...misstated(result, [
			...ofPeople(scenario, expected),
			...ofDepartments(scenario, expected),
			...ofPairs(scenario, expected.leaders, 'leader'),
			...ofPairs(scenario, expected.jobs, 'partTimeJob'),
		]),
		...miscounts(result, scenario.parameters.kinds, tables, here(scenario)),
	];
}

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

/** How many are active and in scope; of pairs it is not counted here. */
function here(scenario: Scenario): Partial<Record<Kind, number>> {
	const { platform } = scenario;
	const isInside = (n: number) => inScope(scenario, pathOf(platform, n));
	return {
		department: platform.departments.filter(({ n }) => isInside(n)).length,
		person: platform.people.filter(
			({ department, status }) => status === '1' && isInside(department),
		).length,
	};
}
