import { byId, digitIds } from '../../fields';
import { datas, endpoint, sendIds, type WeaverE10Operation } from '../../operations';

const rehireEmployee = endpoint(9, 'rehireEmployee');

export const rehire: WeaverE10Operation = {
	name: 'Rehire',
	value: 'rehire',
	action: 'Rehire employees',
	description: 'Take employees back who have left (人员返聘)',
	required: [
		byId('id', 'Employee', 'The employee, or several (人员ID)', {
			read: digitIds,
			from: 'searchLeavers',
		}),
	],
	...sendIds(rehireEmployee, 'id', datas, {
		// What a second rehire does is not documented.
		repeatable: false,
	}),
};
