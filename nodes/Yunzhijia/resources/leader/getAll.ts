import { checkLimit, readByOffset, returnAllOrLimit } from '../../../shared/paging';
import { done } from '../../../shared/run/outcome';
import { endpoint, pagesOf, type YunzhijiaOperation } from '../../operations';

export const queryOrgAdmins = endpoint('company/queryOrgAdmins');

export const getAll: YunzhijiaOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many leaders',
	term: '查询部门负责人',
	description: 'List the leaders of departments',
	endpoints: [queryOrgAdmins],
	required: returnAllOrLimit,
	check: checkLimit,
	isQuery: true,
	async perform([{ row }], call) {
		return [done(await readByOffset(pagesOf(call, queryOrgAdmins), row))];
	},
};
