import type { Columns } from '../../../shared/contract';
import { also, column, common, multiObj, status } from '../../columns';

export const departmentColumns: Columns = {
	method: 'departmentColumns',
	list: [
		common('name', 'Short Name', '部门简称', also('部门名称', '部门', '名称', '简称')),
		common('fullname', 'Full Name', '部门全称', also('全称')),
		common('code', 'Code', '部门编码', also('部门编号', '部门代码', '编码')),
		common('parent', 'Parent', '上级部门或分部', also('上级部门', '上级组织', '上级')),
		{ ...status, isCommon: true },
		column('id', 'ID', '部门ID'),
		column('coadjutant', 'Coadjutant', '部门协办人', also('协办人')),
		multiObj,
	],
};
