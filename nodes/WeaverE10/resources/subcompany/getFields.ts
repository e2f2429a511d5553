import { askOnce, query, type WeaverE10Operation } from '../../operations';

export const listSubcompanyField = query(12, 'listSubcompanyField', { name: '分部自定义字段信息' });

export const getFields: WeaverE10Operation = {
	name: 'Get Custom Fields',
	value: 'getFields',
	action: 'Get custom fields of subcompanies',
	term: '自定义字段',
	description: 'List the fields that your company added to subcompanies, with their IDs',
	required: [],
	...askOnce(listSubcompanyField),
};
