import { createOrUpdate, type HippiusOperation } from '../../operations';
import {
	checkEmployee,
	createEmployee,
	email,
	employeeNum,
	gender,
	key,
	list,
	mobile,
	name,
	propertyInfoDTOS,
	status,
	updateEmployee,
} from './fields';

export const upsert: HippiusOperation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update employee',
	term: '新增或编辑员工',
	description: 'Create a new employee, or update the current one if it already exists (upsert)',
	notice: 'An employee who is there loses all assignments that are not listed here.',
	endpoints: [createEmployee, updateEmployee],
	required: [employeeNum, name, gender, status, ...list, ...propertyInfoDTOS],
	optional: [mobile, email],
	key,
	check: checkEmployee,
	perform: createOrUpdate(createEmployee, updateEmployee),
};
