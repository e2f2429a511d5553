import { checkLimit, readByOffset, returnAllOrLimit } from '../../../shared/paging';
import { done } from '../../../shared/run/outcome';
import { endpoint, pagesOf, PART_TIME_DOCUMENT, type YunzhijiaOperation } from '../../operations';

export const queryPartTimeJobs = endpoint('company/queryPartTimeJobs', PART_TIME_DOCUMENT);

export const getAll: YunzhijiaOperation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many part time jobs',
	term: '批量查询兼职',
	description: 'List the part-time jobs of the team',
	endpoints: [queryPartTimeJobs],
	required: returnAllOrLimit,
	check: checkLimit,
	isQuery: true,
	async perform([{ row }], call) {
		return [done(await readByOffset(pagesOf(call, queryPartTimeJobs), row))];
	},
};
