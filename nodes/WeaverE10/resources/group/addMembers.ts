import { described, endpoint, sendIds, type WeaverE10Operation } from '../../operations';
import { group, members } from './fields';

const addChannelUsers = endpoint(27, 'addChannelUsers', { status: '将废弃' });

export const addMembers: WeaverE10Operation = {
	name: 'Add Members',
	value: 'addMembers',
	action: 'Add members to group',
	term: '新增群组成员',
	...described(addChannelUsers, 'Add employees to a group'),
	required: [group, members],
	...sendIds(addChannelUsers, 'empIds', (empIds, { id }) => ({ id, empIds }), { repeatable: true }),
};
