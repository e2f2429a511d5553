/** Golden plans of departments: paths, codes, ids, the tree. */
import type { Golden } from './golden.ts';
import { text } from './golden.ts';

export const departments: Golden[] = [
	{
		title: 'what the platform has already is left alone',
		platform: {
			department: text`
				department      | weights
				销售中心        | 1
				销售中心\华北区 | 2`,
		},
		source: {
			department: text`
				department      | weights
				销售中心        | 1
				销售中心\华北区 | 2`,
		},
		parameters: { show: 'all' },
		plan: text`
			unchanged department 销售中心 by department | nothing differs
			unchanged department 销售中心\华北区 by department | nothing differs
			department: source 2, platform 2, matched 2, unchanged 2`,
	},
	{
		title: 'a path brings the levels with it that are not there yet, each once',
		platform: {
			department: text`
				department
				销售中心`,
		},
		source: {
			department: text`
				department
				销售中心\华北区\北京
				销售中心\华北区\天津`,
		},
		plan: text`
			create department 销售中心\华北区 | department: → 销售中心\华北区 | a level of 销售中心\华北区\北京 that is not there yet
			create department 销售中心\华北区\北京 | department: → 销售中心\华北区\北京 | not on the platform
			create department 销售中心\华北区\天津 | department: → 销售中心\华北区\天津 | not on the platform
			department: source 2, platform 1, unchanged 1, create 3`,
	},
	{
		title: 'a level that has a row of its own is nobody else’s level, wherever the row stands',
		source: {
			department: text`
				department      | weights
				销售中心\华北区 | 2
				销售中心        | 7`,
		},
		plan: text`
			create department 销售中心\华北区 | department: → 销售中心\华北区, weights: → 2 | not on the platform
			create department 销售中心 | department: → 销售中心, weights: → 7 | not on the platform
			department: source 2, create 2`,
	},
	{
		title:
			'with its orgId in the source a department is renamed, and those below follow by themselves',
		platform: {
			department: text`
				department    | orgId
				销售部        | d-1
				销售部\华北区 | d-2`,
		},
		source: {
			department: text`
				orgId | department
				d-1   | 销售中心
				d-2   | 销售中心\华北区`,
		},
		plan: text`
			update department 销售中心 by orgId | name: 销售部 → 销售中心 | name differs
			department: source 2, platform 2, matched 2, unchanged 1, update 1`,
	},
	{
		title:
			'a child that is named by its new path, below a parent that is renamed by its orgId, is the same child',
		platform: {
			department: text`
				department    | orgId
				销售部        | d-1
				销售部\华北区 | d-2`,
		},
		source: {
			department: text`
				orgId | department
				d-1   | 销售中心
				      | 销售中心\华北区
				      | 销售中心\华南区`,
		},
		parameters: { departmentMissing: 'remove' },
		plan: text`
			update department 销售中心 by orgId | name: 销售部 → 销售中心 | name differs
			create department 销售中心\华南区 | department: → 销售中心\华南区 | not on the platform
			department: source 3, platform 2, matched 2, unchanged 1, create 1, update 1`,
	},
	{
		title: 'a move tells the parents by their long names, none at the first level',
		platform: {
			department: text`
				department    | orgId
				销售中心      | d-1
				市场中心      | d-2
				销售中心\品牌 | d-3
				市场中心\电商 | d-4`,
		},
		source: {
			department: text`
				orgId | department
				d-3   | 市场中心\品牌
				d-4   | 电商`,
		},
		plan: text`
			move department 市场中心\品牌 by orgId | parent: 销售中心 → 市场中心 | parent differs
			move department 电商 by orgId | parent: 市场中心 → | parent differs
			department: source 2, platform 4, matched 2, unchanged 1, move 2, skipped 1`,
	},
	{
		title:
			'who is moved, renamed and sorted anew is one item, and the department it goes to may be a new one',
		platform: {
			department: text`
				department    | orgId | weights
				销售中心      | d-1   | 1
				销售中心\品牌 | d-2   | 2`,
		},
		source: {
			department: text`
				orgId | department        | weights
				      | 市场中心          | 5
				d-2   | 市场中心\品牌公关 | 9`,
		},
		plan: text`
			create department 市场中心 | department: → 市场中心, weights: → 5 | not on the platform
			move department 市场中心\品牌公关 by orgId | parent: 销售中心 → 市场中心, name: 品牌 → 品牌公关, weights: 2 → 9 | parent, name, weights differ
			department: source 2, platform 2, matched 1, create 1, move 1, skipped 1`,
	},
	{
		title:
			'a place is taken or becomes free: whoever gives it up goes first, whoever keeps it is told',
		platform: {
			department: text`
				department | orgId
				销售部     | d-1
				销售中心   | d-2
				市场部     | d-3
				市场中心   | d-4`,
		},
		source: {
			department: text`
				orgId | department
				d-1   | 销售中心
				d-2   | 渠道中心
				d-3   | 市场中心`,
		},
		plan: text`
			update department 销售中心 by orgId | name: 销售部 → 销售中心 | name differs
			update department 渠道中心 by orgId | name: 销售中心 → 渠道中心 | name differs
			rejected department 市场中心 | …市场中心…
			department: source 3, platform 4, matched 3, update 2, skipped 1, rejected 1`,
		sent: text`
			dept/updateById
			dept/updateById`,
	},
	{
		title: 'a row with an orgId may have only what changes',
		platform: {
			department: text`
				department      | orgId | weights
				销售中心        | d-1   | 1
				销售中心\华北区 | d-2   | 1`,
		},
		source: {
			department: text`
				orgId | weights
				d-2   | 8`,
		},
		plan: text`
			update department 销售中心\华北区 by orgId | weights: 1 → 8 | weights differs
			department: source 1, platform 2, matched 1, update 1, skipped 1`,
	},
	{
		title:
			'codes of the source make the path, which is what Yunzhijia knows: children may come first',
		platform: {
			department: text`
				department
				销售中心`,
		},
		source: {
			department: text`
				部门编码 | 上级部门编码 | 名称   | 排序
				A12      | A1           | 北京   | 3
				A1       | A            | 华北区 | 2
				A        |              | 销售中心 | 1`,
		},
		plan: text`
			create department 销售中心\华北区\北京 | department: → 销售中心\华北区\北京, weights: → 3 | not on the platform
			create department 销售中心\华北区 | department: → 销售中心\华北区, weights: → 2 | not on the platform
			update department 销售中心 by department | weights: 0 → 1 | weights differs
			department: source 3, platform 1, matched 1, create 2, update 1`,
	},
	{
		title:
			'codes in a circle, an unknown parent, and all that is below such a one, are rejected; the rest goes on',
		source: {
			department: text`
				code | parentCode | name
				A    | B          | 甲
				B    | A          | 乙
				B1   | B          | 乙一
				C    | X          | 丙
				C1   | C          | 丙一
				D    |            | 丁`,
		},
		plan: text`
			rejected department … | parentCode…A → B → A…
			rejected department … | parentCode…A → B → A…
			rejected department … | …
			rejected department … | parentCode …X…
			rejected department … | …
			create department 丁 | department: → 丁 | not on the platform
			department: source 6, create 1, rejected 5`,
	},
	{
		title: 'a plain list of names is a list of departments on the first level',
		platform: {
			department: text`
				department
				销售中心`,
		},
		source: {
			department: text`
				部门名称
				销售中心
				研发中心`,
		},
		plan: text`
			create department 研发中心 | department: → 研发中心 | not on the platform
			department: source 2, platform 1, matched 1, unchanged 1, create 1`,
	},
	{
		title:
			'a long name begins below the company: one that begins with its name is rejected, and what it means stays',
		platform: {
			department: text`
				department
				销售中心`,
		},
		source: {
			department: text`
				department
				测试团队\销售中心
				研发中心`,
		},
		parameters: { departmentMissing: 'remove' },
		plan: text`
			rejected department 测试团队\销售中心 | department …测试团队…
			create department 研发中心 | department: → 研发中心 | not on the platform
			department: source 2, platform 1, unchanged 1, create 1, rejected 1`,
	},
	{
		title: 'two rows of one path: neither is taken for the right one',
		platform: {
			department: text`
				department | weights
				销售中心   | 1`,
		},
		source: {
			department: text`
				department | weights
				销售中心   | 2
				销售中心   | 3`,
		},
		parameters: { departmentMissing: 'remove' },
		plan: text`
			rejected department 销售中心 | …
			rejected department 销售中心 | …
			department: source 2, platform 1, matched 2, rejected 2`,
	},
	{
		title:
			'a renamed department without its orgId looks like a new one: its people going there give it away',
		platform: {
			department: text`
				department
				销售中心
				销售中心\华北区`,
			person: text`
				jobNo | name | department
				J1    | 王伟 | 销售中心\华北区
				J2    | 李娜 | 销售中心\华北区
				J3    | 张敏 | 销售中心`,
		},
		source: {
			department: text`
				department
				销售中心
				销售中心\北方区`,
			person: text`
				jobNo | name | department
				J1    | 王伟 | 销售中心\北方区
				J2    | 李娜 | 销售中心\北方区
				J3    | 张敏 | 销售中心`,
		},
		parameters: { departmentMissing: 'remove' },
		plan: text`
			rejected department 销售中心\北方区 | …销售中心\华北区…orgId…
			rejected department 销售中心\华北区 | …
			rejected person J1 | …销售中心\北方区…
			rejected person J2 | …销售中心\北方区…
			department: source 2, platform 2, matched 1, unchanged 1, rejected 2
			person: source 3, platform 3, matched 3, unchanged 1, rejected 2`,
	},
	{
		title:
			'a moved department without its orgId keeps its name: it is rejected all the same, and nothing is removed',
		platform: {
			department: text`
				department
				销售中心
				市场中心
				销售中心\品牌`,
			person: text`
				jobNo | name | department
				J1    | 王伟 | 销售中心\品牌`,
		},
		source: {
			department: text`
				department
				销售中心
				市场中心
				市场中心\品牌`,
			person: text`
				jobNo | name | department
				J1    | 王伟 | 市场中心\品牌`,
		},
		plan: text`
			rejected department 市场中心\品牌 | …销售中心\品牌…orgId…
			rejected person J1 | …市场中心\品牌…
			department: source 3, platform 3, matched 2, unchanged 2, skipped 1, rejected 1
			person: source 1, platform 1, matched 1, rejected 1`,
	},
	{
		title: 'people who go to a new department elsewhere, or only some of them, are no renaming',
		platform: {
			department: text`
				department
				销售中心
				市场中心
				销售中心\品牌
				销售中心\渠道`,
			person: text`
				jobNo | name | department
				J1    | 王伟 | 销售中心\品牌
				J2    | 李娜 | 销售中心\渠道
				J3    | 张敏 | 销售中心\渠道
				J4    | 赵磊 | 销售中心\渠道`,
		},
		source: {
			department: text`
				department
				销售中心
				市场中心
				市场中心\公关
				销售中心\电商`,
			person: text`
				jobNo | name | department
				J1    | 王伟 | 市场中心\公关
				J2    | 李娜 | 销售中心\电商
				J3    | 张敏 | 销售中心
				J4    | 赵磊 | 市场中心`,
		},
		parameters: { departmentMissing: 'remove' },
		plan: text`
			create department 市场中心\公关 | department: → 市场中心\公关 | not on the platform
			create department 销售中心\电商 | department: → 销售中心\电商 | not on the platform
			remove department 销售中心\品牌 | not in the source
			remove department 销售中心\渠道 | not in the source
			move person J1 by jobNo | department: 销售中心\品牌 → 市场中心\公关 | department differs
			move person J2 by jobNo | department: 销售中心\渠道 → 销售中心\电商 | department differs
			move person J3 by jobNo | department: 销售中心\渠道 → 销售中心 | department differs
			move person J4 by jobNo | department: 销售中心\渠道 → 市场中心 | department differs
			department: source 4, platform 4, matched 2, unchanged 2, create 2, remove 2
			person: source 4, platform 4, matched 4, move 4`,
	},
	{
		title: 'columns with names of their own are mapped; a vendor’s name wins over a Chinese one',
		platform: {
			department: text`
				department | weights
				销售中心   | 1`,
		},
		source: {
			department: text`
				组织全路径 | weights | 排序
				销售中心   | 4       | 9`,
		},
		parameters: {
			departmentColumns: { columns: [{ column: 'department', from: '组织全路径' }] },
		},
		plan: text`
			update department 销售中心 by department | weights: 1 → 4 | weights differs
			department: source 1, platform 1, matched 1, update 1
			warning: Not compared: Departments: “weights” stands for “排序” too.`,
	},
	{
		title:
			'below a department that the platform refuses nothing is sent: a long name would create it anew',
		source: {
			department: text`
				department
				销售中心
				销售中心\华北区
				研发中心`,
			person: text`
				jobNo | name | phone       | department
				J1    | 王伟 | 13800000001 | 销售中心\华北区
				J2    | 李娜 | 13800000002 | 研发中心`,
		},
		plan: text`
			create department 销售中心 | department: → 销售中心 | not on the platform
			create department 销售中心\华北区 | department: → 销售中心\华北区 | not on the platform
			create department 研发中心 | department: → 研发中心 | not on the platform
			create person J1 | name: → 王伟, jobNo: → J1, phone: → 13800000001, department: → 销售中心\华北区 | not on the platform
			create person J2 | name: → 李娜, jobNo: → J2, phone: → 13800000002, department: → 研发中心 | not on the platform
			department: source 3, create 3
			person: source 2, create 2`,
		applyFaults: [{ how: 'refuseRow', path: 'dept/add', row: '"销售中心"' }],
		applied: text`
			rejected create department 销售中心 | …数据校验不通过…
			notSent create department 销售中心\华北区 | …销售中心…
			done create department 研发中心 | not on the platform
			notSent create person J1 | …销售中心…
			done create person J2 | not on the platform`,
	},
	{
		title: 'without codes, a parent is named by its name, and must be the only one of that name',
		platform: {
			department: text`
				department
				销售中心`,
		},
		source: {
			department: text`
				部门名称 | 上级部门
				销售中心 |
				华北区   | 销售中心
				一组     | 华北区
				一组     | 销售中心
				北京     | 一组
				客服     | 市场部`,
		},
		plan: text`
			create department 销售中心\华北区 | department: → 销售中心\华北区 | not on the platform
			create department 销售中心\华北区\一组 | department: → 销售中心\华北区\一组 | not on the platform
			create department 销售中心\一组 | department: → 销售中心\一组 | not on the platform
			rejected department 北京 | parentCode is “一组”, which 2 rows have as their name…
			rejected department 客服 | parentCode is “市场部”, but no row has this name
			department: source 6, platform 1, matched 1, unchanged 1, create 3, rejected 2`,
	},
];
