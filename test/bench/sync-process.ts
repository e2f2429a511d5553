/**
 * Runs one contender of a sync, in a process of its own with --expose-gc, so that its memory is its
 * alone: our node, or the workflow of n8n's own nodes that does the same. See sync.ts.
 */
import type { IConnections, IDataObject, INode, INodeParameters, INodeType } from 'n8n-workflow';
import type { CredentialData } from '../workflow/engine/credentials.ts';
import type { WorkflowJson, WorkflowResult } from '../workflow/engine/engine.ts';
import { loadPackage } from '../workflow/engine/engine.ts';
import { serve } from './contestant.ts';
import { registerCompare } from './n8n-nodes.ts';
import { departmentsFor, directoryDepartments, directoryPeople } from './roster.ts';
import type { Begun, Ran, ToRun } from './sync.ts';
import { weighed } from './weigh.ts';

const engine = await loadPackage();
const core = registerCompare(engine);

// ── Workflows ───────────────────────────────────────────────────────────────────────────────────

/** The tables of the source: nodes of this type emit the one that they name. */
let tables: Record<string, IDataObject[]> = {};

const tableNode: INodeType = {
	description: {
		displayName: 'Table',
		name: 'table',
		group: ['input'],
		version: 1,
		description: '',
		defaults: {},
		inputs: ['main'],
		outputs: ['main'],
		properties: [{ displayName: 'Name', name: 'table', type: 'string', default: '' }],
	},
	async execute() {
		return [tables[this.getNodeParameter('table', 0) as string].map((json) => ({ json }))];
	},
};
engine.register('bench.table', tableNode);

const node = (
	name: string,
	type: string,
	parameters: INodeParameters = {},
	more: Partial<INode> = {},
): INode => ({ id: name, name, type, typeVersion: 1, position: [0, 0], parameters, ...more });

const START = node('Start', 'test.start');
const TABLES = [
	node('Departments', 'bench.table', { table: 'departments' }),
	node('People', 'bench.table', { table: 'people' }),
];

/** From the output of a node to the input of another. */
type Wire = [from: string, output: number, to: string, input: number];

function connected(wires: Wire[]): IConnections {
	const connections: IConnections = {};
	for (const [from, output, to, index] of wires) {
		const outputs = ((connections[from] ??= { main: [] }).main ??= []);
		for (let at = outputs.length; at <= output; at++) outputs.push([]);
		outputs[output]!.push({ node: to, type: 'main', index });
	}
	return connections;
}

interface Contender {
	workflow(run: ToRun): WorkflowJson;
	/** How many changes it found. */
	found(result: WorkflowResult): number;
}

const ours: Contender = {
	workflow: ({ mode }) => ({
		nodes: [START, ...TABLES, node('Sync', 'yunzhijiaSync', { mode })],
		connections: connected([
			['Start', 0, 'Departments', 0],
			['Start', 0, 'People', 0],
			['Departments', 0, 'Sync', 0],
			['People', 0, 'Sync', 1],
		]),
	}),
	found: ({ nodes }) => nodes.Sync[0].length,
};

