/** Runs that end before there is a plan: what the node says, so that nobody takes it for an empty one. */
import type { Golden } from './golden.ts';
import { text } from './golden.ts';

const PEOPLE = text`
	jobNo | name | phone
	J1    | 王伟 | 13800000001
	J2    | 李娜 | 13800000002`;

const ONE = text`
	jobNo | name
	J1    | 王伟`;

const DEPARTMENT = text`
	department
	销售中心`;

export const refusals: Golden[] = [
	{
		title: 'a source that broke gives an empty table: that removes nobody, it stops the run',
		complaint: ['keycloak#24669', 'keycloak#20177'],
		platform: { department: DEPARTMENT, person: PEOPLE },
		source: { department: DEPARTMENT, person: 'jobNo | name' },
		parameters: { personMissing: 'remove' },
		refused: '…People…',
	},
	{
		title: 'a platform that can’t be read whole is not compared with anything',
		complaint: 'sawtooth-next-directory#271',
		platform: { person: PEOPLE },
		source: {
			person: text`
				jobNo | name | phone
				J1    | 王伟 | 13800000001
				J3    | 张敏 | 13800000003`,
		},
		planFaults: [{ how: 'status', status: 500, path: 'person/getAtTime' }],
		refused: '…500…',
	},
	{
		title: 'rows at an input whose kind is not chosen are not passed over in silence',
		source: { department: DEPARTMENT, person: PEOPLE },
		parameters: { kinds: ['person'] },
		refused: '…Departments…',
	},
	{
		title: 'a table without the column of the key has no people, it has a wrong header',
		platform: { person: PEOPLE },
		source: {
			person: text`
				姓名 | 手机号
				王伟 | 13800000001`,
		},
		refused: '…jobNo…',
	},
	{
		title: 'a limit that is no number limits nothing, so it is refused by its name',
		source: { person: ONE },
		parameters: { limits: { maxRemovals: 'many' } },
		refused: '…axRemovals…',
	},
	{
		title: 'a scope that nobody knows is a slip of the pen, not an empty scope',
		platform: { department: DEPARTMENT, person: PEOPLE },
		source: { person: ONE },
		parameters: { scope: { departments: '消售中心' } },
		refused: '…消售中心…',
	},
	{
		title: 'with onInvalid “stop” one bad row stops all, which the plan still shows',
		platform: { person: PEOPLE },
		source: {
			person: text`
				jobNo | name | phone
				J1    | 王伟 | 138
				J2    | 李静 | 13800000002`,
		},
		parameters: { onInvalid: 'stop' },
		plan: text`
			rejected person J1 | phone …138…
			update person J2 by jobNo | name: 李娜 → 李静 | name differs
			person: source 2, platform 2, matched 2, update 1, rejected 1`,
		notApplied: '…phone …138…',
	},
	{
		title: 'a scope is named by what a department is known by, not by what others say of it',
		platform: { department: DEPARTMENT },
		source: {
			department: text`
				部门编码 | 部门名称 | 上级部门编码
				S        | 销售中心 | HQ`,
		},
		parameters: { kinds: ['department'], scope: { departments: 'HQ' } },
		refused: '…scope.departments…HQ…',
	},
];
