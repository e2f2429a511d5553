import { done, rejected } from '../../../shared/outcome';
import { getPeople, resolveIds } from '../../lookups/resolve';
import { rowsById, type YunzhijiaOperation } from '../../operations';
import { openId } from './fields';

const BY_OPEN_ID = 1;

export const get: YunzhijiaOperation = {
	name: 'Get',
	value: 'get',
	action: 'Get people',
	description: 'Get people by ID, mobile or job number (查询人员)',
	endpoints: [getPeople],
	required: [openId],
	batch: { size: 100, limit: 100 },
	isQuery: true,
	resolve: resolveIds,
	async perform(batch, call) {
		const array = [...new Set(batch.map(({ row }) => row.openId))];
		const found = await rowsById(call, getPeople, { type: BY_OPEN_ID, array }, 'openId');
		return batch.map(({ row }) => {
			const person = found.get(String(row.openId));
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
