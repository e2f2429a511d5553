/** The company of demo/roster and its three platforms, as the demo has them before the first night. */
import { randomBytes } from 'node:crypto';
import type { Credential, N8n, WorkflowJson } from '../../../demo/n8n.ts';
import { seedWeaverE10, seedYunzhijia } from '../../../demo/sync/before.ts';
import { YES } from '../../../demo/sync/job.ts';
import type { Platforms } from '../../../demo/sync/platforms.ts';
import { startHippius, startWeaverE10, startYunzhijia } from '../../platforms/index.ts';
import { platform } from '../fixtures.ts';
import { expectSuccess, withRoster } from './example.ts';

const MEMORY = 'hippius-memory';

export async function startAllThree(
	n8n: N8n,
	folder: string,
): Promise<{
	platforms: Platforms;
	/** Saves the workflow with these platforms' credentials; gives its id. */
	install: (workflow: WorkflowJson) => Promise<string>;
}> {
	const platforms = {
		yunzhijia: await platform(startYunzhijia({ seed: seedYunzhijia })),
		weaverE10: await platform(startWeaverE10({ seed: seedWeaverE10 })),
		hippius: await platform(startHippius()),
	};
	const credentials: Credential[] = [];
	for (const [name, { credential }] of Object.entries(platforms))
		credentials.push(await n8n.createCredential(`${name}Api`, name, credential));
	// All tests share the data tables of one n8n, and each has another Hippius.
	const memory = `${MEMORY}-${randomBytes(4).toString('hex')}`;
	const install = async (workflow: WorkflowJson) => {
		const own = JSON.parse(JSON.stringify(workflow).replaceAll(MEMORY, memory)) as WorkflowJson;
		await withRoster(own, folder);
		return (await n8n.createWorkflow(own, credentials)).id;
	};
	return { platforms, install };
}

/** The first night, approved by hand. */
export async function approve(n8n: N8n, nightlyId: string): Promise<void> {
	const byHand = await n8n.runWorkflow(nightlyId, 'Run Now');
	await n8n.answerForm((await n8n.waitForForm(byHand)).url, [YES]);
	expectSuccess(await n8n.waitForExecution(byHand));
}
