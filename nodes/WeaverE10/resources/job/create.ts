import { line, tenantKey } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { dsporder, filledLine } from './fields';

const addJobSets = endpoint(20, 'addJobSets');

export const create: WeaverE10Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create jobs',
	term: '批量新增职务',
	description: 'Add jobs',
	required: [
		tenantKey,
		filledLine('jobName', 'Name (职务名称)', 'Name of the job'),
		filledLine('jobType', 'Job Type (职务类别)', 'Name of the job type, which must be there'),
		dsporder,
	],
	optional: [
		line('code', 'Code (职务编码)', 'Code of the job, known from the vendor’s example only'),
		line('jobFullname', 'Full Name (职务全称)', 'Full name of the job'),
	],
	...syncRows(addJobSets, { member: 'jobSets' }),
};
