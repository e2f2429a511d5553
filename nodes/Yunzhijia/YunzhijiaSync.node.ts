import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { syncProperties } from '../shared/form/sync';
import { runSync } from '../shared/sync/run';
import { yunzhijiaSync } from './sync';

export class YunzhijiaSync implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Yunzhijia Sync',
		name: 'yunzhijiaSync',
		icon: { light: 'file:yunzhijia.svg', dark: 'file:yunzhijia.dark.svg' },
		group: ['output'],
		version: [1],
		subtitle:
			'={{($parameter["mode"] === "apply" ? "Apply: " : "Plan: ") + $parameter["kinds"].join(", ")}}',
		description:
			'Bring departments, people, leaders and part-time jobs of Yunzhijia (云之家) in step with your tables: first a plan, then exactly that',
		defaults: { name: 'Yunzhijia Sync' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Takes whole tables, one input for each kind of record, compares them with Yunzhijia (云之家), and lists the changes; with mode apply it makes them. Begin with mode plan. Let a person approve the fingerprint in the Summary, and give it as approvedPlan. Tables need no mapping when their headers are the vendor’s names or the usual Chinese ones. Not for single records.',
		},
		inputs: [
			{ type: NodeConnectionTypes.Main, displayName: 'Departments (部门)' },
			{ type: NodeConnectionTypes.Main, displayName: 'People (人员)' },
			{ type: NodeConnectionTypes.Main, displayName: 'Leaders (部门负责人)' },
			{ type: NodeConnectionTypes.Main, displayName: 'Part-Time Jobs (兼职)' },
		],
		requiredInputs: 1,
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Changes', 'Summary'],
		credentials: [{ name: 'yunzhijiaApi', required: true }],
		properties: syncProperties(yunzhijiaSync),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runSync(this, yunzhijiaSync);
	}
}
