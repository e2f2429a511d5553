/**
 * nodes/shared/paging.ts: a list that changes while it is read is read again; what is not whole is
 * refused where all is wanted.
 */
import type { IDataObject } from 'n8n-workflow';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Failure } from '../../../../nodes/shared/client/failure.ts';
import { readByCursor, readByNumber, readByOffset } from '../../../../nodes/shared/paging.ts';

const ALL = { returnAll: true };
const upTo = (last: number, from = 1): IDataObject[] =>
	Array.from({ length: last - from + 1 }, (_, at) => ({ id: from + at }));
const ids = (...list: number[]): IDataObject[] => list.map((id) => ({ id }));

/** The rows, or the message of why there are none. */
async function outcome(reading: Promise<IDataObject[]>): Promise<unknown> {
	try {
		return await reading;
	} catch (error) {
		expect(error).toBeInstanceOf(Failure);
		expect(error).toMatchObject({
			kind: 'refused',
			facts: { advice: expect.any(String) as string },
		});
		return (error as Failure).message;
	}
}

type Pages = IDataObject[][];

/** Gives reading after reading these pages, the last reading ever after, in each of the three ways. */
const WAYS: Array<[string, (readings: Pages[], asked: IDataObject) => Promise<[unknown, number]>]> =
	[
		[
			'by offset',
			async (readings, asked) => {
				let reading = -1;
				let at = 0;
				const rows = await outcome(
					readByOffset(async (begin) => {
						if (begin === 0) [reading, at] = [Math.min(reading + 1, readings.length - 1), 0];
						return await Promise.resolve(readings[reading][at++] ?? []);
					}, asked),
				);
				return [rows, reading + 1];
			},
		],
		[
			'by number',
			async (readings, asked) => {
				let reading = 0;
				const rows = await outcome(
					readByNumber(async (current) => {
						if (current === 1) reading++;
						const pages = readings[Math.min(reading, readings.length) - 1];
						return await Promise.resolve({ rows: pages[current - 1] ?? [] });
					}, asked),
				);
				return [rows, reading];
			},
		],
		[
			'by cursor',
			async (readings, asked) => {
				let reading = 0;
				const rows = await outcome(
					readByCursor(
						0,
						async (cursor) => {
							if (cursor === 0) reading++;
							const pages = readings[Math.min(reading, readings.length) - 1];
							const next = cursor + 1 < pages.length ? cursor + 1 : undefined;
							return await Promise.resolve({ rows: pages[cursor] ?? [], next });
						},
						asked,
					),
				);
				return [rows, reading];
			},
		],
	];

describe.each(WAYS)('read %s', (_how, read) => {
	const twice = [ids(1, 2, 3), ids(3, 4)];

	it('a list whose rows come twice is read again, until they do not', async () => {
		const better = [ids(1, 2, 3), ids(4)];
		const [rows] = await read([twice, twice, better], ALL);
		expect(rows).toEqual(upTo(4));
	});

	it('is refused after three readings in which rows came twice', async () => {
		const [rows, readings] = await read([twice, twice, twice, [ids(1, 2, 3)]], ALL);
		expect(rows).toBe('The list changed while it was read: a row came twice');
		expect(readings).toBe(3);
	});

	it('counts the rows that came twice', async () => {
		const [rows] = await read([[ids(1, 2, 3), ids(2, 3, 4)]], ALL);
		expect(rows).toBe('The list changed while it was read: 2 rows came twice');
	});

	it('is given as it is where only so many are wanted', async () => {
		const [rows, readings] = await read([twice], { returnAll: false, limit: 5 });
		expect(rows).toEqual(ids(1, 2, 3, 3, 4));
		expect(readings).toBe(1);
	});

	it('takes rows for two that differ in anything', async () => {
		const rows = [{ id: 1, at: [1] }, { id: 1, at: [2] }, { id: 1 }];
		expect((await read([[rows]], ALL))[0]).toEqual(rows);
	});

	it.each<[string, IDataObject]>([
		['all', ALL],
		['a limit', { returnAll: false, limit: 100 }],
	])('does not go round in a circle: A, B, A, B; wanted: %s', async (_what, asked) => {
		const [A, B] = [ids(1, 2), ids(3, 4)];
		const [rows] = await read([Array.from({ length: 50 }, (_, at) => (at % 2 ? B : A))], asked);
		expect(rows).toBe('The platform returned the same page twice');
	});

	it('takes 200,000 rows in one page', async () => {
		const many = upTo(200_000);
		const [rows] = await read([[many]], ALL);
		expect(rows).toHaveLength(200_000);
		expect((rows as IDataObject[])[199_999]).toEqual({ id: 200_000 });
	});
});

