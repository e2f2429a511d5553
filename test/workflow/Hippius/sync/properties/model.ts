/**
 * What should become of every record, from the specification alone. Where it leaves a choice, or
 * where one record waits for another that has a choice, the answer is "either": before or source.
 */
import { byN, numbersOf } from '../../../sync/properties/tree.ts';
import type { Kind, Organisation, Thing } from './organisation.ts';
import { ofKind, PROPERTIES, upwards } from './organisation.ts';
import type { Scenario } from './scenario.ts';
import { homeOf, inScope } from './scenario.ts';

/**
 * source: as the source says; platform: as it was (and not there, if it was not); gone: deleted;
 * left: retired; either: one of what it was and what the source says, or gone if it may go.
 */
export type Verdict = 'source' | 'platform' | 'gone' | 'left' | 'either';

export interface Expected {
	verdicts: Map<number, Verdict>;
	/** Who and what may go. */
	going: Set<number>;
	/** What "source" means of a record. */
	targets: Map<number, Thing>;
}

export function expectedOf(scenario: Scenario): Expected {
	const targets = targetsOf(scenario);
	const judge = new Judge(scenario, targets);
	return { verdicts: judge.all(), going: judge.going, targets };
}

/** What the platform has and the workflow remembers. */
export const isKnown = ({ platform, forgotten }: Scenario, n: number): boolean =>
	byN(platform, n) !== undefined && !forgotten.has(n);

/** What the row of a record asks for, over what is there. */
function targetsOf(scenario: Scenario): Map<number, Thing> {
	const { platform, source, parameters, style, edition } = scenario;
	const targets = new Map<number, Thing>();
	for (const wanted of source.things) {
		if (!parameters.kinds.includes(wanted.kind)) continue;
		const before = byN(platform, wanted.n);
		const known = isKnown(scenario, wanted.n) ? before : undefined;
		const target = structuredClone(wanted);
		for (const column of Object.keys(target.values)) {
			const stays =
				(wanted.kind === 'employee' && style.without.includes(column)) ||
				(target.values[column] === '' && parameters.emptyCells === 'keep') ||
				(wanted.kind === 'employee' && known && parameters.onlyWhenCreating.includes(column));
			if (stays) target.values[column] = before?.values[column] ?? '';
		}
		if (before && !before.isActive && style.without.includes('status')) target.values.status = 'ON';
		// No edition moves a position, classic no department, and none makes a root again.
		const isFixed = wanted.kind === 'position' || edition === 'classic' || wanted.place === 0;
		if (before && isFixed) target.place = before.place;
		targets.set(wanted.n, target);
	}
	return targets;
}

/** The primary position first, the others in any order. */
export const sameJobs = (one: number[], other: number[]): boolean =>
	one[0] === other[0] && one.toSorted().join() === other.toSorted().join();

export function differences(scenario: Scenario, before: Thing, after: Thing): string[] {
	const home = ({ jobs }: Thing) => homeOf(scenario, jobs[0]);
	const { style, parameters } = scenario;
	// What is to be empty and was never sent may be there.
	const isDoubtful = (column: string) =>
		after.kind === 'employee' &&
		parameters.emptyCells === 'clear' &&
		style.wasWithout.includes(column) &&
		!style.without.includes(column) &&
		!parameters.onlyWhenCreating.includes(column) &&
		after.values[column] === '';
	return [
		...Object.keys(after.values).filter(
			(column) => before.values[column] !== after.values[column] || isDoubtful(column),
		),
		...(before.place !== after.place ? ['parentUnitCode'] : []),
		...(sameJobs(before.jobs, after.jobs) ? [] : ['list']),
		...(after.jobs.length && home(before) !== home(after) ? ['unitCode'] : []),
	];
}

/** What decides whether a record is in scope: a department itself, of an employee the primary one. */
export const isWithin = (scenario: Scenario, org: Organisation, one: Thing): boolean => {
	const place = { department: one.n, position: one.place, employee: 0 }[one.kind];
	return inScope(scenario, org, place || homeOf(scenario, one.jobs[0]));
};

