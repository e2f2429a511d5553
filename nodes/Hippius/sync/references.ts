import type { Reference } from '../../shared/contract/sync';

/** Where a position belongs, and the primary assignment of an employee. */
export const toDepartment: Reference = {
	name: 'unitCode',
	kinds: ['department'],
	by: [{ column: 'unitCode', as: ['unitCode'] }],
	member: 'unitCode',
	isHome: true,
};
