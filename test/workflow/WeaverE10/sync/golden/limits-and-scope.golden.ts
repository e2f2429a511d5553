/** Golden plans that pass a limit, what a scope leaves alone, and runs that end before a plan. */
import type { Golden } from './golden.ts';
import { text } from './golden.ts';

const UNITS = {
	subcompany: text`
		code | name | parent
		HQ   | 总部 |
		E    | 华东 | HQ
		W    | 华西 | HQ`,
	department: text`
		code | name   | parent
		S    | 销售部 | E
		N    | 华北区 | S
		R    | 研发部 | W`,
	position: text`
		code | name   | department
		P1   | 销售员 | S
		P2   | 工程师 | R`,
};

const SPREAD = {
	...UNITS,
	employee: text`
		job_num | username | department | position | mobile      | personnel_status
		A1      | 王伟     | S          | P1       | 13800000001 | 3
		A2      | 李娜     | N          | P1       | 13800000002 | 3
		A3      | 张敏     | R          | P2       | 13800000003 | 3
		A4      | 赵磊     | R          | P2       | 13800000004 | 3
		A5      | 周静     |            |          | 13800000005 | 3`,
};

const crowd = (prefix: string, count: number) =>
	[
		'job_num | username',
		...Array.from({ length: count }, (_, n) => `${prefix}${n + 1} | 员工${prefix}${n + 1}`),
	].join('\n');

const RETIRE_ALL = {
	...{ subcompanyMissing: 'retire', departmentMissing: 'retire' },
	...{ positionMissing: 'retire', employeeMissing: 'retire' },
};

