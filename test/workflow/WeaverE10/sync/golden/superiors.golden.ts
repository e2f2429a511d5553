/** Golden plans of superiors: they may be new, stand in circles, and make nobody wait. */
import type { Golden } from './golden.ts';
import { text } from './golden.ts';

const THREE = {
	employee: text`
		job_num | username | alias | superior
		A1      | 王伟     | 王    |
		A2      | 李娜     | 李    | A1
		A3      | 张敏     | 张    | A1`,
};

export const superiors: Golden[] = [
	{
		title: 'a superior is the same by job number, by id, by name; another one is an update',
		platform: THREE,
		source: {
			employee: text`
				工号 | 姓名 | 直接上级
				A1   | 王伟 | 李娜
				A2   | 李娜 | #e1
				A3   | 张敏 | 王伟`,
		},
		parameters: { show: 'all' },
		plan: text`
			update employee A1 by job_num | superior: → A2 | superior differs
			unchanged employee A2 by job_num | nothing differs
			unchanged employee A3 by job_num | nothing differs
			employee: source 3, platform 3, matched 3, unchanged 2, update 1`,
		sent: text`
			syncEmployee by id
			+ id: #e1, superior: #e2`,
	},
	{
		title:
			'those who are new are created first, in a circle too; a second pass says who is above whom',
		platform: THREE,
		source: {
			employee: text`
				job_num | username | superior
				B1      | 周静     | B2
				B2      | 吴洋     | B1
				B3      | 郑凯     | A1
				A3      | 张敏     | B1`,
		},
		plan: text`
			create employee B1 | username: → 周静, job_num: → B1, superior: → B2 | not on the platform
			create employee B2 | username: → 吴洋, job_num: → B2, superior: → B1 | not on the platform
			create employee B3 | username: → 郑凯, job_num: → B3, superior: → A1 | not on the platform
			update employee A3 by job_num | superior: A1 → B1 | superior differs
			employee: source 4, platform 3, matched 1, create 3, update 1, skipped 2`,
		sent: text`
			syncEmployee by job_num
			+ job_num: B1, username: 周静
			+ job_num: B2, username: 吴洋
			+ job_num: B3, username: 郑凯
			syncEmployee by id
			+ id: #e3, superior: #new1
			+ id: #new1, superior: #new2
			+ id: #new2, superior: #new1
			+ id: #new3, superior: #e1`,
	},
	{
		title: 'those who are there may be put into a circle',
		platform: THREE,
		source: {
			employee: text`
				job_num | superior
				A1      | A3
				A2      | A2
				A3      | A2`,
		},
		plan: text`
			update employee A1 by job_num | superior: → A3 | superior differs
			update employee A2 by job_num | superior: A1 → A2 | superior differs
			update employee A3 by job_num | superior: A1 → A2 | superior differs
			employee: source 3, platform 3, matched 3, update 3`,
	},
	{
		title: 'a superior that nobody is, or that several are, is said, and keeps from nothing else',
		platform: {
			employee: text`
				job_num | username | superior
				A1      | 王伟     |
				A2      | 王伟     | A1
				A3      | 张敏     | A1`,
		},
		source: {
			employee: text`
				job_num | username | superior
				A3      | 张敏     | 王伟
				B1      | 周静     | Z9
				B2      | 吴洋     | 赵云`,
		},
		plan: text`
			skipped employee A3 | superior is left as it is: it is “王伟”, which 2 employees have: nobody can tell which is meant
			create employee B1 | username: → 周静, job_num: → B1 | not on the platform; superior is left as it is: it is “Z9”, but there is no employee like that, neither on the platform nor under Employees
			create employee B2 | username: → 吴洋, job_num: → B2 | not on the platform; superior is left as it is: it is “赵云”, but there is no employee like that, neither on the platform nor under Employees
			employee: source 3, platform 3, matched 1, create 2, skipped 3`,
	},
	{
		title:
			'of somebody whose superior leaves, is rejected, or has left, the rest is done, and it is said',
		platform: {
			employee: text`
				job_num | username | alias | hiredate   | superior | personnel_status | status
				A1      | 王伟     | 王    | 2020-01-01 | A4       | 3                |
				A2      | 李娜     | 李    | 2020-01-01 | A4       | 3                |
				A3      | 张敏     | 张    | 2020-01-01 | A4       | 3                |
				A4      | 赵磊     | 赵    | 2020-01-01 |          | 3                |
				A5      | 周静     | 周    | 2020-01-01 |          | 3                |
				A6      | 吴洋     | 吴    | 2020-01-01 |          |                  | left`,
		},
		source: {
			employee: text`
				job_num | username | alias | hiredate   | superior | personnel_status
				A1      | 王伟     | 大王  |            | A5       |
				A2      | 李娜     | 李    |            | A5       |
				A3      | 张敏     | 小张  |            | B1       |
				B2      | 郑凯     | 郑    |            | A6       |
				A5      | 周静     |       |            |          | 离职
				B1      | 孙杰     |       | 2020-02-30 |          |`,
		},
		plan: text`
			update employee A1 by job_num | alias: 王 → 大王 | alias differs…superior is left as it is: …
			skipped employee A2 | …superior is left as it is: …
			update employee A3 by job_num | alias: 张 → 小张 | alias differs…superior is left as it is: …
			create employee B2 | username: → 郑凯, job_num: → B2, alias: → 郑 | not on the platform…superior is left as it is: …
			retire employee A5 by job_num | the source says that this employee has left
			rejected employee B1 | hiredate …2020-02-30…
			employee: source 6, platform 5, matched 4, create 1, update 2, retire 1, skipped 2, rejected 1`,
		sent: text`
			syncEmployee by id
			+ alias: 大王, id: #e1
			+ alias: 小张, id: #e3
			syncEmployee by job_num
			+ alias: 郑, job_num: B2, username: 郑凯
			syncEmployee by id
			+ id: #e5, personnel_status: 6`,
	},
	{
		title: 'who keeps a superior that leaves is no difference, and who is without one stays so',
		platform: {
			employee: text`
				job_num | username | superior | personnel_status
				A1      | 王伟     |          | 3
				A2      | 李娜     | A1       | 3
				A3      | 张敏     | A1       | 3`,
		},
		source: {
			employee: text`
				job_num | username | superior | personnel_status
				A1      | 王伟     |          | 离职
				A2      | 李娜     | A1       |
				A3      | 张敏     |          |`,
		},
		plan: text`
			retire employee A1 by job_num | the source says that this employee has left
			employee: source 3, platform 3, matched 3, unchanged 2, retire 1`,
	},
	{
		title: 'a superior who is back in this run is one; with empty cells that clear, one may go',
		platform: {
			employee: text`
				job_num | username | superior | status
				A1      | 王伟     |          | left
				A2      | 李娜     | A3       |
				A3      | 张敏     |          |`,
		},
		source: {
			employee: text`
				job_num | username | superior
				A2      | 李娜     |
				A3      | 张敏     | A1
				A1      | 王伟     | A2`,
		},
		parameters: { scope: { emptyCells: 'clear' } },
		plan: text`
			update employee A2 by job_num | superior: A3 → | superior differs
			update employee A3 by job_num | superior: → A1 | superior differs
			restore employee A1 by job_num | superior: → A2 | in the source again after leaving; superior differs
			employee: source 3, platform 2, matched 3, update 2, restore 1`,
	},
	{
		title: 'a superior is found by the key that its row is found by, though its job number changes',
		platform: {
			employee: text`
				job_num | username | mobile      | superior
				A1      | 王伟     | 13800000001 |
				A2      | 李娜     | 13800000002 | A1`,
		},
		source: {
			employee: text`
				job_num | username | mobile      | superior
				B1      | 王伟     | 13800000001 |
				A2      | 李娜     | 13800000002 | B1
				A3      | 张敏     | 13800000003 | B1`,
		},
		parameters: { employeeMatchBy: ['job_num', 'mobile'] },
		plan: text`
			update employee B1 by mobile | job_num: A1 → B1 | job_num differs
			create employee A3 | username: → 张敏, job_num: → A3, mobile: → 13800000003, superior: → B1 | not on the platform
			employee: source 3, platform 2, matched 2, unchanged 1, create 1, update 1`,
	},
	{
		title: 'who can’t be created as a superior keeps nobody from being created',
		platform: THREE,
		source: {
			employee: text`
				job_num | username | alias | superior
				B1      | 周静     | 周    |
				B2      | 吴洋     | 吴    | B1
				A2      | 李娜     | 小李  | B1`,
		},
		plan: text`
			create employee B1 | username: → 周静, job_num: → B1, alias: → 周 | not on the platform
			create employee B2 | username: → 吴洋, job_num: → B2, superior: → B1, alias: → 吴 | not on the platform
			update employee A2 by job_num | superior: A1 → B1, alias: 李 → 小李 | superior, alias differ
			employee: source 3, platform 3, matched 1, create 2, update 1, skipped 2`,
		applyFaults: [{ how: 'refuseRow', path: 'syncEmployee', row: '周静' }],
		applied: text`
			rejected create employee B1 | …数据校验不通过…
			… create employee B2 | …周静…
			… update employee A2 | …周静…`,
		sent: text`
			syncEmployee by job_num
			+ alias: 周, job_num: B1, username: 周静
			+ alias: 吴, job_num: B2, username: 吴洋
			syncEmployee by id
			+ alias: 小李, id: #e2`,
	},
	{
		title:
			'whom Weaver has as a superior, though they left, is no difference; nobody else gets them',
		platform: {
			employee: text`
				job_num | username | superior | status
				A1      | 王伟     |          | left
				A2      | 李娜     | A1       |
				A3      | 张敏     | A2       |`,
		},
		source: {
			employee: text`
				job_num | username | superior
				A2      | 李娜     | A1
				A3      | 张敏     | A1`,
		},
		parameters: { show: 'all' },
		plan: text`
			unchanged employee A2 by job_num | nothing differs
			skipped employee A3 | superior is left as it is: 王伟 (A1) is not there
			employee: source 2, platform 2, matched 2, unchanged 1, skipped 1`,
	},
	{
		title: 'who is new may be their own superior, and that of who is restored',
		platform: {
			employee: text`
				job_num | username | superior | status
				A1      | 王伟     | A2       |
				A2      | 李娜     |          | left`,
		},
		source: {
			employee: text`
				job_num | username | superior
				B1      | 周静     | B1
				A2      | 李娜     | B1`,
		},
		plan: text`
			create employee B1 | username: → 周静, job_num: → B1, superior: → B1 | not on the platform
			restore employee A2 by job_num | superior: → B1 | in the source again after leaving; superior differs
			employee: source 2, platform 1, matched 1, create 1, restore 1, skipped 1`,
	},
	{
		title: 'other superiors and assistants are several, in whatever order, by number, id or name',
		platform: {
			employee: text`
				job_num | username | other_superior | assistant
				A1      | 王伟     |                |
				A2      | 李娜     | A1,A3          | A3
				A3      | 张敏     | A1             | A1,A2
				A4      | 赵磊     | A1             | A3`,
		},
		source: {
			employee: text`
				工号 | 姓名 | 其他上级工号 | 助理
				A1   | 王伟 | 张敏，李娜   |
				A2   | 李娜 | A3, A1       | 张敏
				A3   | 张敏 | #e1,A2       | #e2
				A4   | 赵磊 | A1, A9       | A3`,
		},
		parameters: { show: 'all' },
		plan: text`
			update employee A1 by job_num | other_superior: → A3, A2 | other_superior differs
			unchanged employee A2 by job_num | nothing differs
			update employee A3 by job_num | other_superior: A1 → A1, A2, assistant: A1, A2 → A2 | other_superior, assistant differ
			skipped employee A4 | …other_superior is left as it is: …A9…
			employee: source 4, platform 4, matched 4, unchanged 1, update 2, skipped 1`,
		sent: text`
			syncEmployee by id
			+ id: #e1, other_superior: #e3,#e2
			+ assistant: #e2, id: #e3, other_superior: #e1,#e2`,
	},
	{
		title: 'those who are new get them in the second pass, and so does who gets somebody new',
		platform: {
			employee: text`
				job_num | username | other_superior | assistant
				A1      | 王伟     | A2             | A2
				A2      | 李娜     | A1             | A1`,
		},
		source: {
			employee: text`
				job_num | username | superior | other_superior | assistant
				B1      | 周静     | A1       | B2, A2         | B1
				B2      | 吴洋     |          | B1             |
				A2      | 李娜     |          | A1, B1         | A1`,
		},
		plan: text`
			create employee B1 | username: → 周静, job_num: → B1, superior: → A1, other_superior: → B2, A2, assistant: → B1 | not on the platform
			create employee B2 | username: → 吴洋, job_num: → B2, other_superior: → B1 | not on the platform
			update employee A2 by job_num | other_superior: A1 → A1, B1 | other_superior differs
			employee: source 3, platform 2, matched 1, create 2, update 1, skipped 1
			warning: …superior…`,
		sent: text`
			syncEmployee by job_num
			+ job_num: B1, username: 周静
			+ job_num: B2, username: 吴洋
			syncEmployee by id
			+ id: #e2, other_superior: #e1,#new1
			+ assistant: #new1, id: #new1, other_superior: #new2,#e2, superior: #e1
			+ id: #new2, other_superior: #new1`,
	},
	{
		title: 'a department may have a coadjutant, new ones and new people too',
		platform: {
			subcompany: text`
				code | name
				HQ   | 总部`,
			department: text`
				code | name   | parent | coadjutant
				S    | 销售部 | HQ     | A1
				R    | 研发部 | HQ     | A1`,
			employee: text`
				job_num | username | department
				A1      | 王伟     | S
				A2      | 李娜     | S`,
		},
		setUp: (state) => void state.orgColumns.push('coadjutant'),
		source: {
			department: text`
				部门编码 | 部门名称 | 上级部门 | 部门协办人
				S        | 销售部   | HQ       | 王伟
				R        | 研发部   | HQ       | B1
				K        | 客服部   | HQ       | A2`,
			employee: text`
				job_num | username | department
				B1      | 周静     | K`,
		},
		plan: text`
			update department R by code | coadjutant: A1 → B1 | coadjutant differs
			create department K | name: → 客服部, code: → K, parent: → HQ, coadjutant: → A2 | not on the platform
			create employee B1 | username: → 周静, job_num: → B1, department: → K | not on the platform
			department: source 3, platform 2, matched 2, unchanged 1, create 1, update 1
			employee: source 1, platform 2, create 1, skipped 2`,
		sent: text`
			syncDepartment by code
			+ code: K, name: 客服部, parent: #s1
			syncEmployee by job_num
			+ department: #new1, job_num: B1, username: 周静
			syncDepartment by id
			+ coadjutant: #new2, id: #d2
			+ coadjutant: #e2, id: #new1`,
	},
	{
		title:
			'where empty cells clear, nobody is left; a coadjutant that is not to be there is left as it was',
		platform: {
			subcompany: text`
				code | name
				HQ   | 总部`,
			department: text`
				code | name   | parent | coadjutant
				S    | 销售部 | HQ     | A1
				R    | 研发部 | HQ     | A2`,
			employee: text`
				job_num | username | other_superior | personnel_status
				A1      | 王伟     | A2             | 3
				A2      | 李娜     |                | 3
				A3      | 张敏     |                | 3`,
		},
		setUp: (state) => void state.orgColumns.push('coadjutant'),
		source: {
			department: text`
				code | name   | coadjutant
				S    | 销售部 |
				R    | 研发部 | A3`,
			employee: text`
				job_num | username | other_superior | personnel_status
				A1      | 王伟     |                | 3
				A3      | 张敏     |                | 离职`,
		},
		parameters: { scope: { emptyCells: 'clear' } },
		plan: text`
			update department S by code | coadjutant: A1 → | coadjutant differs
			skipped department R | coadjutant is left as it is: …A3…
			update employee A1 by job_num | other_superior: A2 → | other_superior differs
			retire employee A3 by job_num | the source says that this employee has left
			department: source 2, platform 2, matched 2, update 1, skipped 1
			employee: source 2, platform 3, matched 2, update 1, retire 1, skipped 1`,
	},
	{
		title: 'whoever claims a job number that another keeps is not whom others mean by it',
		platform: {
			employee: text`
				job_num | username | mobile      | superior
				A1      | 王伟     | 13800000001 |
				A2      | 李娜     | 13800000002 | A1
				A3      | 张敏     | 13800000003 | A1
				A4      | 赵磊     | 13800000004 | A2`,
		},
		source: {
			employee: text`
				job_num | username | mobile      | superior
				A1      | 李娜     | 13800000002 | A1
				A3      | 张敏     | 13800000003 | A1
				A4      | 赵磊     | 13800000004 | A1`,
		},
		parameters: { employeeMatchBy: ['mobile'] },
		plan: text`
			rejected employee A1 | job_num …王伟…
			update employee A4 by mobile | superior: A2 → A1 | superior differs
			employee: source 3, platform 4, matched 3, unchanged 1, update 1, skipped 1, rejected 1`,
		sent: text`
			syncEmployee by id
			+ id: #e4, superior: #e1`,
	},
];
