/** nodes/shared/triggers/past.ts: states that records had before. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	hasBeen,
	packPast,
	unpackPast,
	wasOnce,
	type Past,
} from '../../../../nodes/shared/triggers/past.ts';
import { stateHash } from '../../../../nodes/shared/triggers/state.ts';

const [A, B, C] = ['a', 'b', 'c'].map((cell) => stateHash([cell]));

describe('hasBeen', () => {
	it('knows the states that were told, and that it was gone, each of its own record', () => {
		const past: Past = new Map();
		for (const state of [A, undefined, B]) wasOnce(past, '1', state);
		expect([A, B, C, undefined].map((state) => hasBeen(past, '1', state))).toEqual([
			...[true, true, false, true],
		]);
		for (const state of [A, undefined]) expect(hasBeen(past, '2', state)).toBe(false);
	});

	it('looks at whole states only', () => {
		const past: Past = new Map();
		wasOnce(past, '1', 'abcdef');
		wasOnce(past, '1', 'ghijkl');
		for (const state of ['defghi', 'bcdefg', 'fghijk'])
			expect(hasBeen(past, '1', state)).toBe(false);
	});

	it('takes a state as it is remembered for the whole one', () => {
		const past: Past = new Map();
		wasOnce(past, '1', A.slice(0, 6));
		expect(hasBeen(past, '1', A)).toBe(true);
	});
});

it('says after any history what was, also when it was packed in between', () => {
	const id = fc.oneof(
		fc.constantFrom('1', '2', 'openId|orgId', '', 'a b', ' '),
		fc.string({ unit: 'binary', maxLength: 4 }).filter((text) => !text.includes('\n')),
	);
	const step = fc.tuple(id, fc.constantFrom(A, B, C, undefined), fc.boolean());
	fc.assert(
		fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
			let past: Past = new Map();
			const seen = new Map<string, Set<string | undefined>>();
			for (const [key, state, isPacked] of steps) {
				wasOnce(past, key, state);
				seen.set(key, (seen.get(key) ?? new Set()).add(state));
				if (isPacked) past = unpackPast(JSON.parse(JSON.stringify(packPast(past))) as string);
				for (const [other, states] of seen)
					for (const each of [A, B, C, undefined])
						expect(hasBeen(past, other, each)).toBe(states.has(each));
			}
		}),
		{ ...(process.env.CI && { seed: 20261126 }) },
	);
});

it('none is none', () => {
	expect(packPast(new Map())).toBe('');
	expect(unpackPast('')).toEqual(new Map());
});

it('forgets those first that changed longest ago', () => {
	const past: Past = new Map();
	for (let n = 0; n < 5000; n++) wasOnce(past, `${n}`, A);
	wasOnce(past, '0', B);
	wasOnce(past, 'new', A);
	expect(past.size).toBe(5000);
	expect(hasBeen(past, '1', A)).toBe(false);
	for (const id of ['0', '2', 'new']) expect(hasBeen(past, id, A)).toBe(true);
	expect(hasBeen(past, '0', B)).toBe(true);
});

it('keeps a state once', () => {
	const past: Past = new Map();
	for (let n = 0; n < 10; n++) for (const state of [A, undefined]) wasOnce(past, '1', state);
	expect(packPast(past).length).toBeLessThan(20);
});
