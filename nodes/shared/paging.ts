/** Queries that come in pages: all rows, or the first so many. */
import { hash } from 'node:crypto';
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

/** The same where rows were always whole: only an agent, who pays for every word, gets them simple. */
export const simplifyForAgents: Field = {
	...simplify,
	parameter: { ...simplify.parameter, default: false },
	toolDefault: true,
};

/** @throws Invalid when it is not said how many rows are wanted */
export function checkLimit({ row: { returnAll, limit } }: DirectoryRecord): void {
	if (!returnAll && limit === undefined) throw new Invalid('is required', 'limit');
}

/** Rows, and where the next ones are; undefined when there are no more. */
interface Page<Place, Row> {
	rows: Row[];
	next: Place | undefined;
}

/** What was read from the first page to the last, and why it may not be what is there. */
interface Reading<Row> {
	rows: Row[];
	changed?: string;
}

/** So often a list that changes while it is read is read from the beginning. */
const MOST_READINGS = 3;

/**
 * With Return All a list that is not whole must not look as if it were: who compares with it would
 * remove people.
 * @throws Failure when it changed while it was read, time and again
 */
async function whole<Row>(
	read: () => Promise<Reading<Row>>,
	{ returnAll }: IDataObject,
): Promise<Row[]> {
	for (let readings = 1; ; readings++) {
		const { rows, changed } = await read();
		if (!returnAll || changed === undefined) return rows;
		if (readings === MOST_READINGS)
			throw new Failure('refused', `The list changed while it was read: ${changed}`, {
				advice: 'Run it again when nobody changes it, or ask for less with filters.',
			});
	}
}

/** Page after page, until there is none or enough is read. Throws Failure when a page repeats. */
async function collect<Place, Row extends object>(
	first: Place,
	page: (place: Place, read: number) => Promise<Page<Place, Row>>,
	wanted: number,
): Promise<Reading<Row>> {
	const rows: Row[] = [];
	const pages = new Set<string>();
	const earlier = new Set<string>();
	let twice = 0;
	for (let place: Place | undefined = first; place !== undefined && rows.length < wanted; ) {
		const more: Page<Place, Row> = await page(place, rows.length);
		const hashes = more.rows.map(hashOf);
		// One for all: the hashes of a million rows once more would take 30 MB.
		const ofAll = hashOf(hashes);
		if (pages.has(ofAll) && hashes.length > 0) throw repeats('page');
		pages.add(ofAll);
		twice += hashes.filter((hash) => earlier.has(hash)).length;
		for (const hash of hashes) earlier.add(hash);
		for (const row of more.rows) rows.push(row);
		place = more.next;
	}
	return {
		rows: rows.slice(0, wanted),
		changed: twice > 0 ? `${twice === 1 ? 'a row' : `${twice} rows`} came twice` : undefined,
	};
}

const hashOf = (row: object): string => hash('sha1', JSON.stringify(row), 'base64');

const wantedOf = ({ returnAll, limit }: IDataObject): number =>
	returnAll ? Infinity : Number(limit);

/**
 * Asks until a page is empty: a short one may only mean that the platform gives fewer rows a page
 * than were asked for.
 * @param page rows from the offset `begin` on, at most `count`: what is made of them at once need not
 *   be kept as it came
 * @throws Failure when the platform repeats a page, since paging would never end, or when the list
 *   is not whole
 */
export async function readByOffset<Row extends object>(
	page: (begin: number, count: number) => Promise<Row[]>,
	asked: IDataObject,
): Promise<Row[]> {
	const wanted = wantedOf(asked);
	const next = async (begin: number): Promise<Page<number, Row>> => {
		const rows = await page(begin, Math.min(MOST_ROWS_A_PAGE, wanted - begin));
		return { rows, next: rows.length ? begin + rows.length : undefined };
	};
	return await whole(async () => await collect(0, next, wanted), asked);
}

/**
 * The same where pages have numbers and the platform says how many rows there are.
 * @param page the rows of a page, from 1 on; `total` undefined: it does not say
 * @throws Failure also when rows of the total are missing
 */
export async function readByNumber(
	page: (current: number, pageSize: number) => Promise<{ rows: IDataObject[]; total?: number }>,
	asked: IDataObject,
): Promise<IDataObject[]> {
	const wanted = wantedOf(asked);
	const pageSize = Math.min(MOST_ROWS_A_PAGE, wanted);
	return await whole(async () => {
		const totals = new Set<number>();
		const next = async (current: number, read: number): Promise<Page<number, IDataObject>> => {
			const { rows, total } = await page(current, pageSize);
			if (total !== undefined) totals.add(total);
			// A platform that has given more than its total does not know it.
			const isLast = rows.length === 0 || read + rows.length === total;
			return { rows, next: isLast ? undefined : current + 1 };
		};
		const { rows, changed } = await collect(1, next, wanted);
		const [total, ...others] = totals;
		if (others.length) return { rows, changed: `there were ${[...totals].join(', then ')} rows` };
		if (asked.returnAll && total !== undefined && rows.length < total) throw lacks(rows, total);
		return { rows, changed };
	}, asked);
}

const lacks = ({ length }: IDataObject[], total: number): Failure =>
	new Failure('refused', `The platform returned only ${length} of ${total} rows`, {
		advice: 'Run it again; if it stays like this, a Limit gives the rows that there are.',
	});

/**
 * The same where each page says by a cursor where the next one begins. A page may be empty and
 * still have a next one.
 * @param page the rows from a cursor on, the first from `first`; `next` undefined at the end
 * @throws Failure also when a cursor repeats
 */
export async function readByCursor<Cursor>(
	first: Cursor,
	page: (cursor: Cursor, count: number) => Promise<Page<Cursor, IDataObject>>,
	asked: IDataObject,
): Promise<IDataObject[]> {
	const wanted = wantedOf(asked);
	return await whole(async () => {
		const seen = new Set<Cursor | undefined>([first]);
		const next = async (cursor: Cursor, read: number): Promise<Page<Cursor, IDataObject>> => {
			const more = await page(cursor, Math.min(MOST_ROWS_A_PAGE, wanted - read));
			if (seen.has(more.next)) throw repeats('cursor');
			if (more.next !== undefined) seen.add(more.next);
			return more;
		};
		return await collect(first, next, wanted);
	}, asked);
}

const repeats = (what: string): Failure =>
	new Failure('refused', `The platform returned the same ${what} twice`, {
		advice: 'Use a Limit instead of Return All, and report this to the platform.',
	});
