import type { Resource } from '../../../shared/contract';
import type { HippiusCredential } from '../../token';
import { create } from './create';
import { update } from './update';
import { upsert } from './upsert';

export const position: Resource<HippiusCredential> = {
	name: 'Position',
	value: 'position',
	term: '岗位',
	operations: [create, upsert, update],
};
