/** The collection Options as the editor shows it. */
import type { INodeProperties } from 'n8n-workflow';

import type { Credential, Operation, Pace } from '../contract';
import { defaultOptions, MOST_AT_ONCE, MOST_RETRIES } from '../input/options';

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
	operation: Pick<Operation<C>, 'batch' | 'existing'>,
	pace: Pace,
): INodeProperties {
	const { limit, batchSize: size, ...others } = defaultOptions(operation, pace);
	const { concurrency, requestsPerMinute, timeout, retries } = others;
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
			...(operation.batch ? [batchSize] : []),
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
					'How many times a request is sent again when the platform is out of reach. A write that may have taken effect is sent again only where that does no harm. Where the platform asks for patience, it is waited for as many minutes.',
			},
			...(operation.existing ? [skipExisting] : []),
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
