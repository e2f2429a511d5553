/** What records of the address book refer to, and pairs of these. */
import type { Entity, Reference } from '../../shared/contract/sync';
import { idOf } from '../../shared/sync/directory';
import type { YunzhijiaCredential } from '../token';

export const toDepartment: Reference = {
	name: 'department',
	kinds: ['department'],
	by: [
		{ column: 'orgId', as: ['orgId'] },
		// Before the path: where a table has codes, what it calls department is often the name alone.
		{ column: 'departmentCode', as: ['code'] },
		{ column: 'department', as: ['department'] },
	],
	member: 'orgId',
	isHome: true,
};

export const toPerson: Reference = {
	name: 'person',
	kinds: ['person'],
	by: ['openId', 'jobNo', 'phone', 'email'].map((column) => ({ column, as: [column] })),
	member: 'openId',
};

/** A pair as operations take it. */
export const idsOf = ({ person, department }: Entity<YunzhijiaCredential>['then']) => ({
	openId: person && idOf(person),
	orgId: department && idOf(department),
});
