import type { Columns } from '../../../shared/contract';
import { also, column, common, NUMBER_ID, WHOLE } from '../../columns';

export const contactColumns: Columns = {
	method: 'contactColumns',
	list: [
		common('username', 'Name', '姓名', also('联系人姓名', '名字')),
		common('mobile', 'Mobile', '手机号', also('手机', '手机号码', '移动电话')),
		common('email', 'Email', '邮箱', also('电子邮箱', '电子邮件', '邮箱地址')),
		common('position', 'Position', '职位', also('岗位', '职务')),
		column('id', 'ID', '外部联系人ID'),
		column('job_num', 'Job Number', '工号', also('员工编号', '人员编号', '编号')),
		column('sex', 'Sex', '性别'),
		column('telephone', 'Telephone', '电话', also('座机', '固定电话', '办公电话')),
		column('location_name', 'Location', '地址', also('联系地址', '办公地址')),
		column('note', 'Note', '备注'),
		column('customer', 'Customer', '客户', NUMBER_ID),
		column('contact', 'Customer Contact', '联系人', NUMBER_ID),
		column('employeeExternalType', 'Kind', '外部联系人类型', also('联系人类型')),
	],
};

/** @param names what people call the name of such a unit */
const unit = (...names: string[]) => [
	common('name', 'Name', '名称', also(...names)),
	common('fullname', 'Full Name', '全称'),
	common('description', 'Description', '描述'),
	common('disporder', 'Order', '显示顺序', { ...WHOLE, ...also('排序', '排序号') }),
	column('id', 'ID', '数据ID'),
	column('code', 'Code', '编码'),
];

export const companyColumns: Columns = {
	method: 'companyColumns',
	list: unit('企业名称', '公司名称'),
};

export const externalDepartmentColumns: Columns = {
	method: 'externalDepartmentColumns',
	list: [
		...unit('部门名称', '部门'),
		common('parent', 'Parent', '上级外部部门', also('上级部门', '上级', '上级部门名称')),
		common('subcompanyid', 'Company', '所属外部企业', also('所属企业', '外部企业', '企业', '公司')),
	],
};
