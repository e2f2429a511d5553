/** The collection Options, the same for every operation: how requests are sent. */
import type { IExecuteFunctions } from 'n8n-workflow';

import type { Credential, Operation, Pace } from '../contract';

export interface Options {
	/** Records a request. */
	batchSize: number;
	/** Requests under way at once. */
	concurrency: number;
	/** 0: without limit. */
	requestsPerMinute: number;
	/** Seconds. */
	timeout: number;
	retries: number;
	/** What is there already is not sent, where the operation can find that out. */
	skipExisting?: boolean;
}

/** An operation without batches: one record a request. */
const ONE = { size: 1, limit: 1 };
export const MOST_AT_ONCE = 50;
export const MOST_RETRIES = 20;

/** What holds unless the user says otherwise, and how many records a request takes at most. */
export function defaultOptions<C extends Credential>(
	{ batch = ONE }: Pick<Operation<C>, 'batch'>,
	{ concurrency, requestsPerMinute }: Pace,
): Omit<Options, 'skipExisting'> & { limit: number } {
	const { size: batchSize, limit } = batch;
	return { batchSize, limit, concurrency, requestsPerMinute, timeout: 60, retries: 5 };
}

/** What the user added under Options over what the operation and the platform advise. */
export function readOptions<C extends Credential>(
	context: IExecuteFunctions,
	operation: Pick<Operation<C>, 'batch' | 'existing'>,
	pace: Pace,
): Options {
	const { limit, ...defaults } = defaultOptions(operation, pace);
	const chosen = context.getNodeParameter('options', 0, {}) as Partial<Options>;
	const option = (name: keyof typeof defaults, min: number, max = Infinity) =>
		numberOption(chosen[name], defaults[name], min, max);
	return {
		batchSize: Math.floor(option('batchSize', 1, limit)),
		concurrency: Math.floor(option('concurrency', 1, MOST_AT_ONCE)),
		requestsPerMinute: option('requestsPerMinute', 0),
		timeout: option('timeout', 1),
		retries: option('retries', 0, MOST_RETRIES),
		...(operation.existing && chosen.skipExisting === true && { skipExisting: true }),
	};
}

/** An expression may give anything; what is no number counts as not chosen. */
export function numberOption(chosen: unknown, preset: number, min: number, max: number): number {
	const value = Number.parseFloat(String(chosen ?? ''));
	return Math.min(Math.max(min, Number.isNaN(value) ? preset : value), max);
}
