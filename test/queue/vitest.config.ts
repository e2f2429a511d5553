/** The tests of n8n in queue mode: one worker, one cluster for all files. */
import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The search for secrets needs all the others before it. */
const LAST = 'secrets.test.ts';

class SecretsLast extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const isLast = ({ moduleId }: TestSpecification) => Number(moduleId.endsWith(LAST));
		const byName = files.toSorted((one, other) => (one.moduleId < other.moduleId ? -1 : 1));
		return byName.toSorted((one, other) => isLast(one) - isLast(other));
	}
}

export default defineConfig({
	root: path.dirname(path.dirname(import.meta.dirname)),
	test: {
		include: ['test/queue/**/*.test.ts'],
		watch: false,
		pool: 'forks',
		// Without isolation all files share the worker, and with it the cluster of fixtures.ts.
		maxWorkers: 1,
		isolate: false,
		sequence: { sequencer: SecretsLast },
		// The first test of all waits for the cluster to start.
		testTimeout: 400_000,
		hookTimeout: 120_000,
		teardownTimeout: 60_000,
	},
});
