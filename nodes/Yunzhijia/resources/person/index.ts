import type { Resource } from '../../../shared/contract';
import type { YunzhijiaCredential } from '../../token';
import { create } from './create';
import { del } from './delete';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';
import { updateDepartment } from './updateDepartment';
import { updateEmailUnbound } from './updateEmailUnbound';
import { updatePhone } from './updatePhone';
import { updateStatus } from './updateStatus';
import { upsert } from './upsert';

export const person: Resource<YunzhijiaCredential> = {
	name: 'Person',
	value: 'person',
	term: '人员',
	operations: [
		getAll,
		create,
		upsert,
		update,
		updateDepartment,
		updatePhone,
		updateEmailUnbound,
		updateStatus,
		del,
		get,
	],
};
