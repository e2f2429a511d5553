/** The few nodes that a workflow under test needs besides ours. */
import type { IDataObject, INodeProperties, INodeType, INodeTypeDescription } from 'n8n-workflow';

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
