/** What the tests of queue mode share: workflows that webhooks start, and who calls them. */
import { onTestFinished } from 'vitest';
import { waitFor } from '../../demo/n8n-process.ts';
import type { N8n, WorkflowJson } from '../../demo/n8n.ts';
import { core, inARow, ours, tableOf } from '../n8n/workflows.ts';
import type { TestPlatform } from '../platforms/index.ts';
import type { Begun, Cluster } from './cluster.ts';

/** @param responseMode `onReceived`: answers at once, the execution goes on */
export const webhook = (path: string, responseMode: 'responseNode' | 'onReceived') =>
	core('Webhook', 'webhook', 2.1, { httpMethod: 'POST', path, responseMode, options: {} });

/** Adds the people who are posted. */
export const adding = (path: string, options: Record<string, number>): WorkflowJson =>
	inARow(`Adding ${path}`, [
		webhook(path, 'onReceived'),
		...tableOf('People', '$json.body.people'),
		ours('yunzhijia', 'Create', {
			resource: 'person',
			operation: 'create',
			name: '={{ $json.name }}',
			account: { mobile: '={{ $json.mobile }}' },
			options,
		}),
	]);

export const newcomers = (count: number, from = 0) =>
	Array.from({ length: count }, (_, at) => ({
		name: `新员工${from + at}`,
		mobile: `139${String(from + at).padStart(8, '0')}`,
	}));

export const answer = core('Answer', 'respondToWebhook', 1.5, {
	respondWith: 'allIncomingItems',
	options: {},
});

/** The workflow, published for one test, with all processes there; its id. */
export async function live<State>(
	cluster: Cluster,
	workflow: WorkflowJson,
	{ credential }: Pick<TestPlatform<State>, 'credential'>,
	credentialType = 'yunzhijiaApi',
): Promise<string> {
	// Who was killed by a test before may be away.
	await cluster.up();
	const { main } = cluster;
	const saved = await main.createCredential(credentialType, workflow.name, credential);
	const { id } = await main.createWorkflow(workflow, [saved]);
	await main.activate(id);
	onTestFinished(async () => await main.deactivate(id));
	return id;
}

export interface CallResult {
	status: number;
	body: unknown;
}

export async function post(process: N8n, path: string, body: unknown): Promise<CallResult> {
	const answered = await fetch(process.webhookUrl(path), {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	return { status: answered.status, body: await answered.json() };
}

/** Each to the next of the webhook processes, so many at a time; the answers in the order of the bodies. */
export async function postAll(
	{ webhooks }: Cluster,
	path: string,
	bodies: unknown[],
	atOnce: number,
): Promise<CallResult[]> {
	const answers: CallResult[] = [];
	const left = bodies.entries();
	const caller = async () => {
		for (const [at, body] of left)
			answers[at] = await post(webhooks[at % webhooks.length], path, body);
	};
	await Promise.all(Array.from({ length: atOnce }, caller));
	return answers;
}

/** Until the platform has been asked for that so many times. */
export async function requested<State>(
	platform: TestPlatform<State>,
	path: string,
	count: number,
): Promise<void> {
	await waitFor(`${count} requests to ${path}`, 120, async () => {
		return platform.requestsTo(path).length >= count || undefined;
	});
}

/**
 * Starts executions one after the other until each worker is at one, or at so many. What they do
 * first has to be held on the platform, or the first has ended by then.
 */
export async function onBoth(
	cluster: Cluster,
	workflowId: string,
	start: (nth: number) => Promise<unknown>,
	atLeast = 1,
): Promise<Begun[]> {
	const begun: Begun[] = [];
	const shareOf = (worker: N8n) => begun.filter((each) => each.worker === worker).length;
	while (cluster.workers.some((worker) => shareOf(worker) < atLeast)) {
		await start(begun.length);
		begun.push(await cluster.begun(workflowId, begun));
	}
	return begun;
}
