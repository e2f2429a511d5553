import type { Resource } from '../../../shared/contract';
import type { WeaverE10Credential } from '../../token';
import { getAll } from './getAll';
import { upsert } from './upsert';

export const position: Resource<WeaverE10Credential> = {
	name: 'Position',
	value: 'position',
	term: '岗位',
	operations: [upsert, getAll],
};
