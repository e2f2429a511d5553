// The made-up company of roster/: its rows, and what Weaver E10 must know of it beforehand.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { WeaverE10State } from '../test/platforms/index.ts';

export const ROSTER_FOLDER = path.join(import.meta.dirname, 'roster');

export type Row = Record<string, string>;

/** The rows of one of the files; none of them has a cell with a comma or a quote. */
export function rosterRows(file: string, folder = ROSTER_FOLDER): Row[] {
	const [header, ...lines] = readFileSync(path.join(folder, file), 'utf8')
		.trimEnd()
		.split('\n')
		.map((line) => line.split(','));
	return lines.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at]])));
}

/** The other way round; the header is that of the first row. */
export function writeRows(file: string, rows: Row[], folder: string): void {
	const header = Object.keys(rows[0]);
	const lines = [header, ...rows.map((row) => header.map((name) => row[name] ?? ''))];
	writeFileSync(path.join(folder, file), lines.map((cells) => `${cells.join()}\n`).join(''));
}

type Held = (state: WeaverE10State, id: string) => void;

const department: Held = ({ departments }, id) =>
	departments.set(id, { id, name: `department ${id}`, status: '1' });

/** By target type of a share: what it is shared with. Everyone is not held anywhere. */
const TARGETS: Record<string, Held> = {
	'1': ({ employees }, id) => employees.set(id, { id, username: `person ${id}`, status: 'normal' }),
	'2': department,
	'3': department,
	'5': ({ subcompanies }, id) =>
		subcompanies.set(id, { id, name: `subcompany ${id}`, status: '1' }),
	'1311': ({ positions }, id) => positions.set(id, { id, name: `position ${id}` }),
};

/** The external contacts that the shares are about, and whom they are shared with. */
export function seedWeaverE10(state: WeaverE10State): void {
	for (const { sourceId, targetType, targetId } of rosterRows('shares.csv')) {
		state.externalContacts.set(sourceId, { id: sourceId, username: `contact ${sourceId}` });
		TARGETS[targetType]?.(state, targetId);
	}
}
