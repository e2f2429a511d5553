/** What the polling triggers are tried with: what happens before one poll, and before the next (docs/triggers.md). */
import type { TestPlatform, WeaverE10State, YunzhijiaState } from '../../platforms/index.ts';
import {
	addLeader,
	changesIn,
	leaderKey,
	partTimeJobKey,
	startWeaverE10,
	startYunzhijia,
} from '../../platforms/index.ts';
import { EAST, HQ, SALES as W_SALES, id, seed } from '../../workflow/WeaverE10/company.ts';
import { hire } from '../../workflow/WeaverE10/trigger/watching.ts';
import {
	LAB,
	NORTH,
	addJob,
	jobAt,
	pair,
	person,
	seedTeam,
	somebody,
} from '../../workflow/Yunzhijia/trigger/watch.ts';
import type { Place } from '../operation.ts';

/** What happens, and how it is told: `event id`. */
export interface Happening<State> {
	do(state: State): void;
	told: string[];
}

export interface Watched<State extends object = object> {
	node: 'yunzhijia' | 'weaverE10';
	watch: string;
	start(at: Place): Promise<TestPlatform<State>>;
	/** End of the path that a poll asks, and of that by which the first one reads everything. */
	path: string;
	whole: string;
	/** Before the poll that meets the fault, and after it. */
	first: Happening<State>;
	second: Happening<State>;
}

const watched = <State extends object>(given: Watched<State>) => given as unknown as Watched;

type OfTeam = Omit<Watched<YunzhijiaState>, 'node' | 'start'>;
const inTeam = (given: OfTeam) =>
	watched<YunzhijiaState>({
		...given,
		node: 'yunzhijia',
		start: async (at) => await startYunzhijia({ ...at, seed: (state) => seedTeam(state) }),
	});

const leaves = (state: YunzhijiaState, n: number) =>
	state.leaders.delete(leaderKey(person(n), somebody(n).orgId));
const leads = (state: YunzhijiaState, n: number) =>
	addLeader(state, { openId: person(n), orgId: somebody(n).orgId });
const leading = (n: number) => pair(n, somebody(n).orgId);
const job = (n: number) => pair(n, jobAt(n));
const endJob = (state: YunzhijiaState, n: number) =>
	state.partTimeJobs.delete(partTimeJobKey(person(n), jobAt(n)));

const TEAM = [
	inTeam({
		watch: 'person',
		path: 'person/getAtTime',
		whole: 'person/getall',
		first: {
			do(state) {
				const happens = changesIn(state);
				happens.enters(somebody(101));
				happens.updates(person(1), { jobTitle: '主管' });
				happens.leaves(person(2));
			},
			told: [
				`person.added ${person(101)}`,
				`person.changed ${person(1)}`,
				`person.removed ${person(2)}`,
			],
		},
		second: {
			do(state) {
				const happens = changesIn(state);
				happens.enters(somebody(102));
				happens.phone(person(3), '13800000000');
				happens.deletesPerson(person(4));
			},
			told: [
				`person.added ${person(102)}`,
				`person.changed ${person(3)}`,
				`person.removed ${person(4)}`,
			],
		},
	}),
	inTeam({
		watch: 'department',
		path: 'dept/getAtTime',
		whole: 'dept/getall',
		first: {
			do(state) {
				const happens = changesIn(state);
				happens.addsDepartment('d-new', '新部');
				happens.renamesDepartment(NORTH, '北方区');
			},
			told: ['department.added d-new', `department.changed ${NORTH}`],
		},
		second: {
			do(state) {
				const happens = changesIn(state);
				happens.addsDepartment('d-newer', '新组', 'd-new');
				happens.deletesDepartment(LAB);
			},
			told: ['department.added d-newer', `department.removed ${LAB}`],
		},
	}),
	inTeam({
		watch: 'partTimeJob',
		path: '/queryPartTimeJobs',
		whole: '/queryPartTimeJobs',
		first: {
			do(state) {
				addJob(state, 4);
				addJob(state, 1, '讲师');
				endJob(state, 0);
			},
			told: [
				`partTimeJob.added ${job(4)}`,
				`partTimeJob.changed ${job(1)}`,
				`partTimeJob.removed ${job(0)}`,
			],
		},
		second: {
			do(state) {
				addJob(state, 5);
				endJob(state, 2);
			},
			told: [`partTimeJob.added ${job(5)}`, `partTimeJob.removed ${job(2)}`],
		},
	}),
	inTeam({
		watch: 'leader',
		path: '/queryOrgAdmins',
		whole: '/queryOrgAdmins',
		first: {
			do(state) {
				leads(state, 4);
				leaves(state, 0);
			},
			told: [`leader.added ${leading(4)}`, `leader.removed ${leading(0)}`],
		},
		second: {
			do(state) {
				leads(state, 5);
				leaves(state, 1);
			},
			told: [`leader.added ${leading(5)}`, `leader.removed ${leading(1)}`],
		},
	}),
];

