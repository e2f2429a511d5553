export interface Named {
	id: string;
	names?: string[];
}
const plain = (t: string) =>
	t
		.normalize('NFKC')
		.toLowerCase()
		.replace(/\s|\*$|\(必填\)$/g, '');
export function headersOf(
	headers: Iterable<string>,
	columns: Named[],
	said: Map<string, string> = new Map(),
): { columnOf: Map<string, string>; left: string[] } {
	const all = [...headers];
	const columnOf = new Map<string, string>();
	for (const { id, names = [] } of columns) {
		const candidates = said.has(id) ? [said.get(id)!] : [id, ...[id, ...names].map(plain)];
		const found =
			all.find((h) => h === candidates[0]) ??
			(said.has(id)
				? undefined
				: candidates
						.map((n) => all.find((h) => plain(h) === n && !columns.some((c) => c.id === h)))
						.find(Boolean));
		if (found !== undefined && !columnOf.has(found)) columnOf.set(found, id);
	}
	return { columnOf, left: all.filter((h) => !columnOf.has(h)) };
}
