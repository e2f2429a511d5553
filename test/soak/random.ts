/** Random numbers that a seed gives again. */
export interface Random {
	/** From 0, below `count`. */
	below(count: number): number;
	/** Whether something that is so likely happens. */
	chance(likely: number): boolean;
	/** One of them; undefined of none. */
	one<T>(list: readonly T[]): T | undefined;
}

/** @param name whoever has another one gets other numbers from the same seed */
export function randomFrom(seed: number, name: string): Random {
	let state = [...name].reduce((sum, sign) => Math.imul(sum, 31) + sign.charCodeAt(0), seed);
	/** Mulberry32: from 0, below 1. */
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (count: number) => Math.floor(next() * count);
	return {
		below,
		chance: (likely) => next() < likely,
		one: (list) => list[below(list.length)],
	};
}
