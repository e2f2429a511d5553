import { typedPath } from '../../fields';
import { askOnce, described, endpoint, type WeaverE10Operation } from '../../operations';

const listDepartmentField = endpoint('no. 11', '', {
	sure: 'inferred',
	name: '部门自定义字段信息',
});

export const getFields: WeaverE10Operation = {
	name: 'Get Custom Fields',
	value: 'getFields',
	action: 'Get custom fields of departments',
	term: '自定义字段',
	...described(listDepartmentField, 'List the fields that your company added to departments'),
	notice:
		'The vendor’s page of this interface is not known to us: take its path from the documents of your own platform.',
	required: [typedPath('/api/hrm/restful/listDepartmentField')],
	...askOnce(listDepartmentField),
};
