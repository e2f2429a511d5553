import { ask, query, type WeaverE10Operation } from '../../operations';
import { oneGroup } from './fields';

const channelUsers = query(26, 'channelUsers', { status: '测试中' });

export const getMembers: WeaverE10Operation = {
	name: 'Get Members',
	value: 'getMembers',
	action: 'Get members of group',
	term: '群组成员查询接口',
	description: 'List the members of a group. In test at the vendor (测试中).',
	required: [oneGroup],
	...ask(channelUsers),
};
