import { askOnce, query, type WeaverE10Operation } from '../../operations';

export const listBasicField = query(10, 'listBasicField', { name: '基本信息自定义字段信息' });

export const getFields: WeaverE10Operation = {
	name: 'Get Custom Fields',
	value: 'getFields',
	action: 'Get custom fields of employees',
	term: '自定义字段',
	description:
		'List the fields that your company added to employees, with the IDs that go into userInfoExtend',
	required: [],
	...askOnce(listBasicField),
};
