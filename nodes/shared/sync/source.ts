/** The tables of a sync: which input has which rows, and whether they are all there is. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Credential } from '../contract';
import type { Kind, SourceRecord } from '../contract/sync';
import { Invalid } from '../input/invalid';
import type { SyncSettings } from '../input/sync';
import { readTable, type Table } from '../input/table';

export interface Source {
	/** Kind → its rows as records. */
	records: Map<string, SourceRecord[]>;
	/** Headers that mean nothing, as sentences. */
	left: string[];
}

/** The items of each input, in the order of the inputs; none where nothing is connected. */
export const inputsOf = (context: IExecuteFunctions, inputs: number): INodeExecutionData[][] =>
	Array.from({ length: inputs }, (_, input) => {
		try {
			return context.getInputData(input);
		} catch {
			return []; // not connected
		}
	});

/**
 * Why the tables may be only a part of the source, so that nothing may count as missing.
 * @returns undefined when they are whole, as far as n8n can tell
 */
export function whyPartial(
	context: IExecuteFunctions,
	inputs: INodeExecutionData[][],
	{ allowsEmpty, kinds }: SyncSettings,
): string | undefined {
	if (isFurtherRun(context))
		return 'this node runs a second time in this execution (a loop, or two branches into one input), and so sees only a part of the source';
	const connected = context.getParentNodes(context.getNode().name, {
		connectionType: 'main',
		depth: 1,
	}).length;
	const filled = inputs.filter(({ length }) => length > 0).length;
	const expected = allowsEmpty ? Math.max(0, kinds.size - filled) : 0;
	return connected > filled + expected
		? `${connected} nodes are connected, but only ${filled} ${filled === 1 ? 'input' : 'inputs'} got rows`
		: undefined;
}

/** A loop, or two branches into one input, run a node again with other rows. */
export const isFurtherRun = (context: IExecuteFunctions): boolean =>
	Number(context.evaluateExpression('{{ $runIndex }}', 0)) > 0;

/** @throws Invalid when an input has rows that nobody asked for, or none where there must be some */
export function sourceOf<C extends Credential>(
	kinds: Array<Kind<C>>,
	inputs: INodeExecutionData[][],
	settings: SyncSettings,
): Source {
	const source: Source = { records: new Map(), left: [] };
	kinds.forEach((kind, input) => {
		const items = inputs[input] ?? [];
		const { value, name } = kind;
		if (!settings.kinds.has(value)) {
			if (items.length === 0) return;
			throw new Invalid(
				`does not name ${name}, but its input got ${items.length} rows: choose it under Kinds, or disconnect the input`,
				'kinds',
			);
		}
		if (items.length === 0 && !settings.allowsEmpty)
			throw new Invalid(
				`names ${name}, but its input got no rows: connect its table, or take it out of Kinds. If the table may really be empty, turn on Allow Empty Source under Limits`,
				'kinds',
			);
		const table = readTable(
			items,
			kind.columns,
			settings.said.get(value) ?? new Map(),
			settings.clearsEmpty,
		);
		if (items.length) checkKey(kind, table, settings);
		source.records.set(
			value,
			table.rows.map((row, at) => recordOf(kind, row, at)),
		);
		if (table.left.length)
			source.left.push(
				`${name}: no column has the name ${table.left.map((each) => `“${each}”`).join(', ')}`,
			);
	});
	return source;
}

function recordOf<C extends Credential>(
	{ statusColumn }: Kind<C>,
	{ values, problem }: Table['rows'][number],
	at: number,
): SourceRecord {
	const hasLeft = statusColumn !== undefined && values[statusColumn] === LEFT;
	return {
		rows: [at],
		values,
		...(problem !== undefined && { problem }),
		...(hasLeft && { hasLeft }),
	};
}

/** What a status column reads for somebody who is no longer there. */
export const LEFT = 'left';

/** @throws Invalid when no row could be told from another */
function checkKey<C extends Credential>(
	kind: Kind<C>,
	{ columns, left }: Table,
	settings: SyncSettings,
): void {
	const { value, name } = kind;
	const matchBy = settings.kinds.get(value)?.matchBy ?? [];
	const ways = kind.match
		? [[...matchBy, ...(kind.tree?.placedBy ?? [])]]
		: kind.references.map(({ by }) => by.map(({ column }) => column));
	for (const way of ways) {
		if (way.some((column) => columns.has(column))) continue;
		const terms = way.map(
			(id) => kind.columns.find((column) => column.id === id)?.displayName ?? id,
		);
		const has = [...columns, ...left];
		throw new Invalid(
			`the table has no column of the key, ${terms.join(' or ')}. It has ${has.join(', ') || 'none'}: rename a header, or say under Columns which one it is`,
			name,
		);
	}
}
