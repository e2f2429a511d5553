/** What must not be done, though the two sides differ: found before anything is sent. */
import type { Credential } from '../contract';
import { called, grouped, senseOf, plainText, upwards } from './directory';
import { rowsOf } from './match';
import {
	PARENT,
	type DraftPlan,
	type Entity,
	type Kind,
	type KindView,
	type PlanItem,
} from '../contract/sync';
import { homeOf } from './scope';

type Plan<C extends Credential> = DraftPlan<C>;

/** Nothing is done for it, and this is why. */
export function reject<C extends Credential>(item: PlanItem<C>, reason: string): void {
	item.action = 'rejected';
	item.reason = reason;
	delete item.isHidden;
}

const isLiving = <C extends Credential>({ target }: Entity<C>): boolean =>
	target !== undefined && target.state !== 'left';

const isOnlyThere = <C extends Credential>(entity: Entity<C>): boolean =>
	entity.source === undefined && isLiving(entity);

export const isGoing = <C extends Credential>(item: PlanItem<C> | undefined): boolean =>
	item?.action === 'retire' || item?.action === 'remove';

const CHANGING = ['create', 'update', 'move', 'restore', 'enable'];

export const isChanging = <C extends Credential>(item: PlanItem<C> | undefined): boolean =>
	item !== undefined && CHANGING.includes(item.action);

// ── Rows that can't be used ─────────────────────────────────────────────────────────────────────

/**
 * What a row that can't be used may stand for: it is in the source, so it is not missing.
 * @returns record of the platform → such a record of the source
 */
export function standIns<C extends Credential>({
	kind,
	entities,
}: KindView<C>): Map<Entity<C>, Entity<C>> {
	const found = new Map<Entity<C>, Entity<C>>();
	// Also where a row leads to a record: that may be another one's, by a wrong key.
	const unusable = entities.filter(({ source }) => source?.problem !== undefined);
	if (unusable.length === 0) return found;
	const there = entities.filter(isOnlyThere);
	const ways = kind.match ? [...kind.alike, ...kind.keyColumns.map((column) => [column])] : [];
	for (const way of ways) {
		// Where a row does not say its department, whoever has the name may be meant.
		const isReference = (name: string) => kind.references.some((each) => each.name === name);
		const byColumns = way.filter((name) => !isReference(name));
		for (const [names, rows] of [
			[way, unusable],
			[
				byColumns,
				unusable.filter(({ then }) => way.some((name) => isReference(name) && !then[name])),
			],
		] as const) {
			const alike = grouped(there, (entity) => likeness(entity, names, 'target'));
			for (const entity of rows)
				for (const other of alike.get(likeness(entity, names, 'source')) ?? [])
					found.set(other, entity);
		}
	}
	if (!kind.match)
		for (const entity of unusable) {
			// Of a pair whose other half is unknown, each pair of the known half may be meant.
			const name = kind.references.map((each) => each.name).find((each) => entity.then[each]);
			for (const other of there)
				if (name !== undefined && other.now[name] === entity.then[name]) found.set(other, entity);
		}
	return found;
}

/** Columns and references of a record together; empty if one of them is. */
function likeness<C extends Credential>(
	entity: Entity<C>,
	way: string[],
	side: 'source' | 'target',
): string {
	const { kind } = entity;
	const parts = way.map((name) => {
		const reference = kind.references.find((each) => each.name === name);
		if (!reference) return senseOf(kind, name, entity[side]?.values[name]);
		const other = side === 'source' ? entity.then[name] : entity.now[name];
		return other?.target?.id ?? '';
	});
	return parts.includes('') ? '' : JSON.stringify(parts);
}

// ── Keys that have changed ──────────────────────────────────────────────────────────────────────

/** A missing and a new record that look like one whose key has changed: nothing is done with either. */
export function checkSuspects<C extends Credential>(plan: Plan<C>): void {
	for (const [value, view] of plan.directory.kinds) {
		const { kind, entities } = view;
		const fresh = plan.items.filter(
			({ entity, action }) => entity.kind.value === value && action === 'create',
		);
		const gone = entities.filter(isOnlyThere);
		if (fresh.length === 0 || gone.length === 0) continue;
		for (const way of kind.match ? kind.alike : []) suspectAlike(plan, kind, way, fresh, gone);
		if (kind.tree && kind.holds) suspectRenamed(plan, kind, fresh, gone);
	}
}