export const limitsAndScope: Golden[] = [
	{
		title: 'above 10 % nobody goes whom nobody approved, but the whole plan is there to be read',
		platform: SPREAD,
		source: {
			employee: text`
				job_num | username | personnel_status
				A1      | 王伟     |
				A2      | 李小娜   |
				A3      | 张敏     |
				A4      | 赵磊     | 离职`,
		},
		parameters: { employeeMissing: 'retire', limits: {} },
		plan: text`
			update employee A2 by job_num | username: 李娜 → 李小娜 | username differs
			retire employee A4 by job_num | the source says that this employee has left
			retire employee A5 | not in the source
			employee: source 4, platform 5, matched 4, unchanged 2, update 1, retire 2
			limit passed: employee removals 2 > 10 percent
			warning: …`,
		stopped: '…2…10…A4…A5…raise…',
	},
	{
		title: 'each kind is limited for itself, by number and by percent; restored ones are updates',
		platform: {
			subcompany: UNITS.subcompany,
			department: text`
				code | name   | parent | status
				S    | 销售部 | E      | sealed
				N    | 华北区 | E      | sealed
				R    | 研发部 | W      |
				K    | 客服部 | W      |`,
			position: text`
				code | name   | department
				P1   | 销售员 | R
				P2   | 工程师 | R`,
		},
		source: {
			department: text`
				code | name   | parent
				S    | 销售部 | E
				N    | 华北区 | E
				R    | 研究院 | W`,
			position: text`
				code | name | department | is_canceled
				P1   | 代表 | R          | 0
				P2   |      |            | 1
				P3   | 助理 | R          |
				P4   | 司机 | R          |`,
		},
		parameters: {
			departmentMissing: 'retire',
			limits: { maxRemovals: 1, maxRemovalsPercent: 100, maxUpdates: 2, maxCreatesPercent: 50 },
		},
		plan: text`
			restore department S by code | in the source again…
			restore department N by code | in the source again…
			update department R by code | name: 研发部 → 研究院 | name differs
			retire department K | not in the source
			update position P1 by code | name: 销售员 → 代表 | name differs
			retire position P2 by code | the source says…
			create position P3 | name: → 助理, code: → P3… | not on the platform
			create position P4 | name: → 司机, code: → P4… | not on the platform
			department: source 3, platform 2, matched 3, update 1, restore 2, retire 1
			position: source 4, platform 2, matched 2, create 2, update 1, retire 1
			limit passed: department updates 3 > 2 count
			limit passed: position creates 2 > 50 percent
			warning: …
			warning: …`,
	},
	{
		title: 'the percentage is of those in scope',
		platform: SPREAD,
		source: {
			employee: text`
				job_num | username
				A1      | 王伟`,
		},
		parameters: {
			employeeMissing: 'retire',
			scope: { departments: 'S' },
			limits: { maxRemovalsPercent: 49 },
		},
		plan: text`
			retire employee A2 | not in the source
			employee: source 1, platform 2, matched 1, unchanged 1, retire 1, skipped 3
			limit passed: employee removals 1 > 49 percent
			warning: …`,
	},
	{
		title: 'few of either side match: the key is likely the wrong one, which a plan says',
		platform: { employee: crowd('P', 21) },
		source: { employee: crowd('S', 21) },
		parameters: { actions: ['update'] },
		plan: text`
			${Array.from({ length: 21 }, (_, n) => `skipped employee S${n + 1} | …Create…`).join('\n')}
			employee: source 21, platform 21, skipped 42
			warning: …job_num…`,
		stopped: '…job_num…',
	},
	{
		title: 'a subcompany by its code: all that is in and below it, and nothing else',
		platform: SPREAD,
		source: {
			subcompany: text`
				code | name   | parent
				E    | 东区   | HQ
				W    | 西区   | HQ
				E1   | 上海   | E`,
			department: text`
				code | name   | parent
				S    | 销售部 | E
				R    | 研究院 | W
				K    | 客服部 | E1`,
			position: text`
				code | name   | department
				P1   | 代表   | S
				P2   | 研究员 | R
				P3   | 坐席   | K`,
			employee: text`
				job_num | username | department
				A1      | 王大伟   | S
				A3      | 张大敏   | R
				B1      | 吴洋     | K
				B2      | 孙杰     | R`,
		},
		parameters: { ...RETIRE_ALL, scope: { departments: ['E'] }, show: 'all' },
		plan: text`
			update subcompany E by code | name: 华东 → 东区 | name differs
			skipped subcompany W | …scope…
			create subcompany E1 | name: → 上海, code: → E1, parent: → E | not on the platform
			skipped subcompany HQ | …scope…
			unchanged department S by code | nothing differs
			skipped department R | …scope…
			create department K | name: → 客服部, code: → K, parent: → E1 | not on the platform
			retire department N | not in the source
			update position P1 by code | name: 销售员 → 代表 | name differs
			skipped position P2 | …scope…
			create position P3 | name: → 坐席, code: → P3, department: → K | not on the platform
			update employee A1 by job_num | username: 王伟 → 王大伟 | username differs
			skipped employee A3 | …scope…
			create employee B1 | username: → 吴洋, job_num: → B1, department: → K | not on the platform
			skipped employee B2 | …scope…
			retire employee A2 | not in the source
			skipped employee A4 | …scope…
			skipped employee A5 | …scope…
			subcompany: source 3, platform 1, matched 2, create 1, update 1, skipped 2
			department: source 3, platform 2, matched 2, unchanged 1, create 1, retire 1, skipped 1
			position: source 3, platform 1, matched 2, create 1, update 1, skipped 1
			employee: source 4, platform 2, matched 2, create 1, update 1, retire 1, skipped 4`,
	},
	{
		title:
			'a department by its name, another by its id: nobody crosses the border in either direction',
		platform: SPREAD,
		source: {
			department: text`
				code | name   | parent
				N    | 华北区 | R
				R    | 研发部 | E`,
			employee: text`
				job_num | username | department
				A1      | 王伟     | R
				A2      | 李娜     | S
				A3      | 张大敏   | S
				A5      | 周静     | S`,
		},
		parameters: { scope: { departments: '销售部' } },
		plan: text`
			skipped department N | …scope…
			skipped employee A1 | …scope…
			move employee A2 by job_num | department: N → S | department differs
			skipped employee A3 | …scope…
			skipped employee A5 | …scope…
			department: source 2, platform 2, matched 2, skipped 3
			employee: source 4, platform 2, matched 4, move 1, skipped 4`,
	},
	{
		title: 'actions that are switched off are shown as skipped, and nothing comes of them',
		platform: {
			...UNITS,
			employee: text`
				job_num | username | department | status
				A1      | 王伟     | S          |
				A2      | 李娜     | S          |
				A3      | 张敏     | S          | left`,
		},
		source: {
			employee: text`
				job_num | username | department
				A1      | 王小伟   | S
				A2      | 李娜     | R
				A3      | 张敏     | S
				A4      | 赵磊     | S`,
		},
		parameters: { actions: [] },
		plan: text`
			skipped employee A1 | …Update…
			skipped employee A2 | …Update…
			skipped employee A3 | …Restore…
			skipped employee A4 | …Create…
			employee: source 4, platform 2, matched 3, skipped 4`,
	},
	{
		title: 'a plan that was approved is that plan or nothing',
		platform: SPREAD,
		source: {
			employee: text`
				job_num | username
				A1      | 王大伟
				A2      | 李娜
				A3      | 张敏
				A4      | 赵磊`,
		},
		parameters: { employeeMissing: 'retire' },
		plan: text`
			update employee A1 by job_num | username: 王伟 → 王大伟 | username differs
			retire employee A5 | not in the source
			employee: source 4, platform 5, matched 4, unchanged 3, update 1, retire 1`,
		meanwhile: ({ employees }) => {
			const one = [...employees.values()][0];
			one.username = '王巨伟';
		},
		notApplied: '…A1…',
	},
];

