import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../../shared/contract';
import { returnAllOrLimit } from '../../../shared/paging';
import { digitIds, listed } from '../../fields';
import {
	addCodesAndNames,
	codesAndNames,
	departmentOf,
	inList,
	type Lookup,
} from '../../lookups/names';
import { askPages, query, type WeaverE10Operation, withNumberedIds } from '../../operations';
import { queryOrg } from '../organization/getAll';

export const queryPosition = query(15, 'queryPosition');

export const getAll: WeaverE10Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many positions',
	term: '岗位查询',
	description: 'Search positions by code, name or ID',
	required: returnAllOrLimit,
	optional: [
		addCodesAndNames('the codes and names of its department and its parent'),
		listed('codeList', 'Codes (岗位编码)', 'Codes of positions', { example: 'P-DEV, P-PM' }),
		listed('ids', 'Positions (岗位ID)', 'IDs of positions', { read: digitIds }),
		listed(
			'multiFieldList',
			'Language Fields (多语言)',
			'Fields that Weaver also returns in other languages',
			{
				example: 'name',
			},
		),
		listed('nameList', 'Names (岗位名称)', 'Names of positions', { example: '开发工程师, 销售' }),
	],
	...askPages(queryPosition, withNumberedIds, shown),
	endpoints: [queryPosition, queryOrg],
};

const REFERENCES: Lookup[] = [
	departmentOf,
	{
		column: 'parent',
		adds: { parentCode: 'code', parentName: 'name' },
		find: inList(queryPosition),
		isOwn: true,
	},
];

async function shown(rows: IDataObject[], asked: IDataObject, call: Call): Promise<IDataObject[]> {
	if (asked.addCodesAndNames !== true) return rows;
	const added = await codesAndNames(rows, REFERENCES, call);
	return rows.map((row, at) => ({ ...row, ...added[at] }));
}
