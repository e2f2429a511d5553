import { checkLimit, returnAllOrLimit } from '../../../shared/paging';
import { done } from '../../../shared/run/outcome';
import {
	changedDepartments,
	getAllDepartments,
	getallDepartments,
	getDepartmentsAtTime,
	withBelow,
} from '../../directory';
import { department, since } from '../../fields';
import type { YunzhijiaOperation } from '../../operations';

export const getAll: YunzhijiaOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many departments',
	term: '查询全部部门',
	description:
		'List departments. Yunzhijia gives all, or those changed since a time; this node then filters them by department and limit.',
	endpoints: [getallDepartments, getDepartmentsAtTime],
	required: returnAllOrLimit,
	optional: [
		since(
			'Departments that were added, changed or deleted since then: changeType 1, 2 or 3 in the output',
		),
		department(
			'orgId',
			'Department and Below (部门/含下级)',
			'Only this department and those below it',
		),
	],
	isQuery: true,
	check: checkLimit,
	async perform([{ row: asked }], call) {
		const { time, orgId, returnAll, limit } = asked;
		const rows =
			time === undefined
				? await getAllDepartments(call)
				: await changedDepartments(call, String(time));
		const wanted = orgId === undefined ? undefined : await withBelow(call, String(orgId), rows);
		const found = wanted ? rows.filter(({ id }) => wanted.has(String(id))) : rows;
		return [done(returnAll ? found : found.slice(0, Number(limit)))];
	},
};
