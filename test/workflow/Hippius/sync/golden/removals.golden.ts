/** Golden plans of what is not in the source, of who left, and of who is back. */
import type { Golden } from './golden.ts';
import { GONE, HAS_LEFT, NEW, RESTORED, text } from './golden.ts';

const TREE = text`
	unitCode | unitName | orderSeq | parentUnitCode
	S        | 销售中心 | 1        |
	S1       | 华北区   | 1        | S
	S11      | 北京     | 1        | S1
	R        | 研发中心 | 1        |`;
const POSITIONS = text`
	positionCode | positionName | unitCode | orderSeq
	S101         | 经理         | S1       | 1
	S1101        | 专员         | S11      | 1
	R01          | 工程师       | R        | 1`;
const PEOPLE = text`
	employeeNum | name | gender | status | unitCode | positionCode
	E1          | 王伟 | 1      | ON     | S1       | S101
	E2          | 李娜 | 0      | ON     | S11      | S1101
	E3          | 张敏 | 0      | ON     | R        | R01`;
const ALL = { department: TREE, position: POSITIONS, employee: PEOPLE };
const ONLY_R = text`
	unitCode | unitName
	R        | 研发中心`;
const POSITION_OF_R = text`
	positionCode | positionName
	R01          | 工程师`;
const GO = { departmentMissing: 'remove', employeeMissing: 'retire' };

const THREE = text`
	employeeNum | name | gender | status | mobile      | unitCode | positionCode
	E1          | 王伟 | 1      | ON     | 13800000001 | A        | A01
	E2          | 李娜 | 0      | TRIAL  | 13800000002 | A        | A01
	E3          | 张敏 | 0      | ON     |             | B        | B01`;
const ONE = text`
	employeeNum | name | gender | status | mobile      | unitCode | positionCode
	E1          | 王伟 | 1      | ON     | 13800000001 | A        | A01`;

