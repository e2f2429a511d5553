import { askOnce, query, type WeaverE10Operation } from '../../operations';

export const listBasicField = query(10, 'listBasicField');

export const getFields: WeaverE10Operation = {
	name: 'Get Custom Fields',
	value: 'getFields',
	action: 'Get custom fields of employees',
	term: '基本信息自定义字段信息',
	description: 'List the fields that the tenant added to employees',
	required: [],
	...askOnce(listBasicField),
};
