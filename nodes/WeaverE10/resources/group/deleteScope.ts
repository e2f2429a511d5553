import { ids, listed } from '../../fields';
import { described, endpoint, sendIds, type WeaverE10Operation } from '../../operations';
import { SCOPE, sourceId } from './fields';

const deleteChannelShare = endpoint(31, 'deleteChannelShare', {
	status: '将废弃',
	name: '删除群组可见范围项',
});

export const deleteScope: WeaverE10Operation = {
	name: 'Delete Scope',
	value: 'deleteScope',
	action: 'Remove people who can see group',
	term: '删除可见范围',
	...described(deleteChannelShare, 'Stop people from seeing a group'),
	required: [
		sourceId,
		listed('ids', 'Scopes (可见范围项ID)', 'IDs of the entries to delete', {
			read: ids,
		}),
	],
	...sendIds(
		deleteChannelShare,
		'ids',
		(scopes, request) => ({ ...SCOPE, ...request, ids: scopes }),
		{
			repeatable: true,
			adds: { deleted: true },
		},
	),
};
