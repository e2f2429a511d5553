/**
 * Ids of an answer → outcomes of records, and what holds for every answer with rows:
 * nodes/WeaverE10/settle.ts, docs/vendors/weaver-e10.md, section 2.
 */
import type { IDataObject } from 'n8n-workflow';
import { array, assert, boolean, constant, constantFrom, nat, property, record } from 'fast-check';
import { shuffledSubarray, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DirectoryRecord, Outcome } from '../../../nodes/shared/contract/index.ts';
import { settleIds, settleRows } from '../../../nodes/WeaverE10/settle.ts';

const batchOf = (...rows: IDataObject[]): DirectoryRecord[] =>
	rows.map((row, index) => ({ index, row, request: {} }));

/** What is done as its items, anything else as its kind and reason. */
const ends = (outcomes: Outcome[]): unknown[] =>
	outcomes.map((outcome) =>
		outcome.kind === 'done' ? outcome.result : [outcome.kind, outcome.reason.message],
	);

const fails = (more: IDataObject = {}) => ({ errcode: '7', errmsg: '无', ...more });
const REJECTED = ['rejected', '无 (7)'];

describe('ids', () => {
	const idsOf = (...ids: string[]) => ids.map((id) => ({ ids: id }));

	it('each is an item of its own, with its row and what the operation adds', () => {
		const batch = batchOf(...idsOf('1', '2')).map((each) => ({ ...each, request: { closed: 1 } }));
		const data = [{ id: '2', operate: 'update' }, { id: 1 }];
		expect(ends(settleIds(batch, 'ids', data, { deleted: true }))).toEqual([
			{ closed: 1, ids: '1', id: 1, deleted: true },
			{ closed: 1, ids: '2', id: '2', operate: 'update', deleted: true },
		]);
	});

	it('without rows each is done as it was sent', () => {
		const outcomes = settleIds(batchOf(...idsOf('1', '2')), 'ids', undefined, { deleted: true });
		expect(ends(outcomes)).toEqual([
			{ ids: '1', deleted: true },
			{ ids: '2', deleted: true },
		]);
	});

	it('one that the others are named beside is unknown', () => {
		const outcomes = settleIds(batchOf(...idsOf('1', '2')), 'ids', [{ id: '2' }]);
		expect(outcomes.map(({ kind }) => kind)).toEqual(['unknown', 'done']);
	});

	it('one that was refused has its reason, those that are named otherwise are done', () => {
		const batch = batchOf(...idsOf('1', '2', '3', '4'));
		const data = [fails({ id: '1' }), fails({ id: 3 }), { id: '4', operate: 'update' }];
		expect(ends(settleIds(batch, 'ids', data))).toEqual([
			REJECTED,
			['unknown', 'Weaver’s answer names the other records, but not this one'],
			REJECTED,
			{ ids: '4', id: '4', operate: 'update' },
		]);
	});

	it.each([[undefined], [null], [{}], [['x']]])('an answer that is %j: all are done', (data) => {
		const outcomes = settleIds(batchOf(...idsOf('1', '2')), 'ids', data);
		expect(outcomes.map(({ kind }) => kind)).toEqual(['done', 'done']);
	});
});

it('one outcome for each record, and no row is given to two of them', () => {
	const records = array(record({ no: constantFrom('A', 'B', 'C', '', 'D'), hasId: boolean() }), {
		minLength: 1,
		maxLength: 6,
	}).map((list) =>
		batchOf(...list.map(({ no, hasId }, n) => ({ no, ...(hasId ? { id: `${n}` } : {}) }))),
	);
	const answers = records.chain((batch) =>
		tuple(
			constant(batch),
			shuffledSubarray(batch),
			array(record({ echo: boolean(), id: boolean(), fails: boolean() }), {
				minLength: batch.length,
				maxLength: batch.length,
			}),
			nat(2),
		),
	);
	assert(
		property(answers, constantFrom('no', undefined), ([batch, listed, forms, strangers], key) => {
			const rows = listed.map(({ row }, at) => ({
				mark: `of ${JSON.stringify(row)}`,
				place: at,
				...(forms[at].echo && { extKeyMap: { no: row.no } }),
				...(forms[at].id && row.id !== undefined && { id: row.id }),
				...(forms[at].fails && { operate: 'fail' }),
			})) as IDataObject[];
			for (let n = 0; n < strangers; n++) rows.push({ place: -1 - n, id: `x${n}` });
			const outcomes = settleRows(batch, rows, { key, id: 'id' });
			expect(outcomes).toHaveLength(batch.length);

			const given: unknown[] = [];
			outcomes.forEach((outcome, at) => {
				const { row } = batch[at];
				const unique = batch.filter((other) => other.row.no === row.no).length === 1 && row.no;
				const own = rows.find(({ extKeyMap }) => (extKeyMap as IDataObject)?.no === row.no);
				if (key && unique && own) {
					expect(outcome.kind).toBe(own.operate === 'fail' ? 'rejected' : 'done');
				}
				if (outcome.kind !== 'done') return;
				const { place, operate, requestResults = [] } = outcome.result as IDataObject;
				expect(operate).toBeUndefined();
				given.push(...(place === undefined ? [] : [place]));
				given.push(...(requestResults as IDataObject[]).map((each) => each.place));
			});
			expect(new Set(given).size).toBe(given.length);
			if (strangers > 0 || outcomes.some(({ kind }) => kind !== 'done')) return;
			expect(given).toHaveLength(rows.length);
		}),
		{ numRuns: 500, seed: 42 },
	);
});
