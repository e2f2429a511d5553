/** Both sides of a sync, kind by kind, and what leads from one record to another. */
import { hash } from 'node:crypto';

import { addTo } from '../batching/group';
import type { Credential } from '../contract';
import { labelled } from '../input/labels';
import {
	PARENT,
	type Directory,
	type Entity,
	type Kind,
	type KindView,
	type Listing,
	type Reference,
	type SyncColumn,
	type TargetRecord,
	type Tree,
} from '../contract/sync';

/** The platform has no queries for it: only what it was last given is known. */
export const isRemembered = <C extends Credential>({ read }: Kind<C>): boolean =>
	read === undefined;

/** A value as text that is the same for values that mean the same; empty where there is none. */
export function senseOf<C extends Credential>(
	kind: Kind<C>,
	column: string,
	value: unknown,
): string {
	const text = plainText(value);
	if (text === '') return '';
	return columnOf(kind, column)?.sense?.(text) ?? text;
}

/**
 * The same of a record's side. Of what is only remembered there are hashes: both sides are compared
 * by these.
 */
export function senseIn<C extends Credential>(
	entity: Entity<C>,
	column: string,
	side: 'source' | 'target',
): string {
	const { kind, target } = entity;
	const sense = senseOf(kind, column, entity[side]?.values[column]);
	if (!isRemembered(kind)) return sense;
	return (side === 'target' && target?.hashes?.[column]) || hashOf(kind, column, sense);
}

/** So much tells two values apart, and is short enough to keep many. */
const HASH_LENGTH = 10;

export const hashOf = <C extends Credential>(
	{ value }: Kind<C>,
	column: string,
	sense: string,
): string =>
	sense === ''
		? ''
		: hash('sha256', JSON.stringify([value, column, sense]), 'base64url').slice(0, HASH_LENGTH);

/** A value as `changes` show it. */
export const plainText = (value: unknown): string =>
	value === undefined || value === null ? '' : String(value).trim();

const columnsOf = new WeakMap<object, Map<string, SyncColumn>>();

type Columns = Pick<Kind, 'columns' | 'tree'>;

/** Looks the columns of a kind up once: it is asked for each cell. */
export function columnOf(kind: Pick<Kind, 'columns'>, id: string): SyncColumn | undefined {
	let known = columnsOf.get(kind);
	if (!known) {
		known = new Map(kind.columns.map((column) => [column.id, column]));
		columnsOf.set(kind, known);
	}
	return known.get(id);
}

/** As the form has it; of what is no column nothing. */
const labelOf = (kind: Columns, id: string): string | undefined =>
	columnOf(kind, id)?.displayName ?? (id === PARENT ? kind.tree?.path?.above : undefined);

/** A column as reasons and warnings name it, by its label and on the wire: “Job Title (职位, jobTitle)”. */
export function columnName(kind: Columns, id: string): string {
	const label = labelOf(kind, id);
	return label === undefined ? id : labelled(label, id);
}

/** Several of them, such as “Code (编码, code) and Name (名称, name)”. */
export const columnNames = (kind: Columns, ids: string[], between = ' and '): string =>
	ids.map((id) => columnName(kind, id)).join(between);

/** A column as those read it who are shown its values: “Job Title (职位)”. */
export const columnTitle = (kind: Columns, id: string): string =>
	(labelOf(kind, id) ?? id).replace(`, ${id})`, ')');

/** One thing of which one side, or neither, is known so far, and not what it refers to. */
export const newEntity = <C extends Credential>(
	kind: Kind<C>,
	sides: Pick<Entity<C>, 'source' | 'target'>,
): Entity<C> => ({ kind, ...sides, matchedBy: '', now: {}, then: {} });

/** The views of kinds, in the order in which they are added: what others refer to first. */
export class Sides<C extends Credential> implements Directory<C> {
	readonly kinds = new Map<string, KindView<C>>();

	view(kind: string): KindView<C> {
		const view = this.kinds.get(kind);
		if (!view) throw new Error(`The sync has not read any ${kind}`);
		return view;
	}

	/**
	 * @param entities what was matched, in the order in which it is to be shown
	 * @param about what else the listing says, and whether more may be there than is known
	 */
	add(kind: Kind<C>, entities: Array<Entity<C>>, about: About = {}): KindView<C> {
		const view = new View(kind, entities, about);
		this.kinds.set(kind.value, view);
		return view;
	}
}

type About = Omit<Listing, 'records'> & { isOpen?: boolean };

