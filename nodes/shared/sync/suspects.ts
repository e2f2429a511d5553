/** Records that may be others than they seem: rows that can't be used, and keys that have changed. */
import { grouped } from '../batching/group';
import type { Credential } from '../contract';
import {
	PARENT,
	type DraftPlan,
	type Entity,
	type Kind,
	type KindView,
	type PlanItem,
} from '../contract/sync';
import { called, columnName, columnNames, nameOf, senseIn } from './directory';
import { isGoing, isLiving, isOnlyThere, reject } from './item';
import { fieldOf } from './refer';

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
		if (!reference) return senseIn(entity, name, side);
		const other = side === 'source' ? entity.then[name] : entity.now[name];
		// What stands below nothing has that in common with others.
		return other ? (other.target?.id ?? '') : name === PARENT ? 'top' : '';
	});
	return parts.includes('') ? '' : JSON.stringify(parts);
}

/** A missing and a new record that look like one whose key has changed: nothing is done with either. */
export function checkSuspects<C extends Credential>(plan: DraftPlan<C>): void {
	for (const [value, view] of plan.directory.kinds) {
		const { kind, entities } = view;
		// Also where it may not be created: what it may be must not go for that.
		const fresh = plan.items.filter(
			({ entity, action }) =>
				entity.kind.value === value &&
				!entity.target &&
				!entity.source?.hasLeft &&
				(action === 'create' || action === 'skipped'),
		);
		const gone = entities.filter(isOnlyThere);
		if (fresh.length === 0 || gone.length === 0) continue;
		for (const way of kind.match ? kind.alike : []) suspectAlike(plan, kind, way, fresh, gone);
		if (kind.tree)
			for (const held of kind.holds ?? []) suspectRenamed(plan, kind, held, fresh, gone);
	}
}

function suspectAlike<C extends Credential>(
	plan: DraftPlan<C>,
	kind: Kind<C>,
	way: string[],
	fresh: Array<PlanItem<C>>,
	gone: Array<Entity<C>>,
): void {
	const isUnique =
		way.every((column) => kind.unique?.includes(column)) || kind.twins?.includes(way);
	const alike = grouped(gone, (entity) => likeness(entity, way, 'target'));
	const key = way.find((column) => kind.match?.columns.includes(column)) ?? kind.idColumn;
	const same = columnNames(
		kind,
		way.map((name) => fieldIn(kind, name)),
	);
	const advice = [
		...(key ? [`add ${columnName(kind, key)} to Match By`] : []),
		'give both of them in the source',
	];
	for (const item of fresh) {
		for (const other of alike.get(likeness(item.entity, way, 'source')) ?? []) {
			const going = plan.itemOf(other);
			// Two of one name may be two people; that one is to go is what makes it odd.
			if ((!isUnique || item.action === 'skipped') && !isGoing(going)) continue;
			suspect(item, going, {
				is: `has the same ${same} as ${called(other)}, who is not in the source: one ${kind.called.one} with another key?`,
				advice: asSentence(advice.join(', or ')),
			});
			if (isGoing(going) || going?.action === 'rejected')
				suspect(going!, undefined, {
					is: `has the same ${same} as ${called(item.entity)}, who is new in the source: one ${kind.called.one} with another key?`,
					advice: asSentence(advice[0]),
				});
		}
	}
}

/** What a way calls by the name of a reference, as `changes` call it. */
function fieldIn<C extends Credential>({ references }: Kind<C>, name: string): string {
	const reference = references.find((each) => each.name === name);
	return reference ? fieldOf(reference) : name;
}

const asSentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

interface Suspicion {
	is: string;
	advice: string;
}

function suspect<C extends Credential>(
	item: PlanItem<C>,
	other: PlanItem<C> | undefined,
	{ is, advice }: Suspicion,
): void {
	// What is outside the scope is only shown with everything, and stays so.
	if (!item.isHidden)
		reject(item, `${is} Nothing is done with ${other ? 'either' : 'it'}. ${advice}.`);
}

/** A department that goes, and a new one that has its parent or its name, and most of its people. */
function suspectRenamed<C extends Credential>(
	plan: DraftPlan<C>,
	kind: Kind<C>,
	holds: NonNullable<Kind['holds']>[number],
	fresh: Array<PlanItem<C>>,
	gone: Array<Entity<C>>,
): void {
	const inside = plan.directory.kinds.get(holds.kind);
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
			const sameName = nameOf(entity) === nameOf(from);
			const isNear = sameName || entity.then[PARENT] === from.now[PARENT];
			if (!item || !isNear || count * 2 < all) continue;
			if (item.action === 'skipped' && !isGoing(plan.itemOf(from))) continue;
			const people = `${count} of the ${all} ${inside.kind.called.many} of`;
			const id = kind.idColumn ?? kind.keyColumns[0];
			const isAsked = kind.match?.preset.includes(id) ?? true;
			const advice = `Give the new one the ${columnName(kind, id)} ${from.target?.id} of the old one${isAsked ? '' : ', with ID under Match By,'} if it is the same`;
			const going = plan.itemOf(from);
			suspect(item, going, {
				is: `is new in the source and takes ${people} ${called(from)}, which is not in the source: renamed or moved?`,
				advice,
			});
			if (isGoing(going))
				suspect(going!, undefined, {
					is: `is not in the source, and ${people} it go to ${called(entity)}, which is new: renamed or moved?`,
					advice,
				});
		}
	}
}
