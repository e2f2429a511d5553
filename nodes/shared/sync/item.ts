/** What an item of a plan is about to do, and how it comes to do nothing. */
import type { Credential } from '../contract';
import type { Action, Entity, PlanItem } from '../contract/sync';
import { differences } from './diff';
import { columnName } from './directory';
import { fieldOf, isMove } from './refer';

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

/**
 * What a column says is not done, and the reason says why; what has nothing else to do is skipped.
 * @param why completes “… is left as it is: …”
 */
export function leaveOut<C extends Credential>(
	item: PlanItem<C>,
	field: string,
	why: string,
): void {
	const before = sayDifferences(item);
	item.changes = item.changes.filter((change) => change.field !== field);
	const { kind, now, then } = item.entity;
	const name = kind.references.find((reference) => fieldOf(reference) === field)?.name;
	if (name !== undefined) then[name] = now[name];
	const isNothing =
		item.changes.length === 0 && ['update', 'move', 'unchanged'].includes(item.action);
	if (isNothing) item.action = 'skipped';
	else if (item.action === 'move' && !isMove(kind, item.changes)) item.action = 'update';
	const reason =
		before === '' ? item.reason : item.reason.replace(before, () => sayDifferences(item));
	const left = `${columnName(kind, field)} is left as it is: ${why}`;
	item.reason = isNothing || reason === '' ? left : `${reason}; ${left}`;
}

const sayDifferences = <C extends Credential>({ entity, changes }: PlanItem<C>): string =>
	differences(entity.kind, changes);

export const isLiving = <C extends Credential>({ target }: Entity<C>): boolean =>
	target !== undefined && target.state !== 'left';

/** On the platform, and not in the source. */
export const isOnlyThere = <C extends Credential>(entity: Entity<C>): boolean =>
	entity.source === undefined && isLiving(entity);
