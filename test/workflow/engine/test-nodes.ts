/** The few nodes that a workflow under test needs besides ours. */
import type { IDataObject, INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { n8nWorkflow } from './n8n.ts';

const { NodeConnectionTypes } = n8nWorkflow;

function describe(
	name: string,
	inputs: INodeTypeDescription['inputs'],
	properties: INodeProperties[] = [],
): INodeTypeDescription {
	return {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name },
		inputs,
		outputs: ['main'],
		properties,
	};
}

/** Emits the items of the run, as a trigger would. */
export const startNode: INodeType = {
	description: describe('test.start', []),
	async trigger() {
		return {};
	},
};

/**
 * Passes items on. With `add`, an object of expressions, each item gets these fields on top: so
 * `{{ $('Some Node').item.json.x }}` shows whether items are paired.
 */
export const echoNode: INodeType = {
	description: describe(
		'test.echo',
		['main'],
		[{ displayName: 'Add', name: 'add', type: 'json', default: {} }],
	),
	async execute() {
		const items = this.getInputData().map((item, index) => ({
			...item,
			json: { ...item.json, ...(this.getNodeParameter('add', index, {}) as IDataObject) },
		}));
		return [items];
	},
};

interface Tool {
	invoke(args: IDataObject): Promise<unknown>;
}

/** Calls its tool once with each of these arguments, as an agent would, and emits the answers. */
export const agentNode: INodeType = {
	description: describe(
		'test.agent',
		['main', NodeConnectionTypes.AiTool],
		[{ displayName: 'Calls', name: 'calls', type: 'json', default: [] }],
	),
	async execute() {
		const [tool] = (await this.getInputConnectionData(NodeConnectionTypes.AiTool, 0)) as Tool[];
		const answers: IDataObject[] = [];
		for (const call of this.getNodeParameter('calls', 0) as IDataObject[])
			try {
				answers.push({ answer: JSON.parse(String(await tool.invoke(call))) as IDataObject });
			} catch (error) {
				answers.push({ error: (error as Error).message });
			}
		return [this.helpers.returnJsonArray(answers)];
	},
};

/** The type that n8n's server offers to agents for one that is `usableAsTool`. */
export function asTool(type: INodeType): INodeType {
	const tool = Object.create(type) as INodeType;
	const { name } = type.description;
	const outputs = [NodeConnectionTypes.AiTool];
	tool.description = { ...type.description, name: `${name}Tool`, inputs: [], outputs };
	return tool;
}
