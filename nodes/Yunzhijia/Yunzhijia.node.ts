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
import { yunzhijia } from './platform';
import { department } from './resources/department';
import { leader } from './resources/leader';
import { partTimeJob } from './resources/partTimeJob';
import { person } from './resources/person';

const resources = [partTimeJob, department, person, leader];

export class Yunzhijia implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Yunzhijia',
		name: 'yunzhijia',
		icon: { light: 'file:yunzhijia.svg', dark: 'file:yunzhijia.dark.svg' },
		group: ['output'],
		version: [1],
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description:
			'Keep departments, people, leaders and part-time jobs of Yunzhijia (云之家) in step',
		defaults: { name: 'Yunzhijia' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'People, departments, leaders and part-time jobs of Yunzhijia (云之家). Find people with person: getAll and its filters, or name them in the openId locator by mobile, job number or name. One item is one record, and the node itself sends them in batches: no loop is needed. To keep whole tables in step, with a plan first, use Yunzhijia Sync.',
		},
		sensitiveOutputFields: ['account.password', 'response[*].phone', 'response[*].email'],
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'yunzhijiaApi', required: true }],
		properties: properties(resources, yunzhijia),
	};

	methods = { listSearch };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, yunzhijia, resources);
	}
}
