/**
 * Rows as the upserts take them: a new one is looked up by its code or job number, a known one by
 * its ID. The rules of `dataRule` have the names of the kinds (docs/vendors/weaver-e10.md, section 4).
 */
import { PARENT, type Entity, type PlanItem, type Task } from '../../shared/contract/sync';
import { Invalid } from '../../shared/input/invalid';
import { called, idOf, plainText } from '../../shared/sync/directory';
import { fieldOf, referredTo } from '../../shared/sync/refer';
import type { WeaverE10Operation } from '../operations';
import type { WeaverE10Credential } from '../token';
import { PHASE } from './phases';

export type Item = PlanItem<WeaverE10Credential>;
type One = Entity<WeaverE10Credential>;
type Row = Record<string, unknown>;
type Tasks = Array<Task<WeaverE10Credential>>;

/** The upsert as a sync uses it: the plan says what waits for what. */
export const unordered = (upsert: WeaverE10Operation, name = upsert.name): WeaverE10Operation => ({
	...upsert,
	name,
	after: undefined,
});

/** The same for what is set when everybody is there. */
export const laterOf = (upsert: WeaverE10Operation): WeaverE10Operation =>
	unordered(upsert, 'Set Superiors');

/** What a first level stands below. */
const TOP = '0';

/**
 * What a new row says of itself, and of where it belongs.
 * @param more what it has besides
 */
export function newRow(item: Item, more: Row = {}): Row {
	const { kind } = item.entity;
	const [key] = kind.keyColumns;
	const dataRule = rulesBy('id', item);
	dataRule[kind.value] = key;
	const fields: Row = { ...more, ...saidIn(item) };
	for (const { column, all } of referred(item)) {
		const [other] = all;
		if (!other) fields[column] = TOP;
		// What is of the row's own kind goes by the row's own rule.
		else if (other.kind.value === kind.value) fields[column] = keyTo(other, column);
		else if (idOf(other) !== '') fields[column] = idOf(other);
		else {
			fields[column] = keyTo(other, column);
			[dataRule[other.kind.value]] = other.kind.keyColumns;
		}
	}
	return { fields, dataRule, extKey: key };
}

/** A known row with nothing but what changes, and with these columns. */
export function knownRow(item: Item, more: Row = {}): Row {
	const fields: Row = { id: idTo(item.entity, 'id'), ...more, ...saidIn(item) };
	for (const { name, column, isMany, all } of referred(item)) {
		const ids = all.map((other) => idTo(other, column));
		fields[column] = isMany ? ids : (ids[0] ?? (name === PARENT ? TOP : ''));
	}
	const clears = Object.keys(fields).some((name) => name.includes('.') && fields[name] === '');
	return {
		fields,
		dataRule: rulesBy('id', item),
		extKey: 'id',
		// Else what is empty of the tenant's own fields stays as it is.
		...(clears && { emptyCustomVaueClearable: true }),
	};
}

/**
 * What is sent at once of a known record or a new one, and what when everybody is there: superiors
 * and the like of somebody new, or who are new themselves. These go by ID, so that no order, no circle
 * and no namesake is in the way.
 * @param operation that sends the latter
 */
export function parted(item: Item, operation: WeaverE10Operation): { now: Item; later: Tasks } {
	const { entity, action, changes } = item;
	const waiting = entity.kind.references.filter(
		(reference) =>
			reference.isLater &&
			(action === 'create' || referredTo(entity, reference, 'then').some(({ target }) => !target)),
	);
	const columns = waiting.map(fieldOf);
	const own = changes.filter(({ field }) => columns.includes(field));
	const others = changes.filter(({ field }) => !columns.includes(field));
	const later: Tasks[number] = {
		operation,
		phase: PHASE.superiors,
		after: waiting.flatMap((reference) => referredTo(entity, reference, 'then')),
		values: () => knownRow({ ...item, changes: own }),
	};
	return { now: { ...item, changes: others }, later: own.length ? [later] : [] };
}

/** How rows of a kind, and all that they may refer to, are looked up. */
function rulesBy(column: string, { entity: { kind } }: Item): Record<string, string> {
	const kinds = [kind.value, ...kind.references.flatMap((reference) => reference.kinds)];
	return Object.fromEntries(kinds.map((each) => [each, column]));
}

/** Values of the source that change, but for what refers to something. */
function saidIn({ entity: { kind, source }, changes }: Item): Row {
	const references = kind.references.map(fieldOf);
	const fields: Row = {};
	for (const { field } of changes)
		if (!references.includes(field)) fields[field] = source?.values[field];
	return fields;
}

/** What changes of references lead to. */
const referred = ({ entity, changes }: Item) =>
	entity.kind.references
		.map((reference) => ({
			...reference,
			column: fieldOf(reference),
			all: referredTo(entity, reference, 'then'),
		}))
		.filter(({ column }) => changes.some(({ field }) => field === column));

function idTo(other: One, column: string): string {
	const id = idOf(other);
	if (id !== '') return id;
	throw new Invalid(
		`leads to ${called(other)}, whose ID is not known yet: the next run sets it`,
		column,
	);
}

/** Its own change of that, if there is one, has been made by then. */
function keyTo(other: One, column: string): string {
	const [key] = other.kind.keyColumns;
	const found = keyAfter(other);
	if (found !== '') return found;
	throw new Invalid(
		`leads to ${called(other)}, which has no ${key} on the platform, and Weaver finds it for a new row by nothing else: give it one`,
		column,
	);
}

const keyAfter = ({ kind: { keyColumns }, source, target }: One): string =>
	plainText(source?.values[keyColumns[0]]) || plainText(target?.values[keyColumns[0]]);
