/** Workflows for the real server, in n8n's export format. */
import type { WorkflowJson } from '../../demo/n8n.ts';

type Node = WorkflowJson['nodes'][number];

/** createWorkflow() puts in the credential that it is given. */
const CHOSEN_LATER = { id: '', name: '' };

/** Nodes in a row, each leading to the next. */
export function inARow(name: string, nodes: Node[]): WorkflowJson {
	const leadsTo = (node: Node) => ({ main: [[{ node: node.name, type: 'main', index: 0 }]] });
	return {
		name,
		nodes: nodes.map((node, at) => ({ id: `node-${at}`, position: [at * 224, 0], ...node })),
		connections: Object.fromEntries(
			nodes.slice(1).map((node, at) => [nodes[at].name, leadsTo(node)]),
		),
		// Without it n8n 2.41 can't execute a single step of a workflow made through REST.
		pinData: {},
		settings: { executionOrder: 'v1' },
	};
}

const core = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: Record<string, unknown> = {},
): Node => ({ name, type: `n8n-nodes-base.${type}`, typeVersion, parameters });

export const runNow = core('Run Now', 'manualTrigger', 1);

export const everySecond = core('Every Second', 'scheduleTrigger', 1.3, {
	rule: { interval: [{ field: 'seconds', secondsInterval: 1 }] },
});

/** One item for each of the rows. */
export const itemsOf = (rows: object[]): Node[] => [
	core('List', 'set', 3.4, { mode: 'raw', jsonOutput: JSON.stringify({ rows }) }),
	core('Rows', 'splitOut', 1, { fieldToSplitOut: 'rows' }),
];

/** n8n's HTTP Request node, signed in by one of our credentials. */
export const httpRequest = (credentialType: string, parameters: Record<string, unknown>): Node => ({
	...core('HTTP Request', 'httpRequest', 4.2, {
		method: 'POST',
		authentication: 'predefinedCredentialType',
		nodeCredentialType: credentialType,
		sendBody: true,
		...parameters,
	}),
	credentials: { [credentialType]: CHOSEN_LATER },
});

/** One of our nodes. */
export const ours = (
	type: 'hippius' | 'yunzhijia' | 'weaverE10',
	name: string,
	parameters: Record<string, unknown>,
): Node => ({
	name,
	type: `n8n-nodes-orgsync.${type}`,
	typeVersion: 1,
	parameters,
	credentials: { [`${type}Api`]: CHOSEN_LATER },
});

/** Parameters whose expressions take the field of the same name from each item. */
export const fromItem = (...names: string[]): Record<string, string> =>
	Object.fromEntries(names.map((name) => [name, `={{ $json.${name} }}`]));

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
