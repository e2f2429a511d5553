import { getPeople } from '../../lookups/resolve';
import { readById, type YunzhijiaOperation } from '../../operations';
import { openId } from './fields';

const BY_OPEN_ID = 1;

export const get: YunzhijiaOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get people',
	term: '查询人员',
	description: 'Get people by ID, mobile, job number or name',
	endpoints: [getPeople],
	required: [openId],
	batch: { size: 100, limit: 100 },
	isQuery: true,
	perform: readById(getPeople, {
		name: 'openId',
		id: 'openId',
		body: (array) => ({ type: BY_OPEN_ID, array }),
		advice: 'There is no such person in the team. Check the Person.',
	}),
};
