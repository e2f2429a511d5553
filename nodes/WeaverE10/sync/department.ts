/** Departments in step: docs/vendors/weaver-e10.md, no. 2, 8 and 14. */
import { PARENT, type Kind, type Task } from '../../shared/contract/sync';
import { idOf } from '../../shared/sync/directory';
import { departmentColumns } from '../resources/department/columns';
import { unseal } from '../resources/department/unseal';
import { upsert } from '../resources/department/upsert';
import type { WeaverE10Credential } from '../token';
import { POINTER, syncColumns } from './columns';
import { readsOf } from './organisation';
import { PHASE } from './phases';
import { toParent } from './references';
import { knownRow, newRow, unordered, type Item } from './write';

export const department: Kind<WeaverE10Credential> = {
	value: 'department',
	name: 'Departments',
	chinese: '部门',
	called: { one: 'department', many: 'departments' },
	columns: syncColumns(
		departmentColumns,
		{
			id: POINTER,
			name: { isRequired: true },
			parent: { ...POINTER, isRequired: true, first: ['上级部门编码', '上级编码'] },
			status: POINTER,
		},
		['coadjutant'],
	),
	references: [toParent('department', 'subcompany')],
	match: { columns: ['id', 'code'], preset: ['code'] },
	idColumn: 'id',
	keyColumns: ['code', 'id'],
	newNeeds: ['code'],
	unique: ['code'],
	alike: [['name', PARENT]],
	tree: { knownBy: ['code', 'id', 'name'] },
	holds: [
		{ kind: 'employee', reference: 'department' },
		{ kind: 'position', reference: 'department' },
	],
	missing: ['retire'],
	status: { column: 'status', left: ['0'] },
	reads: ({ mayGo }) => ['subcompany', ...(mayGo ? ['position', 'employee'] : [])],
	...readsOf('department'),
	tasks,
};

const unorderedUpsert = unordered(upsert);

function tasks(item: Item): Array<Task<WeaverE10Credential>> {
	const { entity, action, changes } = item;
	const phase = PHASE.departments;
	const send = (values: Task['values']) => ({ operation: unorderedUpsert, phase, values });
	if (action === 'create') return [send(() => newRow(item))];
	// The documented way: the path of an interface for it is not known (no. 7).
	if (action === 'retire')
		return [{ ...send(() => knownRow(item, { status: '0' })), phase: PHASE.departmentsGo }];
	const change = changes.length ? [send(() => knownRow(item))] : [];
	if (action !== 'restore') return change;
	const open = { operation: unseal, phase, values: () => ({ id: idOf(entity) }) };
	return [{ ...open, isFirst: true }, ...change];
}
