import { checkCodes, sinceV033, writeRow, type HippiusOperation } from '../../operations';
import { createPosition, key, orderSeq, positionCode, positionName, unitCode } from './fields';

export const create: HippiusOperation = {
	name: 'Create',
	value: 'create',
	action: 'Create position',
	term: '新增岗位',
	description: 'Create a position. Hippius 0.3.3 and later updates it if the code exists already.',
	endpoints: [createPosition],
	required: [positionCode, positionName, unitCode, orderSeq],
	key,
	check: ({ row }, credential) => checkCodes(row, credential, 'positionCode', 'unitCode'),
	perform: writeRow(createPosition, sinceV033),
};
