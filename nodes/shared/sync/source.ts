/** The tables of a sync become records of the source. */
import type { INodeExecutionData } from 'n8n-workflow';

import type { Credential } from '../contract';
import type { Kind, SourceRecord, SourceTable } from '../contract/sync';
import { Invalid } from '../input/invalid';
import { isReadable, MEND_ENCODING } from '../input/readers';
import type { SyncSettings } from '../input/sync';
import { readTable, type Table } from '../input/table';
import { columnName, columnNames } from './directory';

export interface Source {
	/** By kind. */
	tables: Map<string, SourceTable>;
	/** Headers that are passed over, by kind; where another one stands for the same, that one. */
	left: Map<string, Array<{ header: string; instead?: string }>>;
}

const KINDS = 'What to Sync (kinds)';

/** @throws Invalid when an input has rows that nobody asked for, or none where there must be some */
export function sourceOf<C extends Credential>(
	kinds: Array<Kind<C>>,
	inputs: INodeExecutionData[][],
	settings: SyncSettings,
): Source {
	const source: Source = { tables: new Map(), left: new Map() };
	kinds.forEach((kind, input) => {
		const items = inputs[input] ?? [];
		const { value, name } = kind;
		const chosen = settings.kinds.get(value);
		if (!chosen) {
			if (items.length === 0) return;
			throw new Invalid(
				`does not name ${name}, but its input got ${items.length} rows: choose it there, or disconnect the input`,
				KINDS,
			);
		}
		if (items.length === 0 && !settings.allowsEmpty) throw noRows(name, 'its input got no rows');
		const table = readTable(
			items,
			kind.columns,
			settings.said.get(value) ?? new Map(),
			settings.clearsEmpty,
		);
		const { matchBy } = chosen;
		checkHeaders(kind, table);
		if (table.rows.some(({ isEmpty }) => !isEmpty)) checkKey(kind, table, matchBy);
		else if (!settings.allowsEmpty) throw noRows(name, 'its input got only empty rows');
		const records = table.rows.map((row, at) => recordOf(kind, row, at, matchBy));
		source.tables.set(value, {
			records: records.filter(({ isEmpty }) => !isEmpty),
			empty: records.filter(({ isEmpty }) => isEmpty),
			columns: table.columns,
		});
		const { left, outdone } = table;
		if (left.length)
			source.left.set(
				value,
				left.map((header) => ({ header, instead: outdone.get(header) })),
			);
	});
	return source;
}

const noRows = (name: string, what: string): Invalid =>
	new Invalid(
		`names ${name}, but ${what}: connect its table, or take it out there. If the table may really be empty, turn on Allow Empty Source under Limits`,
		KINDS,
	);

function recordOf<C extends Credential>(
	kind: Kind<C>,
	{ values, problems, isEmpty }: Table['rows'][number],
	at: number,
	matchBy: string[],
): SourceRecord {
	if (isEmpty) return { rows: [at], values: {}, isEmpty };
	const { status } = kind;
	const hasLeft = status?.left.includes(String(values[status.column])) ?? false;
	// Of somebody who has left only who it is has to be right.
	const isWanted = (column: string) => !hasLeft || matchBy.includes(column);
	const [refused] = [...problems].filter(([column]) => isWanted(column));
	const problem = refused && `${columnName(kind, refused[0])} ${refused[1]}`;
	return {
		rows: [at],
		values,
		...(problem !== undefined && { problem }),
		...(hasLeft && { hasLeft }),
	};
}

/** @throws Invalid when they are no text: the cells below them would be none either */
function checkHeaders<C extends Credential>({ name }: Kind<C>, { headers }: Table): void {
	if ([...headers].every(isReadable)) return;
	throw new Invalid(
		`${name}: the headers can’t be read, so the file is probably not UTF-8: ${MEND_ENCODING}`,
	);
}

/** @throws Invalid when no row could be told from another */
function checkKey<C extends Credential>(
	kind: Kind<C>,
	{ columns, headers }: Table,
	matchBy: string[],
): void {
	const ways = kind.match
		? [[...matchBy, ...(kind.tree?.path?.madeFrom ?? [])]]
		: kind.references.map(({ by }) => by.map(({ column }) => column));
	for (const way of ways) {
		if (way.some((column) => columns.has(column))) continue;
		throw new Invalid(
			`${kind.name}: the table has no column of the key, ${columnNames(kind, way, ' or ')}. It has ${[...headers].join(', ') || 'none'}: rename a header, or say under Columns which one it is`,
		);
	}
}
