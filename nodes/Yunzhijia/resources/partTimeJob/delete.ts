import {
	BATCH,
	endpoint,
	PART_TIME_DOCUMENT,
	writeByCommitId,
	type YunzhijiaOperation,
} from '../../operations';
import { GONE } from '../../settle';
import { openId, orgId, personAndDepartment } from './fields';

const deletePartTimeJobs = endpoint('company/deletePartTimeJobs', PART_TIME_DOCUMENT, {
	name: '根据部门ID批量删除兼职',
});

export const del: YunzhijiaOperation = {
	name: 'Delete',
	value: 'delete',
	action: 'Take part time jobs away from people',
	term: '批量删除兼职',
	description: 'Take part-time jobs away by department ID',
	endpoints: [deletePartTimeJobs],
	required: [openId, orgId],
	batch: BATCH,
	key: personAndDepartment,
	perform: writeByCommitId(deletePartTimeJobs, {
		repeatable: true,
		provenBy: GONE,
		adds: { deleted: true },
	}),
};
