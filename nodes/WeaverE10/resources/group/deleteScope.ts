import { ids, listed } from '../../fields';
import { endpoint, sendIds, type WeaverE10Operation } from '../../operations';
import { SCOPE, sourceId } from './fields';

const deleteChannelShare = endpoint(31, 'deleteChannelShare', { status: '将废弃' });

export const deleteScope: WeaverE10Operation = {
	name: 'Delete Scope',
	value: 'deleteScope',
	action: 'Delete scope of group',
	description:
		'Take back who sees a group (删除群组可见范围项). To be deprecated by the vendor (将废弃).',
	required: [sourceId, listed('ids', 'Scopes', 'IDs of the scopes (可见范围项ID)', ids)],
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
