import type { Field } from '../../../shared/contract';
import { integer } from '../../../shared/input/readers';
import { endpoint, numbers, sendIds, type WeaverE10Operation } from '../../operations';
import { numberedGroups } from './fields';

const closeChannels = endpoint(25, 'closeChannels', { status: '将废弃' });

const closed: Field = {
	parameter: {
		displayName: 'Sealed (是否封存)',
		name: 'closed',
		type: 'options',
		options: [
			{ name: 'No (解封)', value: 0 },
			{ name: 'Yes (封存)', value: 1 },
		],
		default: 1,
		description: 'Whether the groups are sealed or opened again',
	},
	requestWide: true,
	read: integer(0, 1),
};

export const setSealed: WeaverE10Operation = {
	name: 'Seal or Unseal',
	value: 'setSealed',
	action: 'Seal or unseal groups',
	term: '批量封存/解封群组',
	description: 'Seal groups or open them again. To be deprecated by the vendor (将废弃).',
	required: [numberedGroups, closed],
	...sendIds(
		closeChannels,
		'groupIds',
		(ids, { closed: isClosed }) => ({ groupIds: numbers(ids), closed: isClosed }),
		{ repeatable: true },
	),
};
