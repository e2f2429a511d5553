import { Invalid } from '../../../shared/input/invalid';
import { returnAllOrLimit } from '../../../shared/paging';
import { choices, digitIds, listed, listedOrChosen, whether } from '../../fields';
import {
	askPages,
	query,
	type WeaverE10Operation,
	withChosen,
	withNumberedIds,
} from '../../operations';

export const queryOrg = query(14, 'queryOrg');

const typeList = choices(
	'typeList',
	'Types (组织类型)',
	'Departments, subcompanies, or both, as without this filter',
	[
		{ name: 'Department (部门)', value: 'department' },
		{ name: 'Subcompany (分部)', value: 'subcompany' },
	],
);

const withParent = withChosen({ parentOrgId: 'parentOrgIds' });
const pages = askPages(queryOrg, (row) => withNumberedIds(withParent(row)));

export const getAll: WeaverE10Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many departments and subcompanies',
	term: '组织查询',
	description:
		'Search departments and subcompanies. Sealed ones only come with the filter With Sealed.',
	required: returnAllOrLimit,
	optional: [
		listed('codeList', 'Codes (组织编码)', 'Codes of departments and subcompanies', {
			example: 'RD, SALES',
		}),
		listed('ids', 'Organizations by ID (组织ID)', 'IDs of departments and subcompanies', {
			read: digitIds,
		}),
		listed(
			'parentCodeList',
			'Parent Codes (上级组织编码)',
			'Codes of the departments or subcompanies directly above',
			{
				example: 'HQ',
			},
		),
		...listedOrChosen(
			listed(
				'parentOrgIds',
				'Parents by ID (上级组织ID)',
				'IDs of the departments or subcompanies directly above; not together with Parent Codes',
			),
			'parentOrgId',
			'Parent (上级组织)',
			'searchOrganizations',
		),
		typeList,
		whether('containDisableOrg', 'With Sealed (包含封存组织)', 'to return sealed ones too'),
		whether(
			'containExtend',
			'With Custom Fields (扩展字段)',
			'to return your company’s own fields too',
		),
	],
	...pages,
	check(record, credential) {
		const { parentCodeList, parentOrgIds, parentOrgId } = record.row;
		if (parentCodeList && (parentOrgIds ?? parentOrgId))
			throw new Invalid(
				'can’t be used together with Parent (上级组织) or Parents by ID (上级组织ID)',
				'parentCodeList',
			);
		pages.check?.(record, credential);
	},
};
