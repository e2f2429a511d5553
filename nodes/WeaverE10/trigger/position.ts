/** Positions as they are watched: docs/vendors/weaver-e10.md, no. 15. */
import type { Watch } from '../../shared/contract/triggers';
import { withNumberedIds } from '../operations';
import { positionColumns } from '../resources/position/columns';
import { queryPosition } from '../resources/position/getAll';
import { fieldsOf, pageOfQuery, rowsByIds } from './pages';

const SEALED = '1';

export const position: Watch = {
	value: 'position',
	name: 'Positions (岗位)',
	description: 'What is added, changed or removed. What is sealed (封存) counts as removed.',
	...fieldsOf(
		positionColumns.list.filter(({ id }) => !['id', 'multiObj', 'is_canceled'].includes(id)),
		['department', 'parent'],
	),
	preset: ['name', 'code', 'department', 'parent'],
	idOf: ({ id }) => String(id),
	// Whether the query tells of sealed ones at all is not documented.
	isGone: ({ is_canceled }) => String(is_canceled) === SEALED,
	page: async (call, place) => await pageOfQuery(call, queryPosition, {}, place),
	find: async (call, ids) => ({
		there: await rowsByIds(call, queryPosition, withNumberedIds({ ids })),
	}),
	sample: {
		id: '1061545986230403002',
		name: '工程师',
		code: 'P001',
		department: '1061545986230403001',
		parent: '0',
	},
};
