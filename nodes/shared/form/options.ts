/** The collection Options as the editor shows it. */
import type { INodeProperties } from 'n8n-workflow';

import type { Credential, Operation, Pace } from '../contract';
import { defaultOptions, MOST_AT_ONCE, MOST_RETRIES } from '../input/options';
import { additionalFieldsJson } from './columns';

const skipExisting: INodeProperties = {
	displayName: 'Skip Existing (跳过已存在)',
	name: 'skipExisting',
	type: 'boolean',
	default: false,
	description:
		'Whether to look first, and not to send what is there already: for a run that is done again because nobody knows how far it came. What adding twice does, the vendor does not say.',
};

/** @param operation decides whether there is a batch size to choose, and whether it can look first */
export function optionsParameter<C extends Credential>(
	operation: Pick<Operation<C>, 'batch' | 'existing' | 'columns'>,
	pace: Pace,
): INodeProperties {
	const { limit, batchSize: size, ...others } = defaultOptions(operation, pace);
	const { concurrency, requestsPerMinute, timeout, retries } = others;
	const batchSize: INodeProperties = {
		displayName: 'Batch Size (每批条数)',
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
		placeholder: 'Add Option',
		default: {},
		options: [
			...(operation.columns ? [additionalFieldsJson] : []),
			...(operation.batch ? [batchSize] : []),
			{
				displayName: 'Concurrency (并发数)',
				name: 'concurrency',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: MOST_AT_ONCE },
				default: concurrency,
				description: 'How many requests may be open at the same time',
			},
			{
				displayName: 'Requests per Minute (每分钟)',
				name: 'requestsPerMinute',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: requestsPerMinute,
				description:
					'How many requests may be sent in a minute, by all executions of this n8n process together. 0: no limit.',
			},
			{
				displayName: 'Retries (重试次数)',
				name: 'retries',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: MOST_RETRIES },
				default: retries,
				description:
					'How often a request is sent again when the platform can’t be reached. A change that may already have been made is sent again only where that is harmless. While the platform says that it is too busy, we wait for up to as many minutes.',
			},
			...(operation.existing ? [skipExisting] : []),
			{
				displayName: 'Timeout (超时, 秒)',
				name: 'timeout',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: timeout,
				description: 'How many seconds to wait for an answer',
			},
		],
	};
}
