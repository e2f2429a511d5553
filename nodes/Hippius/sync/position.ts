/** Positions in step: docs/vendors/hippius.md, section 3. Nothing can delete one. */
import type { Kind, PlanItem } from '../../shared/contract/sync';
import { column, keyText, pointer } from '../../shared/sync/columns';
import { createPosition, updatePosition } from '../resources/position/fields';
import { update } from '../resources/position/update';
import { upsert } from '../resources/position/upsert';
import type { HippiusCredential } from '../token';
import { DEPARTMENT_CODES, ORDER, ORDER_NAMES } from './columns';
import { PHASE } from './phases';
import { toDepartment } from './references';
import { savedBy } from './save';

export const position: Kind<HippiusCredential> = {
	value: 'position',
	name: 'Positions',
	chinese: '岗位',
	called: { one: 'position', many: 'positions' },
	columns: [
		column('positionCode', 'Code', ['岗位编码', '岗位编号', '岗位代码', '编码'], { read: keyText }),
		column('positionName', 'Name', ['岗位名称', '岗位', '职位名称', '名称'], { isRequired: true }),
		pointer(
			'unitCode',
			'Department Code',
			['所属部门编码', ...DEPARTMENT_CODES, '所属部门', '部门'],
			{
				isRequired: true,
			},
		),
		column('orderSeq', 'Order', ORDER_NAMES, ORDER),
	],
	references: [toDepartment],
	match: { columns: ['positionCode'], preset: ['positionCode'] },
	nameColumn: 'positionName',
	keyColumns: ['positionCode'],
	alike: [],
	missing: [],
	reads: () => ['department'],

	tasks: (item) => [
		{
			operation: item.action === 'create' ? save : update,
			phase: PHASE.positions,
			values: () => rowOf(item),
		},
	],
};

/** An update leaves it in its department. */
const save = savedBy(upsert, createPosition, updatePosition, ['unitCode']);

function rowOf({ action, entity, changes }: PlanItem<HippiusCredential>) {
	const { positionCode, positionName, unitCode, orderSeq } = entity.source?.values ?? {};
	if (action === 'create') return { positionCode, positionName, unitCode, orderSeq };
	const isSent = changes.some(({ field }) => field === 'orderSeq');
	// An update can't do without the name.
	return { positionCode, positionName, ...(isSent && { orderSeq }) };
}
