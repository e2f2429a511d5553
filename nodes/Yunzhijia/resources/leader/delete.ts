import { BATCH, endpoint, writeByCommitId, type YunzhijiaOperation } from '../../operations';
import { GONE } from '../../settle';
import { openId, orgId, pair } from './fields';

const deleteOrgAdminsById = endpoint('company/deleteOrgAdminsById');

export const del: YunzhijiaOperation = {
	name: 'Delete',
	value: 'delete',
	action: 'Remove leaders of departments',
	term: '删除部门负责人',
	description: 'Remove leaders of departments',
	endpoints: [deleteOrgAdminsById],
	required: [openId, orgId],
	batch: BATCH,
	key: pair,
	perform: writeByCommitId(deleteOrgAdminsById, {
		body: (list) => ({ list }),
		repeatable: true,
		provenBy: GONE,
		adds: { deleted: true },
	}),
};
