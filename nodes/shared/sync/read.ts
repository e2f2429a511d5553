/** Reads both sides and matches them: what a plan is made from. */
import type { Call, Credential } from '../contract';
import { columnName, isRemembered, nameColumnOf, newEntity, senseOf, Sides } from './directory';
import type {
	CellValues,
	Directory,
	Kind,
	Listing,
	ReadOptions,
	SourceRecord,
	SourceTable,
	SyncOptions,
	SyncPlatform,
	TargetRecord,
	Wanted,
} from '../contract/sync';
import { matched } from './match';
import { fieldOf, namesIn, referAll, referLater } from './refer';

/** Both sides as they are handed to a sync. */
export interface Given<C extends Credential> {
	/** As the platform has them, with what only the tenant has. */
	kinds: Array<Kind<C>>;
	/** The rows of each chosen kind; shaping and matching write into them. */
	tables: Map<string, SourceTable>;
	/** What is remembered of a kind that can't be read. */
	remembered: Map<string, TargetRecord[]>;
}

/**
 * @returns both sides of every kind that is chosen or referred to. Throws Failure when a list is
 *   not whole: nothing is compared then
 */
export async function readBoth<C extends Credential>(
	{ rules = [] }: SyncPlatform<C>,
	{ kinds, tables, remembered }: Given<C>,
	options: SyncOptions,
	call: Call,
	concurrency: number,
): Promise<Directory<C>> {
	const chosen = kinds.filter(({ value }) => options.kinds.has(value));
	const wantedOf = new Map(
		chosen.map((kind) => [kind, wanted(kind, tables.get(kind.value), options)] as const),
	);
	const isRead = ({ value }: Kind<C>) =>
		[...wantedOf].some(
			([kind, wants]) => kind.value === value || kind.reads(wants).includes(value),
		);
	const readings = new Map<Kind<C>, Listing>();
	const readingOf = (kind: Kind<C>): ReadOptions => ({
		concurrency,
		columns: comparedColumns(kind, wantedOf, options),
	});
	for (const kind of kinds.filter(isRead))
		readings.set(
			kind,
			(await kind.read?.(call, readingOf(kind))) ?? known(kind, remembered, tables),
		);
	const sides = new Sides<C>();
	for (const [kind, listing] of readings) {
		const table = tables.get(kind.value) ?? NO_TABLE;
		const shaped = kind.shape?.(table, listing) ?? table.records;
		for (const record of shaped) refuseEmpty(kind, record);
		const matchBy = options.kinds.get(kind.value)?.matchBy ?? kind.match?.preset ?? [];
		const isHeld = [...wantedOf].some(
			([{ holds = [] }, { mayGo }]) => mayGo && holds.some((each) => each.kind === kind.value),
		);
		const isAsked = isHeld && kind.canBeDisabled === true;
		const sought = soughtOf(kind, shaped, listing, matchBy, isAsked);
		const former = sought ? await kind.readFormer!(call, readingOf(kind), sought) : [];
		const ids = new Set(listing.records.map(({ id }) => id));
		const records = [...listing.records, ...former.filter(({ id }) => !ids.has(id))];
		const entities = [
			...matched(kind, { ...table, records: shaped }, { ...listing, records }, matchBy, sides),
			// An empty row leaves by itself: it finds nothing, and nothing finds it.
			...table.empty.map((source) => newEntity(kind, { source })),
		];
		const isOpen = isRemembered(kind) && !options.kinds.has(kind.value);
		referAll(sides.add(kind, entities, { ...listing, isOpen }), sides);
	}
	for (const { reads } of rules) {
		const kind = kinds.find(({ value }) => value === reads?.kind);
		if (!kind?.read || sides.kinds.has(kind.value) || !reads?.isNeeded(sides)) continue;
		const listing = await kind.read(call, readingOf(kind));
		referAll(sides.add(kind, matched(kind, NO_TABLE, listing, [], sides)), sides);
	}
	referLater(sides);
	return sides;
}

const NO_TABLE: SourceTable = { records: [], empty: [], columns: new Set() };

/** What a row empties that can't be empty, or is never emptied. */
function refuseEmpty<C extends Credential>(kind: Kind<C>, record: SourceRecord): void {
	const { columns } = kind;
	if (record.hasLeft) return;
	for (const { id, isKept } of columns)
		if (isKept && record.values[id] === '') delete record.values[id];
	const emptied = columns.find(({ id, isRequired }) => isRequired && record.values[id] === '');
	if (emptied) record.problem ??= `${columnName(kind, emptied.id)} is required, but is empty`;
}

