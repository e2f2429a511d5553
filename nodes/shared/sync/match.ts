/** Which record of the source is which on the platform. */
import { grouped, severalOf } from '../batching/group';
import type { Credential } from '../contract';
import { asInvalid } from '../input/invalid';
import {
	called,
	columnName,
	columnNames,
	columnOf,
	nameColumnOf,
	newEntity,
	plainText,
	rowsOf,
	senseOf,
} from './directory';
import { refer } from './refer';
import {
	PARENT,
	type Directory,
	type Entity,
	type Kind,
	type Listing,
	type SourceRecord,
	type SourceTable,
	type TargetRecord,
	type Tree,
} from '../contract/sync';

/**
 * @param sources what the table says; of a tree with what its paths imply
 * @param columns those that the table has
 * @param directory the kinds that pairs of this one consist of
 * @returns a record for each of the source, then those that only the platform has. What can't be
 *   told apart has a problem. `refer` says what they refer to
 */
export function matched<C extends Credential>(
	kind: Kind<C>,
	{ records: sources, columns }: Pick<SourceTable, 'records' | 'columns'>,
	{ records: targets, root }: Listing,
	matchBy: string[],
	directory: Directory<C>,
): Array<Entity<C>> {
	const found = sources.map((source) => newEntity(kind, { source }));
	const all = kind.match ? found : pairs(found, directory);
	if (kind.tree?.path) {
		matchTree(kind, kind.tree.path, all, targets, matchBy, root);
		refuseUnplaced(kind, kind.tree.path, all, columns, matchBy);
	} else if (kind.match) matchByColumns(kind, all, targets, matchBy);
	else matchPairs(kind, all, targets);
	refuseShared(all);

	const known = new Set(all.map(({ target }) => target));
	const others = targets
		.filter((target) => !known.has(target))
		.map((target) => newEntity(kind, { target }));
	return [...all, ...others];
}

// ── By columns ──────────────────────────────────────────────────────────────────────────────────

function matchByColumns<C extends Credential>(
	kind: Kind<C>,
	entities: Array<Entity<C>>,
	targets: TargetRecord[],
	matchBy: string[],
): void {
	const indices = new Map(matchBy.map((column) => [column, indexOf(kind, targets, column)]));
	for (const entity of entities) {
		const { source } = entity;
		if (!source) continue;
		for (const column of matchBy) {
			const sense = senseOf(kind, column, source.values[column]);
			const found = sense === '' ? [] : livingFirst(indices.get(column)!.get(sense) ?? []);
			if (found.length === 0) continue;
			const said = `${columnName(kind, column)} is “${plainText(source.values[column])}”`;
			const [target, another] = found;
			if (another) {
				source.problem ??= `${said}, which ${found.length} ${kind.called.many} have on the platform: nobody can tell which of them is meant`;
				break;
			}
			Object.assign(entity, { target, matchedBy: column });
			if (isSomebodyElse(kind, source, target, column))
				source.problem ??= `${said}, which ${called({ ...entity, source: undefined })} has, with another name and another ${columnName(kind, kind.keyColumns[0])}. If they are one ${kind.called.one}, give the ${columnName(kind, kind.idColumn ?? '')} ${target.id} in the row, with ID under Match By`;
			break;
		}
		if (!entity.target) source.problem ??= unusable(kind, source, matchBy);
	}
	refuseTwice(kind, entities, matchBy);
}

/** A mobile may have gone to another person: what has neither its name nor its number is somebody else. */
function isSomebodyElse<C extends Credential>(
	kind: Kind<C>,
	source: SourceRecord,
	target: TargetRecord,
	column: string,
): boolean {
	const { keyColumns, idColumn } = kind;
	const differ = (other: string) => {
		const [said, present] = [source, target].map(({ values }) =>
			senseOf(kind, other, values[other]),
		);
		return said !== '' && present !== '' && said !== present;
	};
	if (column === idColumn || column === keyColumns[0]) return false;
	return differ(keyColumns[0]) && differ(nameColumnOf(kind));
}

/** Why a record that nothing on the platform matches can't be a new one. */
function unusable<C extends Credential>(
	kind: Kind<C>,
	{ values }: SourceRecord,
	matchBy: string[],
): string | undefined {
	const isFilled = (column: string) => plainText(values[column]) !== '';
	const { idColumn } = kind;
	if (idColumn && matchBy.includes(idColumn) && isFilled(idColumn))
		return `${columnName(kind, idColumn)} is “${plainText(values[idColumn])}”, but there is no ${kind.called.one} with this ID: empty the cell if it is a new one`;
	if (matchBy.some(isFilled)) return undefined;
	const keys = matchBy.length > 1 ? matchBy.filter((column) => column !== idColumn) : matchBy;
	return `${areEmpty(kind, keys)}: nobody can tell which ${kind.called.one} this is`;
}

