import type { Resource } from '../../../shared/contract';
import type { YunzhijiaCredential } from '../../token';
import { del } from './delete';
import { getAll } from './getAll';
import { set } from './set';

export const leader: Resource<YunzhijiaCredential> = {
	name: 'Leader',
	value: 'leader',
	term: '部门负责人',
	operations: [set, del, getAll],
};
