/** Golden plans of what is not in the source: kept, retired, removed, or not to be removed at all. */
import type { Golden } from './golden.ts';
import { text } from './golden.ts';

const DEPARTMENTS = text`
	department
	销售中心
	销售中心\华北区
	销售中心\华北区\北京
	研发中心`;

/** J1 and J2 have part-time jobs elsewhere than their main ones. */
const WITH_JOBS = {
	department: DEPARTMENTS,
	person: text`
		jobNo | name | department
		J1    | 王伟 | 研发中心
		J2    | 李娜 | 研发中心`,
	partTimeJob: text`
		jobNo | department          | jobTitle
		J1    | 销售中心\华北区      | 顾问
		J2    | 销售中心\华北区\北京 | 顾问`,
};

export const removals: Golden[] = [
	{
		title:
			'nothing is removed that nobody asked for: what is not in the source is kept, from the first run on',
		complaint: ['bitwarden#548', 'azure-docs#111831'],
		platform: {
			department: DEPARTMENTS,
			person: text`
				jobNo | name
				J1    | 王伟
				J2    | 李娜`,
		},
		source: {
			department: text`
				department
				研发中心`,
			person: text`
				jobNo | name
				J1    | 王伟`,
		},
		parameters: { show: 'all' },
		plan: text`
			unchanged department 研发中心 by department | nothing differs
			skipped department 销售中心 | …
			skipped department 销售中心\华北区 | …
			skipped department 销售中心\华北区\北京 | …
			unchanged person J1 by jobNo | nothing differs
			skipped person J2 | …
			department: source 1, platform 4, matched 1, unchanged 1, skipped 3
			person: source 1, platform 2, matched 1, unchanged 1, skipped 1`,
	},
	{
		title:
			'who is gone is marked as having left rather than deleted, and is restored on coming back',
		complaint: ['authentik#12722', 'tine20#5538'],
		platform: {
			person: text`
				jobNo | name | status
				J1    | 王伟 |
				J2    | 李娜 |
				J3    | 张敏 | left
				J4    | 赵磊 | left`,
		},
		source: {
			person: text`
				jobNo | name
				J1    | 王伟
				J3    | 张敏`,
		},
		parameters: { personMissing: 'retire' },
		plan: text`
			restore person J3 by jobNo | in the source again after leaving
			retire person J2 | not in the source
			person: source 2, platform 2, matched 2, unchanged 1, restore 1, retire 1`,
	},
	{
		title:
			'removed for good, if that is asked for; those who left before are nobody’s business any more',
		platform: {
			person: text`
				jobNo | name | status
				J1    | 王伟 |
				J2    | 李娜 |
				J3    | 张敏 | left
				J4    | 赵磊 | disabled`,
		},
		source: {
			person: text`
				jobNo | name
				J1    | 王伟`,
		},
		parameters: { personMissing: 'remove' },
		plan: text`
			remove person J2 | not in the source
			person: source 1, platform 2, matched 1, unchanged 1, remove 1`,
	},
	{
		title: 'what a removal finds gone already is done: a lost answer leaves nobody stuck',
		complaint: 'go-ldap-admin#237',
		platform: {
			person: text`
				jobNo | name
				J1    | 王伟
				J2    | 李娜`,
		},
		source: {
			person: text`
				jobNo | name
				J1    | 王伟`,
		},
		parameters: { personMissing: 'remove', options: { retries: 1 } },
		plan: text`
			remove person J2 | not in the source
			person: source 1, platform 2, matched 1, unchanged 1, remove 1`,
		applyFaults: [
			{ how: 'statusAfter', status: 502, path: 'person/delete', retryAfter: 0, times: 1 },
		],
	},
	{
		title: 'a tree is removed from below; levels that a path implies are in the source as well',
		platform: { department: DEPARTMENTS },
		source: {
			department: text`
				department
				研发中心\一组`,
		},
		parameters: { departmentMissing: 'remove' },
		plan: text`
			create department 研发中心\一组 | department: → 研发中心\一组 | not on the platform
			remove department 销售中心 | not in the source
			remove department 销售中心\华北区 | not in the source
			remove department 销售中心\华北区\北京 | not in the source
			department: source 1, platform 4, unchanged 1, create 1, remove 3`,
		sent: text`
			v2/dept/add
			dept/deleteById
			dept/deleteById
			dept/deleteById`,
	},
	{
		title:
			'a department in which, or below which, people would be left is not removed: their number says why',
		platform: {
			department: DEPARTMENTS,
			person: text`
				jobNo | name | department
				J1    | 王伟 | 销售中心\华北区
				J2    | 李娜 | 销售中心\华北区\北京
				J3    | 张敏 | 销售中心\华北区\北京`,
		},
		source: {
			department: text`
				department
				研发中心`,
		},
		parameters: { departmentMissing: 'remove' },
		plan: text`
			rejected department 销售中心 | …3…
			rejected department 销售中心\华北区 | …3…
			rejected department 销售中心\华北区\北京 | …2…
			department: source 1, platform 4, matched 1, unchanged 1, rejected 3`,
	},
	{
		title:
			'a department that the table of departments forgot, but people of the source are in, is not removed either',
		platform: {
			department: DEPARTMENTS,
			person: text`
				jobNo | name | department
				J1    | 王伟 | 销售中心\华北区\北京`,
		},
		source: {
			department: text`
				department
				销售中心\华北区
				研发中心`,
			person: text`
				jobNo | name | phone       | department
				J1    | 王伟 |             | 销售中心\华北区\北京
				J2    | 李娜 | 13800000002 | 销售中心\华北区\北京`,
		},
		parameters: { departmentMissing: 'remove' },
		plan: text`
			rejected department 销售中心\华北区\北京 | …2…
			create person J2 | name: → 李娜, jobNo: → J2, phone: → 13800000002, department: → 销售中心\华北区\北京 | not on the platform
			department: source 2, platform 4, matched 2, unchanged 3, rejected 1
			person: source 2, platform 1, matched 1, unchanged 1, create 1`,
	},
	{
		title: 'whoever moves away in the same run, or is removed in it, is not left in it',
		platform: {
			department: DEPARTMENTS,
			person: text`
				jobNo | name | department
				J1    | 王伟 | 销售中心\华北区
				J2    | 李娜 | 销售中心\华北区\北京
				J3    | 张敏 | 销售中心\华北区\北京
				J4    | 赵磊 | 研发中心`,
		},
		source: {
			department: text`
				department
				销售中心
				研发中心`,
			person: text`
				jobNo | name | department
				J1    | 王伟 | 销售中心
				J2    | 李娜 | 研发中心
				J4    | 赵磊 | 研发中心`,
		},
		parameters: { departmentMissing: 'remove', personMissing: 'remove' },
		plan: text`
			remove department 销售中心\华北区 | not in the source
			remove department 销售中心\华北区\北京 | not in the source
			move person J1 by jobNo | department: 销售中心\华北区 → 销售中心 | department differs
			move person J2 by jobNo | department: 销售中心\华北区\北京 → 研发中心 | department differs
			remove person J3 | not in the source
			department: source 2, platform 4, matched 2, unchanged 2, remove 2
			person: source 3, platform 4, matched 3, unchanged 1, move 2, remove 1`,
	},
	{
		title:
			'if the platform refuses to let one of them go, the department stays: nobody is left without',
		platform: {
			department: DEPARTMENTS,
			person: text`
				jobNo | name | department
				J1    | 王伟 | 销售中心\华北区\北京
				J2    | 李娜 | 销售中心\华北区\北京`,
		},
		source: {
			department: text`
				department
				销售中心
				销售中心\华北区
				研发中心`,
			person: text`
				jobNo | name | department
				J1    | 王伟 | 销售中心
				J2    | 李娜 | 研发中心`,
		},
		parameters: { departmentMissing: 'remove' },
		plan: text`
			remove department 销售中心\华北区\北京 | not in the source
			move person J1 by jobNo | department: 销售中心\华北区\北京 → 销售中心 | department differs
			move person J2 by jobNo | department: 销售中心\华北区\北京 → 研发中心 | department differs
			department: source 3, platform 4, matched 3, unchanged 3, remove 1
			person: source 2, platform 2, matched 2, move 2`,
		applyFaults: [{ how: 'refuseRow', path: 'person/updateDeptByDeptId', row: 'o:J2' }],
		applied: text`
			notSent remove department 销售中心\华北区\北京 | …
			done move person J1 | department differs
			rejected move person J2 | …数据校验不通过…`,
	},
	{
		title:
			'a department stays while there are part-time jobs in it, whatever is to be kept in step',
		platform: WITH_JOBS,
		source: {
			department: text`
				department
				研发中心
				销售中心`,
		},
		parameters: { departmentMissing: 'remove' },
		plan: text`
			rejected department 销售中心\华北区 | would leave 2 part-time jobs without a department…
			rejected department 销售中心\华北区\北京 | would leave 1 part-time job without a department…
			department: source 2, platform 4, matched 2, unchanged 2, rejected 2`,
	},
	{
		title: 'and goes after them',
		platform: WITH_JOBS,
		source: {
			department: text`
				department
				研发中心
				销售中心`,
			partTimeJob: text`
				jobNo | department | jobTitle
				J2    | 销售中心   | 顾问`,
		},
		parameters: { departmentMissing: 'remove', partTimeJobMissing: 'remove' },
		plan: text`
			remove department 销售中心\华北区 | not in the source
			remove department 销售中心\华北区\北京 | not in the source
			create partTimeJob J2|销售中心 | jobTitle: → 顾问 | not on the platform
			remove partTimeJob J1|销售中心\华北区 | not in the source
			remove partTimeJob J2|销售中心\华北区\北京 | not in the source
			department: source 2, platform 4, matched 2, unchanged 2, remove 2
			partTimeJob: source 1, platform 2, create 1, remove 2`,
		sent: text`
			company/addPartTimeJobs
			company/deletePartTimeJobs
			dept/deleteById
			dept/deleteById`,
	},
	{
		title: 'or with those whose they are',
		platform: WITH_JOBS,
		source: {
			department: text`
				department
				研发中心
				销售中心
				销售中心\华北区`,
			person: text`
				jobNo | name | status
				J1    | 王伟 | 在职
				J2    | 李娜 | 离职`,
		},
		parameters: { departmentMissing: 'remove' },
		plan: text`
			remove department 销售中心\华北区\北京 | not in the source
			retire person J2 by jobNo | the source says that this person has left
			department: source 3, platform 4, matched 3, unchanged 3, remove 1
			person: source 2, platform 2, matched 2, unchanged 1, retire 1`,
	},
	{
		title: 'the protected are neither retired nor removed, by key, with * for any text',
		platform: {
			department: DEPARTMENTS,
			person: text`
				jobNo   | name
				J1      | 王伟
				ADMIN-1 | 管理员一
				ADMIN-2 | 管理员二
				BOSS    | 董事长`,
		},
		source: {
			department: text`
				department
				研发中心`,
			person: text`
				jobNo | name     | status
				BOSS  | 董事长   | 离职`,
		},
		parameters: {
			departmentMissing: 'remove',
			personMissing: 'retire',
			scope: { protected: text`ADMIN-*, BOSS, 销售中心\华北区\*` },
		},
		plan: text`
			rejected department 销售中心 | …
			rejected department 销售中心\华北区 | …
			skipped department 销售中心\华北区\北京 | …protected…
			skipped person BOSS | …protected…
			skipped person ADMIN-1 | …protected…
			skipped person ADMIN-2 | …protected…
			retire person J1 | not in the source
			department: source 1, platform 4, matched 1, unchanged 1, skipped 1, rejected 2
			person: source 1, platform 4, matched 1, retire 1, skipped 3`,
	},
];
