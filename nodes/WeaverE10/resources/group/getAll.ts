import { ask, described, query, type WeaverE10Operation } from '../../operations';
import { groups } from './fields';

export const queryChannel = query(22, 'queryChannel', {
	status: '当前还未上线',
	name: '群组列表查询',
});

export const getAll: WeaverE10Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many groups',
	term: '群组列表',
	...described(queryChannel, 'Get groups by their IDs, since Weaver does not list all of them'),
	required: [groups],
	...ask(queryChannel),
};
