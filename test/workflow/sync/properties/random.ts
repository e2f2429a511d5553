/** What the random organisations of all platforms are made with. */
import fc from 'fast-check';

/** As likely long as short: what is short is tried by shrinking. */
export const ANY_LENGTH = { size: 'max' } as const;

export const pick = <T>(list: T[], index: number): T | undefined => list[index % list.length];

/** The same number gives the same order. */
export function shuffled<T>(rows: T[], order: number): T[] {
	const rest = [...rows];
	return rows.map((_, at) => rest.splice((order * (7 + at)) % rest.length, 1)[0]);
}

/** What fast-check prints of it. */
export const printedAs = <T extends object>(value: T, text: () => string): T =>
	Object.assign(value, { [fc.toStringMethod]: text });

/** Everything that is so often true, else some of it. */
export const mostly = <T>(usual: T, otherwise: fc.Arbitrary<T>): fc.Arbitrary<T> =>
	fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: otherwise });

/** The first of these, from that one on, with which something can be done. */
export function firstOf<T, R>(list: T[], index: number, attempt: (one: T) => R | undefined) {
	for (let at = 0; at < list.length; at++) {
		const found = attempt(list[(index + at) % list.length]);
		if (found !== undefined) return found;
	}
	return undefined;
}