class View<C extends Credential> implements KindView<C> {
	readonly kind: Kind<C>;
	readonly entities: Array<Entity<C>>;
	readonly root: Listing['root'];
	readonly isOpen: boolean;
	readonly untold: string[];
	readonly unseen: string[];
	/** Made when somebody asks: most runs refer to departments only. */
	private ids?: Map<string, Entity<C>>;
	private readonly indices = new Map<string, ValueIndex<C>>();

	constructor(
		kind: Kind<C>,
		entities: Array<Entity<C>>,
		{ root, untold = [], unseen = [], isOpen = false }: About,
	) {
		this.kind = kind;
		this.entities = entities;
		this.root = root;
		this.isOpen = isOpen;
		this.untold = untold;
		this.unseen = unseen;
	}

	byId(id: string): Entity<C> | undefined {
		if (!this.ids) {
			this.ids = new Map();
			// Where several rows stand for one, the first of them is it.
			for (const entity of this.entities.toReversed())
				if (entity.target) this.ids.set(entity.target.id, entity);
		}
		return this.ids.get(id);
	}

	find(column: string, value: string): Array<Entity<C>> {
		return this.index(column).find(value);
	}

	findFormer(column: string, value: string): Array<Entity<C>> {
		return this.index(column).findFormer(value);
	}

	has(column: string): boolean {
		return !this.index(column).isEmpty;
	}

	assume(id: string): Entity<C> {
		const known = this.byId(id);
		if (known) return known;
		const { kind } = this;
		const values = { [kind.idColumn ?? kind.keyColumns[0]]: id };
		const target: TargetRecord = { id, values, state: 'active' };
		const entity = newEntity(kind, { target });
		this.ids?.set(id, entity);
		return entity;
	}

	private index(column: string): ValueIndex<C> {
		const known = this.indices.get(column);
		if (known) return known;
		const index = new ValueIndex(this.kind, this.entities, column);
		this.indices.set(column, index);
		return index;
	}
}

/** Who has which value in a column. */
class ValueIndex<C extends Credential> {
	private readonly kind: Kind<C>;
	private readonly column: string;
	/** By what the source says, which will hold after the run. */
	private readonly said = new Map<string, Array<Entity<C>>>();
	private readonly present = new Map<string, Array<Entity<C>>>();
	private readonly former = new Map<string, Array<Entity<C>>>();

	constructor(kind: Kind<C>, entities: Array<Entity<C>>, column: string) {
		this.kind = kind;
		this.column = column;
		for (const entity of entities) {
			if (entity.source) this.put(this.said, entity, saidOf(entity, column));
			const { target } = entity;
			const isFormer = target?.state === 'left' && !entity.source;
			if (target) this.put(isFormer ? this.former : this.present, entity, target.values[column]);
		}
	}

	get isEmpty(): boolean {
		return this.said.size === 0 && this.present.size === 0;
	}

	find(value: string): Array<Entity<C>> {
		const { unique = [] } = this.kind;
		const sense = senseOf(this.kind, this.column, value);
		const said = this.said.get(sense) ?? [];
		const present = this.present.get(sense) ?? [];
		const isKept = ({ source }: Entity<C>) => {
			const own = senseOf(this.kind, this.column, source?.values[this.column]);
			return own === '' || own === sense;
		};
		// A name may be several people's: also of those that the table does not speak of.
		if (this.column === nameColumnOf(this.kind))
			return [...new Set([...said, ...present.filter((entity) => isKept(entity))])];
		// What only one may have is whose it is, if that one keeps it, whoever else claims it.
		const holders = unique.includes(this.column) ? present.filter(isKept) : [];
		if (holders.length) return holders;
		return said.length ? said : present;
	}

	findFormer(value: string): Array<Entity<C>> {
		return this.former.get(senseOf(this.kind, this.column, value)) ?? [];
	}

	private put(index: Map<string, Array<Entity<C>>>, entity: Entity<C>, value: unknown): void {
		const sense = senseOf(this.kind, this.column, value);
		if (sense !== '') addTo(index, sense, entity);
	}
}

/** What the source says of a column: of the place in a tree, the path that follows from it. */
function saidOf<C extends Credential>(entity: Entity<C>, column: string): unknown {
	const { tree } = entity.kind;
	if (column === tree?.path?.column) return pathOf(entity);
	return entity.source?.values[column];
}

/** The path of a record of a tree after the run, its own name included. */
export function pathOf<C extends Credential>(entity: Entity<C>): string {
	return pathBy(entity, 'then', nameOf);
}

/** The path as it is on the platform now; empty where it is not there. */
export const pathNow = <C extends Credential>(entity: Entity<C>): string =>
	entity.target
		? pathBy(entity, 'now', (each) => plainText(each.target?.values[nameColumnOf(each.kind)]))
		: '';

