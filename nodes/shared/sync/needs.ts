/** Which items of a plan must be done before others, and what becomes of those that wait in vain. */
import type { Credential } from '../contract';
import { isChanging, isGoing, reject } from './checks';
import { called, nameOf, plainText, upwards } from './directory';
import { PARENT, type DraftPlan, type Entity, type PlanItem } from '../contract/sync';

/** A record of a tree gets another place or name, or comes into being. */
const isPlaced = <C extends Credential>({ action, changes, entity }: PlanItem<C>): boolean =>
	action === 'create' ||
	changes.some(({ field }) => field === PARENT || (field === 'name' && entity.kind.tree));

export function addNeeds<C extends Credential>(plan: DraftPlan<C>): void {
	const atPlace = placesOf(plan);
	for (const item of plan.items) {
		if (!isChanging(item)) continue;
		const { entity, changes } = item;
		if (entity.kind.tree && isPlaced(item)) {
			need(plan, item, entity.then[PARENT]);
			clear(plan, item, atPlace);
		}
		for (const { name } of entity.kind.references) {
			const other = entity.then[name];
			const isNew = item.action === 'create' || changes.some(({ field }) => field === name);
			if (other && isNew) need(plan, item, other);
			else if (other && item.action === 'restore') need(plan, item, other);
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
		const other = plan.itemOf(each);
		if (!other || other === item) continue;
		const { entity, kind } = { entity: each, kind: each.kind };
		if (isGoing(other)) {
			reject(item, `${called(entity)} goes in this run`);
			return;
		}
		const isThere = entity.target !== undefined && entity.target.state !== 'left';
		const makesIt = isChanging(other) && (!isThere || (kind.tree !== undefined && isPlaced(other)));
		const isInVain = !isThere && !isChanging(other);
		if (!makesIt && !isInVain) continue;
		item.needs.add(other);
		return;
	}
}

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
			`name: there is a ${entity.kind.called.one} of this name at this place already: ${called(there)}`,
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
		for (const entity of kind.tree ? entities : [])
			if (entity.target)
				there.set(
					`${numberOf(entity.now[PARENT])} ${plainText(entity.target.values.name)}`,
					entity,
				);
	return (entity) => there.get(`${numberOf(entity.then[PARENT])} ${nameOf(entity)}`);
}

/** What waits for something that is not done is not done either. */
export function rejectDependents<C extends Credential>(plan: DraftPlan<C>): void {
	for (let isStable = false; !isStable; ) {
		isStable = true;
		for (const item of plan.items) {
			if (!isChanging(item) && !isGoing(item)) continue;
			for (const other of item.needs) {
				if (isChanging(other) || isGoing(other)) continue;
				isStable = false;
				if (other.action === 'skipped') {
					item.action = 'skipped';
					item.reason = `needs ${called(other.entity)}, which is left as it is: ${other.reason}`;
				} else reject(item, `needs ${called(other.entity)}, which is rejected: ${other.reason}`);
				break;
			}
		}
	}
	rejectCircles(plan);
}

/** Such as two people who exchange their mobiles: neither can be first. */
function rejectCircles<C extends Credential>(plan: DraftPlan<C>): void {
	const done = new Set<PlanItem<C>>();
	let found = false;
	for (const start of plan.items) {
		const path: Array<PlanItem<C>> = [];
		const visit = (item: PlanItem<C>): void => {
			if (done.has(item) || !(isChanging(item) || isGoing(item))) return;
			const at = path.indexOf(item);
			if (at >= 0) {
				refuseCircle(path.slice(at));
				found = true;
				return;
			}
			path.push(item);
			for (const other of item.needs) visit(other);
			path.pop();
			done.add(item);
		};
		if (start.needs.size) visit(start);
	}
	if (found) rejectDependents(plan);
}

function refuseCircle<C extends Credential>(circle: Array<PlanItem<C>>): void {
	const names = circle.map(({ entity }) => called(entity)).join(' and ');
	for (const item of circle) {
		const { unique = [] } = item.entity.kind;
		const column = item.changes.find(({ field }) => unique.includes(field))?.field;
		const what = column
			? `${column}: ${names} want to exchange theirs`
			: `${names} wait for each other`;
		reject(item, `${what}, and none can be first: do one of them by hand, or in two runs`);
	}
}
