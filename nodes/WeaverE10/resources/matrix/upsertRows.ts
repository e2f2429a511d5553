import type { Field } from '../../../shared/contract';
import { filled } from '../../../shared/input/readers';
import { dataRule } from '../../dataRule';
import { extKeyField, line, optId, taskId } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { matrixColumns } from './columns';

const syncMatrixData = endpoint(5, 'syncMatrixData');

const matrixName: Field = {
	...line('matrixName', 'Matrix', 'Name of the matrix (矩阵名称)'),
	requestWide: true,
	read: filled,
};

export const upsertRows: WeaverE10Operation = {
	name: 'Create or Update Rows',
	value: 'upsertRows',
	action: 'Create or update rows of matrix',
	description: 'Create, change or delete rows of a condition matrix (同步条件矩阵数据)',
	notice:
		'The columns are those of your matrix. The vendor’s sources disagree whether they are named by their display names or by codes. System and synced matrices take only changes, by Row ID.',
	required: [matrixName],
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
