import { dataRule, matchBy } from '../../dataRule';
import { apiTaskId, echoing, optId, virtualId } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { externalDepartmentColumns } from './columns';

const syncExternalDepartment = endpoint(37, 'syncExternalDepartment');

export const upsertDepartment: WeaverE10Operation = {
	name: 'Create or Update Department',
	value: 'upsertDepartment',
	action: 'Create or update external departments',
	term: '同步外部部门',
	description:
		'Create a new external department, or update the current one if it already exists (upsert)',
	required: [matchBy('department', 'name')],
	columns: externalDepartmentColumns,
	requestFields: [
		dataRule(['department', 'subcompany'], { department: 'name', subcompany: 'name' }),
		optId,
		apiTaskId,
		echoing('name'),
		virtualId,
	],
	...syncRows(syncExternalDepartment, {
		rule: 'department',
		preset: 'name',
		needsRule: true,
		parent: 'parent',
		called: { one: 'department', columns: externalDepartmentColumns },
	}),
};
