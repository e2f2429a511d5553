/** Records that go by a number, which they keep whatever they are called, and trees of them. */

export interface Numbered {
	n: number;
}

export interface Level extends Numbered {
	/** 0: the top. */
	parent: number;
}

export const byN = <T extends Numbered>(list: T[], n: number): T | undefined =>
	list.find((each) => each.n === n);

/** Of both lists, each once. */
export const numbersOf = (one: Numbered[], two: Numbered[]): number[] => [
	...new Set([...one, ...two].map(({ n }) => n)),
];

/** It, and what is above it. */
export function upwards(levels: Level[], n: number): number[] {
	const found = byN(levels, n);
	return found ? [n, ...upwards(levels, found.parent)] : [];
}

/** It, and what is below it. */
export const below = (levels: Level[], n: number): number[] =>
	levels.filter((each) => upwards(levels, each.n).includes(n)).map((each) => each.n);
