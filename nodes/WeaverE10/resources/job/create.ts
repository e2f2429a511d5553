import { filledLine, line, tenantKey } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { dsporder } from './fields';

const addJobSets = endpoint(20, 'addJobSets');

export const create: WeaverE10Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create jobs',
	term: '批量新增职务',
	description:
		'Create jobs. A job that is there already is created once more: what Weaver does then is not documented.',
	required: [
		tenantKey,
		filledLine('jobName', 'Name (职务名称)', 'What the job is called'),
		filledLine('jobType', 'Job Type (职务类别)', 'The name of a job type that exists in Weaver'),
		dsporder,
	],
	optional: [
		line(
			'code',
			'Code (职务编码)',
			'The code of the job. Known to us only from an example of the vendor.',
		),
		line('jobFullname', 'Full Name (职务全称)', 'The long form of the name'),
	],
	...syncRows(addJobSets, { member: 'jobSets' }),
};
