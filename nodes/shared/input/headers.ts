/**
 * Which header of a table stands for which column. People write headers in their own words and
 * their own way: 手机, ＩＤ, “工号 *”. What could mean two columns means none.
 */

export interface Named {
	id: string;
	/** What people call it besides; where a table has several of these, the earlier one counts. */
	names?: string[];
}

interface Meaning {
	id: string;
	/** Of the headers for one column that with the lowest counts. */
	rank: number;
}

/**
 * @param said column → the header that the user named for it: no other stands for that column then
 * @returns header → column, one header for each; the headers that stand for none; and those of them
 *   for which a better one does → that one
 */
export function headersOf(
	headers: Iterable<string>,
	columns: Named[],
	said: Map<string, string> = new Map(),
): { columnOf: Map<string, string>; left: string[]; outdone: Map<string, string> } {
	const given = new Set(headers);
	const columnOf = new Map<string, string>();
	for (const { id } of columns) {
		const header = said.get(id);
		if (header !== undefined && given.has(header) && !columnOf.has(header))
			columnOf.set(header, id);
	}
	const meaningOf = meanings(columns);
	const best = new Map<string, { header: string; rank: number }>();
	for (const header of given) {
		const meaning = columnOf.has(header) ? undefined : meaningOf(header);
		if (!meaning || said.has(meaning.id)) continue;
		const { id, rank } = meaning;
		const before = best.get(id);
		if (!before || rank < before.rank) best.set(id, { header, rank });
	}
	for (const [id, { header }] of best) columnOf.set(header, id);
	const left = [...given].filter((header) => !columnOf.has(header));
	const taken = new Map([...columnOf].map(([header, id]) => [id, header]));
	const outdone = new Map<string, string>();
	for (const header of left) {
		const better = taken.get(meaningOf(header)?.id ?? '');
		if (better !== undefined) outdone.set(header, better);
	}
	return { columnOf, left, outdone };
}

/** Looks up what each column goes by once, for however many headers. */
function meanings(columns: Named[]): (header: string) => Meaning | undefined {
	const exact = new Set(columns.map(({ id }) => id));
	const ids = byName(columns.map(({ id }) => [id, { id, rank: 1 }]));
	const names = byName(
		columns.flatMap(({ id, names: further = [] }) =>
			further.map((name, at): [string, Meaning] => [name, { id, rank: 2 + at }]),
		),
	);
	return (header) => {
		if (exact.has(header)) return { id: header, rank: 0 };
		const name = comparable(header);
		// What begins so is a program's own: __EMPTY of an empty cell, __proto__.
		if (name === '' || name.startsWith('_')) return undefined;
		return ids.has(name) ? ids.get(name) : names.get(name);
	};
}

/** What two columns go by is there, and means nothing. */
function byName(entries: Array<[name: string, meaning: Meaning]>) {
	const found = new Map<string, Meaning | undefined>();
	for (const [name, meaning] of entries) {
		const key = comparable(name);
		const before = found.get(key);
		if (!found.has(key)) found.set(key, meaning);
		else if (before?.id !== meaning.id) found.set(key, undefined);
	}
	return found;
}

/** Without what people do not mean by it: spaces, case, full width, brackets around it, the mark of a required cell. */
const comparable = (name: string): string =>
	name
		.normalize('NFKC')
		.replace(/\s+/g, '')
		.toLowerCase()
		.replace(/^【(.*)】$/, '$1')
		.replace(/^\*+|(?:\*|\((?:必填|选填|yyyy[^)]*)\))+$/g, '');
