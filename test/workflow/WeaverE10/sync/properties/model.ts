/**
 * What should become of every record, from the specification alone. Where it leaves a choice, or
 * where one record waits for another that has a choice, the answer is "either": before or source.
 */
import { byN, numbersOf } from '../../../sync/properties/tree.ts';
import type { Kind, Organisation, Thing } from './organisation.ts';
import { ofKind, placeOf, upwards } from './organisation.ts';
import type { Scenario } from './scenario.ts';
import { inScope, lacks, leavingStatus } from './scenario.ts';

/**
 * source: as the source says; platform: as it was (and not there, if it was not); left: sealed or
 * left; either: one of what it was and what the source says.
 */
export type Verdict = 'source' | 'platform' | 'left' | 'either';

export interface Expected {
	verdicts: Map<number, Verdict>;
	/** Who and what may leave. */
	going: Set<number>;
	/** What "source" means of a record, column by column. */
	targets: Map<number, Thing>;
	/** Superiors that somebody may end with: their own choice of one, else as it was. */
	superiors: Map<number, number[]>;
}

/** What it is in, or holds: none of these goes while it stays. */
const holders = ({ kind, refs }: Thing): number[] =>
	kind === 'position' ? [refs.department] : [refs.parent, refs.department, refs.position];

export function expectedOf(scenario: Scenario): Expected {
	const targets = targetsOf(scenario);
	const judge = new Judge(scenario, targets);
	const verdicts = judge.all();
	const superiors = superiorsOf(scenario, targets, verdicts);
	return { verdicts, going: judge.going, targets, superiors };
}

/** What the row of a record asks for, over what is there. */
function targetsOf(scenario: Scenario): Map<number, Thing> {
	const { platform, source, parameters } = scenario;
	const { emptyCells, onlyWhenCreating, onlyIfEmpty } = parameters;
	const targets = new Map<number, Thing>();
	for (const wanted of source.things) {
		if (!parameters.kinds.includes(wanted.kind)) continue;
		const before = byN(platform, wanted.n);
		const target = structuredClone(wanted);
		const settle = <T extends string | number>(
			column: string,
			to: Record<string, T>,
			was: T | undefined,
			none: T,
		) => {
			// The top is written as "0": nothing is empty there.
			const isEmpty = to[column] === none && !(wanted.kind === 'subcompany' && column === 'parent');
			const isOfStaff = wanted.kind === 'employee';
			// Nobody is cleared out of their department.
			const isKept = emptyCells === 'keep' || (isOfStaff && column === 'department');
			const stays =
				lacks(scenario.style, wanted.kind, column) ||
				(isEmpty && isKept) ||
				(isOfStaff && before && onlyWhenCreating.includes(column)) ||
				(isOfStaff && before && onlyIfEmpty.includes(column) && was !== none);
			if (stays) to[column] = was ?? none;
		};
		for (const column of Object.keys(target.values))
			settle(column, target.values, before?.values[column], '');
		for (const column of Object.keys(target.refs))
			settle(column, target.refs, before?.refs[column], 0);
		// Rehiring makes a regular one of whoever had left.
		if (before && !before.isActive && lacks(scenario.style, wanted.kind, 'personnel_status'))
			target.values.personnel_status = '3';
		targets.set(wanted.n, target);
	}
	return targets;
}

/** Columns and references in which two differ. */
export function differences(before: Thing, after: Thing, superiors?: number[]): string[] {
	return [
		...Object.keys(after.values).filter((column) => before.values[column] !== after.values[column]),
		...Object.keys(after.refs).filter((column) =>
			column === 'superior' && superiors
				? !superiors.includes(before.refs.superior)
				: before.refs[column] !== after.refs[column],
		),
	];
}

/** Whatever is named by the place that a row stands in. */
const places = (one: Thing): Array<[string, number]> =>
	Object.entries(one.refs).filter(([column, n]) => column !== 'superior' && n !== 0);

