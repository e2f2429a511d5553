/** Golden plans of what one edition of Hippius can do and the other one can't. */
import type { Golden } from './golden.ts';
import { GONE, NEW, NOTHING_KNOWN, text } from './golden.ts';

const TREE = text`
	unitCode | unitName | orderSeq | parentUnitCode
	S        | 销售中心 | 1        |
	S1       | 华北区   | 1        | S
	S2       | 华南区   | 1        | S
	R        | 研发中心 | 1        |`;
const MOVED = text`
	unitCode | unitName | orderSeq | parentUnitCode
	S        | 销售中心 | 1        |
	S1       | 华北区   | 1        | R
	S2       | 华南组   | 1        | R
	R        | 研发中心 | 1        |`;
const POSITIONS = text`
	positionCode | positionName | unitCode | orderSeq
	A08          | 经理         | A        | 1
	A09          | 专员         | A        | 1`;

export const editions: Golden[] = [
	{
		title: 'classic can’t move a department: alone it is skipped, the rest is done and says so',
		edition: 'classic',
		known: [{ department: TREE }],
		source: { department: MOVED },
		plan: text`
			skipped department S1 | …Hippius Classic can’t move a department…
			update department S2 by unitCode | unitName: → 华南组 | unitName…Hippius Classic can’t move a department…
			department: source 4, platform 4, matched 4, unchanged 2, update 1, skipped 1`,
		sent: text`PUT dept/update unitCode=S2, unitName=华南组`,
		// What was left is left the next time, too: it is told until the source gives in.
		again: text`
			skipped department S1 | …Hippius Classic can’t move a department…
			skipped department S2 | …Hippius Classic can’t move a department…
			department: source 4, platform 4, matched 4, unchanged 2, skipped 2`,
	},
	{
		title: '0.3.3 moves a department',
		edition: 'v033',
		known: [{ department: TREE }],
		source: { department: MOVED },
		plan: text`
			move department S1 by unitCode | parentUnitCode: S → R | parentUnitCode differs
			move department S2 by unitCode | unitName: → 华南组, parentUnitCode: S → R | unitName, parentUnitCode differ
			department: source 4, platform 4, matched 4, unchanged 2, move 2`,
		sent: text`
			PUT dept/update unitCode=S1, unitName=华北区, parentUnitCode=R
			PUT dept/update unitCode=S2, unitName=华南组, parentUnitCode=R`,
	},
	{
		title: 'how one becomes a root is not documented, so that neither edition does it',
		known: [{ department: TREE }],
		source: {
			department: text`
				unitCode | unitName | parentUnitCode
				S1       | 华北部   |
				S2       | 华南区   | S`,
		},
		parameters: { scope: { emptyCells: 'clear' } },
		plan: text`
			update department S1 by unitCode | unitName: → 华北部 | unitName…parentUnitCode is left as it is…
			department: source 2, platform 4, matched 2, unchanged 1, update 1, skipped 2`,
		sent: text`PUT dept/update unitCode=S1, unitName=华北部`,
		again: text`
			skipped department S1 | …parentUnitCode is left as it is…
			department: source 2, platform 4, matched 2, unchanged 1, skipped 3`,
	},
	{
		title: 'a department moves below a new one, once that is there',
		edition: 'v033',
		known: [{ department: TREE }],
		source: {
			department: text`
				unitCode | unitName | orderSeq | parentUnitCode
				S1       | 华北区   | 1        | N
				N        | 新中心   | 1        | R`,
		},
		plan: text`
			move department S1 by unitCode | parentUnitCode: S → N | parentUnitCode differs
			create department N | unitCode: → N, unitName: → 新中心, orderSeq: → 1, parentUnitCode: → R | ${NEW}
			department: source 2, platform 4, matched 1, create 1, move 1, skipped 3`,
		sent: text`
			POST dept/create unitCode=N, unitName=新中心, parentUnitCode=R, orderSeq=1
			PUT dept/update unitCode=S1, unitName=华北区, parentUnitCode=N`,
	},
	{
		title: 'a new department may be put below any other in either edition',
		known: [{ department: TREE }],
		source: {
			department: text`
				unitCode | unitName | orderSeq | parentUnitCode
				S11      | 北京     | 1        | S1`,
		},
		plan: text`
			create department S11 | unitCode: → S11, unitName: → 北京, orderSeq: → 1, parentUnitCode: → S1 | ${NEW}
			department: source 1, platform 4, create 1, skipped 4`,
	},
	{
		title: 'no edition moves a position: alone it is skipped, the rest is done and says so',
		known: [{ position: POSITIONS }],
		source: {
			position: text`
				positionCode | positionName | unitCode | orderSeq
				A08          | 经理         | B        | 1
				A09          | 主管         | B        | 1`,
		},
		plan: text`
			skipped position A08 | …Hippius can’t move a position…
			update position A09 by positionCode | positionName: → 主管 | positionName…Hippius can’t move a position…
			position: source 2, platform 2, matched 2, update 1, skipped 1`,
		sent: text`PUT position/update positionCode=A09, positionName=主管`,
		again: text`
			skipped position A08 | …Hippius can’t move a position…
			skipped position A09 | …Hippius can’t move a position…
			position: source 2, platform 2, matched 2, skipped 2`,
	},
	{
		title: 'classic deletes departments, from below',
		edition: 'classic',
		known: [{ department: TREE }],
		source: {
			department: text`
				unitCode | unitName
				R        | 研发中心`,
		},
		parameters: { departmentMissing: 'remove' },
		plan: text`
			remove department S | ${GONE}
			remove department S1 | ${GONE}
			remove department S2 | ${GONE}
			department: source 1, platform 4, matched 1, unchanged 1, remove 3`,
		sent: text`
			DELETE dept/delete unitCode=S1
			DELETE dept/delete unitCode=S2
			DELETE dept/delete unitCode=S`,
	},
	{
		title: '0.3.3 can’t delete a department, and says so each time',
		edition: 'v033',
		known: [{ department: TREE }],
		source: {
			department: text`
				unitCode | unitName
				S        | 销售部
				R        | 研发中心`,
		},
		parameters: { departmentMissing: 'remove', limits: { maxRemovals: 0 } },
		plan: text`
			update department S by unitCode | unitName: → 销售部 | unitName differs
			skipped department S1 | Hippius 0.3.3 and later can’t delete a department…
			skipped department S2 | Hippius 0.3.3 and later can’t delete a department…
			department: source 2, platform 4, matched 2, unchanged 1, update 1, skipped 2`,
		sent: text`PUT dept/update unitCode=S, unitName=销售部`,
		again: text`
			skipped department S1 | Hippius 0.3.3 and later can’t delete a department…
			skipped department S2 | Hippius 0.3.3 and later can’t delete a department…
			department: source 2, platform 4, matched 2, unchanged 2, skipped 2`,
	},
	{
		title: 'codes of classic are capital letters and digits, which the plan knows',
		edition: 'classic',
		source: {
			department: text`
				unitCode | unitName | orderSeq
				S-1      | 华北区   | 1
				s2       | 华南区   | 1
				部门     | 华东区   | 1
				00S3     | 华西区   | 1`,
			position: text`
				positionCode | positionName | unitCode | orderSeq
				P.1          | 经理         | 00S3     | 1`,
			employee: text`
				employeeNum | name | gender | status | unitCode | positionCode
				E_1         | 王伟 | 1      | ON     | 00S3     | P1
				E2          | 李娜 | 0      | ON     | 00S3     | p1`,
		},
		plan: text`
			rejected department S-1 | unitCode …
			rejected department s2 | unitCode …
			rejected department 部门 | unitCode …
			create department 00S3 | unitCode: → 00S3, unitName: → 华西区, orderSeq: → 1 | ${NEW}
			rejected position P.1 | positionCode …
			rejected employee E_1 | employeeNum …
			rejected employee E2 | …positionCode…
			department: source 4, create 1, rejected 3
			position: source 1, rejected 1
			employee: source 2, rejected 2
			${NOTHING_KNOWN}`,
	},
	{
		title: '0.3.3 knows four more signs, not at the beginning',
		edition: 'v033',
		source: {
			department: text`
				unitCode  | unitName | orderSeq
				S-1_a     | 华北区   | 1
				S-1_A/B.C | 华南区   | 1
				-S        | 华东区   | 1`,
			employee: text`
				employeeNum | name | gender | status | unitCode  | positionCode
				E_1         | 王伟 | 1      | ON     | A         | A01
				e2          | 李娜 | 0      | ON     | S-1_A/B.C | A01`,
		},
		parameters: { kinds: ['department', 'employee'] },
		plan: text`
			rejected department S-1_a | unitCode …
			create department S-1_A/B.C | unitCode: → S-1_A/B.C, unitName: → 华南区, orderSeq: → 1 | ${NEW}
			rejected department -S | unitCode …
			rejected employee E_1 | unitCode is “A”…
			rejected employee e2 | employeeNum …
			department: source 3, create 1, rejected 2
			employee: source 2, rejected 2
			${NOTHING_KNOWN}`,
	},
];
