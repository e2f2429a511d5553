/**
 * Rows as the upserts take them: a new one is looked up by its code or job number, a known one by
 * its ID. The rules of `dataRule` have the names of the kinds (docs/vendors/weaver-e10.md, section 4).
 */
import {
	PARENT,
	type Entity,
	type PlanItem,
	type Rule,
	type Task,
} from '../../shared/contract/sync';
import { Invalid } from '../../shared/input/invalid';
import { called, columnName, idOf, plainText } from '../../shared/sync/directory';
import { reject } from '../../shared/sync/item';
import { fieldOf, referredTo } from '../../shared/sync/refer';
import type { WeaverE10Operation } from '../operations';
import type { WeaverE10Credential } from '../token';
import { PHASE } from './phases';

export type Item = PlanItem<WeaverE10Credential>;
type One = Entity<WeaverE10Credential>;
type Row = Record<string, unknown>;
type Tasks = Array<Task<WeaverE10Credential>>;

/** How a kind comes, changes and goes; what a row has besides what changes. */
interface Course {
	phase: number;
	goesIn: number;
	created?: Row;
	gone(item: Item): Row;
	/** The interface that brings one back, by its ID. */
	back?: WeaverE10Operation;
	restored?(item: Item): Row;
}

/** The tasks of a kind: all that it has goes through its upsert. */
export function tasksBy(
	upsert: WeaverE10Operation,
	{ phase, goesIn, created, gone, back, restored }: Course,
): (item: Item) => Tasks {
	// The plan says what waits for what, and not the order of rows in a request.
	const operation: WeaverE10Operation = { ...upsert, after: undefined };
	const setLater: WeaverE10Operation = { ...operation, name: 'Set Superiors' };
	return (item) => {
		const { action, entity } = item;
		if (action === 'retire')
			return [{ operation, phase: goesIn, values: () => knownRow(item, gone(item)) }];
		const { now, later } = parted(item, setLater);
		if (action === 'create')
			return [{ operation, phase, values: () => newRow(now, created), isFirst: true }, ...later];
		const isBack = action === 'restore';
		const more = (isBack && restored?.(item)) || {};
		const isSaid = now.changes.length > 0 || Object.keys(more).length > 0;
		const brings: Tasks =
			isBack && back
				? [{ operation: back, phase, values: () => ({ id: idOf(entity) }), isFirst: true }]
				: [];
		const changes: Tasks = isSaid ? [{ operation, phase, values: () => knownRow(now, more) }] : [];
		return [...brings, ...changes, ...later];
	};
}

/** What a first level stands below. */
const TOP = '0';

/**
 * What a new row says of itself, and of where it belongs.
 * @param more what it has besides
 * @throws Invalid when Weaver can't find what it refers to
 */
const newRow = (item: Item, more: Row = {}): Row => rowBy(keyOfKind(item.entity), item, more);

/**
 * A known row with nothing but what changes, and with these columns. It goes by its ID; where an
 * answer did not tell one that is needed, by its code or job number.
 * @throws Invalid as above
 */
function knownRow(item: Item, more: Row = {}): Row {
	const { entity } = item;
	const own = referred(item).flatMap(({ all }) => all.filter(({ kind }) => kind === entity.kind));
	const nameless = [entity, ...own].find((each) => idOf(each) === '');
	if (!nameless) return rowBy('id', item, more);
	const key = keyOfKind(entity);
	if (!item.changes.some(({ field }) => field === key)) return rowBy(key, item, more);
	throw new Invalid(`changes, and the ID of ${called(nameless)} is not known yet`, key);
}

/** @param rule by which the row, and what is of its own kind, is looked up */
function rowBy(rule: string, item: Item, more: Row): Row {
	const { entity } = item;
	const { kind } = entity;
	const dataRule = { ...rulesBy('id', kind), [kind.value]: rule };
	const own = rule === 'id' ? idOf(entity) : keyTo(entity, rule);
	const fields: Row = { [rule]: own, ...more, ...saidIn(item) };
	for (const { name, column, isMany, all } of referred(item)) {
		const names = all.map((other) => {
			const isOwn = other.kind === kind;
			const by = isOwn ? rule : idOf(other) === '' ? keyOfKind(other) : 'id';
			dataRule[other.kind.value] = by;
			return by === 'id' ? idOf(other) : keyTo(other, column);
		});
		fields[column] = isMany ? names : (names[0] ?? (name === PARENT ? TOP : ''));
	}
	const clears = Object.keys(fields).some((name) => name.includes('.') && fields[name] === '');
	return {
		fields,
		dataRule,
		extKey: rule,
		// Else what is empty of the tenant's own fields stays as it is.
		...(clears && { emptyCustomVaueClearable: true }),
	};
}

/** The column that a new row is looked up by. */
const keyOfKind = ({ kind: { keyColumns } }: One): string => keyColumns[0];

/**
 * What is sent at once of a known record or a new one, and what when everybody is there: superiors
 * and the like of somebody new, or who are new themselves. So no order, no circle and no namesake is in
 * the way.
 * @param operation that sends the latter
 */
function parted(item: Item, operation: WeaverE10Operation): { now: Item; later: Tasks } {
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
function rulesBy(column: string, kind: One['kind']): Record<string, string> {
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

/** @throws Invalid when it has none */
function keyTo(other: One, column: string): string {
	const found = keyAfter(other);
	if (found !== '') return found;
	throw new Invalid(withoutKey(other), column);
}

const withoutKey = (other: One): string =>
	`leads to ${called(other)}, which has no ${columnName(other.kind, keyOfKind(other))}, and Weaver finds it for a new row by nothing else: give it one`;

/** Its own change of that, if there is one, is made before. */
const keyAfter = (entity: One): string =>
	plainText(entity.source?.values[keyOfKind(entity)]) ||
	plainText(entity.target?.values[keyOfKind(entity)]);

/** A new row names its parent by its code: without one it is refused in the plan. */
export const parentsByCode: Rule<WeaverE10Credential> = {
	check({ items }) {
		for (const item of items) {
			if (item.action !== 'create') continue;
			const { kind, then } = item.entity;
			const parent = then[PARENT];
			if (parent?.kind === kind && keyAfter(parent) === '')
				reject(item, `${columnName(kind, PARENT)} ${withoutKey(parent)}`);
		}
	},
};
