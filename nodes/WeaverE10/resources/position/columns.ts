import type { Columns } from '../../../shared/contract';
import { chosen, column, common, multiObj, WHOLE } from '../../columns';

export const positionColumns: Columns = {
	method: 'positionColumns',
	list: [
		common('name', 'Name', '岗位名称'),
		common('code', 'Code', '岗位编码'),
		common('department', 'Department', '所属部门'),
		common('parent', 'Parent', '上级岗位'),
		common(
			'is_canceled',
			'Status',
			'是否封存',
			chosen([
				['0', 'Enabled (启用)'],
				['1', 'Sealed (封存)'],
			]),
		),
		column('id', 'ID', '岗位ID'),
		column('disporder', 'Order', '显示顺序', WHOLE),
		column('description', 'Description', '描述'),
		multiObj,
	],
};
