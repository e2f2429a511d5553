import type { Resource } from '../../../shared/contract';
import type { YunzhijiaCredential } from '../../token';
import { add } from './add';
import { addByDepartmentName } from './addByDepartmentName';
import { del } from './delete';
import { deleteAll } from './deleteAll';
import { getAll } from './getAll';
import { getByPerson } from './getByPerson';
import { set } from './set';

export const partTimeJob: Resource<YunzhijiaCredential> = {
	name: 'Part-Time Job',
	value: 'partTimeJob',
	term: '兼职',
	operations: [add, addByDepartmentName, del, deleteAll, getByPerson, getAll, set],
};