/** As people wire it up who have no node for it; what it finds it sends a request each. */
const coreNodes: Contender = {
	workflow({ mode, platform: { url, credential } }) {
		const request = (
			name: string,
			path: string,
			data: string,
			options: INodeParameters = {},
		): INode =>
			node(
				name,
				core.httpRequest,
				{
					method: 'POST',
					url: `${url}/gateway/openimport/open/${path}`,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: 'yunzhijiaApi',
					sendBody: true,
					contentType: 'form-urlencoded',
					bodyParameters: {
						parameters: [
							{ name: 'eid', value: String(credential.eid) },
							{ name: 'data', value: data },
						],
					},
					options,
				},
				{
					typeVersion: 4.5,
					credentials: { yunzhijiaApi: { id: 'yunzhijiaApi', name: 'yunzhijiaApi' } },
				},
			);
		const splitOut = (name: string) =>
			node(name, core.splitOut, { fieldToSplitOut: 'data', options: {} });
		// Fuzzy: the platform gives numbers for texts, and columns that the table does not have.
		const compare = (name: string, key: string, ids: string) =>
			node(
				name,
				core.compare,
				{
					mergeByFields: { values: [{ field1: key, field2: key }] },
					fuzzyCompare: true,
					resolve: 'mix',
					preferWhenMix: 'input1',
					exceptWhenMix: ids,
					options: {},
				},
				{ typeVersion: 2.3 },
			);
		const fields = (name: string, names: string[]) =>
			node(
				name,
				core.editFields,
				{
					mode: 'manual',
					assignments: {
						assignments: names.map((field) => ({
							id: field,
							name: field,
							value: `={{ $json.${field} }}`,
							type: 'string',
						})),
					},
					options: {},
				},
				{ typeVersion: 3.4 },
			);
		const pages = {
			pagination: {
				pagination: {
					paginationMode: 'updateAParameterInEachRequest',
					parameters: {
						parameters: [
							{
								type: 'body',
								name: 'data',
								value: '={{ JSON.stringify({ begin: $pageCount * 1000, count: 1000 }) }}',
							},
						],
					},
					paginationCompleteWhen: 'other',
					completeExpression: '={{ $response.body.data.length < 1000 }}',
					limitPagesFetched: false,
				},
			},
		};
		const nodes = [
			START,
			...TABLES,
			request('Read Departments', 'dept/getall', '{}'),
			splitOut('Departments There'),
			compare('Compare Departments', 'department', 'id'),
			fields('Changed Departments', ['id', 'department', 'weights']),
			request('Read People', 'person/getall', '{}', pages),
			splitOut('People There'),
			compare('Compare People', 'jobNo', 'openId'),
			fields('Changed People', ['openId', 'jobNo', 'name', 'jobTitle']),
		];
		const wires: Wire[] = ['Departments', 'People'].flatMap((kind): Wire[] => [
			['Start', 0, kind, 0],
			['Start', 0, `Read ${kind}`, 0],
			[`Read ${kind}`, 0, `${kind} There`, 0],
			[kind, 0, `Compare ${kind}`, 0],
			[`${kind} There`, 0, `Compare ${kind}`, 1],
			[`Compare ${kind}`, 2, `Changed ${kind}`, 0],
		]);
		if (mode === 'apply') {
			nodes.push(
				request(
					'Update Departments',
					'dept/updateWeightsById',
					'={{ JSON.stringify({ departments: [{ orgId: $json.id, weights: $json.weights }] }) }}',
				),
				request(
					'Update People',
					'person/updateInfo',
					'={{ JSON.stringify({ persons: [{ openId: $json.openId, jobTitle: $json.jobTitle }] }) }}',
				),
			);
			wires.push(
				['Changed Departments', 0, 'Update Departments', 0],
				['Changed People', 0, 'Update People', 0],
			);
		}
		return { nodes, connections: connected(wires) };
	},
	found: ({ nodes }) => nodes['Changed Departments'][0].length + nodes['Changed People'][0].length,
};

// ── Measuring ───────────────────────────────────────────────────────────────────────────────────

const contender = { ours, core: coreNodes }[process.argv[2] as 'ours' | 'core'];

async function run(toRun: ToRun): Promise<Ran> {
	const { people, platform } = toRun;
	tables = {
		people: directoryPeople(people),
		departments: directoryDepartments(departmentsFor(people)),
	};
	const workflow = contender.workflow(toRun);
	const { result, weight } = await weighed(
		async () =>
			await engine.runWorkflow(workflow, {
				items: [{}],
				credentials: { yunzhijiaApi: platform.credential as CredentialData },
			}),
		(rss) => process.send!({ rss } satisfies Begun),
	);
	if (result.failure) throw result.failure;
	return { ms: result.ms, ...weight, found: contender.found(result) };
}

serve(run);