const ONE = text`
	job_num | username
	A1      | 王伟`;

export const refusals: Golden[] = [
	{
		title: 'a source that broke gives an empty table: that retires nobody, it stops the run',
		platform: SPREAD,
		source: { department: UNITS.department, employee: 'job_num | username' },
		parameters: { employeeMissing: 'retire' },
		refused: '…Employees…',
	},
	{
		title: 'a platform that can’t be read whole is not compared with anything',
		platform: SPREAD,
		source: { employee: ONE },
		planFaults: [{ how: 'status', status: 500, path: 'queryEmployee' }],
		refused: '…500…',
	},
	{
		title: 'nor is one whose total says more than it gives',
		platform: SPREAD,
		setUp: (state) => void (state.paging = 'short'),
		source: { employee: ONE },
		refused: '… 5 of 6…',
	},
	{
		title: 'rows at an input whose kind is not chosen are not passed over in silence',
		source: { position: UNITS.position, employee: ONE },
		parameters: { kinds: ['employee'] },
		refused: '…Positions…',
	},
	{
		title: 'a table without the column of the key has no employees, it has a wrong header',
		platform: SPREAD,
		source: {
			employee: text`
				姓名 | 手机号
				王伟 | 13800000001`,
		},
		refused: '…job_num…',
	},
	{
		title: 'and no departments, if it has neither code nor id',
		platform: SPREAD,
		source: {
			department: text`
				部门名称 | 上级部门
				销售部   | 华东`,
		},
		parameters: { departmentMatchBy: ['id', 'code'] },
		refused: '…id…code…',
	},
	{
		title: 'a limit that is no number limits nothing, so it is refused by its name',
		source: { employee: ONE },
		parameters: { limits: { maxUpdates: 'many' } },
		refused: '…axUpdates…',
	},
	{
		title: 'a scope that nobody knows is a slip of the pen, not an empty scope',
		platform: SPREAD,
		source: { employee: ONE },
		parameters: { scope: { departments: '消售部' } },
		refused: '…消售部…',
	},
	{
		title: 'and so is one that several go by',
		platform: {
			subcompany: UNITS.subcompany,
			department: text`
				code | name | parent
				S1   | 一组 | E
				S2   | 一组 | W`,
		},
		source: { employee: ONE },
		parameters: { scope: { departments: 'S1, 一组' } },
		refused: '…一组…',
	},
	{
		title: 'with onInvalid “stop” one bad row stops all, which the plan still shows',
		platform: SPREAD,
		source: {
			employee: text`
				job_num | username | mobile
				A1      | 王伟     | 138
				A2      | 李静     |`,
		},
		parameters: { onInvalid: 'stop' },
		plan: text`
			rejected employee A1 | mobile …138…
			update employee A2 by job_num | username: 李娜 → 李静 | username differs
			employee: source 2, platform 5, matched 2, update 1, skipped 3, rejected 1`,
		notApplied: '…mobile …138…',
	},
	{
		title: 'columns with names of their own are mapped; a vendor’s name wins over a Chinese one',
		platform: SPREAD,
		source: {
			employee: text`
				Number | 姓名 | username | 组织
				A1     | 王五 | 王大伟   | R`,
		},
		parameters: {
			employeeColumns: {
				columns: [
					{ column: 'job_num', from: 'Number' },
					{ column: 'department', from: '组织' },
				],
			},
		},
		plan: text`
			move employee A1 by job_num | username: 王伟 → 王大伟, department: S → R | username, department differ
			employee: source 1, platform 5, matched 1, move 1, skipped 4
			warning: Not compared: Employees: “username” stands for “姓名” too.`,
	},
];
