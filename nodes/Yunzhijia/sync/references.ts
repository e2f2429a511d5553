/** What records of the address book refer to. */
import type { Reference } from '../../shared/contract/sync';

export const toDepartment: Reference = {
	name: 'department',
	kind: 'department',
	by: [
		{ column: 'orgId', as: 'orgId' },
		// Before the path: where a table has codes, what it calls department is often the name alone.
		{ column: 'departmentCode', as: 'code' },
		{ column: 'department', as: 'department' },
	],
	member: 'orgId',
	isHome: true,
};

export const toPerson: Reference = {
	name: 'person',
	kind: 'person',
	by: ['openId', 'jobNo', 'phone', 'email'].map((column) => ({ column, as: column })),
	member: 'openId',
};
