import type { IDataObject } from 'n8n-workflow';

import type { Call } from '../../../shared/contract';
import { amend } from '../../../shared/form/field';
import { isUnset } from '../../../shared/input/readers';
import { returnAllOrLimit, simplify } from '../../../shared/paging';
import { choices, listed, listedOrChosen, line, whether } from '../../fields';
import {
	addCodesAndNames,
	byTheirIds,
	codesAndNames,
	departmentOf,
	inList,
	type Lookup,
} from '../../lookups/names';
import { askPages, query, withChosen, type WeaverE10Operation } from '../../operations';
import { queryOrg } from '../organization/getAll';
import { queryPosition } from '../position/getAll';
import { personnelStatusTerms } from './columns';

export const queryEmployee = query(13, 'queryEmployee');

/** What the query calls those who have not left, and those who have. */
export const [IN_SERVICE, LEFT] = ['normal', '6'];

const userStatusList = choices(
	'userStatusList',
	'Statuses (人员状态)',
	'Employees in service, those who left, or both. Without this filter only those in service.',
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
	description: 'Search employees. Those who left only come with the filter Statuses.',
	required: [...returnAllOrLimit, simplify],
	optional: [
		amend(line('accurateEmailList', 'Email (邮箱精确匹配)', 'The whole email address'), {
			placeholder: 'e.g. name@example.com',
		}),
		addCodesAndNames(
			'the codes and names of department, position and superior, and the personnel status in words',
		),
		...listedOrChosen(
			listed('departmentIds', 'Departments by ID (部门ID)', 'IDs of departments'),
			'departmentId',
			'Department (部门)',
			'searchDepartments',
		),
		listed('ids', 'Employees by ID (人员ID)', 'IDs of employees'),
		listed('jobNumList', 'Job Numbers (工号)', 'Job numbers', { example: 'J0042, J0043' }),
		listed('mobileList', 'Mobiles (手机号)', 'Mobile numbers', { example: '13900000001' }),
		listed('nameLikeList', 'Names Containing (姓名)', 'Names, or parts of them', {
			example: '王伟, 李',
		}),
		...listedOrChosen(
			listed('positionList', 'Positions by ID (岗位ID)', 'IDs of positions'),
			'positionId',
			'Position (岗位)',
			'searchPositions',
		),
		listed(
			'returnFieldList',
			'Return Columns (返回字段)',
			'The columns that Weaver returns, by its own names',
			{
				example: 'username, job_num, superior',
			},
		),
		...listedOrChosen(
			listed('subcompanyIds', 'Subcompany IDs (分部ID)', 'IDs of subcompanies'),
			'subcompanyId',
			'Subcompany (分部)',
			'searchSubcompanies',
		),
		userStatusList,
		whether('containAvatar', 'With Avatar (包含头像)', 'to return the picture too'),
		whether(
			'containEmployeeExtend',
			'With Extended Fields (扩展字段)',
			'to return the fields in employeeExtend too',
		),
		whether('containUserInfo', 'With User Data (基本信息)', 'to return what is in userInfo too'),
		whether(
			'containUserInfoExtend',
			'With Custom Fields (自定义字段)',
			'to return the custom fields in userInfoExtend too',
		),
		whether('needAccountInfo', 'With Account (包含账号信息)', 'to return the account too'),
		whether(
			'needReturnBrowserInfo',
			'With Names (返回浏览框信息)',
			'to return the names of departments, positions and so on beside their IDs',
		),
	],
	...askPages(
		queryEmployee,
		withChosen({
			departmentId: 'departmentIds',
			positionId: 'positionList',
			subcompanyId: 'subcompanyIds',
		}),
		shown,
	),
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
