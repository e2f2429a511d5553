import { filledLine, json } from '../../fields';
import { described, endpoint, writeOne, type WeaverE10Operation } from '../../operations';
import { matrixName } from './fields';

const buildMatrixView = endpoint(19, 'buildMatrixView', {
	status: '开发中',
	name: '条件矩阵-生产视图创建语句(兼容E9)',
});

export const buildView: WeaverE10Operation = {
	name: 'Build View',
	value: 'buildView',
	action: 'Build statement for view of condition matrix',
	term: '生产视图语句',
	...described(buildMatrixView, 'Get the SQL statement that creates a database view of a matrix'),
	required: [
		matrixName,
		filledLine('matrixViewName', 'View (视图名称)', 'What the view shall be called'),
		json(
			'matrixColumnMap',
			'Columns (字段映射, JSON)',
			'The display name of each column and what it is called in the view, such as {"部门": "dept"}',
		),
	],
	...writeOne(buildMatrixView),
};
