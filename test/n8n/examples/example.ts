/**
 * An example as it ships. The test `<name>.test.ts` of this folder runs `examples/<name>.json`; none is
 * without one: examples.test.ts sees to that.
 */
import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from 'vitest';
import type { Execution, Item, N8n, WorkflowJson } from '../../../demo/n8n.ts';
import { ROSTER_FOLDER } from '../../../demo/roster.ts';

export const EXAMPLES = path.join(import.meta.dirname, '../../../examples');

/** The example that the test file is for. */
export const exampleOf = async (testFile: string): Promise<WorkflowJson> =>
	await exampleIn(`${path.basename(testFile, '.test.ts')}.json`);

export const exampleIn = async (file: string): Promise<WorkflowJson> =>
	JSON.parse(await readFile(path.join(EXAMPLES, file), 'utf8')) as WorkflowJson;

export const nodeIn = ({ nodes }: WorkflowJson, name: string) =>
	nodes.find((node) => node.name === name)!;

/** Reads its files where the tests’ n8n may, and has the tables of demo/roster there. */
export async function withRoster(workflow: WorkflowJson, folder: string): Promise<void> {
	await cp(ROSTER_FOLDER, folder, { recursive: true });
	for (const { parameters } of workflow.nodes)
		if (parameters.fileSelector)
			parameters.fileSelector = path.join(folder, String(parameters.fileSelector));
}

/** From *Run Now* to its end, however it ends. */
export const runNow = async (n8n: N8n, id: string): Promise<Execution> =>
	await n8n.waitForExecution(await n8n.runWorkflow(id, 'Run Now'));

export const expectSuccess = ({ status, data }: Execution): void =>
	expect(status, data.resultData.error?.message).toBe('success');

export const itemsOf = ({ data }: Execution, node: string, output = 0): Item[] =>
	data.resultData.runData[node]?.[0].data?.main[output] ?? [];

/** What the node gave, without the pairing. */
export const given = (execution: Execution, node: string, output = 0) =>
	itemsOf(execution, node, output).map(({ json }) => json);
