/** What docs/triggers.md says of n8n's Remove Duplicates: it refuses everything when it is full, until it is emptied. */
import { expect } from 'vitest';
import type { N8n } from '../../../demo/n8n.ts';
import { test } from '../fixtures.ts';
import { connected, core, itemsOf, runNow } from '../workflows.ts';

const SCOPE = { scope: 'workflow' };
const once = core('Once', 'removeDuplicates', 2, {
	operation: 'removeItemsSeenInPreviousExecutions',
	logic: 'removeItemsWithAlreadySeenKeyValues',
	dedupeValue: '={{ $json.key }}',
	options: { ...SCOPE, historySize: 5 },
});
const atNight = core('At Night', 'manualTrigger', 1);
const forget = core('Forget', 'removeDuplicates', 2, {
	operation: 'clearDeduplicationHistory',
	mode: 'cleanDatabase',
	options: SCOPE,
});

async function run(n8n: N8n, id: string, from: string) {
	const { status, data } = await n8n.waitForExecution(await n8n.runWorkflow(id, from));
	const passed = data.resultData.runData.Once?.[0].data?.main[0] ?? [];
	return { status, passed: passed.length };
}

test('a full history refuses everything, and a second node empties it', async ({ n8n }) => {
	const rows = itemsOf([{ key: 'a' }, { key: 'b' }, { key: 'c' }]);
	const nodes = [runNow, ...rows, once, atNight, forget];
	const { id } = await n8n.createWorkflow(
		connected('Duplicates', nodes, [
			{ from: 'Run Now', to: 'List' },
			{ from: 'List', to: 'Rows' },
			{ from: 'Rows', to: 'Once' },
			{ from: 'At Night', to: 'Forget' },
		]),
	);
	expect(await run(n8n, id, 'Run Now')).toEqual({ status: 'success', passed: 3 });
	expect(await run(n8n, id, 'Run Now')).toMatchObject({ status: 'error' });
	expect((await run(n8n, id, 'At Night')).status).toBe('success');
	expect(await run(n8n, id, 'Run Now')).toEqual({ status: 'success', passed: 3 });
});
