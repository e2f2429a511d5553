/** What may be removed from a tree: nobody is left without a home by it. */
import type { Credential } from '../contract';
import { PARENT, type DraftPlan, type Entity, type Kind, type PlanItem } from '../contract/sync';
import { called, upwards } from './directory';
import { isChanging, isGoing, isLiving, isPlanned, reject } from './item';
import { homeOf } from './scope';

type Plan<C extends Credential> = DraftPlan<C>;

/** Nothing is removed in which, or below which, something stays. */
export function checkRemovals<C extends Credential>(plan: Plan<C>): void {
	for (const { kind } of plan.directory.kinds.values()) {
		if (!kind.tree) continue;
		const removals = plan.items.filter(
			({ entity, action }) => entity.kind === kind && action === 'remove',
		);
		if (removals.length) checkIn(plan, kind, removals);
	}
}

function checkIn<C extends Credential>(
	plan: Plan<C>,
	kind: Kind<C>,
	removals: Array<PlanItem<C>>,
): void {
	const removed: Removed<C> = new Map(removals.map((item) => [item.entity, item]));
	refuseUsed(plan, removed);
	refuseHomes(plan, kind, removed);
	refuseAbove(plan, kind);
	waitForThoseWhoLeave(plan, kind, removed);
}

type Removed<C extends Credential> = Map<Entity<C>, PlanItem<C>>;

/** The source itself has somebody's job there. */
function refuseUsed<C extends Credential>(plan: Plan<C>, removed: Removed<C>): void {
	for (const [item, named] of inUse(plan, removed))
		reject(
			item,
			`is not in the source, but ${named} of the source is in it: give it in the source too`,
		);
}

/** People would be left without a department. */
function refuseHomes<C extends Credential>(
	plan: Plan<C>,
	{ holds, called: words }: Kind<C>,
	removed: Removed<C>,
): void {
	const inside = holds && plan.directory.kinds.get(holds.kind);
	const left = new Map<PlanItem<C>, number>();
	for (const entity of inside?.entities ?? [])
		for (const each of finalChain(plan, finalHome(plan, entity))) {
			const removal = removed.get(each);
			if (removal) left.set(removal, (left.get(removal) ?? 0) + 1);
		}
	for (const [item, count] of left)
		reject(
			item,
			`would leave ${count} ${inside?.kind.called[count === 1 ? 'one' : 'many']} without a ${words.one}: move them first, or give it in the source`,
		);
}

/** What stays keeps all that is above it, which may keep others in turn. */
function refuseAbove<C extends Credential>(plan: Plan<C>, { value }: Kind<C>): void {
	for (let isStable = false; !isStable; ) {
		isStable = true;
		for (const entity of plan.directory.view(value).entities) {
			const item = plan.itemOf(entity);
			const stays = isLiving(entity) ? item?.action !== 'remove' : isChanging(item);
			if (!stays) continue;
			const [, ...above] = finalChain(plan, entity);
			for (const each of above) {
				const removal = plan.itemOf(each);
				if (removal?.action !== 'remove') continue;
				isStable = false;
				reject(
					removal,
					`${called(entity)}, which is below it, stays: give it in the source, or move that one`,
				);
			}
		}
	}
}

/** People, and whatever stood below, must have gone before. */
function waitForThoseWhoLeave<C extends Credential>(
	plan: Plan<C>,
	{ value, holds }: Kind<C>,
	removed: Removed<C>,
): void {
	for (const item of plan.items) {
		const { entity } = item;
		const isInside = entity.kind.value === value || entity.kind.value === holds?.kind;
		if (!isInside || !isPlanned(item)) continue;
		const place = entity.kind.tree ? entity.now[PARENT] : homeOf(entity, 'now');
		for (const each of upwards(place, 'now')) removed.get(each)?.needs.add(item);
	}
}

/** What the source itself has pairs in, with one of them. */
function inUse<C extends Credential>(plan: Plan<C>, removed: Removed<C>): Map<PlanItem<C>, string> {
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
