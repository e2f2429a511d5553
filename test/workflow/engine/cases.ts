/** What the tests of operations share: parameters, runs of one node, and what became of each item. */
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { expect } from 'vitest';
import { PLATFORMS, type NodeType } from '../../platforms/index.ts';
import type { CredentialData } from './credentials.ts';
import type { NodeUnderTest, RunResult } from './engine.ts';
import { loadPackage } from './engine.ts';

export const engine = await loadPackage();

export type { NodeType };

export const STOP = { onError: 'stopWorkflow' } as const;

/** Runs one operation; failed items go to the error output unless `node` says otherwise. */
export async function run(
	type: NodeType,
	{ credential }: { credential: Record<string, unknown> },
	[resource, operation]: [resource: string, operation: string],
	parameters: INodeParameters,
	items: IDataObject[],
	node: Partial<NodeUnderTest> = {},
): Promise<RunResult> {
	return await engine.run({
		node: {
			type,
			onError: 'continueErrorOutput',
			...node,
			parameters: { resource, operation, ...parameters },
		},
		items,
		credentials: { [PLATFORMS[type].credentialType]: credential as CredentialData },
	});
}

/** Parameters whose expressions take the field of the same name from each item. */
export const fromItem = (...names: string[]): Record<string, string> =>
	Object.fromEntries(names.map((name) => [name, `={{ $json.${name} }}`]));

/** The same for resource locators. */
export const idFromItem = (...names: string[]): INodeParameters =>
	Object.fromEntries(
		names.map((name) => [name, { __rl: true, mode: 'id', value: `={{ $json.${name} }}` }]),
	);

/** Items as they leave, each with the number of the input item that it is paired with. */
export const paired = (...items: Array<[item: number, json: IDataObject]>): INodeExecutionData[] =>
	items.map(([item, json]) => ({ json, pairedItem: { item } }));

const itemOf = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;

export const itemsOf = (items: INodeExecutionData[]) => items.map(itemOf);

/** The items of the error output: input number, reason and details. */
export const reasons = (items: INodeExecutionData[]) =>
	items.map((item) => {
		const details = { ...(item.json.details as IDataObject) };
		for (const name of ['platform', 'resource', 'operation']) delete details[name];
		return { item: itemOf(item), error: byWireName(item.json.error), ...details };
	});

/**
 * A message with the field's name alone: “Job Number (工号, jobNo) is required” → “jobNo is required”.
 * Labels, and the names of platform and operation, have tests of their own (run/names.test.ts).
 */
export const byWireName = (message: unknown): string =>
	String(message).replace(/^[A-Z][\w’ -]* \((?:[^()]*, )?([\w.]+)\) /u, '$1 ');

/** Every item left exactly once, by one output or the other, and each output in input order. */
export function expectEachOnce({ main, error }: RunResult, length: number): void {
	const [done, failed] = [itemsOf(main), itemsOf(error)];
	expect(done).toEqual(done.toSorted((a, b) => a - b));
	expect(failed).toEqual(failed.toSorted((a, b) => a - b));
	const all = [...done, ...failed].toSorted((a, b) => a - b);
	expect(all).toEqual(Array.from({ length }, (_, item) => item));
}

/** What n8n shows of the error that stopped a workflow. */
export function stopOf({ failure, main, error }: RunResult) {
	const { message, description, context } = (failure ?? {}) as Error & {
		description?: string;
		context?: IDataObject;
	};
	return {
		message: message && byWireName(message),
		description,
		itemIndex: context?.itemIndex,
		leaves: main.length + error.length,
	};
}
