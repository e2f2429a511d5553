import type { Columns, Reader } from '../../../shared/contract';
import { Invalid } from '../../../shared/input/invalid';
import { also, chosen, column, common, DAY, LIST, multiObj, NUMBER, OBJECT } from '../../columns';
import { listBasicField } from './getFields';

/** The members of a row that hold the tenant's own fields, by their id. */
const USER_INFO = 'userInfoExtend';
const EMPLOYEE = 'employeeExtend';

/** Number, English, the vendor's term. The numbers of E9 mean something else. */
const PERSONNEL_STATUS: Array<[value: string, english: string, term: string]> = [
	['1', 'Probation', '试用'],
	['2', 'Probation Extended', '试用延期'],
	['3', 'Regular', '正式'],
	['4', 'Temporary', '临时'],
	['5', 'Intern', '实习'],
	['6', 'Left', '离职'],
	['7', 'Retired', '退休'],
	['9', 'Dismissed', '解聘'],
	['10', 'Invalid', '无效'],
];

/** Words that tables have besides. Those in the last line only say that somebody is there. */
const STATUS_WORDS: Record<string, string | undefined> = {
	...{ 试用期: '1', 正式员工: '3', 临时工: '4', 实习生: '5', 实习期: '5' },
	...{ 已离职: '6', 离开: '6', 已退休: '7', 辞退: '9', 已解聘: '9' },
	...{ 在职: undefined, 在岗: undefined, 正常: undefined, 返聘: undefined },
};

const status = chosen(PERSONNEL_STATUS, STATUS_WORDS);

const readStatus: Reader = (value) => {
	if (String(value).trim() !== '0') return status.read!(value);
	throw new Invalid(
		'is 0, which is 试用 in E9 and nothing in E10. If the column has the numbers of E9, write the words (试用, 正式, 离职 …): the numbers mean something else here',
	);
};

/** 离职, 退休, 解聘 and 无效. */
export const LEFT_STATUSES = ['6', '7', '9', '10'];

/** Weaver may tell it in words. What no document knows says nothing. */
export function isLeft(status: unknown): boolean {
	try {
		return LEFT_STATUSES.includes(String(readStatus(status)));
	} catch {
		return false;
	}
}

export const personnelStatusTerms = new Map(
	PERSONNEL_STATUS.map(([value, , term]): [string, string] => [value, term]),
);

export const employeeColumns: Columns = {
	method: 'employeeColumns',
	members: [USER_INFO, EMPLOYEE],
	own: { member: USER_INFO, endpoint: listBasicField },
	list: [
		common('username', 'Name', '姓名', also('员工姓名', '人员姓名', '名字')),
		common('job_num', 'Job Number', '工号', also('员工编号', '员工工号', '人员编号', '员工号')),
		common('mobile', 'Mobile', '手机号', also('手机', '手机号码', '移动电话', '联系电话')),
		common('email', 'Email', '邮箱', also('电子邮箱', '电子邮件', '邮箱地址')),
		common(
			'department',
			'Department',
			'部门',
			also('所属部门', '所在部门', '部门名称', '部门编码', '部门编号'),
		),
		common(
			'position',
			'Position',
			'岗位',
			also('职位', '所属岗位', '岗位名称', '职位名称', '岗位编码', '岗位编号'),
		),
		common(
			'superior',
			'Superior',
			'直接上级',
			also(
				...['直属上级', '上级', '直接主管', '直属领导', '直接领导', '汇报对象'],
				...['直接上级工号', '直属上级工号', '上级工号'],
			),
		),
		common('personnel_status', 'Personnel Status', '人员状态', {
			...status,
			read: readStatus,
			...also('员工状态', '在职状态', '状态', '用工状态'),
		}),
		common('hiredate', 'Hire Date', '入职日期', { ...DAY, ...also('入职时间', '入职日') }),
		column('id', 'ID', '人员ID'),
		column('alias', 'Alias', '别名'),
		column(
			'sex',
			'Sex',
			'性别',
			chosen(
				[
					['female', 'Female', '女'],
					['male', 'Male', '男'],
				],
				{ 女性: 'female', 男性: 'male' },
			),
		),
		column('telephone', 'Telephone', '办公电话', also('座机', '固定电话', '办公室电话')),
		column('other_superior', 'Other Superiors', '其他上级', LIST),
		column('assistant', 'Assistants', '助理', LIST),
		column('job_call', 'Professional Title', '职称'),
		column('grade', 'Grade', '职级'),
		column('location', 'Location', '办公地点', also('办公地址', '工作地点')),
		column('id_no', 'ID Card Number', '身份证号码', also('身份证号', '身份证', '证件号码')),
		column('birthday', 'Birthday', '出生日期', { ...DAY, ...also('生日', '出生年月日') }),
		column('age', 'Age', '年龄'),
		column('graduate_date', 'Graduation Date', '毕业时间', { ...DAY, ...also('毕业日期') }),
		column('graduate_school', 'School', '毕业学校', also('毕业院校')),
		column('degree', 'Degree', '学位'),
		column('education', 'Education', '学历'),
		column('marital_status', 'Marital Status', '婚姻状况', also('婚姻状态')),
		column('native_place', 'Native Place', '籍贯'),
		column('nation', 'Ethnic Group', '民族'),
		column('household_type', 'Household Type', '户口类型', also('户口性质')),
		column('politics_status', 'Political Status', '政治面貌'),
		column('residence_place', 'Residence', '户口所在地', also('户籍所在地')),
		column('family_contact', 'Family', '家庭联系方式'),
		column('first_work_date', 'Working Since', '首次工作时间', {
			...DAY,
			...also('参加工作时间', '参加工作日期', '首次参加工作时间'),
		}),
		column('work_year', 'Years of Work', '工作年限', NUMBER),
		column('child_status', 'Children', '生育状况'),
		column(USER_INFO, 'Custom Fields', '自定义字段', OBJECT),
		column(EMPLOYEE, 'Extended Fields', '扩展字段', OBJECT),
		multiObj,
	],
};
