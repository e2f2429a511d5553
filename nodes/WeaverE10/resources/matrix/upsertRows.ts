import type { Field } from '../../../shared/contract';
import { filled } from '../../../shared/input/readers';
import { dataRule } from '../../dataRule';
import { extKeyField, line, optId, taskId } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { matrixColumns } from './columns';

const syncMatrixData = endpoint(5, 'syncMatrixData');

const matrixName: Field = {
	...line('matrixName', 'Matrix (矩阵名称)', 'The name of the matrix in Weaver'),
	requestWide: true,
	read: filled,
};

export const upsertRows: WeaverE10Operation = {
	name: 'Create or Update Rows',
	value: 'upsertRows',
	action: 'Create, update or delete rows of condition matrix',
	term: '同步条件矩阵数据',
	description: 'Create, update or delete rows of a condition matrix',
	notice:
		'A row has the columns of your matrix. Whether Weaver wants their display names or their codes, its documents leave open: try one row first. In system and synced matrices rows can only be updated, by Row ID.',
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