const areEmpty = <C extends Credential>(kind: Kind<C>, columns: string[]): string =>
	`${columnNames(kind, columns)} ${columns.length > 1 ? 'are' : 'is'} empty`;

const indexOf = <C extends Credential>(kind: Kind<C>, targets: TargetRecord[], column: string) =>
	grouped(targets, ({ values }) => senseOf(kind, column, values[column]));

/** Those of the living, and only if there are none, those who have left. */
function livingFirst(targets: TargetRecord[]): TargetRecord[] {
	const living = targets.filter(({ state }) => state !== 'left');
	return living.length ? living : targets;
}

/** New records with one key would be created twice. */
function refuseTwice<C extends Credential>(
	kind: Kind<C>,
	entities: Array<Entity<C>>,
	matchBy: string[],
): void {
	const fresh = entities.filter(({ target }) => !target);
	for (const column of matchBy) {
		const senseIn = ({ source }: Entity<C>) => senseOf(kind, column, source?.values[column]);
		for (const several of severalOf(fresh, senseIn)) refuseTogether(several, column);
	}
}

function refuseTogether<C extends Credential>(entities: Array<Entity<C>>, column: string): void {
	const rows = rowsOf(entities);
	for (const { kind, source } of entities)
		if (source)
			source.problem ??= `${columnName(kind, column)} is “${plainText(source.values[column])}” in ${rows}: each may stand only once`;
}

/** Two records of the source that are one on the platform. */
function refuseShared<C extends Credential>(entities: Array<Entity<C>>): void {
	for (const several of severalOf(entities, ({ target }) => target ?? '')) {
		const [{ target, kind }] = several;
		const name = called(newEntity(kind, { target }));
		const rows = rowsOf(several);
		for (const { source, matchedBy } of several)
			if (source)
				source.problem ??= `${columnName(kind, matchedBy)}: ${rows} stand for one ${kind.called.one} of the platform, ${name}`;
	}
}

// ── By the place in a tree ──────────────────────────────────────────────────────────────────────

type Path = NonNullable<Tree['path']>;

/** By columns first, whatever stands where; then from the top, by the place below what was found. */
function matchTree<C extends Credential>(
	kind: Kind<C>,
	{ column: place }: Path,
	entities: Array<Entity<C>>,
	targets: TargetRecord[],
	matchBy: string[],
	root: Listing['root'],
): void {
	const columns = matchBy.filter((column) => column !== place);
	const indices = columns.map((column) => [column, indexOf(kind, targets, column)] as const);
	for (const entity of entities) {
		const { source } = entity;
		for (const [column, index] of indices) {
			const [target] = index.get(senseOf(kind, column, source?.values[column])) ?? [];
			if (!target || entity.target) continue;
			Object.assign(entity, { target, matchedBy: column });
		}
	}
	const claimed = new Set(entities.map(({ target }) => target));
	const below = grouped(targets, ({ values }) => childKey(values[PARENT], values.name));
	const entityOf = new Map(entities.map((entity) => [entity.source, entity]));
	const rootId = root?.id ?? '';
	for (const entity of fromTheTop(entities, entityOf)) {
		const { source } = entity;
		if (entity.target || !source || source.parent === undefined) continue;
		if (!matchBy.includes(place) && source.impliedBy === undefined) continue;
		const above = source.parent && entityOf.get(source.parent);
		const parentId = above ? above.target?.id : rootId;
		if (parentId === undefined) continue;
		const [target] = below.get(childKey(parentId, source.values.name)) ?? [];
		if (target && !claimed.has(target)) Object.assign(entity, { target, matchedBy: place });
	}
}

/** New records of which nobody can tell where they stand, or which stand where others do. */
function refuseUnplaced<C extends Credential>(
	kind: Kind<C>,
	path: Path,
	entities: Array<Entity<C>>,
	columns: Set<string>,
	matchBy: string[],
): void {
	for (const { source, target } of entities)
		if (source && !target) source.problem ??= unusableInTree(kind, path, source, columns, matchBy);
	refusePlacesTwice(path.column, entities);
}

function unusableInTree<C extends Credential>(
	kind: Kind<C>,
	{ column: place, madeFrom }: Path,
	source: SourceRecord,
	columns: Set<string>,
	matchBy: string[],
): string | undefined {
	const problem = unusable(
		kind,
		source,
		matchBy.filter((column) => column !== place),
	);
	const hasId = plainText(source.values[kind.idColumn ?? '']) !== '';
	if (hasId && problem) return problem;
	if (source.parent !== undefined) return undefined;
	// Of what the path may be made from, the first that the table has counts.
	const ways = [madeFrom.find((column) => columns.has(column)), place];
	const lacking = ways.filter((column) => column !== undefined && columns.has(column));
	const empty = (lacking as string[]).filter((column) => plainText(source.values[column]) === '');
	return `${areEmpty(kind, empty.length ? empty : [place])}: nobody can tell where this ${kind.called.one} stands`;
}

