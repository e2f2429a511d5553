/** Titles of a post: several in one department are joined by a comma. */
export const titlesIn = (value: string): string[] => [
	...new Set(
		value
			.split(/[,，]/)
			.map((title) => title.trim())
			.filter((title) => title !== ''),
	),
];
