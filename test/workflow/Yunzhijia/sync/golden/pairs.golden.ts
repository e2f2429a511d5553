/** Golden plans of leaders and part-time jobs: a person and a department each. */
import type { Golden } from './golden.ts';
import { text } from './golden.ts';

const DEPARTMENTS = text`
	department
	销售中心
	研发中心
	研发中心\一组`;

const PEOPLE = text`
	jobNo | name | phone       | department
	J1    | 王伟 | 13800000001 | 销售中心
	J2    | 李娜 | 13800000002 | 研发中心`;

const TWENTY_ONE = Array.from({ length: 21 }, (_, n) => `顾问${n + 1}`).join(',');

export const pairs: Golden[] = [
	{
		title:
			'a plan may speak of what is only planned: department, person, leader and part-time job, all new',
		complaint: 'ssosync#281',
		platform: { department: DEPARTMENTS },
		source: {
			department: text`
				department
				市场中心`,
			person: text`
				jobNo | name | phone       | department
				J7    | 吴洋 | 13800000007 | 市场中心`,
			leader: text`
				jobNo | department
				J7    | 市场中心`,
			partTimeJob: text`
				jobNo | department | jobTitle
				J7    | 研发中心   | 顾问`,
		},
		plan: text`
			create department 市场中心 | department: → 市场中心 | not on the platform
			create person J7 | name: → 吴洋, jobNo: → J7, phone: → 13800000007, department: → 市场中心 | not on the platform
			create leader J7|市场中心 | not on the platform
			create partTimeJob J7|研发中心 | jobTitle: → 顾问 | not on the platform
			department: source 1, platform 3, create 1, skipped 3
			person: source 1, create 1
			leader: source 1, create 1
			partTimeJob: source 1, create 1`,
		sent: text`
			v2/dept/add
			person/addNew
			company/setOrgAdminsById
			company/addPartTimeJobs`,
	},
	{
		title:
			'person and department of a pair are found by whatever the row has: number, phone, openId; path, orgId, code',
		platform: { department: DEPARTMENTS, person: PEOPLE },
		source: {
			department: text`
				code | parentCode | name
				R    |            | 研发中心
				R1   | R          | 一组`,
			leader: text`
				负责人工号 | phone       | openId | department | orgId        | 部门编码
				J1         |             |        | 销售中心   |              |
				           | 13800000002 |        |            | d:研发中心   |
				           |             | o:J2   |            |              | R1`,
		},
		plan: text`
			create leader J1|销售中心 | not on the platform
			create leader J2|研发中心 | not on the platform
			create leader J2|研发中心\一组 | not on the platform
			department: source 2, platform 3, matched 2, unchanged 2, skipped 1
			leader: source 3, create 3`,
	},
	{
		title:
			'a leader is there or not: the weights are sent with a new one and never compared, and the Summary says so',
		platform: {
			department: DEPARTMENTS,
			person: PEOPLE,
			leader: text`
				jobNo | department | weights
				J1    | 销售中心   | 1
				J2    | 研发中心   | 1`,
		},
		source: {
			leader: text`
				jobNo | department | weights
				J1    | 销售中心   | 5
				J2    | 销售中心   | 7`,
		},
		parameters: { leaderMissing: 'remove', show: 'all' },
		plan: text`
			unchanged leader J1|销售中心 by pair | nothing differs
			create leader J2|销售中心 | weights: → 7 | not on the platform
			remove leader J2|研发中心 | not in the source
			leader: source 2, platform 2, matched 1, unchanged 1, create 1, remove 1
			warning: Leaders: Yunzhijia does not tell weights…`,
	},
	{
		title: 'whether a part-time job leads its department is not told: it goes with a new one',
		platform: {
			department: DEPARTMENTS,
			person: PEOPLE,
			partTimeJob: text`
				jobNo | department | jobTitle
				J1    | 研发中心   | 顾问`,
		},
		source: {
			partTimeJob: text`
				jobNo | department | jobTitle | 是否负责人
				J1    | 研发中心   | 顾问     | 1
				J2    | 销售中心   | 顾问     | 1`,
		},
		plan: text`
			create partTimeJob J2|销售中心 | jobTitle: → 顾问, orgUserType: → 1 | not on the platform
			partTimeJob: source 2, platform 1, matched 1, unchanged 1, create 1
			warning: Part-Time Jobs: Yunzhijia does not tell orgUserType…`,
	},
	{
		title: 'whoever leaves in this run gets neither department nor job',
		platform: { department: DEPARTMENTS, person: PEOPLE },
		source: {
			person: text`
				jobNo | name | status
				J1    | 王伟 | 离职`,
			leader: text`
				jobNo | department
				J1    | 研发中心
				J2    | 销售中心`,
			partTimeJob: text`
				jobNo | department | jobTitle
				J1    | 研发中心   | 顾问`,
		},
		plan: text`
			retire person J1 by jobNo | the source says that this person has left
			rejected leader J1|研发中心 | …王伟…
			create leader J2|销售中心 | not on the platform
			rejected partTimeJob J1|研发中心 | …王伟…
			person: source 1, platform 2, matched 1, retire 1, skipped 1
			leader: source 2, create 1, rejected 1
			partTimeJob: source 1, rejected 1`,
	},
	{
		title: 'leaders and part-time jobs that are not in the source are kept by default',
		platform: {
			department: DEPARTMENTS,
			person: PEOPLE,
			leader: text`
				jobNo | department
				J1    | 销售中心
				J2    | 研发中心`,
			partTimeJob: text`
				jobNo | department | jobTitle
				J1    | 研发中心   | 顾问
				J2    | 销售中心   | 顾问`,
		},
		source: {
			leader: text`
				jobNo | department
				J1    | 销售中心`,
			partTimeJob: text`
				jobNo | department | jobTitle
				J1    | 研发中心   | 顾问`,
		},
		parameters: { show: 'all' },
		plan: text`
			unchanged leader J1|销售中心 by pair | nothing differs
			skipped leader J2|研发中心 | …
			unchanged partTimeJob J1|研发中心 by pair | nothing differs
			skipped partTimeJob J2|销售中心 | …
			leader: source 1, platform 2, matched 1, unchanged 1, skipped 1
			partTimeJob: source 1, platform 2, matched 1, unchanged 1, skipped 1`,
	},
	{
		title:
			'titles of one job are a set: several rows of a pair are one job, and their order is nobody’s wish',
		platform: {
			department: DEPARTMENTS,
			person: PEOPLE,
			partTimeJob: text`
				jobNo | department    | jobTitle
				J1    | 研发中心      | 评审,顾问
				J1    | 研发中心\一组 | 评审
				J2    | 销售中心      | 顾问`,
		},
		source: {
			partTimeJob: text`
				工号 | 部门          | 兼职职位
				J1   | 研发中心      | 顾问
				J1   | 研发中心\一组 | 评审
				J1   | 研发中心      | 评审
				J1   | 研发中心\一组 | 导师
				J2   | 销售中心      | 教练`,
		},
		plan: text`
			update partTimeJob J1|研发中心\一组 by pair | jobTitle: 评审 → 评审,导师 | jobTitle differs
			update partTimeJob J2|销售中心 by pair | jobTitle: 顾问 → 教练 | jobTitle differs
			partTimeJob: source 5, platform 3, matched 3, unchanged 1, update 2`,
	},
	{
		title:
			'more than twenty titles in one department, or none for a new job, are what Yunzhijia refuses',
		platform: { department: DEPARTMENTS, person: PEOPLE },
		source: {
			partTimeJob: text`
				jobNo | department | jobTitle
				J1    | 研发中心   | ${TWENTY_ONE}
				J2    | 销售中心   |`,
		},
		plan: text`
			rejected partTimeJob J1|研发中心 | jobTitle …20…
			rejected partTimeJob J2|销售中心 | jobTitle …
			partTimeJob: source 2, rejected 2`,
	},
	{
		title:
			'a part-time job in the department of the main job is refused by the API: it is rejected by the person’s name',
		platform: { department: DEPARTMENTS, person: PEOPLE },
		source: {
			partTimeJob: text`
				jobNo | department | jobTitle
				J1    | 销售中心   | 顾问
				J2    | 销售中心   | 顾问`,
		},
		plan: text`
			rejected partTimeJob J1|销售中心 | …王伟…
			create partTimeJob J2|销售中心 | jobTitle: → 顾问 | not on the platform
			partTimeJob: source 2, create 1, rejected 1`,
	},
	{
		title:
			'the main job of after this run counts: one moves away from where the part-time job is to be, one to it',
		platform: { department: DEPARTMENTS, person: PEOPLE },
		source: {
			person: text`
				jobNo | name | department
				J1    | 王伟 | 研发中心\一组
				J2    | 李娜 | 销售中心`,
			partTimeJob: text`
				jobNo | department | jobTitle
				J1    | 销售中心   | 顾问
				J2    | 销售中心   | 顾问`,
		},
		plan: text`
			move person J1 by jobNo | department: 销售中心 → 研发中心\一组 | department differs
			move person J2 by jobNo | department: 研发中心 → 销售中心 | department differs
			create partTimeJob J1|销售中心 | jobTitle: → 顾问 | not on the platform
			rejected partTimeJob J2|销售中心 | …李娜…
			person: source 2, platform 2, matched 2, move 2
			partTimeJob: source 2, create 1, rejected 1`,
	},
	{
		title:
			'there is no room for a part-time job while the main job is still there: what is refused takes it along',
		platform: { department: DEPARTMENTS, person: PEOPLE },
		source: {
			person: text`
				jobNo | name | department
				J1    | 王伟 | 研发中心`,
			partTimeJob: text`
				jobNo | department | jobTitle
				J1    | 销售中心   | 顾问
				J2    | 销售中心   | 顾问`,
		},
		plan: text`
			move person J1 by jobNo | department: 销售中心 → 研发中心 | department differs
			create partTimeJob J1|销售中心 | jobTitle: → 顾问 | not on the platform
			create partTimeJob J2|销售中心 | jobTitle: → 顾问 | not on the platform
			person: source 1, platform 2, matched 1, move 1, skipped 1
			partTimeJob: source 2, create 2`,
		applyFaults: [{ how: 'refuseRow', path: 'person/updateDeptByDeptId', row: 'o:J1' }],
		applied: text`
			rejected move person J1 | …数据校验不通过…
			notSent create partTimeJob J1|销售中心 | …王伟…
			done create partTimeJob J2|销售中心 | not on the platform`,
	},
	{
		title: 'a main job moves to where its person’s part-time job is: the part-time job goes first',
		platform: {
			department: DEPARTMENTS,
			person: PEOPLE,
			partTimeJob: text`
				jobNo | department | jobTitle
				J1    | 研发中心   | 顾问
				J2    | 销售中心   | 顾问`,
		},
		source: {
			person: text`
				jobNo | name | department
				J1    | 王伟 | 研发中心`,
			partTimeJob: text`
				jobNo | department | jobTitle
				J2    | 销售中心   | 顾问`,
		},
		parameters: { partTimeJobMissing: 'remove' },
		plan: text`
			move person J1 by jobNo | department: 销售中心 → 研发中心 | department differs
			remove partTimeJob J1|研发中心 | not in the source
			person: source 1, platform 2, matched 1, move 1, skipped 1
			partTimeJob: source 1, platform 2, matched 1, unchanged 1, remove 1`,
		sent: text`
			company/deletePartTimeJobs
			person/updateDeptByDeptId`,
	},
	{
		title:
			'where that part-time job is kept, or is none of this sync’s business, the move is rejected',
		platform: {
			department: DEPARTMENTS,
			person: PEOPLE,
			partTimeJob: text`
				jobNo | department | jobTitle
				J1    | 研发中心   | 顾问`,
		},
		source: {
			person: text`
				jobNo | name | department
				J1    | 王伟 | 研发中心
				J2    | 李娜 | 销售中心`,
		},
		plan: text`
			rejected person J1 | …研发中心…
			move person J2 by jobNo | department: 研发中心 → 销售中心 | department differs
			person: source 2, platform 2, matched 2, move 1, rejected 1`,
	},
	{
		title: 'a pair whose department nobody knows could be any pair of its person: all of them stay',
		platform: {
			department: DEPARTMENTS,
			person: PEOPLE,
			leader: text`
				jobNo | department
				J1    | 销售中心
				J1    | 研发中心
				J2    | 研发中心`,
		},
		source: {
			leader: text`
				jobNo | department
				J1    | 法务部
				J9    | 研发中心\一组`,
		},
		parameters: { leaderMissing: 'remove' },
		plan: text`
			rejected leader J1|法务部 | department …法务部…
			rejected leader J9|研发中心\一组 | jobNo …J9…
			remove leader J2|研发中心 | not in the source
			leader: source 2, platform 3, remove 1, skipped 2, rejected 2`,
	},
	{
		title:
			'a department goes with its leaders and part-time jobs: they first, and what went along is done',
		complaint: 'go-ldap-admin#237',
		platform: {
			department: DEPARTMENTS,
			person: PEOPLE,
			leader: text`
				jobNo | department
				J2    | 研发中心\一组`,
			partTimeJob: text`
				jobNo | department    | jobTitle
				J1    | 研发中心\一组 | 顾问`,
		},
		source: {
			department: text`
				department
				销售中心
				研发中心`,
			leader: text`
				jobNo | department
				J2    | 研发中心`,
			partTimeJob: text`
				jobNo | department | jobTitle
				J2    | 销售中心   | 顾问`,
		},
		parameters: {
			departmentMissing: 'remove',
			leaderMissing: 'remove',
			partTimeJobMissing: 'remove',
		},
		plan: text`
			remove department 研发中心\一组 | not in the source
			create leader J2|研发中心 | not on the platform
			remove leader J2|研发中心\一组 | not in the source
			create partTimeJob J2|销售中心 | jobTitle: → 顾问 | not on the platform
			remove partTimeJob J1|研发中心\一组 | not in the source
			department: source 2, platform 3, matched 2, unchanged 2, remove 1
			leader: source 1, platform 1, create 1, remove 1
			partTimeJob: source 1, platform 1, create 1, remove 1`,
		sent: text`
			company/setOrgAdminsById
			company/addPartTimeJobs
			company/deleteOrgAdminsById
			company/deletePartTimeJobs
			dept/deleteById`,
	},
	{
		title:
			'who was disabled by hand becomes no leader: Yunzhijia would not tell it, and the next night begin anew',
		platform: {
			department: text`
				department
				销售中心`,
			person: text`
				jobNo | name | department | status
				J1    | 王伟 | 销售中心   | disabled`,
		},
		source: {
			person: text`
				jobNo | name
				J1    | 王伟`,
			leader: text`
				jobNo | department
				J1    | 销售中心`,
		},
		plan: text`
			skipped person J1 | disabled…
			skipped leader J1|销售中心 | needs 王伟 (J1)…disabled…
			person: source 1, matched 1, skipped 1
			leader: source 1, skipped 1`,
	},
];
