import { ask, query, type WeaverE10Operation } from '../../operations';
import { groups } from './fields';

export const queryChannel = query(22, 'queryChannel', { status: '当前还未上线' });

export const getAll: WeaverE10Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many groups',
	term: '群组列表查询',
	description: 'Get groups by their IDs. Not yet online at the vendor (当前还未上线).',
	required: [groups],
	...ask(queryChannel),
};
