import type { Resource } from '../../../shared/contract';
import type { YunzhijiaCredential } from '../../token';
import { create } from './create';
import { del } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { move } from './move';
import { setWeights } from './setWeights';
import { update } from './update';

export const department: Resource<YunzhijiaCredential> = {
	name: 'Department',
	value: 'department',
	term: '部门',
	operations: [getAll, create, update, move, del, get, setWeights],
};
