// The tables of the made-up company in roster/.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

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
