import type { Columns } from '../../../nodes/shared/contract/index.ts';
import { integer, object, text } from '../../../nodes/shared/input/readers.ts';

export const COLUMNS: Columns = {
	method: 'columns',
	members: ['own'],
	list: [
		{ id: 'name', displayName: 'Name (名称)', isCommon: true, read: text() },
		{ id: 'order', displayName: 'Order (排序)', type: 'number', read: integer(0, 9) },
		{ id: 'own', displayName: 'Own Fields (自定义字段)', type: 'object', read: object },
	],
};
