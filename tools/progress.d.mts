// Types of progress.mjs for the TypeScript that uses it.
export function step<T>(
	label: string,
	work: (detail: (text: string) => void) => Promise<T>,
): Promise<T>;
