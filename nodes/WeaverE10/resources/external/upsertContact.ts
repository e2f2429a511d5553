import { dataRule, matchBy } from '../../dataRule';
import { apiTaskId, echoing, optId, virtualId } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { contactColumns } from './columns';

const syncExteralEmployee = endpoint(35, 'syncExteralEmployee');

export const upsertContact: WeaverE10Operation = {
	name: 'Create or Update Contact',
	value: 'upsertContact',
	action: 'Create or update external contacts',
	term: '同步外部联系人',
	description:
		'Create a new external contact, or update the current one if it already exists (upsert)',
	required: [matchBy('employee', 'job_num')],
	columns: contactColumns,
	requestFields: [
		dataRule(['employee'], { employee: 'job_num' }),
		optId,
		apiTaskId,
		echoing('job_num'),
		virtualId,
	],
	...syncRows(syncExteralEmployee, {
		rule: 'employee',
		preset: 'job_num',
		called: { one: 'contact', columns: contactColumns },
	}),
};
