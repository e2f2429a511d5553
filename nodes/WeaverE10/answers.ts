/** The forms that the answers of Weaver E10 have: docs/vendors/weaver-e10.md, section 2. */
import type { IDataObject } from 'n8n-workflow';

import { Failure } from '../shared/client/failure';
import { isUnset } from '../shared/input/readers';

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
	const isRow = (row: unknown) => typeof row === 'object' && row !== null && !Array.isArray(row);
	return rows.map((row: unknown) => (isRow(row) ? row : { value: row }) as IDataObject);
}

const unreadable = (what: string): Failure =>
	new Failure('ambiguous', `The answer of Weaver is not as documented: ${what}`);
