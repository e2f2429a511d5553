import { jobsThere } from '../../existing';
import {
	BATCH,
	endpoint,
	PART_TIME_DOCUMENT,
	writeByCommitId,
	type YunzhijiaOperation,
} from '../../operations';
import { jobTitle, openId, orgId, orgUserType, personAndDepartment, weights } from './fields';

const addPartTimeJobs = endpoint('company/addPartTimeJobs', PART_TIME_DOCUMENT, {
	name: '根据部门ID批量设置兼职',
});

export const add: YunzhijiaOperation = {
	name: 'Add',
	value: 'add',
	action: 'Give people part time jobs',
	term: '批量设置兼职',
	description: 'Give people part-time jobs by department ID',
	endpoints: [addPartTimeJobs],
	required: [openId, orgId, jobTitle],
	optional: [weights, orgUserType],
	batch: BATCH,
	existing: jobsThere,
	key: personAndDepartment,
	// What adding a job twice does is not documented.
	perform: writeByCommitId(addPartTimeJobs, { repeatable: false }),
};
