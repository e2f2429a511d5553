import type { Resource } from '../../../shared/contract';
import type { WeaverE10Credential } from '../../token';
import { getFields } from './getFields';
import { seal } from './seal';
import { unseal } from './unseal';
import { upsert } from './upsert';

export const department: Resource<WeaverE10Credential> = {
	name: 'Department',
	value: 'department',
	term: '部门',
	operations: [upsert, seal, unseal, getFields],
};
