/** What may be removed from a tree: nobody is left without a home by it. */
import type { Credential } from '../contract';
import { PARENT, type DraftPlan, type Entity, type Kind, type PlanItem } from '../contract/sync';
import { called, upwards } from './directory';
import { isChanging, isGoing, isLiving, isPlanned } from './item';
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
			if (removal && item && isPlanned(item)) removal.needs.add(item);
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
