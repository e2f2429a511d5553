import { numberLiteral } from '../../../shared/client/json';
import type { Field } from '../../../shared/contract';
import { integer, unlessEmpty, wholeNumber } from '../../../shared/input/readers';
import { byId, digitId, filledLine } from '../../fields';
import { described, endpoint, writeOne, type WeaverE10Operation } from '../../operations';

const saveChannel = endpoint(24, 'saveChannel', { status: '当前还未上线', name: '新增或修改群组' });

const isPrivate: Field = {
	parameter: {
		displayName: 'Private (是否私人群组)',
		name: 'isPrivate',
		type: 'options',
		options: [{ name: 'No (公共群组)', value: 0 }],
		default: 0,
		description: 'Whether only its members know of the group. Weaver documents only “No”.',
	},
	read: integer(0, 1),
};

const sortNum: Field = {
	parameter: {
		displayName: 'Order (排序)',
		name: 'sortNum',
		type: 'number',
		default: 0,
		description: 'Where it stands in lists: lower numbers come first',
	},
	read: wholeNumber,
};

const group = byId(
	'id',
	'Group (群组)',
	'Which group to update. Without it a new one is created.',
	{
		read: unlessEmpty(digitId),
	},
);

export const upsert: WeaverE10Operation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update groups',
	term: '新增或修改',
	...described(
		saveChannel,
		'Create a new group, or update the current one if it already exists (upsert)',
	),
	notice: 'Without Group (群组) under Additional Fields each run creates another group.',
	required: [filledLine('name', 'Name (群组名称)', 'What the group is called'), isPrivate, sortNum],
	optional: [group],
	...writeOne(saveChannel, ({ row: { id: group, ...row } }) =>
		group === undefined ? row : { ...row, id: numberLiteral(String(group)) },
	),
};
