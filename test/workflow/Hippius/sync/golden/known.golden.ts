/** Golden plans where something is known: what differs from it, without what it was before. */
import type { Golden } from './golden.ts';
import { HAS_LEFT, NEW, text } from './golden.ts';

const DEPARTMENTS = text`
	unitCode | unitName | orderSeq | parentUnitCode
	S        | 销售中心 | 1        |
	S1       | 华北区   | 2        | S
	R        | 研发中心 | 3        |`;
const POSITIONS = text`
	positionCode | positionName | unitCode | orderSeq
	S01          | 经理         | S        | 1
	S02          | 专员         | S        | 2
	R01          | 工程师       | R        | 1`;
const PEOPLE = text`
	employeeNum | name | gender | status | mobile      | email        | unitCode | positionCode
	E1          | 王伟 | 1      | ON     | 13800000001 | w@example.cn | S        | S01
	E2          | 李娜 | 0      | TRIAL  | 13800000002 |              | S        | S02
	E3          | 张敏 | 0      | ON     |             |              | R        | R01`;
const ALL = { department: DEPARTMENTS, position: POSITIONS, employee: PEOPLE };

export const known: Golden[] = [
	{
		title: 'the same as before is nothing to do, and nothing is sent',
		known: [ALL],
		source: ALL,
		parameters: { show: 'all' },
		plan: text`
			unchanged department S by unitCode | nothing differs
			unchanged department S1 by unitCode | nothing differs
			unchanged department R by unitCode | nothing differs
			unchanged position S01 by positionCode | nothing differs
			unchanged position S02 by positionCode | nothing differs
			unchanged position R01 by positionCode | nothing differs
			unchanged employee E1 by employeeNum | nothing differs
			unchanged employee E2 by employeeNum | nothing differs
			unchanged employee E3 by employeeNum | nothing differs
			department: source 3, platform 3, matched 3, unchanged 3
			position: source 3, platform 3, matched 3, unchanged 3
			employee: source 3, platform 3, matched 3, unchanged 3`,
		sent: '',
	},
	{
		title: 'an everyday night: one renamed, one sorted anew, one new, one as before',
		known: [ALL],
		source: {
			department: text`
				unitCode | unitName | orderSeq | parentUnitCode
				S        | 营销中心 | 1        |
				S1       | 华北区   | 7        | S
				R        | 研究院   | 8        |
				M        | 制造中心 | 4        |`,
			position: text`
				positionCode | positionName | unitCode | orderSeq
				S01          | 总监         | S        | 1
				S02          | 专员         | S        | 9
				R01          | 工程师       | R        | 1
				M01          | 厂长         | M        | 1`,
			employee: text`
				employeeNum | name   | gender | status | mobile      | email        | unitCode | positionCode
				E1          | 王小伟 | 1      | ON     | 13800000001 | w@example.cn | S        | S01
				E2          | 李娜   | 0      | ON     | 13800000009 | l@example.cn | S        | S02
				E3          | 张敏   | 0      | ON     |             |              | R        | R01
				E4          | 赵磊   | 1      | ON     |             |              | M        | M01`,
		},
		plan: text`
			update department S by unitCode | unitName: → 营销中心 | unitName differs
			update department S1 by unitCode | orderSeq: → 7 | orderSeq differs
			update department R by unitCode | unitName: → 研究院, orderSeq: → 8 | unitName, orderSeq differ
			create department M | unitCode: → M, unitName: → 制造中心, orderSeq: → 4 | ${NEW}
			update position S01 by positionCode | positionName: → 总监 | positionName differs
			update position S02 by positionCode | orderSeq: → 9 | orderSeq differs
			create position M01 | positionCode: → M01, positionName: → 厂长, unitCode: → M, orderSeq: → 1 | ${NEW}
			update employee E1 by employeeNum | name: → 王小伟 | name differs
			update employee E2 by employeeNum | status: → ON, mobile: → 13800000009, email: → l@example.cn | status, mobile, email differ
			create employee E4 | employeeNum: → E4, name: → 赵磊, gender: → 1, status: → ON, unitCode: → M, list: → M:M01 | ${NEW}
			department: source 4, platform 3, matched 3, create 1, update 3
			position: source 4, platform 3, matched 3, unchanged 1, create 1, update 2
			employee: source 4, platform 3, matched 3, unchanged 1, create 1, update 2`,
		sent: text`
			PUT dept/update unitCode=S, unitName=营销中心
			PUT dept/update unitCode=S1, unitName=华北区, orderSeq=7
			PUT dept/update unitCode=R, unitName=研究院, orderSeq=8
			POST dept/create unitCode=M, unitName=制造中心, orderSeq=4
			PUT position/update positionCode=S01, positionName=总监
			PUT position/update positionCode=S02, positionName=专员, orderSeq=9
			POST position/create unitCode=M, positionCode=M01, positionName=厂长, orderSeq=1
			PUT employee/update employeeNum=E1, name=王小伟
			PUT employee/update employeeNum=E2, status=ON, mobile=13800000009, email=l@example.cn
			POST employee/create employeeNum=E4, name=赵磊, gender=1, status=ON, list=M:M01*`,
	},
	{
		title: 'whoever changes department is followed, and it is told from where',
		known: [ALL],
		source: {
			employee: text`
				employeeNum | name | unitCode | positionCode
				E1          | 王伟 | R        | R01
				E2          | 李小娜 | R      | R01
				E3          | 张敏 | R        | R01`,
		},
		plan: text`
			move employee E1 by employeeNum | unitCode: S → R, list: S:S01 → R:R01 | unitCode, list differ
			move employee E2 by employeeNum | name: → 李小娜, unitCode: S → R, list: S:S02 → R:R01 | name, unitCode, list differ
			employee: source 3, platform 3, matched 3, unchanged 1, move 2`,
		sent: text`
			PUT employee/update employeeNum=E1, list=R:R01*
			PUT employee/update employeeNum=E2, name=李小娜, list=R:R01*`,
	},
	{
		title: 'another position in the same department is an update',
		known: [ALL],
		source: {
			employee: text`
				employeeNum | unitCode | positionCode
				E1          | S        | S02`,
		},
		plan: text`
			update employee E1 by employeeNum | list: S:S01 → S:S02 | list differs
			employee: source 1, platform 3, matched 1, update 1, skipped 2`,
		sent: text`PUT employee/update employeeNum=E1, list=S:S02*`,
	},
	{
		title: 'only columns that the table has are compared, and an empty cell says nothing',
		known: [ALL],
		source: {
			employee: text`
				employeeNum | name   | mobile | email
				E1          | 王小伟 |        |
				E2          |        |        | l@example.cn`,
		},
		plan: text`
			update employee E1 by employeeNum | name: → 王小伟 | name differs
			update employee E2 by employeeNum | email: → l@example.cn | email differs
			employee: source 2, platform 3, matched 2, update 2, skipped 1`,
	},
	{
		title: 'unless empty cells clear: a name, which nobody can be without, then rejects its row',
		known: [ALL],
		source: {
			employee: text`
				employeeNum | name | mobile | email
				E1          | 王伟 |        | w@example.cn
				E2          |      |        |
				E3          | 张敏 |        |`,
		},
		parameters: { scope: { emptyCells: 'clear' } },
		plan: text`
			update employee E1 by employeeNum | mobile: → | mobile differs
			rejected employee E2 | name …
			update employee E3 by employeeNum | mobile: →, email: → | mobile, email differ
			employee: source 3, platform 3, matched 3, update 2, rejected 1`,
		sent: text`
			PUT employee/update employeeNum=E1, mobile=
			PUT employee/update employeeNum=E3, mobile=, email=`,
	},
	{
		title: 'a column that is new differs for everybody who has a value in it',
		known: [
			{
				employee: text`
					employeeNum | name | gender | status | unitCode | positionCode
					E1          | 王伟 | 1      | ON     | A        | A01
					E2          | 李娜 | 0      | ON     | A        | A01`,
			},
		],
		source: {
			employee: text`
				employeeNum | name | gender | status | mobile      | unitCode | positionCode
				E1          | 王伟 | 1      | ON     | 13800000001 | A        | A01
				E2          | 李娜 | 0      | ON     |             | A        | A01`,
		},
		plan: text`
			update employee E1 by employeeNum | mobile: → 13800000001 | mobile differs
			employee: source 2, platform 2, matched 2, unchanged 1, update 1`,
	},
	{
		title: 'a column that the table has no longer stays known',
		known: [
			ALL,
			{
				employee: text`
					employeeNum | name   | email
					E1          | 王大伟 | w@example.cn
					E2          | 李娜   |
					E3          | 张敏   |`,
			},
		],
		source: {
			employee: text`
				employeeNum | name   | mobile      | unitCode | positionCode
				E1          | 王大伟 | 13800000001 | S        | S01
				E2          | 李娜   | 13800000009 | S        | S02
				E3          | 张敏   |             | R        | R01`,
		},
		plan: text`
			update employee E2 by employeeNum | mobile: → 13800000009 | mobile differs
			employee: source 3, platform 3, matched 3, unchanged 2, update 1`,
	},
	{
		title: 'a mobile with or without +86, an e-mail in capitals or not: the same',
		known: [ALL],
		source: {
			employee: text`
				employeeNum | mobile            | email
				E1          | +86 138 0000 0001 | W@Example.CN
				E2          | 138-0000-0002     |
				E3          | 一二三四五        |`,
		},
		plan: text`
			rejected employee E3 | mobile …
			employee: source 3, platform 3, matched 3, unchanged 2, rejected 1`,
	},
	{
		title: 'the same in other words is no difference',
		known: [
			{
				department: text`
					unitCode | unitName | orderSeq
					S        | 销售中心 | 1
					R        | 研发中心 | 0
					A        | 行政部   | 1`,
				employee: text`
					employeeNum | name | gender | status     | unitCode | positionCode | primaryPositionFlag
					E1          | 王伟 | 1      | ON         | A        | A01          | 1
					E2          | 李娜 | 0      | TRIAL      | A        | A01          | 1
					E3          | 张敏 | 0      | INTERNSHIP | A        | A01          | 1`,
			},
		],
		source: {
			department: [
				{ unitCode: 'S', unitName: '销售中心', orderSeq: 1 },
				{ unitCode: ' R ', unitName: ' 研发中心 ', orderSeq: 0 },
				{ unitCode: 'A', unitName: '行政部', orderSeq: '01' },
			],
			employee: text`
				employeeNum | name | gender | status | unitCode | positionCode | primaryPositionFlag
				E1          | 王伟 | 男     | 在职   | A        | A01          | 是
				E2          | 李娜 | 女     | 试用   | A        | A01          |
				E3          | 张敏 | female | 实习   | A        | A01          | true`,
		},
		plan: text`
			department: source 3, platform 3, matched 3, unchanged 3
			employee: source 3, platform 3, matched 3, unchanged 3`,
	},
	{
		title:
			'what is written only when somebody is created, or only where nothing is yet, is no difference later',
		known: [
			{
				employee: text`
					employeeNum | name | gender | status | mobile      | unitCode | positionCode
					E1          | 王伟 | 1      | ON     | 13800000001 | A        | A01
					E2          | 李娜 | 0      | ON     |             | A        | A01`,
			},
		],
		source: {
			employee: text`
				employeeNum | name   | gender | status | mobile      | unitCode | positionCode
				E1          | 王小伟 | 1      | ON     | 13900000001 | A        | A01
				E2          | 李小娜 | 0      | ON     | 13900000002 | A        | A01
				E3          | 张敏   | 0      | ON     | 13900000003 | A        | A01`,
		},
		parameters: { scope: { onlyWhenCreating: 'employee.name', onlyIfEmpty: ['mobile'] } },
		plan: text`
			update employee E2 by employeeNum | mobile: → 13900000002 | mobile differs
			create employee E3 | employeeNum: → E3, name: → 张敏, gender: → 0, status: → ON, mobile: → 13900000003, unitCode: → A, list: → A:A01 | ${NEW}
			employee: source 3, platform 2, matched 2, unchanged 1, create 1, update 1`,
	},
	{
		title:
			'who left and is in the source as such has nothing to do any more, whatever else differs',
		known: [
			ALL,
			{
				employee: text`
					employeeNum | name | status
					E1          | 王伟 | LEAVE
					E2          | 李娜 | TRIAL
					E3          | 张敏 | ON`,
			},
		],
		source: {
			employee: text`
				employeeNum | name   | status | mobile      | unitCode | positionCode
				E1          | 王小伟 | 离职   | 13900000001 | X        | X01
				E2          | 李娜   | LEAVE  | 13900000002 | X        | X01`,
		},
		plan: text`
			retire employee E2 by employeeNum | …${HAS_LEFT}
			employee: source 2, platform 2, matched 2, unchanged 1, retire 1, skipped 1`,
		sent: text`PUT employee/update employeeNum=E2, status=LEAVE`,
	},
];
