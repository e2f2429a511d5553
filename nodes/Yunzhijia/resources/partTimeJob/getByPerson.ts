import { done, rejected } from '../../../shared/outcome';
import { resolveIds } from '../../lookups/resolve';
import { endpoint, type YunzhijiaOperation } from '../../operations';
import { listOf } from '../../settle';
import { openId } from './fields';

const queryPersonOrgJobInfo = endpoint('relation/queryPersonOrgJobInfo');

export const getByPerson: YunzhijiaOperation = {
	name: 'Get by Person',
	value: 'getByPerson',
	action: 'Get part time jobs of people',
	description: 'Get the main job and the part-time jobs of given people (查询人员主职和兼职)',
	notice: 'Only newer editions of Yunzhijia have this interface.',
	endpoints: [queryPersonOrgJobInfo],
	resolve: resolveIds,
	required: [openId],
	batch: { size: 200, limit: 200 },
	isQuery: true,
	async perform(batch, call) {
		const openIds = [...new Set(batch.map(({ row }) => row.openId))];
		const { data } = await call(queryPersonOrgJobInfo, { openIds }, { repeatable: true });
		const found = new Map(listOf(data).map((person) => [person.openId, person]));
		return batch.map(({ row }) => {
			const person = found.get(row.openId);
			return person
				? done({ ...person })
				: rejected({
						message: 'Yunzhijia returned nothing for this openId',
						advice: 'There is no such person in the team. Check the Person.',
						field: 'openId',
					});
		});
	},
};
