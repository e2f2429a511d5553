import { dataRule } from '../../dataRule';
import { extKeyField, optId, taskId } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { matrixColumns } from './columns';
import { matrixName } from './fields';

const syncMatrixData = endpoint(5, 'syncMatrixData');

export const upsertRows: WeaverE10Operation = {
	name: 'Create or Update Rows',
	value: 'upsertRows',
	action: 'Create, update or delete rows of condition matrix',
	term: '同步条件矩阵数据',
	description: 'Create, update or delete rows of a condition matrix',
	notice:
		'A row has the columns of your matrix. Whether Weaver wants their display names or their codes, its documents leave open: try one row first. In system and synced matrices rows can only be updated, by Row ID.',
	required: [{ ...matrixName, requestWide: true }],
	columns: matrixColumns,
	requestFields: [
		dataRule(['employee', 'employeeScopeConfig', 'department', 'subcompany']),
		optId,
		taskId,
		extKeyField,
	],
	...syncRows(syncMatrixData, {
		member: 'dataList',
		id: 'dataId',
		by: 'dataId',
	}),
};
