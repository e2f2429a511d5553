/** What records refer to: by a code, an ID or a name, whichever the table has. */
import { PARENT, type Reference } from '../../shared/contract/sync';

const NAMED = ['code', 'id', 'name'];

/** What a record stands below. */
export const toParent = (...kinds: string[]): Reference => ({
	name: PARENT,
	kinds,
	by: [{ column: 'parent', as: NAMED }],
	member: 'parent',
	isHome: true,
});

export const toDepartment: Reference = {
	name: 'department',
	kinds: ['department'],
	by: [{ column: 'department', as: NAMED }],
	member: 'department',
	isHome: true,
};

export const toPosition: Reference = {
	name: 'position',
	kinds: ['position'],
	by: [{ column: 'position', as: NAMED }],
	member: 'position',
	within: 'department',
};

/** Somebody who may be new as well. */
export const toEmployee = (name: string): Reference => ({
	name,
	kinds: ['employee'],
	by: [{ column: name, as: ['job_num', 'id', 'username'] }],
	member: name,
	isLater: true,
});

/** Several such. */
export const toEmployees = (name: string): Reference => ({ ...toEmployee(name), isMany: true });
