/** What records of the address book refer to. */
import type { Reference } from '../../shared/contract/sync';

export const toDepartment: Reference = {
	name: 'department',
	kind: 'department',
	by: [
		{ column: 'orgId', as: 'orgId' },
		{ column: 'department', as: 'department' },
		{ column: 'departmentCode', as: 'code' },
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
