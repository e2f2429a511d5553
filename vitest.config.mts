/** Unit and workflow tests; test/n8n, which needs a server and a browser, is run by itself. */
import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

export default defineConfig({
	resolve: {
		alias: {
			// The copy that n8n-core and the built package use, so that `instanceof` holds.
			'n8n-workflow': createRequire(import.meta.url).resolve('n8n-workflow'),
		},
	},
	test: {
		include: ['test/unit/**/*.test.ts', 'test/workflow/**/*.test.ts'],
		pool: 'forks',
		maxWorkers: 2,
		testTimeout: 20_000,
		hookTimeout: 20_000,
	},
});
