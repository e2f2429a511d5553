import type { Field } from '../../../shared/contract';
import { integer } from '../../../shared/input/readers';
import { described, endpoint, numbers, sendIds, type WeaverE10Operation } from '../../operations';
import { numberedGroups } from './fields';

const closeChannels = endpoint(25, 'closeChannels', {
	status: '将废弃',
	name: '批量封存/解封群组',
});

const closed: Field = {
	parameter: {
		displayName: 'Seal (是否封存)',
		name: 'closed',
		type: 'options',
		options: [
			{ name: 'No (解封)', value: 0 },
			{ name: 'Yes (封存)', value: 1 },
		],
		default: 1,
		description: 'Whether to seal the groups, or to put them back into use',
	},
	requestWide: true,
	read: integer(0, 1),
};

export const setSealed: WeaverE10Operation = {
	name: 'Seal or Unseal',
	value: 'setSealed',
	action: 'Seal or unseal groups',
	term: '封存/解封',
	...described(closeChannels, 'Seal groups, or put sealed ones back into use'),
	required: [numberedGroups, closed],
	...sendIds(
		closeChannels,
		'groupIds',
		(ids, { closed: isClosed }) => ({ groupIds: numbers(ids), closed: isClosed }),
		{ repeatable: true },
	),
};
