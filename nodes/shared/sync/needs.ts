/** Which items of a plan must be done before others, and what becomes of those that wait in vain. */
import { addTo } from '../batching/group';
import type { Credential } from '../contract';
import { isChanging, isGoing, isPlanned, leaveOut, reject } from './item';
import { called, columnName, nameOf, plainText, upwards } from './directory';
import { PARENT, type DraftPlan, type Entity, type PlanItem } from '../contract/sync';
import { fieldOf, isMove, referredTo } from './refer';

/** A record of a tree gets another place or name, or comes into being. */
function isPlaced<C extends Credential>({ action, changes, entity }: PlanItem<C>): boolean {
	const { kind } = entity;
	if (action === 'create') return true;
	// Others name it by its path, or by its key.
	const named = kind.tree?.path ? 'name' : kind.keyColumns[0];
	return isMove(kind, changes) || changes.some(({ field }) => field === named);
}

/** Has each item wait for what must be there, or gone from its place, before it. */
export function addNeeds<C extends Credential>(plan: DraftPlan<C>): void {
	const atPlace = placesOf(plan);
	for (const item of plan.items) {
		if (!isChanging(item)) continue;
		const { entity, changes } = item;
		if (entity.kind.tree?.path && isPlaced(item)) {
			need(plan, item, entity.then[PARENT]);
			clear(plan, item, atPlace);
		}
		for (const reference of entity.kind.references) {
			const { name, isLater } = reference;
			const other = isLater ? undefined : entity.then[name];
			const column = fieldOf(reference);
			const isSet =
				['create', 'restore'].includes(item.action) ||
				changes.some(({ field }) => field === column);
			if (other && isSet) need(plan, item, other);
		}
	}
}

/** What must be there first: the record itself, or the nearest above it that this run changes. */
function need<C extends Credential>(
	plan: DraftPlan<C>,
	item: PlanItem<C>,
	wanted: Entity<C> | undefined,
): void {
	for (const each of upwards(wanted, 'then')) {
		const { kind, target } = each;
		const other = plan.itemOf(each);
		if (other === item)
			return reject(item, `would stand below itself: ${called(wanted!)} stays below it`);
		const isThere = target?.state === 'active';
		if (!other) {
			if (isThere) continue;
			item.action = 'skipped';
			item.reason = `needs ${called(each)}, who is not active on the platform and not to be changed`;
			return;
		}
		if (isGoing(other)) return reject(item, `${called(each)} goes in this run`);
		const makesIt = isChanging(other) && (!isThere || (kind.tree && isPlaced(other)));
		// What has not come, or keeps its place: by the path that it was to have it would come anew.
		const isInVain = !isChanging(other) && (!isThere || isElsewhere(each));
		if (makesIt || isInVain) {
			item.needs.add(other);
			return;
		}
		// What goes by a code is found wherever it stands.
		if (kind.tree && !kind.tree.path && !isBelow(each, item.entity)) return;
	}
}

const isBelow = <C extends Credential>(entity: Entity<C>, other: Entity<C>): boolean =>
	[...upwards(entity, 'then')].includes(other);

/** It was to have another place or name. */
const isElsewhere = <C extends Credential>({
	kind,
	source,
	target,
	now,
	then,
}: Entity<C>): boolean =>
	kind.tree?.path !== undefined &&
	(now[PARENT] !== then[PARENT] ||
		(source?.values.name !== undefined &&
			plainText(source.values.name) !== plainText(target?.values.name)));

/** Whatever stands where an item wants to be must have gone from there. */
function clear<C extends Credential>(
	plan: DraftPlan<C>,
	item: PlanItem<C>,
	atPlace: (entity: Entity<C>) => Entity<C> | undefined,
): void {
	const { entity } = item;
	const there = atPlace(entity);
	if (!there || there === entity) return;
	const other = plan.itemOf(there);
	if (other && isChanging(other) && isPlaced(other)) item.needs.add(other);
	else
		reject(
			item,
			`${columnName(entity.kind, 'name')}: there is a ${entity.kind.called.one} of this name at this place already: ${called(there)}`,
		);
}

/** @returns what stands on the platform now where a record wants to stand */
function placesOf<C extends Credential>(
	plan: DraftPlan<C>,
): (entity: Entity<C>) => Entity<C> | undefined {
	const numbers = new Map<Entity<C> | undefined, number>([[undefined, 0]]);
	const numberOf = (entity: Entity<C> | undefined) => {
		if (!numbers.has(entity)) numbers.set(entity, numbers.size);
		return numbers.get(entity);
	};
	const there = new Map<string, Entity<C>>();
	for (const { kind, entities } of plan.directory.kinds.values())
		for (const entity of kind.tree?.path ? entities : [])
			if (entity.target)
				there.set(
					`${numberOf(entity.now[PARENT])} ${plainText(entity.target.values.name)}`,
					entity,
				);
	return (entity) => there.get(`${numberOf(entity.then[PARENT])} ${nameOf(entity)}`);
}

