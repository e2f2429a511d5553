/** All tests but those of test/n8n and test/queue, which need servers and are run by themselves. */
import { createRequire } from 'node:module';
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
	resolve: {
		alias: {
			// The copy that n8n-core and the built package use, so that `instanceof` holds.
			'n8n-workflow': createRequire(import.meta.url).resolve('n8n-workflow'),
		},
	},
	test: {
		pool: 'forks',
		// As many have ports of their own: test/platforms/server.ts.
		maxWorkers: 4,
		testTimeout: 20_000,
		hookTimeout: 20_000,
		projects: [
			{
				extends: true,
				test: {
					name: 'workflow',
					include: ['test/workflow/**/*.test.ts'],
					// Loading n8n's engine takes a second: once for all files of a worker, not for each.
					isolate: false,
				},
			},
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['test/**/*.test.ts'],
					exclude: [...configDefaults.exclude, 'test/n8n/**', 'test/queue/**', 'test/workflow/**'],
				},
			},
		],
	},
});
