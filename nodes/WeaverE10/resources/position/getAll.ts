import { returnAllOrLimit } from '../../../shared/paging';
import { digitIds, listed } from '../../fields';
import { askPages, query, type WeaverE10Operation, withNumberedIds } from '../../operations';

export const queryPosition = query(15, 'queryPosition');

export const getAll: WeaverE10Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many positions',
	description: 'Search positions (岗位查询)',
	required: returnAllOrLimit,
	optional: [
		listed('codeList', 'Codes', 'Codes of positions (岗位编码)'),
		listed('ids', 'Positions', 'IDs of positions (岗位ID)', digitIds),
		listed('multiFieldList', 'Language Fields', 'Fields to return in other languages (多语言字段)'),
		listed('nameList', 'Names', 'Names of positions (岗位名称)'),
	],
	...askPages(queryPosition, withNumberedIds),
};
