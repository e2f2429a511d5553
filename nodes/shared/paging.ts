/** Queries that come in pages: all rows, or the first so many. */
import type { IDataObject } from 'n8n-workflow';

import { Failure, Invalid } from './failure';
import { integer, yesOrNo, type Field } from './field';
import type { Rec, Values } from './operation';

const MOST_ROWS_A_PAGE = 1000;

/** The two parameters that n8n's users expect of every *Get Many*. */
export const returnAllOrLimit: Field[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
		read: yesOrNo,
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		mayBeEmpty: true,
		displayOptions: { show: { returnAll: [false] } },
		read: integer(1, Number.MAX_SAFE_INTEGER),
	},
];

/** @throws Invalid when it is not said how many rows are wanted */
export function checkLimit({ row: { returnAll, limit } }: Rec): void {
	if (!returnAll && limit === undefined) throw new Invalid('is required', 'limit');
}

/**
 * Asks for page after page until one is empty: a short one may only mean that the platform gives
 * fewer rows a page than were asked for.
 * @param page rows from the offset `begin` on, at most `count`
 * @throws Failure when the platform repeats a page, since paging would never end
 */
export async function limited(
	page: (begin: number, count: number) => Promise<IDataObject[]>,
	{ returnAll, limit }: Values,
): Promise<IDataObject[]> {
	const wanted = returnAll ? Infinity : Number(limit);
	const rows: IDataObject[] = [];
	let last = '';
	while (rows.length < wanted) {
		const more = await page(rows.length, Math.min(MOST_ROWS_A_PAGE, wanted - rows.length));
		if (more.length === 0) break;
		const text = JSON.stringify(more);
		if (text === last)
			throw new Failure('no', 'The platform returned the same page twice', {
				advice: 'Use a Limit instead of Return All, and report this to the platform.',
			});
		last = text;
		rows.push(...more);
	}
	return rows.slice(0, wanted);
}