describe('read by number, with a total', () => {
	/** Gives pages of two, and these totals, one for each page that is asked for. */
	const platform = (rows: number, totals: number[]) => {
		let asked = 0;
		const page = async (current: number) => {
			const total = totals[Math.min(asked++, totals.length - 1)];
			return await Promise.resolve({ rows: upTo(rows).slice(2 * current - 2, 2 * current), total });
		};
		return { page, asked: () => asked };
	};

	it.each<[string, number[], unknown, number]>([
		['stays', [5], upTo(5), 3],
		['changes once', [4, 5], upTo(5), 6],
		['changes twice', [6, 5, 5, 6, 5], upTo(5), 9],
	])('that %s: rows of one reading in which it stays', async (_what, totals, expected, asked) => {
		const { page, asked: times } = platform(5, totals);
		expect(await outcome(readByNumber(page, ALL))).toEqual(expected);
		expect(times()).toBe(asked);
	});

	it('that changes time and again is refused, with what it was', async () => {
		let asked = 0;
		const page = async (current: number) =>
			await Promise.resolve({
				rows: upTo(5).slice(2 * current - 2, 2 * current),
				total: 5 + asked++,
			});
		expect(await outcome(readByNumber(page, ALL))).toMatch(
			/^The list changed while it was read: there were 1\d, then 1\d, then \d+, then \d+ rows$/,
		);
	});

	it('that changes is no matter where only so many are wanted', async () => {
		const { page } = platform(5, [5, 6, 7, 8]);
		expect(await readByNumber(page, { returnAll: false, limit: 5 })).toEqual(upTo(5));
	});
});

describe('read by cursor', () => {
	it('gives all rows, or the first so many, whatever the pages', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.nat(5), { minLength: 1, maxLength: 12 }),
				fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
				async (sizes, limit) => {
					const total = sizes.reduce((sum, size) => sum + size, 0);
					const asked: number[] = [];
					let read = 0;
					const page = async (cursor: string, count: number) => {
						const at = Number(cursor.slice(1));
						asked.push(count);
						const rows = upTo(read + sizes[at], read + 1);
						read += sizes[at];
						const next = at + 1 < sizes.length ? `c${at + 1}` : undefined;
						return await Promise.resolve({ rows, next });
					};
					const wanted = limit === undefined ? ALL : { returnAll: false, limit };
					const pages = readByCursor('c0', page, wanted);
					// Two pages that are empty are alike, and yet no page that repeats.
					expect(await pages).toEqual(upTo(Math.min(total, limit ?? Infinity)));
					for (const count of asked)
						expect(count).toBeLessThanOrEqual(Math.min(1_000, limit ?? 1_000));
				},
			),
		);
	});

	it.each([
		['the one before', ['a', 'a']],
		['the first', ['a', 'first']],
		['an earlier one', ['a', 'b', 'a']],
	])('does not go round in a circle: the next cursor is %s', async (_what, cursors) => {
		let asked = 0;
		const page = async () =>
			await Promise.resolve({ rows: ids(asked + 1), next: cursors[asked++] ?? 'end' });
		expect(await outcome(readByCursor('first', page, ALL))).toBe(
			'The platform returned the same cursor twice',
		);
		expect(asked).toBe(cursors.length);
	});

	it('passes on what a page failed with', async () => {
		const down = new Failure('ambiguous', 'No answer');
		const page = async () => await Promise.reject(down);
		await expect(readByCursor(1, page, ALL)).rejects.toBe(down);
	});
});
