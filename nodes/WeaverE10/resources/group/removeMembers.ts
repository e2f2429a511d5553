import { described, endpoint, sendIds, type WeaverE10Operation } from '../../operations';
import { group, members } from './fields';

const removeChannelUsers = endpoint(28, 'removeChannelUsers', { status: '测试中' });

export const removeMembers: WeaverE10Operation = {
	name: 'Remove Members',
	value: 'removeMembers',
	action: 'Remove members from group',
	term: '删除群组成员',
	...described(removeChannelUsers, 'Remove employees from a group'),
	required: [group, members],
	...sendIds(removeChannelUsers, 'empIds', (empIds, { id }) => ({ id, empIds }), {
		repeatable: true,
		adds: { deleted: true },
	}),
};