type OfCompany = Omit<Watched<WeaverE10State>, 'node' | 'start'>;
const inCompany = (given: OfCompany) =>
	watched<WeaverE10State>({
		...given,
		node: 'weaverE10',
		start: async (at) =>
			await startWeaverE10({
				...at,
				seed(state) {
					seed(state);
					hire(state, [1, 2, 3, 4].map(staff));
					for (const n of [1, 2, 3, 4]) {
						state.departments.set(unit(n), {
							...{ id: unit(n), name: `部门${n}`, code: `U${n}`, parent: n % 2 ? HQ : EAST },
							status: '1',
						});
						state.positions.set(post(n), {
							...{ id: post(n), name: `岗位${n}`, code: `Q${n}`, department: W_SALES },
						});
					}
				},
			}),
	});
const [staff, unit, post] = [100, 200, 300].map((from) => (n: number) => id(from + n));

const COMPANY = [
	inCompany({
		watch: 'employee',
		path: 'queryEmployee',
		whole: 'queryEmployee',
		first: {
			do(state) {
				hire(state, [staff(5)]);
				state.employees.get(staff(1))!.username = '新名';
				state.employees.get(staff(2))!.status = '6';
			},
			told: [
				`employee.added ${staff(5)}`,
				`employee.changed ${staff(1)}`,
				`employee.removed ${staff(2)}`,
			],
		},
		second: {
			do(state) {
				hire(state, [staff(6)]);
				state.employees.delete(staff(3));
			},
			told: [`employee.added ${staff(6)}`, `employee.removed ${staff(3)}`],
		},
	}),
	inCompany({
		watch: 'organization',
		path: 'queryOrg',
		whole: 'queryOrg',
		first: {
			do({ departments }) {
				departments.set(unit(5), { id: unit(5), name: '新部', parent: HQ, status: '1' });
				departments.get(unit(1))!.name = '新名';
				departments.get(unit(2))!.status = '0';
			},
			told: [
				`organization.added ${unit(5)}`,
				`organization.changed ${unit(1)}`,
				`organization.removed ${unit(2)}`,
			],
		},
		second: {
			do({ departments }) {
				departments.set(unit(6), { id: unit(6), name: '新组', parent: HQ, status: '1' });
				departments.delete(unit(3));
			},
			told: [`organization.added ${unit(6)}`, `organization.removed ${unit(3)}`],
		},
	}),
	inCompany({
		watch: 'position',
		path: 'queryPosition',
		whole: 'queryPosition',
		first: {
			do({ positions }) {
				positions.set(post(5), { id: post(5), name: '新岗', department: W_SALES });
				positions.get(post(1))!.name = '新名';
				positions.get(post(2))!.is_canceled = '1';
			},
			told: [
				`position.added ${post(5)}`,
				`position.changed ${post(1)}`,
				`position.removed ${post(2)}`,
			],
		},
		second: {
			do({ positions }) {
				positions.set(post(6), { id: post(6), name: '另岗', department: W_SALES });
				positions.delete(post(3));
			},
			told: [`position.added ${post(6)}`, `position.removed ${post(3)}`],
		},
	}),
];

export const WATCHED: Watched[] = [...TEAM, ...COMPANY];
