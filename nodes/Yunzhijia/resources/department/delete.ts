import { BATCH, endpoint, writeByMessage, type YunzhijiaOperation } from '../../operations';
import { GONE } from '../../settle';
import { orgId } from './fields';

const deleteById = endpoint('dept/deleteById');

export const del: YunzhijiaOperation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete departments',
	term: '删除部门',
	description: 'Delete departments with all below them',
	notice: 'The people in a deleted department or below it are left without a department.',
	endpoints: [deleteById],
	required: [orgId],
	batch: BATCH,
	key: ({ row }) => String(row.orgId),
	perform: writeByMessage(deleteById, {
		body: (rows) => ({ departments: rows.map((row) => row.orgId) }),
		keys: ({ orgId: department }) => [department],
		repeatable: true,
		provenBy: GONE,
		adds: { deleted: true },
	}),
};
