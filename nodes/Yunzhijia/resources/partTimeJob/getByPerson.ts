import { endpoint, readById, type YunzhijiaOperation } from '../../operations';
import { openId } from './fields';

const queryPersonOrgJobInfo = endpoint('relation/queryPersonOrgJobInfo');

export const getByPerson: YunzhijiaOperation = {
	name: 'Get by Person',
	value: 'getByPerson',
	action: 'Get part time jobs of people',
	term: '查询主职和兼职',
	description: 'Get the main job and the part-time jobs of given people',
	notice: 'Only newer editions of Yunzhijia have this interface.',
	endpoints: [queryPersonOrgJobInfo],
	required: [openId],
	batch: { size: 200, limit: 200 },
	isQuery: true,
	perform: readById(queryPersonOrgJobInfo, {
		name: 'openId',
		id: 'openId',
		body: (openIds) => ({ openIds }),
		advice: 'There is no such person in the team. Check the Person.',
	}),
};
