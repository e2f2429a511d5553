import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { syncProperties } from '../shared/form/sync';
import { runSync } from '../shared/sync/run';
import { weaverE10Sync } from './sync';

export class WeaverE10Sync implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Weaver E10 Sync',
		name: 'weaverE10Sync',
		icon: { light: 'file:weaverE10.svg', dark: 'file:weaverE10.dark.svg' },
		group: ['output'],
		version: [1],
		subtitle:
			'={{($parameter["mode"] === "apply" ? "Apply: " : "Plan: ") + $parameter["kinds"].join(", ")}}',
		description:
			'Bring subcompanies, departments, positions and employees of Weaver E10 (泛微) in step with your tables: first a plan, then exactly that',
		defaults: { name: 'Weaver E10 Sync' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Takes whole tables, one input for each kind of record, compares them with Weaver E10 (泛微), and lists the changes; with mode apply it makes them. Begin with mode plan. Let a person approve the fingerprint in the Summary, and give it as approvedPlan. Tables need no mapping when their headers are the vendor’s names or the usual Chinese ones. Not for single records.',
		},
		inputs: [
			{ type: NodeConnectionTypes.Main, displayName: 'Subcompanies (分部)' },
			{ type: NodeConnectionTypes.Main, displayName: 'Departments (部门)' },
			{ type: NodeConnectionTypes.Main, displayName: 'Positions (岗位)' },
			{ type: NodeConnectionTypes.Main, displayName: 'Employees (人员)' },
		],
		requiredInputs: 1,
		outputs: [NodeConnectionTypes.Main, NodeConnectionTypes.Main],
		outputNames: ['Changes', 'Summary'],
		credentials: [{ name: 'weaverE10Api', required: true }],
		properties: syncProperties(weaverE10Sync),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runSync(this, weaverE10Sync);
	}
}
