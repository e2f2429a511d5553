import { jobsThere } from '../../existing';
import { longName } from '../../fields';
import {
	BATCH,
	endpoint,
	PART_TIME_DOCUMENT,
	writeByCommitId,
	type YunzhijiaOperation,
} from '../../operations';
import { jobTitle, openId, orgUserType, personAndDepartment, weights } from './fields';

const addPartTimeJobsFull = endpoint('company/addPartTimeJobsFull', PART_TIME_DOCUMENT, {
	name: '根据部门长名称批量设置兼职',
});

export const addByDepartmentName: YunzhijiaOperation = {
	name: 'Add by Department Name',
	value: 'addByDepartmentName',
	action: 'Give people part time jobs by department name',
	term: '按部门长名称设置',
	description: 'Give people part-time jobs by department long name',
	endpoints: [addPartTimeJobsFull],
	required: [openId, longName, jobTitle],
	optional: [weights, orgUserType],
	batch: BATCH,
	existing: jobsThere,
	key: personAndDepartment,
	// What adding a job twice does is not documented.
	perform: writeByCommitId(addPartTimeJobsFull, { repeatable: false }),
};
