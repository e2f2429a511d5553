import { Invalid } from '../../../shared/input/invalid';
import { list, unlessEmpty } from '../../../shared/input/readers';
import { choice, listed, MOST_IDS } from '../../fields';
import { ask, query, type WeaverE10Operation } from '../../operations';

const getData = query(32, 'department_link_allpath/getData', { status: '开发中' });

const upTo200 = unlessEmpty(list({ max: MOST_IDS, mayBeEmpty: true }));

const employeeIds = listed(
	'employeeIds',
	'Employees (人员ID)',
	'IDs of employees whose organizations are wanted; they count if both are given',
	upTo200,
);
const ids = listed('ids', 'Organizations (组织ID)', 'IDs of departments or subcompanies', upTo200);

export const getPaths: WeaverE10Operation = {
	name: 'Get Full Paths',
	value: 'getPaths',
	action: 'Get full paths of organizations',
	term: '根据组织或者人员查询全路径数据',
	description:
		'Get the full path of departments, subcompanies or employees. In development at the vendor (开发中).',
	required: [
		{ ...employeeIds, mayBeEmpty: true },
		{ ...ids, mayBeEmpty: true },
	],
	optional: [
		choice('employeeOrgType', 'Organization of Employees (人员组织类型)', 'Which organization', [
			{ name: 'Department (部门)', value: 'department' },
			{ name: 'Subcompany (分部)', value: 'subcompany' },
		]),
		choice('pathOrderType', 'Order (路径排序)', 'In which order a path is returned', [
			{ name: 'From Own to Top', value: 'ASC' },
			{ name: 'From Top to Own', value: 'DESC' },
		]),
	],
	...ask(getData),
	check({ row }) {
		if (!row.ids && !row.employeeIds) throw new Invalid('or employeeIds is required', 'ids');
	},
};
