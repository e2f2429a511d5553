import { done } from '../../../shared/outcome';
import { checkLimit, limited, returnAllOrLimit } from '../../../shared/paging';
import { endpoint, pagesOf, type YunzhijiaOperation } from '../../operations';

const queryOrgAdmins = endpoint('company/queryOrgAdmins');

export const getAll: YunzhijiaOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many leaders',
	description: 'List the leaders of departments (查询部门负责人)',
	endpoints: [queryOrgAdmins],
	required: returnAllOrLimit,
	check: checkLimit,
	isQuery: true,
	async perform([{ row }], call) {
		return [done(await limited(pagesOf(call, queryOrgAdmins), row))];
	},
};
