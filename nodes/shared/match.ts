/** Which row of an answer belongs to which record. What can't be told apart is never guessed. */
import type { IDataObject } from 'n8n-workflow';

import type { Rec } from './operation';

/** Something that a record and a row go by, such as `['id', '9754…']`. */
export type Name = [kind: string, value: string];

export interface Names {
	/** @param at the record's place in the request */
	rec(rec: Rec, at: number): Name[];
	row(row: IDataObject): Name[];
}

/**
 * By the first of a row's names that one record has, and no other. Else, if no row has a name of
 * a kind that the records have, by place: provided that there is one row for each. Where there is
 * one row for each and a single record is left, the single row that is left without a name is its.
 * @returns the rows of each record, and those that belong to none that is known
 */
export function match(
	batch: Rec[],
	rows: IDataObject[],
	names: Names,
): { matched: Map<Rec, IDataObject[]>; left: IDataObject[] } {
	const { find, kinds } = index(batch, names);
	const matched = new Map<Rec, IDataObject[]>();
	const left: IDataObject[] = [];
	const nameless: IDataObject[] = [];
	for (const row of rows) {
		const comparable = names.row(row).filter(([kind]) => kinds.has(kind));
		const rec = comparable.map(find).find((each) => each !== undefined);
		if (rec) matched.set(rec, [...(matched.get(rec) ?? []), row]);
		else if (comparable.length) left.push(row);
		else nameless.push(row);
	}
	const without = batch.filter((rec) => !matched.has(rec));
	const isOneEach = rows.length === batch.length && without.length === nameless.length;
	if (!isOneEach || (matched.size > 0 && nameless.length > 1))
		return { matched, left: [...left, ...nameless] };
	without.forEach((rec, at) => matched.set(rec, [nameless[at]]));
	return { matched, left };
}

function index(batch: Rec[], { rec: namesOf }: Names) {
	const found = new Map<string, Rec | undefined>();
	const kinds = new Set<string>();
	batch.forEach((rec, at) => {
		for (const [kind, value] of namesOf(rec, at)) {
			kinds.add(kind);
			const name = `${kind} ${value}`;
			const other = found.has(name) && found.get(name) !== rec;
			found.set(name, other ? undefined : rec);
		}
	});
	return { kinds, find: ([kind, value]: Name) => found.get(`${kind} ${value}`) };
}
