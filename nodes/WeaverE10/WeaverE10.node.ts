import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { properties } from '../shared/form/properties';
import { run } from '../shared/run/run';
import { listSearch } from './lookups/search';
import { resourceMapping } from './mapping';
import { weaverE10 } from './platform';
import { resources } from './resources';

export class WeaverE10 implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Weaver E10',
		name: 'weaverE10',
		icon: { light: 'file:weaverE10.svg', dark: 'file:weaverE10.dark.svg' },
		group: ['output'],
		version: [1],
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Keep subcompanies, departments, positions, people and what belongs to them in step in Weaver E10 (泛微)',
		defaults: { name: 'Weaver E10' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'weaverE10Api', required: true }],
		properties: properties(resources, weaverE10),
	};

	methods = { listSearch, resourceMapping };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, weaverE10, resources);
	}
}
