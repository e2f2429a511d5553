/**
 * What an endpoint does to its rows, one by one: each that takes effect is told, and a test may
 * have single ones refused. An endpoint is synchronous, so there is one course of events at a time.
 */
interface Course {
	refuses?: (row: unknown) => boolean;
	applied: unknown[];
}

let course: Course = { applied: [] };

/** Runs an endpoint; `applied` are the rows that took effect meanwhile, in order. */
export function watch<Result>(refuses: Course['refuses'], run: () => Result) {
	const before = course;
	course = { refuses, applied: [] };
	try {
		return { result: run(), applied: course.applied };
	} finally {
		course = before;
	}
}

/** Whether a test wants the platform to refuse this row. */
export const isRefused = (row: unknown): boolean => course.refuses?.(row) ?? false;

export const tookEffect = (row: unknown): void => void course.applied.push(row);
