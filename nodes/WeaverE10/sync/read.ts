/** Reads what Weaver has: docs/vendors/weaver-e10.md, no. 13 to 15. */
import type { IDataObject } from 'n8n-workflow';

import type { Call, Endpoint } from '../../shared/contract';
import type { CellValues, Listing, Reference, TargetRecord } from '../../shared/contract/sync';
import { isObject, isUnset } from '../../shared/input/readers';
import { idIn, idsIn } from '../answers';
import { queried } from '../operations';

/** All rows of a query. @throws Failure when they are not whole */
export const allRows = async (
	call: Call,
	to: Endpoint,
	filters: IDataObject,
): Promise<IDataObject[]> => await queried(call, to, filters, { returnAll: true });

interface Told {
	/** What columns hold IDs of something, and which of them several. */
	references: Reference[];
	/**
	 * Columns that the platform was asked for: who lacks one has nothing in it. Of others that is only
	 * known where somebody has them.
	 */
	asked?: string[];
	stateOf(row: IDataObject): TargetRecord['state'];
}

/**
 * Rows as they are compared.
 * @param columns what is looked at
 */
export function listingOf(
	rows: IDataObject[],
	columns: Iterable<string>,
	{ references, asked = [], stateOf }: Told,
): Listing {
	const wanted = [...columns];
	const readerOf = new Map(
		references.map(({ member, isMany }) => [member, isMany ? idsIn : oneId]),
	);
	const seen = new Set(
		wanted.filter((column) => rows.some((row) => cellIn(row, column) !== undefined)),
	);
	const told = wanted.filter((column) =>
		asked.includes(column) ? !rows.some((row) => isUnreadable(row, column)) : seen.has(column),
	);
	const records = rows.map((row): TargetRecord => {
		const id = String(row.id);
		const values: CellValues = { id };
		for (const column of told) {
			const read = readerOf.get(column) ?? textIn;
			if (column !== 'id') values[column] = read(cellIn(row, column));
		}
		return { id, values, state: stateOf(row) };
	});
	// Where there is nobody, nothing is told.
	const silent = rows.length ? wanted.filter((column) => !seen.has(column)) : [];
	return {
		records,
		untold: silent.filter((column) => !told.includes(column)),
		unseen: silent.filter((column) => told.includes(column)),
	};
}

/** `member.key` is what stands under that key inside a member of the row. */
function cellIn(row: IDataObject, column: string): unknown {
	const [member, ...key] = column.split('.');
	const cell = row[member];
	if (key.length === 0) return cell;
	const name = key.join('.');
	return isObject(cell) && Object.hasOwn(cell, name) ? cell[name] : undefined;
}

/** The tenant's own fields come in a form that nobody has described. */
function isUnreadable(row: IDataObject, column: string): boolean {
	const [member, ...key] = column.split('.');
	return key.length > 0 && !isUnset(row[member]) && !isObject(row[member]);
}

const oneId = (cell: unknown): string => idIn(cell) ?? '';

const textIn = (cell: unknown): string => (isUnset(cell) ? '' : String(cell as string));
