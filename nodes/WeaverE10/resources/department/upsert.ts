import { dataRule, matchBy } from '../../dataRule';
import {
	apiTaskId,
	echoing,
	emptyCustomVaueClearable,
	ignoreOrgCanceledValidate,
	ignoreOrgSaveOrgNameCheck,
	optId,
} from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { departmentColumns } from './columns';

const syncDepartment = endpoint(2, 'syncDepartment');

export const upsert: WeaverE10Operation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update departments',
	term: '同步部门',
	description: 'Create a new department, or update the current one if it already exists (upsert)',
	required: [matchBy('department', 'code')],
	columns: departmentColumns,
	requestFields: [
		dataRule(['department', 'subcompany', 'employee'], { department: 'code', subcompany: 'code' }),
		optId,
		apiTaskId,
		echoing('code'),
		emptyCustomVaueClearable,
		ignoreOrgSaveOrgNameCheck,
		ignoreOrgCanceledValidate,
	],
	...syncRows(syncDepartment, {
		rule: 'department',
		preset: 'code',
		parent: 'parent',
		called: { one: 'department', columns: departmentColumns },
	}),
};
