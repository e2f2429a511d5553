/** nodes/shared/paging.ts: all rows or the first so many, and never a part that looks whole. */
import type { IDataObject } from 'n8n-workflow';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Failure } from '../../../../nodes/shared/client/failure.ts';
import { Invalid } from '../../../../nodes/shared/input/invalid.ts';
import { checkLimit, readByNumber, readByOffset } from '../../../../nodes/shared/paging.ts';

interface Platform {
	/** How many rows there are. */
	rows: number;
	/** The largest page that it gives. */
	most?: number;
	/** What it says of how many there are, by page; the last one ever after. */
	totals?: Array<number | undefined>;
	/** From this page on it gives this page. */
	stuckAt?: number;
}

/** A platform with numbered pages, and what it was asked for. */
function platform({ rows, most = Infinity, totals = [rows], stuckAt = Infinity }: Platform) {
	const asked: Array<[current: number, pageSize: number]> = [];
	const page = async (current: number, pageSize: number) => {
		asked.push([current, pageSize]);
		const size = Math.min(pageSize, most);
		const begin = (Math.min(current, stuckAt) - 1) * size;
		const length = Math.max(0, Math.min(size, rows - begin));
		const found = Array.from({ length }, (_, at) => ({ id: begin + at + 1 }));
		const total = totals[Math.min(asked.length, totals.length) - 1];
		return await Promise.resolve({ rows: found, total });
	};
	return { page, asked };
}

const upTo = (last: number) => Array.from({ length: last }, (_, at) => ({ id: at + 1 }));
const ALL = { returnAll: true };

/** The rows, or why there are none. */
async function outcome(reading: Promise<unknown>): Promise<unknown> {
	try {
		return await reading;
	} catch (error) {
		const { kind, message, facts } = error as Failure;
		expect(error).toBeInstanceOf(Failure);
		return { kind, message, advice: facts.advice };
	}
}

describe('readByNumber', () => {
	it.each<[string, Platform, Array<[number, number]>]>([
		['nothing', { rows: 0 }, [[1, 1000]]],
		['less than a page', { rows: 7 }, [[1, 1000]]],
		['a full page', { rows: 1000 }, [[1, 1000]]],
		[
			'three pages',
			{ rows: 2500 },
			[
				[1, 1000],
				[2, 1000],
				[3, 1000],
			],
		],
		[
			'pages that are shorter than was asked for',
			{ rows: 5, most: 2 },
			[
				[1, 1000],
				[2, 1000],
				[3, 1000],
			],
		],
		[
			'pages until one is empty, where no total is given',
			{ rows: 1000, totals: [undefined] },
			[
				[1, 1000],
				[2, 1000],
			],
		],
		[
			'what came in between, too, from the beginning',
			{ rows: 4, most: 2, totals: [3, 4] },
			[
				[1, 1000],
				[2, 1000],
				[1, 1000],
				[2, 1000],
			],
		],
	])('reads all: %s', async (_what, about, asked) => {
		const it = platform(about);
		expect(await readByNumber(it.page, ALL)).toEqual(upTo(about.rows));
		expect(it.asked).toEqual(asked);
	});

	it.each([1, 50, 999, 1000, 1001, 2500])('asks for a limit of %i and no more', async (limit) => {
		const { page, asked } = platform({ rows: 2600 });
		expect(await readByNumber(page, { returnAll: false, limit })).toEqual(upTo(limit));
		const pageSize = Math.min(limit, 1000);
		const pages = Math.ceil(limit / pageSize);
		expect(asked).toEqual(Array.from({ length: pages }, (_, at) => [at + 1, pageSize]));
	});

	it('refuses to pass off a part as the whole', async () => {
		const { page } = platform({ rows: 1200, totals: [1500] });
		expect(await outcome(readByNumber(page, ALL))).toEqual({
			kind: 'refused',
			message: 'The platform returned only 1200 of 1500 rows',
			advice: expect.stringContaining('Limit') as string,
		});
	});

	it('gives what there is where a limit is larger than that, whatever the total says', async () => {
		const { page } = platform({ rows: 1200, totals: [1500] });
		expect(await readByNumber(page, { returnAll: false, limit: 2000 })).toEqual(upTo(1200));
	});

	it.each([ALL, { returnAll: false, limit: 3000 }])(
		'does not page for ever: %j',
		async (wanted) => {
			const { page, asked } = platform({ rows: 9000, totals: [undefined], stuckAt: 2 });
			expect(await outcome(readByNumber(page, wanted))).toMatchObject({
				kind: 'refused',
				message: 'The platform returned the same page twice',
			});
			expect(asked).toHaveLength(3);
		},
	);

	it('passes on what a page failed with', async () => {
		const down = new Failure('ambiguous', 'No answer');
		const page = async () => await Promise.reject(down);
		await expect(readByNumber(page, ALL)).rejects.toBe(down);
	});

	it('gives each row once, in order, from any platform that keeps to its word', async () => {
		const about = fc.record({
			rows: fc.nat(60),
			most: fc.integer({ min: 1, max: 20 }),
			says: fc.boolean(),
		});
		const wanted = fc.oneof(
			fc.constant(ALL),
			fc.integer({ min: 1, max: 80 }).map((limit) => ({ returnAll: false, limit })),
		);
		await fc.assert(
			fc.asyncProperty(about, wanted, async ({ rows, most, says }, values) => {
				const { page, asked } = platform({ rows, most, totals: [says ? rows : undefined] });
				const limit = 'limit' in values ? values.limit : Infinity;
				expect(await readByNumber(page, values)).toEqual(upTo(Math.min(rows, limit)));
				expect(asked.length).toBeLessThanOrEqual(Math.ceil(rows / Math.min(most, limit)) + 1);
			}),
		);
	});
});

