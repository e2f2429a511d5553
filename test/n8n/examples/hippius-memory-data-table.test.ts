/** What was done in Hippius, kept in a data table of n8n. */
import { test } from '../fixtures.ts';
import { exampleOf } from './example.ts';
import { expectMemory } from './hippiusMemory.ts';

test('what was done in Hippius is kept in a data table, whatever becomes of the rest', async ({
	n8n,
}) => {
	await expectMemory(n8n, await exampleOf(import.meta.filename));
});
