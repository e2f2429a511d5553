import { byId, digitIds, typedPath } from '../../fields';
import { datas, endpoint, sendIds, type WeaverE10Operation } from '../../operations';

const disableDepartment = endpoint('no. 7', '', { sure: 'inferred' });

export const seal: WeaverE10Operation = {
	name: 'Seal',
	value: 'seal',
	action: 'Seal departments',
	term: '封存部门',
	description: 'Seal departments that are no longer used; path and body are unconfirmed',
	notice:
		'The vendor’s page of this interface is not known: take its path from your own platform’s documents. The body is inferred from unsealing: {"datas": [{"id": …}]}. The documented way to seal is Create or Update with Status “Sealed”.',
	required: [
		byId('id', 'Department (部门)', 'The department, or several', {
			read: digitIds,
			from: 'searchDepartments',
		}),
		typedPath('/api/hrm/restful/disableDepartment'),
	],
	...sendIds(disableDepartment, 'id', datas, { repeatable: true }),
};
