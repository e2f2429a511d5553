import type { Field } from '../../../shared/contract';
import { filled } from '../../../shared/input/readers';
import { byId, choice, ids, listed, tenantKey } from '../../fields';
import { endpoint, sendIds, type WeaverE10Operation } from '../../operations';

const delData = endpoint(17, 'delData', { status: '将废弃' });

const employeeId: Field = {
	...byId('employeeId', 'Operator (操作人)', 'Employee who counts as the operator', {
		from: 'searchEmployees',
	}),
	requestWide: true,
};
const matrixId: Field = {
	parameter: {
		displayName: 'Matrix ID (矩阵ID)',
		name: 'matrixId',
		type: 'string',
		default: '',
		description: 'ID of the matrix',
	},
	requestWide: true,
	read: filled,
};
const source: Field = {
	...choice('source', 'Source (来源)', 'Source of the data', [{ name: 'Normal', value: 'normal' }]),
	requestWide: true,
};

export const deleteRows: WeaverE10Operation = {
	name: 'Delete Rows',
	value: 'deleteRows',
	action: 'Delete rows of matrix',
	term: '条件矩阵-删除数据',
	description: 'Delete rows of a condition matrix. To be deprecated by the vendor (将废弃).',
	notice: 'Newer platforms no longer list this interface: prefer Create or Update Rows.',
	required: [
		tenantKey,
		employeeId,
		matrixId,
		source,
		listed('rowDataIdList', 'Rows (行数据ID)', 'IDs of the rows', ids),
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