class Judge {
	readonly scenario: Scenario;
	readonly targets: Map<number, Thing>;
	readonly verdicts = new Map<number, Verdict>();
	/** What is to go; of an employee it is sure, of a department if nothing is in it. */
	readonly going: Set<number>;

	constructor(scenario: Scenario, targets: Map<number, Thing>) {
		this.scenario = scenario;
		this.targets = targets;
		this.going = new Set([...mayGo(scenario)].map((record) => Number(record.split(' ')[1])));
	}

	all(): Map<number, Verdict> {
		const { platform, source } = this.scenario;
		for (const n of numbersOf(platform, source.things)) this.verdict(n);
		const depth = ({ n }: Thing) => upwards(platform, n).length;
		// What is below first.
		const missing = ofKind(platform, 'department').filter(({ n }) => this.going.has(n));
		for (const one of missing.toSorted((a, b) => depth(b) - depth(a))) this.remove(one);
		return this.verdicts;
	}

	verdict(n: number): Verdict {
		const known = this.verdicts.get(n);
		if (known) return known;
		const found = this.judge(n);
		this.verdicts.set(n, found);
		return found;
	}

	judge(n: number): Verdict {
		const { scenario } = this;
		const { platform, source, parameters } = scenario;
		const before = byN(platform, n);
		const after = this.targets.get(n);
		// Of departments that go it is told later, when it is known what stays.
		if (this.going.has(n)) return before!.kind === 'employee' ? 'left' : 'platform';
		if (!after || source.closed.has(n)) return 'platform';
		const may = (action: string) => parameters.actions.includes(action);
		// Where a known record stands already is heard of, in a way.
		if (this.namesUnheardOf(after)) return isKnown(scenario, n) ? 'either' : 'platform';
		// When all is forgotten what is not in the source is not heard of any more.
		const isLost = (place: number) => place !== 0 && !byN(source.things, place);
		if (scenario.losesAfter > 0 && this.placesOf(byN(source.things, n)!).some(isLost))
			return 'either';
		const isInside = isWithin(scenario, this.after(), after);
		// What is written is not always what can be done.
		const written = byN(source.things, n)!;
		if (isInside !== isWithin(scenario, source.things, written)) return 'either';
		if (!before || !isKnown(scenario, n)) {
			if (!isInside || !may('create')) return 'platform';
			return this.worst(undefined, after);
		}
		const wasInside = isWithin(scenario, platform, before);
		// Of whom the department moved across the border, or who is back on the other side of it.
		const isHome =
			after.kind !== 'employee' ||
			homeOf(scenario, before.jobs[0]) === homeOf(scenario, after.jobs[0]);
		if (wasInside !== isInside && (!before.isActive || isHome)) return 'either';
		if (!wasInside || !isInside) return 'platform';
		if (!before.isActive && !may('restore')) return 'platform';
		const differs = differences(scenario, before, after).length > 0;
		if (before.isActive && !differs) return 'source';
		if (!may('update') && (before.isActive || differs))
			return before.isActive ? 'platform' : 'either';
		return this.worst(before, after);
	}

	/** All that will be there if everything is done. */
	after(): Organisation {
		const { platform } = this.scenario;
		return [...platform.filter(({ n }) => !this.targets.has(n)), ...this.targets.values()];
	}

	/** Whether the departments and positions that it names are there. */
	worst(before: Thing | undefined, after: Thing): Verdict {
		const isAssigned = !before || differences(this.scenario, before, after).includes('list');
		// What is written in the row counts, even where it can't be done.
		const written = byN(this.scenario.source.things, after.n)!;
		const places = [...this.placesOf(after), ...this.placesOf(written)].filter(Boolean);
		const named = [...places, ...(isAssigned ? after.jobs : [])];
		return named.every((n) => this.isSure(n)) ? 'source' : 'either';
	}