/** What refers to somebody who will not be there is done without that. */
export function leaveOutLater<C extends Credential>({ items, itemOf }: DraftPlan<C>): void {
	for (const item of items) {
		const { kind, source } = item.entity;
		if (!isChanging(item) && item.action !== 'unchanged') continue;
		for (const [field, why] of Object.entries(source?.leftOut ?? {})) leaveOut(item, field, why);
		const isChanged = (field: string) => item.changes.some((change) => change.field === field);
		for (const reference of kind.references.filter(({ isLater }) => isLater)) {
			for (const other of referredTo(item.entity, reference, 'then')) {
				if (!isChanged(fieldOf(reference))) break;
				const theirs = itemOf(other);
				const isThere = other.target?.state === 'active' && !isGoing(theirs);
				if (isThere || isChanging(theirs)) continue;
				const why = isGoing(theirs) ? 'goes in this run' : 'is not there';
				leaveOut(item, fieldOf(reference), `${called(other)} ${why}`);
			}
		}
	}
}

/** What waits for something that is not done is not done either. */
export function rejectDependents<C extends Credential>(plan: DraftPlan<C>): void {
	const waiting = waitersOf(plan.items);
	/** The first cause of it all: a chain of reasons nobody reads. */
	const causes = new Map<PlanItem<C>, string>();
	const refuse = (start: Array<PlanItem<C>>): void => {
		for (let item = start.pop(); item; item = start.pop())
			for (const waiter of waiting.get(item) ?? []) {
				if (!isPlanned(waiter)) continue;
				const cause = causes.get(item) ?? item.reason;
				causes.set(waiter, cause);
				followInVain(waiter, item, cause);
				start.push(waiter);
			}
	};
	refuse([...waiting.keys()].filter((item) => !isPlanned(item)));
	const inCircles = circlesOf(plan.items.filter(isPlanned));
	for (const circle of inCircles) refuseCircle(circle);
	refuse(inCircles.flat());
}

/** Who waits for whom. */
function waitersOf<C extends Credential>(
	items: Array<PlanItem<C>>,
): Map<PlanItem<C>, Array<PlanItem<C>>> {
	const waiting = new Map<PlanItem<C>, Array<PlanItem<C>>>();
	for (const item of items) for (const other of item.needs) addTo(waiting, other, item);
	return waiting;
}

function followInVain<C extends Credential>(
	item: PlanItem<C>,
	needed: PlanItem<C>,
	cause: string,
): void {
	const name = called(needed.entity);
	if (needed.action !== 'skipped')
		return reject(item, `needs ${name}, which is rejected: ${cause}`);
	item.action = 'skipped';
	item.reason = `needs ${name}, which is left as it is: ${cause}`;
}

/** Items that wait for each other, such as people who exchange their mobiles: none can be first. */
function circlesOf<C extends Credential>(items: Array<PlanItem<C>>): Array<Array<PlanItem<C>>> {
	// Whoever waits for nobody, or for nobody who waits, is in no circle.
	const left = new Map(levelsLeft(items).map((item) => [item, true]));
	const circles: Array<Array<PlanItem<C>>> = [];
	for (const start of left.keys()) {
		const path = new Set<PlanItem<C>>();
		let at: PlanItem<C> | undefined = start;
		while (at && left.get(at) && !path.has(at)) {
			path.add(at);
			at = [...at.needs].find((other) => left.has(other));
		}
		for (const each of path) left.set(each, false);
		if (at && path.has(at)) circles.push([...path].slice([...path].indexOf(at)));
	}
	return circles;
}

/** What is left when those who wait for nobody are taken away, again and again. */
function levelsLeft<C extends Credential>(items: Array<PlanItem<C>>): Array<PlanItem<C>> {
	const missing = new Map(items.map((item) => [item, 0]));
	const waiting = waitersOf(items);
	for (const item of items)
		for (const other of item.needs)
			if (missing.has(other)) missing.set(item, missing.get(item)! + 1);
	const free = items.filter((item) => missing.get(item) === 0);
	for (let item = free.pop(); item; item = free.pop()) {
		missing.delete(item);
		for (const waiter of waiting.get(item) ?? []) {
			missing.set(waiter, missing.get(waiter)! - 1);
			if (missing.get(waiter) === 0) free.push(waiter);
		}
	}
	return [...missing.keys()];
}

const MOST_NAMES = 3;

function refuseCircle<C extends Credential>(circle: Array<PlanItem<C>>): void {
	const shown = circle.slice(0, MOST_NAMES).map(({ entity }) => called(entity));
	const names = `${shown.join(' and ')}${circle.length > MOST_NAMES ? ' and others' : ''}`;
	for (const item of circle) {
		const { kind } = item.entity;
		const { unique = [] } = kind;
		const column = item.changes.find(({ field }) => unique.includes(field))?.field;
		const what = column
			? `${columnName(kind, column)}: ${names} want to exchange theirs`
			: `${names} wait for each other`;
		reject(item, `${what}, and none can be first: do one of them by hand, or in two runs`);
	}
}
