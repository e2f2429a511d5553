import type { Field } from '../../../shared/contract';
import { filled } from '../../../shared/input/readers';
import { BATCH, endpoint, writeByMessage, type YunzhijiaOperation } from '../../operations';
import { orgId } from './fields';

const updateById = endpoint('dept/updateById');

const todepartment: Field = {
	parameter: {
		displayName: 'New Name (部门新名称)',
		name: 'todepartment',
		type: 'string',
		default: '',
		placeholder: 'e.g. 北京',
		description: 'The new short name, without the levels above',
	},
	read: filled,
};

export const update: YunzhijiaOperation = {
	name: 'Update',
	value: 'update',
	action: 'Update departments',
	term: '修改部门',
	description: 'Rename departments',
	endpoints: [updateById],
	required: [orgId, todepartment],
	batch: BATCH,
	key: ({ row }) => String(row.orgId),
	perform: writeByMessage(updateById, {
		body: (departments) => ({ departments }),
		keys: ({ orgId: department }) => [department],
		repeatable: true,
	}),
};
