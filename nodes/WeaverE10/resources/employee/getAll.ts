import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../../shared/contract';
import { isUnset } from '../../../shared/input/readers';
import { returnAllOrLimit, simplify } from '../../../shared/paging';
import { choices, listed, line, whether } from '../../fields';
import {
	addCodesAndNames,
	byTheirIds,
	codesAndNames,
	departmentOf,
	inList,
	type Lookup,
} from '../../lookups/names';
import { askPages, query, type WeaverE10Operation } from '../../operations';
import { queryOrg } from '../organization/getAll';
import { queryPosition } from '../position/getAll';
import { personnelStatusTerms } from './columns';

export const queryEmployee = query(13, 'queryEmployee');

/** What the query calls those who have not left, and those who have. */
export const [IN_SERVICE, LEFT] = ['normal', '6'];

const userStatusList = choices(
	'userStatusList',
	'Statuses (人员状态)',
	'Of which status; if not sent, in service only',
	[
		{ name: 'In Service (在职)', value: IN_SERVICE },
		{ name: 'Left (离职)', value: LEFT },
	],
);

/** The columns that a simplified row keeps, besides those that were asked for. */
const SIMPLE = [
	'id',
	'user_id',
	'username',
	'job_num',
	'mobile',
	'email',
	'status',
	'account',
	'department',
	'position',
];

export const getAll: WeaverE10Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many employees',
	term: '人员查询',
	description: 'Search employees, those in service unless Statuses says otherwise',
	required: [...returnAllOrLimit, simplify],
	optional: [
		line('accurateEmailList', 'Email (邮箱精确匹配)', 'Exact email'),
		addCodesAndNames(
			'department, position and superior (部门, 岗位, 直接上级) by code and name, and the personnel status (人员状态) in words',
		),
		listed('departmentIds', 'Departments (部门ID)', 'IDs of departments'),
		listed('ids', 'Employees (人员ID)', 'IDs of employees'),
		listed('jobNumList', 'Job Numbers (工号)', 'Job numbers'),
		listed('mobileList', 'Mobiles (手机号)', 'Mobile numbers'),
		listed('nameLikeList', 'Names Containing (姓名模糊匹配)', 'Parts of names'),
		listed('positionList', 'Positions (岗位ID)', 'IDs of positions'),
		listed('returnFieldList', 'Columns to Return (返回字段)', 'Which columns to return'),
		listed('subcompanyIds', 'Subcompanies (分部ID)', 'IDs of subcompanies'),
		userStatusList,
		whether('containAvatar', 'With Avatar (包含头像)', 'the picture is returned'),
		whether(
			'containEmployeeExtend',
			'With Further Own Fields (包含人员扩展字段)',
			'employeeExtend is returned',
		),
		whether('containUserInfo', 'With User Information (包含基本信息)', 'userInfo is returned'),
		whether(
			'containUserInfoExtend',
			'With Own Fields (包含基本信息自定义字段)',
			'userInfoExtend is returned',
		),
		whether('needAccountInfo', 'With Account (包含账号信息)', 'the account is returned'),
		whether(
			'needReturnBrowserInfo',
			'With Names of References (返回浏览框信息)',
			'names are returned along with IDs',
		),
	],
	...askPages(queryEmployee, undefined, shown),
	endpoints: [queryEmployee, queryOrg, queryPosition],
};

const REFERENCES: Lookup[] = [
	departmentOf,
	{
		column: 'position',
		adds: { positionCode: 'code', positionName: 'name' },
		find: inList(queryPosition),
	},
	{
		column: 'superior',
		adds: { superiorJobNum: 'job_num', superiorName: 'username' },
		// Some are below somebody who has left.
		find: byTheirIds(queryEmployee, { userStatusList: [IN_SERVICE, LEFT] }),
		isOwn: true,
	},
];

async function shown(rows: IDataObject[], asked: IDataObject, call: Call): Promise<IDataObject[]> {
	if (asked.addCodesAndNames !== true) return rows.map((row) => simplified(row, asked));
	const added = await codesAndNames(rows, REFERENCES, call);
	return rows.map((row, at) => ({ ...simplified(row, asked), ...added[at], ...statusOf(row) }));
}

function statusOf({ personnel_status: value }: IDataObject): IDataObject {
	const personnelStatusName = value === '' ? '' : personnelStatusTerms.get(String(value));
	return isUnset(personnelStatusName) ? {} : { personnelStatusName };
}

/** What is asked for by a filter of its own is kept too. */
const ASKED: Record<string, string> = {
	containAvatar: 'avatar',
	containEmployeeExtend: 'employeeExtend',
	containUserInfo: 'userInfo',
	containUserInfoExtend: 'userInfoExtend',
};

function simplified(row: IDataObject, asked: IDataObject): IDataObject {
	if (asked.simple !== true) return row;
	const own = Object.keys(ASKED).filter((name) => asked[name] === true);
	const columns = (asked.returnFieldList ?? []) as string[];
	const kept = new Set([...SIMPLE, ...own.map((name) => ASKED[name]), ...columns]);
	return Object.fromEntries(Object.entries(row).filter(([name]) => kept.has(name)));
}
