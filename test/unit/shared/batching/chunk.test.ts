/** nodes/shared/batching/chunk.ts: batches lose, repeat and reorder nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunk } from '../../../../nodes/shared/batching/chunk.ts';

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
