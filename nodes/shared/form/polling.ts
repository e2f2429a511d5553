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
			displayName:
				`The first poll after publishing only remembers what is there. ${byTime.length ? '' : 'Each poll reads everything: with many records choose every 10 minutes or more. '}`.trim(),
			name: 'notice',
			type: 'notice',
			default: '',
		},
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
			displayName: 'Emit Existing on First Poll',
			name: 'emitFirst',
			type: 'boolean',
			default: false,
			description:
				'Whether to emit everything that already exists as added on the first poll. Otherwise it is only remembered.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Accept Fewer Records Once',
					name: 'acceptShrink',
					type: 'boolean',
					default: false,
					description:
						'Whether to accept once that more than half of the records are gone. Turn it off and on again for another time.',
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
	displayName: 'Fields to Compare',
	name: 'fields',
	type: 'multiOptions',
	options: choicesOf(watch),
	default: [...watch.preset],
	required: true,
	displayOptions: shownFor([watch.value]),
	description:
		'A record counts as changed when one of these does. When you choose others, the trigger begins anew, as on its first poll: changes since the last one are not told.',
});

const keepBeforeOption = (watch: Watch): INodeProperties => ({
	displayName: 'Keep Before',
	name: 'keepBefore',
	type: 'multiOptions',
	options: choicesOf(watch).filter(({ value }) => watch.mayKeep?.includes(value) ?? true),
	default: [],
	displayOptions: shownFor([watch.value], '/watch'),
	description: `Up to ${MOST_KEPT} short fields whose previous value is given in before, also of what was deleted. They are compared, too, and kept in the clear with the workflow; everything else only as a hash.`,
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
