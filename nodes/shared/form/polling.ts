/** What the editor shows of a polling trigger, from what it watches. */
import type { INodeProperties } from 'n8n-workflow';

import type { Credential } from '../contract';
import type { PollingPlatform, Watch } from '../contract/triggers';
import { MOST_HOURS, MOST_KEPT, POLLING_DEFAULTS } from '../input/polling';
import { noticeOf } from './field';

/** The `properties` of a polling trigger. */
export function pollingProperties<C extends Credential>({
	watches,
	choosesFields,
}: PollingPlatform<C>): INodeProperties[] {
	const [{ value: first }] = watches;
	const byTime = watches.filter(({ changes }) => changes).map(({ value }) => value);
	return [
		noticeOf(
			`The first poll after publishing only remembers what is there. ${byTime.length ? '' : 'Each poll reads everything: with many records choose every 10 minutes or more. '}`.trim(),
		),
		{
			displayName: 'Watch (监听内容)',
			name: 'watch',
			type: 'options',
			noDataExpression: true,
			options: watches.map(({ name, value, description }) => ({ name, value, description })),
			default: first,
			description: 'What starts the workflow when it is added, changed or removed',
		},
		...(choosesFields ? watches.map(fieldsParameter) : []),
		{
			displayName: 'Emit Existing on First Poll (首次输出)',
			name: 'emitFirst',
			type: 'boolean',
			default: false,
			description:
				'Whether the first poll outputs everything that is there as added. Otherwise it only remembers it.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				{
					displayName: 'Accept Fewer Once (接受减少)',
					name: 'acceptShrink',
					type: 'boolean',
					default: false,
					description:
						'Whether it is right, this once, that more than half of the records are gone. For another time turn it off and on again.',
				},
				...(byTime.length ? byTimeOptions(byTime) : []),
				...watches.filter(({ preset }) => preset.length).map(keepBeforeOption),
			],
		},
	];
}

const shownFor = (watches: string[], name = 'watch') => ({ show: { [name]: watches } });

const choicesOf = ({ fields }: Watch) =>
	fields.map(({ id, displayName }) => ({ name: displayName, value: id }));

const fieldsParameter = (watch: Watch): INodeProperties => ({
	displayName: 'Fields to Compare (比较字段)',
	name: 'fields',
	type: 'multiOptions',
	options: choicesOf(watch),
	default: [...watch.preset],
	required: true,
	displayOptions: shownFor([watch.value]),
	description:
		'A record has changed when one of these has. If you choose others later, the trigger starts anew, as on its first poll, and does not tell what changed in between.',
});

const keepBeforeOption = (watch: Watch): INodeProperties => ({
	displayName: 'Keep Before (保留原值)',
	name: 'keepBefore',
	type: 'multiOptions',
	options: choicesOf(watch).filter(({ value }) => watch.mayKeep?.includes(value) ?? true),
	default: [],
	displayOptions: shownFor([watch.value], '/watch'),
	description: `Up to ${MOST_KEPT} short fields whose previous value the output gives in before, also for what was deleted. They are stored readable with the workflow; everything else is stored as a hash.`,
});

const { catchUpHours, wholeReadHours } = POLLING_DEFAULTS;

const byTimeOptions = (watches: string[]): INodeProperties[] => [
	{
		displayName: 'Catch Up Hours (补查小时数)',
		name: 'catchUpHours',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: MOST_HOURS },
		default: catchUpHours,
		displayOptions: shownFor(watches, '/watch'),
		description:
			'How many hours to go back when the memory of the trigger was lost, because another node overwrote it',
	},
	{
		displayName: 'Whole Read Hours (全量间隔)',
		name: 'wholeReadHours',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_HOURS },
		default: wholeReadHours,
		displayOptions: shownFor(watches, '/watch'),
		description:
			'After how many hours everything is read again, to find what was deleted. In between only changes are asked for.',
	},
];
