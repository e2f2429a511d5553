import { line } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { dsporder, filledLine } from './fields';

const syncJobtype = endpoint('the newer menu', 'syncJobtype', { sure: 'example' });

export const upsertType: WeaverE10Operation = {
	name: 'Create or Update Type',
	value: 'upsertType',
	action: 'Create or update job types',
	term: '同步职务类别',
	description: 'Create or change job types; its fields are known from an example only',
	required: [filledLine('type_name', 'Name (职务类别)', 'Name of the job type')],
	optional: [dsporder, line('type_fullname', 'Full Name (职务类别全称)', 'Full name')],
	...syncRows(syncJobtype, { by: 'type_name' }),
};
