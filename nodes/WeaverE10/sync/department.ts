/** Departments in step: docs/vendors/weaver-e10.md, no. 2, 8 and 14. */
import { PARENT, type Kind, type Task } from '../../shared/contract/sync';
import { keyText } from '../../shared/sync/columns';
import { idOf } from '../../shared/sync/directory';
import { departmentColumns } from '../resources/department/columns';
import { unseal } from '../resources/department/unseal';
import { upsert } from '../resources/department/upsert';
import type { WeaverE10Credential } from '../token';
import { BY_CODE, inUse, POINTER, syncColumns } from './columns';
import { readsOf } from './organisation';
import { PHASE } from './phases';
import { toEmployee, toParent } from './references';
import { knownRow, laterOf, newRow, parted, unordered, type Item } from './write';

const references = [toParent('department', 'subcompany'), toEmployee('coadjutant')];

/** No two of one name stand below one. */
const BY_NAME = [['name', PARENT]];

export const department: Kind<WeaverE10Credential> = {
	value: 'department',
	name: 'Departments',
	chinese: '部门',
	called: { one: 'department', many: 'departments' },
	columns: syncColumns(departmentColumns, {
		id: POINTER,
		name: { isRequired: true },
		parent: {
			...POINTER,
			isRequired: 'the code of the department above, or of the subcompany (分部) that it is in',
			first: ['上级部门编码', '上级编码'],
		},
		status: inUse('status', departmentColumns),
		code: { read: keyText },
		coadjutant: { ...POINTER, first: ['部门协办人工号', '协办人工号'] },
	}),
	references,
	...BY_CODE,
	alike: BY_NAME,
	twins: BY_NAME,
	tree: { knownBy: ['code', 'id', 'name'] },
	holds: [
		{ kind: 'employee', reference: 'department' },
		{ kind: 'position', reference: 'department' },
	],
	missing: ['retire'],
	status: { column: 'status', left: ['0'] },
	reads: ({ columns, mayGo }) => [
		'subcompany',
		...(mayGo ? ['position'] : []),
		...(mayGo || columns.has('coadjutant') ? ['employee'] : []),
	],
	...readsOf('department', references),
	tasks,
};

const unorderedUpsert = unordered(upsert);
const setLater = laterOf(upsert);

function tasks(item: Item): Array<Task<WeaverE10Credential>> {
	const { entity, action } = item;
	const phase = PHASE.departments;
	const send = (values: Task['values']) => ({ operation: unorderedUpsert, phase, values });
	const { now, later } = parted(item, setLater);
	if (action === 'create') return [{ ...send(() => newRow(now)), isFirst: true }, ...later];
	// The documented way: the path of an interface for it is not known (no. 7).
	if (action === 'retire')
		return [{ ...send(() => knownRow(item, { status: '0' })), phase: PHASE.departmentsGo }];
	const change = now.changes.length ? [send(() => knownRow(now))] : [];
	if (action !== 'restore') return [...change, ...later];
	const open = { operation: unseal, phase, values: () => ({ id: idOf(entity) }) };
	return [{ ...open, isFirst: true }, ...change, ...later];
}
