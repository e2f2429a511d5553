import type { Field } from '../../../shared/contract';
import { filled } from '../../../shared/input/readers';
import { byId, choice, ids, listed, tenantKey } from '../../fields';
import { described, endpoint, sendIds, type WeaverE10Operation } from '../../operations';

const delData = endpoint(17, 'delData', { status: '将废弃', name: '条件矩阵-删除数据' });

const employeeId: Field = {
	...byId(
		'employeeId',
		'Operator (操作人)',
		'The employee whom Weaver records as having done this',
		{
			from: 'searchEmployees',
		},
	),
	requestWide: true,
};
const matrixId: Field = {
	parameter: {
		displayName: 'Matrix ID (矩阵ID)',
		name: 'matrixId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 975410981123456789',
		description: 'The ID of the matrix in Weaver',
	},
	requestWide: true,
	read: filled,
};
const source: Field = {
	...choice('source', 'Source (来源)', 'Where the data comes from. Weaver knows only this one.', [
		{ name: 'Normal', value: 'normal' },
	]),
	requestWide: true,
};

export const deleteRows: WeaverE10Operation = {
	name: 'Delete Rows',
	value: 'deleteRows',
	action: 'Delete rows of condition matrix',
	term: '删除数据',
	...described(delData, 'Delete rows of a condition matrix'),
	notice:
		'Newer platforms no longer list this interface. Create or Update Rows with the column Delete does the same.',
	required: [
		tenantKey,
		employeeId,
		matrixId,
		source,
		listed('rowDataIdList', 'Rows (行数据ID)', 'IDs of the rows to delete', { read: ids }),
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
