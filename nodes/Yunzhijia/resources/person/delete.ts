import { BATCH, endpoint, writeByMessage, type YunzhijiaOperation } from '../../operations';
import { GONE } from '../../settle';
import { keys, openId } from './fields';

const deletePeople = endpoint('person/delete');

export const del: YunzhijiaOperation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete people',
	term: '删除人员',
	description: 'Delete people from the team',
	notice:
		'A deleted person can’t be brought back. For people who leave, use Update Status → Leave.',
	endpoints: [deletePeople],
	required: [openId],
	batch: BATCH,
	key: ({ row }) => String(row.openId),
	perform: writeByMessage(deletePeople, {
		body: (rows) => ({ openIds: rows.map((row) => row.openId) }),
		keys,
		listsAll: true,
		repeatable: true,
		provenBy: GONE,
		adds: { deleted: true },
	}),
};
