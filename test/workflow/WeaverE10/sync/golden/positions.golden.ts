/** Golden plans of positions. */
import type { Golden } from './golden.ts';
import { text } from './golden.ts';

const COMPANY = {
	subcompany: text`
		code | name
		HQ   | 总部`,
	department: text`
		code | name   | parent
		S    | 销售部 | HQ
		R    | 研发部 | HQ`,
	position: text`
		code | name   | department | parent | disporder | description
		P1   | 经理   | S          |        | 1         | 管人
		P2   | 销售员 | S          | P1     | 2         |
		P3   | 工程师 | R          |        | 3         |`,
};

export const positions: Golden[] = [
	{
		title: 'department and parent are the same whichever way they are written, numbers too',
		platform: COMPANY,
		source: {
			position: text`
				code | name   | department | parent | disporder | description | is_canceled
				P1   | 经理   | S          |        | 01        | 管人        | 0
				P2   | 销售员 | #d1        | #p1    | 2         |             | 启用
				P3   | 工程师 | 研发部     |        | 3         |             |`,
		},
		parameters: { show: 'all' },
		plan: text`
			unchanged position P1 by code | nothing differs
			unchanged position P2 by code | nothing differs
			unchanged position P3 by code | nothing differs
			position: source 3, platform 3, matched 3, unchanged 3`,
	},
	{
		title: 'another department is a move, all else an update; only what differs is sent, by id',
		platform: COMPANY,
		source: {
			position: text`
				岗位编码 | 岗位名称 | 所属部门 | 上级岗位 | 排序 | 描述
				P1       | 经理     | 研发部   |          | 1    | 管人
				P2       | 销售代表 | 销售部   | 工程师   | 7    | 卖
				P3       | 工程师   | R        | P1       | 3    |`,
		},
		plan: text`
			move position P1 by code | department: S → R | department differs
			update position P2 by code | name: 销售员 → 销售代表, parent: P1 → P3, disporder: 2 → 7, description: → 卖 | name, parent, disporder, description differ
			update position P3 by code | parent: → P1 | parent differs
			position: source 3, platform 3, matched 3, update 2, move 1`,
		sent: text`
			syncPosition by id
			+ department: #d2, id: #p1
			+ description: 卖, disporder: 7, id: #p2, name: 销售代表, parent: #p3
			+ id: #p3, parent: #p1`,
	},
	{
		title: 'new ones come after their department, and after the one above',
		platform: COMPANY,
		source: {
			department: text`
				code | name   | parent
				K    | 客服部 | HQ`,
			position: text`
				code | name | department | parent
				P5   | 坐席 | K          | 组长
				P4   | 组长 | 客服部     | P1`,
		},
		plan: text`
			create department K | name: → 客服部, code: → K, parent: → HQ | not on the platform
			create position P5 | name: → 坐席, code: → P5, department: → K, parent: → P4 | not on the platform
			create position P4 | name: → 组长, code: → P4, department: → K, parent: → P1 | not on the platform
			department: source 1, platform 2, create 1, skipped 2
			position: source 2, platform 3, create 2, skipped 3`,
		sent: text`
			syncDepartment by code
			+ code: K, name: 客服部, parent: #s1
			syncPosition by code
			+ code: P4, department: #new1, is_canceled: 0, name: 组长, parent: P1
			syncPosition by code
			+ code: P5, department: #new1, is_canceled: 0, name: 坐席, parent: P4`,
	},
	{
		title: 'a sealed one is restored with what differs; one in nobody’s table is nobody’s business',
		platform: {
			...COMPANY,
			position: text`
				code | name   | department | status
				P1   | 经理   | S          | sealed
				P2   | 销售员 | S          | sealed
				P3   | 工程师 | R          | sealed
				P4   | 助理   | R          |`,
		},
		source: {
			position: text`
				code | name   | department
				P1   | 经理   | S
				P2   | 销售员 | R
				P4   | 助理   | R`,
		},
		parameters: { positionMissing: 'retire' },
		plan: text`
			restore position P1 by code | in the source again…
			restore position P2 by code | department: S → R | in the source again…; department differs
			position: source 3, platform 1, matched 3, unchanged 1, restore 2`,
		sent: text`
			syncPosition by id
			+ id: #p1, is_canceled: 0
			+ department: #d2, id: #p2, is_canceled: 0`,
	},
	{
		title: 'sealed by its own row or because it is missing, but not while somebody holds it',
		platform: {
			...COMPANY,
			position: text`
				code | name   | department
				P1   | 经理   | S
				P2   | 销售员 | S
				P3   | 工程师 | R
				P4   | 秘书   | R`,
			employee: text`
				job_num | username | department | position
				A1      | 王伟     | S          | P2`,
		},
		source: {
			position: text`
				code | name   | 是否封存
				P1   | 经理   |
				P2   | 销售员 | 封存
				P4   | 秘书   | 封存
				P9   | 顾问   | 1`,
		},
		parameters: { positionMissing: 'retire' },
		plan: text`
			rejected position P2 | would leave 1 employee without a position: move them first…
			retire position P4 by code | the source says…
			retire position P3 | not in the source
			position: source 4, platform 4, matched 3, unchanged 1, retire 2, skipped 1, rejected 1`,
		sent: text`
			syncPosition by id
			+ id: #p4, is_canceled: 1
			+ id: #p3, is_canceled: 1`,
	},
	{
		title:
			'one name in two departments is two positions; in one department it looks like a new code',
		platform: COMPANY,
		source: {
			position: text`
				code | name   | department
				P1   | 经理   | S
				P2   | 销售员 | S
				P8   | 工程师 | S
				P9   | 工程师 | R`,
		},
		parameters: { positionMissing: 'retire' },
		plan: text`
			create position P8 | name: → 工程师, code: → P8, department: → S | not on the platform
			rejected position P9 | …name…Match By…
			rejected position P3 | …P9…
			position: source 4, platform 3, matched 2, unchanged 2, create 1, rejected 2`,
	},
	{
		title: 'what is wrong is told by its column',
		platform: COMPANY,
		source: {
			position: text`
				code | name   | department | parent | disporder | is_canceled
				P1   | 经理   | 法务部     |        |           |
				P2   | 销售员 | S          | P9     |           |
				P3   | 工程师 | R          |        | 三        |
				P4   | 助理   | R          | P4     |           |
				     | 秘书   | R          |        |           |
				P6   |        | R          |        |           |
				P7   | 司机   | R          |        |           | 也许`,
		},
		plan: text`
			rejected position P1 | department is “法务部”, but there is no department like that, neither on the platform nor under Departments
			rejected position P2 | parent is “P9”, but there is no position like that, neither on the platform nor under Positions
			rejected position P3 | disporder …三…
			rejected position P4 | parent: P4 → P4 form a circle…
			rejected position | code is empty: nobody can tell which position this is
			rejected position P6 | name is required for a new position, but…
			rejected position P7 | is_canceled …也许…
			position: source 7, platform 3, matched 3, rejected 7`,
	},
];
