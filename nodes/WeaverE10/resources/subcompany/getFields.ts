import { askOnce, query, type WeaverE10Operation } from '../../operations';

export const listSubcompanyField = query(12, 'listSubcompanyField');

export const getFields: WeaverE10Operation = {
	name: 'Get Custom Fields',
	value: 'getFields',
	action: 'Get custom fields of subcompanies',
	term: '分部自定义字段信息',
	description: 'List the fields that the tenant added to subcompanies',
	required: [],
	...askOnce(listSubcompanyField),
};
