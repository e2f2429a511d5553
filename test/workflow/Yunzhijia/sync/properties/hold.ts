/** Runs a property for so long, and shrinks what fails to what a person can read. */
import fc from 'fast-check';

const SHRINKING_MS = 30_000;

/** Test time-out: the search, and shrinking where something is found. */
export const PATIENCE = { timeout: 90_000 };

/**
 * As many random cases as fit into that time; the seed is fast-check's own. What fails is found
 * again by its seed and shrunk without hurry: the message has seed, path and the smallest case.
 */
export async function hold<T>(
	cases: fc.Arbitrary<T>,
	milliseconds: number,
	property: (value: T) => Promise<void>,
): Promise<void> {
	const numRuns = 10_000;
	const found = await fc.check(fc.asyncProperty(cases, property), {
		numRuns,
		interruptAfterTimeLimit: milliseconds,
		endOnFailure: true,
	});
	if (!found.failed) return;
	await fc.assert(fc.asyncProperty(cases, property), {
		numRuns,
		seed: found.seed,
		path: found.counterexamplePath ?? undefined,
		interruptAfterTimeLimit: SHRINKING_MS,
		markInterruptAsFailure: true,
	});
	throw new Error(`Failed once, and not again: seed ${found.seed}, ${String(found.errorInstance)}`);
}
