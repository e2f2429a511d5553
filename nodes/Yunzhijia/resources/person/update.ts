import { Invalid } from '../../../shared/input/invalid';
import { BATCH, endpoint, writeByMessage, type YunzhijiaOperation } from '../../operations';
import { changedLeader, details, keys, newName, openId, placeOtherFields } from './fields';

export const updateInfo = endpoint('person/updateInfo');

export const update: YunzhijiaOperation = {
	name: 'Update',
	value: 'update',
	action: 'Update people',
	term: '修改人员信息',
	description:
		'Change fields of people. Only the fields that you add are sent; an empty one is cleared.',
	endpoints: [updateInfo],
	required: [openId],
	optional: [newName, changedLeader, ...details],
	batch: BATCH,
	prepare: placeOtherFields,
	check({ row }) {
		if (Object.keys(row).length < 2) throw new Invalid('are empty: nothing would change', 'fields');
	},
	key: ({ row }) => String(row.openId),
	perform: writeByMessage(updateInfo, {
		body: (persons) => ({ persons }),
		keys,
		listsAll: true,
		repeatable: true,
	}),
};