function suspectAlike<C extends Credential>(
	plan: Plan<C>,
	kind: Kind<C>,
	way: string[],
	fresh: Array<PlanItem<C>>,
	gone: Array<Entity<C>>,
): void {
	const isUnique = way.every((column) => kind.unique?.includes(column));
	const alike = grouped(gone, (entity) => likeness(entity, way, 'target'));
	for (const item of fresh) {
		for (const other of alike.get(likeness(item.entity, way, 'source')) ?? []) {
			const going = plan.itemOf(other);
			// Two of one name may be two people; that one is to go is what makes it odd.
			if (!isUnique && !isGoing(going)) continue;
			suspect(plan, item, going, {
				is: `has the same ${way.join(' and ')} as ${called(other)}, who is not in the source: one ${kind.called.one} with another key?`,
				advice: `Add ${way[0]} to Match By, or give both of them in the source`,
			});
			if (isGoing(going) || going?.action === 'rejected')
				suspect(plan, going!, undefined, {
					is: `has the same ${way.join(' and ')} as ${called(item.entity)}, who is new in the source: one ${kind.called.one} with another key?`,
					advice: `Add ${way[0]} to Match By`,
				});
		}
	}
}

interface Suspicion {
	is: string;
	advice: string;
}

function suspect<C extends Credential>(
	plan: Plan<C>,
	item: PlanItem<C>,
	other: PlanItem<C> | undefined,
	{ is, advice }: Suspicion,
): void {
	plan.reject(item, `${is} Nothing is done with ${other ? 'either' : 'it'}. ${advice}.`);
}

/** A department that goes, and a new one that has its parent or its name, and most of its people. */
function suspectRenamed<C extends Credential>(
	plan: Plan<C>,
	kind: Kind<C>,
	fresh: Array<PlanItem<C>>,
	gone: Array<Entity<C>>,
): void {
	const { holds } = kind;
	const inside = holds && plan.directory.kinds.get(holds.kind);
	if (!inside) return;
	const isNew = new Map(fresh.map((item) => [item.entity, item]));
	const isGone = new Set(gone);
	const moves = new Map<Entity<C>, { all: number; to: Map<Entity<C>, number> }>();
	for (const entity of inside.entities) {
		const from = entity.now[holds.reference];
		if (!isLiving(entity) || !from || !isGone.has(from)) continue;
		const count = moves.get(from) ?? { all: 0, to: new Map<Entity<C>, number>() };
		count.all++;
		const to = entity.then[holds.reference];
		if (to && isNew.has(to)) count.to.set(to, (count.to.get(to) ?? 0) + 1);
		moves.set(from, count);
	}
	for (const [from, { all, to }] of moves) {
		for (const [entity, count] of to) {
			const item = isNew.get(entity);
			const sameName =
				plainText(entity.source?.values.name) === plainText(from.target?.values.name);
			const isNear = sameName || entity.then[PARENT] === from.now[PARENT];
			if (!item || !isNear || count * 2 < all) continue;
			const people = `${count} of the ${all} ${inside.kind.called.many} of`;
			const advice = `Give the new one the ${kind.idColumn} ${from.target?.id} of the old one if it is the same`;
			const going = plan.itemOf(from);
			suspect(plan, item, going, {
				is: `is new in the source and takes ${people} ${called(from)}, which is not in the source: renamed or moved?`,
				advice,
			});
			if (isGoing(going))
				suspect(plan, going!, undefined, {
					is: `is not in the source, and ${people} it go to ${called(entity)}, which is new: renamed or moved?`,
					advice,
				});
		}
	}
}

// ── What only one may have ──────────────────────────────────────────────────────────────────────

/** Mobiles and the like: no two records of the source may share one, nor take one that is in use. */
export function checkUnique<C extends Credential>(plan: Plan<C>): void {
	for (const view of plan.directory.kinds.values()) {
		for (const column of view.kind.unique ?? []) {
			checkWithin(plan, view, column);
			checkAgainst(plan, view, column);
		}
	}
}

function checkWithin<C extends Credential>(
	plan: Plan<C>,
	{ kind, entities }: KindView<C>,
	column: string,
): void {
	const present = entities.filter(({ source }) => source && !source.hasLeft);
	const same = grouped(present, ({ source }) => senseOf(kind, column, source?.values[column]));
	for (const several of same.values()) {
		if (several.length < 2) continue;
		for (const entity of several) {
			const item = plan.itemOf(entity);
			if (!isChanging(item) && item?.action !== 'unchanged') continue;
			const others = several.filter((each) => each !== entity);
			const names = others.slice(0, 3).map(called).join(', ');
			plan.reject(
				item!,
				`${column} is “${plainText(entity.source?.values[column])}”, which ${names} in ${rowsOf(others)} of the source ${others.length > 1 ? 'have' : 'has'} too`,
			);
		}
	}
}

function checkAgainst<C extends Credential>(
	plan: Plan<C>,
	{ kind, entities }: KindView<C>,
	column: string,
): void {
	const holders = grouped(entities, ({ target }) => senseOf(kind, column, target?.values[column]));
	const changes = ({ changes: all }: PlanItem<C>) => all.some(({ field }) => field === column);
	const takers = plan.items.filter(
		(item) => item.entity.kind === kind && isChanging(item) && changes(item),
	);
	for (const item of takers) {
		const { entity } = item;
		const wanted = senseOf(kind, column, entity.source?.values[column]);
		for (const holder of holders.get(wanted) ?? []) {
			if (holder === entity || !isChanging(item)) continue;
			const giving = plan.itemOf(holder);
			if (isChanging(giving) && changes(giving!)) {
				item.needs.add(giving!);
				continue;
			}
			const hasLeft = holder.target?.state === 'left' ? ', who has left,' : '';
			plan.reject(
				item,
				`${column} is “${plainText(entity.source?.values[column])}”, which ${called(holder)}${hasLeft} has on the platform. If they are one ${kind.called.one}, add ${column} to Match By`,
			);
		}
	}
}

