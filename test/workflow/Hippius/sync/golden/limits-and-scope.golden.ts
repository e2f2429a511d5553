/** Golden plans that pass a limit, and what a scope and switches leave alone. */
import type { Golden } from './golden.ts';
import { GONE, NEW, NOTHING_KNOWN, text } from './golden.ts';

const TREE = text`
	unitCode | unitName | orderSeq | parentUnitCode
	S        | 销售中心 | 1        |
	S1       | 华北区   | 1        | S
	R        | 研发中心 | 1        |`;
const POSITIONS = text`
	positionCode | positionName | unitCode | orderSeq
	S01          | 经理         | S        | 1
	S101         | 专员         | S1       | 1
	R01          | 工程师       | R        | 1`;
const PEOPLE = text`
	employeeNum | name | gender | status | unitCode | positionCode
	E1          | 王伟 | 1      | ON     | S        | S01
	E2          | 李娜 | 0      | ON     | S1       | S101
	E3          | 张敏 | 0      | ON     | R        | R01
	E4          | 赵磊 | 1      | ON     | R        | R01`;
const ALL = { department: TREE, position: POSITIONS, employee: PEOPLE };

/** So many employees whose numbers begin so. */
const crowd = (prefix: string, count: number) =>
	Array.from({ length: count }, (_, n) => ({
		...{ employeeNum: `${prefix}${n + 1}`, name: `员工${n + 1}`, gender: '1', status: 'ON' },
		...{ unitCode: 'A', positionCode: 'A01' },
	}));

