/** The tests on a real n8n server and in a real browser: one worker, one server for all files. */
import path from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	root: path.dirname(path.dirname(import.meta.dirname)),
	test: {
		include: ['test/n8n/**/*.test.ts'],
		watch: false,
		pool: 'forks',
		// Without isolation all files share the worker, and with it the server of fixtures.ts.
		maxWorkers: 1,
		isolate: false,
		// The first test of all waits for the server to start.
		testTimeout: 120_000,
		hookTimeout: 60_000,
		teardownTimeout: 30_000,
		// The editor draws piece by piece; vitest would give up after a second.
		expect: { poll: { timeout: 30_000 } },
	},
});
