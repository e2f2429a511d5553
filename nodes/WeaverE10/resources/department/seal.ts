import { byId, digitIds, typedPath } from '../../fields';
import { datas, described, endpoint, sendIds, type WeaverE10Operation } from '../../operations';

const disableDepartment = endpoint('no. 7', '', { sure: 'inferred' });

export const seal: WeaverE10Operation = {
	name: 'Seal',
	value: 'seal',
	action: 'Seal departments',
	term: '封存部门',
	...described(disableDepartment, 'Seal departments that are no longer used'),
	notice:
		'The documented way to seal a department is Create or Update with Status “Sealed (封存)”. The vendor’s page of this interface is not known to us: take its path from the documents of your own platform. The body is like that of Unseal: {"datas": [{"id": …}]}.',
	required: [
		byId('id', 'Department (部门)', 'The department to seal', {
			read: digitIds,
			from: 'searchDepartments',
		}),
		typedPath('/api/hrm/restful/disableDepartment'),
	],
	...sendIds(disableDepartment, 'id', datas, { repeatable: true }),
};
