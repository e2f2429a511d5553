/** Columns of a wide row, with a member for those of the tenant: for input/ and form/. */
import { integer, object, text } from '../../../nodes/shared/field.ts';
import type { Columns } from '../../../nodes/shared/mapper.ts';

export const COLUMNS: Columns = {
	method: 'columns',
	members: ['own'],
	list: [
		{ id: 'name', displayName: 'Name (名称)', isCommon: true, read: text() },
		{ id: 'order', displayName: 'Order (排序)', type: 'number', read: integer(0, 9) },
		{ id: 'own', displayName: 'Own Fields (自定义字段)', type: 'object', read: object },
	],
};
