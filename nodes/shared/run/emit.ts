/** How outcomes leave the node: as items, or as the error that ends it. */
import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { Outcome } from '../contract';
import { isStopped } from './outcomes';

/** What a failed item says besides what became of it. */
export interface Said {
	/** As people call it. */
	platform: string;
	/** As the node's parameters have them; absent when there is no such operation. */
	resource?: string;
	operation?: string;
}

/**
 * One or more items for each outcome, in order, each paired with its input. The keys of a failed
 * one are those that n8n takes for a failure; with any other it would leave by the wrong output.
 */
export function emit(outcomes: Outcome[], said: Said): INodeExecutionData[] {
	const items: INodeExecutionData[] = [];
	outcomes.forEach((outcome, item) => {
		if (outcome.kind === 'done') {
			const rows = Array.isArray(outcome.result) ? outcome.result : [outcome.result];
			for (const json of rows) items.push({ json, pairedItem: { item } });
		} else {
			const { message: error, ...rest } = outcome.reason;
			const details = { outcome: outcome.kind, ...rest, ...said };
			items.push({ json: { error, details }, pairedItem: { item } });
		}
	});
	return items;
}

/** How many came to what, as a sentence. */
export function counted(outcomes: Outcome[]): string {
	const counts = { done: 0, rejected: 0, unknown: 0, notSent: 0 };
	for (const { kind } of outcomes) counts[kind]++;
	const { done, rejected, unknown, notSent } = counts;
	const { length } = outcomes;
	return `Of ${length} record${length === 1 ? '' : 's'}: ${done} done, ${rejected} rejected, ${unknown} unknown, ${notSent} not sent.`;
}

/**
 * The error of a node that does not go on: the first failed item by its place; those that were
 * merely stopped are not it. Undefined when none failed.
 */
export function firstFailure(
	context: IExecuteFunctions,
	outcomes: Outcome[],
): NodeApiError | NodeOperationError | undefined {
	const itemIndex = outcomes.findIndex((each) => each.kind !== 'done' && !isStopped(each));
	const outcome = outcomes[itemIndex];
	if (!outcome || outcome.kind === 'done') return undefined;
	const { message, advice, code, status } = outcome.reason;
	const description = [advice, counted(outcomes)].filter(Boolean).join(' ');
	const httpCode = status === undefined ? undefined : `${status}`;
	const error =
		code || httpCode
			? new NodeApiError(context.getNode(), {}, { message, description, itemIndex, httpCode })
			: new NodeOperationError(context.getNode(), message, { description, itemIndex });
	// n8n puts its own words for texts that look like Node's codes, as “routeNotFound” does.
	error.message = message;
	return error;
}
