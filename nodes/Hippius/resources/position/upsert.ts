import { checkCodes, createOrUpdate, type HippiusOperation } from '../../operations';
import {
	createPosition,
	key,
	orderSeq,
	positionCode,
	positionName,
	unitCode,
	updatePosition,
} from './fields';

export const upsert: HippiusOperation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update position',
	term: '新增或编辑岗位',
	description: 'Create a new position, or update the current one if it already exists (upsert)',
	notice: 'A position that is there stays in its department.',
	endpoints: [createPosition, updatePosition],
	required: [positionCode, positionName, unitCode, orderSeq],
	key,
	check: ({ row }, credential) => checkCodes(row, credential, 'positionCode', 'unitCode'),
	perform: createOrUpdate(createPosition, updatePosition, ['unitCode']),
};
