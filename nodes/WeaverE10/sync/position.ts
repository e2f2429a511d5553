/** Positions in step: docs/vendors/weaver-e10.md, no. 4 and 15. */
import type { IDataObject } from 'n8n-workflow';

import type { Kind } from '../../shared/contract/sync';
import { keyText } from '../../shared/sync/columns';
import { queryPosition } from '../resources/position/getAll';
import { positionColumns } from '../resources/position/columns';
import { upsert } from '../resources/position/upsert';
import type { WeaverE10Credential } from '../token';
import { AMOUNT, BY_CODE, DEPARTMENT_CODES, POINTER, syncColumns } from './columns';
import { PHASE } from './phases';
import { allRows, listingOf } from './read';
import { toDepartment, toParent } from './references';
import { tasksBy } from './write';

const [ENABLED, SEALED] = ['0', '1'];

// What the parent of a position is, is not documented: taken for a position.
const references = [toDepartment, { ...toParent('position'), isHome: undefined }];

export const position: Kind<WeaverE10Credential> = {
	value: 'position',
	name: 'Positions',
	chinese: '岗位',
	called: { one: 'position', many: 'positions' },
	columns: syncColumns(positionColumns, {
		id: POINTER,
		name: { isRequired: true },
		department: { ...POINTER, first: ['所属部门编码', ...DEPARTMENT_CODES] },
		parent: { ...POINTER, first: ['上级岗位编码'] },
		is_canceled: POINTER,
		code: { read: keyText },
		disporder: AMOUNT,
	}),
	references,
	...BY_CODE,
	alike: [['name', 'department']],
	holds: [{ kind: 'employee', reference: 'position' }],
	missing: ['retire'],
	status: { column: 'is_canceled', left: [SEALED] },
	reads: ({ columns, mayGo, isScoped }) => [
		...(columns.has('department') || isScoped ? ['subcompany', 'department'] : []),
		...(mayGo ? ['employee'] : []),
	],

	async read(call, { columns }) {
		const rows = await allRows(call, queryPosition, {});
		return {
			...listingOf(rows, columns, { references, stateOf }),
			root: { id: '0', name: '' },
		};
	},

	tasks: tasksBy(upsert, {
		phase: PHASE.positions,
		goesIn: PHASE.positionsGo,
		// A new one may be there, sealed, and not be told of.
		created: { is_canceled: ENABLED },
		gone: () => ({ is_canceled: SEALED }),
		restored: () => ({ is_canceled: ENABLED }),
	}),
};

/** Whether the query tells of sealed ones at all is not documented. */
const stateOf = ({ is_canceled }: IDataObject) =>
	String(is_canceled) === SEALED ? 'left' : 'active';
