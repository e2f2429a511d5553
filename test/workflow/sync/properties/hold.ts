/** Runs a property for so long, and shrinks what fails to what a person can read. */
import fc from 'fast-check';

const SHRINKING_MS = 30_000;

/** For a longer search: so many times as long. */
const TIMES = Number(process.env.LONGER ?? 1);

/** The gate judges a change by cases that are known; everybody else searches for new ones. */
const SEED = process.env.CI ? { seed: 20_261_126 } : {};

/** Test time-out: the search, and shrinking where something is found. */
export const PATIENCE = { timeout: 60_000 + 60_000 * TIMES };

/**
 * As many random cases as fit into that time; the seed is fast-check's own, but for the gate. What fails is found
 * again by its seed and shrunk without hurry: the message has seed, path and the smallest case.
 */
export async function hold<T>(
	cases: fc.Arbitrary<T>,
	milliseconds: number,
	property: (value: T) => Promise<void>,
): Promise<void> {
	const numRuns = 10_000;
	// Skipping, not interrupting: a run that is left alone would still be under way in the next one.
	const found = await fc.check(fc.asyncProperty(cases, property), {
		numRuns,
		...SEED,
		skipAllAfterTimeLimit: milliseconds * TIMES,
		maxSkipsPerRun: 0,
		endOnFailure: true,
	});
	if (process.env.LONGER) console.log(`${found.numRuns} cases`);
	if (found.counterexample === null) return;
	await fc.assert(fc.asyncProperty(cases, property), {
		numRuns: 1,
		seed: found.seed,
		path: found.counterexamplePath ?? undefined,
		skipAllAfterTimeLimit: SHRINKING_MS,
	});
	throw new Error(`Failed once, and not again: seed ${found.seed}, ${String(found.errorInstance)}`);
}
