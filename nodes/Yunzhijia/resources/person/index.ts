import type { Resource } from '../../../shared/contract';
import type { YunzhijiaCredential } from '../../token';
import { create } from './create';
import { del } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';
import { updateDepartment } from './updateDepartment';
import { updateStatus } from './updateStatus';

export const person: Resource<YunzhijiaCredential> = {
	name: 'Person',
	value: 'person',
	operations: [getAll, create, update, updateDepartment, updateStatus, del, get],
};
