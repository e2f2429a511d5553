/**
 * What should become of every record, from the specification alone. Where it leaves a choice, or
 * where one record waits for another that has a choice, the answer is "either": before or source.
 */
import type { Kind } from './changes.ts';
import type { Organisation, Pair, Person } from './organisation.ts';
import { below, byN, numbersOf, pathOf, samePair, upwards } from './organisation.ts';
import type { Scenario } from './scenario.ts';
import { inScope } from './scenario.ts';

/**
 * source: as the source says; platform: as it was (and not there, if it was not); gone: removed;
 * left: a person retired; either: one of what it was and what the source says.
 */
export type Verdict = 'source' | 'platform' | 'gone' | 'left' | 'either';

export interface Expected {
	departments: Map<number, Verdict>;
	people: Map<number, Verdict>;
	/** What "source" means of somebody, column by column. */
	targets: Map<number, Person>;
	leaders: ExpectedPair[];
	jobs: ExpectedPair[];
}

export type ExpectedPair = Pair & { verdict: Verdict };

export function expectedOf(scenario: Scenario): Expected {
	const targets = targetsOf(scenario);
	const departments = ofDepartments(scenario);
	const people = ofPeople(scenario, departments, targets);
	removals(scenario, departments, people, targets);
	const expected = { departments, people, targets };
	return {
		...expected,
		leaders: ofPairs(scenario, expected, 'leader'),
		jobs: ofPairs(scenario, expected, 'partTimeJob'),
	};
}

function ofDepartments(scenario: Scenario): Map<number, Verdict> {
	const { platform, source, parameters, style } = scenario;
	const verdicts = new Map<number, Verdict>();
	const isChosen = parameters.kinds.includes('department');
	const may = (action: string) => isChosen && parameters.actions.includes(action);
	const verdictOf = (n: number): Verdict => {
		const [before, after] = [byN(platform.departments, n), byN(source.departments, n)];
		// Of what is missing removals() tells.
		if (!after || !isChosen) return 'platform';
		const above = upwards(source, after.parent).map((one) => verdicts.get(one) ?? verdictOf(one));
		if (!before) {
			if (!inScope(scenario, pathOf(source, n))) return 'platform';
			if (!may('create')) return 'platform';
			return above.every((one, at) => one === 'source' || isSame(after.parent, at))
				? 'source'
				: 'either';
		}
		const isMoved = before.parent !== after.parent;
		const differs =
			isMoved || before.name !== after.name || (style.weights && before.weights !== after.weights);
		const paths = [pathOf(platform, n), pathOf(source, n)];
		const inside = paths.filter((path) => inScope(scenario, path)).length;
		if (!differs) return 'source';
		if (inside < 2) return 'platform';
		if (!may('update')) return 'platform';
		if (isMoved && above.some((one) => one !== 'source')) return 'either';
		return 'source';
	};
	/** The level `at` above a new department is there and stays as it is. */
	function isSame(parent: number, at: number): boolean {
		const n = upwards(source, parent)[at];
		return byN(platform.departments, n) !== undefined && pathOf(platform, n) === pathOf(source, n);
	}
	for (const n of numbersOf(platform.departments, source.departments))
		verdicts.set(n, verdictOf(n));
	return verdicts;
}

/** What the row of a person asks for, over what is there. */
function targetsOf({ platform, source, parameters, style }: Scenario): Map<number, Person> {
	const { emptyCells, onlyWhenCreating, onlyIfEmpty } = parameters;
	const targets = new Map<number, Person>();
	for (const wanted of source.people) {
		const before = byN(platform.people, wanted.n);
		const target: Person = { ...wanted };
		const columns = ['name', 'phone', 'email', 'jobTitle', 'birthday', 'department'] as const;
		for (const column of columns) {
			const was = before?.[column] ?? (column === 'department' ? 0 : '');
			const isEmpty = wanted[column] === '' || wanted[column] === 0;
			const stays =
				style.without.includes(column) ||
				(isEmpty && emptyCells === 'keep') ||
				(before && onlyWhenCreating.includes(column)) ||
				(before && onlyIfEmpty.includes(column) && was !== '');
			if (stays) Object.assign(target, { [column]: was });
		}
		targets.set(wanted.n, target);
	}
	return targets;
}

export const COMPARED = ['name', 'phone', 'email', 'jobTitle', 'birthday', 'department'] as const;

