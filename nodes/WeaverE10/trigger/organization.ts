/** Subcompanies and departments as they are watched: docs/vendors/weaver-e10.md, no. 14. */
import type { Watch } from '../../shared/contract/triggers';
import { withNumberedIds } from '../operations';
import { departmentColumns } from '../resources/department/columns';
import { queryOrg } from '../resources/organization/getAll';
import { subcompanyColumns } from '../resources/subcompany/columns';
import { fieldsOf, pageOfQuery, rowsByIds } from './pages';

const columns = new Map(
	[...departmentColumns.list, ...subcompanyColumns.list]
		.filter(({ id }) => !['id', 'multiObj', 'status'].includes(id))
		.map((column) => [column.id, column]),
);

export const organization: Watch = {
	value: 'organization',
	name: 'Departments and Subcompanies (部门和分部)',
	description: 'What is added, changed, sealed or taken into use again',
	...fieldsOf([...columns.values()], ['parent', 'coadjutant']),
	preset: ['name', 'code', 'parent'],
	idOf: ({ id }) => String(id),
	page: async (call, place) => await pageOfQuery(call, queryOrg, {}, place),
	// Rows do not say whether they are sealed: which query finds them does.
	async find(call, ids) {
		const there = await rowsByIds(call, queryOrg, withNumberedIds({ ids }));
		if (there.length === ids.length) return { there };
		const sealed = withNumberedIds({ ids, containDisableOrg: true });
		return { there, gone: await rowsByIds(call, queryOrg, sealed) };
	},
	sample: {
		id: '1061545986230403001',
		name: '华北区',
		code: 'D0101',
		parent: '1061545986230403000',
	},
};
