/** The output schemas are in the tarball, where the server looks for them. */
import { expect } from 'vitest';
import { test } from './fixtures.ts';

test.for([
	['hippius', 'department/upsert'],
	['yunzhijia', 'person/getAll'],
	['weaverE10', 'employee/upsert'],
])('%s %s', async ([node, operation], { n8n }) => {
	const answer = await fetch(
		`${n8n.url}/schemas/n8n-nodes-orgsync.${node}/1.0.0/${operation}.json`,
	);
	expect(answer.status).toBe(200);
	expect(await answer.json()).toMatchObject({ type: 'object', version: 1 });
});
