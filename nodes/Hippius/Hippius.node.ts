import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { properties } from '../shared/form/properties';
import { run } from '../shared/run/run';
import { hippius } from './platform';
import { department } from './resources/department';
import { employee } from './resources/employee';
import { position } from './resources/position';

const resources = [department, employee, position];

export class Hippius implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Hippius',
		name: 'hippius',
		icon: { light: 'file:hippius.svg', dark: 'file:hippius.dark.svg' },
		group: ['output'],
		version: [1],
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Keep departments, positions and employees of Hippius (海马汇) in step',
		defaults: { name: 'Hippius' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Departments, positions and employees of Hippius (海马汇), by their codes. Hippius has no queries. Employees leave by employee: update with the status LEAVE. To keep whole tables in step, with a plan first, use Hippius Sync.',
		},
		sensitiveOutputFields: ['response[*].mobile', 'response[*].email'],
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'hippiusApi', required: true }],
		properties: properties(resources, hippius),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, hippius, resources);
	}
}
