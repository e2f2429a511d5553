import { line, tenantKey } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { dsporder, filledLine } from './fields';

const addJobSets = endpoint(20, 'addJobSets');

export const create: WeaverE10Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create jobs',
	description: 'Add jobs (批量新增职务)',
	required: [
		tenantKey,
		filledLine('jobName', 'Name', 'Name of the job (职务名称)'),
		filledLine('jobType', 'Job Type', 'Name of the job type (职务类别), which must be there'),
		dsporder,
	],
	optional: [
		line('code', 'Code', 'Code of the job (职务编码), known from the vendor’s example only'),
		line('jobFullname', 'Full Name', 'Full name of the job (职务全称)'),
	],
	...syncRows(addJobSets, { member: 'jobSets' }),
};
