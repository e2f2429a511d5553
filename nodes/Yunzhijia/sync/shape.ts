/** Where departments of a table stand: by their long names, by codes, or by a name alone. */
import { grouped } from '../../shared/batching/group';
import type { Listing, SourceRecord, SourceTable } from '../../shared/contract/sync';
import { columnName, plainText } from '../../shared/sync/directory';
import { SEPARATOR } from '../longName';
import { departmentColumns } from './columns';

const KIND = { columns: departmentColumns };
const [PATH, CODE, PARENT_CODE, NAME] = ['department', 'code', 'parentCode', 'name'].map((id) =>
	columnName(KIND, id),
);

/** Says of each row below which one it stands, and adds the levels that paths imply. */
export function shapeDepartments(
	{ records, columns }: SourceTable,
	listing: Listing,
): SourceRecord[] {
	placeByCodes(records, columns);
	const byPath = new Map([...pathsById(records, columns, listing), ...pathsByCodes(records)]);
	const placed: Array<{ row: SourceRecord; path: string }> = [];
	const misplaced: string[] = [];
	for (const row of records) {
		const path = pathIn(row, columns);
		if (path === undefined) continue;
		const problem = problemOf(path, listing.root?.name);
		if (problem) {
			row.problem ??= problem;
			row.values.name ??= path.split(SEPARATOR).at(-1);
			misplaced.push(path);
		} else {
			placed.push({ row, path });
			if (!byPath.has(path)) byPath.set(path, row);
		}
	}
	const implied: SourceRecord[] = [];
	for (const { row, path } of placed) {
		const levels = path.split(SEPARATOR);
		row.values.name = levels.at(-1);
		row.parent = above(levels, path, byPath, implied);
	}
	const there = new Set(listing.records.map(({ values }) => plainText(values.department)));
	for (const path of misplaced) {
		// What it says of levels that are there holds all the same: they are not missing.
		const levels = path.split(SEPARATOR).filter((level) => level !== listing.root?.name);
		const known = levels.filter((_, at) => there.has(levels.slice(0, at + 1).join(SEPARATOR)));
		if (known.length) above([...known, ''], path, byPath, implied);
	}
	return [...implied, ...records];
}

/** The long names of known departments of which a row only says what changes. */
function pathsById(
	rows: SourceRecord[],
	columns: Set<string>,
	{ records }: Listing,
): Map<string, SourceRecord> {
	const paths = new Map(records.map(({ id, values }) => [id, plainText(values.department)]));
	const found = new Map<string, SourceRecord>();
	for (const row of rows) {
		const path = paths.get(filled(row, 'orgId'));
		if (path === undefined || pathIn(row, columns) !== undefined || filled(row, 'code') !== '')
			continue;
		const name = filled(row, 'name');
		const levels = path.split(SEPARATOR);
		found.set(path, row);
		if (name !== '') found.set([...levels.slice(0, -1), name].join(SEPARATOR), row);
	}
	return found;
}

const filled = ({ values }: SourceRecord, column: string): string => plainText(values[column]);

/** The long name that a row gives: as such, or, where nothing else says its place, its name. */
function pathIn(row: SourceRecord, columns: Set<string>): string | undefined {
	const path = filled(row, 'department');
	if (path !== '') return path;
	if (filled(row, 'code') !== '' || filled(row, 'orgId') !== '') return undefined;
	if (columns.has('parentCode')) return undefined;
	return filled(row, 'name') || undefined;
}

function problemOf(path: string, company: string | undefined): string | undefined {
	const levels = path.split(SEPARATOR);
	if (levels.some((level) => level.trim() === ''))
		return `${PATH} is “${path}”, which has an empty level: levels are joined by one backslash`;
	if (company && levels[0] === company && levels.length > 1)
		return `${PATH} is “${path}”, which begins with the name of the company, ${company}: leave that out`;
	return undefined;
}

