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

export const simplify: Field = {
	displayName: 'Simplify',
	name: 'simple',
	type: 'boolean',
	default: true,
	mayBeEmpty: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
	read: yesOrNo,
};

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
		last = differing(more, last);
		rows.push(...more);
	}
	return rows.slice(0, wanted);
}

/**
 * The same where pages have numbers and the platform says how many rows there are.
 * @param page the rows of a page, from 1 on; `total` undefined: it does not say
 * @throws Failure when pages repeat, or when with Return All rows of the total are missing: a list
 *   that is not whole must not look as if it were
 */
export async function limitedByTotal(
	page: (current: number, pageSize: number) => Promise<{ rows: IDataObject[]; total?: number }>,
	{ returnAll, limit }: Values,
): Promise<IDataObject[]> {
	const wanted = returnAll ? Infinity : Number(limit);
	const pageSize = Math.min(MOST_ROWS_A_PAGE, wanted);
	const rows: IDataObject[] = [];
	let total: number | undefined;
	let last = '';
	// A platform that has given more than its total does not know it.
	const isWhole = () => rows.length === total;
	for (let current = 1; rows.length < wanted && !isWhole(); current++) {
		const more = await page(current, pageSize);
		total = more.total;
		if (more.rows.length === 0) break;
		last = differing(more.rows, last);
		rows.push(...more.rows);
	}
	if (returnAll && total !== undefined && rows.length < total)
		throw new Failure('no', `The platform returned only ${rows.length} of ${total} rows`, {
			advice: 'Run it again; if it stays like this, a Limit gives the rows that there are.',
		});
	return rows.slice(0, wanted);
}

/** @returns the page as text, to compare the next one with. Throws Failure when it is the last one */
function differing(page: IDataObject[], last: string): string {
	const text = JSON.stringify(page);
	if (text !== last) return text;
	throw new Failure('no', 'The platform returned the same page twice', {
		advice: 'Use a Limit instead of Return All, and report this to the platform.',
	});
}
