/** nodes/shared/batch.ts: batches and waves lose, repeat and reorder nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunk, groupBy, waves } from '../../../../nodes/shared/batch.ts';

interface Entry {
	place: number;
	key: string;
	after?: string;
}

const order = { key: ({ key }: Entry) => key, after: ({ after }: Entry) => after };
const byPlace = (list: Entry[]) => list.toSorted((a, b) => a.place - b.place);

/** Keys are numbers; whom a record comes after is drawn from those that `allowed` lets through. */
const entries = (allowed: (after: number, key: number) => boolean) =>
	fc
		.array(fc.tuple(fc.nat(7), fc.option(fc.nat(9), { nil: undefined })), { maxLength: 40 })
		.map((drawn) =>
			drawn.map(([key, after], place): Entry => {
				const named = after !== undefined && allowed(after, key) ? String(after) : undefined;
				return { place, key: String(key), after: named };
			}),
		);
const withoutCircles = entries((after, key) => after < key || after > 7);
const anything = entries(() => true);

describe('chunk', () => {
	it('cuts into full batches and a rest, in order', () => {
		fc.assert(
			fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 20 }), (list, size) => {
				const chunks = chunk(list, size);
				expect(chunks.flat()).toEqual(list);
				expect(chunks.slice(0, -1).every(({ length }) => length === size)).toBe(true);
				expect(chunks.every(({ length }) => length > 0 && length <= size)).toBe(true);
			}),
		);
	});

	it('fills a batch by weight, passes the size by a single entry only, and loses nothing', () => {
		const weights = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 40 });
		const total = (some: Array<{ weight: number }>) =>
			some.reduce((sum, { weight }) => sum + weight, 0);
		fc.assert(
			fc.property(weights, fc.integer({ min: 1, max: 10 }), (drawn, size) => {
				const list = drawn.map((weight, place) => ({ weight, place }));
				const chunks = chunk(list, size, ({ weight }) => weight);
				expect(chunks.flat()).toEqual(list);
				chunks.forEach((each, at) => {
					expect(each).not.toEqual([]);
					if (each.length > 1) expect(total(each)).toBeLessThanOrEqual(size);
					// The next one had no room.
					const next = chunks[at + 1]?.[0];
					if (next) expect(total(each) + next.weight).toBeGreaterThan(size);
				});
			}),
			{ numRuns: 500 },
		);
	});

	it.each<[string, number[], number, number[][]]>([
		['nothing', [], 3, []],
		['one that fits exactly', [3, 1], 3, [[3], [1]]],
		['a heavy one first, last, and alone', [9, 1, 2, 9, 9], 3, [[9], [1, 2], [9], [9]]],
		['what weighs nothing with the others', [2, 0, 1, 0, 1], 3, [[2, 0, 1, 0], [1]]],
	])('%s', (_what, list, size, expected) => {
		expect(chunk(list, size, (weight) => weight)).toEqual(expected);
	});
});

describe('groupBy', () => {
	it('puts every entry into the one group of its key, in order', () => {
		fc.assert(
			fc.property(anything, (list) => {
				const groups = groupBy(list, order.key);
				expect(byPlace(groups.flat())).toEqual(list);
				for (const group of groups) expect(byPlace(group)).toEqual(group);
				const keys = groups.map((group) => [...new Set(group.map(order.key))]);
				expect(keys.flat()).toEqual([...new Set(list.map(order.key))]);
				expect(keys.every(({ length }) => length === 1)).toBe(true);
			}),
		);
	});

	it('tells keys apart as a Map does', () => {
		const [one, other] = [{}, {}];
		expect(groupBy([one, other, one], (entry) => entry)).toEqual([[one, one], [other]]);
		expect(groupBy(['1', 1, NaN, NaN], (entry) => entry)).toEqual([['1'], [1], [NaN, NaN]]);
	});
});

describe('waves', () => {
	const waveOf = (list: Entry[]) =>
		new Map(waves(list, order).flatMap((wave, at) => wave.map((entry) => [entry.place, at])));

	it('hold every record once, in input order, however they wait for each other', () => {
		fc.assert(
			fc.property(anything, (list) => {
				const all = waves(list, order);
				expect(byPlace(all.flat())).toEqual(list);
				for (const wave of all) {
					expect(wave).not.toEqual([]);
					expect(byPlace(wave)).toEqual(wave);
				}
			}),
		);
	});

	it('bring a record after the last with its key and after the first that it names, no later', () => {
		fc.assert(
			fc.property(withoutCircles, (list) => {
				const wave = waveOf(list);
				for (const { place, key, after } of list) {
					const before = [
						list.findLast((other) => other.key === key && other.place < place),
						list.find((other) => other.key === after),
					].filter((other) => other !== undefined);
					const latest = Math.max(-1, ...before.map((other) => Number(wave.get(other.place))));
					expect(wave.get(place)).toBe(latest + 1);
				}
			}),
			{ numRuns: 500 },
		);
	});

	it('never hold two records with one key, circles or not', () => {
		fc.assert(
			fc.property(anything, (list) => {
				for (const wave of waves(list, order))
					expect(new Set(wave.map(order.key)).size).toBe(wave.length);
			}),
			{ numRuns: 500 },
		);
	});

	it('need neither a key nor an order', () => {
		const list = [1, 2, 3];
		expect(waves(list, {})).toEqual([list]);
		expect(waves([], {})).toEqual([]);
		expect(waves([], { key: String })).toEqual([]);
		expect(waves([1, 2, 1], { key: String })).toEqual([[1, 2], [1]]);
	});

	it.each<[string, string, string[]]>([
		['a parent wherever it stands', 'c<b b<a a', ['a', 'b', 'c']],
		['a parent that is not there', 'b<x', ['b']],
		['its own parent', 'a<a', ['a']],
		['its own parent, twice', 'a<a a<a', ['a', 'a']],
		['siblings together', 'a b<a c<a d<c', ['a', 'b c', 'd']],
		['the first of two parents', 'a a b<a', ['a', 'a b']],
		['a circle last, one by one', 'a<b b<a c a', ['c', 'a', 'b', 'a']],
		['what hangs on a circle with it', 'd<a a<b b<a c', ['c', 'd', 'a', 'b']],
	])('%s', (_what, text, expected) => {
		const list = text.split(' ').map((word, place): Entry => {
			const [key, after] = word.split('<');
			return { place, key, after };
		});
		expect(waves(list, order).map((wave) => wave.map(order.key).join(' '))).toEqual(expected);
	});
});