// ── What would be left without a home ───────────────────────────────────────────────────────────

/** Nothing is removed in which, or below which, something stays. */
export function checkHeld<C extends Credential>(plan: Plan<C>): void {
	for (const { kind } of plan.directory.kinds.values()) {
		if (!kind.tree) continue;
		const removals = plan.items.filter(
			({ entity, action }) => entity.kind === kind && action === 'remove',
		);
		if (removals.length) checkRemovals(plan, kind, removals);
	}
}

function checkRemovals<C extends Credential>(
	plan: Plan<C>,
	{ value, holds }: Kind<C>,
	removals: Array<PlanItem<C>>,
): void {
	const removed = new Map(removals.map((item) => [item.entity, item]));
	const inside = holds && plan.directory.kinds.get(holds.kind);
	const people = new Map<PlanItem<C>, number>();
	for (const entity of inside?.entities ?? []) {
		for (const each of upwards(homeOf(entity, 'now'), 'now')) {
			const removal = removed.get(each);
			const item = plan.itemOf(entity);
			if (removal && item && (isChanging(item) || isGoing(item))) removal.needs.add(item);
		}
		for (const each of finalChain(plan, finalHome(plan, entity))) {
			const removal = removed.get(each);
			if (removal) people.set(removal, (people.get(removal) ?? 0) + 1);
		}
	}
	for (const [item, named] of inUse(plan, removed))
		plan.reject(
			item,
			`is not in the source, but ${named} of the source is in it: give it in the source too`,
		);
	for (const [item, count] of people)
		plan.reject(
			item,
			`would leave ${count} ${inside?.kind.called[count === 1 ? 'one' : 'many']} without a ${item.entity.kind.called.one}: move them first, or give it in the source`,
		);
	// From the bottom up: what stays keeps all that is above it.
	for (let isStable = false; !isStable; ) {
		isStable = true;
		for (const entity of plan.directory.view(value).entities) {
			if (!isLiving(entity) && !isChanging(plan.itemOf(entity))) continue;
			if (plan.itemOf(entity)?.action === 'remove') continue;
			const [, ...above] = finalChain(plan, entity);
			for (const each of above) {
				const removal = plan.itemOf(each);
				if (removal?.action !== 'remove') continue;
				isStable = false;
				plan.reject(
					removal,
					`${called(entity)}, which is below it, stays: give it in the source, or move that one`,
				);
			}
		}
	}
	for (const item of removals)
		for (const each of upwards(item.entity.now[PARENT], 'now')) {
			const above = plan.itemOf(each);
			if (above?.action === 'remove') above.needs.add(item);
		}
	for (const { entity } of plan.items.filter(
		(item) => item.entity.kind.value === value && isChanging(item),
	))
		for (const each of upwards(entity.now[PARENT], 'now')) {
			const removal = removed.get(each);
			if (removal) removal.needs.add(plan.itemOf(entity)!);
		}
}

/** What the source itself has pairs in, with one of them. */
function inUse<C extends Credential>(
	plan: Plan<C>,
	removed: Map<Entity<C>, PlanItem<C>>,
): Map<PlanItem<C>, string> {
	const found = new Map<PlanItem<C>, string>();
	for (const { kind, entities } of plan.directory.kinds.values()) {
		if (kind.match) continue;
		for (const entity of entities.filter(({ source }) => source !== undefined))
			for (const each of finalChain(plan, homeOf(entity, 'then'))) {
				const removal = removed.get(each);
				if (removal) found.set(removal, `the ${kind.called.one} ${called(entity)}`);
			}
	}
	return found;
}

/** Where a record will be when all is done that is planned. */
function finalHome<C extends Credential>(plan: Plan<C>, entity: Entity<C>): Entity<C> | undefined {
	const item = plan.itemOf(entity);
	if (isGoing(item)) return undefined;
	if (isChanging(item)) return homeOf(entity, 'then');
	return isLiving(entity) ? homeOf(entity, 'now') : undefined;
}

function finalChain<C extends Credential>(
	plan: Plan<C>,
	start: Entity<C> | undefined,
): Array<Entity<C>> {
	const chain: Array<Entity<C>> = [];
	for (let at = start; at && !chain.includes(at); ) {
		chain.push(at);
		at = (isChanging(plan.itemOf(at)) ? at.then : at.now)[PARENT];
	}
	return chain;
}
