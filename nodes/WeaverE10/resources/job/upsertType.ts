import { line } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { dsporder, filledLine } from './fields';

const syncJobtype = endpoint('the newer menu', 'syncJobtype', { sure: 'example' });

export const upsertType: WeaverE10Operation = {
	name: 'Create or Update Type',
	value: 'upsertType',
	action: 'Create or update job types',
	description:
		'Create or change job types (同步职务类别); its fields are known from an example only',
	required: [filledLine('type_name', 'Name', 'Name of the job type (职务类别名称)')],
	optional: [dsporder, line('type_fullname', 'Full Name', 'Full name (职务类别全称)')],
	...syncRows(syncJobtype, { by: 'type_name' }),
};
