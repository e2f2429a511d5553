/** What an item of a plan is about to do, and how it comes to do nothing. */
import type { Credential } from '../contract';
import type { Action, Entity, PlanItem } from '../contract/sync';

const CHANGING: Action[] = ['create', 'update', 'move', 'restore', 'enable'];
const GOING: Action[] = ['retire', 'remove'];

/** Something comes, or becomes different. */
export const isChanging = <C extends Credential>(item: PlanItem<C> | undefined): boolean =>
	item !== undefined && CHANGING.includes(item.action);

/** Something goes. */
export const isGoing = <C extends Credential>(item: PlanItem<C> | undefined): boolean =>
	item !== undefined && GOING.includes(item.action);

/** It changes something on the platform. */
export const isPlanned = <C extends Credential>(item: PlanItem<C> | undefined): boolean =>
	item !== undefined && isPlannedAction(item.action);

export const isPlannedAction = (action: Action): boolean =>
	CHANGING.includes(action) || GOING.includes(action);

/** Nothing is done for it, and this is why. */
export function reject<C extends Credential>(item: PlanItem<C>, reason: string): void {
	item.action = 'rejected';
	item.reason = reason;
	delete item.isHidden;
}

export const isLiving = <C extends Credential>({ target }: Entity<C>): boolean =>
	target !== undefined && target.state !== 'left';

/** On the platform, and not in the source. */
export const isOnlyThere = <C extends Credential>(entity: Entity<C>): boolean =>
	entity.source === undefined && isLiving(entity);
