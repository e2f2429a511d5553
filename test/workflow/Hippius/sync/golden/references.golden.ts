/** Golden plans of codes that refer to departments: known, new, or nowhere. */
import type { Golden } from './golden.ts';
import { NEW, NOTHING_KNOWN, text } from './golden.ts';

const S = text`
	unitCode | unitName | orderSeq
	S        | 销售中心 | 1`;

export const references: Golden[] = [
	{
		title: 'a department that is neither known nor in its table is a slip where there is a table',
		known: [{ department: S }],
		source: {
			department: text`
				unitCode | unitName | orderSeq | parentUnitCode
				S1       | 华北区   | 1        | X
				S2       | 华南区   | 1        | S`,
			position: text`
				positionCode | positionName | unitCode | orderSeq
				X01          | 经理         | X        | 1
				S01          | 经理         | S        | 1`,
			employee: text`
				employeeNum | name | gender | status | unitCode | positionCode
				E1          | 王伟 | 1      | ON     | X        | S01
				E2          | 李娜 | 0      | ON     | S        | S01`,
		},
		plan: text`
			rejected department S1 | parentUnitCode is “X”, but there is no department like that, neither known nor under Departments
			create department S2 | unitCode: → S2, unitName: → 华南区, orderSeq: → 1, parentUnitCode: → S | ${NEW}
			rejected position X01 | unitCode is “X”, but there is no department like that, neither known nor under Departments
			create position S01 | positionCode: → S01, positionName: → 经理, unitCode: → S, orderSeq: → 1 | ${NEW}
			rejected employee E1 | unitCode is “X”, but there is no department like that, neither known nor under Departments
			create employee E2 | employeeNum: → E2, name: → 李娜, gender: → 0, status: → ON, unitCode: → S, list: → S:S01 | ${NEW}
			department: source 2, platform 1, create 1, skipped 1, rejected 1
			position: source 2, create 1, rejected 1
			employee: source 2, create 1, rejected 1
			warning: Last Known State tells of no positions and no employees: these count as not known, and none of them as missing.`,
	},
	{
		title: 'so is one within a list; of the positions there the platform knows',
		known: [{ department: S }],
		source: {
			department: S,
			employee: [
				{
					...{ employeeNum: 'E1', name: '王伟', gender: '1', status: 'ON' },
					list: [
						{ unitCode: 'S', positionCode: 'S99', primaryPositionFlag: '1' },
						{ unitCode: 'X', positionCode: 'X01', primaryPositionFlag: '0' },
					],
				},
				{
					...{ employeeNum: 'E2', name: '李娜', gender: '0', status: 'ON' },
					list: [{ unitCode: 'S', positionCode: 'S99' }],
				},
			],
		},
		plan: text`
			rejected employee E1 | …“X”, but there is no department like that, neither known nor under Departments
			create employee E2 | employeeNum: → E2, name: → 李娜, gender: → 0, status: → ON, unitCode: → S, list: → S:S99 | ${NEW}
			department: source 1, platform 1, matched 1, unchanged 1
			employee: source 2, create 1, rejected 1
			warning: Last Known State tells of no employees: these count as not known, and none of them as missing.`,
		applied: text`
			rejected rejected employee E1 | …
			rejected create employee E2 | …岗位不存在…`,
	},
	{
		title: 'a department of any assignment is waited for if it is new',
		known: [{ department: S }],
		source: {
			department: text`
				unitCode | unitName | orderSeq
				S        | 销售中心 | 1
				N        | 新中心   | 1`,
			position: text`
				positionCode | positionName | unitCode | orderSeq
				S01          | 经理         | S        | 1`,
			employee: [
				{
					...{ employeeNum: 'E1', name: '王伟', gender: '1', status: 'ON' },
					list: [
						{ unitCode: 'S', positionCode: 'S01', primaryPositionFlag: '1' },
						{ unitCode: 'N', positionCode: 'N01', primaryPositionFlag: '0' },
					],
				},
				{
					...{ employeeNum: 'E2', name: '李娜', gender: '0', status: 'ON' },
					list: [{ unitCode: 'S', positionCode: 'S01' }],
				},
			],
		},
		plan: text`
			create department N | unitCode: → N, unitName: → 新中心, orderSeq: → 1 | ${NEW}
			create position S01 | positionCode: → S01, positionName: → 经理, unitCode: → S, orderSeq: → 1 | ${NEW}
			create employee E1 | employeeNum: → E1, name: → 王伟, gender: → 1, status: → ON, unitCode: → S, list: → S:S01, N:N01 | ${NEW}
			create employee E2 | employeeNum: → E2, name: → 李娜, gender: → 0, status: → ON, unitCode: → S, list: → S:S01 | ${NEW}
			department: source 2, platform 1, matched 1, unchanged 1, create 1
			position: source 1, create 1
			employee: source 2, create 2
			warning: Last Known State tells of no positions and no employees: these count as not known, and none of them as missing.`,
		applyFaults: [{ how: 'refuseRow', path: 'dept/create', row: '新中心' }],
		applied: text`
			rejected create department N | …
			done create position S01 | ${NEW}
			notSent create employee E1 | …
			done create employee E2 | ${NEW}`,
	},
	{
		title: 'without a table of departments it is sent as it is: the platform decides',
		source: {
			position: text`
				positionCode | positionName | unitCode | orderSeq
				X01          | 经理         | X        | 1
				A09          | 经理         | A        | 1`,
			employee: text`
				employeeNum | name | gender | status | unitCode | positionCode
				E1          | 王伟 | 1      | ON     | X        | X01
				E2          | 李娜 | 0      | ON     | A        | A09`,
		},
		plan: text`
			create position X01 | positionCode: → X01, positionName: → 经理, unitCode: → X, orderSeq: → 1 | ${NEW}
			create position A09 | positionCode: → A09, positionName: → 经理, unitCode: → A, orderSeq: → 1 | ${NEW}
			create employee E1 | employeeNum: → E1, name: → 王伟, gender: → 1, status: → ON, unitCode: → X, list: → X:X01 | ${NEW}
			create employee E2 | employeeNum: → E2, name: → 李娜, gender: → 0, status: → ON, unitCode: → A, list: → A:A09 | ${NEW}
			position: source 2, create 2
			employee: source 2, create 2
			${NOTHING_KNOWN}`,
		applied: text`
			rejected create position X01 | …部门不存在…
			done create position A09 | ${NEW}
			… employee E1 | …
			done create employee E2 | ${NEW}`,
	},
	{
		title: 'parents that form a circle are rejected, with all that is below them',
		edition: 'v033',
		known: [{ department: S }],
		source: {
			department: text`
				unitCode | unitName | orderSeq | parentUnitCode
				P        | 甲       | 1        | Q
				Q        | 乙       | 1        | P
				Q1       | 丙       | 1        | Q
				T        | 丁       | 1        | T
				S        | 销售中心 | 1        |
				S1       | 华北区   | 1        | S`,
		},
		plan: text`
			rejected department P | parentUnitCode…
			rejected department Q | parentUnitCode…
			rejected department Q1 | …parentUnitCode…
			rejected department T | parentUnitCode…
			create department S1 | unitCode: → S1, unitName: → 华北区, orderSeq: → 1, parentUnitCode: → S | ${NEW}
			department: source 6, platform 1, matched 1, unchanged 1, create 1, rejected 4`,
	},
	{
		title: 'a department that goes below one that is below it is a circle, too',
		edition: 'v033',
		known: [
			{
				department: text`
					unitCode | unitName | orderSeq | parentUnitCode
					S        | 销售中心 | 1        |
					S1       | 华北区   | 1        | S
					S11      | 北京     | 1        | S1`,
			},
		],
		source: {
			department: text`
				unitCode | unitName   | orderSeq | parentUnitCode
				S1       | 华北区     | 1        | S11`,
		},
		plan: text`
			rejected department S1 | parentUnitCode…
			department: source 1, platform 3, matched 1, skipped 2, rejected 1`,
	},
];
