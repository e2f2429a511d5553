/** The long name of a department (部门长名称): its path, without the name of the company. */
export const SEPARATOR = '\\';

/** Of the company itself none. */
export const levelsIn = (longName: unknown): string[] =>
	String(longName ?? '')
		.split(SEPARATOR)
		.filter(Boolean);

export const longNameFrom = (levels: string[]): string => levels.join(SEPARATOR);
