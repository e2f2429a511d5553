/** Departments in step: docs/vendors/hippius.md, section 3. */
import { asFailure } from '../../shared/client/failure';
import { PARENT, type Kind, type PlanItem } from '../../shared/contract/sync';
import { done } from '../../shared/run/outcome';
import { column, keyText, pointer } from '../../shared/sync/columns';
import { keyOf } from '../../shared/sync/directory';
import type { HippiusOperation } from '../operations';
import { del } from '../resources/department/delete';
import { createDepartment, updateDepartment } from '../resources/department/fields';
import { update } from '../resources/department/update';
import { upsert } from '../resources/department/upsert';
import type { HippiusCredential } from '../token';
import { DEPARTMENT_CODES, ORDER, ORDER_NAMES } from './columns';
import { PHASE } from './phases';
import { savedBy } from './save';

export const department: Kind<HippiusCredential> = {
	value: 'department',
	name: 'Departments',
	chinese: '部门',
	called: { one: 'department', many: 'departments' },
	columns: [
		column('unitCode', 'Code', [...DEPARTMENT_CODES, '编码'], { read: keyText }),
		column('unitName', 'Name', ['部门名称', '部门', '名称'], { isRequired: true }),
		column('orderSeq', 'Order', ORDER_NAMES, ORDER),
		pointer(
			'parentUnitCode',
			'Parent Code',
			['上级部门编码', '父部门编码', '上级编码', '上级部门'],
			{ read: keyText },
		),
	],
	references: [
		{
			name: PARENT,
			column: 'parentUnitCode',
			kinds: ['department'],
			by: [{ column: 'parentUnitCode', as: ['unitCode'] }],
			member: 'parentUnitCode',
			isHome: true,
		},
	],
	match: { columns: ['unitCode'], preset: ['unitCode'] },
	nameColumn: 'unitName',
	keyColumns: ['unitCode'],
	alike: [['unitName', PARENT]],
	tree: { knownBy: ['unitCode', 'unitName'] },
	holds: [
		{ kind: 'employee', reference: 'unitCode' },
		{ kind: 'position', reference: 'unitCode' },
	],
	missing: ['remove'],
	reads: ({ mayGo }) => (mayGo ? ['position', 'employee'] : []),
	explain(_column, value, directory) {
		const [named] = directory.view('department').find('unitName', value);
		return named && `it is a name: give the code, ${keyOf(named)}`;
	},

	tasks(item) {
		const { action, entity } = item;
		const phase = PHASE.departments;
		const values = () => rowOf(item);
		if (action === 'create') return [{ operation: save, phase, values }];
		if (action !== 'remove') return [{ operation: update, phase, values }];
		const unitCode = entity.target?.id;
		return [{ operation: remove, phase: PHASE.departmentsGo, values: () => ({ unitCode }) }];
	},
};

/** An update leaves it where it is. */
const save = savedBy(upsert, createDepartment, updateDepartment, ['parentUnitCode']);

/** What is not there any more is gone, whoever took it: an earlier run, for instance, whose answer was lost. */
const remove: HippiusOperation = {
	...del,
	async perform(batch, call, credential) {
		try {
			return await del.perform(batch, call, credential);
		} catch (error) {
			const failure = asFailure(error);
			if (failure.facts.platformCode !== 'error.dept_not_exists') throw failure;
			return batch.map(() => done({}));
		}
	},
};

function rowOf({ action, entity, changes }: PlanItem<HippiusCredential>) {
	const { unitCode, unitName, orderSeq, parentUnitCode } = entity.source?.values ?? {};
	const isSent = (field: string) =>
		action === 'create' || changes.some((change) => change.field === field);
	return {
		unitCode,
		// An update can't do without the name.
		unitName,
		...(isSent('orderSeq') && { orderSeq }),
		...(isSent('parentUnitCode') && { parentUnitCode }),
	};
}
