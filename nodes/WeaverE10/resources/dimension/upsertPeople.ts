import { dataRule } from '../../dataRule';
import { apiTaskId, echoing, optId, virtualId } from '../../fields';
import { described, endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { virtualPeopleColumns } from './columns';

const syncVirtualEmployee = endpoint(38, 'syncVirtualEmployee', {
	status: '开发中',
	name: '同步虚拟维度人员',
});

export const upsertPeople: WeaverE10Operation = {
	name: 'Create or Update People',
	value: 'upsertPeople',
	action: 'Put people into units of virtual dimension',
	term: '人员',
	...described(syncVirtualEmployee, 'Put people into the units of a virtual dimension'),
	required: [],
	columns: virtualPeopleColumns,
	requestFields: [
		dataRule(['organization', 'employee'], { organization: 'id' }, ['organization']),
		virtualId,
		optId,
		apiTaskId,
		echoing('employeeid'),
	],
	...syncRows(syncVirtualEmployee, {
		needsRule: true,
		needs: ['employeeid', 'orgid'],
		called: { one: 'person', columns: virtualPeopleColumns },
	}),
};
