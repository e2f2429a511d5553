/** Workflows for the real server, in n8n's export format. */
import type { WorkflowJson } from '../../demo/n8n.ts';
import type { NodeType } from '../platforms/index.ts';

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

/** From a node's output to another's input; both are the first unless said otherwise. */
export interface Link {
	from: string;
	to: string;
	output?: number;
	input?: number;
	/** What flows; items unless said otherwise. */
	type?: 'main' | 'ai_tool' | 'ai_languageModel';
}

/** Nodes that are connected as the links say. */
export function connected(name: string, nodes: Node[], links: Link[]): WorkflowJson {
	const connections: Record<string, Record<string, Array<Array<Record<string, unknown>>>>> = {};
	for (const { from, to, output = 0, input = 0, type = 'main' } of links) {
		const outputs = ((connections[from] ??= {})[type] ??= []);
		while (outputs.length <= output) outputs.push([]);
		outputs[output].push({ node: to, type, index: input });
	}
	return { ...inARow(name, nodes), connections };
}

export const core = (
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

/** The same with a name of its own, as the nodes `<name> List` and `<name>`. */
export const tableOf = (name: string, rows: object[] | string): Node[] => [
	core(`${name} List`, 'set', 3.4, {
		mode: 'raw',
		jsonOutput: typeof rows === 'string' ? `={{ { rows: ${rows} } }}` : JSON.stringify({ rows }),
	}),
	core(name, 'splitOut', 1, { fieldToSplitOut: 'rows' }),
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
export const ours = (type: NodeType, name: string, parameters: Record<string, unknown>): Node => ({
	name,
	type: `n8n-nodes-orgsync.${type}`,
	typeVersion: 1,
	parameters,
	credentials: { [`${type}Api`]: CHOSEN_LATER },
});

/** One of our syncs. */
export const syncOf = (
	platform: NodeType,
	name: string,
	parameters: Record<string, unknown>,
	rest: Record<string, unknown> = {},
): Node => ({
	name,
	type: `n8n-nodes-orgsync.${platform}Sync`,
	typeVersion: 1,
	parameters,
	credentials: { [`${platform}Api`]: CHOSEN_LATER },
	...rest,
});

/** One of our nodes or syncs as the tool of an agent. */
export const toolOf = (
	type: NodeType | 'yunzhijiaSync',
	name: string,
	parameters: Record<string, unknown> = {},
	rest: Record<string, unknown> = {},
): Node => ({
	name,
	type: `n8n-nodes-orgsync.${type}Tool`,
	typeVersion: 1,
	parameters,
	credentials: { [`${type.replace('Sync', '')}Api`]: CHOSEN_LATER },
	...rest,
});

/** An AI agent with its model and its tools, which it is asked to use. */
export function agentWith(tools: Node[], typeVersion: number): WorkflowJson {
	const langchain = (name: string, type: string, version: number, parameters: object): Node => ({
		...core(name, '', version, { ...parameters }),
		type: `@n8n/n8n-nodes-langchain.${type}`,
	});
	const agent = langchain('Agent', 'agent', typeVersion, {
		promptType: 'define',
		text: 'Do what you were told.',
	});
	const model: Node = {
		...langchain('Model', 'lmChatOpenAi', 1.3, {
			model: { __rl: true, mode: 'id', value: 'scripted' },
			responsesApiEnabled: false,
		}),
		credentials: { openAiApi: CHOSEN_LATER },
	};
	return connected(
		'Agent',
		[runNow, agent, model, ...tools],
		[
			{ from: runNow.name, to: agent.name },
			{ from: model.name, to: agent.name, type: 'ai_languageModel' },
			...tools.map(({ name }): Link => ({ from: name, to: agent.name, type: 'ai_tool' })),
		],
	);
}

/** A value that the model gives. */
export const fromAi = (key: string, description: string, type = 'string'): string =>
	`={{ $fromAI('${key}', '${description}', '${type}') }}`;

/** What each input of Yunzhijia Sync takes. */
export const SYNC_INPUTS = ['Departments', 'People', 'Leaders', 'Part-Time Jobs'];

export const yunzhijiaSync = (
	name: string,
	parameters: Record<string, unknown>,
	rest: Record<string, unknown> = {},
): Node => syncOf('yunzhijia', name, parameters, rest);

/** Parameters whose expressions take the field of the same name from each item. */
export const fromItem = (...names: string[]): Record<string, string> =>
	Object.fromEntries(names.map((name) => [name, `={{ $json.${name} }}`]));

export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
