/**
 * Answers that tell of single records by commitId or in two lists, and answers that no write of
 * departments, persons and leaders can be read from (docs/vendors/yunzhijia.md, section 2; issue 4).
 */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { itemsOf, reasons, STOP, stopOf } from '../../engine/cases.ts';
import type { Data, Sent } from './answers.ts';
import { ends, keyOf, keysFor, of, OK, perform, reason, telling } from './answers.ts';
import { itemsFor, WRITES } from './writes.ts';

describe.each(of('commitId'))('%s', (name) => {
	it.each(['errorMsg', 'error'])('gives each item its own %s, by commitId', async (member) => {
		const odd = (row: Sent) => Number((row as IDataObject).commitId) % 2 === 1;
		const told = (row: Sent) => ({
			commitId: (row as IDataObject).commitId,
			[member]: reason(keyOf(row)),
			...(member === 'error' && { errorCode: 900018 }),
		});
		const data: Data = (rows) => rows.filter(odd).map(told).toReversed();
		const result = await telling(name, data, { count: 30, batchSize: 8 });
		const keys = keysFor(name, 30);
		const code = member === 'error' ? ' (900018)' : '';
		expect(ends(result)).toEqual(
			keys.flatMap((key, n) => (n % 2 ? [[n, 'rejected', `${reason(key)}${code}`]] : [])),
		);
	});

	it.each<[string, unknown]>([
		['names a record that was not sent', [{ commitId: 'x', errorMsg: 'no' }]],
		['names none', [{ errorMsg: 'no' }]],
		['is not a list', { errorMsg: 'no' }],
	])('knows nothing of a request whose answer %s', async (_what, data) => {
		const result = await telling(name, (_rows, at) => (at ? [] : data));
		expect(itemsOf(result.main)).toEqual([3, 4, 5]);
		const unreadable = expect.stringContaining('is not as documented') as string;
		expect(ends(result)).toEqual([0, 1, 2].map((item) => [item, 'unknown', unreadable]));
	});

	it.each([[[]], [null], [undefined], ['']])('takes %j as data for a success', async (data) => {
		const { main } = await telling(name, () => data);
		expect(itemsOf(main)).toEqual([0, 1, 2, 3, 4, 5]);
	});
});

describe.each(of('lists'))('%s', (name) => {
	const added = (department: Sent) => ({ department, orgId: `id of ${String(department)}` });
	const lists = (successList: unknown, errorList: unknown) => ({ successList, errorList });

	it.each(['msgId', 'department'])('finds refused departments by %s, in any order', async (by) => {
		const isOdd = (row: Sent) => Number(/\d+/.exec(String(row))) % 2 === 1;
		const data: Data = (rows) =>
			lists(
				rows
					.filter((row) => !isOdd(row))
					.map(added)
					.toReversed(),
				rows.filter(isOdd).map((row) => ({ [by]: row, msgCode: '221', msg: reason(`${row}`) })),
			);
		const result = await telling(name, data, { count: 30, batchSize: 8 });
		expect(result.main.map(({ json }) => json)).toEqual(
			itemsFor(WRITES[name], 30)
				.filter((_, n) => n % 2 === 0)
				.map(({ department }) => added(String(department))),
		);
		expect(ends(result)).toEqual(
			Array.from({ length: 15 }, (_, n) => [
				2 * n + 1,
				'rejected',
				`no to 新部门${2 * n + 1} (221)`,
			]),
		);
	});

	it('a department in both lists is refused', async () => {
		const data: Data = (rows) => lists(rows.map(added), [{ msgId: rows[1], msg: '不行' }]);
		expect(ends(await telling(name, data, { count: 3 }))).toEqual([[1, 'rejected', '不行']]);
	});

	it('a department in neither list is unknown, the others are done', async () => {
		const data: Data = (rows) => lists(rows.slice(1).map(added), [{ msg: '不行', msgCode: '400' }]);
		const result = await telling(name, data, { count: 3 });
		expect(itemsOf(result.main)).toEqual([1, 2]);
		expect(reasons(result.error)).toMatchObject([{ item: 0, outcome: 'unknown' }]);
	});

	it.each([[null], [undefined], [''], [[]], [{}], ['ok'], [{ successList: null }]])(
		'nothing is done by an answer with %j',
		async (data) => {
			const { main, error } = await telling(name, () => data);
			expect(main).toEqual([]);
			expect(reasons(error)).toMatchObject(Array(6).fill({ outcome: 'unknown' }));
		},
	);
});

describe.each(Object.keys(WRITES))('%s', (name) => {
	it.each([[{ rows: [] }], ['rows'], [['rows']], [7]])(
		'knows nothing of a request whose data is %j',
		async (data) => {
			const result = await telling(name, () => data);
			expect(result.main).toEqual([]);
			expect(reasons(result.error)).toMatchObject(Array(6).fill({ outcome: 'unknown' }));
		},
	);

	it.each([[{ data: [] }], [{ ...OK, success: 'true' }], ['<html>'], ['{"succ']])(
		'takes the answer %j neither for a success nor for a refusal',
		async (answer) => {
			const { main, error } = await perform(name, () => answer);
			expect(main).toEqual([]);
			expect(reasons(error)).toMatchObject(
				Array(6).fill({
					error: 'The answer is not one that the platform documents',
					outcome: 'unknown',
				}),
			);
		},
	);

	it('stops when the platform refuses a request as a whole', async () => {
		const refusal = { success: false, errorCode: 10000500, error: '系统繁忙' };
		const stopped = await perform(name, () => refusal, { ...STOP, batchSize: 1 });
		expect(stopOf(stopped)).toMatchObject({
			message: '系统繁忙 (10000500)',
			description: expect.stringContaining('0 done, 1 rejected, 0 unknown, 5 not sent.') as string,
			itemIndex: 0,
		});
		expect(stopped.requests).toBe(1);
	});
});
