import { always, checkCodes, writeRow, type HippiusOperation } from '../../operations';
import { key, orderSeq, positionCode, positionName, updatePosition } from './fields';

export const update: HippiusOperation = {
	name: 'Update',
	value: 'update',
	action: 'Update position',
	term: '编辑岗位',
	description: 'Change a position that exists',
	endpoints: [updatePosition],
	required: [positionCode, positionName],
	optional: [orderSeq],
	key,
	check: ({ row }, credential) => checkCodes(row, credential, 'positionCode'),
	perform: writeRow(updatePosition, always),
};
