import type { Resource } from '../../../shared/contract';
import type { WeaverE10Credential } from '../../token';
import { upsertCompany } from './upsertCompany';
import { upsertContact } from './upsertContact';
import { upsertDepartment } from './upsertDepartment';

export const external: Resource<WeaverE10Credential> = {
	name: 'External Organization',
	value: 'external',
	term: '外部组织',
	operations: [upsertContact, upsertCompany, upsertDepartment],
};
