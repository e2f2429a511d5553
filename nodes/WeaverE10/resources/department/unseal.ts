import { byId, digitIds } from '../../fields';
import { datas, endpoint, sendIds, type WeaverE10Operation } from '../../operations';

const enableDepartment = endpoint(8, 'enableDepartment');

export const unseal: WeaverE10Operation = {
	name: 'Unseal',
	value: 'unseal',
	action: 'Unseal departments',
	description: 'Open sealed departments again (解封部门)',
	required: [
		byId('id', 'Department', 'The department, or several (部门ID)', {
			read: digitIds,
			from: 'searchAllDepartments',
		}),
	],
	...sendIds(enableDepartment, 'id', datas, {
		repeatable: true,
	}),
};
