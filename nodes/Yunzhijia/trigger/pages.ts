/** What the watches of Yunzhijia share. */
import type { IDataObject } from 'n8n-workflow';

import type { Watch, WatchedPage } from '../../shared/contract/triggers';

const ROWS_A_PAGE = 1000;

/** A page by offset. Only an empty one is the last: the platform may give fewer than were asked for. */
export async function pageBy(
	read: (begin: number, count: number) => Promise<IDataObject[]>,
	place: number,
): Promise<WatchedPage> {
	const rows = await read(place, ROWS_A_PAGE);
	return { rows, next: rows.length ? place + rows.length : undefined };
}

/** Fields that are all compared, by the vendor's names, and as people read them. */
export const comparedFields = (
	names: Record<string, string>,
): Pick<Watch, 'fields' | 'preset'> => ({
	fields: Object.entries(names).map(([id, displayName]) => ({ id, displayName })),
	preset: Object.keys(names),
});
