import { Invalid } from '../../../shared/input/invalid';
import { returnAllOrLimit } from '../../../shared/paging';
import { choices, digitIds, listed, whether } from '../../fields';
import { askPages, query, type WeaverE10Operation, withNumberedIds } from '../../operations';

export const queryOrg = query(14, 'queryOrg');

const typeList = choices('typeList', 'Types (组织类型)', 'Of which type; if not sent, of both', [
	{ name: 'Department (部门)', value: 'department' },
	{ name: 'Subcompany (分部)', value: 'subcompany' },
]);

const pages = askPages(queryOrg, withNumberedIds);

export const getAll: WeaverE10Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many departments and subcompanies',
	term: '组织查询',
	description: 'Search departments and subcompanies, enabled ones only unless said otherwise',
	required: returnAllOrLimit,
	optional: [
		listed('codeList', 'Codes (组织编码)', 'Codes of departments and subcompanies'),
		listed('ids', 'Organizations (组织ID)', 'IDs of departments and subcompanies', digitIds),
		listed('parentCodeList', 'Parent Codes (上级组织编码)', 'Codes of the level above'),
		listed('parentOrgIds', 'Parents (上级组织ID)', 'IDs of the level above, not along with codes'),
		typeList,
		whether('containDisableOrg', 'With Sealed (包含封存组织)', 'sealed ones are returned too'),
		whether('containExtend', 'With Own Fields (包含扩展字段)', 'custom fields are returned'),
	],
	...pages,
	check(record, credential) {
		const { parentCodeList, parentOrgIds } = record.row;
		if (parentCodeList && parentOrgIds)
			throw new Invalid('can’t be used together with parentOrgIds', 'parentCodeList');
		pages.check?.(record, credential);
	},
};
