/** Which row of an answer belongs to which record. What can't be told apart is never guessed. */
import type { IDataObject } from 'n8n-workflow';

import type { DirectoryRecord } from '../contract';

/** Something that a record and a row go by, such as `['id', '9754…']`. */
export type Key = [kind: string, value: string];

export interface Keys {
	/** @param at the record's place in the request */
	record(record: DirectoryRecord, at: number): Key[];
	row(row: IDataObject): Key[];
}

/**
 * By the first of a row's keys that one record has, and no other. Where there is one row for each
 * and a single record is left, the single row that is left without a key is its. Several rows
 * without a key belong to nobody: no document promises their order.
 * @returns the rows of each record, and those that belong to none that is known
 */
export function correlate(
	batch: DirectoryRecord[],
	rows: IDataObject[],
	keys: Keys,
): { matched: Map<DirectoryRecord, IDataObject[]>; left: IDataObject[] } {
	const { find, kinds } = index(batch, keys);
	const matched = new Map<DirectoryRecord, IDataObject[]>();
	const left: IDataObject[] = [];
	const keyless: IDataObject[] = [];
	for (const row of rows) {
		const comparable = keys.row(row).filter(([kind]) => kinds.has(kind));
		const record = comparable.map(find).find((each) => each !== undefined);
		if (record) matched.set(record, [...(matched.get(record) ?? []), row]);
		else if (comparable.length) left.push(row);
		else keyless.push(row);
	}
	const without = batch.filter((record) => !matched.has(record));
	const isOneEach = rows.length === batch.length;
	if (!isOneEach || without.length !== 1 || keyless.length !== 1)
		return { matched, left: [...left, ...keyless] };
	matched.set(without[0], keyless);
	return { matched, left };
}

function index(batch: DirectoryRecord[], { record: keysOf }: Keys) {
	const found = new Map<string, DirectoryRecord | undefined>();
	const kinds = new Set<string>();
	batch.forEach((record, at) => {
		for (const [kind, value] of keysOf(record, at)) {
			kinds.add(kind);
			const key = `${kind} ${value}`;
			const other = found.has(key) && found.get(key) !== record;
			found.set(key, other ? undefined : record);
		}
	});
	return { kinds, find: ([kind, value]: Key) => found.get(`${kind} ${value}`) };
}
