import type { Resource } from '../../../shared/contract';
import type { WeaverE10Credential } from '../../token';
import { getAll } from './getAll';
import { getFields } from './getFields';
import { rehire } from './rehire';
import { upsert } from './upsert';
import { upsertPartTime } from './upsertPartTime';

export const employee: Resource<WeaverE10Credential> = {
	name: 'Employee',
	value: 'employee',
	term: '人员',
	operations: [upsert, getAll, rehire, getFields, upsertPartTime],
};
