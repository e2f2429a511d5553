import type { Resource } from '../../../shared/contract';
import type { WeaverE10Credential } from '../../token';
import { create } from './create';
import { getAll } from './getAll';
import { upsertGrade } from './upsertGrade';
import { upsertTitle } from './upsertTitle';
import { upsertType } from './upsertType';

export const job: Resource<WeaverE10Credential> = {
	name: 'Job',
	value: 'job',
	term: '职务',
	operations: [create, getAll, upsertTitle, upsertGrade, upsertType],
};