describe('readByOffset', () => {
	it('reads by offset what readByNumber reads by page', async () => {
		const table = upTo(2500);
		const asked: Array<[number, number]> = [];
		const page = async (begin: number, count: number) => {
			asked.push([begin, count]);
			return await Promise.resolve(table.slice(begin, begin + count));
		};
		expect(await readByOffset(page, ALL)).toEqual(table);
		expect(await readByOffset(page, { returnAll: false, limit: 1001 })).toEqual(upTo(1001));
		expect(asked.map(String)).toEqual(
			['0,1000', '1000,1000', '2000,1000', '2500,1000'].concat('0,1000', '1000,1'),
		);
	});
});

it('a limit is needed unless all is wanted', () => {
	const record = (row: object) => ({ index: 0, request: {}, row: { ...row } });
	for (const row of [ALL, { returnAll: false, limit: 1 }])
		expect(() => checkLimit(record(row))).not.toThrow();
	for (const row of [{}, { returnAll: false }])
		expect(() => checkLimit(record(row))).toThrow(new Invalid('is required', 'limit'));
});

describe('pages', () => {
	const rows = (count: number, from = 0): IDataObject[] =>
		Array.from({ length: count }, (_, at) => ({ id: from + at }));

	it('give all rows, or the first so many, whatever the size of a page', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.nat(60),
				fc.integer({ min: 1, max: 13 }),
				fc.option(fc.integer({ min: 1, max: 70 })),
				async (count, size, limit) => {
					const wanted = limit ?? count;
					const page = async (begin: number, most: number) => {
						if (limit !== null) expect(begin + most).toBeLessThanOrEqual(wanted);
						// Some platforms give whole pages, whatever they are asked for.
						return await Promise.resolve(rows(Math.max(0, Math.min(size, count - begin)), begin));
					};
					const given = limit === null ? { returnAll: true } : { returnAll: false, limit };
					expect(await readByOffset(page, given)).toEqual(rows(Math.min(count, wanted)));
				},
			),
		);
	});

	it('that repeat themselves do not go on for ever', async () => {
		const page = async () => await Promise.resolve(rows(5));
		await expect(readByOffset(page, { returnAll: true })).rejects.toThrow(/same page twice/);
	});
});
