import { described, endpoint, numbers, sendIds, type WeaverE10Operation } from '../../operations';
import { numberedGroups } from './fields';

const dissolveChannels = endpoint(23, 'dissolveChannels', { status: '当前还未上线' });

export const deleteGroups: WeaverE10Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete groups',
	term: '批量删除群组',
	...described(dissolveChannels, 'Delete groups'),
	required: [numberedGroups],
	...sendIds(dissolveChannels, 'groupIds', (ids) => ({ groupIds: numbers(ids) }), {
		repeatable: true,
		adds: { deleted: true },
	}),
};
