/** Golden plans that pass a limit, and what a scope leaves alone. */
import type { Golden } from './golden.ts';
import { text } from './golden.ts';

const DEPARTMENTS = text`
	department
	销售中心
	销售中心\华北区
	研发中心`;

const FIVE = text`
	jobNo | name
	J1    | 王伟
	J2    | 李娜
	J3    | 张敏
	J4    | 赵磊
	J5    | 周静`;

const SPREAD = text`
	jobNo | name | department      | jobTitle
	J1    | 王伟 | 销售中心        | 专员
	J2    | 李娜 | 销售中心\华北区 | 专员
	J3    | 张敏 | 研发中心        | 专员
	J4    | 赵磊 | 研发中心        | 专员`;

/** So many people whose numbers begin so. */
const crowd = (prefix: string, count: number) =>
	[
		'jobNo | name',
		...Array.from({ length: count }, (_, n) => `${prefix}${n + 1} | 员工${prefix}${n + 1}`),
	].join('\n');

export const limitsAndScope: Golden[] = [
	{
		title:
			'above 10 % nothing is removed that nobody approved, but the whole plan is there to be read',
		complaint: [
			...['owncloud#29547', 'owncloud#29796', 'terraform#16392', 'modernisation-platform#8606'],
			...['azure-docs#95437', 'azure-docs#35848'],
		],
		platform: { person: FIVE },
		source: {
			person: text`
				jobNo | name
				J1    | 王伟
				J2    | 李小娜
				J3    | 张敏`,
		},
		parameters: { personMissing: 'retire', limits: {} },
		plan: text`
			update person J2 by jobNo | name: 李娜 → 李小娜 | name differs
			retire person J4 | not in the source
			retire person J5 | not in the source
			person: source 3, platform 5, matched 3, unchanged 2, update 1, retire 2
			limit passed: person removals 2 > 10 percent
			warning: …`,
		stopped: '…2…10…J4…J5…raise…',
	},
	{
		title:
			'a limit is passed by more than it, not by as many; retired and removed count together, and each kind for itself',
		complaint: 'azure-docs#44661',
		platform: { department: DEPARTMENTS, person: FIVE },
		source: {
			department: text`
				department
				研发中心`,
			person: text`
				jobNo | name | status
				J1    | 王伟 | 在职
				J2    | 李娜 | 在职
				J3    | 张敏 | 在职
				J4    | 赵磊 | 离职`,
		},
		parameters: {
			departmentMissing: 'remove',
			personMissing: 'remove',
			limits: { maxRemovals: 2, maxRemovalsPercent: 100 },
		},
		plan: text`
			remove department 销售中心 | not in the source
			remove department 销售中心\华北区 | not in the source
			retire person J4 by jobNo | the source says that this person has left
			remove person J5 | not in the source
			department: source 1, platform 3, matched 1, unchanged 1, remove 2
			person: source 4, platform 5, matched 4, unchanged 3, retire 1, remove 1`,
	},
	{
		title: 'by number and by percent: either one stops',
		platform: { department: DEPARTMENTS, person: FIVE },
		source: {
			department: text`
				department
				研发中心`,
			person: text`
				jobNo | name | status
				J1    | 王伟 | 离职
				J2    | 李娜 | 离职`,
		},
		parameters: {
			departmentMissing: 'remove',
			limits: { maxRemovals: 1, maxRemovalsPercent: 50 },
		},
		plan: text`
			remove department 销售中心 | not in the source
			remove department 销售中心\华北区 | not in the source
			retire person J1 by jobNo | the source says that this person has left
			retire person J2 by jobNo | the source says that this person has left
			department: source 1, platform 3, matched 1, unchanged 1, remove 2
			person: source 2, platform 5, matched 2, retire 2, skipped 3
			limit passed: department removals 2 > 1 count
			limit passed: department removals 2 > 50 percent
			limit passed: person removals 2 > 1 count
			warning: …
			warning: …`,
	},
	{
		title: 'everybody new, everybody changed: creates and updates have limits for who wants them',
		platform: {
			department: DEPARTMENTS,
			person: text`
				jobNo | name | department | status
				J1    | 王伟 | 销售中心   |
				J2    | 李娜 | 销售中心   |
				J3    | 张敏 | 销售中心   | left
				J4    | 赵磊 | 销售中心   | disabled`,
		},
		source: {
			person: text`
				jobNo | name | phone       | department
				J1    | 王伟 |             | 研发中心
				J2    | 李倩 |             | 销售中心
				J3    | 张敏 |             | 销售中心
				J4    | 赵磊 |             | 销售中心
				J5    | 周静 | 13800000005 | 销售中心
				J6    | 吴洋 | 13800000006 | 销售中心`,
		},
		parameters: {
			actions: ['create', 'update', 'restore', 'enable'],
			limits: { maxCreates: 1, maxUpdates: 3 },
		},
		plan: text`
			move person J1 by jobNo | department: 销售中心 → 研发中心 | department differs
			update person J2 by jobNo | name: 李娜 → 李倩 | name differs
			restore person J3 by jobNo | in the source again after leaving
			enable person J4 by jobNo | in the source, but disabled on the platform
			create person J5 | name: → 周静, jobNo: → J5, phone: → 13800000005, department: → 销售中心 | not on the platform
			create person J6 | name: → 吴洋, jobNo: → J6, phone: → 13800000006, department: → 销售中心 | not on the platform
			person: source 6, platform 2, matched 4, create 2, update 1, move 1, restore 1, enable 1
			limit passed: person creates 2 > 1 count
			limit passed: person updates 4 > 3 count
			warning: …
			warning: …`,
	},
	{
		title:
			'the percentage is of those in scope, so that one small department can’t hide in a large company',
		platform: { department: DEPARTMENTS, person: SPREAD },
		source: {
			person: text`
				jobNo | name | department
				J1    | 王伟 | 销售中心`,
		},
		parameters: {
			personMissing: 'retire',
			scope: { departments: '销售中心' },
			limits: { maxRemovalsPercent: 49 },
		},
		plan: text`
			retire person J2 | not in the source
			person: source 1, platform 2, matched 1, unchanged 1, retire 1, skipped 2
			limit passed: person removals 1 > 49 percent
			warning: …`,
	},
	{
		title: 'few of either side match: the key is likely the wrong one, which a plan says',
		platform: { person: crowd('P', 21) },
		source: { person: crowd('S', 21) },
		parameters: { actions: ['update'] },
		plan: text`
			${Array.from({ length: 21 }, (_, n) => `skipped person S${n + 1} | …Create…`).join('\n')}
			person: source 21, platform 21, skipped 42
			warning: …jobNo…`,
		stopped: '…jobNo…',
	},
	{
		title: 'an empty table is an accident, unless it may be empty; then the limits still hold',
		complaint: ['bitwarden-pr#107', 'keycloak#24669'],
		platform: { department: DEPARTMENTS, person: FIVE },
		source: { department: DEPARTMENTS, person: 'jobNo | name' },
		parameters: { personMissing: 'retire', limits: { allowEmptySource: true, maxRemovals: 4 } },
		plan: text`
			retire person J1 | not in the source
			retire person J2 | not in the source
			retire person J3 | not in the source
			retire person J4 | not in the source
			retire person J5 | not in the source
			department: source 3, platform 3, matched 3, unchanged 3
			person: platform 5, retire 5
			limit passed: person removals 5 > 4 count
			limit passed: person removals 5 > 10 percent
			warning: …`,
	},
	{
		title:
			'only some departments: what is outside is neither changed nor retired, and told only if all is shown',
		complaint: ['go-ldap-admin#184', 'azure-docs#82269', 'azure-docs#97395'],
		platform: { department: DEPARTMENTS, person: SPREAD },
		source: {
			department: text`
				department      | weights
				销售中心        | 5
				研发中心        | 5
				市场中心        | 5
				销售中心\华南区 | 5`,
			person: text`
				jobNo | name | phone       | department      | jobTitle
				J1    | 王伟 |             | 销售中心        | 主管
				J3    | 张敏 |             | 研发中心        | 主管
				J8    | 孙杰 | 13800000008 | 研发中心        | 专员
				J9    | 吴洋 | 13800000009 | 销售中心\华南区 | 专员`,
		},
		parameters: {
			personMissing: 'retire',
			departmentMissing: 'remove',
			scope: { departments: ['销售中心'] },
			show: 'all',
		},
		plan: text`
			update department 销售中心 by department | weights: 0 → 5 | weights differs
			skipped department 研发中心 | …scope…
			skipped department 市场中心 | …scope…
			create department 销售中心\华南区 | department: → 销售中心\华南区, weights: → 5 | not on the platform
			remove department 销售中心\华北区 | not in the source
			update person J1 by jobNo | jobTitle: 专员 → 主管 | jobTitle differs
			skipped person J3 | …scope…
			skipped person J8 | …scope…
			create person J9 | name: → 吴洋, jobNo: → J9, phone: → 13800000009, department: → 销售中心\华南区, jobTitle: → 专员 | not on the platform
			retire person J2 | not in the source
			skipped person J4 | …scope…
			department: source 4, platform 2, matched 2, create 1, update 1, remove 1, skipped 2
			person: source 4, platform 2, matched 2, create 1, update 1, retire 1, skipped 3`,
	},
	{
		title: 'nobody crosses the border of the scope, in either direction; who would is told',
		complaint: 'go-ldap-admin#184',
		platform: { department: DEPARTMENTS, person: SPREAD },
		source: {
			person: text`
				jobNo | name | department | jobTitle
				J1    | 王伟 | 研发中心   | 主管
				J2    | 李娜 | 销售中心   | 专员
				J3    | 张敏 | 销售中心   | 主管
				J4    | 赵磊 | 研发中心   | 主管`,
		},
		parameters: { personMissing: 'retire', scope: { departments: '销售中心' } },
		plan: text`
			skipped person J1 | …scope…
			move person J2 by jobNo | department: 销售中心\华北区 → 销售中心 | department differs
			skipped person J3 | …scope…
			person: source 4, platform 2, matched 4, move 1, skipped 3`,
	},
	{
		title: 'a scope may be named by codes of the source',
		platform: { department: DEPARTMENTS, person: SPREAD },
		source: {
			department: text`
				code | parentCode | name
				S    |            | 销售中心
				S1   | S          | 华北区
				R    |            | 研发中心`,
			person: text`
				jobNo | name | departmentCode | jobTitle
				J2    | 李娜 | S1             | 主管
				J3    | 张敏 | R              | 主管`,
		},
		parameters: { scope: { departments: ['S1'] } },
		plan: text`
			update person J2 by jobNo | jobTitle: 专员 → 主管 | jobTitle differs
			department: source 3, platform 1, matched 3, unchanged 1, skipped 2
			person: source 2, platform 1, matched 2, update 1, skipped 3`,
	},
	{
		title: 'actions that are switched off are shown as skipped, and nothing comes of them',
		platform: {
			department: DEPARTMENTS,
			person: text`
				jobNo | name | phone       | department | status
				J1    | 王伟 | 13800000001 | 销售中心   |
				J2    | 李娜 | 13800000002 | 销售中心   |
				J3    | 张敏 | 13800000003 | 销售中心   | left`,
		},
		source: {
			person: text`
				jobNo | name   | phone       | department
				J1    | 王小伟 | 13800000001 | 销售中心
				J2    | 李娜   | 13800000002 | 研发中心
				J3    | 张敏   | 13800000003 | 销售中心
				J4    | 赵磊   | 13800000004 | 销售中心`,
		},
		parameters: { actions: [] },
		plan: text`
			skipped person J1 | …Update…
			skipped person J2 | …Update…
			skipped person J3 | …Restore…
			skipped person J4 | …Create…
			person: source 4, platform 2, matched 3, skipped 4`,
	},
];
