import { Invalid } from '../../../shared/input/invalid';
import { list, unlessEmpty } from '../../../shared/input/readers';
import { choice, listed, MOST_IDS } from '../../fields';
import { ask, query, type WeaverE10Operation } from '../../operations';

const getData = query(32, 'department_link_allpath/getData', { status: '开发中' });

const upTo200 = unlessEmpty(list({ max: MOST_IDS, mayBeEmpty: true }));

const employeeIds = listed(
	'employeeIds',
	'Employees',
	'IDs of employees whose organizations are wanted (人员ID); they count if both are given',
	upTo200,
);
const ids = listed('ids', 'Organizations', 'IDs of departments or subcompanies (组织ID)', upTo200);

export const getPaths: WeaverE10Operation = {
	name: 'Get Full Paths',
	value: 'getPaths',
	action: 'Get full paths of organizations',
	description:
		'Get the full path of departments, subcompanies or employees (根据组织或者人员查询全路径数据). In development at the vendor (开发中).',
	required: [
		{ ...employeeIds, mayBeEmpty: true },
		{ ...ids, mayBeEmpty: true },
	],
	optional: [
		choice('employeeOrgType', 'Organization of Employees', 'Which organization (人员组织类型)', [
			{ name: 'Department (部门)', value: 'department' },
			{ name: 'Subcompany (分部)', value: 'subcompany' },
		]),
		choice('pathOrderType', 'Order', 'In which order a path is returned (路径排序)', [
			{ name: 'From Own to Top', value: 'ASC' },
			{ name: 'From Top to Own', value: 'DESC' },
		]),
	],
	...ask(getData),
	check({ row }) {
		if (!row.ids && !row.employeeIds) throw new Invalid('or employeeIds is required', 'ids');
	},
};
