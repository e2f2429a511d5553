/** Golden plans of what is not in the source: kept, or sealed and left, or neither. */
import type { Golden } from './golden.ts';
import { text } from './golden.ts';

const COMPANY = {
	subcompany: text`
		code | name | parent
		HQ   | 总部 |
		E    | 华东 | HQ`,
	department: text`
		code | name   | parent
		S    | 销售部 | HQ
		N    | 华北区 | S
		B    | 北京   | N
		R    | 研发部 | E`,
};

const PEOPLE = text`
	job_num | username | department
	A1      | 王伟     | N
	A2      | 李娜     | B
	A3      | 张敏     | B`;

export const removals: Golden[] = [
	{
		title: 'nothing goes that nobody asked for: what is not in the source is kept',
		platform: {
			...COMPANY,
			position: text`
				code | name   | department
				P1   | 销售员 | S
				P2   | 工程师 | R`,
			employee: PEOPLE,
		},
		source: {
			subcompany: text`
				code | name
				HQ   | 总部`,
			department: text`
				code | name
				S    | 销售部`,
			position: text`
				code | name
				P1   | 销售员`,
			employee: text`
				job_num | username
				A1      | 王伟`,
		},
		parameters: { show: 'all' },
		plan: text`
			unchanged subcompany HQ by code | nothing differs
			skipped subcompany E | …
			unchanged department S by code | nothing differs
			skipped department B | …
			skipped department N | …
			skipped department R | …
			unchanged position P1 by code | nothing differs
			skipped position P2 | …
			unchanged employee A1 by job_num | nothing differs
			skipped employee A2 | …
			skipped employee A3 | …
			subcompany: source 1, platform 2, matched 1, unchanged 1, skipped 1
			department: source 1, platform 4, matched 1, unchanged 1, skipped 3
			position: source 1, platform 2, matched 1, unchanged 1, skipped 1
			employee: source 1, platform 3, matched 1, unchanged 1, skipped 2`,
	},
	{
		title:
			'all four kinds go in one run: people first, then positions, departments from below, subcompanies',
		platform: {
			subcompany: text`
				code | name | parent
				HQ   | 总部 |
				E    | 华东 | HQ
				E1   | 上海 | E`,
			department: text`
				code | name   | parent
				S    | 销售部 | HQ
				R    | 研发部 | E
				R1   | 一室   | R
				R2   | 一组   | R1
				K    | 客服部 | E1`,
			position: text`
				code | name   | department | parent
				P1   | 销售员 | S          |
				P2   | 主任   | R          |
				P3   | 工程师 | R1         | P2`,
			employee: text`
				job_num | username | department | position
				A1      | 王伟     | S          | P1
				A2      | 李娜     | R2         | P3
				A3      | 张敏     | K          |`,
		},
		source: {
			subcompany: text`
				code | name
				HQ   | 总部`,
			department: text`
				code | name
				S    | 销售部`,
			position: text`
				code | name
				P1   | 销售员`,
			employee: text`
				job_num | username
				A1      | 王伟`,
		},
		parameters: {
			...{ subcompanyMissing: 'retire', departmentMissing: 'retire' },
			...{ positionMissing: 'retire', employeeMissing: 'retire' },
		},
		plan: text`
			retire subcompany E | not in the source
			retire subcompany E1 | not in the source
			retire department K | not in the source
			retire department R | not in the source
			retire department R1 | not in the source
			retire department R2 | not in the source
			retire position P2 | not in the source
			retire position P3 | not in the source
			retire employee A2 | not in the source
			retire employee A3 | not in the source
			subcompany: source 1, platform 3, matched 1, unchanged 1, retire 2
			department: source 1, platform 5, matched 1, unchanged 1, retire 4
			position: source 1, platform 3, matched 1, unchanged 1, retire 2
			employee: source 1, platform 3, matched 1, unchanged 1, retire 2`,
		sent: text`
			syncEmployee by id
			+ id: #e2, personnel_status: 6
			+ id: #e3, personnel_status: 6
			syncPosition by id
			+ id: #p2, is_canceled: 1
			+ id: #p3, is_canceled: 1
			syncDepartment by id
			+ id: #d4, status: 0
			+ id: #d5, status: 0
			syncDepartment by id
			+ id: #d3, status: 0
			syncDepartment by id
			+ id: #d2, status: 0
			syncSubcompany by id
			+ id: #s3, status: 0
			syncSubcompany by id
			+ id: #s2, status: 0`,
	},
	{
		title:
			'a department in or below which people would be left is not sealed: their number says why',
		platform: { ...COMPANY, employee: PEOPLE },
		source: {
			department: text`
				code | name
				R    | 研发部`,
		},
		parameters: { departmentMissing: 'retire' },
		plan: text`
			rejected department B | would leave 2 employees without a department: move them first, or give it in the source
			rejected department N | would leave 3 employees without a department: move them first, or give it in the source
			rejected department S | would leave 3 employees without a department: move them first, or give it in the source
			department: source 1, platform 4, matched 1, unchanged 1, rejected 3`,
	},
	{
		title: 'so it is by its own row, and of one person alone',
		platform: {
			...COMPANY,
			employee: text`
				job_num | username | department
				A1      | 王伟     | R`,
		},
		source: {
			department: text`
				code | name   | status
				R    | 研发部 | 封存`,
		},
		plan: text`
			rejected department R | would leave 1 employee without a department: move them first
			department: source 1, platform 4, matched 1, skipped 3, rejected 1`,
	},
	{
		title: 'positions keep their department as well',
		platform: {
			...COMPANY,
			position: text`
				code | name   | department
				P1   | 销售员 | N
				P2   | 代表   | B
				P3   | 工程师 | R`,
		},
		source: {
			department: text`
				code | name
				S    | 销售部
				R    | 研发部`,
		},
		parameters: { departmentMissing: 'retire' },
		plan: text`
			rejected department B | would leave 1 position without a department…
			rejected department N | would leave 2 positions without a department…
			department: source 2, platform 4, matched 2, unchanged 2, rejected 2`,
	},
	{
		title: 'a subcompany is kept by the departments in and below it, and by people in those',
		platform: {
			subcompany: text`
				code | name | parent
				HQ   | 总部 |
				E    | 华东 | HQ
				E1   | 上海 | E
				W    | 华西 | HQ
				W1   | 成都 | W`,
			department: text`
				code | name   | parent
				R    | 研发部 | E1
				R1   | 一室   | R`,
			employee: text`
				job_num | username | department
				A1      | 王伟     | R1`,
		},
		source: {
			subcompany: text`
				code | name
				HQ   | 总部`,
		},
		parameters: { subcompanyMissing: 'retire' },
		plan: text`
			rejected subcompany E | …would leave…
			rejected subcompany E1 | …would leave…
			retire subcompany W | not in the source
			retire subcompany W1 | not in the source
			subcompany: source 1, platform 5, matched 1, unchanged 1, retire 2, rejected 2`,
		sent: text`
			syncSubcompany by id
			+ id: #s5, status: 0
			syncSubcompany by id
			+ id: #s4, status: 0`,
	},
	{
		title: 'who would come into it keeps it too: by a row of the source, new or moved',
		platform: {
			...COMPANY,
			employee: text`
				job_num | username | department
				A1      | 王伟     | S`,
		},
		source: {
			department: text`
				code | name
				S    | 销售部
				R    | 研发部`,
			employee: text`
				job_num | username | department
				A1      | 王伟     | N
				A2      | 李娜     | B`,
		},
		parameters: { departmentMissing: 'retire' },
		plan: text`
			rejected department B | would leave 1 employee without a department…
			rejected department N | would leave 2 employees without a department…
			move employee A1 by job_num | department: S → N | department differs
			create employee A2 | username: → 李娜, job_num: → A2, department: → B | not on the platform
			department: source 2, platform 4, matched 2, unchanged 2, rejected 2
			employee: source 2, platform 1, matched 1, create 1, move 1`,
	},
	{
		title: 'whoever moves away, or leaves, in the same run is not left in it',
		platform: { ...COMPANY, employee: PEOPLE },
		source: {
			department: text`
				code | name
				S    | 销售部
				R    | 研发部`,
			employee: text`
				job_num | username | department
				A1      | 王伟     | S
				A2      | 李娜     | R`,
		},
		parameters: { departmentMissing: 'retire', employeeMissing: 'retire' },
		plan: text`
			retire department B | not in the source
			retire department N | not in the source
			move employee A1 by job_num | department: N → S | department differs
			move employee A2 by job_num | department: B → R | department differs
			retire employee A3 | not in the source
			department: source 2, platform 4, matched 2, unchanged 2, retire 2
			employee: source 2, platform 3, matched 2, move 2, retire 1`,
		sent: text`
			syncEmployee by id
			+ department: #d1, id: #e1
			+ department: #d4, id: #e2
			syncEmployee by id
			+ id: #e3, personnel_status: 6
			syncDepartment by id
			+ id: #d3, status: 0
			syncDepartment by id
			+ id: #d2, status: 0`,
	},
	{
		title:
			'if the platform refuses to let one of them go, the department stays, and those above it',
		platform: { ...COMPANY, employee: PEOPLE },
		source: {
			department: text`
				code | name
				S    | 销售部
				R    | 研发部`,
			employee: text`
				job_num | username | department
				A1      | 王伟     | S
				A2      | 李娜     | R`,
		},
		parameters: { departmentMissing: 'retire', employeeMissing: 'retire' },
		plan: text`
			retire department B | not in the source
			retire department N | not in the source
			move employee A1 by job_num | department: N → S | department differs
			move employee A2 by job_num | department: B → R | department differs
			retire employee A3 | not in the source
			department: source 2, platform 4, matched 2, unchanged 2, retire 2
			employee: source 2, platform 3, matched 2, move 2, retire 1`,
		applyFaults: [{ how: 'refuseRow', path: 'syncEmployee', row: '"personnel_status":"6"' }],
		applied: text`
			notSent retire department B | …张敏…
			notSent retire department N | …
			done move employee A1 | department differs
			done move employee A2 | department differs
			rejected retire employee A3 | …数据校验不通过…`,
	},
	{
		title:
			'a department that moves away from what goes is not left below it; one that stays keeps it',
		platform: COMPANY,
		source: {
			department: text`
				code | name   | parent
				B    | 北京   | R
				R    | 研发部 | E`,
		},
		parameters: { departmentMissing: 'retire' },
		plan: text`
			move department B by code | parent: N → R | parent differs
			retire department N | not in the source
			retire department S | not in the source
			department: source 2, platform 4, matched 2, unchanged 1, move 1, retire 2`,
		sent: text`
			syncDepartment by id
			+ id: #d3, parent: #d4
			syncDepartment by id
			+ id: #d2, status: 0
			syncDepartment by id
			+ id: #d1, status: 0`,
	},
	{
		title: 'what stays below keeps those above: kept by the source, by protection',
		platform: COMPANY,
		source: {
			department: text`
				code | name | parent
				B    | 北京 | N`,
		},
		parameters: { departmentMissing: 'retire', scope: { protected: 'R' } },
		plan: text`
			rejected department N | would leave 1 department…
			skipped department R | …protected…
			rejected department S | …
			department: source 1, platform 4, matched 1, unchanged 1, skipped 1, rejected 2`,
	},
	{
		title: 'a subcompany stays while a department below it does',
		platform: {
			...COMPANY,
			employee: text`
				job_num | username | department
				A1      | 王伟     | R`,
		},
		source: {
			subcompany: text`
				code | name
				HQ   | 总部`,
			department: text`
				code | name   | parent
				S    | 销售部 | HQ
				N    | 华北区 | S
				B    | 北京   | N`,
		},
		parameters: { subcompanyMissing: 'retire', departmentMissing: 'retire' },
		plan: text`
			rejected subcompany E | would leave 1 employee without a subcompany…
			rejected department R | would leave 1 employee without a department: move them first, or give it in the source
			subcompany: source 1, platform 2, matched 1, unchanged 1, rejected 1
			department: source 3, platform 4, matched 3, unchanged 3, rejected 1`,
	},
	{
		title: 'the protected stay, by key, with * for any text; a sealed one is nobody’s business',
		platform: {
			subcompany: text`
				code | name | parent | status
				HQ   | 总部 |        |
				E    | 华东 | HQ     | sealed`,
			position: text`
				code | name | department | status
				P1   | 经理 | S          |
				P2   | 助理 | S          | sealed
				X1   | 顾问 | S          |`,
			department: text`
				code | name | parent
				S    | 销售 | HQ`,
			employee: text`
				job_num | username | personnel_status | status
				A1      | 王伟     | 3                |
				ADMIN-1 | 管理员   | 3                |
				BOSS    | 董事长   | 3                |
				A2      | 李娜     |                  | left`,
		},
		source: {
			subcompany: text`
				code | name
				HQ   | 总部`,
			position: text`
				code | name | department
				P9   | 新岗 | S`,
			employee: text`
				job_num | username | personnel_status
				BOSS    | 董事长   | 离职`,
		},
		parameters: {
			...{ subcompanyMissing: 'retire', positionMissing: 'retire', employeeMissing: 'retire' },
			scope: { protected: 'ADMIN*, BOSS, X1' },
		},
		plan: text`
			create position P9 | name: → 新岗, code: → P9, department: → S | not on the platform
			retire position P1 | not in the source
			skipped position X1 | …protected…
			skipped employee BOSS | …protected…
			retire employee A1 | not in the source
			skipped employee ADMIN-1 | …protected…
			subcompany: source 1, platform 1, matched 1, unchanged 1
			position: source 1, platform 2, create 1, retire 1, skipped 1
			employee: source 1, platform 3, matched 1, retire 1, skipped 2`,
	},
	{
		title: 'what a removal finds gone already is done',
		platform: { ...COMPANY, employee: PEOPLE },
		source: {
			employee: text`
				job_num | username
				A1      | 王伟
				A2      | 李娜`,
		},
		parameters: { employeeMissing: 'retire', options: { retries: 1 } },
		plan: text`
			retire employee A3 | not in the source
			employee: source 2, platform 3, matched 2, unchanged 2, retire 1`,
		applyFaults: [
			{ how: 'statusAfter', status: 502, path: 'syncEmployee', retryAfter: 0, times: 1 },
		],
	},
	{
		title: 'who is back, and what is created in it, keeps a department; who has left does not',
		platform: {
			...COMPANY,
			employee: text`
				job_num | username | department | status
				A1      | 王伟     | B          | left
				A2      | 李娜     | N          | left
				A3      | 张敏     | R          | left`,
		},
		source: {
			department: text`
				code | name
				S    | 销售部`,
			position: text`
				code | name | department
				P1   | 主任 | R`,
			employee: text`
				job_num | username
				A1      | 王伟`,
		},
		parameters: { departmentMissing: 'retire' },
		plan: text`
			rejected department B | would leave 1 employee without a department…
			rejected department N | would leave 1 employee without a department…
			rejected department R | would leave 1 position without a department…
			create position P1 | name: → 主任, code: → P1, department: → R | not on the platform
			restore employee A1 by job_num | in the source again after leaving
			department: source 1, platform 4, matched 1, unchanged 1, rejected 3
			position: source 1, create 1
			employee: source 1, matched 1, restore 1`,
	},
	{
		title:
			'a department whose only way out is rejected keeps it: its row is no good, so it stays where it is',
		platform: { ...COMPANY, employee: PEOPLE },
		source: {
			department: text`
				code | name
				S    | 销售部
				R    | 研发部`,
			employee: text`
				job_num | username | department | mobile
				A1      | 王伟     | S          |
				A2      | 李娜     | R          | 138
				A3      | 张敏     | R          |`,
		},
		parameters: { departmentMissing: 'retire' },
		plan: text`
			rejected department B | would leave 1 employee without a department…
			rejected department N | would leave 1 employee without a department…
			move employee A1 by job_num | department: N → S | department differs
			rejected employee A2 | mobile …138…
			move employee A3 by job_num | department: B → R | department differs
			department: source 2, platform 4, matched 2, unchanged 2, rejected 2
			employee: source 3, platform 3, matched 3, move 2, rejected 1`,
	},
];
