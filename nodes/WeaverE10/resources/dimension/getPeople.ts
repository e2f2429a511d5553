import { json, listed, whether } from '../../fields';
import { ask, described, query, type WeaverE10Operation } from '../../operations';

const queryVirtualEmployee = query(39, 'queryVirtualEmployee', {
	status: '开发中',
	name: '查询虚拟维度人员',
});

export const getPeople: WeaverE10Operation = {
	name: 'Get People',
	value: 'getPeople',
	action: 'Get people of virtual dimension',
	term: '查询人员',
	...described(queryVirtualEmployee, 'Search the people of virtual dimensions'),
	required: [],
	optional: [
		listed('employeeidList', 'Employees (人员ID)', 'IDs of employees'),
		listed('virtualDepartidList', 'Departments (虚拟部门ID)', 'IDs of virtual departments'),
		listed('virtualIdList', 'Dimensions (虚拟维度ID)', 'IDs of virtual dimensions'),
		listed('virtualSubcompanyIdList', 'Subcompanies (虚拟分部ID)', 'IDs of virtual subcompanies'),
		whether(
			'containSubordinates',
			'With Subordinates (包含下级)',
			'to return people of the units below too',
		),
		json(
			'dataConfig',
			'Data (数据配置, JSON)',
			'What Weaver returns of each person, such as {"browserIdAndName": true}',
		),
	],
	...ask(queryVirtualEmployee),
};
