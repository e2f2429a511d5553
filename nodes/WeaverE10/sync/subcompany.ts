/** Subcompanies in step: docs/vendors/weaver-e10.md, no. 3 and 14. */
import { PARENT, type Kind } from '../../shared/contract/sync';
import { keyText } from '../../shared/sync/columns';
import { subcompanyColumns } from '../resources/subcompany/columns';
import { upsert } from '../resources/subcompany/upsert';
import type { WeaverE10Credential } from '../token';
import { AMOUNT, BY_CODE, POINTER, syncColumns } from './columns';
import { readsOf } from './organisation';
import { PHASE } from './phases';
import { toParent } from './references';
import { tasksBy } from './write';

const references = [toParent('subcompany')];

/** No two of one name stand below one. */
const BY_NAME = [['name', PARENT]];

export const subcompany: Kind<WeaverE10Credential> = {
	value: 'subcompany',
	name: 'Subcompanies',
	chinese: '分部',
	called: { one: 'subcompany', many: 'subcompanies' },
	columns: syncColumns(subcompanyColumns, {
		id: POINTER,
		name: { isRequired: true },
		parent: { ...POINTER, first: ['上级分部编码', '上级编码'] },
		status: POINTER,
		code: { read: keyText },
		disporder: AMOUNT,
	}),
	references,
	...BY_CODE,
	alike: BY_NAME,
	twins: BY_NAME,
	tree: { knownBy: ['code', 'id', 'name'] },
	holds: [{ kind: 'department', reference: PARENT }],
	missing: ['retire'],
	status: { column: 'status', left: ['0'] },
	reads: ({ mayGo }) => (mayGo ? ['department'] : []),
	...readsOf('subcompany', references),
	// There is no other way to seal one, or to open it again.
	tasks: tasksBy(upsert, {
		phase: PHASE.subcompanies,
		goesIn: PHASE.subcompaniesGo,
		// Without a parent it is a first level.
		created: { parent: '0' },
		gone: () => ({ status: '0' }),
		restored: () => ({ status: '1' }),
	}),
};
