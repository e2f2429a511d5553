import type { Resource } from '../../../shared/contract';
import type { HippiusCredential } from '../../token';
import { create } from './create';
import { del } from './delete';
import { update } from './update';
import { upsert } from './upsert';

export const department: Resource<HippiusCredential> = {
	name: 'Department',
	value: 'department',
	term: '部门',
	operations: [create, upsert, del, update],
};