const childKey = (parent: unknown, name: unknown): string =>
	`${plainText(parent)}\n${plainText(name)}`;

/** What is above comes before what is below it. Circles have been cut by then. */
function fromTheTop<C extends Credential>(
	entities: Array<Entity<C>>,
	entityOf: Map<SourceRecord | undefined, Entity<C>>,
): Array<Entity<C>> {
	const sorted = new Set<Entity<C>>();
	const add = (entity: Entity<C>): void => {
		const path: Array<Entity<C>> = [];
		for (let at: Entity<C> | undefined = entity; at && !sorted.has(at) && !path.includes(at); ) {
			path.push(at);
			const parent: SourceRecord | null | undefined = at.source?.parent;
			at = parent ? entityOf.get(parent) : undefined;
		}
		for (const each of path.toReversed()) sorted.add(each);
	};
	for (const entity of entities) add(entity);
	return [...sorted];
}

/** Two records at one place. */
function refusePlacesTwice<C extends Credential>(place: string, entities: Array<Entity<C>>): void {
	const entityOf = new Map(entities.map((entity) => [entity.source, entity]));
	const numbers = new Map([...entityOf.values()].map((entity, at) => [entity, at]));
	const placeOf = ({ source }: Entity<C>) => {
		if (!source || source.parent === undefined || source.problem) return '';
		const above = source.parent && entityOf.get(source.parent);
		return childKey(above ? numbers.get(above) : 'root', source.values.name);
	};
	for (const several of severalOf(entities, placeOf)) {
		const rows = rowsOf(several);
		for (const { kind, source } of several)
			if (source)
				source.problem ??= `${columnName(kind, place)}: ${rows} stand for one ${kind.called.one}, ${plainText(source.values.name)}: each may stand only once`;
	}
}

// ── Pairs ───────────────────────────────────────────────────────────────────────────────────────

/** Rows of one pair are one record, which has their sets together. */
function pairs<C extends Credential>(
	entities: Array<Entity<C>>,
	directory: Directory<C>,
): Array<Entity<C>> {
	for (const entity of entities) refer(entity, directory);
	const numbers = new Map<Entity<C>, number>();
	const numberOf = (other: Entity<C>) => {
		if (!numbers.has(other)) numbers.set(other, numbers.size);
		return numbers.get(other);
	};
	const keyOfPair = ({ kind, then }: Entity<C>, at: number) => {
		const others = kind.references.map(({ name }) => then[name]);
		return others.every(Boolean) ? others.map((each) => numberOf(each!)).join() : `row ${at}`;
	};
	const keys = new Map(entities.map((entity, at) => [entity, keyOfPair(entity, at)]));
	return [...grouped(entities, (entity) => keys.get(entity)).values()].map(together);
}

function together<C extends Credential>([first, ...others]: Array<Entity<C>>): Entity<C> {
	const { kind, source } = first;
	if (!source) return first;
	for (const { source: other } of others) {
		if (!other) continue;
		source.rows.push(...other.rows);
		source.problem ??= other.problem;
		for (const { id, isSet } of kind.columns) {
			const [own, more] = [source.values[id], other.values[id]];
			if (plainText(own) === '' && more !== undefined) source.values[id] = more;
			else if (isSet && plainText(more) !== '') join(source, kind, id, [own, more]);
		}
	}
	return first;
}

/** The sets of two rows together, which may be more than the column holds. */
function join<C extends Credential>(
	source: SourceRecord,
	kind: Kind<C>,
	column: string,
	values: unknown[],
): void {
	try {
		source.values[column] = columnOf(kind, column)!.read(values.map(plainText).join(','));
	} catch (error) {
		source.problem ??= `${columnName(kind, column)} ${asInvalid(error).message}`;
	}
}

function matchPairs<C extends Credential>(
	{ references }: Kind<C>,
	entities: Array<Entity<C>>,
	targets: TargetRecord[],
): void {
	const idsOf = ({ values }: TargetRecord) =>
		references.map(({ member }) => plainText(values[member])).join('|');
	const byIds = new Map(targets.map((target) => [idsOf(target), target]));
	for (const entity of entities) {
		const ids = references.map(({ name }) => entity.then[name]?.target?.id);
		const target = ids.every(Boolean) ? byIds.get(ids.join('|')) : undefined;
		if (target) Object.assign(entity, { target, matchedBy: 'pair' });
	}
}