function ofPeople(
	scenario: Scenario,
	departments: Expected['departments'],
	targets: Expected['targets'],
): Map<number, Verdict> {
	const { platform, source, parameters } = scenario;
	const { kinds, missing, actions, protectedPeople } = parameters;
	const verdicts = new Map<number, Verdict>();
	const isChosen = kinds.includes('person');
	const pathBefore = (n: number) => pathOf(platform, n);

	const verdictOf = (n: number): Verdict => {
		const before = byN(platform.people, n);
		const after = targets.get(n);
		if (!isChosen) return 'platform';
		const isProtected = protectedPeople.includes(n);
		const wasInside = before && inScope(scenario, pathBefore(before.department));
		if (!after) {
			if (before!.status !== '1' || !wasInside || isProtected) return 'platform';
			return ({ keep: 'platform', retire: 'left', remove: 'gone' } as const)[missing.person];
		}
		if (source.quit.has(n)) {
			if (!before) return 'platform';
			if (before.status === '0' || !wasInside || isProtected) return 'platform';
			return 'left';
		}
		const isInside = inScope(scenario, pathOf(source, after.department));
		if (!before) {
			if (!isInside || !actions.includes('create')) return 'platform';
			return worst(after, isFree(n));
		}
		if (parameters.scope.length && before.status !== '1' && wasInside !== isInside) return 'either';
		if (!wasInside || !isInside) return 'platform';
		if (before.status === '0' && !actions.includes('restore')) return 'platform';
		if (before.status === '2' && !actions.includes('enable')) return 'platform';
		const differs = COMPARED.some((column) => before[column] !== after[column]);
		if (before.status === '1' && !differs) return 'source';
		if (!actions.includes('update')) return before.status === '1' ? 'platform' : 'either';
		return worst(after, isFree(n));
	};

	/** Whether nobody else has their phone. */
	const isFree = (n: number): Verdict => {
		const wanted = targets.get(n)!.phone;
		const holder = platform.people.find((one) => one.n !== n && wanted && one.phone === wanted);
		if (!holder) return 'source';
		if (source.swapped.has(n)) return 'either';
		const givesUp = targets.has(holder.n) && targets.get(holder.n)!.phone !== wanted;
		// Whether it is given up in time is another question.
		if (givesUp) return verdictOf(holder.n) === 'source' ? 'source' : 'either';
		return targets.has(holder.n) && !source.quit.has(holder.n) ? 'platform' : 'either';
	};

	/** Whether where they go is there, and without a part-time job of theirs. */
	const worst = (after: Person, verdict: Verdict): Verdict => {
		const before = byN(platform.people, after.n);
		if (!after.department || before?.department === after.department) return verdict;
		const place = departments.get(after.department);
		const hasChoice = upwards(source, after.department).some(
			(one) => departments.get(one) !== 'source',
		);
		const isOld = byN(platform.departments, after.department) !== undefined;
		const isPlain = isOld && pathBefore(after.department) === pathOf(source, after.department);
		if (place !== 'source' && !isPlain) return 'either';
		if (hasChoice && !isPlain) return 'either';
		const job = { person: after.n, department: after.department };
		if (platform.jobs.some(samePair(job)) && !isDropped(scenario, job)) return 'either';
		return verdict;
	};

	for (const n of numbersOf(platform.people, source.people)) verdicts.set(n, verdictOf(n));
	return verdicts;
}

/** A part-time job that is not in the source goes. */
function isDropped(scenario: Scenario, job: Pair): boolean {
	const { source, parameters, platform } = scenario;
	return (
		parameters.kinds.includes('partTimeJob') &&
		parameters.missing.partTimeJob === 'remove' &&
		!source.jobs.some(samePair(job)) &&
		inScope(scenario, pathOf(platform, job.department))
	);
}

/** Departments that go: nobody and nothing that stays is in them or below. */
function removals(
	scenario: Scenario,
	departments: Expected['departments'],
	people: Expected['people'],
	targets: Expected['targets'],
): void {
	const { platform, source, parameters } = scenario;
	if (!parameters.kinds.includes('department')) return;
	if (parameters.missing.department === 'keep') return;
	const missing = platform.departments
		.filter(({ n }) => !byN(source.departments, n))
		// What is below first.
		.toSorted((a, b) => upwards(platform, b.n).length - upwards(platform, a.n).length);
	for (const { n } of missing) {
		if (!inScope(scenario, pathOf(platform, n))) continue;
		if (parameters.protectedDepartments.includes(n)) continue;
		const staying = whereDepartments(scenario, departments).filter(({ parent }) => parent === n);
		const kept = staying.filter((one) => departments.get(one.n) !== 'gone');
		const within = wherePeople(scenario, people, targets).filter(({ at }) => at.includes(n));
		const isSure = within.some(({ at, status }) => at.length === 1 && status === '1');
		const isMaybe = within.some(({ status }) => status !== '0');
		const isBlocked = kept.some((one) => ['platform', 'source'].includes(departments.get(one.n)!));
		if (isSure || isBlocked) departments.set(n, 'platform');
		else departments.set(n, isMaybe || kept.length ? 'either' : 'gone');
	}
}

