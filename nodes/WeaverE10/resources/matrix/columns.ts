import type { Columns } from '../../../shared/contract';
import { integer } from '../../../shared/input/readers';
import { common } from '../../columns';

export const matrixColumns: Columns = {
	method: 'matrixColumns',
	areOpen: true,
	list: [
		common('dataId', 'Row ID', '数据ID'),
		common('delete_type', 'Delete', '删除标识', {
			type: 'options',
			options: [{ name: 'Delete the Row (删除)', value: 1 }],
			read: integer(1, 1),
		}),
	],
};
