/** What records refer to, now and after the run. */
import type { Credential } from '../contract';
import {
	PARENT,
	type Change,
	type Directory,
	type Entity,
	type Kind,
	type KindView,
	type Reference,
	type SourceRecord,
} from '../contract/sync';
import { columnName, columnNames, isRemembered, keyOf, plainText } from './directory';

/**
 * Fills in what the records of a kind refer to; what leads nowhere is a problem of theirs. What is
 * later is left to `referLater`.
 */
export function referAll<C extends Credential>(
	{ kind, entities }: KindView<C>,
	directory: Directory<C>,
): void {
	if (kind.tree?.path) referToParents(entities);
	for (const entity of entities) refer(entity, directory);
	const parent = kind.references.find(({ name }) => name === PARENT);
	if (parent) refuseCircles(entities, fieldOf(parent));
}

/** As `changes` call it. */
export const fieldOf = ({ column, name }: Reference): string => column ?? name;

/** @param entity of the source, of the platform, or both */
export function refer<C extends Credential>(entity: Entity<C>, directory: Directory<C>): void {
	const { kind, source, target } = entity;
	for (const reference of kind.references) {
		if (reference.isLater) continue;
		const { name, member } = reference;
		const views = viewsOf(reference, directory);
		const id = plainText(target?.values[member]);
		const now = id === '' ? undefined : present(views, id);
		if (now) entity.now[name] = now;
		const said = source && saidBy(source, reference, views);
		if (!said) {
			if (now) entity.then[name] = now;
			continue;
		}
		const { column, as, value } = said;
		if (value === '' || isTop(kind, value, views)) continue;
		// Also where nobody tells of it: it stays what it is.
		if (now && value === id) {
			entity.then[name] = now;
			continue;
		}
		const found = withinHome(foundBy(views, as, value), reference, entity);
		if (found.length === 1) [entity.then[name]] = found;
		// Where somebody was who has left may be gone as well.
		else if (!source.hasLeft)
			source.problem ??= `${columnName(kind, column)} ${leadsNowhere(views, as, value, found, directory)}`;
	}
	if (source && !source.isEmpty && !kind.match) source.problem ??= halfPair(entity);
}

const viewsOf = <C extends Credential>(
	{ kinds }: Reference,
	directory: Directory<C>,
): Array<KindView<C>> => kinds.flatMap((each) => directory.kinds.get(each) ?? []);

/** The same for what is later, when every kind is there: what leads nowhere is left as it is. */
export function referLater<C extends Credential>(directory: Directory<C>): void {
	for (const { kind, entities } of directory.kinds.values())
		for (const reference of kind.references.filter(({ isLater }) => isLater))
			for (const entity of entities) referLaterBy(reference, entity, directory);
}

function referLaterBy<C extends Credential>(
	reference: Reference,
	entity: Entity<C>,
	directory: Directory<C>,
): void {
	const { name, member, isMany } = reference;
	const { source, target } = entity;
	const views = viewsOf(reference, directory);
	const now = namesIn(target?.values[member], isMany).flatMap((id) => present(views, id) ?? []);
	let then = now;
	const said = source && saidBy(source, reference, views);
	if (said) {
		const found = namesIn(said.value, isMany).map((value) => {
			const own = now.filter(({ target: other }) => other?.id === value);
			return { value, entities: own.length ? own : foundBy(views, said.as, value, true) };
		});
		const lost = found.find(({ entities }) => entities.length !== 1);
		const all = found.flatMap(({ entities }) => entities);
		if (!lost)
			then = all.filter((each, at) => all.findIndex((other) => isSame(each, other)) === at);
		else if (!source.hasLeft) {
			const why = leadsNowhere(views, said.as, lost.value, lost.entities, directory);
			source.leftOut = { ...source.leftOut, [fieldOf(reference)]: `it ${why}` };
		}
	}
	if (isMany) entity.several = { ...entity.several, [name]: { now, then } };
	else {
		if (now.length) [entity.now[name]] = now;
		if (then.length) [entity.then[name]] = then;
	}
}

/** What a cell names: several with commas between them, where the reference is to many. */
export const namesIn = (value: unknown, isMany: boolean | undefined): string[] =>
	(isMany ? plainText(value).split(/[,，]/) : [plainText(value)])
		.map((name) => name.trim())
		.filter((name) => name !== '');

/** What a record refers to by this, before or after the run. */
export function referredTo<C extends Credential>(
	entity: Entity<C>,
	{ name, isMany }: Reference,
	side: 'now' | 'then',
): Array<Entity<C>> {
	if (isMany) return entity.several?.[name]?.[side] ?? [];
	const other = entity[side][name];
	return other ? [other] : [];
}

/** What a record of the platform refers to: something, even if nobody has told of it. */
function present<C extends Credential>(
	views: Array<KindView<C>>,
	id: string,
): Entity<C> | undefined {
	if (views.some(({ root }) => root?.id === id)) return undefined;
	for (const view of views) {
		const { kind } = view;
		// Of what is only remembered the ID is the key.
		const found =
			view.byId(id) ?? (isRemembered(kind) ? view.find(kind.keyColumns[0], id)[0] : undefined);
		if (found) return found;
	}
	const [view] = views;
	return view?.assume(id);
}

/** What a first level of this kind stands below, as a table may name it. */
const isTop = <C extends Credential>(
	kind: Kind<C>,
	value: string,
	views: Array<KindView<C>>,
): boolean => views.some((view) => view.kind.value === kind.value && view.root?.id === value);

