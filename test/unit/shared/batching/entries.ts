/** Entries with keys, some of which come after others: for the tests of groups and levels. */
import fc from 'fast-check';

export interface Entry {
	place: number;
	key: string;
	after?: string;
}

export const order = { key: ({ key }: Entry) => key, after: ({ after }: Entry) => after };
export const byPlace = (list: Entry[]) => list.toSorted((a, b) => a.place - b.place);

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
export const withoutCircles = entries((after, key) => after < key || after > 7);
export const anything = entries(() => true);
