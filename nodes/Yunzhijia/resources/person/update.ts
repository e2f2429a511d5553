import { Invalid } from '../../../shared/failure';
import { resolveIds } from '../../lookups/resolve';
import { endpoint, writeByMessage, type YunzhijiaOperation } from '../../operations';
import { BATCH, changedLeader, details, keys, newName, openId, placeOtherFields } from './fields';

const updateInfo = endpoint('person/updateInfo');

export const update: YunzhijiaOperation = {
	name: 'Update',
	value: 'update',
	action: 'Update people',
	description: 'Change fields of people (修改人员信息). Only what is added is sent; empty clears.',
	endpoints: [updateInfo],
	required: [openId],
	optional: [newName, changedLeader, ...details],
	batch: BATCH,
	prepare: placeOtherFields,
	check({ row }) {
		if (Object.keys(row).length < 2) throw new Invalid('are empty: nothing would change', 'fields');
	},
	key: ({ row }) => String(row.openId),
	resolve: resolveIds,
	perform: writeByMessage(updateInfo, {
		body: (persons) => ({ persons }),
		keys,
		listsAll: true,
		repeatable: true,
	}),
};
