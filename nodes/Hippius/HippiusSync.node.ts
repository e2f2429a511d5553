import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { syncProperties } from '../shared/form/sync';
import { runSync } from '../shared/sync/run';
import { hippiusSync } from './sync';

export class HippiusSync implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Hippius Sync',
		name: 'hippiusSync',
		icon: { light: 'file:hippius.svg', dark: 'file:hippius.dark.svg' },
		group: ['output'],
		version: [1],
		subtitle:
			'={{($parameter["mode"] === "apply" ? "Apply: " : "Plan: ") + $parameter["kinds"].join(", ")}}',
		description:
			'Bring departments, positions and employees of Hippius (海马汇) in step with your tables: first a plan, then exactly that',
		defaults: { name: 'Hippius Sync' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Takes whole tables, one input for each kind of record, compares them with what is known of Hippius (海马汇), and lists the changes; with mode apply it makes them. Begin with mode plan. Let a person approve the fingerprint in the Summary, and give it as approvedPlan. Tables need no mapping when their headers are the vendor’s names or the usual Chinese ones. Not for single records.',
		},
		inputs: [
			{ type: NodeConnectionTypes.Main, displayName: 'Departments (部门)' },
			{ type: NodeConnectionTypes.Main, displayName: 'Positions (岗位)' },
			{ type: NodeConnectionTypes.Main, displayName: 'Employees (员工)' },
			{ type: NodeConnectionTypes.Main, displayName: 'Last Known State (上次已知状态)' },
		],
		requiredInputs: 1,
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Changes', 'Summary'],
		credentials: [{ name: 'hippiusApi', required: true }],
		properties: syncProperties(hippiusSync),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runSync(this, hippiusSync);
	}
}
