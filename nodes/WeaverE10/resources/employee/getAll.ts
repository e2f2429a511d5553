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
	'Statuses',
	'Of which status (人员状态); if not sent, in service only',
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
	description: 'Search employees (人员查询), those in service unless Statuses says otherwise',
	required: [...returnAllOrLimit, simplify],
	optional: [
		line('accurateEmailList', 'Email', 'Exact email (邮箱精确匹配)'),
		addCodesAndNames(
			'department, position and superior (部门, 岗位, 直接上级) by code and name, and the personnel status (人员状态) in words',
		),
		listed('departmentIds', 'Departments', 'IDs of departments (部门ID)'),
		listed('ids', 'Employees', 'IDs of employees (人员ID)'),
		listed('jobNumList', 'Job Numbers', 'Job numbers (工号)'),
		listed('mobileList', 'Mobiles', 'Mobile numbers (手机号)'),
		listed('nameLikeList', 'Names Containing', 'Parts of names (姓名模糊匹配)'),
		listed('positionList', 'Positions', 'IDs of positions (岗位ID)'),
		listed('returnFieldList', 'Columns to Return', 'Which columns to return (返回字段)'),
		listed('subcompanyIds', 'Subcompanies', 'IDs of subcompanies (分部ID)'),
		userStatusList,
		whether('containAvatar', 'With Avatar', 'the picture is returned (包含头像)'),
		whether(
			'containEmployeeExtend',
			'With Further Own Fields',
			'employeeExtend is returned (包含人员扩展字段)',
		),
		whether('containUserInfo', 'With User Information', 'userInfo is returned (包含基本信息)'),
		whether(
			'containUserInfoExtend',
			'With Own Fields',
			'userInfoExtend is returned (包含基本信息自定义字段)',
		),
		whether('needAccountInfo', 'With Account', 'the account is returned (包含账号信息)'),
		whether(
			'needReturnBrowserInfo',
			'With Names of References',
			'names are returned along with IDs (返回浏览框信息)',
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
