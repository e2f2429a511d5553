import type { Resource } from '../../../shared/contract';
import type { WeaverE10Credential } from '../../token';
import { addMembers } from './addMembers';
import { addScope } from './addScope';
import { deleteGroups } from './delete';
import { deleteScope } from './deleteScope';
import { getAll } from './getAll';
import { getMembers } from './getMembers';
import { removeMembers } from './removeMembers';
import { setSealed } from './setSealed';
import { updateScope } from './updateScope';
import { upsert } from './upsert';

export const group: Resource<WeaverE10Credential> = {
	name: 'Group',
	value: 'group',
	term: '群组',
	operations: [
		upsert,
		getAll,
		deleteGroups,
		setSealed,
		getMembers,
		addMembers,
		removeMembers,
		addScope,
		updateScope,
		deleteScope,
	],
};
