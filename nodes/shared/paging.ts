/** Queries that come in pages: all rows, or the first so many. */
import type { IDataObject } from 'n8n-workflow';

import { Failure } from './client/failure';
import type { DirectoryRecord, Field } from './contract';
import { Invalid } from './input/invalid';
import { integer, yesOrNo } from './input/readers';

const MOST_ROWS_A_PAGE = 1000;

/** The two parameters that n8n's users expect of every *Get Many*. */
export const returnAllOrLimit: Field[] = [
	{
		parameter: {
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		read: yesOrNo,
	},
	{
		parameter: {
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: { show: { returnAll: [false] } },
		},
		mayBeEmpty: true,
		read: integer(1, Number.MAX_SAFE_INTEGER),
	},
];

export const simplify: Field = {
	parameter: {
		displayName: 'Simplify',
		name: 'simple',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	mayBeEmpty: true,
	read: yesOrNo,
};

/** @throws Invalid when it is not said how many rows are wanted */
export function checkLimit({ row: { returnAll, limit } }: DirectoryRecord): void {
	if (!returnAll && limit === undefined) throw new Invalid('is required', 'limit');
}

/** Rows, and where the next ones are; undefined when there are no more. */
interface Page<Place> {
	rows: IDataObject[];
	next: Place | undefined;
}

/** Page after page, until there is none or enough is read. Throws Failure when a page repeats. */
async function collect<Place>(
	first: Place,
	page: (place: Place, read: number) => Promise<Page<Place>>,
	wanted: number,
): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	let last = '';
	for (let place: Place | undefined = first; place !== undefined && rows.length < wanted; ) {
		const more: Page<Place> = await page(place, rows.length);
		last = differing(more.rows, last);
		for (const row of more.rows) rows.push(row);
		place = more.next;
	}
	return rows.slice(0, wanted);
}

const wantedOf = ({ returnAll, limit }: IDataObject): number =>
	returnAll ? Infinity : Number(limit);

/**
 * Asks until a page is empty: a short one may only mean that the platform gives fewer rows a page
 * than were asked for.
 * @param page rows from the offset `begin` on, at most `count`
 * @throws Failure when the platform repeats a page, since paging would never end
 */
export async function readByOffset(
	page: (begin: number, count: number) => Promise<IDataObject[]>,
	asked: IDataObject,
): Promise<IDataObject[]> {
	const wanted = wantedOf(asked);
	const next = async (begin: number): Promise<Page<number>> => {
		const rows = await page(begin, Math.min(MOST_ROWS_A_PAGE, wanted - begin));
		return { rows, next: rows.length ? begin + rows.length : undefined };
	};
	return await collect(0, next, wanted);
}

/**
 * The same where pages have numbers and the platform says how many rows there are.
 * @param page the rows of a page, from 1 on; `total` undefined: it does not say
 * @throws Failure when pages repeat, or when with Return All rows of the total are missing: a list
 *   that is not whole must not look as if it were
 */
export async function readByNumber(
	page: (current: number, pageSize: number) => Promise<{ rows: IDataObject[]; total?: number }>,
	asked: IDataObject,
): Promise<IDataObject[]> {
	const wanted = wantedOf(asked);
	const pageSize = Math.min(MOST_ROWS_A_PAGE, wanted);
	let total: number | undefined;
	const next = async (current: number, read: number): Promise<Page<number>> => {
		const more = await page(current, pageSize);
		({ total } = more);
		// A platform that has given more than its total does not know it.
		const isLast = more.rows.length === 0 || read + more.rows.length === total;
		return { rows: more.rows, next: isLast ? undefined : current + 1 };
	};
	const rows = await collect(1, next, wanted);
	if (asked.returnAll && total !== undefined && rows.length < total)
		throw new Failure('refused', `The platform returned only ${rows.length} of ${total} rows`, {
			advice: 'Run it again; if it stays like this, a Limit gives the rows that there are.',
		});
	return rows;
}

/**
 * The same where each page says by a cursor where the next one begins. A page may be empty and
 * still have a next one.
 * @param page the rows from a cursor on, the first from `first`; `next` undefined at the end
 * @throws Failure when a cursor or a page repeats
 */
export async function readByCursor<Cursor>(
	first: Cursor,
	page: (cursor: Cursor, count: number) => Promise<Page<Cursor>>,
	asked: IDataObject,
): Promise<IDataObject[]> {
	const wanted = wantedOf(asked);
	const seen = new Set<Cursor | undefined>([first]);
	const next = async (cursor: Cursor, read: number): Promise<Page<Cursor>> => {
		const more = await page(cursor, Math.min(MOST_ROWS_A_PAGE, wanted - read));
		if (seen.has(more.next)) throw repeats('cursor');
		if (more.next !== undefined) seen.add(more.next);
		return more;
	};
	return await collect(first, next, wanted);
}

/** @returns the page as text, to compare the next one with. Throws Failure when it is the last one */
function differing(page: IDataObject[], last: string): string {
	if (page.length === 0) return last;
	const text = JSON.stringify(page);
	if (text !== last) return text;
	throw repeats('page');
}

const repeats = (what: string): Failure =>
	new Failure('refused', `The platform returned the same ${what} twice`, {
		advice: 'Use a Limit instead of Return All, and report this to the platform.',
	});
