/**
 * Reads many rows, in a process of its own with --expose-gc, so that its memory is its alone: by our
 * nodes, or only to hold them. See rows.ts.
 */
import type { INode, INodeType } from 'n8n-workflow';
import type { CredentialData } from '../workflow/engine/credentials.ts';
import { loadPackage } from '../workflow/engine/engine.ts';
import type { Task } from './rows.ts';
import { personRow, sourceRow } from './rows.ts';
import { weighed } from './weigh.ts';

const [task, people, platform] = process.argv.slice(2);
const { credential } = JSON.parse(platform) as { credential: CredentialData };
const credentials = { yunzhijiaApi: credential };
const all = <Row>(row: (n: number) => Row): Row[] =>
	Array.from({ length: Number(people) }, (_, n) => row(n));

const engine = await loadPackage();
const tableNode: INodeType = {
	description: {
		...{ displayName: 'Table', name: 'table', group: ['input'], version: 1 },
		...{ description: '', defaults: {}, inputs: [], outputs: ['main'], properties: [] },
	},
	async trigger() {
		return {};
	},
	async execute() {
		return [all(sourceRow).map((json) => ({ json }))];
	},
};
engine.register('bench.table', tableNode);

const node = (name: string, type: string, parameters: INode['parameters']): INode => ({
	...{ id: name, name, type, typeVersion: 1, position: [0, 0], parameters },
});

/** As they come in: no text of one is that of another. */
const parsed = (row: (n: number) => object) =>
	all((n) => JSON.parse(JSON.stringify(row(n))) as object);

const TASKS: Record<Task, () => Promise<unknown>> = {
	'query rows': async () => parsed(personRow),
	'plan rows': async () => [parsed(personRow), all(sourceRow)],
	async query() {
		const parameters = { resource: 'person', operation: 'getAll', returnAll: true };
		const result = await engine.run({
			node: { type: 'yunzhijia', parameters },
			items: [{}],
			credentials,
		});
		if (result.failure) throw result.failure;
		if (result.main.length !== Number(people)) throw new Error(`${result.main.length} came`);
		return result;
	},
	async plan() {
		const result = await engine.runWorkflow(
			{
				nodes: [
					node('Table', 'bench.table', {}),
					node('Sync', 'yunzhijiaSync', { mode: 'plan', kinds: ['person'] }),
				],
				connections: { Table: { main: [[{ node: 'Sync', type: 'main', index: 1 }]] } },
			},
			{ items: [{}], credentials, startAt: 'Table' },
		);
		if (result.failure) throw result.failure;
		const found = result.nodes.Sync[0].length;
		if (found !== Number(people) / 100) throw new Error(`${found} changes were found`);
		return result;
	},
};

const { weight } = await weighed(TASKS[task as Task]);
process.send!(weight);
process.on('disconnect', () => process.exit());
