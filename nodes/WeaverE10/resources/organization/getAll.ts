import { Invalid } from '../../../shared/input/invalid';
import { returnAllOrLimit } from '../../../shared/paging';
import { choices, digitIds, listed, whether } from '../../fields';
import { askPages, query, type WeaverE10Operation, withNumberedIds } from '../../operations';

export const queryOrg = query(14, 'queryOrg');

const typeList = choices('typeList', 'Types', 'Of which type (组织类型); if not sent, of both', [
	{ name: 'Department (部门)', value: 'department' },
	{ name: 'Subcompany (分部)', value: 'subcompany' },
]);

const pages = askPages(queryOrg, withNumberedIds);

export const getAll: WeaverE10Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many departments and subcompanies',
	description:
		'Search departments and subcompanies (组织查询), enabled ones only unless said otherwise',
	required: returnAllOrLimit,
	optional: [
		listed('codeList', 'Codes', 'Codes of departments and subcompanies (组织编码)'),
		listed('ids', 'Organizations', 'IDs of departments and subcompanies (组织ID)', digitIds),
		listed('parentCodeList', 'Parent Codes', 'Codes of the level above (上级组织编码)'),
		listed('parentOrgIds', 'Parents', 'IDs of the level above (上级组织ID), not along with codes'),
		typeList,
		whether('containDisableOrg', 'With Sealed', 'sealed ones are returned too (包含封存组织)'),
		whether('containExtend', 'With Own Fields', 'custom fields are returned (包含扩展字段)'),
	],
	...pages,
	check(record, credential) {
		const { parentCodeList, parentOrgIds } = record.row;
		if (parentCodeList && parentOrgIds)
			throw new Invalid('can’t be used together with parentOrgIds', 'parentCodeList');
		pages.check?.(record, credential);
	},
};
