// n8n's own rules, unchanged, on what is published; ordinary rules on everything else: tests and
// the demo must use what n8n forbids to nodes (servers, processes, timers).
import js from '@eslint/js';
import { config as n8nRules } from '@n8n/node-cli/eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const PUBLISHED = ['{nodes,credentials}/**/*.ts'];
const REST = ['{test,demo,tools}/**/*.{ts,mjs}', '*.{ts,mjs}', 'gulpfile.js'];

const node = Object.fromEntries(
	[
		'process',
		'console',
		'fetch',
		'URL',
		'URLSearchParams',
		'setTimeout',
		'clearTimeout',
		'Buffer',
		'AbortController',
		'require',
		'exports',
		'performance',
	].map((name) => [name, 'readonly']),
);

export default defineConfig(
	globalIgnores([
		'dist',
		'dist-package',
		'dist-packages',
		'demo/node_modules',
		'test/output',
		'test/workflow/engine/fixture',
	]),
	n8nRules.map((rules) =>
		rules.files?.includes('**/*.ts') ? { ...rules, files: PUBLISHED } : rules,
	),
	{
		files: REST,
		extends: [js.configs.recommended, tseslint.configs.recommended],
		languageOptions: { globals: node },
		rules: { '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
	},
	{ files: ['gulpfile.js'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
