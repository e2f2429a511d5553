/** What may go from a tree: nobody is left without a home by it. */
import { addTo } from '../batching/group';
import type { Credential } from '../contract';
import {
	PARENT,
	type DraftPlan,
	type Entity,
	type Kind,
	type KindView,
	type PlanItem,
} from '../contract/sync';
import { called, upwards } from './directory';
import { isChanging, isGoing, isLiving, isPlanned, reject } from './item';
import { homeOf } from './scope';

/** Nothing goes in which, or below which, something stays. */
export function checkRemovals<C extends Credential>(plan: DraftPlan<C>): void {
	const going = plan.items.filter(
		(item) => isGoing(item) && (hasParents(item.entity.kind) || item.entity.kind.holds),
	);
	if (going.length === 0) return;
	const removed: Removed<C> = new Map(going.map((item) => [item.entity, item]));
	refuseUsed(plan, removed);
	// What is refused stays, and may keep others in turn.
	const countGoing = () => going.filter(isGoing).length;
	for (let before = -1; before !== countGoing(); ) {
		before = countGoing();
		for (const view of plan.directory.kinds.values()) refuseHomes(plan, view, removed);
		refuseAbove(plan);
	}
	waitForThoseWhoLeave(plan, removed);
}

const hasParents = <C extends Credential>({ tree, references }: Kind<C>): boolean =>
	tree?.path !== undefined || references.some(({ name }) => name === PARENT);

type Removed<C extends Credential> = Map<Entity<C>, PlanItem<C>>;

/** The source itself has somebody's job there. */
function refuseUsed<C extends Credential>(plan: DraftPlan<C>, removed: Removed<C>): void {
	for (const [item, named] of inUse(plan, removed))
		reject(
			item,
			`is not in the source, but ${named} of the source is in it: give it in the source too`,
		);
}

/** People would be left without a department. */
function refuseHomes<C extends Credential>(
	plan: DraftPlan<C>,
	{ kind: { holds = [] } }: KindView<C>,
	removed: Removed<C>,
): void {
	for (const { kind, reference } of holds) {
		const inside = plan.directory.kinds.get(kind);
		const left = new Map<PlanItem<C>, number>();
		for (const entity of inside?.entities ?? []) {
			// What can't go at all would keep for ever what it is in.
			if (!entity.source && inside?.kind.missing.length === 0) continue;
			for (const each of finalChain(plan, finalPlace(plan, entity, reference))) {
				const removal = removed.get(each);
				if (removal) left.set(removal, (left.get(removal) ?? 0) + 1);
			}
		}
		for (const [item, count] of left)
			if (isGoing(item))
				reject(
					item,
					`would leave ${count} ${inside?.kind.called[count === 1 ? 'one' : 'many']} without a ${item.entity.kind.called.one}: ${item.entity.source ? 'move them first' : 'move them first, or give it in the source'}`,
				);
	}
}

/** What stays keeps all that is above it. */
function refuseAbove<C extends Credential>(plan: DraftPlan<C>): void {
	const placed = [...plan.directory.kinds.values()].filter(({ kind }) => hasParents(kind));
	for (const entity of placed.flatMap(({ entities }) => entities)) {
		const item = plan.itemOf(entity);
		const stays = isLiving(entity) ? !isGoing(item) : isChanging(item);
		if (!stays) continue;
		const [, ...above] = finalChain(plan, entity);
		for (const each of above) {
			const removal = plan.itemOf(each);
			if (!removal || !isGoing(removal)) continue;
			reject(
				removal,
				`${called(entity)}, which is below it, stays: give it in the source, or move that one`,
			);
		}
	}
}

/** People, and whatever stood below, must have gone before. */
function waitForThoseWhoLeave<C extends Credential>(plan: DraftPlan<C>, removed: Removed<C>): void {
	const placesIn = new Map<string, string[]>();
	for (const { kind } of plan.directory.kinds.values()) {
		if (hasParents(kind)) addTo(placesIn, kind.value, PARENT);
		for (const held of kind.holds ?? []) addTo(placesIn, held.kind, held.reference);
	}
	for (const item of plan.items) {
		if (!isPlanned(item)) continue;
		for (const name of placesIn.get(item.entity.kind.value) ?? [])
			for (const each of upwards(item.entity.now[name], 'now')) {
				const removal = removed.get(each);
				if (removal && removal !== item) removal.needs.add(item);
			}
	}
}

/** What the source itself has pairs in, with one of them. */
function inUse<C extends Credential>(
	plan: DraftPlan<C>,
	removed: Removed<C>,
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
function finalPlace<C extends Credential>(
	plan: DraftPlan<C>,
	entity: Entity<C>,
	reference: string,
): Entity<C> | undefined {
	const item = plan.itemOf(entity);
	if (isGoing(item) || goesAlong(plan, entity)) return undefined;
	if (isChanging(item)) return entity.then[reference];
	return isLiving(entity) ? entity.now[reference] : undefined;
}

/** A pair of somebody who goes. */
const goesAlong = <C extends Credential>(plan: DraftPlan<C>, { kind, now }: Entity<C>): boolean =>
	!kind.match &&
	kind.references.some(({ name, isHome }) => {
		const other = isHome ? undefined : now[name];
		return other !== undefined && isGoing(plan.itemOf(other));
	});

function finalChain<C extends Credential>(
	plan: DraftPlan<C>,
	start: Entity<C> | undefined,
): Array<Entity<C>> {
	const chain: Array<Entity<C>> = [];
	for (let at = start; at && !chain.includes(at); ) {
		chain.push(at);
		at = (isChanging(plan.itemOf(at)) ? at.then : at.now)[PARENT];
	}
	return chain;
}
