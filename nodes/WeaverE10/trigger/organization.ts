/** Subcompanies and departments as they are watched: docs/vendors/weaver-e10.md, no. 14. */
import type { Watch } from '../../shared/contract/triggers';
import { withNumberedIds } from '../operations';
import { queryOrg } from '../resources/organization/getAll';
import { fieldsOf, pageOfQuery, rowsByIds } from './pages';

/** Rows of both, so the labels are those of neither. */
const FIELDS = [
	['name', 'Name (名称)'],
	['code', 'Code (编码)'],
	['parent', 'Parent (上级)'],
	['fullname', 'Full Name (全称)'],
	['coadjutant', 'Coadjutant (协办人)'],
	['disporder', 'Order (显示顺序)'],
	['description', 'Description (描述)'],
].map(([id, displayName]) => ({ id, displayName: displayName.replace(')', `, ${id})`) }));

export const organization: Watch = {
	value: 'organization',
	name: 'Departments and Subcompanies (部门和分部)',
	description: 'What is added, changed or removed. What is sealed (封存) counts as removed.',
	...fieldsOf(FIELDS, ['parent', 'coadjutant']),
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
