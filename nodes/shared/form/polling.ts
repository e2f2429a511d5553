/** What the editor shows of a polling trigger, from what it watches. */
import type { INodeProperties } from 'n8n-workflow';

import type { Credential } from '../contract';
import type { PollingPlatform, Watch } from '../contract/triggers';
import { MOST_HOURS, MOST_KEPT, POLLING_DEFAULTS } from '../input/polling';

/** The `properties` of a polling trigger. */
export function pollingProperties<C extends Credential>({
	watches,
	choosesFields,
}: PollingPlatform<C>): INodeProperties[] {
	const [{ value: first }] = watches;
	const byTime = watches.filter(({ changes }) => changes).map(({ value }) => value);
	return [
		{
			displayName: 'Watch',
			name: 'watch',
			type: 'options',
			noDataExpression: true,
			options: watches.map(({ name, value, description }) => ({ name, value, description })),
			default: first,
			description: 'What starts the workflow when it is added, changed or removed',
		},
		...(choosesFields ? watches.map(fieldsParameter) : []),
		{
			displayName: 'Emit First',
			name: 'emitFirst',
			type: 'boolean',
			default: false,
			description:
				'Whether the first poll tells everything that is there as added. Otherwise it only remembers it.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Accept Shrink',
					name: 'acceptShrink',
					type: 'boolean',
					default: false,
					description:
						'Whether to let pass, once, that less than half of the records are still there. Turn it off and on again for another time.',
				},
				...(byTime.length ? byTimeOptions(byTime) : []),
				...(choosesFields ? watches.map(keepBeforeOption) : []),
			],
		},
	];
}

const shownFor = (watches: string[], name = 'watch') => ({ show: { [name]: watches } });

const choicesOf = ({ fields }: Watch) =>
	fields.map(({ id, displayName }) => ({ name: displayName, value: id }));

const fieldsParameter = (watch: Watch): INodeProperties => ({
	displayName: 'Fields to Compare',
	name: 'fields',
	type: 'multiOptions',
	options: choicesOf(watch),
	default: [...watch.preset],
	required: true,
	displayOptions: shownFor([watch.value]),
	description:
		'A record counts as changed when one of these does. When you choose others, the trigger begins anew, as on its first poll.',
});

const keepBeforeOption = (watch: Watch): INodeProperties => ({
	displayName: 'Keep Before',
	name: 'keepBefore',
	type: 'multiOptions',
	options: choicesOf(watch),
	default: [],
	displayOptions: shownFor([watch.value], '/watch'),
	description: `Up to ${MOST_KEPT} short fields that are told as they were before (before). They are kept in the clear with the workflow; everything else only as a hash.`,
});

const { catchUpHours, wholeReadHours } = POLLING_DEFAULTS;

const byTimeOptions = (watches: string[]): INodeProperties[] => [
	{
		displayName: 'Catch Up Hours',
		name: 'catchUpHours',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: MOST_HOURS },
		default: catchUpHours,
		displayOptions: shownFor(watches, '/watch'),
		description:
			'How far to go back when what the trigger remembered has gone, because another node overwrote it',
	},
	{
		displayName: 'Whole Read Hours',
		name: 'wholeReadHours',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MOST_HOURS },
		default: wholeReadHours,
		displayOptions: shownFor(watches, '/watch'),
		description:
			'How many hours apart everything is read, for those who were deleted without a trace. Between that the platform is only asked for changes.',
	},
];