/** Departments that were there, with the parent that they have in the end. */
const whereDepartments = ({ platform, source }: Scenario, departments: Expected['departments']) =>
	platform.departments.flatMap((before) => {
		const after = byN(source.departments, before.n);
		const verdict = departments.get(before.n);
		if (!after || verdict === 'platform') return [before];
		return verdict === 'source' ? [after] : [before, after];
	});

/** Where people may be in the end. */
function wherePeople(
	{ platform }: Scenario,
	people: Expected['people'],
	targets: Expected['targets'],
): Array<{ at: number[]; status: Person['status'] }> {
	return [...people].flatMap(([n, verdict]) => {
		const before = byN(platform.people, n);
		const after = targets.get(n);
		if (verdict === 'gone' || verdict === 'left') return [];
		if (verdict === 'platform')
			return before ? [{ at: [before.department], status: before.status }] : [];
		if (verdict === 'source') return [{ at: [after!.department], status: '1' }];
		const at = [...new Set([before, after].flatMap((one) => (one ? [one.department] : [])))];
		// Perhaps nobody is there at all.
		return [{ at: before ? at : [...at, 0], status: '1' }];
	});
}

function ofPairs(
	scenario: Scenario,
	{ departments, people, targets }: Pick<Expected, 'departments' | 'people' | 'targets'>,
	kind: Kind & ('leader' | 'partTimeJob'),
): ExpectedPair[] {
	const { platform, source, parameters } = scenario;
	const list = kind === 'leader' ? 'leaders' : 'jobs';
	const all: Pair[] = [
		...source[list],
		...platform[list].filter((pair) => !source[list].some(samePair(pair))),
	];
	const isChosen = parameters.kinds.includes(kind);
	const verdictOf = (pair: Pair): Verdict => {
		const before = platform[list].find(samePair(pair));
		const after = source[list].find(samePair(pair));
		const place = departments.get(pair.department)!;
		const who = people.get(pair.person)!;
		const isThere = byN(platform.departments, pair.department) !== undefined;
		const wasThere = byN(platform.people, pair.person);
		if (place === 'gone' || who === 'gone') return 'gone';
		if (place === 'either' || who === 'left' || who === 'either') return 'either';
		if (!isChosen) return 'platform';
		const path = pathOf(isThere ? platform : source, pair.department);
		if (!inScope(scenario, path)) return 'platform';
		if (isThere && !inScope(scenario, pathOf(source, pair.department)) && after) return 'either';
		if (parameters.scope.length) {
			const home = byN(platform.people, pair.person)?.department ?? 0;
			if (!inScope(scenario, pathOf(platform, home))) return 'either';
		}
		if (!after) return parameters.missing[kind] === 'remove' ? 'gone' : 'platform';
		if (before) {
			const differs =
				[...(before.titles ?? [])].sort().join() !== [...(after.titles ?? [])].sort().join();
			if (!differs) return 'source';
			return parameters.actions.includes('update') ? 'source' : 'platform';
		}
		if (!parameters.actions.includes('create')) return 'platform';
		// Whoever is not there, or not active, in the end has no job.
		const isActive = who === 'source' || wasThere?.status === '1';
		const isPlain =
			isThere && pathOf(platform, pair.department) === pathOf(source, pair.department);
		const hasChoice = upwards(source, pair.department).some((n) => departments.get(n) !== 'source');
		if (!isActive || (hasChoice && !isPlain)) return 'either';
		const home =
			who === 'source' && targets.has(pair.person) ? targets.get(pair.person)! : wasThere;
		return kind === 'partTimeJob' && home?.department === pair.department ? 'platform' : 'source';
	};
	return all.map((pair) => ({ ...pair, verdict: verdictOf(pair) }));
}

/** Everything that is there and may go: nothing else is ever retired or removed. */
export function removable(scenario: Scenario): Set<string> {
	const { platform, source, parameters } = scenario;
	const { kinds, missing, protectedPeople, protectedDepartments } = parameters;
	const isInside = (department: number) => inScope(scenario, pathOf(platform, department));
	const people = platform.people.filter(
		({ n, department, status }) =>
			kinds.includes('person') &&
			status !== '0' &&
			isInside(department) &&
			!protectedPeople.includes(n) &&
			(source.quit.has(n) ||
				(!byN(source.people, n) && missing.person !== 'keep' && status === '1')),
	);
	const departments = platform.departments.filter(
		({ n }) =>
			kinds.includes('department') &&
			missing.department === 'remove' &&
			isInside(n) &&
			!protectedDepartments.includes(n) &&
			!byN(source.departments, n) &&
			below(platform, n).every((one) => !protectedDepartments.includes(one) || moved(source, one)),
	);
	return new Set([
		...people.map(({ n }) => `person ${n}`),
		...departments.map(({ n }) => `department ${n}`),
	]);
}

const moved = (source: Organisation, n: number) => byN(source.departments, n) !== undefined;
