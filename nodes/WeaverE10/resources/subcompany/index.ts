import type { Resource } from '../../../shared/contract';
import type { WeaverE10Credential } from '../../token';
import { getFields } from './getFields';
import { upsert } from './upsert';

export const subcompany: Resource<WeaverE10Credential> = {
	name: 'Subcompany',
	value: 'subcompany',
	term: '分部',
	operations: [upsert, getFields],
};
