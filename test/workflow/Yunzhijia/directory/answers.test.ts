/**
 * Answers that tell of single departments and persons by msgId, and what becomes of each item:
 * never a guess (docs/vendors/yunzhijia.md, section 2; issue 4).
 */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { itemsOf, reasons } from '../../engine/cases.ts';
import type { Data, Sent } from './answers.ts';
import { ends, keyOf, keysFor, of, reason, telling } from './answers.ts';

const WELL = { msgCode: '209', msg: '成功' };
const OTHERS = expect.stringContaining('refused a record of this request') as string;

describe.each(of('failures', 'all'))('%s', (name, { family }) => {
	const listsAll = family === 'all';
	const failed = (msgId: string, key: string) => ({ msgId, msgCode: '400', msg: reason(key) });
	/** The rows of an answer in which every other record failed. */
	const everyOther = (rows: Sent[], msgId: (row: Sent, at: number) => unknown) =>
		rows.flatMap((row, at): IDataObject[] => {
			const id = msgId(row, at) as string;
			if (keyOf(row).charCodeAt(keyOf(row).length - 1) % 2) return [failed(id, keyOf(row))];
			return listsAll ? [{ msgId: id, msgCode: at % 4 ? '209' : '214', msg: '成功' }] : [];
		});

	it.each<[string, Data]>([
		['the place', (rows) => everyOther(rows, (_row, at) => String(at))],
		['the place as a number', (rows) => everyOther(rows, (_row, at) => at)],
		['the key', (rows) => everyOther(rows, keyOf)],
		['the place, in reverse', (rows) => everyOther(rows, (_, at) => `${at}`).toReversed()],
		['the key, in reverse', (rows) => everyOther(rows, keyOf).toReversed()],
	])('gives each item its own reason when msgId is %s', async (_how, data) => {
		const result = await telling(name, data, { count: 30, batchSize: 8 });
		const keys = keysFor(name, 30);
		const wrong = keys.flatMap((key, item) =>
			key.charCodeAt(key.length - 1) % 2 ? [[item, 'rejected', `${reason(key)} (400)`]] : [],
		);
		expect(wrong).toHaveLength(15);
		expect(ends(result)).toEqual(wrong);
	});

	it.each<[unknown, boolean]>([
		['209', true],
		['214', true],
		[209, true],
		[214, true],
		['200', false],
		['100', false],
		[0, false],
		['0', false],
		['2090', false],
		['', false],
		[null, false],
		[undefined, false],
	])('the code %j of a row is a success: %s', async (msgCode, isDone) => {
		const row = (_row: Sent, at: number) => ({
			msgId: `${at}`,
			msgCode: at === 1 ? msgCode : '209',
			msg: '说明',
			success: true,
		});
		const { main, error } = await telling(name, (rows) => rows.map(row), { count: 3 });
		expect(itemsOf(main)).toEqual(isDone ? [0, 1, 2] : [0, 2]);
		const code = msgCode === undefined || msgCode === null || msgCode === '' ? '' : ` (${msgCode})`;
		expect(reasons(error)).toMatchObject(
			isDone ? [] : [{ item: 1, outcome: 'rejected', error: `说明${code}` }],
		);
	});

	it.each<[string, IDataObject]>([
		['nobody', {}],
		['somebody else', { msgId: 'ffff' }],
		['a place that is not there', { msgId: '7' }],
	])('a refused row that names %s leaves its request unknown, and none done', async (_, who) => {
		const refused = { msgCode: '400', msg: '不行', ...who };
		const result = await telling(name, (rows, at) =>
			at === 0
				? [refused]
				: everyOther(rows, () => '')
						.slice(0, 0)
						.concat(allWell(rows)),
		);
		expect(itemsOf(result.main)).toEqual([3, 4, 5]);
		expect(ends(result)).toEqual([0, 1, 2].map((item) => [item, 'unknown', OTHERS]));
		expect(result.error[0].json.error).toContain('不行');
		expect(reasons(result.error)[0]).toMatchObject({
			advice: expect.stringContaining('Set Batch Size under Options to 1') as string,
		});
		expect(result.requests).toBe(2);
	});
	const allWell = (rows: Sent[]): IDataObject[] =>
		listsAll ? rows.map((_row, at) => ({ msgId: `${at}`, msgCode: '209' })) : [];

	it('a record that is both well and refused counts as refused', async () => {
		const rows = (code: string) => ({ msgId: '1', msgCode: code, msg: '不行' });
		const { main, error } = await telling(
			name,
			(sent) => [...allWell(sent), rows('209'), rows('400')],
			{ count: 3 },
		);
		expect(itemsOf(main)).toEqual([0, 2]);
		expect(reasons(error)).toMatchObject([{ item: 1, outcome: 'rejected' }]);
	});

	it('rows that name nobody are nobody’s: one is refused, and nobody knows who', async () => {
		const row = (_row: Sent, at: number) => ({ msgCode: at === 1 ? '400' : '209', msg: '不行' });
		for (const left of [3, 2]) {
			const all = await telling(name, (rows) => rows.slice(-left).map(row), { count: 3 });
			expect(all.main).toEqual([]);
			expect(ends(all)).toEqual([0, 1, 2].map((item) => [item, 'unknown', OTHERS]));
		}
	});

	it('rows that name nobody, and all went well: their records are done', async () => {
		const { main, error } = await telling(name, (rows) => rows.map(() => WELL), { count: 3 });
		expect(reasons(error)).toEqual([]);
		expect(itemsOf(main)).toEqual([0, 1, 2]);
	});

	it('the one row that names nobody belongs to the one record that is left', async () => {
		const rows = (last: object) => (sent: Sent[]) =>
			sent.map((row, at) => (at === 1 ? last : { ...WELL, msgId: keyOf(row) }));
		const refused = await telling(name, rows({ msgCode: '400', msg: '不行' }), { count: 3 });
		expect(itemsOf(refused.main)).toEqual([0, 2]);
		expect(ends(refused)).toEqual([[1, 'rejected', '不行 (400)']]);
		const { main } = await telling(name, rows(WELL), { count: 3 });
		expect(itemsOf(main)).toEqual([0, 1, 2]);
	});

	it.each(['209', '214'])('%s in a row that says it was no success is none', async (msgCode) => {
		const row = (sent: Sent, at: number) => ({
			...{ msgId: keyOf(sent), msgCode, msg: '说明' },
			success: at !== 1,
		});
		const result = await telling(name, (rows) => rows.map(row), { count: 3 });
		expect(itemsOf(result.main)).toEqual([0, 2]);
		expect(ends(result)).toEqual([[1, 'rejected', `说明 (${msgCode})`]]);
	});

	it('gives a reason for a refusal without words', async () => {
		const bare = (msgId?: string) => ({ msgCode: '400', ...(msgId && { msgId }) });
		const one = await telling(name, () => [bare('0')], { count: 1 });
		expect(ends(one)).toEqual([[0, 'rejected', 'Yunzhijia gave no reason (400)']]);
		const unnamed = await telling(name, () => [bare()], { count: 3 });
		expect(JSON.stringify(unnamed.error)).not.toContain('undefined');
	});

	if (listsAll) {
		it('a record that the answer does not name is unknown, the others are done', async () => {
			const data: Data = (rows) =>
				rows.map((row) => ({ msgId: keyOf(row), msgCode: '214' })).toSpliced(1, 1);
			const result = await telling(name, data, { count: 3 });
			expect(itemsOf(result.main)).toEqual([0, 2]);
			expect(ends(result)).toEqual([
				[1, 'unknown', 'Yunzhijia’s answer does not name this record'],
			]);
		});
		it.each([[[]], [null], ['']])('nothing is done by an answer with %j', async (data) => {
			const { main, error } = await telling(name, () => data);
			expect(main).toEqual([]);
			expect(reasons(error)).toMatchObject(Array(6).fill({ outcome: 'unknown' }));
		});
	} else {
		it.each([[[]], [null], [undefined], ['']])('takes %j as data for a success', async (data) => {
			const { main } = await telling(name, () => data);
			expect(itemsOf(main)).toEqual([0, 1, 2, 3, 4, 5]);
		});
	}
});
