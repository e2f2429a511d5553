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
		builderHint: {
			searchHint:
				'Employees, departments, subcompanies, positions and more of Weaver E10 (泛微). Find employees with employee: getAll and its filters. Upserts find rows that are there by matchBy, job numbers and codes unless said otherwise: every row must have that column. One item is one record, and the node itself sends them in batches: no loop is needed. To keep whole tables in step, with a plan first, use Weaver E10 Sync.',
		},
		sensitiveOutputFields: [
			'id_no',
			'response[*].mobile',
			'response[*].email',
			'response[*].id_no',
		],
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
