/** Runs a sync node with a table on each of its inputs, as a workflow would. */
import type { IDataObject, INode, INodeExecutionData, INodeType } from 'n8n-workflow';
import { engine } from './cases.ts';
import type { CredentialData } from './credentials.ts';
import type { NodeUnderTest, RunOptions, WorkflowResult } from './engine.ts';

export interface SyncRun extends Pick<RunOptions, 'cancelAfter'> {
	/** The rows of each input, in the order of the inputs; undefined: nothing is connected. */
	tables: Array<IDataObject[] | undefined>;
	parameters: IDataObject;
	credentials: Record<string, CredentialData>;
	node?: Partial<NodeUnderTest>;
}

export interface SyncResult extends Omit<WorkflowResult, 'nodes'> {
	/** Items of the output Changes. */
	changes: INodeExecutionData[];
	/** Items of the output Summary. */
	summary: INodeExecutionData[];
	/** With `onError: 'continueErrorOutput'`. */
	error: INodeExecutionData[];
	/**
	 * Every item of a record, failed or not, as one flat object, whichever output it left by. Reasons
	 * have columns by their names on the wire: what is shown has tests of its own (sync/shown.test.ts).
	 */
	records: IDataObject[];
}

const SYNC = 'Sync';

/** The rows that each table node emits: nodes of this type are told apart by their place here. */
const rowsOf = new Map<string, IDataObject[]>();

const tableNode: INodeType = {
	description: {
		displayName: 'Table',
		name: 'table',
		group: ['input'],
		version: 1,
		description: 'Emits a table',
		defaults: { name: 'Table' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [{ displayName: 'ID', name: 'id', type: 'string', default: '' }],
	},
	async execute() {
		const rows = rowsOf.get(this.getNodeParameter('id', 0) as string) ?? [];
		return [rows.map((json) => ({ json }))];
	},
};
engine.register('test.table', tableNode);

let tablesGiven = 0;

export async function runSync(
	type: string,
	{ tables, parameters, credentials, node, cancelAfter }: SyncRun,
): Promise<SyncResult> {
	const given: string[] = [];
	const table = (rows: IDataObject[], input: number): INode => {
		const id = String(++tablesGiven);
		rowsOf.set(id, rows);
		given.push(id);
		return placed(`Table ${input}`, 'test.table', { id });
	};
	const connected = tables.map((rows, input) => ({ rows, input })).filter(({ rows }) => rows);
	const { nodes, ...rest } = await engine
		.runWorkflow(
			{
				nodes: [
					placed('Start', 'test.start'),
					...connected.map(({ rows, input }) => table(rows!, input)),
					{ ...placed(SYNC, type), ...node, parameters: parameters as INode['parameters'] },
				],
				connections: {
					Start: {
						main: [
							connected.map(({ input }) => ({
								node: `Table ${input}`,
								type: 'main' as const,
								index: 0,
							})),
						],
					},
					...Object.fromEntries(
						connected.map(({ input }) => [
							`Table ${input}`,
							{ main: [[{ node: SYNC, type: 'main' as const, index: input }]] },
						]),
					),
				},
			},
			{ items: [{}], credentials, cancelAfter },
		)
		.finally(() => given.forEach((id) => rowsOf.delete(id)));
	const [changes = [], summary = [], error = []] = nodes[SYNC] ?? [];
	const records = [...changes, ...error].map(({ json }) => inWireNames(flat(json)));
	return { changes, summary, error, records, ...rest };
}

const placed = (name: string, type: string, parameters: INode['parameters'] = {}): INode => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters,
});

/**
 * “Job Number (工号, jobNo) is empty” → “jobNo is empty”, wherever a text names a column by its label.
 * A label has words that begin with capitals; what a sentence begins with is none of it.
 */
export const byWireNames = (text: string): string =>
	text.replace(LABEL, '$1').replace(OWN_LABEL, '$1');

const LABEL =
	/\b(?!Add |Give )[A-Z][\w’-]*(?: (?:of|[A-Z][\w’-]*))* \(\p{Script=Han}[^()]*, ([\w.]+)\)/gu;
const OWN_LABEL = /[^\s,;:]+ \(((?:userInfoExtend|employeeExtend|propertyInfoDTOS)\.[^\s()]+)\)/g;

const inWireNames = (record: IDataObject): IDataObject => {
	const named = { ...record };
	for (const name of ['reason', 'error'])
		if (typeof record[name] === 'string') named[name] = byWireNames(record[name]);
	return named;
};

/** What failed carries its facts under `details`. */
const flat = ({ details, ...json }: IDataObject): IDataObject => ({
	...json,
	...(details as IDataObject | undefined),
});
