import type { Columns } from '../../../shared/contract';
import { also, column, common, multiObj, status, WHOLE } from '../../columns';
import { listSubcompanyField } from './getFields';

/**
 * Where the tenant's own fields stand in a row is not documented: the form collects them here, and
 * the user names the member that takes them.
 */
export const OWN_FIELDS = 'customFields';

export const subcompanyColumns: Columns = {
	method: 'subcompanyColumns',
	members: [OWN_FIELDS],
	own: { member: OWN_FIELDS, endpoint: listSubcompanyField },
	list: [
		common('name', 'Short Name', '分部简称', also('分部名称', '分部', '名称', '简称')),
		common('fullname', 'Full Name', '分部全称', also('全称')),
		common('code', 'Code', '分部编码', also('分部编号', '分部代码', '编码')),
		common('parent', 'Parent', '上级分部', also('上级组织', '上级')),
		{ ...status, isCommon: true },
		column('id', 'ID', '分部ID'),
		column('disporder', 'Order', '显示顺序', { ...WHOLE, ...also('排序', '排序号') }),
		column('description', 'Description', '描述'),
		multiObj,
	],
};
