import { typedPath } from '../../fields';
import { askOnce, endpoint, type WeaverE10Operation } from '../../operations';

const listDepartmentField = endpoint('no. 11', '', { sure: 'inferred' });

export const getFields: WeaverE10Operation = {
	name: 'Get Custom Fields',
	value: 'getFields',
	action: 'Get custom fields of departments',
	term: '部门自定义字段信息',
	description: 'List the fields that the tenant added to departments; the path is unconfirmed',
	notice:
		'The vendor’s page of this interface is not known: take its path from your own platform’s documents.',
	required: [typedPath('/api/hrm/restful/listDepartmentField')],
	...askOnce(listDepartmentField),
};
