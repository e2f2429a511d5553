import { byId, digitIds } from '../../fields';
import { datas, endpoint, sendIds, type WeaverE10Operation } from '../../operations';

const enableDepartment = endpoint(8, 'enableDepartment');

export const unseal: WeaverE10Operation = {
	name: 'Unseal',
	value: 'unseal',
	action: 'Unseal departments',
	term: '解封部门',
	description: 'Put sealed departments back into use',
	required: [
		byId('id', 'Department (部门)', 'The sealed department', {
			read: digitIds,
			from: 'searchAllDepartments',
		}),
	],
	...sendIds(enableDepartment, 'id', datas, {
		repeatable: true,
	}),
};
