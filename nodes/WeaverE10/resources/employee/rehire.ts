import { byId, digitIds } from '../../fields';
import { datas, endpoint, sendIds, type WeaverE10Operation } from '../../operations';

const rehireEmployee = endpoint(9, 'rehireEmployee');

export const rehire: WeaverE10Operation = {
	name: 'Rehire',
	value: 'rehire',
	action: 'Rehire employees who left',
	term: '人员返聘',
	description:
		'Take back employees who have left. Their accounts are connected again, which Create or Update does not do.',
	required: [
		byId('id', 'Employee (人员)', 'The employee who left', {
			read: digitIds,
			from: 'searchLeavers',
		}),
	],
	...sendIds(rehireEmployee, 'id', datas, {
		// What a second rehire does is not documented.
		repeatable: false,
	}),
};
