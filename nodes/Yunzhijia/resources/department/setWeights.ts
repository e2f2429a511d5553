import { BATCH, endpoint, writeByMessage, type YunzhijiaOperation } from '../../operations';
import { orgId, weights } from './fields';

const updateWeightsById = endpoint('dept/updateWeightsById');

export const setWeights: YunzhijiaOperation = {
	name: 'Set Weights',
	value: 'setWeights',
	action: 'Set weights of departments',
	term: '设置部门排序',
	description: 'Set the order of departments within their level',
	endpoints: [updateWeightsById],
	required: [orgId, weights],
	batch: BATCH,
	key: ({ row }) => String(row.orgId),
	perform: writeByMessage(updateWeightsById, {
		body: (departments) => ({ departments }),
		keys: ({ orgId: department }) => [department],
		repeatable: true,
	}),
};