/** The long names of rows that are placed by codes, so that paths of other rows lead to them. */
function pathsByCodes(rows: SourceRecord[]): Map<string, SourceRecord> {
	const paths = new Map<string, SourceRecord>();
	for (const row of rows) {
		if (row.parent === undefined || row.problem !== undefined) continue;
		const levels: string[] = [];
		for (let at: SourceRecord | null | undefined = row; at; at = at.parent)
			levels.unshift(filled(at, 'name'));
		const path = levels.join(SEPARATOR);
		if (!paths.has(path)) paths.set(path, row);
	}
	return paths;
}

/** The row of the level above; where there is none, one that stands for it. */
function above(
	levels: string[],
	impliedBy: string,
	byPath: Map<string, SourceRecord>,
	implied: SourceRecord[],
): SourceRecord | null {
	let parent: SourceRecord | null = null;
	for (let length = 1; length < levels.length; length++) {
		const path = levels.slice(0, length).join(SEPARATOR);
		let level = byPath.get(path);
		if (!level) {
			level = { rows: [], values: { name: levels[length - 1] }, parent, impliedBy };
			byPath.set(path, level);
			implied.push(level);
		}
		parent = level;
	}
	return parent;
}

/**
 * Rows without a path stand below the one that they name in `parentCode`: by its code, or, in a
 * table without codes, by its name.
 */
function placeByCodes(rows: SourceRecord[], columns: Set<string>): void {
	const key = columns.has('code') ? 'code' : 'name';
	const byKey = grouped(rows, (row) => filled(row, key));
	for (const [code, same] of byKey) {
		if (key === 'name' || same.length === 1) continue;
		const numbers = same.map((row) => row.rows[0] + 1).join(' and ');
		for (const row of same)
			row.problem ??= `${CODE} is “${code}” in rows ${numbers}: each may stand only once`;
	}
	const placed = rows.filter((row) => isPlacedBy(row, key, columns));
	for (const row of placed) {
		const parent = filled(row, 'parentCode');
		const found = byKey.get(parent) ?? [];
		if (filled(row, 'name') === '') row.problem ??= `${NAME} is required, but is empty`;
		// Without such a column nothing is said of where a known department stands.
		const isSaid = columns.has('parentCode') || filled(row, 'orgId') === '';
		if (parent === '') row.parent = isSaid ? null : undefined;
		else if (found.length === 1 || key === 'code') [row.parent] = found;
		if (parent !== '' && !row.parent) row.problem ??= notOne(key, parent, found.length);
	}
	for (const row of placed) {
		const chain = new Set<SourceRecord>();
		let at: SourceRecord | null | undefined = row;
		while (at && !chain.has(at)) {
			chain.add(at);
			at = at.parent;
		}
		if (at) refuseCircle([...chain].slice([...chain].indexOf(at)), key);
	}
	refuseBelow(placed);
}

function isPlacedBy(row: SourceRecord, key: string, columns: Set<string>): boolean {
	if (filled(row, 'department') !== '' || filled(row, key) === '') return false;
	return key === 'code' || columns.has('parentCode');
}

const notOne = (key: string, parent: string, found: number): string =>
	found === 0
		? `${PARENT_CODE} is “${parent}”, but no row has this ${columnName(KIND, key)}`
		: `${PARENT_CODE} is “${parent}”, which ${found} rows have as their name: give the departments codes, or long names`;

function refuseCircle(circle: SourceRecord[], key: string): void {
	const codes = circle.map((row) => filled(row, key));
	for (const row of circle) {
		row.problem ??= `${PARENT_CODE}: ${[...codes, codes[0]].join(' → ')} form a circle`;
		delete row.parent;
	}
}

/** Nobody can tell where those stand that are below what can't be placed. */
function refuseBelow(rows: SourceRecord[]): void {
	const causes = new Map<SourceRecord, string>();
	for (let isStable = false; !isStable; ) {
		isStable = true;
		for (const row of rows) {
			const { parent } = row;
			if (row.problem !== undefined || !parent?.problem) continue;
			const cause = causes.get(parent) ?? parent.problem;
			causes.set(row, cause);
			row.problem = `${PARENT_CODE} leads to a row that can’t be used: ${cause}`;
			isStable = false;
		}
	}
}
