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
	description: 'Search positions',
	required: returnAllOrLimit,
	optional: [
		addCodesAndNames('department and parent (所属部门, 上级岗位) by code and name'),
		listed('codeList', 'Codes (岗位编码)', 'Codes of positions'),
		listed('ids', 'Positions (岗位ID)', 'IDs of positions', digitIds),
		listed('multiFieldList', 'Language Fields (多语言字段)', 'Fields to return in other languages'),
		listed('nameList', 'Names (岗位名称)', 'Names of positions'),
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
