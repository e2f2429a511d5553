/** What people call the columns of each wide row of Weaver E10. */
import { expect, it } from 'vitest';
import { resources } from '../../../nodes/WeaverE10/resources/index.ts';
import { headersOf } from '../../../nodes/shared/input/headers.ts';

const tables = resources
	.flatMap(({ operations }) => operations)
	.flatMap(({ columns }) => columns ?? []);

it.each(tables)('$method: every name means its column, and no other', ({ list }) => {
	for (const { id, displayName, names = [] } of list) {
		expect([`(${names[0]}, ${id})`, `(${names[0]})`]).toContain(displayName.replace(/^[^(]+ /, ''));
		for (const name of names) expect([...headersOf([name], list).columnOf]).toEqual([[name, id]]);
	}
});

it.each([
	['employeeColumns', '姓名 工号 手机号码 部门 岗位 入职时间 状态'],
	[
		'employeeColumns',
		'员工姓名 人员编号 移动电话 电子邮件 部门名称 职位 直属上级 性别 员工状态 身份证号',
	],
	['employeeColumns', '员工编号 手机 电子邮箱 所属部门 直接上级 入职日期 人员状态'],
	['departmentColumns', '部门名称 部门全称 部门编码 上级部门 状态'],
	['subcompanyColumns', '分部名称 分部编号 上级分部'],
	['positionColumns', '岗位名称 岗位编码 部门 上级岗位'],
	['contactColumns', '姓名 手机 邮箱 职位 备注'],
	['companyColumns', '名称 编码 排序'],
	['externalDepartmentColumns', '名称 上级部门 所属企业'],
	['virtualPeopleColumns', '人员 组织 直属上级'],
])('%s takes the usual headers: %s', (method, headers) => {
	const { list } = tables.find((each) => each.method === method)!;
	expect(headersOf(headers.split(' '), list).left).toEqual([]);
});

const read = (method: string, id: string, value: unknown) =>
	tables
		.find((each) => each.method === method)!
		.list.find((each) => each.id === id)!
		.read(value);

it.each<[string, string, string, unknown[]]>([
	['employeeColumns', 'personnel_status', '6', ['6', 6, '离职', '已离职', 'Left', ' left ']],
	['employeeColumns', 'personnel_status', '6', ['Left (离职)', 'Ｌｅｆｔ', '离开']],
	['employeeColumns', 'personnel_status', '1', ['1', '试用', '试用期']],
	['employeeColumns', 'personnel_status', '3', ['3', '正式', '正式员工', 'Regular']],
	['employeeColumns', 'personnel_status', '7', ['退休', '已退休']],
	['employeeColumns', 'personnel_status', '9', ['解聘', '辞退']],
	['employeeColumns', 'personnel_status', '', ['', ' ']],
	['employeeColumns', 'sex', 'male', ['male', '男', '男性', 'Male']],
	['employeeColumns', 'sex', 'female', ['female', '女', '女性']],
	['departmentColumns', 'status', '1', ['1', '启用', '正常', '有效', 'Enabled']],
	['departmentColumns', 'status', '0', [0, '封存', '停用', '撤销', '已封存', 'Sealed']],
	['subcompanyColumns', 'status', '0', ['0', '停用']],
	['positionColumns', 'is_canceled', '0', ['0', '启用', '正常', '否']],
	['positionColumns', 'is_canceled', '1', ['1', '封存', '停用', '是']],
])('%s: %s is %j for each of %j', (method, id, sent, words) => {
	expect(words.map((word) => read(method, id, word))).toEqual(words.map(() => sent));
});

it('在职 says nothing that could be sent', () => {
	const words = ['在职', '在岗', '正常', '返聘'];
	for (const word of words)
		expect(read('employeeColumns', 'personnel_status', word)).toBeUndefined();
});

it.each([
	['employeeColumns', 'sex', '未知', 'must be one of 女 (female), 男 (male), but is “未知”'],
	['employeeColumns', 'personnel_status', '8', '试用 (1), 试用延期 (2), 正式 (3)'],
	['employeeColumns', 'personnel_status', '0', 'is 0, which is 试用 in E9 and nothing in E10'],
	// A column of that name says the contrary when it means “in use”.
	['departmentColumns', 'status', '是', 'must be one of 启用 (1), 封存 (0), but is “是”'],
	['positionColumns', 'is_canceled', '在职', 'must be one of 启用 (0), 封存 (1)'],
])('%s: %s %j is refused with what is known', (method, id, value, says) => {
	expect(() => read(method, id, value)).toThrow(says);
});
