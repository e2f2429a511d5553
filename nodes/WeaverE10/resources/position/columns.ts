import type { Columns } from '../../../shared/contract';
import { also, chosen, column, common, inUse, multiObj, WHOLE } from '../../columns';

export const positionColumns: Columns = {
	method: 'positionColumns',
	list: [
		common('name', 'Name', '岗位名称', also('岗位', '职位名称', '名称')),
		common('code', 'Code', '岗位编码', also('岗位编号', '岗位代码', '编码')),
		common(
			'department',
			'Department',
			'所属部门',
			also('部门', '所在部门', '部门名称', '部门编码', '部门编号'),
		),
		common('parent', 'Parent', '上级岗位', also('上级', '上级岗位编码', '上级岗位名称')),
		common('is_canceled', 'Status', '是否封存', {
			...chosen(
				[
					['0', 'Enabled', '启用'],
					['1', 'Sealed', '封存'],
				],
				{ ...inUse('0', '1'), 否: '0', 是: '1' },
			),
			...also('封存'),
		}),
		column('id', 'ID', '岗位ID'),
		column('disporder', 'Order', '显示顺序', { ...WHOLE, ...also('排序', '排序号') }),
		column('description', 'Description', '描述'),
		multiObj,
	],
};
