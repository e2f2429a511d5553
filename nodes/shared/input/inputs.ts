/** What comes by the inputs of a sync, and whether that is all of its source. */
import type {
	IConnection,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	NodeInputConnections,
} from 'n8n-workflow';

import type { SyncSettings } from './sync';

/** The items of each input, in the order of the inputs; none where nothing is connected. */
export const inputsOf = (context: IExecuteFunctions, inputs: number): INodeExecutionData[][] =>
	Array.from({ length: inputs }, (_, input) => {
		try {
			return context.getInputData(input);
		} catch {
			return []; // not connected
		}
	});

/**
 * Why the tables may be only a part of the source, so that nothing may count as missing.
 * @param tables so many of the inputs are for tables; what is behind them may be empty
 * @returns undefined when they are whole, as far as n8n can tell
 */
export function whyPartial(
	context: IExecuteFunctions,
	inputs: INodeExecutionData[][],
	{ allowsEmpty, kinds }: SyncSettings,
	tables: number,
): string | undefined {
	if (isFurtherRun(context))
		return 'this node runs a second time in this execution (a loop, or two branches into one input), and so sees only a part of the source';
	const { name, executeOnce } = context.getNode();
	if (executeOnce)
		return 'Execute Once is on in the settings of this node, and so it sees only the first row';
	if (isSplit(context, name))
		return 'several branches lead into one input, here or before, and n8n runs this node for each of them (let a Merge bring them together)';
	// Already the first round of a loop has only a part.
	const after = new Set(context.getChildNodes(name).map((node) => node.name));
	if (context.getParentNodes(name).some((node) => after.has(node.name)))
		return 'this node stands in a loop, and so sees only a part of the source';
	const connected = context.getParentNodes(name, {
		connectionType: 'main',
		depth: 1,
	}).length;
	const others = inputs.length - tables;
	const filled = inputs.slice(0, tables).filter(({ length }) => length > 0).length;
	const expected = allowsEmpty ? Math.max(0, kinds.size - filled) : 0;
	return connected > filled + expected + others
		? `${connected} nodes are connected, but only ${filled} ${filled === 1 ? 'input' : 'inputs'} got rows`
		: undefined;
}

/**
 * Rows of one input come in several runs: this node, or one before it, has an input into which more
 * than one branch leads that has sent something, or may still do so.
 */
function isSplit(context: IExecuteFunctions, name: string): boolean {
	// Contexts have it, though their type does not say so.
	const { getConnections } = context as { getConnections?: GetConnections };
	if (!getConnections) return false;
	const inputsTo = (node: string) =>
		getConnections.call(context, { name: node }, 'main').map((each) => each ?? []);
	const run = context.getWorkflowDataProxy(0).$ as (node: string) => NodeRun;
	const hasSent = (node: string, output: number) => {
		try {
			return run(node).all(output).length > 0;
		} catch {
			return true; // n8n can't tell
		}
	};
	const isLive = ({ node, index }: IConnection, met = new Set<string>()): boolean => {
		if (run(node).isExecuted) return hasSent(node, index);
		if (met.has(node)) return false;
		met.add(node);
		return inputsTo(node)
			.flat()
			.some((each) => isLive(each, met));
	};
	return [name, ...context.getParentNodes(name).map((node) => node.name)].some((node) => {
		const shared = inputsTo(node).filter(({ length }) => length > 1);
		if (shared.length === 0) return false;
		// What comes back in a loop comes one after the other, until it is done.
		const after = new Set(context.getChildNodes(node).map((each) => each.name));
		return shared.some(
			(input) => input.filter((each) => !after.has(each.node) && isLive(each)).length > 1,
		);
	});
}

type GetConnections = (to: Pick<INode, 'name'>, type: 'main') => NodeInputConnections;

/** What n8n tells of a node in this execution. */
interface NodeRun {
	isExecuted: boolean;
	all(output: number): unknown[];
}

/** A loop, or two branches into one input, run a node again with other rows. */
export const isFurtherRun = (context: IExecuteFunctions): boolean =>
	// Not as an expression: for that n8n would start its whole expression engine.
	Number(context.getWorkflowDataProxy(0).$runIndex) > 0;
