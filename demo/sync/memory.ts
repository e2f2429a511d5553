// What the workflow keeps of Hippius in a data table of n8n.

import type { N8n } from '../n8n.ts';

const TABLE = 'hippius-memory';
const MOST_ROWS = 250;

interface Memory {
	kind: string;
	key: string;
	state: string;
}

/** How many records it knows, by kind; of several rows for one the last counts. */
export async function knownIn(n8n: N8n): Promise<Record<string, Set<string>>> {
	const project = await n8n.rest<{ id: string }>('GET', '/projects/personal');
	const tables = `/projects/${project.id}/data-tables`;
	const { data } = await n8n.rest<{ data: Array<{ id: string; name: string }> }>('GET', tables);
	const memory = data.find(({ name }) => name === TABLE);
	const known: Record<string, Set<string>> = {};
	for (let skip = 0; memory; skip += MOST_ROWS) {
		const rows = `${tables}/${memory.id}/rows?take=${MOST_ROWS}&skip=${skip}&sortBy=id:asc`;
		const page = await n8n.rest<{ data: Memory[] }>('GET', rows);
		for (const { kind, key, state } of page.data) {
			const keys = (known[kind] ??= new Set());
			if ('isRemoved' in JSON.parse(state)) keys.delete(key);
			else keys.add(key);
		}
		if (page.data.length < MOST_ROWS) break;
	}
	return known;
}
