/** What belongs together, by a key. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupBy, grouped, severalOf } from '../../../../nodes/shared/batching/group.ts';
import { anything, byPlace, order } from './entries.ts';

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

describe('what has no key', () => {
	const letters = fc.array(fc.constantFrom('', 'a', 'b', 'c'));

	it('is in no group', () => {
		fc.assert(
			fc.property(letters, (list) => {
				const groups = grouped(list, (letter) => letter);
				expect(groups.has('')).toBe(false);
				expect([...groups.values()].flat()).toHaveLength(list.filter(Boolean).length);
			}),
		);
	});

	it('shares nothing; only groups of several are given', () => {
		fc.assert(
			fc.property(letters, (list) => {
				const entries = list.map((letter) => ({ letter }));
				const groups = grouped(entries, ({ letter }) => letter);
				const several = [...groups.values()].filter(({ length }) => length > 1);
				const found = severalOf(entries, ({ letter }) => letter);
				expect(new Set(found)).toEqual(new Set(several));
			}),
		);
	});
});
