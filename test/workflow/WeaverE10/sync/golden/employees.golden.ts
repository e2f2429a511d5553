/** Golden plans of employees: matching, changes, those who left and those who are back. */
import type { Golden } from './golden.ts';
import { idOf, text } from './golden.ts';

const UNITS = {
	subcompany: text`
		code | name
		HQ   | 总部`,
	department: text`
		code | name   | parent
		S    | 销售部 | HQ
		R    | 研发部 | HQ`,
	position: text`
		code | name   | department
		P1   | 销售员 | S
		P2   | 工程师 | R`,
};

/** Columns that everybody has, so that all of them can be compared. */
const company = (employee: string) => ({ ...UNITS, employee });

const THREE = company(text`
	job_num | username | mobile      | email        | department | position | sex    | personnel_status | hiredate
	A1      | 王伟     | 13800000001 | w@example.cn | S          | P1       | male   | 3                | 2020-05-06
	A2      | 李娜     | 13800000002 | l@example.cn | S          | P1       | female | 3                | 2021-07-01
	A3      | 张敏     | 13800000003 | z@example.cn | R          | P2       | female | 1                | 2024-02-29`);

export const employees: Golden[] = [
	{
		title: 'an everyday night: one as before, one changed, one new, one not in the source and kept',
		platform: THREE,
		source: {
			employee: text`
				job_num | username | mobile      | department | position | sex
				A4      | 赵磊     | 13800000004 | R          | P2       | male
				A1      | 王伟     | 13800000001 | S          | P1       | male
				A2      | 李娜     | 13800000002 | S          | P2       | female`,
		},
		plan: text`
			create employee A4 | username: → 赵磊, job_num: → A4, mobile: → 13800000004, department: → R, position: → P2, sex: → male | not on the platform
			update employee A2 by job_num | position: P1 → P2 | position differs
			employee: source 3, platform 3, matched 2, unchanged 1, create 1, update 1, skipped 1`,
		sent: text`
			syncEmployee by job_num
			+ department: #d2, job_num: A4, mobile: 13800000004, position: #p2, sex: male, username: 赵磊
			syncEmployee by id
			+ id: #e2, position: #p2`,
	},
	{
		title: 'values are compared by what they mean: numbers of telephones, mails, days, words',
		platform: THREE,
		source: {
			employee: text`
				工号 | 姓名 | 手机号           | 邮箱         | 部门   | 岗位   | 性别 | 人员状态 | 入职日期
				A1   | 王伟 | +86 138-00000001 | W@Example.CN | 销售部 | 销售员 | 男   | 正式     | 2020/5/6
				A2   | 李娜 | 86138 0000 0002  | l@example.cn | #d1    | #p1    | 女   | 3        | 2021年7月1日
				A3   | 张敏 | 13800000003      | z@example.cn | R      | P2     | 女   | 试用     | 2024-02-29`,
		},
		parameters: { show: 'all' },
		plan: text`
			unchanged employee A1 by job_num | nothing differs
			unchanged employee A2 by job_num | nothing differs
			unchanged employee A3 by job_num | nothing differs
			employee: source 3, platform 3, matched 3, unchanged 3`,
	},
	{
		title: 'only columns that the source has are compared; several that differ are one item',
		platform: THREE,
		source: {
			employee: text`
				工号 | 入职时间   | 邮箱地址      | 手机
				A1   | 2020-05-07 | w2@example.cn | 13800000001
				A2   | 2021-07-01 | l@example.cn  | 13900000002`,
		},
		plan: text`
			update employee A1 by job_num | email: w@example.cn → w2@example.cn, hiredate: 2020-05-06 → 2020-05-07 | email, hiredate differ
			update employee A2 by job_num | mobile: 13800000002 → 13900000002 | mobile differs
			employee: source 2, platform 3, matched 2, update 2, skipped 1`,
	},
	{
		title: 'who changes department is followed; what else changes is the same item',
		platform: company(text`
			job_num | username | department | position
			A1      | 王伟     | S          | P1
			A2      | 李娜     | S          | P1
			A3      | 张敏     |            | P2`),
		source: {
			employee: text`
				job_num | department | position
				A1      | 研发部     | P1
				A2      | R          | 工程师
				A3      | #d1        | P2`,
		},
		plan: text`
			move employee A1 by job_num | department: S → R | department differs
			move employee A2 by job_num | department: S → R, position: P1 → P2 | department, position differ
			move employee A3 by job_num | department: → S | department differs
			employee: source 3, platform 3, matched 3, move 3`,
		sent: text`
			syncEmployee by id
			+ department: #d2, id: #e1
			+ department: #d2, id: #e2, position: #p2
			+ department: #d1, id: #e3`,
	},
	{
		title: 'departments and positions may be new ones, by their code or their name',
		platform: UNITS,
		source: {
			department: text`
				code | name   | parent
				K    | 客服部 | HQ`,
			position: text`
				code | name | department
				P5   | 坐席 | K`,
			employee: text`
				job_num | username | department | position
				A1      | 王伟     | 客服部     | P5
				A2      | 李娜     | K          | 坐席`,
		},
		plan: text`
			create department K | name: → 客服部, code: → K, parent: → HQ | not on the platform
			create position P5 | name: → 坐席, code: → P5, department: → K | not on the platform
			create employee A1 | username: → 王伟, job_num: → A1, department: → K, position: → P5 | not on the platform
			create employee A2 | username: → 李娜, job_num: → A2, department: → K, position: → P5 | not on the platform
			department: source 1, platform 2, create 1, skipped 2
			position: source 1, platform 2, create 1, skipped 2
			employee: source 2, create 2`,
		sent: text`
			syncDepartment by code
			+ code: K, name: 客服部, parent: #s1
			syncPosition by code
			+ code: P5, department: #new1, is_canceled: 0, name: 坐席
			syncEmployee by job_num
			+ department: #new1, job_num: A1, position: #new2, username: 王伟
			+ department: #new1, job_num: A2, position: #new2, username: 李娜`,
	},
	{
		title:
			'a department or position that nobody is, or that several are, rejects its row by that name; a position is looked for in the department',
		platform: {
			subcompany: UNITS.subcompany,
			department: text`
				code | name | parent
				S1   | 一组 | HQ
				S2   | 一组 | HQ
				R    | 研发 | HQ`,
			position: text`
				code | name | department
				P1   | 专员 | S1
				P2   | 专员 | S2
				P3   | 专员 | R`,
		},
		source: {
			employee: text`
				job_num | username | department | position
				A1      | 王伟     | 一组       | P1
				A2      | 李娜     | S1         | 专员
				A3      | 张敏     | 法务部     | P1
				A4      | 赵磊     | S1         | 律师
				A5      | 周静     | HQ         | P1`,
		},
		plan: text`
			rejected employee A1 | department is “一组”, which 2 departments have: nobody can tell which is meant
			create employee A2 | username: → 李娜, job_num: → A2, department: → S1, position: → P1 | not on the platform
			rejected employee A3 | department is “法务部”, but there is no department like that, neither on the platform nor under Departments
			rejected employee A4 | position is “律师”, but there is no position like that, neither on the platform nor under Positions
			rejected employee A5 | department is “HQ”, but there is no department like that, neither on the platform nor under Departments
			employee: source 5, create 1, rejected 4`,
	},
	{
		title: 'nobody is put into what is sealed and stays so',
		platform: {
			subcompany: UNITS.subcompany,
			department: text`
				code | name | parent | status
				S    | 销售 | HQ     |
				O    | 旧部 | HQ     | sealed`,
			position: text`
				code | name | department | status
				P1   | 专员 | S          |
				P2   | 助理 | S          | sealed`,
		},
		source: {
			employee: text`
				job_num | username | department | position
				A1      | 王伟     | O          | P1
				A2      | 李娜     | S          | P2
				A3      | 张敏     | S          | P1`,
		},
		plan: text`
			rejected employee A1 | department is “O”…
			rejected employee A2 | position is “P2”…
			create employee A3 | username: → 张敏, job_num: → A3, department: → S, position: → P1 | not on the platform
			employee: source 3, create 1, rejected 2`,
	},
	{
		title: 'and nothing is sealed into which somebody is put',
		platform: UNITS,
		source: {
			department: text`
				code | name   | parent | status
				S    | 销售部 | HQ     | 1
				R    | 研发部 | HQ     | 封存`,
			position: text`
				code | name   | department | is_canceled
				P1   | 销售员 | S          | 0
				P2   | 工程师 | R          | 1`,
			employee: text`
				job_num | username | department | position
				A1      | 王伟     | R          | P1
				A2      | 李娜     | S          | P2
				A3      | 张敏     | S          | P1`,
		},
		plan: text`
			rejected department R | would leave 1 employee without a department: move them first
			rejected position P2 | would leave 1 employee without a position: move them first
			create employee A1 | username: → 王伟, job_num: → A1, department: → R, position: → P1 | not on the platform
			create employee A2 | username: → 李娜, job_num: → A2, department: → S, position: → P2 | not on the platform
			create employee A3 | username: → 张敏, job_num: → A3, department: → S, position: → P1 | not on the platform
			department: source 2, platform 2, matched 2, unchanged 1, rejected 1
			position: source 2, platform 2, matched 2, unchanged 1, rejected 1
			employee: source 3, create 3`,
	},
	{
		title: 'who had left and is in the source again is rehired, not created a second time',
		platform: company(text`
			job_num | username | mobile      | department | status
			A1      | 王伟     | 13800000001 | S          | left
			A2      | 李娜     | 13800000002 | S          | left
			A3      | 张敏     | 13800000003 | R          |`),
		source: {
			employee: text`
				job_num | username | mobile      | department
				A1      | 王伟     | 13800000001 | S
				A2      | 李娜     | 13800000002 | R
				A3      | 张敏     | 13800000003 | R`,
		},
		plan: text`
			restore employee A1 by job_num | in the source again after leaving
			restore employee A2 by job_num | department: S → R | in the source again after leaving; department differs
			employee: source 3, platform 1, matched 3, unchanged 1, restore 2`,
		sent: text`
			rehireEmployee #e1, #e2
			syncEmployee by id
			+ department: #d2, id: #e2`,
	},
	{
		title: 'who is back gets the status that the row says, since rehiring brings one of its own',
		platform: company(text`
			job_num | username | department | status | personnel_status
			A1      | 王伟     | S          | left   |
			A2      | 李娜     | S          | left   |
			A3      | 张敏     | S          |        | 3`),
		source: {
			employee: text`
				工号 | 姓名   | 人员状态
				A1   | 王伟   | 试用
				A2   | 李小娜 | 实习
				A3   | 张敏   | 正式`,
		},
		plan: text`
			restore employee A1 by job_num |…in the source again after leaving…
			restore employee A2 by job_num | username: 李娜 → 李小娜…in the source again after leaving; username…
			employee: source 3, platform 1, matched 3, unchanged 1, restore 2`,
		sent: text`
			rehireEmployee #e1, #e2
			syncEmployee by id
			+ id: #e1, personnel_status: 1
			+ id: #e2, personnel_status: 5, username: 李小娜`,
	},
	{
		title:
			'whose status is as it was before leaving gets it again all the same; words are told as well',
		platform: company(text`
			job_num | username | personnel_status | status
			A1      | 王伟     |                  | left
			A2      | 李娜     | 正式             |
			A3      | 张敏     | 正式             |`),
		setUp: ({ employees }) => {
			employees.get(idOf('employee', 1))!.personnel_status = '试用';
		},
		source: {
			employee: text`
				job_num | username | personnel_status
				A1      | 王伟     | 1
				A2      | 李娜     | 3
				A3      | 张敏     | 4`,
		},
		plan: text`
			restore employee A1 by job_num | in the source again after leaving
			update employee A3 by job_num | personnel_status: 正式 → 4 | personnel_status differs
			employee: source 3, platform 2, matched 3, unchanged 1, update 1, restore 1`,
		sent: text`
			rehireEmployee #e1
			syncEmployee by id
			+ id: #e3, personnel_status: 4
			syncEmployee by id
			+ id: #e1, personnel_status: 1`,
	},
	{
		title:
			'a row that says that somebody has left retires them with what it says; nobody is created in order to leave',
		platform: company(text`
			job_num | username | personnel_status | status
			A1      | 王伟     | 3                |
			A2      | 李娜     | 3                |
			A3      | 张敏     | 3                |
			A4      | 赵磊     | 3                |
			A5      | 周静     | 3                |
			A6      | 吴洋     | 3                |
			A7      | 孙杰     |                  | left`),
		source: {
			employee: text`
				工号 | 姓名 | 在职状态
				A1   | 王伟 | 离职
				A2   | 李娜 | 6
				A3   | 张敏 | 退休
				A4   | 赵磊 | 解聘
				A5   | 周静 | 10
				A6   | 吴洋 | 正式
				A7   | 孙杰 | 离职
				A9   | 郑凯 | 离职`,
		},
		plan: text`
			retire employee A1 by job_num | the source says that this employee has left
			retire employee A2 by job_num | the source says that this employee has left
			retire employee A3 by job_num | the source says that this employee has left
			retire employee A4 by job_num | the source says that this employee has left
			retire employee A5 by job_num | the source says that this employee has left
			employee: source 8, platform 6, matched 7, unchanged 2, retire 5, skipped 1`,
		sent: text`
			syncEmployee by id
			+ id: #e1, personnel_status: 6
			+ id: #e2, personnel_status: 6
			+ id: #e3, personnel_status: 7
			+ id: #e4, personnel_status: 9
			+ id: #e5, personnel_status: 10`,
	},
	{
		title: 'a status of another kind is a difference, by word or number',
		platform: THREE,
		source: {
			employee: text`
				job_num | personnel_status
				A1      | 临时
				A2      | 2
				A3      | 试用`,
		},
		plan: text`
			update employee A1 by job_num | personnel_status: 3 → 4 | personnel_status differs
			update employee A2 by job_num | personnel_status: 3 → 2 | personnel_status differs
			employee: source 3, platform 3, matched 3, unchanged 1, update 2`,
		sent: text`
			syncEmployee by id
			+ id: #e1, personnel_status: 4
			+ id: #e2, personnel_status: 2`,
	},
	{
		title: '0 is a number of E9, where the others mean something else as well: it is refused',
		platform: THREE,
		source: {
			employee: text`
				job_num | personnel_status
				A1      | 0
				A2      | 8
				A3      | 试用`,
		},
		parameters: { employeeMissing: 'retire' },
		plan: text`
			rejected employee A1 | personnel_status…E9…write the words…
			rejected employee A2 | personnel_status …8…
			employee: source 3, platform 3, matched 3, unchanged 1, rejected 2`,
	},
	{
		title: 'a new job number is a change if the mobile tells who it is, and it is sent by id',
		platform: THREE,
		source: {
			employee: text`
				job_num | username | mobile
				A1      | 王伟     | 13800000001
				B2      | 李娜     | 138 0000 0002`,
		},
		parameters: { employeeMatchBy: ['job_num', 'mobile'], employeeMissing: 'retire' },
		plan: text`
			update employee B2 by mobile | job_num: A2 → B2 | job_num differs
			retire employee A3 | not in the source
			employee: source 2, platform 3, matched 2, unchanged 1, update 1, retire 1`,
		sent: text`
			syncEmployee by id
			+ id: #e2, job_num: B2
			syncEmployee by id
			+ id: #e3, personnel_status: 6`,
	},
	{
		title: 'by e-mail an account without a job number is adopted, where that is asked for',
		platform: company(text`
			job_num | username | email
			        | 王伟     | w@example.cn
			A2      | 李娜     | l@example.cn`),
		source: {
			employee: text`
				job_num | username | email
				A1      | 王伟     | W@example.cn
				A2      | 李娜     | l@example.cn`,
		},
		parameters: { employeeMatchBy: ['job_num', 'email'] },
		plan: text`
			update employee A1 by email | job_num: → A1 | job_num differs
			employee: source 2, platform 2, matched 2, unchanged 1, update 1`,
	},
	{
		title: 'and where it is not asked for, it is not taken over silently, nor made a second time',
		platform: company(text`
			job_num | username | email        | mobile
			        | 王伟     | w@example.cn | 13800000001
			A2      | 李娜     | l@example.cn | 13800000002`),
		source: {
			employee: text`
				job_num | username | email         | mobile
				A1      | 王伟     | w@example.cn  | 13900000001
				A2      | 李娜     | l@example.cn  | 13800000002
				A3      | 王小伟   | w3@example.cn | 13800000001`,
		},
		plan: text`
			rejected employee A1 | …email…Match By…
			rejected employee A3 | …mobile…Match By…
			employee: source 3, platform 2, matched 1, unchanged 1, skipped 1, rejected 2`,
	},
	{
		title:
			'a changed job number without a second match field is not “one gone, one new”: by mobile, e-mail, or name and department',
		platform: THREE,
		source: {
			employee: text`
				job_num | username | mobile      | email        | department
				B1      | 王小伟   | 13800000001 | x@example.cn | R
				B2      | 李小娜   | 13900000002 | l@example.cn | R
				B3      | 张敏     | 13900000003 | y@example.cn | R`,
		},
		parameters: { employeeMissing: 'retire' },
		plan: text`
			rejected employee B1 | …mobile…Match By…
			rejected employee B2 | …email…Match By…
			rejected employee B3 | …Match By…
			rejected employee A1 | …B1…
			rejected employee A2 | …B2…
			rejected employee A3 | …B3…
			employee: source 3, platform 3, rejected 6`,
	},
	{
		title: 'with ids in the source everything may change, the job number and the mobile as well',
		platform: THREE,
		source: {
			employee: text`
				人员ID | 姓名   | 工号 | 手机号
				#e1    | 王小伟 | B1   | 13900000001
				#e3    | 张敏   |      | 13800000003`,
		},
		parameters: { employeeMatchBy: ['id'], show: 'all' },
		plan: text`
			update employee B1 by id | username: 王伟 → 王小伟, job_num: A1 → B1, mobile: 13800000001 → 13900000001 | username, job_num, mobile differ
			unchanged employee A3 by id | nothing differs
			skipped employee A2 | …
			employee: source 2, platform 3, matched 2, unchanged 1, update 1, skipped 1`,
	},
	{
		title: 'an id that nobody has, and one that lost its digits on the way, find nobody',
		platform: THREE,
		source: {
			employee: text`
				id                  | username
				#e9                 | 周静
				9754109811234567000 | 李娜
				1.2345678901e18     | 张敏`,
		},
		parameters: { employeeMatchBy: ['id'] },
		plan: text`
			rejected employee #e9 | …
			rejected employee 9754109811234567000 | …
			rejected employee… | …
			employee: source 3, platform 3, skipped 3, rejected 3`,
	},
	{
		title: 'a new one needs a job number and a name; whom a mobile finds needs neither',
		platform: THREE,
		source: {
			employee: text`
				job_num | username | mobile      | department
				        | 周静     | 13800000005 | S
				A6      |          | 13800000006 | S
				        |          | 13800000001 | R`,
		},
		parameters: { employeeMatchBy: ['mobile', 'job_num'] },
		plan: text`
			rejected employee 13800000005 | job_num is required for a new employee, but it is empty
			rejected employee A6 | username is required for a new employee, but…
			move employee A1 by mobile | department: S → R | department differs
			employee: source 3, platform 3, matched 1, move 1, skipped 2, rejected 2`,
	},
	{
		title:
			'two rows of one job number, mobile or e-mail: each names the other, and nobody goes for it',
		platform: company(text`
			job_num | username | mobile      | email
			A1      | 王伟     | 13800000001 | w@example.cn
			A2      | 李娜     | 13800000002 | l@example.cn
			A3      | 张敏     | 13800000003 | z@example.cn
			A4      | 赵磊     | 13800000004 | y@example.cn
			A5      | 周静     | 13800000005 | j@example.cn`),
		source: {
			employee: text`
				job_num | username | mobile         | email
				A1      | 王伟     |                |
				A1      | 王大伟   |                |
				A2      | 李娜     | 13800000009    |
				A3      | 张敏     | +8613800000009 |
				A4      | 赵磊     |                | same@example.cn
				A5      | 周静     |                | SAME@example.cn
				B1      | 郑凯     | 13800000010    |
				B1      | 郑凯     | 13800000011    |`,
		},
		parameters: { employeeMissing: 'retire' },
		plan: text`
			rejected employee A1 | job_num…rows 1, 2…
			rejected employee A1 | job_num…rows 1, 2…
			rejected employee A2 | mobile …A3…
			rejected employee A3 | mobile …A2…
			rejected employee A4 | email …A5…
			rejected employee A5 | email …A4…
			rejected employee B1 | job_num…rows 7, 8…
			rejected employee B1 | job_num…rows 7, 8…
			employee: source 8, platform 5, matched 6, rejected 8`,
	},
	{
		title:
			'a mobile, e-mail or job number that somebody else keeps is rejected by the holder’s name',
		platform: company(text`
			job_num | username | mobile      | email
			A1      | 王伟     | 13800000001 | w@example.cn
			A2      | 李娜     | 13800000002 | l@example.cn
			A3      | 张敏     | 13800000003 |
			A4      | 赵磊     | 13800000004 | y@example.cn`),
		source: {
			employee: text`
				id  | job_num | username | mobile      | email
				#e2 | A2      | 李娜     | 13800000001 |
				#e3 | A3      | 张敏     |             | w@example.cn
				#e4 | A1      | 赵磊     |             |`,
		},
		parameters: { employeeMatchBy: ['id'] },
		plan: text`
			rejected employee A2 | mobile …王伟…
			rejected employee A3 | email …王伟…
			rejected employee A1 | job_num …王伟…
			employee: source 3, platform 4, matched 3, skipped 1, rejected 3`,
	},
	{
		title: 'what is given up in this run is free: whoever gives it up goes first',
		platform: THREE,
		source: {
			employee: text`
				job_num | username | mobile      | email
				A4      | 赵磊     | 13800000002 | y@example.cn
				A2      | 李娜     | 13800000001 | l@example.cn
				A1      | 王伟     | 13800000009 | w@example.cn`,
		},
		plan: text`
			create employee A4 | username: → 赵磊, job_num: → A4, mobile: → 13800000002, email: → y@example.cn | not on the platform
			update employee A2 by job_num | mobile: 13800000002 → 13800000001 | mobile differs
			update employee A1 by job_num | mobile: 13800000001 → 13800000009 | mobile differs
			employee: source 3, platform 3, matched 2, create 1, update 2, skipped 1`,
		sent: text`
			syncEmployee by id
			+ id: #e1, mobile: 13800000009
			syncEmployee by id
			+ id: #e2, mobile: 13800000001
			syncEmployee by job_num
			+ email: y@example.cn, job_num: A4, mobile: 13800000002, username: 赵磊`,
	},
	{
		title: 'two people can’t exchange their mobiles in one run: nobody could go first',
		platform: THREE,
		source: {
			employee: text`
				job_num | mobile
				A1      | 13800000002
				A2      | 13800000001`,
		},
		plan: text`
			rejected employee A1 | …李娜…
			rejected employee A2 | …王伟…
			employee: source 2, platform 3, matched 2, skipped 1, rejected 2`,
	},
	{
		title: 'codes pass on and are held just as job numbers do',
		platform: {
			...UNITS,
			subcompany: text`
				code | name | parent
				HQ   | 总部 |
				E    | 华东 | HQ`,
			department: text`
				code | name   | parent
				S    | 销售部 | HQ
				R    | 研发部 | HQ
				K    | 客服部 | HQ
				M    | 市场部 | HQ`,
		},
		source: {
			subcompany: text`
				id  | code | name
				#s2 | HQ   | 华东`,
			department: text`
				id  | code | name   | parent
				#d1 | R    | 销售部 | HQ
				#d2 | R2   | 研发部 | HQ
				#d3 | M    | 客服部 | HQ`,
			position: text`
				id  | code | name   | department
				#p1 | P2   | 销售员 | #d1
				        | P3   | 助理   | #d1`,
		},
		parameters: {
			...{ subcompanyMatchBy: ['id'], departmentMatchBy: ['id'] },
			positionMatchBy: ['id', 'code'],
		},
		plan: text`
			rejected subcompany HQ | code …总部…
			update department R by id | code: S → R | code differs
			update department R2 by id | code: R → R2 | code differs
			rejected department M | code …市场部…
			rejected position P2 | code …工程师…
			create position P3 | name: → 助理, code: → P3, department: → R | not on the platform
			subcompany: source 1, platform 2, matched 1, skipped 1, rejected 1
			department: source 3, platform 4, matched 3, update 2, skipped 1, rejected 1
			position: source 2, platform 2, matched 1, create 1, skipped 1, rejected 1`,
		sent: text`
			syncDepartment by id
			+ code: R2, id: #d2
			syncDepartment by id
			+ code: R, id: #d1
			syncPosition by code
			+ code: P3, department: #d1, is_canceled: 0, name: 助理`,
	},
	{
		title: 'a row that is no good is rejected by its column, and whom it stands for stays',
		platform: THREE,
		source: {
			employee: text`
				job_num | username | mobile      | hiredate   | sex  | work_year
				A1      | 王伟     | 1380000x001 | 2020-05-06 | 男   |
				A2      | 李娜     | 138         | 2021-07-01 | 女   |
				A3      | 张敏     | 13800000003 | 2024-02-30 | 女   |
				B1      | 赵磊     | 13800000004 | 2024-02-28 | 未知 |
				B2      | 周静     | 13800000005 | 2024-02-28 | 女   | 三年`,
		},
		parameters: { employeeMissing: 'retire' },
		plan: text`
			rejected employee A1 | mobile …
			rejected employee A2 | mobile …
			rejected employee A3 | hiredate …2024-02-30…
			rejected employee B1 | sex …未知…
			rejected employee B2 | work_year …三年…
			employee: source 5, platform 3, matched 3, rejected 5`,
	},
	{
		title:
			'a row without a key stands for whoever has its mobile, its e-mail, or its name and department',
		platform: company(text`
			job_num | username | mobile      | email        | department
			A1      | 王伟     | 13800000001 |              | S
			A2      | 李娜     |             | l@example.cn | S
			A3      | 张敏     | 13800000003 |              | R
			A4      | 赵磊     | 13800000004 |              | R
			A5      | 周静     | 13800000005 |              | R`),
		source: {
			employee: text`
				job_num | username | mobile      | email        | department
				        | 王小伟   | 13800000001 | x@example.cn | R
				        | 李小娜   |             | l@example.cn | R
				        | 张敏     |             |              | R
				A4      | 赵磊     | 13800000004 |              | R`,
		},
		parameters: { employeeMissing: 'retire' },
		plan: text`
			rejected employee 13800000001 | job_num …
			rejected employee l@example.cn | job_num …
			rejected employee | job_num …
			retire employee A5 | not in the source
			employee: source 4, platform 5, matched 1, unchanged 1, retire 1, skipped 3, rejected 3`,
	},
	{
		title: 'an empty cell says nothing',
		platform: THREE,
		source: {
			employee: text`
				job_num | username | mobile | email | department | position | sex | personnel_status | hiredate
				A1      |          |        |       |            |          |     |                  |`,
		},
		plan: text`
			employee: source 1, platform 3, matched 1, unchanged 1, skipped 2`,
	},
	{
		title:
			'unless empty cells clear: then a name, which nobody can be without, rejects its row; departments stay',
		platform: THREE,
		source: {
			employee: text`
				job_num | username | mobile      | position | department
				A1      | 王伟     |             |          | S
				A2      | 李娜     | 13800000002 | P1       |
				A3      |          | 13800000003 | P2       | R`,
		},
		parameters: { scope: { emptyCells: 'clear' } },
		plan: text`
			update employee A1 by job_num | mobile: 13800000001 →, position: P1 → | mobile, position differ
			rejected employee A3 | username …
			employee: source 3, platform 3, matched 3, unchanged 1, update 1, rejected 1`,
		sent: text`
			syncEmployee by id
			+ id: #e1, mobile:, position:`,
	},
	{
		title: 'what is written only when somebody is created, or only where nothing is yet',
		platform: company(text`
			job_num | username | position | alias
			A1      | 王伟     | P1       | 大王
			A2      | 李娜     | P1       |`),
		source: {
			employee: text`
				job_num | username | position | 别名
				A1      | 王伟     | P2       | 老王
				A2      | 李娜     | P2       | 娜娜
				A3      | 张敏     | P2       | 小张`,
		},
		parameters: {
			scope: { onlyWhenCreating: 'position', onlyIfEmpty: ['employee.alias'] },
		},
		plan: text`
			update employee A2 by job_num | alias: → 娜娜 | alias differs
			create employee A3 | username: → 张敏, job_num: → A3, position: → P2, alias: → 小张 | not on the platform
			employee: source 3, platform 2, matched 2, unchanged 1, create 1, update 1`,
	},
	{
		title: 'what the platform was asked for and tells of nobody is taken for empty, and it is said',
		platform: THREE,
		setUp: (state) => void state.employeesUntold.push('sex', 'hiredate'),
		source: {
			employee: text`
				job_num | username | 性别 | 入职日期   | 学历
				A1      | 王伟     | 女   | 2001-01-01 | 本科
				A4      | 赵磊     | 男   | 2026-03-01 | 硕士`,
		},
		plan: text`
			update employee A1 by job_num | hiredate: → 2001-01-01, sex: → female, education: → 本科 | hiredate, sex, education differ
			create employee A4 | username: → 赵磊, job_num: → A4, hiredate: → 2026-03-01, sex: → male, education: → 硕士 | not on the platform
			employee: source 2, platform 3, matched 1, create 1, update 1, skipped 2
			warning: …told sex, hiredate, education of nobody, which is taken for empty…Only When Creating…`,
		applied: text`
			done update employee A1 | hiredate, sex, education differ
			done create employee A4 | not on the platform`,
	},
	{
		title: 'departments may be told as a list, the main one first',
		platform: THREE,
		setUp(state) {
			state.departmentsAsLists = true;
			const [{ id }] = state.employees.values();
			state.partTimePosts.set('1', {
				...{ id: '1', externalSyncId: '1', employee: id, departmentId: idOf('department', 2) },
			});
		},
		source: {
			employee: text`
				job_num | department
				A1      | S
				A2      | R`,
		},
		plan: text`
			move employee A2 by job_num | department: S → R | department differs
			employee: source 2, platform 3, matched 2, unchanged 1, move 1, skipped 1`,
	},
	{
		title: 'of somebody who has left only who it is has to be right',
		platform: company(text`
			job_num | username | department | superior | personnel_status | hiredate
			A1      | 王伟     | S          |          | 3                | 2020-05-06
			A2      | 李娜     | S          | A1       | 3                | 2021-07-01`),
		source: {
			employee: text`
				工号 | 部门       | 入职日期   | 直接上级 | 状态
				A1   | 已撤销的部 | 2020-02-30 | 无此人   | 离职
				A2   | 已撤销的部 | 2020-02-28 |          | 正式`,
		},
		plan: text`
			retire employee A1 by job_num | the source says that this employee has left
			rejected employee A2 | department is “已撤销的部”…
			employee: source 2, platform 2, matched 2, retire 1, rejected 1`,
	},
	{
		title: 'of two with one job number, of whom one has left, the other one is meant',
		platform: company(text`
			job_num | username | mobile      | alias | status
			A1      | 王伟     | 13800000001 | 王    | left
			A1      | 李娜     | 13800000002 | 李    |`),
		source: {
			employee: text`
				job_num | username | alias
				A1      | 李娜     | 小李`,
		},
		plan: text`
			update employee A1 by job_num | alias: 李 → 小李 | alias differs
			employee: source 1, platform 1, matched 1, update 1`,
		sent: text`
			syncEmployee by id
			+ alias: 小李, id: #e2`,
	},
	{
		title:
			'two rows that find one person by different columns, or one row that finds two: nobody guesses',
		platform: company(text`
			job_num | username | mobile
			A1      | 王伟     | 13800000001
			A2      | 李娜     | 13800000002
			A2      | 李静     | 13800000003`),
		source: {
			employee: text`
				job_num | username | mobile
				A1      | 王伟     |
				A8      | 王伟     | 13800000001
				A2      | 李娜     |`,
		},
		parameters: { employeeMatchBy: ['job_num', 'mobile'], employeeMissing: 'retire' },
		plan: text`
			rejected employee A1 | …rows 1, 2…王伟…
			rejected employee A8 | …rows 1, 2…王伟…
			rejected employee A2 | …
			employee: source 3, platform 3, matched 2, skipped 2, rejected 3`,
	},
	{
		title: 'all columns of one line, of somebody new and of somebody who is there',
		platform: company(text`
			job_num | username | alias | telephone | job_call | grade | location | id_no              | birthday   | age | graduate_date | graduate_school | degree | education | marital_status | native_place | nation | household_type | politics_status | residence_place | family_contact | first_work_date | work_year | child_status
			A1      | 王伟     | 大王  | 010-1     | 高工     | M1    | 北京     | 110101199001010011 | 1990-01-01 | 36  | 2012-07-01    | 清华            | 学士   | 本科      | 已婚           | 北京         | 汉     | 城镇           | 党员            | 北京市          | 010-2          | 2012-08-01      | 13        | 有`),
		source: {
			employee: text`
				工号 | 姓名 | 别名 | 座机  | 职称 | 职级 | 工作地点 | 身份证号           | 生日       | 年龄 | 毕业日期   | 毕业院校 | 学位 | 学历 | 婚姻状况 | 籍贯 | 民族 | 户口性质 | 政治面貌 | 户籍所在地 | 家庭联系方式 | 参加工作时间 | 工作年限 | 生育状况
				A1   | 王伟 | 老王 | 010-3 | 教授 | M2   | 上海     | 110101199001010038 | 1990/1/2   | 37   | 2013-07-01 | 北大     | 硕士 | 研究生 | 离异   | 天津 | 满   | 农村     | 群众     | 天津市     | 010-4        | 2013-08-01   | 14       | 无
				A2   | 李娜 | 小李 | 010-5 | 助理 | M3   | 深圳     | 110101199001010054 | 1990-03-01 | 35   | 2014-07-01 | 复旦     | 博士 | 博士 | 未婚     | 上海 | 回   | 城镇     | 团员     | 上海市     | 010-6        | 2014-08-01   | 12.5     | 无`,
		},
		plan: text`
			update employee A1 by job_num | …alias: 大王 → 老王… | …alias…differ
			create employee A2 | username: → 李娜, job_num: → A2, … | not on the platform
			employee: source 2, platform 1, matched 1, create 1, update 1`,
		sent: text`
			syncEmployee by id
			+ age: 37, alias: 老王, birthday: 1990-01-02, child_status: 无, degree: 硕士, education: 研究生, family_contact: 010-4, first_work_date: 2013-08-01, grade: M2, graduate_date: 2013-07-01, graduate_school: 北大, household_type: 农村, id: #e1, id_no: 110101199001010038, job_call: 教授, location: 上海, marital_status: 离异, nation: 满, native_place: 天津, politics_status: 群众, residence_place: 天津市, telephone: 010-3, work_year: 14
			syncEmployee by job_num
			+ age: 35, alias: 小李, birthday: 1990-03-01, child_status: 无, degree: 博士, education: 博士, family_contact: 010-6, first_work_date: 2014-08-01, grade: M3, graduate_date: 2014-07-01, graduate_school: 复旦, household_type: 城镇, id_no: 110101199001010054, job_call: 助理, job_num: A2, location: 深圳, marital_status: 未婚, nation: 回, native_place: 上海, politics_status: 团员, residence_place: 上海市, telephone: 010-5, username: 李娜, work_year: 12.5`,
	},
	{
		title: 'where a table has a code beside a name, the code counts, in all kinds',
		platform: {
			subcompany: text`
				code | name | parent
				HQ   | 总部 |
				E    | 华东 | HQ`,
			department: text`
				code | name   | parent
				S    | 销售部 | HQ
				R    | 研发部 | HQ`,
			position: text`
				code | name   | department | parent
				P1   | 销售员 | S          |
				P2   | 工程师 | R          |
				P3   | 助理   | R          | P2`,
			employee: text`
				job_num | username | department | position | superior | first_work_date
				A1      | 王伟     | S          | P1       | A2       | 2013-08-01
				A2      | 李娜     | S          | P1       |          | 2014-08-01`,
		},
		source: {
			subcompany: text`
				分部编号 | 分部简称 | 上级分部编码 | 上级分部
				X        | 上海     | E            | 总部`,
			department: text`
				部门代码 | 部门简称 | 上级部门编码 | 上级部门
				R        | 研发部   | X            | 总部`,
			position: text`
				岗位代码 | 岗位   | 所属部门编码 | 所属部门 | 上级岗位编码 | 上级岗位
				P2       | 工程师 | S            | 研发部   | P1           | 工程师`,
			employee: text`
				员工编号 | 名字 | 部门编码 | 部门   | 岗位编码 | 岗位   | 直接上级工号 | 直接上级 | 参加工作时间
				A1       | 王伟 | R        | 销售部 | P2       | 销售员 | A2           | 王伟     | 2013年8月1日
				A2       | 李娜 | S        | 研发部 | P1       | 工程师 | A1           | 李娜     | 2014/8/2`,
		},
		plan: text`
			create subcompany X | name: → 上海, code: → X, parent: → E | not on the platform
			move department R by code | parent: HQ → X | parent differs
			move position P2 by code | department: R → S, parent: → P1 | department, parent differ
			move employee A1 by job_num | department: S → R, position: P1 → P2 | department, position differ
			update employee A2 by job_num | superior: → A1, first_work_date: 2014-08-01 → 2014-08-02 | superior, first_work_date differ
			subcompany: source 1, platform 2, create 1, skipped 2
			department: source 1, platform 2, matched 1, move 1, skipped 1
			position: source 1, platform 3, matched 1, move 1, skipped 2
			employee: source 2, platform 2, matched 2, update 1, move 1
			warning: Not compared: Subcompanies: “上级分部编码” stands for “上级分部” too; Departments: “上级部门编码” stands for “上级部门” too; Positions: “所属部门编码” stands for “所属部门” too; Positions: “上级岗位编码” stands for “上级岗位” too; Employees: “部门编码” stands for “部门” too; Employees: “岗位编码” stands for “岗位” too; Employees: “直接上级工号” stands for “直接上级” too.`,
	},
	{
		title:
			'a mobile that somebody had who left is theirs: it is told whose, and nobody is made by it',
		platform: company(text`
			job_num | username | mobile      | email        | status
			A1      | 王伟     | 13800000001 | w@example.cn | left
			A2      | 李娜     | 13800000002 | l@example.cn |`),
		source: {
			employee: text`
				job_num | username | mobile      | email
				B1      | 周静     | 13800000001 |
				A2      | 李娜     |             | w@example.cn`,
		},
		plan: text`
			rejected employee B1 | mobile …王伟…
			rejected employee A2 | email …王伟…
			employee: source 2, platform 1, matched 1, rejected 2`,
	},
	{
		title:
			'an id counts before a job number unless it is said otherwise; one that nobody has rejects its row',
		platform: company(text`
			job_num | username
			A1      | 王伟
			A2      | 李娜`),
		source: {
			employee: text`
				id  | job_num | username
				#e1 | B1      | 王伟
				    | A2      | 李小娜
				#e9 | A3      | 张敏`,
		},
		plan: text`
			update employee B1 by id | job_num: A1 → B1 | job_num differs
			update employee A2 by job_num | username: 李娜 → 李小娜 | username differs
			rejected employee A3 | id …#e9…
			employee: source 3, platform 2, matched 2, update 2, rejected 1`,
	},
	{
		title: 'words, days and numbers as tables have them',
		platform: THREE,
		source: {
			employee: text`
				工号 | 姓名 | 联系电话      | 在职状态 | 入职日期                 | 部门名称
				Ａ1  | 王伟 | 13800000001   | 在职     | 20200506                 | 销售部
				A2   | 李娜 | 8613800000002 | 正式员工 | 2021/7/1 0:00:00         | 销售部
				A3   | 张敏 | 13800000003   | 已离职   | 2024-02-28T16:00:00.000Z | 研发部
				A4   | 赵磊 | +8613800000004 | 实习生  | 2026-01-04T16:00:00.000Z | 研发部`,
		},
		parameters: { show: 'all' },
		plan: text`
			unchanged employee A1 by job_num | nothing differs
			unchanged employee A2 by job_num | nothing differs
			retire employee A3 by job_num | the source says that this employee has left
			create employee A4 | username: → 赵磊, job_num: → A4, mobile: → 13800000004, department: → R, personnel_status: → 5, hiredate: → 2026-01-05 | not on the platform
			employee: source 4, platform 3, matched 3, unchanged 2, create 1, retire 1`,
		sent: text`
			syncEmployee by job_num
			+ department: #d2, hiredate: 2026-01-05, job_num: A4, mobile: 13800000004, personnel_status: 5, username: 赵磊
			syncEmployee by id
			+ id: #e3, personnel_status: 6`,
	},
	{
		title: 'whom a mobile finds with another name and another job number is not taken for one',
		platform: THREE,
		source: {
			employee: text`
				job_num | username | mobile
				B1      | 郑凯     | 13800000001
				A2      | 李小娜   | 13800000002
				B3      | 张敏     | 13800000003`,
		},
		parameters: { employeeMatchBy: ['job_num', 'mobile'] },
		plan: text`
			rejected employee B1 | …王伟 (A1)…another name and another job_num…id…
			update employee A2 by job_num | username: 李娜 → 李小娜 | username differs
			update employee B3 by mobile | job_num: A3 → B3 | job_num differs
			employee: source 3, platform 3, matched 3, update 2, rejected 1`,
	},
	{
		title: 'a position’s name is looked up within the department of the row',
		platform: {
			...UNITS,
			position: text`
				code | name | department
				P1   | 经理 | S
				P2   | 经理 | R
				P3   | 专员 | S`,
		},
		source: {
			employee: text`
				job_num | username | department | position
				A1      | 王伟     | S          | 经理
				A2      | 李娜     | 研发部     | 经理
				A3      | 张敏     |            | 经理`,
		},
		plan: text`
			create employee A1 | username: → 王伟, job_num: → A1, department: → S, position: → P1 | not on the platform
			create employee A2 | username: → 李娜, job_num: → A2, department: → R, position: → P2 | not on the platform
			rejected employee A3 | position is “经理”, which 2 positions have…
			employee: source 3, create 2, rejected 1`,
	},
];
