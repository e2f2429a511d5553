/** What the watches of Weaver share. */
import type { IDataObject } from 'n8n-workflow';

import type { Call, Column, Endpoint } from '../../shared/contract';
import type { Watch, WatchedPage } from '../../shared/contract/triggers';
import { textOfCell } from '../../shared/triggers/state';
import { idsIn, pageOf } from '../answers';

const ROWS_A_PAGE = 1000;

/** @param place how many pages come before */
export async function pageOfQuery(
	call: Call,
	to: Endpoint,
	filters: IDataObject,
	place: number,
): Promise<WatchedPage> {
	const body = { ...filters, current: place + 1, pageSize: ROWS_A_PAGE };
	const { rows, total } = pageOf((await call(to, body, { repeatable: true })).data);
	return { rows, total, next: rows.length ? place + 1 : undefined };
}

/** All rows of a look-up: the platform may give fewer a page than were asked for. */
export async function rowsByIds(
	call: Call,
	to: Endpoint,
	filters: IDataObject,
): Promise<IDataObject[]> {
	const found: IDataObject[] = [];
	for (let place: number | undefined = 0; place !== undefined; ) {
		const page: WatchedPage = await pageOfQuery(call, to, filters, place);
		found.push(...page.rows);
		place = page.total === undefined || found.length >= page.total ? undefined : page.next;
	}
	return found;
}

/** @param references columns that hold IDs, alone, in lists, or with names */
export function fieldsOf(
	columns: Array<Pick<Column, 'id' | 'displayName'>>,
	references: string[],
): Pick<Watch, 'fields' | 'cell'> {
	return {
		fields: columns.map(({ id, displayName }) => ({ id, displayName })),
		cell: (row, field) => (references.includes(field) ? idsIn(row[field]) : textOfCell(row[field])),
	};
}
