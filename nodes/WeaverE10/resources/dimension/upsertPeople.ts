import { dataRule } from '../../dataRule';
import { apiTaskId, echoing, optId, virtualId } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { virtualPeopleColumns } from './columns';

const syncVirtualEmployee = endpoint(38, 'syncVirtualEmployee', { status: '开发中' });

export const upsertPeople: WeaverE10Operation = {
	name: 'Create or Update People',
	value: 'upsertPeople',
	action: 'Create or update people of dimension',
	term: '同步虚拟维度人员',
	description: 'Put people into a virtual dimension. In development at the vendor (开发中).',
	required: [],
	columns: virtualPeopleColumns,
	requestFields: [
		dataRule(['organization', 'employee'], { organization: 'id' }, ['organization']),
		virtualId,
		optId,
		apiTaskId,
		echoing('employeeid'),
	],
	...syncRows(syncVirtualEmployee, { needsRule: true, needs: ['employeeid', 'orgid'] }),
};
