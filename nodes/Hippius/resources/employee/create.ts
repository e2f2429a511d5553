import { sinceV033, writeRow, type HippiusOperation } from '../../operations';
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
} from './fields';

export const create: HippiusOperation = {
	name: 'Create',
	value: 'create',
	action: 'Create employee',
	term: '新增员工',
	description: 'Create an employee. Hippius 0.3.3 and later updates it if the code exists already.',
	endpoints: [createEmployee],
	required: [employeeNum, name, gender, status, ...list, ...propertyInfoDTOS],
	optional: [mobile, email],
	key,
	check: checkEmployee,
	perform: writeRow(createEmployee, sinceV033),
};