	placesOf({ kind, place, jobs }: Thing): number[] {
		return kind === 'employee' ? jobs.map((job) => homeOf(this.scenario, job)) : [place];
	}

	/** What is written in the row counts, even where it can't be done. */
	namesUnheardOf({ n }: Thing): boolean {
		const { source, parameters } = this.scenario;
		const isUnheardOf = (one: number) =>
			one !== 0 && !byN(source.things, one) && !isKnown(this.scenario, one);
		return (
			parameters.kinds.includes('department') &&
			this.placesOf(byN(source.things, n)!).some(isUnheardOf)
		);
	}

	/** It is there in the end, and not only the platform knows. */
	isSure(n: number): boolean {
		const { platform, parameters } = this.scenario;
		const verdict = this.verdict(n);
		const there = byN(platform, n);
		if (verdict !== 'platform' || !there) return verdict === 'source';
		const after = this.targets.get(n) ?? there;
		if (after.place !== there.place) return false;
		return isKnown(this.scenario, n) || !parameters.kinds.includes(there.kind);
	}

	/** A department goes if nobody known is in it, and nothing of the source; whatever else is in it is the platform's matter. */
	remove(going: Thing): void {
		const { scenario } = this;
		const { platform, source, deletesUsed } = scenario;
		const ends = (n: number): Array<Thing | undefined> => {
			const [before, after] = [byN(platform, n), this.targets.get(n)];
			const verdict = this.verdicts.get(n)!;
			if (verdict === 'left' || verdict === 'gone') return [undefined];
			if (verdict === 'platform') return [before];
			if (verdict === 'source') return [after];
			return this.going.has(n) ? [before, undefined] : [before, after];
		};
		const isIn = (one: Thing | undefined): boolean => {
			if (!one) return false;
			if (one.kind === 'employee')
				return one.isActive && one.jobs.some((job) => homeOf(scenario, job) === going.n);
			return one.place === going.n;
		};
		const others = numbersOf(platform, source.things).filter((n) => n !== going.n);
		const isPosition = (n: number) => n >= 200 && n < 300;
		/** Whether a position that is written elsewhere, but can't be moved, counts is open. */
		const isMoved = (n: number) =>
			isPosition(n) && this.targets.has(n) && byN(source.things, n)!.place !== going.n;
		const found = others
			.map((n) => ({
				n,
				ends: [...ends(n).map(isIn), ...(deletesUsed && isMoved(n) ? [false] : [])],
			}))
			.filter((each) => each.ends.includes(true));
		/** What keeps it from being asked for, and what keeps the platform from doing it. */
		const counts = ({ n }: { n: number }) =>
			!deletesUsed ||
			(isPosition(n)
				? byN(source.things, n) !== undefined && scenario.parameters.kinds.includes('position')
				: isKnown(scenario, n) || (this.targets.has(n) && !source.closed.has(n)));
		const stays = found.filter(counts);
		if (stays.some((each) => !each.ends.includes(false))) this.verdicts.set(going.n, 'platform');
		else this.verdicts.set(going.n, stays.length ? 'either' : 'gone');
	}
}

/** Everything that is there and may go: nothing else is ever retired or removed. */
export function mayGo(scenario: Scenario): Set<string> {
	const { platform, source, parameters, edition } = scenario;
	const { kinds, missing } = parameters;
	const policy: Record<Kind, boolean> = {
		department: missing.department === 'remove' && edition === 'classic',
		position: false,
		employee: missing.employee === 'retire',
	};
	return new Set(
		platform
			.filter(
				(one) =>
					one.isActive &&
					isKnown(scenario, one.n) &&
					kinds.includes(one.kind) &&
					isWithin(scenario, platform, one) &&
					!parameters.protected.includes(one.n) &&
					(source.closed.has(one.n) || (!byN(source.things, one.n) && policy[one.kind])),
			)
			.map(({ kind, n }) => `${kind} ${n}`),
	);
}

/** Of a custom property that is not sent nobody knows whether it stays. */
export const mayVanish = (column: string): boolean => PROPERTIES.includes(column);
