/** The table of one input: its headers become columns, its rows cells that are checked. */
import type { INodeExecutionData } from 'n8n-workflow';

import type { Reader } from '../contract';
import { headersOf, type Named } from './headers';
import { asInvalid } from './invalid';
import { isUnset, readAs } from './readers';

export interface TableColumn extends Named {
	read: Reader;
}

export interface Row {
	/** Column → value. Absent: the row does not say it. Empty text: it says that it is empty. */
	values: Record<string, unknown>;
	/** Why cells can't be used, by their columns. */
	problems: Map<string, string>;
	/** Nothing stands in any of its cells, also under headers that mean nothing. */
	isEmpty: boolean;
}

export interface Table {
	rows: Row[];
	headers: Set<string>;
	/** The columns that the table has. */
	columns: Set<string>;
	/** Headers that mean nothing. */
	left: string[];
	/** Those of them that another one stands for → that one. */
	outdone: Map<string, string>;
}

/**
 * @param said column → the header that the user says holds it
 * @param clearsEmpty an empty cell means empty; else it says nothing
 */
export function readTable(
	items: INodeExecutionData[],
	columns: TableColumn[],
	said: Map<string, string>,
	clearsEmpty: boolean,
): Table {
	const headers = new Set<string>();
	for (const { json } of items) for (const header of Object.keys(json)) headers.add(header);
	const { columnOf, left, outdone } = headersOf(headers, columns, said);
	const known = new Map(columns.map((column) => [column.id, column]));
	const used = [...columnOf].map(([header, id]) => ({ header, column: known.get(id)! }));
	const rows = items.map(({ json }) => {
		const row: Row = { values: {}, problems: NONE, isEmpty: Object.values(json).every(isBlank) };
		const refuse = (id: string, why: string) => {
			row.problems = new Map([...row.problems, [id, why]]);
		};
		for (const { header, column } of used) {
			if (!Object.hasOwn(json, header)) continue;
			try {
				const value = valueOf(json[header], column);
				if (value !== '' || clearsEmpty) row.values[column.id] = value;
			} catch (error) {
				refuse(column.id, asInvalid(error).message);
			}
		}
		return row;
	});
	return { rows, headers, columns: new Set(columnOf.values()), left, outdone };
}

const NONE: Row['problems'] = new Map();

const isBlank = (cell: unknown): boolean =>
	isUnset(cell) || (typeof cell === 'string' && cell.trim() === '');

function valueOf(cell: unknown, { id, read }: TableColumn): unknown {
	if (isBlank(cell)) return '';
	return readAs(id, cell, read) ?? '';
}
