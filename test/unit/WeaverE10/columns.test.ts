/** What people call the columns of each wide row of Weaver E10. */
import { expect, it } from 'vitest';
import { resources } from '../../../nodes/WeaverE10/resources/index.ts';
import { headersOf } from '../../../nodes/shared/input/headers.ts';

const tables = resources
	.flatMap(({ operations }) => operations)
	.flatMap(({ columns }) => columns ?? []);

it.each(tables)('$method: every name means its column, and no other', ({ list }) => {
	for (const { id, displayName, names = [] } of list) {
		expect(displayName).toContain(`(${names[0]}, ${id})`);
		for (const name of names) expect([...headersOf([name], list).columnOf]).toEqual([[name, id]]);
	}
});

it.each([
	['employeeColumns', '姓名 工号 手机号码 部门 岗位 入职时间 状态'],
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

it('takes the words that people write for a value', () => {
	const { list } = tables.find(({ method }) => method === 'employeeColumns')!;
	const read = (id: string, value: unknown) => list.find((each) => each.id === id)!.read(value);
	expect(
		['6', '离职', 'Left', ' left ', 'Left (离职)'].map((each) => read('personnel_status', each)),
	).toEqual(Array(5).fill('6'));
	expect(read('sex', '男')).toBe('male');
	expect(() => read('sex', '未知')).toThrow('must be one of female, male, but is “未知”');
});
