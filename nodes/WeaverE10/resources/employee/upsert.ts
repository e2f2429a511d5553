import { dataRule, matchBy } from '../../dataRule';
import { apiTaskId, echoing, emptyCustomVaueClearable, optId } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { employeeColumns } from './columns';

const syncEmployee = endpoint(1, 'syncEmployee');

export const upsert: WeaverE10Operation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update employees',
	term: '同步人员',
	description: 'Create a new employee, or update the current one if it already exists (upsert)',
	required: [matchBy('employee', 'job_num')],
	columns: employeeColumns,
	requestFields: [
		dataRule(['employee', 'department', 'position', 'subcompany'], {
			employee: 'job_num',
			department: 'code',
			position: 'code',
		}),
		optId,
		apiTaskId,
		echoing('job_num'),
		emptyCustomVaueClearable,
	],
	...syncRows(syncEmployee, {
		rule: 'employee',
		preset: 'job_num',
		parent: 'superior',
		called: { one: 'employee', columns: employeeColumns },
	}),
};
