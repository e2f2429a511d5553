/** Golden plans of tables and rows that can’t be used: which, by which column, and why. */
import type { Golden } from './golden.ts';
import { NEW, NOTHING_KNOWN, text } from './golden.ts';

const TWO = text`
	employeeNum | name | gender | status | unitCode | positionCode
	E1          | 王伟 | 1      | ON     | A        | A01
	E2          | 李娜 | 0      | ON     | B        | B01`;
const DEPARTMENT = text`
	unitCode | unitName | orderSeq
	S        | 销售中心 | 1`;

export const badInput: Golden[] = [
	{
		title: 'a value that is none is rejected by its column, and whom it stands for stays',
		known: [{ employee: TWO }, { department: DEPARTMENT }],
		source: {
			department: [
				{ unitCode: 'S', unitName: '销售部', orderSeq: '1.5' },
				{ unitCode: 'R', unitName: '研发中心', orderSeq: '第一' },
				{ unitCode: 'T', unitName: { text: '市场中心' }, orderSeq: 1 },
				{ unitCode: '', unitName: '客服', orderSeq: 1 },
			],
			employee: [
				{ employeeNum: 'E1', gender: '未知', name: '王伟' },
				{ employeeNum: 'E2', status: '半职' },
				{ employeeNum: 'E3', name: ['a'], gender: 1, status: 'ON' },
				{ employeeNum: 'E4', name: '赵磊', gender: 1, status: 'ON', primaryPositionFlag: '也许' },
				{ employeeNum: null, name: '孙杰' },
			],
		},
		parameters: { departmentMissing: 'remove', employeeMissing: 'retire' },
		plan: text`
			rejected department S | orderSeq …
			rejected department R | orderSeq …
			rejected department T | unitName …
			rejected department… | unitCode …
			rejected employee E1 | gender …
			rejected employee E2 | status …
			rejected employee E3 | name …
			rejected employee E4 | …primaryPositionFlag…
			rejected employee… | employeeNum …
			department: source 4, platform 1, matched 1, rejected 4
			employee: source 5, platform 2, matched 2, rejected 5`,
	},
	{
		title: 'two rows of one department or position: each is told, and neither is done',
		known: [{ department: DEPARTMENT }],
		source: {
			department: text`
				unitCode | unitName | orderSeq
				S        | 销售部   | 1
				S        | 销售中心 | 1
				R        | 研发中心 | 1
				R        | 研发中心 | 1`,
			position: text`
				positionCode | positionName | unitCode | orderSeq
				S01          | 经理         | S        | 1
				S01          | 总监         | S        | 1
				S02          | 专员         | S        | 1`,
		},
		parameters: { departmentMissing: 'remove' },
		plan: text`
			rejected department S | unitCode…rows 1, 2…
			rejected department S | unitCode…rows 1, 2…
			rejected department R | unitCode…rows 3, 4…
			rejected department R | unitCode…rows 3, 4…
			rejected position S01 | positionCode…rows 1, 2…
			rejected position S01 | positionCode…rows 1, 2…
			create position S02 | positionCode: → S02, positionName: → 专员, unitCode: → S, orderSeq: → 1 | ${NEW}
			department: source 4, platform 1, matched 2, rejected 4
			position: source 3, create 1, rejected 2
			warning: Last Known State tells of no positions: these count as not known, and none of them as missing.`,
	},
	{
		title: 'an update needs the name, too: without it the plan says that nothing can be done',
		known: [
			{
				department: text`
					unitCode | unitName | orderSeq
					S        | 销售中心 | 1
					R        | 研发中心 | 1`,
				position: text`
					positionCode | positionName | unitCode | orderSeq
					S01          | 经理         | S        | 1
					R01          | 工程师       | R        | 1`,
			},
		],
		source: {
			department: text`
				unitCode | unitName | orderSeq
				S        |          | 2
				R        |          | 1`,
			position: text`
				positionCode | orderSeq
				S01          | 2
				R01          | 1`,
		},
		plan: text`
			rejected department S | …unitName…
			rejected position S01 | …positionName…
			department: source 2, platform 2, matched 2, unchanged 1, rejected 1
			position: source 2, platform 2, matched 2, unchanged 1, rejected 1`,
	},
	{
		title: 'a table without the column of the code has a wrong header',
		source: {
			employee: text`
				姓名 | 手机号
				王伟 | 13800000001`,
		},
		refused: '…employeeNum…',
	},
	{
		title: 'so has one of departments',
		source: {
			department: text`
				部门名称 | 排序
				销售中心 | 1`,
		},
		refused: '…unitCode…',
	},
	{
		title: 'rows at an input whose kind is not chosen are not passed over in silence',
		source: { department: DEPARTMENT, employee: TWO },
		parameters: { kinds: ['employee'] },
		refused: '…Departments…',
	},
	{
		title: 'a kind that is chosen without any rows is refused by its input',
		source: { employee: TWO },
		parameters: { kinds: ['employee', 'position'] },
		refused: '…Positions…',
	},
	{
		title: 'a limit that is no number limits nothing, so it is refused by its name',
		source: { employee: TWO },
		parameters: { limits: { maxRemovals: 'many' } },
		refused: '…axRemovals…',
	},
	{
		title: 'with onInvalid “stop” one bad row stops all, which the plan still shows',
		source: {
			employee: text`
				employeeNum | name | gender | status | unitCode | positionCode
				E1          | 王伟 | 1      | ON     | A        | A01
				E2          | 李娜 | ?      | ON     | B        | B01`,
		},
		parameters: { onInvalid: 'stop' },
		plan: text`
			create employee E1 | employeeNum: → E1, name: → 王伟, gender: → 1, status: → ON, unitCode: → A, list: → A:A01 | ${NEW}
			rejected employee E2 | gender …
			employee: source 2, create 1, rejected 1
			${NOTHING_KNOWN}`,
		notApplied: '…gender …',
	},
];
