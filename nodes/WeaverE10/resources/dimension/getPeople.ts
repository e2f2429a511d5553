import { json, listed, whether } from '../../fields';
import { ask, query, type WeaverE10Operation } from '../../operations';

const queryVirtualEmployee = query(39, 'queryVirtualEmployee', { status: '开发中' });

export const getPeople: WeaverE10Operation = {
	name: 'Get People',
	value: 'getPeople',
	action: 'Get people of dimension',
	description:
		'Search the people of virtual dimensions (查询虚拟维度人员). In development at the vendor (开发中).',
	required: [],
	optional: [
		listed('employeeidList', 'Employees', 'IDs of employees (人员ID)'),
		listed('virtualDepartidList', 'Departments', 'IDs of virtual departments (虚拟部门ID)'),
		listed('virtualIdList', 'Dimensions', 'IDs of virtual dimensions (虚拟维度ID)'),
		listed('virtualSubcompanyIdList', 'Subcompanies', 'IDs of virtual subcompanies (虚拟分部ID)'),
		whether('containSubordinates', 'With Subordinates', 'those below are returned (包含下级)'),
		json(
			'dataConfig',
			'Data Configuration (JSON)',
			'What to return (数据配置), like {"browserIdAndName": true}',
		),
	],
	...ask(queryVirtualEmployee),
};
