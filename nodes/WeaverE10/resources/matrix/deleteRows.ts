import type { Field } from '../../../shared/contract';
import { filled } from '../../../shared/input/readers';
import { byId, choice, ids, listed, tenantKey } from '../../fields';
import { endpoint, sendIds, type WeaverE10Operation } from '../../operations';

const delData = endpoint(17, 'delData', { status: '将废弃' });

const employeeId: Field = {
	...byId('employeeId', 'Operator', 'Employee who counts as the operator (人员ID)', {
		from: 'searchEmployees',
	}),
	requestWide: true,
};
const matrixId: Field = {
	parameter: {
		displayName: 'Matrix ID',
		name: 'matrixId',
		type: 'string',
		default: '',
		description: 'ID of the matrix (矩阵ID)',
	},
	requestWide: true,
	read: filled,
};
const source: Field = {
	...choice('source', 'Source', 'Source of the data (来源)', [{ name: 'Normal', value: 'normal' }]),
	requestWide: true,
};

export const deleteRows: WeaverE10Operation = {
	name: 'Delete Rows',
	value: 'deleteRows',
	action: 'Delete rows of matrix',
	description:
		'Delete rows of a condition matrix (条件矩阵-删除数据). To be deprecated by the vendor (将废弃).',
	notice: 'Newer platforms no longer list this interface: prefer Create or Update Rows.',
	required: [
		tenantKey,
		employeeId,
		matrixId,
		source,
		listed('rowDataIdList', 'Rows', 'IDs of the rows (行数据ID)', ids),
	],
	...sendIds(
		delData,
		'rowDataIdList',
		(rowDataIdList, request) => ({ ...request, rowDataIdList }),
		{
			repeatable: true,
			adds: { deleted: true },
		},
	),
};
