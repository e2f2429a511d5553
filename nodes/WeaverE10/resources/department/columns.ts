import type { Columns } from '../../../shared/contract';
import { column, common, multiObj, status } from '../../columns';

export const departmentColumns: Columns = {
	method: 'departmentColumns',
	list: [
		common('name', 'Short Name', '部门简称'),
		common('fullname', 'Full Name', '部门全称'),
		common('code', 'Code', '部门编码'),
		common('parent', 'Parent', '上级部门或分部'),
		{ ...status, isCommon: true },
		column('id', 'ID', '部门ID'),
		column('coadjutant', 'Coadjutant', '部门协办人'),
		multiObj,
	],
};
