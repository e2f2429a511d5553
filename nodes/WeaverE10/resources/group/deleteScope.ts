import { ids, listed } from '../../fields';
import { endpoint, sendIds, type WeaverE10Operation } from '../../operations';
import { SCOPE, sourceId } from './fields';

const deleteChannelShare = endpoint(31, 'deleteChannelShare', { status: '将废弃' });

export const deleteScope: WeaverE10Operation = {
	name: 'Delete Scope',
	value: 'deleteScope',
	action: 'Delete scope of group',
	term: '删除群组可见范围项',
	description: 'Take back who sees a group. To be deprecated by the vendor (将废弃).',
	required: [sourceId, listed('ids', 'Scopes (可见范围项ID)', 'IDs of the scopes', ids)],
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
