import type { Resource } from '../../../shared/contract';
import type { WeaverE10Credential } from '../../token';
import { getPeople } from './getPeople';
import { upsertPeople } from './upsertPeople';

export const dimension: Resource<WeaverE10Credential> = {
	name: 'Virtual Dimension',
	value: 'dimension',
	term: '虚拟维度',
	operations: [upsertPeople, getPeople],
};
