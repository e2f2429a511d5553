/** What was done in Hippius, kept in PostgreSQL. */
import { expect } from 'vitest';
import { test } from '../fixtures.ts';
import { exampleOf } from './example.ts';
import { expectMemory } from './hippiusMemory.ts';

test('what was done in Hippius is kept in PostgreSQL, whatever becomes of the rest', async ({
	n8n,
	postgres,
}) => {
	const database = await n8n.createCredential('postgres', 'Memory', { ...postgres.access });
	await expectMemory(n8n, await exampleOf(import.meta.filename), [database]);
	const kept = 'SELECT kind, key FROM hippius_memory ORDER BY kind, key';
	expect(await postgres.query(kept)).toEqual([
		...['department|HQ', 'department|HQ01', 'employee|E001', 'employee|E002'],
		...['position|P01', 'position|P02'],
	]);
});
