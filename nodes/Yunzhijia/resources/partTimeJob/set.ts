import { endpoint, writeByCommitId, type YunzhijiaOperation } from '../../operations';
import { jobTitle, openId, orgId, orgUserType, personAndDepartment, weights } from './fields';

const setPartTimeJobs = endpoint('company/setPartTimeJobs');

export const set: YunzhijiaOperation = {
	name: 'Set',
	value: 'set',
	action: 'Overwrite part time jobs of people',
	term: '覆盖设置兼职',
	description: 'Overwrite part-time jobs by department ID. The title !DELETE removes the job.',
	notice: 'Only newer editions of Yunzhijia have this interface.',
	endpoints: [setPartTimeJobs],
	required: [openId, orgId, jobTitle],
	optional: [weights, orgUserType],
	batch: { size: 50, limit: 50 },
	key: personAndDepartment,
	perform: writeByCommitId(setPartTimeJobs, { repeatable: true }),
};
