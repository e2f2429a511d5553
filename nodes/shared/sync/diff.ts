/** What differs between a record of the source and the same one on the platform. */
import type { Credential } from '../contract';
import {
	columnName,
	columnOf,
	columnTitle,
	isRemembered,
	keyNow,
	keyOf,
	pathNow,
	pathOf,
	plainText,
	senseIn,
} from './directory';
import {
	PARENT,
	type Change,
	type Entity,
	type Kind,
	type SyncColumn,
	type SyncOptions,
} from '../contract/sync';
import { fieldOf, isSame, referredTo } from './refer';

/** In the order of the kind's columns; of a new record what it is given. */
export function changesOf<C extends Credential>(entity: Entity<C>, options: SyncOptions): Change[] {
	const changes: Change[] = [];
	for (const column of entity.kind.columns) {
		const change = changeOf(entity, column, options);
		if (change) changes.push(change);
	}
	return changes;
}

function changeOf<C extends Credential>(
	entity: Entity<C>,
	column: SyncColumn,
	options: SyncOptions,
): Change | undefined {
	const { kind, target } = entity;
	const { id } = column;
	const change = kind.tree?.path?.column === id ? placed(entity) : referring(entity, id);
	const found = change ?? (isCompared(entity, column) ? valued(entity, id) : undefined);
	if (!found || !target) return found;
	if (isListed(options.onlyWhenCreating, kind, id)) return undefined;
	return isListed(options.onlyIfEmpty, kind, id) && isFilled(entity, found) ? undefined : found;
}

const isFilled = <C extends Credential>(entity: Entity<C>, { field, from }: Change): boolean =>
	from !== '' || senseIn(entity, field, 'target') !== '';

/** Where it stands in its tree. */
function placed<C extends Credential>(entity: Entity<C>): Change | undefined {
	const { kind, source, target, now, then } = entity;
	if (!target) return { field: kind.tree?.path?.column ?? PARENT, from: '', to: pathOf(entity) };
	if (source?.parent === undefined || now[PARENT] === then[PARENT]) return undefined;
	return { field: PARENT, from: shownNow(now[PARENT]), to: shownThen(then[PARENT]) };
}

/** What it refers to; of pairs that is what they are, and never changes. */
function referring<C extends Credential>(entity: Entity<C>, column: string): Change | undefined {
	const { kind, target } = entity;
	const reference = kind.match && kind.references.find((each) => fieldOf(each) === column);
	if (!reference) return undefined;
	const isTold = !target || target.hashes || target.values[reference.member] !== undefined;
	const now = referredTo(entity, reference, 'now');
	const then = referredTo(entity, reference, 'then');
	const areSame =
		now.length === then.length && now.every((each) => then.some((other) => isSame(each, other)));
	if (!isTold || areSame) return undefined;
	return {
		field: column,
		from: now.map(shownNow).join(', '),
		to: then.map(keyOf).join(', '),
	};
}

/** A column has no value to compare if it is a pointer, or the platform does not tell it. */
function isCompared<C extends Credential>(
	{ kind, target }: Entity<C>,
	{ id, isPointer }: SyncColumn,
): boolean {
	if (isPointer) return false;
	if (target) return target.hashes !== undefined || target.values[id] !== undefined;
	// The name of a new record may be the end of its path.
	return !(kind.tree?.path && id === 'name');
}

function valued<C extends Credential>(entity: Entity<C>, column: string): Change | undefined {
	const { kind, source, target } = entity;
	const said = source?.values[column];
	if (said === undefined) return undefined;
	const present = target?.values[column];
	if (said === present) return undefined;
	// What is to be empty and is not known may be there.
	const isDoubtful = said === '' && isRemembered(kind) && target?.hashes?.[column] === undefined;
	if (!isDoubtful && senseIn(entity, column, 'source') === senseIn(entity, column, 'target'))
		return undefined;
	return { field: column, from: plainText(present), to: plainText(said) };
}

const shownNow = <C extends Credential>(entity: Entity<C> | undefined): string =>
	entity ? (entity.kind.tree?.path ? pathNow(entity) : keyNow(entity)) : '';

const shownThen = <C extends Credential>(entity: Entity<C> | undefined): string =>
	entity ? keyOf(entity) : '';

/** Whether a column stands in a list, as itself or with its kind in front. */
const isListed = <C extends Credential>(list: string[], kind: Kind<C>, column: string): boolean =>
	list.includes(column) || list.includes(`${kind.value}.${column}`);

/** Which columns differ, as a sentence; empty: none. */
export function differences<C extends Credential>(kind: Kind<C>, changes: Change[]): string {
	if (changes.length === 0) return '';
	return `${changes.map(({ field }) => columnName(kind, field)).join(', ')} ${changes.length === 1 ? 'differs' : 'differ'}`;
}

/** A change on one line, for whoever reads the plan as a table. */
export function sayChange<C extends Credential>(
	kind: Kind<C>,
	{ field, ...values }: Change,
): string {
	const say = columnOf(kind, field)?.say ?? ((value: string) => value);
	const [from, to] = [values.from, values.to].map((value) => (value === '' ? '' : say(value)));
	return `${columnTitle(kind, field)}: ${from === '' ? '' : `${from} → `}${to || 'empty'}`;
}
