/** The forms that the answers of Weaver E10 have: docs/vendors/weaver-e10.md, section 2. */
import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../shared/client/failure';
import { isObject, isUnset } from '../shared/input/readers';

/** Codes that say yes. */
export const SUCCESS = ['0', '200'];

/** The rows of a page; `total` undefined: the platform does not say. */
export function pageOf(data: unknown): { rows: IDataObject[]; total?: number } {
	const { data: rows, total } = (data ?? {}) as { data?: unknown; total?: unknown };
	if (!Array.isArray(rows)) throw unreadable('its page has no list of rows');
	return { rows: rowsOf(rows), total: countOf(total) };
}

/** What is no count says nothing. */
const countOf = (total: unknown): number | undefined =>
	/^\d{1,15}$/.test(String(total)) ? Number(total) : undefined;

/** Rows of an answer, whatever its form: a list, one object, or values. */
export function rowsOf(data: unknown): IDataObject[] {
	const rows = Array.isArray(data) ? data : isUnset(data) ? [] : [data];
	return rows.map((row: unknown) => (isObject(row) ? row : ({ value: row } as IDataObject)));
}

/** Above the topmost stands this. */
const NOBODY = '0';

/**
 * The ID in a column that refers to something: alone, as the first of several (the main one), or in
 * an object with its name.
 * @returns '' where there is none; undefined where nothing is said
 */
export function idIn(cell: unknown): string | undefined {
	if (Array.isArray(cell)) return cell.length ? idIn(cell[0]) : '';
	if (isUnset(cell)) return undefined;
	if (typeof cell === 'object') return idIn((cell as IDataObject).id);
	const id = String(cell);
	return id === NOBODY ? '' : id;
}

/** All of them, joined by commas: a list, a text with commas, or one. */
export function idsIn(cell: unknown): string {
	const isText = typeof cell === 'string' || typeof cell === 'number';
	const all = Array.isArray(cell) ? cell : isText ? String(cell).split(',') : [cell];
	return all
		.map((each) => idIn(each) ?? '')
		.filter((id) => id !== '')
		.join(',');
}

const unreadable = (what: string): Failure =>
	new Failure('ambiguous', `The answer of Weaver is not as documented: ${what}`);
