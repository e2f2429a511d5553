import type { Resource } from '../../../shared/contract';
import type { HippiusCredential } from '../../token';
import { create } from './create';
import { update } from './update';
import { upsert } from './upsert';

export const employee: Resource<HippiusCredential> = {
	name: 'Employee',
	value: 'employee',
	term: '员工',
	operations: [create, upsert, update],
};
