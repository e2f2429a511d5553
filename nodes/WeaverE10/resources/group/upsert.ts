import { numberLiteral } from '../../../shared/client/json';
import type { Field } from '../../../shared/contract';
import { filled, integer, text, unlessEmpty, wholeNumber } from '../../../shared/input/readers';
import { byId, line } from '../../fields';
import { endpoint, writeOne, type WeaverE10Operation } from '../../operations';

const saveChannel = endpoint(24, 'saveChannel', { status: '当前还未上线' });

const isPrivate: Field = {
	parameter: {
		displayName: 'Private (是否私人群组)',
		name: 'isPrivate',
		type: 'options',
		options: [{ name: 'No (公共群组)', value: 0 }],
		default: 0,
		description: 'Whether the group is private; only 0 is documented',
	},
	read: integer(0, 1),
};

const sortNum: Field = {
	parameter: {
		displayName: 'Order (排序)',
		name: 'sortNum',
		type: 'number',
		default: 0,
		description: 'Place in the list',
	},
	read: wholeNumber,
};

const group = byId('id', 'Group (群组)', 'The group to update; empty for a new one', {
	read: unlessEmpty(text({ pattern: /^\d{1,19}$/, says: 'an ID of up to 19 digits' })),
});

export const upsert: WeaverE10Operation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update group',
	term: '新增或修改群组',
	description: 'Create a new group, or update the current one if it already exists (upsert)',
	notice:
		'Not yet online at the vendor (当前还未上线). With an ID the group is updated, without it is added: by each run once more.',
	required: [
		{ ...line('name', 'Name (群组名称)', 'Name of the group'), read: filled },
		isPrivate,
		sortNum,
	],
	optional: [group],
	...writeOne(saveChannel, ({ row: { id: group, ...row } }) =>
		group === undefined ? row : { ...row, id: numberLiteral(String(group)) },
	),
};
