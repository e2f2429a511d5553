import type { Field } from '../../../shared/contract';
import { amend } from '../../../shared/form/field';
import { choice, ids, listed, optId, tenantKey } from '../../fields';
import { described, endpoint, sendIds, type WeaverE10Operation } from '../../operations';
import { matrixId } from './fields';

const delData = endpoint(17, 'delData', { status: '将废弃', name: '条件矩阵-删除数据' });

const employeeId = amend(optId, { name: 'employeeId' }, { requestWide: true });
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
		{ ...matrixId, requestWide: true },
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
