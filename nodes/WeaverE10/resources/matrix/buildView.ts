import { filled } from '../../../shared/input/readers';
import { json, line } from '../../fields';
import { endpoint, writeOne, type WeaverE10Operation } from '../../operations';

const buildMatrixView = endpoint(19, 'buildMatrixView', { status: '开发中' });

export const buildView: WeaverE10Operation = {
	name: 'Build View',
	value: 'buildView',
	action: 'Build view of matrix',
	description:
		'Make the statement for a view of a matrix (条件矩阵-生产视图创建语句, 兼容E9). In development at the vendor (开发中).',
	required: [
		{ ...line('matrixName', 'Matrix', 'Name of the matrix (矩阵名称)'), read: filled },
		{ ...line('matrixViewName', 'View', 'Name of the view (视图名称)'), read: filled },
		json(
			'matrixColumnMap',
			'Columns (JSON)',
			'Display name of each column → its name in the view (字段映射), like {"部门": "dept"}',
		),
	],
	...writeOne(buildMatrixView),
};
