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
};

export const toSuperior: Reference = {
	name: 'superior',
	kinds: ['employee'],
	by: [{ column: 'superior', as: ['job_num', 'id', 'username'] }],
	member: 'superior',
	isLater: true,
};
