import { filled } from '../../../shared/input/readers';
import { json, line } from '../../fields';
import { endpoint, writeOne, type WeaverE10Operation } from '../../operations';

const buildMatrixView = endpoint(19, 'buildMatrixView', { status: '开发中' });

export const buildView: WeaverE10Operation = {
	name: 'Build View',
	value: 'buildView',
	action: 'Build view of matrix',
	term: '条件矩阵-生产视图创建语句',
	description: 'Make the statement for a view of a matrix. In development at the vendor (开发中).',
	required: [
		{ ...line('matrixName', 'Matrix (矩阵名称)', 'Name of the matrix'), read: filled },
		{ ...line('matrixViewName', 'View (视图名称)', 'Name of the view'), read: filled },
		json(
			'matrixColumnMap',
			'Columns (字段映射, JSON)',
			'Display name of each column → its name in the view, like {"部门": "dept"}',
		),
	],
	...writeOne(buildMatrixView),
};
