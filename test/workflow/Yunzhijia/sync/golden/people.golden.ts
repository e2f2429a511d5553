/** Golden plans of people: matching, changes, those who left and those who are back. */
import type { Golden } from './golden.ts';
import { text } from './golden.ts';

const DEPARTMENTS = text`
	department
	销售中心
	研发中心`;

export const people: Golden[] = [
	{
		title:
			'an everyday night: one as before, one with a new title, one new, one not in the source and kept',
		platform: {
			department: DEPARTMENTS,
			person: text`
				jobNo | name | phone       | department | jobTitle
				J1    | 王伟 | 13800000001 | 销售中心   | 经理
				J2    | 李娜 | 13800000002 | 销售中心   | 专员
				J3    | 张敏 | 13800000003 | 研发中心   | 工程师`,
		},
		source: {
			person: text`
				jobNo | name | phone       | department | jobTitle
				J4    | 赵磊 | 13800000004 | 研发中心   | 工程师
				J1    | 王伟 | 13800000001 | 销售中心   | 经理
				J2    | 李娜 | 13800000002 | 销售中心   | 主管`,
		},
		plan: text`
			create person J4 | name: → 赵磊, jobNo: → J4, phone: → 13800000004, department: → 研发中心, jobTitle: → 工程师 | not on the platform
			update person J2 by jobNo | jobTitle: 专员 → 主管 | jobTitle differs
			person: source 3, platform 3, matched 2, unchanged 1, create 1, update 1, skipped 1`,
	},
	{
		title: 'only columns that the source has are compared, by Chinese headers too',
		platform: {
			department: DEPARTMENTS,
			person: text`
				jobNo | name | phone       | department | jobTitle | email        | hireDate
				J1    | 王伟 | 13800000001 | 销售中心   | 经理     | w@example.cn | 2020-05-06`,
		},
		source: {
			person: text`
				工号 | 姓名   | 入职日期
				J1   | 王小伟 | 2020-05-07`,
		},
		plan: text`
			update person J1 by jobNo | name: 王伟 → 王小伟, hireDate: 2020-05-06 → 2020-05-07 | name, hireDate differ
			person: source 1, platform 1, matched 1, update 1`,
	},
	{
		title: 'a person who changes department is followed; what else changes is the same item',
		complaint: ['go-ldap-admin#236', 'bk-user#922'],
		platform: {
			department: DEPARTMENTS,
			person: text`
				jobNo | name | department | jobTitle
				J1    | 王伟 | 销售中心   | 专员
				J2    | 李娜 | 销售中心   | 专员
				J3    | 张敏 |            | 专员`,
		},
		source: {
			person: text`
				jobNo | name | department | jobTitle
				J1    | 王伟 | 研发中心   | 专员
				J2    | 李娜 | 研发中心   | 主管
				J3    | 张敏 | 研发中心   | 专员`,
		},
		plan: text`
			move person J1 by jobNo | department: 销售中心 → 研发中心 | department differs
			move person J2 by jobNo | department: 销售中心 → 研发中心, jobTitle: 专员 → 主管 | department, jobTitle differ
			move person J3 by jobNo | department: → 研发中心 | department differs
			person: source 3, platform 3, matched 3, move 3`,
	},
	{
		title: 'a department may be named by its orgId or by its code in the table of departments',
		platform: {
			department: text`
				department | orgId
				销售中心   | d-1
				研发中心   | d-2`,
			person: text`
				jobNo | name | department
				J1    | 王伟 | 销售中心
				J2    | 李娜 | 销售中心`,
		},
		source: {
			department: text`
				code | parentCode | name
				S    |            | 销售中心
				R    |            | 研发中心
				R1   | R          | 一组`,
			person: text`
				jobNo | name | orgId | 部门编码
				J1    | 王伟 | d-2   |
				J2    | 李娜 |       | R1`,
		},
		plan: text`
			create department 研发中心\一组 | department: → 研发中心\一组 | not on the platform
			move person J1 by jobNo | department: 销售中心 → 研发中心 | department differs
			move person J2 by jobNo | department: 销售中心 → 研发中心\一组 | department differs
			department: source 3, platform 2, matched 2, unchanged 2, create 1
			person: source 2, platform 2, matched 2, move 2`,
	},
	{
		title: 'who had left and is in the source again is restored, not created a second time',
		complaint: ['go-ldap-admin#391', 'entra-docs#293'],
		platform: {
			department: DEPARTMENTS,
			person: text`
				jobNo | name | phone       | department | status
				J1    | 王伟 | 13800000001 | 销售中心   | left
				J2    | 李娜 | 13800000002 | 销售中心   | left`,
		},
		source: {
			person: text`
				jobNo | name | phone       | department
				J1    | 王伟 | 13800000001 | 销售中心
				J2    | 李娜 | 13800000002 | 研发中心`,
		},
		plan: text`
			restore person J1 by jobNo | in the source again after leaving
			restore person J2 by jobNo | department: 销售中心 → 研发中心 | in the source again after leaving; department differs
			person: source 2, matched 2, restore 2`,
	},
	{
		title: 'whoever somebody disabled by hand stays disabled, and is nobody new',
		complaint: 'bk-user#1428',
		platform: {
			person: text`
				jobNo | name | phone       | status
				J1    | 王伟 | 13800000001 | disabled`,
		},
		source: {
			person: text`
				jobNo | name   | phone
				J1    | 王小伟 | 13800000001`,
		},
		plan: text`
			skipped person J1 | …disabled…
			person: source 1, matched 1, skipped 1`,
	},
	{
		title: 'with the action “enable” the disabled are enabled, but only those in the source',
		platform: {
			person: text`
				jobNo | name | jobTitle | status
				J1    | 王伟 | 专员     | disabled
				J2    | 李娜 | 专员     | disabled
				J3    | 张敏 | 专员     | disabled`,
		},
		source: {
			person: text`
				jobNo | name | jobTitle
				J1    | 王伟 | 专员
				J2    | 李娜 | 主管`,
		},
		parameters: {
			actions: ['create', 'update', 'restore', 'enable'],
			personMissing: 'remove',
		},
		plan: text`
			enable person J1 by jobNo | in the source, but disabled on the platform
			enable person J2 by jobNo | jobTitle: 专员 → 主管 | in the source, but disabled on the platform; jobTitle differs
			person: source 2, matched 2, enable 2`,
	},
	{
		title:
			'a row that says “left” retires, whatever becomes of missing people; nobody is created in order to leave',
		platform: {
			person: text`
				jobNo | name | status
				J1    | 王伟 |
				J2    | 李娜 |
				J3    | 张敏 |
				J4    | 赵磊 | left
				J5    | 周静 |`,
		},
		source: {
			person: text`
				jobNo | name | 在职状态
				J1    | 王伟 | 离职
				J2    | 李娜 | 0
				J3    | 张敏 | leave
				J4    | 赵磊 | left
				J5    | 周静 | 在职
				J9    | 吴洋 | 离职`,
		},
		plan: text`
			retire person J1 by jobNo | the source says that this person has left
			retire person J2 by jobNo | the source says that this person has left
			retire person J3 by jobNo | the source says that this person has left
			person: source 6, platform 4, matched 5, unchanged 2, retire 3, skipped 1`,
	},
	{
		title:
			'match fields are tried as they are listed: a new job number is a change if the phone tells who it is',
		complaint: 'bitwarden#397',
		platform: {
			person: text`
				jobNo | name | phone
				J1    | 王伟 | 13800000001
				J2    | 李娜 | 13800000002`,
		},
		source: {
			person: text`
				jobNo | name | phone
				J1    | 王伟 | 13800000001
				N2    | 李娜 | 13800000002`,
		},
		parameters: { personMatchBy: ['jobNo', 'phone'], personMissing: 'retire' },
		plan: text`
			update person N2 by phone | jobNo: J2 → N2 | jobNo differs
			person: source 2, platform 2, matched 2, unchanged 1, update 1`,
	},
	{
		title: 'where two match fields find two people, the first one listed says who is meant',
		platform: {
			person: text`
				jobNo | name | email
				J1    | 王伟 | w@example.cn
				J2    | 李娜 | l@example.cn`,
		},
		source: {
			person: text`
				jobNo | name | email
				J1    | 李娜 | l@example.cn`,
		},
		parameters: { personMatchBy: ['email', 'jobNo'] },
		plan: text`
			rejected person J1 | jobNo …王伟…
			person: source 1, platform 2, matched 1, skipped 1, rejected 1`,
	},
	{
		title: 'of two with one job number, of whom one has left, the other one is meant',
		platform: {
			person: text`
				openId | jobNo | name | phone       | jobTitle | status
				o-1    | J1    | 王伟 | 13800000001 | 专员     | left
				o-2    | J1    | 李娜 | 13800000002 | 专员     |`,
		},
		source: {
			person: text`
				jobNo | name | phone       | jobTitle
				J1    | 李娜 | 13800000002 | 主管
				J2    | 张敏 | 13800000001 | 主管`,
		},
		plan: text`
			update person J1 by jobNo | jobTitle: 专员 → 主管 | jobTitle differs
			rejected person J2 | phone …王伟…
			person: source 2, platform 1, matched 1, update 1, rejected 1`,
	},
	{
		title:
			'a changed job number without a second match field is not “one gone, one new”: by phone, e-mail, or name and department',
		complaint: 'bitwarden#397',
		platform: {
			department: DEPARTMENTS,
			person: text`
				jobNo | name | phone       | email        | department
				J1    | 王伟 | 13800000001 |              | 销售中心
				J2    | 李娜 |             | l@example.cn | 销售中心
				J3    | 张敏 | 13800000003 |              | 研发中心
				J4    | 周静 | 13800000004 |              | 研发中心`,
		},
		source: {
			person: text`
				jobNo | name   | phone       | email        | department
				N1    | 王小伟 | 13800000001 |              | 研发中心
				N2    | 李小娜 |             | l@example.cn | 研发中心
				N3    | 张敏   | 13900000003 |              | 研发中心
				J4    | 周静   | 13800000004 |              | 研发中心`,
		},
		parameters: { personMissing: 'remove' },
		plan: text`
			rejected person N1 | …phone…
			rejected person N2 | …email…
			rejected person N3 | …Match By…
			rejected person J1 | …phone…
			rejected person J2 | …email…
			rejected person J3 | …Match By…
			person: source 4, platform 4, matched 1, unchanged 1, rejected 6`,
	},
	{
		title:
			'an account that is there without a job number is not taken over silently: its e-mail has to be a match field',
		complaint: ['eneo#443', 'authentik#12827'],
		platform: {
			person: text`
				openId | jobNo | name | email
				o-1    |       | 王伟 | w@example.cn`,
		},
		source: {
			person: text`
				jobNo | name | email
				J1    | 王伟 | w@example.cn`,
		},
		plan: text`
			rejected person J1 | …Match By…
			person: source 1, platform 1, skipped 1, rejected 1`,
	},
	{
		title: 'adopted by e-mail, the account and what it gets are in the plan, to be approved',
		complaint: ['graphql-hive#8344', 'okta-rematch'],
		platform: {
			person: text`
				openId | jobNo | name | email        | jobTitle
				o-1    |       | 王伟 | w@example.cn | 专员`,
		},
		source: {
			person: text`
				jobNo | name | email        | jobTitle
				J1    | 王伟 | w@example.cn | 专员`,
		},
		parameters: { personMatchBy: ['jobNo', 'email'] },
		plan: text`
			update person J1 by email | jobNo: → J1 | jobNo differs
			person: source 1, platform 1, matched 1, update 1`,
	},
	{
		title: 'with openIds in the source any field may change, the phone as well',
		platform: {
			person: text`
				openId | jobNo | name | phone
				o-1    | J1    | 王伟 | 13800000001`,
		},
		source: {
			person: text`
				人员ID | 姓名   | 工号 | 手机号
				o-1    | 王小伟 | N1   | 13900000001`,
		},
		parameters: { personMatchBy: ['openId'] },
		plan: text`
			update person N1 by openId | name: 王伟 → 王小伟, jobNo: J1 → N1, phone: 13800000001 → 13900000001 | name, jobNo, phone differ
			person: source 1, platform 1, matched 1, update 1`,
	},
	{
		title:
			'two rows of one job number, phone or e-mail: each names the other, and whom they stand for stays',
		platform: {
			person: text`
				jobNo | name | phone       | email
				J1    | 王伟 | 13800000001 | w@example.cn
				J2    | 李娜 | 13800000002 | l@example.cn
				J3    | 张敏 | 13800000003 | z@example.cn
				J4    | 赵磊 | 13800000004 | y@example.cn
				J5    | 周静 | 13800000005 | j@example.cn`,
		},
		source: {
			person: text`
				jobNo | name   | phone       | email
				J1    | 王伟   |             |
				J1    | 王大伟 |             |
				J2    | 李娜   | 13800000009 |
				J3    | 张敏   | 13800000009 |
				J4    | 赵磊   |             | same@example.cn
				J5    | 周静   |             | same@example.cn`,
		},
		parameters: { personMissing: 'remove' },
		plan: text`
			rejected person J1 | jobNo…rows 1, 2…王伟…
			rejected person J1 | jobNo…rows 1, 2…王伟…
			rejected person J2 | phone …J3…
			rejected person J3 | phone …J2…
			rejected person J4 | email …J5…
			rejected person J5 | email …J4…
			person: source 6, platform 5, matched 6, rejected 6`,
	},
	{
		title: 'a new person in two rows is not created twice',
		source: {
			person: text`
				jobNo | name | phone
				J1    | 王伟 | 13800000001
				J1    | 王伟 | 13800000002
				J2    | 李娜 | 13800000003`,
		},
		plan: text`
			rejected person J1 | jobNo …rows 1, 2…
			rejected person J1 | jobNo …rows 1, 2…
			create person J2 | name: → 李娜, jobNo: → J2, phone: → 13800000003 | not on the platform
			person: source 3, create 1, rejected 2`,
	},
	{
		title:
			'weights are numbers, however a table writes them; Yunzhijia’s largest one stands for none',
		platform: {
			person: text`
				jobNo | name | weights
				J1    | 王伟 | 5
				J2    | 李娜 |
				J3    | 张敏 | 7
				J4    | 赵磊 |`,
		},
		source: {
			person: text`
				jobNo | name | 排序
				J1    | 王伟 | 005
				J2    | 李娜 | 6
				J3    | 张敏 | 8
				J4    | 赵磊 | 2147483647`,
		},
		plan: text`
			update person J2 by jobNo | weights: → 6 | weights differs
			update person J3 by jobNo | weights: 7 → 8 | weights differs
			person: source 4, platform 4, matched 4, unchanged 2, update 2`,
	},
	{
		title:
			'two rows that find the same person by different fields, or a row that finds two people: nobody guesses',
		platform: {
			person: text`
				openId | jobNo | name | phone
				o-1    | J1    | 王伟 | 13800000001
				o-2    | J2    | 李娜 | 13800000002
				o-3    | J2    | 李静 | 13800000003`,
		},
		source: {
			person: text`
				jobNo | name | phone       | jobTitle
				J1    | 王伟 |             | 主管
				J8    | 王伟 | 13800000001 | 主管
				J2    | 李娜 |             | 主管`,
		},
		parameters: { personMatchBy: ['jobNo', 'phone'], personMissing: 'remove' },
		plan: text`
			rejected person J1 | …rows 1, 2…王伟…
			rejected person J8 | …rows 1, 2…王伟…
			rejected person J2 | …
			person: source 3, platform 3, matched 2, skipped 2, rejected 3`,
	},
	{
		title:
			'a phone that somebody else keeps is rejected before anything is sent, by the holder’s name',
		platform: {
			person: text`
				jobNo | name | phone
				J1    | 王伟 | 13800000001
				J2    | 李娜 | 13800000002`,
		},
		source: {
			person: text`
				jobNo | name | phone
				J1    | 王伟 |
				J2    | 李娜 | 13800000001`,
		},
		plan: text`
			rejected person J2 | phone …王伟…
			person: source 2, platform 2, matched 2, unchanged 1, rejected 1`,
	},
	{
		title:
			'a phone of somebody who is not in the source is held all the same, by the disabled and by leavers too',
		platform: {
			person: text`
				jobNo | name | phone       | status
				J1    | 王伟 | 13800000001 |
				J2    | 李娜 | 13800000002 |
				J3    | 张敏 | 13800000003 | left
				J4    | 赵磊 | 13800000004 |
				J5    | 周静 | 13800000005 | disabled
				J6    | 吴洋 | 13800000006 |`,
		},
		source: {
			person: text`
				jobNo | name | phone
				J2    | 李娜 | 13800000001
				J4    | 赵磊 | 13800000003
				J6    | 吴洋 | 13800000005`,
		},
		plan: text`
			rejected person J2 | phone …王伟…
			rejected person J4 | phone …张敏…
			rejected person J6 | phone …周静…
			person: source 3, platform 4, matched 3, skipped 1, rejected 3`,
	},
	{
		title: 'a phone that its holder gives up in this run is free: the holder goes first',
		platform: {
			person: text`
				jobNo | name | phone
				J1    | 王伟 | 13800000001
				J2    | 李娜 | 13800000002`,
		},
		source: {
			person: text`
				jobNo | name | phone
				J3    | 张敏 | 13800000002
				J2    | 李娜 | 13800000001
				J1    | 王伟 | 13800000009`,
		},
		plan: text`
			create person J3 | name: → 张敏, jobNo: → J3, phone: → 13800000002 | not on the platform
			update person J2 by jobNo | phone: 13800000002 → 13800000001 | phone differs
			update person J1 by jobNo | phone: 13800000001 → 13800000009 | phone differs
			person: source 3, platform 2, matched 2, create 1, update 2`,
	},
	{
		title: 'a holder whose own row is no good gives nothing up',
		platform: {
			person: text`
				jobNo | name | phone       | birthday
				J1    | 王伟 | 13800000001 | 1990-02-01
				J2    | 李娜 | 13800000002 | 1990-02-01`,
		},
		source: {
			person: text`
				jobNo | name | phone       | birthday
				J1    | 王伟 | 13800000009 | 1990-02-31
				J2    | 李娜 | 13800000001 | 1990-02-01`,
		},
		plan: text`
			rejected person J1 | birthday …
			rejected person J2 | phone …王伟…
			person: source 2, platform 2, matched 2, rejected 2`,
	},
	{
		title: 'two people can’t exchange their phones in one run: nobody could go first',
		platform: {
			person: text`
				jobNo | name | phone
				J1    | 王伟 | 13800000001
				J2    | 李娜 | 13800000002`,
		},
		source: {
			person: text`
				jobNo | name | phone
				J1    | 王伟 | 13800000002
				J2    | 李娜 | 13800000001`,
		},
		plan: text`
			rejected person J1 | …李娜…
			rejected person J2 | …王伟…
			person: source 2, platform 2, matched 2, rejected 2`,
	},
	{
		title: 'e-mails and job numbers are as much one person’s own as phones are',
		platform: {
			person: text`
				jobNo | name | phone       | email
				J1    | 王伟 | 13800000001 | w@example.cn
				J2    | 李娜 | 13800000002 | l@example.cn
				J3    | 张敏 | 13800000003 |`,
		},
		source: {
			person: text`
				phone       | name | jobNo | email
				13800000002 | 李娜 |       | w@example.cn
				13800000003 | 张敏 | J1    |`,
		},
		parameters: { personMatchBy: ['phone'] },
		plan: text`
			rejected person J2 | email …王伟…
			rejected person J1 | jobNo …王伟…
			person: source 2, platform 3, matched 2, skipped 1, rejected 2`,
	},
	{
		title:
			'a row that is no good is rejected by its column, and whom it stands for is in the source all the same',
		platform: {
			department: DEPARTMENTS,
			person: text`
				jobNo | name | phone       | birthday   | department
				J1    | 王伟 | 13800000001 | 1990-02-01 | 销售中心
				J2    | 李娜 | 13800000002 | 1990-02-01 | 销售中心
				J3    | 张敏 | 13800000003 | 1990-02-01 | 销售中心
				J4    | 赵磊 | 13800000004 | 1990-02-01 | 销售中心
				J5    | 周静 | 13800000005 | 1990-02-01 | 销售中心`,
		},
		source: {
			person: text`
				jobNo | name | phone       | birthday   | department
				J1    | 王伟 | 13800000001 | 1990-02-30 | 销售中心
				J2    | 李娜 | 1380000x002 | 1990-02-01 | 销售中心
				J3    | 张敏 | 138         | 1990-02-01 | 销售中心
				J4    | 赵磊 | 13800000004 | 1990-02-01 | 法务部
				J5    | 周静 | 13800000005 | 1990-02-01 | 测试团队\销售中心`,
		},
		parameters: { personMissing: 'remove' },
		plan: text`
			rejected person J1 | birthday …1990-02-30…
			rejected person J2 | phone …
			rejected person J3 | phone …
			rejected person J4 | department …法务部…
			rejected person J5 | department …测试团队…
			person: source 5, platform 5, matched 5, rejected 5`,
	},
	{
		title:
			'a row without a key stands for whoever has its phone, its e-mail, or its name in its department',
		platform: {
			department: DEPARTMENTS,
			person: text`
				jobNo | name | phone       | email        | department
				J1    | 王伟 | 13800000001 |              | 销售中心
				J2    | 李娜 |             | l@example.cn | 销售中心
				J3    | 张敏 | 13800000003 |              | 研发中心
				J4    | 赵磊 | 13800000004 |              | 研发中心
				J5    | 周静 | 13800000005 |              | 研发中心`,
		},
		source: {
			person: text`
				jobNo | name   | phone       | email        | department
				      | 王小伟 | 13800000001 |              | 研发中心
				      | 李小娜 |             | l@example.cn | 研发中心
				      | 张敏   |             |              | 研发中心
				J4    | 赵磊   | 13800000004 |              | 研发中心`,
		},
		parameters: { personMissing: 'retire' },
		plan: text`
			rejected person 13800000001 | jobNo …
			rejected person l@example.cn | jobNo …
			rejected person | jobNo …
			retire person J5 | not in the source
			person: source 4, platform 5, matched 1, unchanged 1, retire 1, skipped 3, rejected 3`,
	},
	{
		title: 'an empty cell says nothing',
		platform: {
			department: DEPARTMENTS,
			person: text`
				jobNo | name | phone       | jobTitle | department
				J1    | 王伟 | 13800000001 | 经理     | 销售中心`,
		},
		source: {
			person: text`
				jobNo | name | phone | jobTitle | department
				J1    |      |       |          |`,
		},
		plan: text`
			person: source 1, platform 1, matched 1, unchanged 1`,
	},
	{
		title: 'unless empty cells clear: then a name, which nobody can be without, rejects its row',
		platform: {
			department: DEPARTMENTS,
			person: text`
				jobNo | name | jobTitle | department
				J1    | 王伟 | 经理     | 销售中心
				J2    | 李娜 | 专员     | 销售中心
				J3    | 张敏 | 专员     | 销售中心`,
		},
		source: {
			person: text`
				jobNo | name | jobTitle | department
				J1    | 王伟 |          | 销售中心
				J2    | 李娜 | 专员     |
				J3    |      | 专员     | 销售中心`,
		},
		parameters: { scope: { emptyCells: 'clear' } },
		plan: text`
			update person J1 by jobNo | jobTitle: 经理 → | jobTitle differs
			move person J2 by jobNo | department: 销售中心 → | department differs
			rejected person J3 | name …
			person: source 3, platform 3, matched 3, update 1, move 1, rejected 1`,
	},
	{
		title:
			'what is written only when somebody is created, or only where nothing is yet, is no difference later',
		platform: {
			person: text`
				jobNo | name | phone       | jobTitle | staffType
				J1    | 王伟 | 13800000001 | 经理     | 正式
				J2    | 李娜 | 13800000002 | 专员     |`,
		},
		source: {
			person: text`
				jobNo | name | phone       | jobTitle | staffType
				J1    | 王伟 | 13800000001 | 专员     | 外包
				J2    | 李娜 | 13800000002 | 主管     | 外包
				J3    | 张敏 | 13800000003 | 顾问     | 外包`,
		},
		parameters: {
			scope: { onlyWhenCreating: 'jobTitle', onlyIfEmpty: ['person.staffType'] },
		},
		plan: text`
			update person J2 by jobNo | staffType: → 外包 | staffType differs
			create person J3 | name: → 张敏, jobNo: → J3, phone: → 13800000003, jobTitle: → 顾问, staffType: → 外包 | not on the platform
			person: source 3, platform 2, matched 2, unchanged 1, create 1, update 1`,
	},
	{
		title:
			'Yunzhijia does not tell the day of 转正: it is sent with a new person, and the Summary says so',
		platform: {
			person: text`
				jobNo | name | phone
				J1    | 王伟 | 13800000001`,
		},
		source: {
			person: text`
				jobNo | name | phone       | 转正日期
				J1    | 王伟 | 13800000001 | 2026-03-01
				J2    | 李娜 | 13800000002 | 2026-06-01`,
		},
		plan: text`
			create person J2 | name: → 李娜, jobNo: → J2, phone: → 13800000002, positiveDate: → 2026-06-01 | not on the platform
			person: source 2, platform 1, matched 1, unchanged 1, create 1
			warning: People: Yunzhijia does not tell positiveDate…`,
	},
	{
		title: 'where a table has the code of a department beside its short name, the code counts',
		platform: {
			department: DEPARTMENTS,
			person: text`
				jobNo | name | department
				J1    | 王伟 | 销售中心`,
		},
		source: {
			department: text`
				部门编码 | 部门名称 | 上级部门编码
				S        | 销售中心 |
				R        | 研发中心 |
				R1       | 一组     | R`,
			person: text`
				工号 | 部门 | 部门编码
				J1   | 一组 | R1`,
		},
		plan: text`
			create department 研发中心\一组 | department: → 研发中心\一组 | not on the platform
			move person J1 by jobNo | department: 销售中心 → 研发中心\一组 | department differs
			department: source 3, platform 2, matched 2, unchanged 2, create 1
			person: source 1, platform 1, matched 1, move 1`,
	},
	{
		title: 'a code says nothing where no department has one: the path counts then',
		platform: {
			department: DEPARTMENTS,
			person: text`
				jobNo | name | department
				J1    | 王伟 | 销售中心`,
		},
		source: {
			person: text`
				工号 | 部门     | 部门编码
				J1   | 研发中心 | R1`,
		},
		plan: text`
			move person J1 by jobNo | department: 销售中心 → 研发中心 | department differs
			person: source 1, platform 1, matched 1, move 1`,
	},
	{
		title: 'of somebody who has left only who it is has to be right',
		platform: {
			department: DEPARTMENTS,
			person: text`
				jobNo | name | department
				J1    | 王伟 | 销售中心
				J2    | 李娜 | 销售中心`,
		},
		source: {
			person: text`
				工号 | 部门       | 入职日期   | 状态
				J1   | 已撤销的部 | 2020-02-30 | 离职
				J2   | 已撤销的部 | 2020-02-28 | 在职`,
		},
		parameters: { limits: { maxRemovalsPercent: 100 } },
		plan: text`
			retire person J1 by jobNo | the source says that this person has left
			rejected person J2 | department is “已撤销的部”…
			person: source 2, platform 2, matched 2, retire 1, rejected 1`,
	},
];