export const limitsAndScope: Golden[] = [
	{
		title: 'above 10 % nobody is retired whom nobody approved, but the whole plan is there',
		known: [ALL],
		source: {
			employee: text`
				employeeNum | name
				E1          | 王小伟
				E2          | 李娜
				E3          | 张敏`,
		},
		parameters: { employeeMissing: 'retire', limits: {} },
		plan: text`
			update employee E1 by employeeNum | name: → 王小伟 | name differs
			retire employee E4 | …${GONE}
			employee: source 3, platform 4, matched 3, unchanged 2, update 1, retire 1
			limit passed: employee removals 1 > 10 percent
			warning: …`,
		stopped: '…1…10…E4…raise…',
	},
	{
		title: 'a row that says that somebody has left counts, too, and departments for themselves',
		edition: 'classic',
		known: [ALL],
		source: {
			department: text`
				unitCode | unitName | parentUnitCode
				R        | 研发中心 |`,
			employee: text`
				employeeNum | status
				E1          | LEAVE
				E2          | LEAVE
				E3          | ON
				E4          | ON`,
		},
		parameters: {
			departmentMissing: 'remove',
			limits: { maxRemovals: 1, maxRemovalsPercent: 100 },
		},
		plan: text`
			remove department S | ${GONE}
			remove department S1 | ${GONE}
			retire employee E1 by employeeNum | …
			retire employee E2 by employeeNum | …
			department: source 1, platform 3, matched 1, unchanged 1, remove 2
			employee: source 4, platform 4, matched 4, unchanged 2, retire 2
			limit passed: department removals 2 > 1 count
			limit passed: employee removals 2 > 1 count
			warning: …
			warning: …`,
	},
	{
		title: 'creates and updates have limits for who wants them',
		known: [ALL],
		source: {
			employee: text`
				employeeNum | name   | gender | status | unitCode | positionCode
				E1          | 王小伟 | 1      | ON     | S        | S01
				E2          | 李娜   | 0      | ON     | R        | R01
				E5          | 周静   | 0      | ON     | R        | R01
				E6          | 吴洋   | 1      | ON     | R        | R01`,
		},
		parameters: { limits: { maxCreates: 1, maxUpdates: 1 } },
		plan: text`
			update employee E1 by employeeNum | name: → 王小伟 | name differs
			move employee E2 by employeeNum | unitCode: S1 → R, list: S1:S101 → R:R01 | unitCode, list differ
			create employee E5 | employeeNum: → E5, name: → 周静, gender: → 0, status: → ON, unitCode: → R, list: → R:R01 | ${NEW}
			create employee E6 | employeeNum: → E6, name: → 吴洋, gender: → 1, status: → ON, unitCode: → R, list: → R:R01 | ${NEW}
			employee: source 4, platform 4, matched 2, create 2, update 1, move 1, skipped 2
			limit passed: employee creates 2 > 1 count
			limit passed: employee updates 2 > 1 count
			warning: …
			warning: …`,
	},
	{
		title: 'few of those that are known are in the source: the codes are likely the wrong ones',
		known: [{ employee: crowd('P', 21) }],
		source: { employee: crowd('S', 21) },
		parameters: { actions: ['update'] },
		plan: text`
			${Array.from({ length: 21 }, (_, n) => `skipped employee S${n + 1} | …Create…`).join('\n')}
			employee: source 21, platform 21, skipped 42
			warning: …employeeNum…`,
		stopped: '…employeeNum…',
		again: text`
			${Array.from({ length: 21 }, (_, n) => `skipped employee S${n + 1} | …Create…`).join('\n')}
			employee: source 21, platform 21, skipped 42
			warning: …employeeNum…`,
	},
	{
		title: 'where nothing is known nothing can match: that is no wrong code',
		source: { employee: crowd('S', 21) },
		plan: text`
			${Array.from({ length: 21 }, (_, n) => `create employee S${n + 1} | …`).join('\n')}
			employee: source 21, create 21
			${NOTHING_KNOWN}`,
	},
	{
		title: 'an empty table is an accident, unless it may be empty; then the limits still hold',
		known: [ALL],
		source: { department: TREE, employee: 'employeeNum | name' },
		parameters: { employeeMissing: 'retire', limits: { allowEmptySource: true, maxRemovals: 3 } },
		plan: text`
			retire employee E1 | …${GONE}
			retire employee E2 | …${GONE}
			retire employee E3 | …${GONE}
			retire employee E4 | …${GONE}
			department: source 3, platform 3, matched 3, unchanged 3
			employee: platform 4, retire 4
			limit passed: employee removals 4 > 3 count
			limit passed: employee removals 4 > 10 percent
			warning: …`,
	},
	{
		title: 'and else the run ends',
		known: [ALL],
		source: { department: TREE, employee: 'employeeNum | name' },
		parameters: { employeeMissing: 'retire' },
		refused: '…Employees…',
	},
	{
		title: 'only some departments: what is outside is neither changed nor retired',
		edition: 'classic',
		known: [ALL],
		source: {
			department: text`
				unitCode | unitName | orderSeq | parentUnitCode
				S        | 销售部   | 1        |
				R        | 研究院   | 1        |
				M        | 制造中心 | 1        |
				S2       | 华南区   | 1        | S`,
			position: text`
				positionCode | positionName | unitCode | orderSeq
				S01          | 总监         | S        | 1
				R01          | 科学家       | R        | 1
				S201         | 专员         | S2       | 1`,
			employee: text`
				employeeNum | name   | gender | status | unitCode | positionCode
				E1          | 王小伟 | 1      | ON     | S        | S01
				E3          | 张小敏 | 0      | ON     | R        | R01
				E8          | 孙杰   | 1      | ON     | R        | R01
				E9          | 吴洋   | 1      | ON     | S2       | S201`,
		},
		parameters: {
			departmentMissing: 'remove',
			employeeMissing: 'retire',
			scope: { departments: 'S' },
			show: 'all',
		},
		plan: text`
			update department S by unitCode | unitName: → 销售部 | unitName differs
			skipped department R | …scope…
			skipped department M | …scope…
			create department S2 | unitCode: → S2, unitName: → 华南区, orderSeq: → 1, parentUnitCode: → S | ${NEW}
			remove department S1 | ${GONE}
			update position S01 by positionCode | positionName: → 总监 | positionName differs
			skipped position R01 | …scope…
			create position S201 | positionCode: → S201, positionName: → 专员, unitCode: → S2, orderSeq: → 1 | ${NEW}
			skipped position S101 | …
			update employee E1 by employeeNum | name: → 王小伟 | name differs
			skipped employee E3 | …scope…
			skipped employee E8 | …scope…
			create employee E9 | employeeNum: → E9, name: → 吴洋, gender: → 1, status: → ON, unitCode: → S2, list: → S2:S201 | ${NEW}
			retire employee E2 | …${GONE}
			skipped employee E4 | …scope…
			department: source 4, platform 2, matched 2, create 1, update 1, remove 1, skipped 2
			position: source 3, platform 2, matched 2, create 1, update 1, skipped 2
			employee: source 4, platform 2, matched 2, create 1, update 1, retire 1, skipped 3`,
	},
	{
		title: 'a scope goes by the name of a department as well, and nobody crosses its border',
		known: [ALL],
		source: {
			department: TREE,
			employee: text`
				employeeNum | name | unitCode | positionCode
				E1          | 王伟 | R        | R01
				E2          | 李娜 | S        | S01
				E3          | 张敏 | S        | S01
				E4          | 赵小磊 | R      | R01`,
		},
		parameters: { scope: { departments: ['销售中心'] } },
		plan: text`
			skipped employee E1 | …scope…
			move employee E2 by employeeNum | unitCode: S1 → S, list: S1:S101 → S:S01 | unitCode, list differ
			skipped employee E3 | …scope…
			department: source 3, platform 2, matched 3, unchanged 2, skipped 1
			employee: source 4, platform 2, matched 4, move 1, skipped 3`,
		again: text`
			skipped employee E1 | …scope…
			skipped employee E3 | …scope…
			department: source 3, platform 2, matched 3, unchanged 2, skipped 1
			employee: source 4, platform 2, matched 4, unchanged 1, skipped 3`,
	},
	{
		title: 'a scope that nobody knows is a slip of the pen, not an empty scope',
		known: [ALL],
		source: { department: TREE },
		parameters: { scope: { departments: '消售中心' } },
		refused: '…消售中心…',
	},
	{
		title: 'actions that are switched off are shown as skipped, and nothing comes of them',
		known: [ALL],
		source: {
			employee: text`
				employeeNum | name   | gender | status | unitCode | positionCode
				E1          | 王小伟 | 1      | ON     | S        | S01
				E2          | 李娜   | 0      | ON     | S        | S01
				E5          | 周静   | 0      | ON     | S        | S01`,
		},
		parameters: { actions: [] },
		plan: text`
			skipped employee E1 | …Update…
			skipped employee E2 | …Update…
			skipped employee E5 | …Create…
			employee: source 3, platform 4, matched 2, skipped 5`,
		sent: '',
		again: text`
			skipped employee E1 | …Update…
			skipped employee E2 | …Update…
			skipped employee E5 | …Create…
			employee: source 3, platform 4, matched 2, skipped 5`,
	},
];
