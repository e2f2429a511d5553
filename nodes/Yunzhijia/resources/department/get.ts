import { getDepartments } from '../../lookups/resolve';
import { readById, type YunzhijiaOperation } from '../../operations';
import { orgId } from './fields';

export const get: YunzhijiaOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get departments',
	term: '查询部门',
	description: 'Get departments by ID or long name',
	endpoints: [getDepartments],
	required: [orgId],
	batch: { size: 100, limit: 100 },
	isQuery: true,
	perform: readById(getDepartments, {
		name: 'orgId',
		id: 'id',
		body: (array) => ({ type: 0, array }),
		advice: 'There is no such department in the team. Check the Department.',
	}),
};
