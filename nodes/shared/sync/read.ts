/** Reads both sides and matches them: what a plan is made from. */
import type { Call, Credential } from '../contract';
import { senseOf, Sides } from './directory';
import type {
	CellValues,
	Directory,
	Kind,
	Listing,
	SourceRecord,
	SourceTable,
	SyncOptions,
	SyncPlatform,
	TargetRecord,
} from '../contract/sync';
import { matched } from './match';

/**
 * @param sources the rows of each chosen kind; shaping and matching write into them
 * @returns both sides of every kind that is chosen or referred to. Throws Failure when a list is
 *   not whole: nothing is compared then
 */
export async function readBoth<C extends Credential>(
	{ kinds, rules = [] }: SyncPlatform<C>,
	sources: Map<string, SourceTable>,
	options: SyncOptions,
	call: Call,
	concurrency: number,
): Promise<Directory<C>> {
	const wanted = kinds.filter(({ value }) => isRead(kinds, value, options));
	const readings = new Map<string, Listing>();
	for (const kind of wanted) readings.set(kind.value, await kind.read(call, concurrency));
	const sides = new Sides<C>();
	for (const kind of wanted) {
		const reading = readings.get(kind.value)!;
		const { records: rows = [], columns = new Set<string>() } = sources.get(kind.value) ?? {};
		const shaped = kind.tree?.shape({ records: rows, columns }, reading) ?? rows;
		const matchBy = options.kinds.get(kind.value)?.matchBy ?? kind.match?.preset ?? [];
		const former = await formerOf(
			kind,
			shaped,
			reading,
			matchBy,
			mayBeLeft(kinds, kind, options),
			call,
			concurrency,
		);
		const records = [...reading.records, ...former];
		sides.add(kind, matched(kind, shaped, { ...reading, records }, matchBy, sides), reading.root);
	}
	for (const { reads, isNeeded } of rules) {
		const kind = kinds.find(({ value }) => value === reads);
		if (!kind || sides.kinds.has(reads) || !isNeeded(sides)) continue;
		sides.add(kind, matched(kind, [], await kind.read(call, concurrency), [], sides), undefined);
	}
	return sides;
}

/** Chosen, or needed by one that is. */
function isRead<C extends Credential>(
	kinds: Array<Kind<C>>,
	value: string,
	{ kinds: chosen }: SyncOptions,
): boolean {
	return kinds.some((kind) => {
		const options = chosen.get(kind.value);
		return options && [kind.value, ...kind.reads(options)].includes(value);
	});
}

/** Whether one of these may lose its home: the disabled count as much as the others then. */
const mayBeLeft = <C extends Credential>(
	kinds: Array<Kind<C>>,
	{ value }: Kind<C>,
	options: SyncOptions,
): boolean =>
	kinds.some(
		(other) => other.holds?.kind === value && options.kinds.get(other.value)?.missing === 'remove',
	);

/** Those who have left are only asked for where somebody is not among the living. */
async function formerOf<C extends Credential>(
	kind: Kind<C>,
	sources: SourceRecord[],
	{ records }: Listing,
	matchBy: string[],
	isAsked: boolean,
	call: Call,
	concurrency: number,
): Promise<TargetRecord[]> {
	if (!kind.readFormer) return [];
	const columns = [...new Set([...matchBy, ...(kind.unique ?? [])])];
	// Whoever is not found may have left, and a mobile that nobody has may be that of a leaver.
	const sought = columns.map((column) => ({
		column,
		senses: lacking(sensesIn(kind, column, sources), sensesIn(kind, column, records)),
	}));
	if (!isAsked && sought.every(({ senses }) => senses.size === 0)) return [];
	const known = new Set(records.map(({ id }) => id));
	const former = await kind.readFormer(call, concurrency, (values) =>
		sought.some(({ column, senses }) => senses.has(senseOf(kind, column, values[column]))),
	);
	return former.filter(({ id }) => !known.has(id));
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
const lacking = (senses: Set<string>, others: Set<string>): Set<string> => {
	for (const sense of senses) if (others.has(sense)) senses.delete(sense);
	return senses;
};
