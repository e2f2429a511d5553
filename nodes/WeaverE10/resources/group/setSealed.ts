import type { Field } from '../../../shared/contract';
import { integer } from '../../../shared/input/readers';
import { endpoint, numbers, sendIds, type WeaverE10Operation } from '../../operations';
import { numberedGroups } from './fields';

const closeChannels = endpoint(25, 'closeChannels', { status: '将废弃' });

const closed: Field = {
	parameter: {
		displayName: 'Sealed',
		name: 'closed',
		type: 'options',
		options: [
			{ name: 'No (解封)', value: 0 },
			{ name: 'Yes (封存)', value: 1 },
		],
		default: 1,
		description: 'Whether the groups are sealed or opened again (是否封存)',
	},
	requestWide: true,
	read: integer(0, 1),
};

export const setSealed: WeaverE10Operation = {
	name: 'Seal or Unseal',
	value: 'setSealed',
	action: 'Seal or unseal groups',
	description:
		'Seal groups or open them again (批量封存/解封群组). To be deprecated by the vendor (将废弃).',
	required: [numberedGroups, closed],
	...sendIds(
		closeChannels,
		'groupIds',
		(ids, { closed: isClosed }) => ({ groupIds: numbers(ids), closed: isClosed }),
		{ repeatable: true },
	),
};