/** @param isLater who has left will do: then it need not be set */
function foundBy<C extends Credential>(
	views: Array<KindView<C>>,
	as: string[],
	value: string,
	isLater = false,
): Array<Entity<C>> {
	for (const column of as) {
		const found = views.flatMap((view) => view.find(column, value));
		if (found.length) return isOne(found, column) ? found.slice(0, 1) : found;
	}
	for (const column of isLater ? as : []) {
		const former = views.flatMap((view) => view.findFormer(column, value));
		if (former.length) return former;
	}
	const open = views.find(({ isOpen }) => isOpen);
	return open ? [open.assume(value)] : [];
}

/** Positions of one name belong to different departments. */
function withinHome<C extends Credential>(
	found: Array<Entity<C>>,
	{ within }: Reference,
	{ then }: Entity<C>,
): Array<Entity<C>> {
	if (within === undefined || found.length < 2 || !then[within]) return found;
	const own = found.filter((other) =>
		isSame(other.then[within] ?? other.now[within], then[within]),
	);
	return own.length ? own : found;
}

/** One and the same on the platform, even if several rows stand for it. */
export const isSame = <C extends Credential>(
	one: Entity<C> | undefined,
	other: Entity<C> | undefined,
): boolean => one === other || (one?.target !== undefined && one.target === other?.target);

/** Several rows stand for it, and are refused for that: by one key, or because they found one record. */
export function isOne<C extends Credential>(found: Array<Entity<C>>, column: string): boolean {
	const [{ kind, target }] = found;
	if (found.some((each) => each.kind !== kind)) return false;
	const isKey = column === kind.keyColumns[0] || column === kind.idColumn;
	if (isKey) return new Set(found.flatMap((each) => each.target ?? [])).size < 2;
	return target !== undefined && found.every((each) => each.target === target);
}

function leadsNowhere<C extends Credential>(
	views: Array<KindView<C>>,
	as: string[],
	value: string,
	found: Array<Entity<C>>,
	directory: Directory<C>,
): string {
	const kinds = views.map(({ kind }) => kind);
	if (found.length > 1) {
		const names = new Set(found.map(({ kind }) => kind.called.many));
		return `is “${value}”, which ${found.length} ${[...names].join(' and ')} have: nobody can tell which is meant`;
	}
	const explained = kinds.map(({ explain }) => explain?.(as[0], value, directory)).find(Boolean);
	const where = kinds.some(isRemembered) ? 'known' : 'on the platform';
	const names = kinds.map(({ name }) => name).join(' or ');
	return `is “${value}”, but there is no ${kinds.map(({ called }) => called.one).join(' or ')} like that${explained ? `: ${explained}` : `, neither ${where} nor under ${names}`}`;
}

/** The column by which a row says what it refers to. Empty: it refers to nothing. */
function saidBy<C extends Credential>(
	{ values }: SourceRecord,
	{ by }: Reference,
	views: Array<KindView<C>>,
): (Reference['by'][number] & { value: string }) | undefined {
	let other: Reference['by'][number] | undefined;
	for (const each of by) {
		if (values[each.column] === undefined) continue;
		const isFilled = plainText(values[each.column]) !== '';
		const isKnown = views.some((view) => view.isOpen || each.as.some((column) => view.has(column)));
		if (isFilled && isKnown) return { ...each, value: plainText(values[each.column]) };
		if (isFilled || !other) other = each;
	}
	return other && { ...other, value: plainText(values[other.column]) };
}

const halfPair = <C extends Credential>({ kind, then }: Entity<C>): string | undefined => {
	const missing = kind.references.find(({ name }) => then[name] === undefined);
	return (
		missing &&
		`${columnNames(
			kind,
			missing.by.map(({ column }) => column),
			' or ',
		)} is required, but is empty`
	);
};

/** Of a tree whose records are known by their paths. */
function referToParents<C extends Credential>(entities: Array<Entity<C>>): void {
	const bySource = new Map(entities.map((entity) => [entity.source, entity]));
	const byId = new Map(entities.map((entity) => [entity.target?.id, entity]));
	for (const entity of entities) {
		const { source, target } = entity;
		const above = target && byId.get(plainText(target.values[PARENT]));
		if (above) entity.now[PARENT] = above;
		const said = source?.parent;
		const then = said === undefined ? above : said === null ? undefined : bySource.get(said);
		if (then) entity.then[PARENT] = then;
	}
}

/** Rows that would stand below themselves. */
function refuseCircles<C extends Credential>(entities: Array<Entity<C>>, column: string): void {
	const walked = new Set<Entity<C>>();
	for (const start of entities) {
		const path = new Set<Entity<C>>();
		let at: Entity<C> | undefined = start;
		while (at && !walked.has(at) && !path.has(at)) {
			path.add(at);
			at = at.then[PARENT];
		}
		if (at && path.has(at)) refuseCircle([...path].slice([...path].indexOf(at)), column);
		for (const each of path) walked.add(each);
	}
}

function refuseCircle<C extends Credential>(circle: Array<Entity<C>>, column: string): void {
	const keys = circle.map(keyOf);
	for (const { kind, source, now, then } of circle) {
		if (source)
			source.problem ??= `${columnName(kind, column)}: ${[...keys, keys[0]].join(' → ')} form a circle`;
		// What it stands below is not known: whoever looks upwards must come to an end.
		if (now[PARENT]) then[PARENT] = now[PARENT];
		else delete then[PARENT];
	}
}

/** Whether what it is in, or stands below, becomes another one. */
export function isMove<C extends Credential>(kind: Kind<C>, changes: Change[]): boolean {
	const homes = homesOf(kind);
	return changes.some(({ field }) => homes.includes(field));
}

/** Columns of which another value is a move. */
const homesOf = <C extends Credential>({ references, tree }: Kind<C>): string[] => [
	...references.filter(({ isHome }) => isHome).map(fieldOf),
	...(tree?.path ? [PARENT] : []),
];
