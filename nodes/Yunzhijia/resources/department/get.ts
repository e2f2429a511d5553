import { done, rejected } from '../../../shared/outcome';
import { getDepartments, resolveIds } from '../../lookups/resolve';
import { rowsById, type YunzhijiaOperation } from '../../operations';
import { orgId } from './fields';

export const get: YunzhijiaOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get departments',
	description: 'Get departments by ID or long name (查询部门)',
	endpoints: [getDepartments],
	required: [orgId],
	batch: { size: 100, limit: 100 },
	isQuery: true,
	resolve: resolveIds,
	async perform(batch, call) {
		const array = [...new Set(batch.map(({ row }) => row.orgId))];
		const found = await rowsById(call, getDepartments, { type: 0, array }, 'id');
		return batch.map(({ row }) => {
			const department = found.get(String(row.orgId));
			return department
				? done({ ...department })
				: rejected({
						message: 'Yunzhijia returned nothing for this orgId',
						advice: 'There is no such department in the team. Check the Department.',
						field: 'orgId',
					});
		});
	},
};
