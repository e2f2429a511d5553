import type { Field } from '../../../shared/contract';
import { filled } from '../../../shared/input/readers';
import { dataRule } from '../../dataRule';
import { extKeyField, line, optId, taskId } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { matrixColumns } from './columns';

const syncMatrixData = endpoint(5, 'syncMatrixData');

const matrixName: Field = {
	...line('matrixName', 'Matrix (矩阵名称)', 'Name of the matrix'),
	requestWide: true,
	read: filled,
};

export const upsertRows: WeaverE10Operation = {
	name: 'Create or Update Rows',
	value: 'upsertRows',
	action: 'Create or update rows of matrix',
	term: '同步条件矩阵数据',
	description: 'Create, change or delete rows of a condition matrix',
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