class Judge {
	readonly scenario: Scenario;
	readonly targets: Map<number, Thing>;
	readonly verdicts = new Map<number, Verdict>();
	/** What is to go; of an employee it is sure, of all else if nobody stays in it. */
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
		// Positions first, and what is below before what is above.
		for (const kinds of [['position'], ['department', 'subcompany']] as Kind[][])
			for (const one of ofKind(platform, ...kinds).toSorted((a, b) => depth(b) - depth(a)))
				if (this.going.has(one.n)) this.seal(one);
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
		// Of what others may be in it is told later, when it is known who stays.
		if (this.going.has(n)) return before!.kind === 'employee' ? 'left' : 'platform';
		if (!after || source.closed.has(n)) return 'platform';
		const may = (action: string) => parameters.actions.includes(action);
		const isInside = isWithin(scenario, this.after(), after);
		if (!before) {
			if (!isInside || !may('create')) return 'platform';
			return this.worst(undefined, after);
		}
		const wasInside = isWithin(scenario, platform, before);
		// Where what is sealed stands, and nobody looks for, is not read.
		const isUnknown = upwards(platform, placeOf(before)).some(
			(above) => !byN(platform, above)!.isActive,
		);
		if (parameters.scope.length && isUnknown) return 'either';
		if (wasInside !== isInside && (!before.isActive || placeOf(before) === placeOf(after)))
			return 'either';
		if (!wasInside || !isInside) return 'platform';
		if (!before.isActive && !may('restore')) return 'platform';
		const differs = differences(before, after).length > 0;
		if (before.isActive && !differs) return 'source';
		if (!may('update') && (before.isActive || differs))
			return before.isActive ? 'platform' : 'either';
		return this.worst(before, after);
	}

	/** All that will be there if everything is done: what has no table stays as it is. */
	after(): Organisation {
		const { platform, parameters } = this.scenario;
		const others = platform.filter(({ kind }) => !parameters.kinds.includes(kind));
		const missing = platform.filter(
			({ n, kind }) => parameters.kinds.includes(kind) && !this.targets.has(n),
		);
		return [...others, ...missing, ...this.targets.values()];
	}

	/** Whether what it names is there, and nobody else has what only one may have. */
	worst(before: Thing | undefined, after: Thing): Verdict {
		const named = places(after).filter(
			([column, n]) => !before?.isActive || before.refs[column] !== n,
		);
		if (!named.every(([, n]) => this.isSure(n))) return 'either';
		return after.kind === 'employee' ? this.mobileOf(after) : 'source';
	}

	/** It is there and active in the end, and so is all that it is to stand below. */
	isSure(n: number): boolean {
		if (this.going.has(n) || this.scenario.source.closed.has(n)) return false;
		const verdict = this.verdict(n);
		const before = byN(this.scenario.platform, n);
		if (verdict !== 'platform' || !before?.isActive) return verdict === 'source';
		const after = this.targets.get(n) ?? before;
		return placeOf(after) === placeOf(before);
	}

	/** Whether nobody else has their mobile. */
	mobileOf({ n, values: { mobile } }: Thing): Verdict {
		const { platform, source } = this.scenario;
		const holder = ofKind(platform, 'employee').find(
			(one) => one.n !== n && mobile && one.values.mobile === mobile,
		);
		if (!holder) return 'source';
		if (source.swapped.has(n)) return 'either';
		const target = this.targets.get(holder.n);
		// Whether it is given up in time is another question.
		if (target && target.values.mobile !== mobile)
			return this.verdict(holder.n) === 'source' ? 'source' : 'either';
		return target && !source.closed.has(holder.n) && holder.isActive ? 'platform' : 'either';
	}

	/** It goes if nothing active is in it or below it in the end. */
	seal(going: Thing): void {
		const { platform, source } = this.scenario;
		const others = numbersOf(platform, source.things).filter((n) => n !== going.n);
		const stays = (isIn: (one: Thing) => boolean) => {
			const found = others.map((n) => this.endsOf(n).map((one) => !!one && isIn(one)));
			return {
				surely: found.some((each) => !each.includes(false)),
				perhaps: found.some((each) => each.includes(true)),
			};
		};
		const inside = stays((one) => holders(one).includes(going.n));
		// Whether a position may lose the one above it is nowhere said.
		const below = stays(({ kind, refs }) => kind === 'position' && refs.parent === going.n);
		if (inside.surely) this.verdicts.set(going.n, 'platform');
		else this.verdicts.set(going.n, inside.perhaps || below.perhaps ? 'either' : 'left');
	}

	/** What a record may be in the end, each; undefined for nothing active. */
	endsOf(n: number): Array<Thing | undefined> {
		const there = byN(this.scenario.platform, n);
		const before = there?.isActive ? there : undefined;
		const after = this.targets.get(n);
		const verdict = this.verdicts.get(n)!;
		if (verdict === 'left') return [undefined];
		if (verdict === 'platform') return [before];
		return verdict === 'source' ? [after] : [before, after];
	}
}

/** What decides whether a record is in scope: of a department or subcompany itself. */
export const isWithin = (scenario: Scenario, org: Organisation, one: Thing): boolean =>
	inScope(scenario, org, ['department', 'subcompany'].includes(one.kind) ? one.n : placeOf(one));

/** A superior who leaves or has left is left out, but where Weaver has just that one. */
function superiorsOf(
	{ platform, source }: Scenario,
	targets: Expected['targets'],
	verdicts: Expected['verdicts'],
): Map<number, number[]> {
	const found = new Map<number, number[]>();
	for (const [n, { kind, refs }] of targets) {
		if (kind !== 'employee') continue;
		const was = byN(platform, n)?.refs.superior ?? 0;
		const { superior } = refs;
		const verdict = verdicts.get(superior);
		const isThere = byN(platform, superior)?.isActive && !source.closed.has(superior);
		if (superior === was || superior === 0 || verdict === 'source') found.set(n, [superior]);
		else if (verdict === 'either') found.set(n, [superior, was]);
		else if (verdict === 'platform' && byN(platform, superior)?.isActive)
			// Whoever says that they leave, and may not, is another question.
			found.set(n, isThere ? [superior] : [superior, was]);
		else found.set(n, [was]);
	}
	return found;
}

/** Everything that is there and may go: nothing else is ever sealed or retired. */
export function mayGo(scenario: Scenario): Set<string> {
	const { platform, source, parameters } = scenario;
	const { kinds, missing } = parameters;
	return new Set(
		platform
			.filter(
				(one) =>
					one.isActive &&
					kinds.includes(one.kind) &&
					isWithin(scenario, platform, one) &&
					!parameters.protected.includes(one.n) &&
					(source.closed.has(one.n) ||
						(!byN(source.things, one.n) && missing[one.kind] === 'retire')),
			)
			.map(({ kind, n }) => `${kind} ${n}`),
	);
}

/** The status with which somebody leaves: the row's own, else 离职. */
export const statusOfLeaver = (scenario: Scenario, n: number): string =>
	scenario.source.closed.has(n) ? leavingStatus(scenario, n) : '6';

export const KEY: Record<Kind, string> = {
	...{ subcompany: 'code', department: 'code', position: 'code', employee: 'job_num' },
};