/** What may have been removed is missing where the table does not have it, and new where it has. */
function known<C extends Credential>(
	kind: Kind<C>,
	remembered: Map<string, TargetRecord[]>,
	tables: Map<string, SourceTable>,
): Listing {
	const {
		value,
		keyColumns: [key],
	} = kind;
	const keys = sensesIn(kind, key, tables.get(value)?.records ?? []);
	const isWanted = ({ values }: TargetRecord) => keys.has(senseOf(kind, key, values[key]));
	const records = remembered.get(value) ?? [];
	return { records: records.filter((each) => !each.mayBeRemoved || !isWanted(each)) };
}

function wanted<C extends Credential>(
	{ value }: Kind<C>,
	{ records, columns }: SourceTable = NO_TABLE,
	{ kinds, scope }: SyncOptions,
): Wanted {
	const isMissing = (kinds.get(value)?.missing ?? 'keep') !== 'keep';
	const mayGo = isMissing || records.some(({ hasLeft }) => hasLeft);
	return { columns, mayGo, isScoped: scope.length > 0 };
}

/** What is looked at of a kind's records: by itself, and by kinds of which something may go. */
function comparedColumns<C extends Credential>(
	kind: Kind<C>,
	wantedOf: Map<Kind<C>, Wanted>,
	options: SyncOptions,
): Set<string> {
	const { value, keyColumns, references, unique = [], alike } = kind;
	const columns = new Set([...keyColumns, nameColumnOf(kind)]);
	for (const reference of references.filter(({ isHome }) => isHome))
		columns.add(fieldOf(reference));
	for (const [{ holds = [] }, { mayGo }] of wantedOf)
		for (const { kind: held, reference } of mayGo ? holds : [])
			if (held === value) columns.add(reference);
	const own = wantedOf.get(kind);
	if (!own) return columns;
	const { matchBy = [] } = options.kinds.get(value) ?? {};
	for (const each of [...own.columns, ...matchBy, ...unique, ...alike.flat()]) columns.add(each);
	return columns;
}

/**
 * Those who have left are only asked for where somebody is not among the living.
 * @param isAsked what may lose its home counts, too, where it is disabled
 * @returns undefined: nobody is looked for
 */
function soughtOf<C extends Credential>(
	kind: Kind<C>,
	sources: SourceRecord[],
	{ records }: Listing,
	matchBy: string[],
	isAsked: boolean,
): ((values: CellValues) => boolean) | undefined {
	if (!kind.readFormer) return undefined;
	const columns = [...new Set([...matchBy, ...(kind.unique ?? [])])];
	// Whoever is not found may have left, and a mobile that nobody has may be that of a leaver.
	const sought = [
		...columns.map((column) => ({
			column,
			senses: lacking(sensesIn(kind, column, sources), sensesIn(kind, column, records)),
		})),
		...soughtWithin(kind, sources, records),
	];
	if (!isAsked && sought.every(({ senses }) => senses.size === 0)) return undefined;
	return (values) =>
		sought.some(({ column, senses }) => senses.has(senseOf(kind, column, values[column])));
}

/** Who is referred to within the kind, and is neither in the table nor among the living. */
function soughtWithin<C extends Credential>(
	kind: Kind<C>,
	sources: SourceRecord[],
	records: TargetRecord[],
): Array<{ column: string; senses: Set<string> }> {
	const own = kind.references.filter(({ isLater, kinds }) => isLater && kinds.includes(kind.value));
	return own.flatMap(({ by, isMany }) =>
		by.flatMap(({ column: from, as }) => {
			const said = sources.flatMap(({ values }) => namesIn(values[from], isMany));
			const known = [sources, records].flatMap((side) =>
				as.map((column) => sensesIn(kind, column, side)),
			);
			const senses = known.reduce(lacking, new Set(said));
			return as.map((column) => ({ column, senses }));
		}),
	);
}

function sensesIn<C extends Credential>(
	kind: Kind<C>,
	column: string,
	records: Array<{ values: CellValues }>,
): Set<string> {
	const senses = new Set<string>();
	for (const { values } of records) senses.add(senseOf(kind, column, values[column]));
	senses.delete('');
	return senses;
}

/** What the others do not have. */
const lacking = (senses: Set<string>, others: Set<string>): Set<string> =>
	new Set([...senses].filter((sense) => !others.has(sense)));
