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
	description: 'Search positions (岗位查询)',
	required: returnAllOrLimit,
	optional: [
		addCodesAndNames('department and parent (所属部门, 上级岗位) by code and name'),
		listed('codeList', 'Codes', 'Codes of positions (岗位编码)'),
		listed('ids', 'Positions', 'IDs of positions (岗位ID)', digitIds),
		listed('multiFieldList', 'Language Fields', 'Fields to return in other languages (多语言字段)'),
		listed('nameList', 'Names', 'Names of positions (岗位名称)'),
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
