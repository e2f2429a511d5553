/** nodes/shared/batching/levels.ts: levels lose, repeat and reorder nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levels } from '../../../../nodes/shared/batching/levels.ts';
import { anything, byPlace, order, withoutCircles, type Entry } from './entries.ts';

describe('levels', () => {
	const levelOf = (list: Entry[]) =>
		new Map(levels(list, order).flatMap((level, at) => level.map((entry) => [entry.place, at])));

	it('hold every record once, in input order, however they wait for each other', () => {
		fc.assert(
			fc.property(anything, (list) => {
				const all = levels(list, order);
				expect(byPlace(all.flat())).toEqual(list);
				for (const level of all) {
					expect(level).not.toEqual([]);
					expect(byPlace(level)).toEqual(level);
				}
			}),
		);
	});

	it('bring a record after the last with its key and after the first that it names, no later', () => {
		fc.assert(
			fc.property(withoutCircles, (list) => {
				const level = levelOf(list);
				for (const { place, key, after } of list) {
					const before = [
						list.findLast((other) => other.key === key && other.place < place),
						list.find((other) => other.key === after),
					].filter((other) => other !== undefined);
					const latest = Math.max(-1, ...before.map((other) => Number(level.get(other.place))));
					expect(level.get(place)).toBe(latest + 1);
				}
			}),
			{ numRuns: 500 },
		);
	});

	it('never hold two records with one key, circles or not', () => {
		fc.assert(
			fc.property(anything, (list) => {
				for (const level of levels(list, order))
					expect(new Set(level.map(order.key)).size).toBe(level.length);
			}),
			{ numRuns: 500 },
		);
	});

	it('need neither a key nor an order', () => {
		const list = [1, 2, 3];
		expect(levels(list, {})).toEqual([list]);
		expect(levels([], {})).toEqual([]);
		expect(levels([], { key: String })).toEqual([]);
		expect(levels([1, 2, 1], { key: String })).toEqual([[1, 2], [1]]);
	});

	it.each<[string, string, string[]]>([
		['a parent wherever it stands', 'c<b b<a a', ['a', 'b', 'c']],
		['a parent that is not there', 'b<x', ['b']],
		['its own parent', 'a<a', ['a']],
		['its own parent, twice', 'a<a a<a', ['a', 'a']],
		['siblings together', 'a b<a c<a d<c', ['a', 'b c', 'd']],
		['the first of two parents', 'a a b<a', ['a', 'a b']],
		['a circle last, cut at its first member', 'a<b b<a c a', ['c', 'a', 'b a']],
		['what hangs on a circle after its member', 'd<a a<b b<a c', ['c', 'a', 'd b']],
		['several circles at once', 'a<b b<a c<d d<c', ['a c', 'b d']],
		['a circle of three', 'c<b b<a a<c', ['c', 'a', 'b']],
	])('%s', (_what, text, expected) => {
		const list = text.split(' ').map((word, place): Entry => {
			const [key, after] = word.split('<');
			return { place, key, after };
		});
		expect(levels(list, order).map((level) => level.map(order.key).join(' '))).toEqual(expected);
	});
});
