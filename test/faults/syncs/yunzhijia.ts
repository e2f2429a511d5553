/** A team of Yunzhijia and its source: some of everything that a sync does (docs/sync.md). */
import type { YunzhijiaPerson, YunzhijiaState } from '../../platforms/index.ts';
import {
	addDepartment,
	addLeader,
	addPerson,
	partTimeJobKey,
	startYunzhijia,
} from '../../platforms/index.ts';
import { person } from '../../workflow/Yunzhijia/team.ts';
import type { Scene, SyncWrite } from './scene.ts';
import { scene } from './scene.ts';

const AT = Date.parse('2026-01-01T00:00:00+08:00');
const phone = (n: number) => `139${String(n).padStart(8, '0')}`;

/** orgId → name and level above, parents first. */
const DEPARTMENTS: Array<[orgId: string, name: string, parent?: string]> = [
	['d-sales', '销售中心'],
	['d-north', '华北区', 'd-sales'],
	['d-team', '小队', 'd-sales'],
	['d-lab', '实验室'],
	['d-old', '旧部', 'd-lab'],
	['d-out', '外部'],
];

const somebody = (n: number, orgId: string, more: Partial<YunzhijiaPerson> = {}) => ({
	...{ openId: person(n), name: `员工${n}`, jobNo: `J${n}`, phone: phone(n) },
	...{ orgId, jobTitle: '专员', updatedAt: AT, ...more },
});

function seed(state: YunzhijiaState): void {
	for (const [orgId, name, parent] of DEPARTMENTS)
		addDepartment(state, orgId, name, parent, { updatedAt: AT });
	const people = [
		somebody(1, 'd-sales'),
		somebody(2, 'd-north'),
		somebody(3, 'd-sales'),
		somebody(4, 'd-sales'),
		somebody(5, 'd-sales', { status: '0' }),
		somebody(6, 'd-old'),
		somebody(7, 'd-lab'),
		somebody(8, 'd-out'),
		somebody(11, 'd-lab'),
	];
	for (const one of people) addPerson(state, one);
	for (const n of [1, 2]) addLeader(state, { openId: person(n), orgId: 'd-sales' });
	for (const n of [1, 3])
		state.partTimeJobs.set(partTimeJobKey(person(n), 'd-lab'), {
			...{ openId: person(n), orgId: 'd-lab', jobTitle: '顾问' },
		});
}

/** J4, J7 and J8 are not in it; J7 is protected, and J8 outside. */
const TABLES = [
	[
		{ orgId: 'd-sales', department: '销售中心' },
		{ orgId: 'd-north', department: '销售中心\\北方区' },
		{ orgId: 'd-team', department: '实验室\\小队' },
		{ orgId: 'd-lab', department: '实验室' },
		{ orgId: '', department: '实验室\\新组' },
	],
	[
		row(1, '销售中心'),
		row(2, '销售中心\\北方区', { jobTitle: '主管', phone: phone(22) }),
		row(3, '实验室'),
		row(5, '销售中心', { jobTitle: '经理' }),
		row(6, '销售中心'),
		row(9, '实验室'),
		row(10, '实验室\\新组'),
		row(11, '实验室', { status: '离职' }),
	],
	[
		{ jobNo: 'J1', department: '销售中心' },
		{ jobNo: 'J9', department: '实验室\\新组' },
	],
	[
		{ jobNo: 'J1', department: '实验室', jobTitle: '督导' },
		{ jobNo: 'J9', department: '实验室\\新组', jobTitle: '顾问' },
	],
];

function row(n: number, department: string, more: object = {}) {
	const own = { jobNo: `J${n}`, name: `员工${n}`, phone: phone(n), jobTitle: '专员', status: '' };
	return { ...own, department, ...more };
}

/** What a department is called in the end, as items name it. */
const LATER: Record<string, string> = {
	'd-sales': '销售中心',
	'd-north': '销售中心\\北方区',
	'd-team': '实验室\\小队',
	'd-lab': '实验室',
	'd-old': '实验室\\旧部',
	'd-out': '外部',
};

function shown(state: YunzhijiaState): Array<[string, string]> {
	const { departments, people, leaders, partTimeJobs } = state;
	const unit = (orgId: string) => LATER[orgId] ?? departments.get(orgId)?.department ?? orgId;
	const who = (openId: string) => people.get(openId)?.jobNo ?? openId;
	return [
		...[...departments.values()].map((one): [string, string] => [
			`department ${unit(one.orgId)}`,
			`${one.name} < ${unit(one.parentId)}`,
		]),
		...[...people.values()]
			.filter(({ status = '1' }) => status === '1')
			.map((one): [string, string] => [
				`person ${one.jobNo}`,
				[one.name, one.phone, unit(one.orgId), one.jobTitle].join(' '),
			]),
		...[...leaders.values()].map((one): [string, string] => [
			`leader ${who(one.openId)}|${unit(one.orgId)}`,
			'',
		]),
		...[...partTimeJobs.values()].map((one): [string, string] => [
			`partTimeJob ${who(one.openId)}|${unit(one.orgId)}`,
			one.jobTitle,
		]),
	];
}

