import { always, writeRow, type HippiusOperation } from '../../operations';
import {
	checkEmployee,
	email,
	employeeNum,
	gender,
	key,
	mobile,
	name,
	optionalList,
	propertyInfoDTOS,
	status,
	updateEmployee,
} from './fields';

export const update: HippiusOperation = {
	name: 'Update',
	value: 'update',
	action: 'Update employee',
	term: '编辑员工',
	description:
		'Change an employee who exists. Only what you add is changed. Status Left retires the employee.',
	endpoints: [updateEmployee],
	required: [employeeNum, ...optionalList, ...propertyInfoDTOS],
	optional: [name, gender, status, mobile, email],
	key,
	check: checkEmployee,
	perform: writeRow(updateEmployee, always),
};
