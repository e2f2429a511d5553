/**
 * nodes/shared/batching/correlate.ts: whatever the rows of an answer are named, none goes to two records, none
 * is lost, and none is given to a record that it may not be about.
 */
import type { IDataObject } from 'n8n-workflow';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { correlate, type Key } from '../../../../nodes/shared/batching/correlate.ts';
import type { DirectoryRecord } from '../../../../nodes/shared/contract/index.ts';

/** Few kinds and values, so that names meet. */
const name = fc.tuple(
	fc.constantFrom('id', 'key', 'code'),
	fc.constantFrom('a', 'b', 'c', '0', '1'),
);
const named = (max: number) => fc.array(fc.array(name, { maxLength: 3 }), { maxLength: max });

/** Runs `correlate` on records and rows that have such names. */
function correlateNamed(recordNames: Key[][], rowNames: Key[][]) {
	const records = recordNames.map((_, index): DirectoryRecord => ({ index, row: {}, request: {} }));
	const rows = rowNames.map((_, at): IDataObject => ({ at }));
	const { matched, left } = correlate(records, rows, {
		record: (_record, at) => recordNames[at],
		row: ({ at }) => rowNames[at as number],
	});
	return {
		/** The place of the record that each row went to. */
		recordOf: rows.map((row) => {
			const owners = records.filter((record) => matched.get(record)?.includes(row));
			return owners.map((record) => records.indexOf(record));
		}),
		matched,
		left,
		rows,
		records,
	};
}

const same = ([kind, value]: Key, [otherKind, otherValue]: Key) =>
	kind === otherKind && value === otherValue;
const has = (names: Key[], one: Key) => names.some((each) => same(each, one));

/** The record that a name belongs to, if it belongs to one only. */
function owner(recordNames: Key[][], one: Key): number | undefined {
	const places = [...recordNames.keys()].filter((at) => has(recordNames[at], one));
	return places.length === 1 ? places[0] : undefined;
}

/** The place of the record that each row must go to, by its names or for want of any. */
function expected(recordNames: Key[][], rowNames: Key[][]): Array<number | undefined> {
	const kinds = new Set(recordNames.flat().map(([kind]) => kind));
	const byName = rowNames.map((names) =>
		names.map((each) => owner(recordNames, each)).find((place) => place !== undefined),
	);
	const nameless = [...rowNames.keys()].filter((at) =>
		rowNames[at].every(([kind]) => !kinds.has(kind)),
	);
	const without = [...recordNames.keys()].filter((place) => !byName.includes(place));
	const isOneEach = rowNames.length === recordNames.length;
	if (isOneEach && without.length === 1 && nameless.length === 1) [byName[nameless[0]]] = without;
	return byName;
}

const plans = fc.tuple(named(5), named(6));
/** As many rows as records, and rarely a name in common. */
const byPlace = fc
	.integer({ min: 0, max: 6 })
	.chain((length) =>
		fc.tuple(
			fc.array(fc.array(name, { maxLength: 1 }), { minLength: length, maxLength: length }),
			fc.array(fc.array(name, { maxLength: 1 }), { minLength: length, maxLength: length }),
		),
	);

describe.each([
	['any names', plans],
	['as many rows as records', byPlace],
])('%s', (_what, drawn) => {
	it('every row goes to one record or is left over', () => {
		fc.assert(
			fc.property(drawn, ([recordNames, rowNames]) => {
				const { recordOf, matched, left, rows, records } = correlateNamed(recordNames, rowNames);
				for (const [at, row] of rows.entries())
					expect(recordOf[at].length + left.filter((each) => each === row).length).toBe(1);
				expect([...matched.values()].flat().length + left.length).toBe(rows.length);
				for (const [record, own] of matched) {
					expect(records).toContain(record);
					expect(own).not.toEqual([]);
				}
			}),
			{ numRuns: 1000 },
		);
	});

	it('by the first of its names that one record alone has; without any, as the only one that is left', () => {
		fc.assert(
			fc.property(drawn, ([recordNames, rowNames]) => {
				const { recordOf } = correlateNamed(recordNames, rowNames);
				expect(recordOf.map(([place]) => place)).toEqual(expected(recordNames, rowNames));
			}),
			{ numRuns: 1000 },
		);
	});
});

describe('examples', () => {
	const id = (...values: string[]): Key[] => values.map((value): Key => ['id', value]);

	it.each<[string, Key[][], Key[][], Array<number | undefined>]>([
		['in another order', [id('a'), id('b')], [id('b'), id('a')], [1, 0]],
		['two rows for one record', [id('a'), id('b')], [id('a'), id('a')], [0, 0]],
		['a second name, where the first is unknown', [id('a'), id('b')], [id('x', 'b')], [1]],
		['a name that two records have', [id('a', 'x'), id('a')], [id('a'), id('x')], [undefined, 0]],
		[
			'a place that is also the id of another',
			[id('0', '1'), id('1', '0')],
			[id('1')],
			[undefined],
		],
		['no names, one for each: nobody’s', [id('a'), id('b')], [[], []], [undefined, undefined]],
		['no names, one record: its own', [id('a')], [[]], [0]],
		['no names, one too few', [id('a'), id('b')], [[]], [undefined]],
		['no names, one too many', [id('a')], [[], []], [undefined, undefined]],
		['names of another kind: what is left', [id('a')], [[['code', 'a']]], [0]],
		['one name, one row without: what is left', [id('a'), id('b')], [[], id('a')], [1, 0]],
		[
			'one name, two without: no place',
			[id('a'), id('b'), id('c')],
			[[], id('b'), []],
			[undefined, 1, undefined],
		],
		[
			'one name twice, one row without: no place',
			[id('a'), id('b'), id('c')],
			[id('a'), id('a'), []],
			[0, 0, undefined],
		],
		[
			'an unknown name, one row without: no place',
			[id('a'), id('b')],
			[id('x'), []],
			[undefined, undefined],
		],
		['an unknown name: no place', [id('a')], [id('x')], [undefined]],
		['no records', [], [id('a'), []], [undefined, undefined]],
		['nothing', [], [], []],
	])('%s', (_what, recordNames, rowNames, places) => {
		const { recordOf } = correlateNamed(recordNames, rowNames);
		expect(recordOf.map(([place]) => place)).toEqual(places);
	});
});