const WANTED = {
	'department 销售中心': '销售中心 < ',
	'department 销售中心\\北方区': '北方区 < 销售中心',
	'department 实验室\\小队': '小队 < 实验室',
	'department 实验室': '实验室 < ',
	'department 实验室\\新组': '新组 < 实验室',
	'department 外部': '外部 < ',
	'person J1': `员工1 ${phone(1)} 销售中心 专员`,
	'person J2': `员工2 ${phone(22)} 销售中心\\北方区 主管`,
	'person J3': `员工3 ${phone(3)} 实验室 专员`,
	'person J5': `员工5 ${phone(5)} 销售中心 经理`,
	'person J6': `员工6 ${phone(6)} 销售中心 专员`,
	'person J7': `员工7 ${phone(7)} 实验室 专员`,
	'person J8': `员工8 ${phone(8)} 外部 专员`,
	'person J9': `员工9 ${phone(9)} 实验室 专员`,
	'person J10': `员工10 ${phone(10)} 实验室\\新组 专员`,
	'leader J1|销售中心': '',
	'leader J9|实验室\\新组': '',
	'partTimeJob J1|实验室': '督导',
	'partTimeJob J9|实验室\\新组': '顾问',
};

const PLAN = {
	'department 销售中心': 'unchanged',
	'department 销售中心\\北方区': 'update',
	'department 实验室\\小队': 'move',
	'department 实验室': 'unchanged',
	'department 实验室\\新组': 'create',
	'department 实验室\\旧部': 'remove',
	'department 外部': 'skipped',
	'person J1': 'unchanged',
	'person J2': 'update',
	'person J3': 'move',
	'person J4': 'retire',
	'person J5': 'restore',
	'person J6': 'move',
	'person J7': 'skipped',
	'person J8': 'skipped',
	'person J9': 'create',
	'person J10': 'create',
	'person J11': 'retire',
	'leader J1|销售中心': 'unchanged',
	'leader J2|销售中心': 'remove',
	'leader J9|实验室\\新组': 'create',
	'partTimeJob J1|实验室': 'update',
	'partTimeJob J3|实验室': 'remove',
	'partTimeJob J9|实验室\\新组': 'create',
};

/** What stands in a request about a person or a department that is there. */
const of = (path: string, n: number) => ({ path, is: person(n) });

/** @param goes what becomes of J4, who is not in the source, and by which interface */
const sceneOf = (goes: 'retire' | 'remove', leaves: string) =>
	scene<YunzhijiaState>({
		node: 'yunzhijia',
		variant: goes,
		start: async (at) => await startYunzhijia({ ...at, seed }),
		kinds: ['department', 'person', 'leader', 'partTimeJob'],
		tables: TABLES,
		parameters: {
			...{ departmentMissing: 'remove', personMissing: goes },
			...{ leaderMissing: 'remove', partTimeJobMissing: 'remove' },
			scope: { departments: '销售中心,实验室', protected: 'J7' },
		},
		shown,
		wanted: WANTED,
		plan: { ...PLAN, 'person J4': goes },
		steps: {
			'department 销售中心\\北方区': [{ path: 'dept/updateById', is: 'd-north' }],
			'department 实验室\\小队': [{ path: 'dept/moveOrg', is: 'd-team' }],
			'department 实验室\\新组': [{ path: 'v2/dept/add', is: '新组' }],
			'department 实验室\\旧部': [{ path: 'dept/deleteById', is: 'd-old' }],
			'person J2': [of('person/updateInfo', 2), of('person/updatePhone', 2)],
			'person J3': [of('person/updateDeptByDeptId', 3)],
			'person J4': [of(leaves, 4)],
			'person J5': [of('person/updateStatus', 5), of('person/updateInfo', 5)],
			'person J6': [of('person/updateDeptByDeptId', 6)],
			'person J9': [{ path: 'person/addNew', is: phone(9) }],
			'person J10': [{ path: 'person/addNew', is: phone(10) }],
			'person J11': [of('person/updateStatus', 11)],
			'leader J2|销售中心': [of('/deleteOrgAdminsById', 2)],
			'leader J9|实验室\\新组': [{ path: '/setOrgAdminsById', is: /openId/ }],
			'partTimeJob J1|实验室': [of('/setPartTimeJobs', 1)],
			'partTimeJob J3|实验室': [of('/deletePartTimeJobs', 3)],
			'partTimeJob J9|实验室\\新组': [{ path: '/addPartTimeJobs', is: /openId/ }],
		},
		writes: WRITES.filter(({ path }) => goes === 'retire' || path === leaves),
		reads: READS,
		looks: ['dept/get'],
		...(goes === 'remove' && { readsAsBefore: true }),
	});

const named = (path: string, about: string, more: Partial<SyncWrite> = {}): SyncWrite => ({
	...{ path, about, answer: 'named', twice: 'harmless' },
	...more,
});
const failures = (path: string, about: string, more: Partial<SyncWrite> = {}): SyncWrite =>
	named(path, about, { answer: 'failures', ...more });

const WRITES: SyncWrite[] = [
	failures('dept/updateById', 'd-north'),
	named('dept/moveOrg', 'd-team', { answer: 'whole' }),
	named('v2/dept/add', '新组', { twice: 'harmful' }),
	failures('dept/deleteById', 'd-old'),
	named('person/addNew', phone(9), { twice: 'harmful' }),
	named('person/updateInfo', person(2)),
	failures('person/updatePhone', person(2)),
	failures('person/updateDeptByDeptId', person(6)),
	named('person/updateStatus', person(5)),
	named('person/delete', person(4)),
	failures('/setOrgAdminsById', ''),
	failures('/deleteOrgAdminsById', person(2)),
	failures('/addPartTimeJobs', '', { twice: 'harmful' }),
	failures('/setPartTimeJobs', person(1)),
	failures('/deletePartTimeJobs', person(3)),
];

/** What comes in pages is read until there is nothing more. */
const READS = {
	...{ 'dept/getall': 1, 'person/getall': 2, 'person/getAtTime': 2, 'person/get': 1 },
	...{ '/queryOrgAdmins': 2, '/queryPartTimeJobs': 2 },
};

export const YUNZHIJIA: Scene[] = [
	sceneOf('retire', 'person/updateStatus'),
	sceneOf('remove', 'person/delete'),
];
