import { ask, described, query, type WeaverE10Operation } from '../../operations';
import { oneGroup } from './fields';

const channelUsers = query(26, 'channelUsers', { status: '测试中', name: '群组成员查询接口' });

export const getMembers: WeaverE10Operation = {
	name: 'Get Members',
	value: 'getMembers',
	action: 'Get members of group',
	term: '群组成员查询',
	...described(channelUsers, 'List the members of a group'),
	required: [oneGroup],
	...ask(channelUsers),
};
