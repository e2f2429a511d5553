import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { properties } from '../shared/description';
import { run } from '../shared/run';
import { weaverE10 } from './platform';
import { custom } from './resources/custom';
import { share } from './resources/share';

const resources = [share, custom];

export class WeaverE10 implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Weaver E10',
		name: 'weaverE10',
		icon: { light: 'file:weaverE10.svg', dark: 'file:weaverE10.dark.svg' },
		group: ['output'],
		version: [1],
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Keep the HR shares of Weaver E10 (泛微) in step, and call its other interfaces',
		defaults: { name: 'Weaver E10' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'weaverE10Api', required: true }],
		properties: properties(resources, weaverE10),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, weaverE10, resources);
	}
}
