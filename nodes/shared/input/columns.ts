/** A wide row from plain values: the columns that a table knows, and JSON for what it lacks. */
import type { GenericValue, IDataObject } from 'n8n-workflow';

import type { Columns, Reader } from '../contract';
import { Invalid } from './invalid';
import { isObject, isUnset, object, readAs, text } from './readers';

/** Column → value, as the user gave it. */
export type Cells = Record<string, unknown>;

/**
 * @param cells what stands in the columns
 * @param json further members of the row, which win: an object or its text
 * @param named columns that are taken besides, because a field of the request names them
 * @returns the row; it may be empty. Throws Invalid
 */
export type RowReader = (cells: Cells, json: unknown, named: unknown[]) => IDataObject;

/** Looks its columns up once for however many rows. */
export function rowReader(columns: Columns): RowReader {
	const readers = new Map(columns.list.map(({ id, read }) => [id, read]));
	const readerOf = (id: string, named: unknown[]): Reader => {
		const known = readers.get(id);
		if (known) return known;
		return isOpen(columns, id) || named.includes(id) ? textOrTexts : notAColumn;
	};
	return (cells, json, named) => {
		const row: IDataObject = {};
		for (const [id, given] of Object.entries(cells)) {
			const taken = isUnset(given) ? undefined : readAs(id, given, readerOf(id, named));
			if (taken === undefined) continue;
			const member = memberOf(columns, id);
			if (member) put(row, member.name, { [member.key]: taken });
			else put(row, id, taken);
		}
		for (const [name, value] of Object.entries(additional(json))) put(row, name, value);
		return row;
	};
}

/** Whether a column of this name can be sent. */
export const isColumn = (columns: Columns, id: string): boolean =>
	columns.list.some((column) => column.id === id) || isOpen(columns, id);

/** No object can hold it as a member of its own. */
const NO_NAME = '__proto__';

const isOpen = (columns: Columns, id: string): boolean =>
	id !== NO_NAME && (columns.areOpen === true || memberOf(columns, id) !== undefined);

/** Where a tenant's own column stands in the row. */
export function memberOf({ members = [] }: Columns, id: string) {
	const name = members.find((each) => id.startsWith(`${each}.`));
	return name === undefined ? undefined : { name, key: id.slice(name.length + 1) };
}

const textOrTexts: Reader = (value) =>
	Array.isArray(value) ? value.map((entry) => text()(entry)) : text()(value);

const notAColumn: Reader = () => {
	throw new Invalid('is no column here: put it under Additional JSON');
};

/** What is said twice of one member is put together; of one value the later one counts. */
function put(row: IDataObject, name: string, value: unknown): void {
	const before = row[name];
	const both = isObject(before) && isObject(value);
	row[name] = (both ? { ...before, ...value } : value) as GenericValue;
}

function additional(json: unknown): IDataObject {
	if (isUnset(json) || json === '') return {};
	return readAs('additionalFieldsJson', json, object) as IDataObject;
}
