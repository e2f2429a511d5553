/** The collection Options, the same for every operation: how requests are sent. */
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Operation } from './operation';
import type { Platform } from './platform';
import type { Credential } from './token';

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
}

/** An operation without batches: one record a request. */
const ONE = { size: 1, limit: 1 };
const MOST_AT_ONCE = 50;
const MOST_RETRIES = 20;
const DEFAULTS = { timeout: 60, retries: 5 };

/** What the user added under Options over what the operation and the platform advise. */
export function readOptions<C extends Credential>(
	context: IExecuteFunctions,
	{ batch }: Operation<C>,
	pace: Platform<C>['pace'],
): Options {
	const { size, limit } = batch ?? ONE;
	const defaults: Options = { ...DEFAULTS, ...pace, batchSize: size };
	const chosen = context.getNodeParameter('options', 0, {}) as Partial<Options>;
	/** An expression may give anything; what is no number counts as not chosen. */
	const option = (name: keyof Options, min: number, max = Infinity) => {
		const value = Number.parseFloat(String(chosen[name] ?? ''));
		return Math.min(Math.max(min, Number.isNaN(value) ? defaults[name] : value), max);
	};
	return {
		batchSize: Math.floor(option('batchSize', 1, limit)),
		concurrency: Math.floor(option('concurrency', 1, MOST_AT_ONCE)),
		requestsPerMinute: option('requestsPerMinute', 0),
		timeout: option('timeout', 1),
		retries: option('retries', 0, MOST_RETRIES),
	};
}

/** @param operation decides whether there is a batch size to choose */
export function optionsParameter<C extends Credential>(
	{ batch }: Operation<C>,
	pace: Platform<C>['pace'],
): INodeProperties {
	const { size, limit } = batch ?? ONE;
	const { concurrency, requestsPerMinute } = pace;
	const { timeout, retries } = DEFAULTS;
	const batchSize: INodeProperties = {
		displayName: 'Batch Size',
		name: 'batchSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: limit },
		default: size,
		description: `How many records one request carries, at most ${limit}`,
	};
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			...(batch ? [batchSize] : []),
			{
				displayName: 'Concurrency',
				name: 'concurrency',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: MOST_AT_ONCE },
				default: concurrency,
				description: 'How many requests may be under way at the same time',
			},
			{
				displayName: 'Requests per Minute',
				name: 'requestsPerMinute',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: requestsPerMinute,
				description:
					'How many requests may leave in any minute, over all executions of this n8n process. 0 is without limit.',
			},
			{
				displayName: 'Retries',
				name: 'retries',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: MOST_RETRIES },
				default: retries,
				description:
					'How many times a request is sent again when the platform is out of reach or asks for patience. A write that may have taken effect is sent again only where that does no harm.',
			},
			{
				displayName: 'Timeout',
				name: 'timeout',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: timeout,
				description: 'How many seconds to wait for an answer',
			},
		],
	};
}