function pathBy<C extends Credential>(
	entity: Entity<C>,
	side: 'now' | 'then',
	name: (entity: Entity<C>) => string,
): string {
	const levels = [...upwards(entity, side)].toReversed();
	return levels.map(name).join(entity.kind.tree?.path?.separator);
}

/** The column of the name that people read. */
export const nameColumnOf = <C extends Credential>({ nameColumn = 'name' }: Kind<C>): string =>
	nameColumn;

/** Of a record, after the run. */
export function nameOf<C extends Credential>(entity: Entity<C>): string {
	const column = nameColumnOf(entity.kind);
	const { source, target } = entity;
	return plainText(source?.values[column]) || plainText(target?.values[column]);
}

/** So many levels no tree has: it would be a circle. */
const MOST_LEVELS = 200;

/** Itself and what it stands below, from the bottom up. */
export function* upwards<C extends Credential>(
	entity: Entity<C> | undefined,
	side: 'now' | 'then',
): Generator<Entity<C>> {
	let levels = 0;
	for (let at = entity; at && levels < MOST_LEVELS; at = at[side][PARENT], levels++) yield at;
}

/** What people know a record by: the first of its key columns that either side has. */
export function keyOf<C extends Credential>(entity: Entity<C>): string {
	const { kind, source, target } = entity;
	if (kind.tree?.path) return keyInTree(entity, kind.tree.path);
	if (!kind.match) return kind.references.map((each) => keyOfReference(entity, each)).join('|');
	for (const column of kind.keyColumns) {
		const key = plainText(source?.values[column]) || plainText(target?.values[column]);
		if (key !== '') return key;
	}
	return '';
}

/** The same as the platform knows it now. */
export const keyNow = <C extends Credential>({ kind, target }: Entity<C>): string =>
	kind.keyColumns.map((column) => plainText(target?.values[column])).find((key) => key !== '') ??
	'';

/** The path; of what can't be placed, what its row says. */
function keyInTree<C extends Credential>(
	entity: Entity<C>,
	{ column: path, madeFrom }: NonNullable<Tree['path']>,
): string {
	const { kind, source, target } = entity;
	const said = [path, ...madeFrom, kind.idColumn].map((column) =>
		plainText(source?.values[column ?? '']),
	);
	const isUnplaced = !target && source?.parent === undefined;
	return (!isUnplaced && pathOf(entity)) || (said.find((value) => value !== '') ?? '');
}

/** How a record of pairs shows one of the two: also where it leads to nothing. */
function keyOfReference<C extends Credential>(
	{ then, now, source }: Entity<C>,
	{ name, by }: Reference,
): string {
	const other = then[name] ?? now[name];
	if (other) return keyOf(other);
	const said = by.map(({ column }) => plainText(source?.values[column]));
	return said.find((value) => value !== '') ?? '';
}

/** The name as people read it; of pairs both. */
export function shownName<C extends Credential>(entity: Entity<C>): string {
	const { kind } = entity;
	if (kind.match) return nameOf(entity);
	const parts = kind.references.map((reference) => {
		const other = entity.then[reference.name] ?? entity.now[reference.name];
		if (!other) return keyOfReference(entity, reference);
		return other.kind.tree?.path ? pathOf(other) : nameOf(other);
	});
	return parts.join(', ');
}

/** The ID on the platform, or '' while it has none. */
export function idOf<C extends Credential>(entity: Entity<C>): string {
	const { created, target, kind } = entity;
	// Where a platform gives no ids, the key is one.
	return created ?? target?.id ?? (kind.match && !kind.idColumn ? keyOf(entity) : '');
}

/** So many rows a message names. */
export const MOST_SHOWN = 5;

/** Rows of a table, by their numbers from 1 on, as messages name them. */
export function rowNames(numbers: number[]): string {
	const shown = numbers.length > MOST_SHOWN ? [...numbers.slice(0, MOST_SHOWN), '…'] : numbers;
	return `${numbers.length > 1 ? 'rows' : 'row'} ${shown.join(', ')}`;
}

/** Where records stand in their table; what only a path implies, by that. */
export function rowsOf<C extends Credential>(entities: Array<Entity<C>>): string {
	const rows = entities.flatMap(({ source }) => source?.rows ?? []);
	if (rows.length === 0) return entities.map(called).join(', ');
	return rowNames(rows.map((row) => row + 1));
}

/** A record as messages name it. */
export function called<C extends Credential>(entity: Entity<C>): string {
	const key = keyOf(entity);
	const name = shownName(entity);
	if (entity.kind.tree?.path) return `“${key}”`;
	return name && key && name !== key ? `${name} (${key})` : `“${name || key}”`;
}
