/** Golden plans of a first run: nothing comes in by Last Known State. */
import type { Golden } from './golden.ts';
import { NEW, NOTHING_KNOWN, text } from './golden.ts';

const ONE = text`
	employeeNum | name | gender | status | unitCode | positionCode
	E1          | 王伟 | 1      | ON     | A        | A01`;
const ONE_PLAN = text`
	create employee E1 | employeeNum: → E1, name: → 王伟, gender: → 1, status: → ON, unitCode: → A, list: → A:A01 | ${NEW}
	employee: source 1, create 1
	${NOTHING_KNOWN}`;

export const first: Golden[] = [
	{
		title: 'nothing is known: everybody is created, or updated if they are there, in their order',
		source: {
			department: text`
				unitCode | unitName | orderSeq | parentUnitCode
				S1       | 华北区   | 2        | S
				S        | 销售中心 | 1        |`,
			position: text`
				positionCode | positionName | unitCode | orderSeq
				S101         | 区域经理     | S1       | 3`,
			employee: text`
				employeeNum | name | gender | status | mobile      | email        | unitCode | positionCode
				E1          | 王伟 | 1      | ON     | 13800000001 | w@example.cn | S1       | S101`,
		},
		plan: text`
			create department S1 | unitCode: → S1, unitName: → 华北区, orderSeq: → 2, parentUnitCode: → S | ${NEW}
			create department S | unitCode: → S, unitName: → 销售中心, orderSeq: → 1 | ${NEW}
			create position S101 | positionCode: → S101, positionName: → 区域经理, unitCode: → S1, orderSeq: → 3 | ${NEW}
			create employee E1 | employeeNum: → E1, name: → 王伟, gender: → 1, status: → ON, mobile: → 13800000001, email: → w@example.cn, unitCode: → S1, list: → S1:S101 | ${NEW}
			department: source 2, create 2
			position: source 1, create 1
			employee: source 1, create 1
			${NOTHING_KNOWN}`,
		sent: text`
			POST dept/create unitCode=S, unitName=销售中心, orderSeq=1
			POST dept/create unitCode=S1, unitName=华北区, parentUnitCode=S, orderSeq=2
			POST position/create unitCode=S1, positionCode=S101, positionName=区域经理, orderSeq=3
			POST employee/create employeeNum=E1, name=王伟, gender=1, status=ON, mobile=13800000001, email=w@example.cn, list=S1:S101*`,
	},
	{
		title: 'who is there already is updated: a first run takes over what others have entered',
		source: {
			department: text`
				unitCode | unitName | orderSeq
				A        | 行政部   | 5`,
			position: text`
				positionCode | positionName | unitCode | orderSeq
				A01          | 文员         | A        | 5`,
		},
		plan: text`
			create department A | unitCode: → A, unitName: → 行政部, orderSeq: → 5 | ${NEW}
			create position A01 | positionCode: → A01, positionName: → 文员, unitCode: → A, orderSeq: → 5 | ${NEW}
			department: source 1, create 1
			position: source 1, create 1
			${NOTHING_KNOWN}`,
		sent: {
			classic: text`
				POST dept/create unitCode=A, unitName=行政部, orderSeq=5
				PUT dept/update unitCode=A, unitName=行政部, orderSeq=5
				POST position/create unitCode=A, positionCode=A01, positionName=文员, orderSeq=5
				PUT position/update positionCode=A01, positionName=文员, orderSeq=5`,
			v033: text`
				POST dept/create unitCode=A, unitName=行政部, orderSeq=5
				POST position/create unitCode=A, positionCode=A01, positionName=文员, orderSeq=5`,
		},
		// Classic leaves a position in its department, and says so.
		applied: text`
			done create department A | ${NEW}
			done create position A01 | ${NEW}…`,
	},
	{
		title: 'nobody is missing where nobody is known, whatever is to become of them',
		source: { employee: ONE },
		parameters: { employeeMissing: 'retire', departmentMissing: 'remove', limits: {} },
		plan: ONE_PLAN,
	},
	{
		title: 'an input that is connected and has nothing yet is the same as none',
		memory: () => [],
		source: { employee: ONE },
		parameters: { employeeMissing: 'retire' },
		plan: ONE_PLAN,
	},
	{
		title: 'so is one with an item without anything, as n8n emits for “always output data”',
		memory: () => [{}],
		source: { employee: ONE },
		parameters: { employeeMissing: 'retire' },
		plan: ONE_PLAN,
	},
	{
		title: 'nobody is created in order to leave',
		source: {
			employee: text`
				employeeNum | name | gender | status | unitCode | positionCode
				E1          | 王伟 | 1      | ON     | A        | A01
				E2          | 李娜 | 0      | LEAVE  | A        | A01`,
		},
		plan: text`
			create employee E1 | employeeNum: → E1, name: → 王伟, gender: → 1, status: → ON, unitCode: → A, list: → A:A01 | ${NEW}
			employee: source 2, create 1, skipped 1
			${NOTHING_KNOWN}`,
	},
	{
		title: 'what is required of a new one is named where it is missing',
		source: {
			department: text`
				unitCode | unitName | orderSeq
				S        |          | 1
				R        | 研发中心 |
				T        | 市场中心 | 2`,
			position: text`
				positionCode | positionName | unitCode | orderSeq
				T01          |              | T        | 1
				T02          | 专员         |          | 1
				T03          | 专员         | T        | 1`,
			employee: text`
				employeeNum | name | gender | status | unitCode | positionCode
				E1          |      | 1      | ON     | T        | T03
				E2          | 李娜 |        | ON     | T        | T03
				E3          | 张敏 | 0      |        | T        | T03
				E4          | 赵磊 | 1      | ON     |          |
				E5          | 周静 | 0      | ON     | T        | T03`,
		},
		plan: text`
			rejected department S | …unitName…
			rejected department R | …orderSeq…
			create department T | unitCode: → T, unitName: → 市场中心, orderSeq: → 2 | ${NEW}
			rejected position T01 | …positionName…
			rejected position T02 | …unitCode…
			create position T03 | positionCode: → T03, positionName: → 专员, unitCode: → T, orderSeq: → 1 | ${NEW}
			rejected employee E1 | …name…
			rejected employee E2 | …gender…
			rejected employee E3 | …status…
			rejected employee E4 | …
			create employee E5 | employeeNum: → E5, name: → 周静, gender: → 0, status: → ON, unitCode: → T, list: → T:T03 | ${NEW}
			department: source 3, create 1, rejected 2
			position: source 3, create 1, rejected 2
			employee: source 5, create 1, rejected 4
			${NOTHING_KNOWN}`,
	},
	{
		title: 'what needs something that was not done is not sent',
		source: {
			department: text`
				unitCode | unitName | orderSeq | parentUnitCode
				S        | 销售中心 | 1        |
				S1       | 华北区   | 1        | S
				R        | 研发中心 | 1        |`,
			position: text`
				positionCode | positionName | unitCode | orderSeq
				S101         | 经理         | S1       | 1
				R01          | 经理         | R        | 1`,
			employee: text`
				employeeNum | name | gender | status | unitCode | positionCode
				E1          | 王伟 | 1      | ON     | S1       | S101
				E2          | 李娜 | 0      | ON     | R        | R01`,
		},
		plan: text`
			create department S | unitCode: → S, unitName: → 销售中心, orderSeq: → 1 | ${NEW}
			create department S1 | unitCode: → S1, unitName: → 华北区, orderSeq: → 1, parentUnitCode: → S | ${NEW}
			create department R | unitCode: → R, unitName: → 研发中心, orderSeq: → 1 | ${NEW}
			create position S101 | positionCode: → S101, positionName: → 经理, unitCode: → S1, orderSeq: → 1 | ${NEW}
			create position R01 | positionCode: → R01, positionName: → 经理, unitCode: → R, orderSeq: → 1 | ${NEW}
			create employee E1 | employeeNum: → E1, name: → 王伟, gender: → 1, status: → ON, unitCode: → S1, list: → S1:S101 | ${NEW}
			create employee E2 | employeeNum: → E2, name: → 李娜, gender: → 0, status: → ON, unitCode: → R, list: → R:R01 | ${NEW}
			department: source 3, create 3
			position: source 2, create 2
			employee: source 2, create 2
			${NOTHING_KNOWN}`,
		applyFaults: [{ how: 'refuseRow', path: 'dept/create', row: '销售中心' }],
		applied: text`
			rejected create department S | …数据校验不通过…
			notSent create department S1 | …
			done create department R | ${NEW}
			notSent create position S101 | …
			done create position R01 | ${NEW}
			notSent create employee E1 | …
			done create employee E2 | ${NEW}`,
	},
];
