/** Departments in step: docs/vendors/weaver-e10.md, no. 2, 8 and 14. */
import { PARENT, type Kind } from '../../shared/contract/sync';
import { keyText } from '../../shared/sync/columns';
import { departmentColumns } from '../resources/department/columns';
import { unseal } from '../resources/department/unseal';
import { upsert } from '../resources/department/upsert';
import type { WeaverE10Credential } from '../token';
import { BY_CODE, POINTER, syncColumns } from './columns';
import { readsOf } from './organisation';
import { PHASE } from './phases';
import { toEmployee, toParent } from './references';
import { tasksBy } from './write';

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
		status: POINTER,
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
	tasks: tasksBy(upsert, {
		phase: PHASE.departments,
		goesIn: PHASE.departmentsGo,
		// The documented way: the path of an interface for it is not known (no. 7).
		gone: () => ({ status: '0' }),
		back: unseal,
	}),
};