export const removals: Golden[] = [
	{
		title: 'nobody is removed whom nobody asked for',
		known: [ALL],
		source: {
			department: ONLY_R,
			position: POSITION_OF_R,
			employee: text`
				employeeNum | name
				E3          | 张敏`,
		},
		parameters: { show: 'all' },
		plan: text`
			unchanged department R by unitCode | nothing differs
			skipped department S | …
			skipped department S1 | …
			skipped department S11 | …
			unchanged position R01 by positionCode | nothing differs
			skipped position S101 | …
			skipped position S1101 | …
			unchanged employee E3 by employeeNum | nothing differs
			skipped employee E1 | …
			skipped employee E2 | …
			department: source 1, platform 4, matched 1, unchanged 1, skipped 3
			position: source 1, platform 3, matched 1, unchanged 1, skipped 2
			employee: source 1, platform 3, matched 1, unchanged 1, skipped 2`,
	},
	{
		title: 'who is missing is retired by their status, which is all that Hippius can do',
		known: [{ employee: THREE }],
		source: { employee: ONE },
		parameters: { employeeMissing: 'retire' },
		plan: text`
			retire employee E2 | …${GONE}
			retire employee E3 | …${GONE}
			employee: source 1, platform 3, matched 1, unchanged 1, retire 2`,
		sent: text`
			PUT employee/update employeeNum=E2, status=LEAVE
			PUT employee/update employeeNum=E3, status=LEAVE`,
	},
	{
		title: 'a row that says so retires, whatever becomes of who is missing',
		known: [{ employee: THREE }],
		source: {
			employee: text`
				工号 | 姓名 | 状态
				E1   | 王伟 | 在职
				E2   | 李娜 | 离职
				E3   | 张敏 | leave`,
		},
		plan: text`
			retire employee E2 by employeeNum | …${HAS_LEFT}
			retire employee E3 by employeeNum | …${HAS_LEFT}
			employee: source 3, platform 3, matched 3, unchanged 1, retire 2`,
		sent: text`
			PUT employee/update employeeNum=E2, status=LEAVE
			PUT employee/update employeeNum=E3, status=LEAVE`,
	},
	{
		title: 'who left before is nobody’s business any more',
		known: [{ employee: THREE }, { employee: ONE }],
		source: { employee: ONE },
		parameters: { employeeMissing: 'retire' },
		plan: text`
			employee: source 1, platform 1, matched 1, unchanged 1`,
	},
	{
		title: 'who was retired and is in the source again is restored, with the status of the row',
		known: [{ employee: THREE }, { employee: ONE }],
		source: { employee: THREE },
		parameters: { employeeMissing: 'retire' },
		plan: text`
			restore employee E2 by employeeNum | …${RESTORED}…
			restore employee E3 by employeeNum | …${RESTORED}…
			employee: source 3, platform 1, matched 3, unchanged 1, restore 2`,
		sent: text`
			PUT employee/update employeeNum=E2, status=TRIAL
			PUT employee/update employeeNum=E3, status=ON`,
	},
	{
		title: 'with what differs by now, and as ON where the table says nothing of it',
		known: [{ employee: THREE }, { employee: ONE }],
		source: {
			employee: text`
				employeeNum | name   | mobile      | unitCode | positionCode
				E1          | 王伟   | 13800000001 | A        | A01
				E2          | 李小娜 | 13800000002 | B        | B02`,
		},
		plan: text`
			restore employee E2 by employeeNum | name: → 李小娜, unitCode: A → B, list: A:A01 → B:B02 | ${RESTORED}…
			employee: source 2, platform 1, matched 2, unchanged 1, restore 1`,
		sent: text`
			PUT employee/update employeeNum=E2, name=李小娜, status=ON, list=B:B02*`,
	},
	{
		title: 'who came back as ON has that status from then on, whatever it was before',
		known: [
			{ employee: THREE },
			{ employee: ONE },
			{
				employee: text`
					employeeNum | name | mobile
					E1          | 王伟 | 13800000001
					E2          | 李娜 | 13800000002`,
			},
		],
		source: { employee: THREE },
		parameters: { actions: ['update'] },
		plan: text`
			update employee E2 by employeeNum | status: → TRIAL | status differs
			skipped employee E3 | …Restore…
			employee: source 3, platform 2, matched 3, unchanged 1, update 1, skipped 1`,
		sent: text`PUT employee/update employeeNum=E2, status=TRIAL`,
		again: text`
			skipped employee E3 | …Restore…
			employee: source 3, platform 2, matched 3, unchanged 2, skipped 1`,
	},
	{
		title: 'so that nothing differs from it where the table says the same later',
		known: [
			{ employee: THREE },
			{ employee: ONE },
			{
				employee: text`
					employeeNum | name
					E1          | 王伟
					E2          | 李娜`,
			},
		],
		source: {
			employee: text`
				employeeNum | status
				E1          | ON
				E2          | ON`,
		},
		plan: 'employee: source 2, platform 2, matched 2, unchanged 2',
	},
	{
		title: 'who left by a row of their own is restored as well',
		known: [
			{ employee: THREE },
			{
				employee: text`
					employeeNum | status
					E1          | ON
					E2          | LEAVE
					E3          | ON`,
			},
		],
		source: { employee: THREE },
		plan: text`
			restore employee E2 by employeeNum | …${RESTORED}…
			employee: source 3, platform 2, matched 3, unchanged 2, restore 1`,
		sent: text`PUT employee/update employeeNum=E2, status=TRIAL`,
	},
	{
		title: 'unless restoring is switched off: then they stay gone, and it says so',
		known: [{ employee: THREE }, { employee: ONE }],
		source: { employee: THREE },
		parameters: { actions: ['create', 'update'] },
		plan: text`
			skipped employee E2 | …Restore…
			skipped employee E3 | …Restore…
			employee: source 3, platform 1, matched 3, unchanged 1, skipped 2`,
		sent: '',
		again: text`
			skipped employee E2 | …Restore…
			skipped employee E3 | …Restore…
			employee: source 3, platform 1, matched 3, unchanged 1, skipped 2`,
	},
	{
		title: 'employees go after all that is changed, and departments last, from below',
		edition: 'classic',
		known: [ALL],
		source: {
			department: text`
				unitCode | unitName
				R        | 研究院`,
			position: POSITION_OF_R,
			employee: text`
				employeeNum | name | unitCode | positionCode
				E1          | 王伟 | R        | R01
				E3          | 张敏 | R        | R01`,
		},
		parameters: GO,
		plan: text`
			update department R by unitCode | unitName: → 研究院 | unitName differs
			remove department S | ${GONE}
			remove department S1 | ${GONE}
			remove department S11 | ${GONE}
			move employee E1 by employeeNum | unitCode: S1 → R, list: S1:S101 → R:R01 | unitCode, list differ
			retire employee E2 | …${GONE}
			department: source 1, platform 4, matched 1, update 1, remove 3
			position: source 1, platform 3, matched 1, unchanged 1, skipped 2
			employee: source 2, platform 3, matched 2, unchanged 1, move 1, retire 1`,
		sent: text`
			PUT dept/update unitCode=R, unitName=研究院
			PUT employee/update employeeNum=E1, list=R:R01*
			PUT employee/update employeeNum=E2, status=LEAVE
			DELETE dept/delete unitCode=S11
			DELETE dept/delete unitCode=S1
			DELETE dept/delete unitCode=S`,
	},
	{
		title: 'what goes goes last, also where nothing waits for it',
		edition: 'classic',
		known: [
			{
				department: TREE,
				position: POSITIONS,
				employee: text`
					employeeNum | name | gender | status | unitCode | positionCode
					E1          | 王伟 | 1      | ON     | R        | R01
					E2          | 李娜 | 0      | ON     | R        | R01`,
			},
		],
		source: {
			department: text`
				unitCode | unitName | parentUnitCode
				S        | 销售部   |
				S1       | 华北区   | S
				R        | 研发中心 |`,
			position: text`
				positionCode | positionName
				S101         | 经理
				R01          | 科学家`,
			employee: text`
				employeeNum | name
				E1          | 王小伟`,
		},
		parameters: GO,
		plan: text`
			update department S by unitCode | unitName: → 销售部 | unitName differs
			remove department S11 | ${GONE}
			update position R01 by positionCode | positionName: → 科学家 | positionName differs
			update employee E1 by employeeNum | name: → 王小伟 | name differs
			retire employee E2 | …${GONE}
			department: source 3, platform 4, matched 3, unchanged 2, update 1, remove 1
			position: source 2, platform 3, matched 2, unchanged 1, update 1, skipped 1
			employee: source 1, platform 2, matched 1, update 1, retire 1`,
		sent: text`
			PUT dept/update unitCode=S, unitName=销售部
			PUT position/update positionCode=R01, positionName=科学家
			PUT employee/update employeeNum=E1, name=王小伟
			PUT employee/update employeeNum=E2, status=LEAVE
			DELETE dept/delete unitCode=S11`,
	},
	{
		title: 'nothing goes below which another stays that only the source has moved away',
		edition: 'classic',
		known: [{ department: TREE }],
		source: {
			department: text`
				unitCode | unitName | parentUnitCode
				S1       | 华北部   | R
				S11      | 北京     | S1
				R        | 研发中心 |`,
		},
		parameters: { departmentMissing: 'remove' },
		plan: text`
			update department S1 by unitCode | unitName: → 华北部 | unitName…parentUnitCode is left as it is…
			rejected department S | …S1…
			department: source 3, platform 4, matched 3, unchanged 2, update 1, rejected 1`,
		sent: text`PUT dept/update unitCode=S1, unitName=华北部`,
		again: text`
			skipped department S1 | …parentUnitCode is left as it is…
			rejected department S | …S1…
			department: source 3, platform 4, matched 3, unchanged 2, skipped 1, rejected 1`,
	},
	{
		title:
			'a department in which, or below which, people stay is not removed: their number says why',
		edition: 'classic',
		known: [ALL],
		source: { department: ONLY_R },
		parameters: { departmentMissing: 'remove' },
		plan: text`
			rejected department S | …2…
			rejected department S1 | …2…
			rejected department S11 | …1…
			department: source 1, platform 4, matched 1, unchanged 1, rejected 3`,
		sent: '',
		again: text`
			rejected department S | …2…
			rejected department S1 | …2…
			rejected department S11 | …1…
			department: source 1, platform 4, matched 1, unchanged 1, rejected 3`,
	},
	{
		title: 'nor one to which somebody of the source goes',
		edition: 'classic',
		known: [ALL],
		source: {
			department: text`
				unitCode | unitName | parentUnitCode
				S        | 销售中心 |
				R        | 研发中心 |`,
			employee: text`
				employeeNum | name | gender | status | unitCode | positionCode
				E1          | 王伟 | 1      | ON     | R        | R01
				E2          | 李娜 | 0      | ON     | R        | R01
				E4          | 赵磊 | 1      | ON     | S1       | S101`,
		},
		parameters: { departmentMissing: 'remove' },
		plan: text`
			rejected department S1 | …
			remove department S11 | ${GONE}
			move employee E1 by employeeNum | unitCode: S1 → R, list: S1:S101 → R:R01 | unitCode, list differ
			move employee E2 by employeeNum | unitCode: S11 → R, list: S11:S1101 → R:R01 | unitCode, list differ
			create employee E4 | employeeNum: → E4, name: → 赵磊, gender: → 1, status: → ON, unitCode: → S1, list: → S1:S101 | ${NEW}
			department: source 2, platform 4, matched 2, unchanged 2, remove 1, rejected 1
			employee: source 3, platform 3, matched 2, create 1, move 2, skipped 1`,
		again: text`
			rejected department S1 | …
			department: source 2, platform 3, matched 2, unchanged 2, rejected 1
			employee: source 3, platform 4, matched 3, unchanged 3, skipped 1`,
	},
	{
		title: 'nor one in which somebody has another assignment than the primary one',
		edition: 'classic',
		known: [
			{
				department: TREE,
				position: POSITIONS,
				employee: text`
					employeeNum | name | gender | status | unitCode | positionCode | primaryPositionFlag
					E1          | 王伟 | 1      | ON     | R        | R01          | 1
					E1          |      |        |        | S11      | S1101        | 0`,
			},
		],
		source: {
			department: text`
				unitCode | unitName | parentUnitCode
				S        | 销售中心 |
				S1       | 华北区   | S
				R        | 研发中心 |`,
			employee: text`
				employeeNum | name
				E1          | 王伟`,
		},
		parameters: { departmentMissing: 'remove' },
		plan: text`
			rejected department S11 | …
			department: source 3, platform 4, matched 3, unchanged 3, rejected 1
			employee: source 1, platform 1, matched 1, unchanged 1`,
		sent: '',
		again: text`
			rejected department S11 | …
			department: source 3, platform 4, matched 3, unchanged 3, rejected 1
			employee: source 1, platform 1, matched 1, unchanged 1`,
	},
	{
		title: 'but one that they leave in this run goes after that',
		edition: 'classic',
		known: [
			{
				department: TREE,
				position: POSITIONS,
				employee: text`
					employeeNum | name | gender | status | unitCode | positionCode | primaryPositionFlag
					E1          | 王伟 | 1      | ON     | R        | R01          | 1
					E1          |      |        |        | S11      | S1101        | 0`,
			},
		],
		source: {
			department: text`
				unitCode | unitName | parentUnitCode
				S        | 销售中心 |
				S1       | 华北区   | S
				R        | 研发中心 |`,
			employee: text`
				employeeNum | name | unitCode | positionCode
				E1          | 王伟 | R        | R01`,
		},
		parameters: { departmentMissing: 'remove' },
		plan: text`
			remove department S11 | ${GONE}
			update employee E1 by employeeNum | list: R:R01, S11:S1101 → R:R01 | list differs
			department: source 3, platform 4, matched 3, unchanged 3, remove 1
			employee: source 1, platform 1, matched 1, update 1`,
		sent: text`
			PUT employee/update employeeNum=E1, list=R:R01*
			DELETE dept/delete unitCode=S11`,
	},
	{
		title: 'nor one that a position of the source is in, nor what is above it',
		edition: 'classic',
		known: [{ department: TREE, position: POSITIONS }],
		source: {
			department: ONLY_R,
			position: text`
				positionCode | positionName | unitCode
				S101         | 经理         | S1
				R01          | 工程师       | R`,
		},
		parameters: { departmentMissing: 'remove' },
		plan: text`
			rejected department S | …
			rejected department S1 | …
			remove department S11 | ${GONE}
			department: source 1, platform 4, matched 1, unchanged 1, remove 1, rejected 2
			position: source 2, platform 3, matched 2, unchanged 2, skipped 1`,
		sent: text`DELETE dept/delete unitCode=S11`,
		again: text`
			rejected department S | …
			rejected department S1 | …
			department: source 1, platform 3, matched 1, unchanged 1, rejected 2
			position: source 2, platform 3, matched 2, unchanged 2, skipped 1`,
	},
	{
		title: 'nor one with another below it that stays, such as one that is protected',
		edition: 'classic',
		known: [{ department: TREE }],
		source: { department: ONLY_R },
		parameters: { departmentMissing: 'remove', scope: { protected: 'S11' } },
		plan: text`
			rejected department S | …S1…
			rejected department S1 | …S11…
			skipped department S11 | …protected…
			department: source 1, platform 4, matched 1, unchanged 1, skipped 1, rejected 2`,
		sent: '',
		again: text`
			rejected department S | …
			rejected department S1 | …
			skipped department S11 | …
			department: source 1, platform 4, matched 1, unchanged 1, skipped 1, rejected 2`,
	},
	{
		title: 'if the platform refuses to let one of them go, the department stays',
		edition: 'classic',
		known: [ALL],
		source: {
			department: text`
				unitCode | unitName | parentUnitCode
				S        | 销售中心 |
				S1       | 华北区   | S
				R        | 研发中心 |`,
			employee: text`
				employeeNum | name | unitCode | positionCode
				E1          | 王伟 | S1       | S101
				E3          | 张敏 | R        | R01`,
		},
		parameters: GO,
		plan: text`
			remove department S11 | ${GONE}
			retire employee E2 | …${GONE}
			department: source 3, platform 4, matched 3, unchanged 3, remove 1
			employee: source 2, platform 3, matched 2, unchanged 2, retire 1`,
		applyFaults: [{ how: 'refuseRow', path: 'employee/update', row: 'E2' }],
		applied: text`
			notSent remove department S11 | …
			rejected retire employee E2 | …数据校验不通过…`,
	},
	{
		title: 'what a removal finds gone already is done: a lost answer leaves nobody stuck',
		edition: 'classic',
		known: [{ department: TREE }],
		source: {
			department: text`
				unitCode | unitName | parentUnitCode
				S        | 销售中心 |
				S1       | 华北区   | S
				R        | 研发中心 |`,
		},
		parameters: { departmentMissing: 'remove', options: { retries: 1 } },
		plan: text`
			remove department S11 | ${GONE}
			department: source 3, platform 4, matched 3, unchanged 3, remove 1`,
		applyFaults: [
			{ how: 'statusAfter', status: 502, path: 'dept/delete', retryAfter: 0, times: 1 },
		],
		sent: text`
			DELETE dept/delete unitCode=S11
			DELETE dept/delete unitCode=S11`,
	},
	{
		title: 'a department that was removed and is in the source again is created again',
		edition: 'classic',
		known: [
			{ department: TREE },
			{
				department: text`
					unitCode | unitName | parentUnitCode
					S        | 销售中心 |
					S1       | 华北区   | S
					R        | 研发中心 |`,
			},
		],
		source: { department: TREE },
		plan: text`
			create department S11 | unitCode: → S11, unitName: → 北京, orderSeq: → 1, parentUnitCode: → S1 | …
			department: source 4, platform 3, matched 3, unchanged 3, create 1`,
		sent: text`POST dept/create unitCode=S11, unitName=北京, parentUnitCode=S1, orderSeq=1`,
	},
	{
		title: 'positions are kept, since nothing can delete them, and are nobody’s reason to stay',
		edition: 'classic',
		known: [{ department: TREE, position: POSITIONS }],
		source: {
			department: text`
				unitCode | unitName | parentUnitCode
				S        | 销售中心 |
				S1       | 华北区   | S
				R        | 研发中心 |`,
			position: text`
				positionCode | positionName
				S101         | 经理
				R01          | 工程师`,
		},
		parameters: { departmentMissing: 'remove' },
		plan: text`
			remove department S11 | ${GONE}
			department: source 3, platform 4, matched 3, unchanged 3, remove 1
			position: source 2, platform 3, matched 2, unchanged 2, skipped 1`,
		sent: text`DELETE dept/delete unitCode=S11`,
	},
	{
		title: 'the protected do not go, by key, with * for any text, not even by a row of their own',
		known: [
			{
				employee: text`
					employeeNum | name   | gender | status | unitCode | positionCode
					ADMIN1      | 管理员 | 1      | ON     | A        | A01
					ADMIN2      | 管理员 | 1      | ON     | A        | A01
					BOSS        | 董事长 | 1      | ON     | A        | A01
					E1          | 王伟   | 1      | ON     | A        | A01`,
			},
		],
		source: {
			employee: text`
				employeeNum | name   | status
				BOSS        | 董事长 | LEAVE`,
		},
		parameters: { employeeMissing: 'retire', scope: { protected: 'ADMIN*, BOSS' } },
		plan: text`
			skipped employee BOSS | …protected…
			skipped employee ADMIN1 | …protected…
			skipped employee ADMIN2 | …protected…
			retire employee E1 | …${GONE}
			employee: source 1, platform 4, matched 1, retire 1, skipped 3`,
		sent: text`PUT employee/update employeeNum=E1, status=LEAVE`,
		again: text`
			skipped employee BOSS | …protected…
			skipped employee ADMIN1 | …protected…
			skipped employee ADMIN2 | …protected…
			employee: source 1, platform 3, matched 1, skipped 3`,
	},
	{
		title:
			'a new code with the mobile of somebody who is missing looks like a code that has changed',
		known: [{ employee: THREE }],
		source: {
			employee: text`
				employeeNum | name | gender | status | mobile      | unitCode | positionCode
				E1          | 王伟 | 1      | ON     | 13800000001 | A        | A01
				N2          | 李娜 | 0      | TRIAL  | 13800000002 | A        | A01`,
		},
		parameters: { employeeMissing: 'retire' },
		plan: text`
			rejected employee N2 | …mobile…E2…
			rejected employee E2 | …mobile…N2…
			retire employee E3 | …${GONE}
			employee: source 2, platform 3, matched 1, unchanged 1, retire 1, rejected 2`,
		sent: text`PUT employee/update employeeNum=E3, status=LEAVE`,
		again: text`
			rejected employee N2 | …mobile…E2…
			rejected employee E2 | …mobile…N2…
			employee: source 2, platform 2, matched 1, unchanged 1, rejected 2`,
	},
	{
		title:
			'a new department that takes the people of one that is missing looks like a code that has changed',
		edition: 'classic',
		known: [ALL],
		source: {
			department: text`
				unitCode | unitName | orderSeq | parentUnitCode
				S        | 销售中心 | 1        |
				S1       | 华北区   | 1        | S
				S12      | 北京     | 1        | S1
				R        | 研发中心 | 1        |`,
			employee: text`
				employeeNum | unitCode | positionCode
				E1          | S1       | S101
				E2          | S12      | S1201
				E3          | R        | R01`,
		},
		parameters: GO,
		plan: text`
			rejected department S12 | …S11…renamed or moved?…
			rejected department S11 | …S12…
			rejected employee E2 | …
			department: source 4, platform 4, matched 3, unchanged 3, rejected 2
			employee: source 3, platform 3, matched 3, unchanged 2, rejected 1`,
		sent: '',
		again: text`
			rejected department S12 | …S11…renamed or moved?…
			rejected department S11 | …S12…
			rejected employee E2 | …
			department: source 4, platform 4, matched 3, unchanged 3, rejected 2
			employee: source 3, platform 3, matched 3, unchanged 2, rejected 1`,
	},
	{
		title: 'a row without a code stands for whoever has its mobile: they do not go either',
		known: [{ employee: THREE }],
		source: {
			employee: text`
				employeeNum | name | mobile
				E1          | 王伟 | 13800000001
				            | 某某 | +86 138-0000-0002`,
		},
		parameters: { employeeMissing: 'retire' },
		plan: text`
			rejected employee… | employeeNum…
			retire employee E3 | …${GONE}
			employee: source 2, platform 3, matched 1, unchanged 1, retire 1, skipped 1, rejected 1`,
	},
	{
		title: 'a row that is no good stands for whom it names: they do not go',
		known: [{ employee: THREE }],
		source: {
			employee: text`
				employeeNum | name | gender
				E1          | 王伟 | 1
				E2          | 李娜 | ?
				            | 某某 | 0`,
		},
		parameters: { employeeMissing: 'retire' },
		plan: text`
			rejected employee E2 | gender…
			rejected employee | employeeNum…
			retire employee E3 | …${GONE}
			employee: source 3, platform 3, matched 2, unchanged 1, retire 1, rejected 2`,
	},
];
