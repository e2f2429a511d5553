/** An event of Yunzhijia reaches the other two, by the demo's own job. */
import { expect, onTestFinished } from 'vitest';
import { EventsJob } from '../../../demo/events.ts';
import { readTables } from '../../../demo/sync/tables.ts';
import { test } from '../fixtures.ts';
import { exampleIn, exampleOf } from './example.ts';
import { approve, startAllThree } from './roster.ts';

test('who enters or leaves in Yunzhijia does so in the other two, once', async ({
	n8n,
	filesFolder,
}) => {
	const { platforms, install } = await startAllThree(n8n, filesFolder);
	await approve(n8n, await install(await exampleIn('nightly-sync.json')));
	const id = await install(await exampleOf(import.meta.filename));
	onTestFinished(async () => await n8n.deactivate(id));
	const job = new EventsJob(n8n, platforms, id, { tables: readTables(), folder: filesFolder });
	expect(await job.run()).toBe(true);
});
