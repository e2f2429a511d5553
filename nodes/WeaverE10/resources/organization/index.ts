import type { Resource } from '../../../shared/contract';
import type { WeaverE10Credential } from '../../token';
import { getAll } from './getAll';
import { getPaths } from './getPaths';

export const organization: Resource<WeaverE10Credential> = {
	name: 'Organization',
	value: 'organization',
	term: '组织',
	operations: [getAll, getPaths],
};
