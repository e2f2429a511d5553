import { Invalid } from '../../../shared/input/invalid';
import { list, unlessEmpty } from '../../../shared/input/readers';
import { choice, listed, MOST_IDS } from '../../fields';
import { ask, described, query, type WeaverE10Operation } from '../../operations';

const getData = query(32, 'department_link_allpath/getData', {
	status: '开发中',
	name: '根据组织或者人员查询全路径数据',
});

const upTo200 = unlessEmpty(list({ max: MOST_IDS, mayBeEmpty: true }));

const employeeIds = listed(
	'employeeIds',
	'Employees (人员ID)',
	'IDs of employees, to get the paths of where they work. Give these or Organizations.',
	{ read: upTo200 },
);
const ids = listed('ids', 'Organizations (组织ID)', 'IDs of departments or subcompanies', {
	read: upTo200,
});

export const getPaths: WeaverE10Operation = {
	name: 'Get Full Paths',
	value: 'getPaths',
	action: 'Get full paths of organizations',
	term: '查询全路径',
	...described(
		getData,
		'Get the full paths of departments and subcompanies, or of where employees work',
	),
	required: [
		{ ...employeeIds, mayBeEmpty: true },
		{ ...ids, mayBeEmpty: true },
	],
	optional: [
		choice(
			'employeeOrgType',
			'Of Employees (人员组织类型)',
			'Whether the path of an employee ends at the department or at the subcompany',
			[
				{ name: 'Department (部门)', value: 'department' },
				{ name: 'Subcompany (分部)', value: 'subcompany' },
			],
		),
		choice('pathOrderType', 'Order (路径排序)', 'Where a path begins', [
			{ name: 'From Bottom to Top (由下至上)', value: 'ASC' },
			{ name: 'From Top to Bottom (由上至下)', value: 'DESC' },
		]),
	],
	...ask(getData),
	check({ row }) {
		if (!row.ids && !row.employeeIds)
			throw new Invalid('or Employees (人员ID, employeeIds) is required', 'ids');
	},
};
