import { filledLine, line } from '../../fields';
import { described, endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { dsporder } from './fields';

const syncJobtype = endpoint('the newer menu', 'syncJobtype', {
	sure: 'example',
	name: '同步职务类别',
});

export const upsertType: WeaverE10Operation = {
	name: 'Create or Update Type',
	value: 'upsertType',
	action: 'Create or update job types',
	term: '职务类别',
	...described(
		syncJobtype,
		'Create a new job type, or update the current one if it already exists (upsert)',
	),
	required: [
		filledLine(
			'type_name',
			'Name (职务类别)',
			'What the job type is called. It is also what an existing one is found by.',
		),
	],
	optional: [
		dsporder,
		line('type_fullname', 'Full Name (职务类别全称)', 'The long form of the name'),
	],
	...syncRows(syncJobtype, { by: 'type_name' }),
};
