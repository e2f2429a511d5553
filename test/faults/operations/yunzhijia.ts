/** Yunzhijia: docs/vendors/yunzhijia.md, sections 2 to 6. */
import type { YunzhijiaState } from '../../platforms/index.ts';
import {
	addDepartment,
	addLeader,
	addPerson,
	leaderKey,
	startYunzhijia,
} from '../../platforms/index.ts';
import { fromItem, idFromItem } from '../../workflow/engine/cases.ts';
import { LAB, NORTH, NORTH_PATH, SALES, person } from '../../workflow/Yunzhijia/team.ts';
import type { Operation, Write } from '../operation.ts';
import { isOdd, key, operation, some, upTo } from '../operation.ts';

type Seed = (state: YunzhijiaState, n: number) => void;
type Entry = Omit<Operation<YunzhijiaState>, 'node' | 'start' | 'batched'> & {
	batched?: false;
	/** What the platform has of record `n`, besides a person and a department of it. */
	seed?: Seed;
};

const unit = (n: number) => `d-${key(n)}`;
const mobile = (n: number) => `139000000${String(n).padStart(2, '0')}`;

const entry = ({ seed = () => {}, batched, ...more }: Entry) =>
	operation<YunzhijiaState>({
		...more,
		node: 'yunzhijia',
		batched: batched ?? true,
		start: async (at, count) =>
			await startYunzhijia({
				...at,
				seed(state) {
					addDepartment(state, SALES, '销售中心');
					addDepartment(state, NORTH, '华北区', SALES);
					addDepartment(state, LAB, '实验室');
					for (const n of upTo(count)) {
						addDepartment(state, unit(n), `部门${key(n)}`);
						addPerson(state, { openId: person(n), name: '旧', orgId: LAB, jobTitle: '旧' });
						seed(state, n);
					}
				},
			}),
	});

const named = (path: string, twice: Write['twice'], more: Partial<Write> = {}): Write => ({
	...{ path, twice, answer: 'named' },
	...more,
});
const failures = (path: string, twice: Write['twice'], more: Partial<Write> = {}): Write => ({
	...{ path, twice, answer: 'failures' },
	...more,
});

const ofPerson = (n: number) => [person(n)];
const ofUnit = (n: number) => [unit(n)];
const job = (n: number) => `${person(n)}|${NORTH}`;
const hasJob: Seed = ({ partTimeJobs }, n) =>
	partTimeJobs.set(job(n), { openId: person(n), orgId: NORTH, jobTitle: '旧' });
const isNewJob = (n: number, { partTimeJobs }: YunzhijiaState) =>
	partTimeJobs.get(job(n))?.jobTitle === '新';
const hasNoJob = (n: number, { partTimeJobs }: YunzhijiaState) => !partTimeJobs.has(job(n));
const pair = (n: number) => ({ openId: person(n), orgId: NORTH });
const newJob = (n: number) => ({ ...pair(n), jobTitle: '新' });
const PAIR = idFromItem('openId', 'orgId');
const JOB = { ...PAIR, ...fromItem('jobTitle') };

const partTimeJobs: Operation[] = [
	entry({
		name: 'partTimeJob.add',
		parameters: JOB,
		item: newJob,
		marks: ofPerson,
		holds: isNewJob,
		// "documented nowhere" (section 3)
		writes: [failures('/addPartTimeJobs', 'harmful')],
	}),
	entry({
		name: 'partTimeJob.addByDepartmentName',
		parameters: { ...idFromItem('openId'), ...fromItem('department', 'jobTitle') },
		item: (n) => ({ openId: person(n), department: NORTH_PATH, jobTitle: '新' }),
		marks: ofPerson,
		holds: isNewJob,
		writes: [failures('/addPartTimeJobsFull', 'harmful')],
	}),
	entry({
		name: 'partTimeJob.set',
		parameters: JOB,
		item: newJob,
		seed: hasJob,
		marks: ofPerson,
		holds: isNewJob,
		writes: [failures('/setPartTimeJobs', 'harmless')],
	}),
	entry({
		name: 'partTimeJob.set',
		variant: '!DELETE',
		parameters: JOB,
		item: (n) => ({ ...pair(n), jobTitle: '!DELETE' }),
		seed: hasJob,
		marks: ofPerson,
		holds: hasNoJob,
		writes: [failures('/setPartTimeJobs', 'harmless')],
	}),
	entry({
		name: 'partTimeJob.delete',
		parameters: PAIR,
		item: pair,
		seed: hasJob,
		marks: ofPerson,
		holds: hasNoJob,
		writes: [failures('/deletePartTimeJobs', 'harmless')],
	}),
	entry({
		name: 'partTimeJob.deleteAll',
		parameters: PAIR,
		item: pair,
		seed: hasJob,
		marks: ofPerson,
		holds: hasNoJob,
		writes: [
			{ path: '/deleteAllPartTimeJobs', twice: 'harmless', answer: 'whole', together: true },
		],
	}),
	entry({
		name: 'partTimeJob.deleteAll',
		variant: 'of people',
		parameters: { of: 'person', ...idFromItem('openId') },
		item: (n) => ({ openId: pair(n).openId }),
		seed: hasJob,
		marks: ofPerson,
		holds: hasNoJob,
		writes: [
			{ path: '/deleteAllPartTimeJobs', twice: 'harmless', answer: 'whole', together: true },
		],
	}),
	entry({
		name: 'partTimeJob.deleteAll',
		variant: 'everything',
		parameters: { deleteAll: true, confirmEid: '10205' },
		item: () => ({}),
		seed: hasJob,
		// One request does for all who ask for it.
		marks: () => ['"deleteAll":true'],
		holds: hasNoJob,
		writes: [
			{ path: '/deleteAllPartTimeJobs', twice: 'harmless', answer: 'whole', together: true },
		],
	}),
];

const departments: Operation[] = [
	entry({
		name: 'department.create',
		parameters: fromItem('department'),
		item: (n) => ({ department: `新${key(n)}` }),
		marks: (n) => [`新${key(n)}`],
		holds: (n, state) => some(state.departments, ({ name }) => name === `新${key(n)}`),
		writes: [named('v2/dept/add', 'harmful')],
	}),
	entry({
		name: 'department.update',
		parameters: { ...idFromItem('orgId'), ...fromItem('todepartment') },
		item: (n) => ({ orgId: unit(n), todepartment: `新${key(n)}` }),
		marks: ofUnit,
		holds: (n, state) => state.departments.get(unit(n))?.name === `新${key(n)}`,
		writes: [failures('dept/updateById', 'harmless')],
	}),
	entry({
		name: 'department.move',
		parameters: idFromItem('orgId', 'moveToOrgId'),
		item: (n) => ({ orgId: unit(n), moveToOrgId: SALES }),
		marks: ofUnit,
		holds: (n, state) => state.departments.get(unit(n))?.parentId === SALES,
		writes: [{ path: 'dept/moveOrg', twice: 'harmless', answer: 'whole' }],
		queries: ['dept/get'],
		batched: false,
	}),
	entry({
		name: 'department.setWeights',
		parameters: { ...idFromItem('orgId'), ...fromItem('weights') },
		item: (n) => ({ orgId: unit(n), weights: '7' }),
		marks: ofUnit,
		holds: (n, state) => state.departments.get(unit(n))?.weights === 7,
		writes: [failures('dept/updateWeightsById', 'harmless')],
	}),
	entry({
		name: 'department.delete',
		parameters: idFromItem('orgId'),
		item: (n) => ({ orgId: unit(n) }),
		marks: ofUnit,
		holds: (n, state) => !state.departments.has(unit(n)),
		// There is no such department.
		writes: [failures('dept/deleteById', 'harmless', { proof: '221' })],
	}),
];

const personWith = (n: number, { people }: YunzhijiaState) =>
	[...people.values()].find(({ jobNo }) => jobNo === key(n));

const people: Operation[] = [
	entry({
		name: 'person.create',
		parameters: { ...fromItem('name'), account: fromItem('mobile') },
		item: (n) => ({ name: `新${key(n)}`, mobile: mobile(n) }),
		marks: (n) => [mobile(n)],
		holds: (n, state) => some(state.people, ({ phone }) => phone === mobile(n)),
		writes: [named('person/addNew', 'harmful')],
	}),
	entry({
		name: 'person.upsert',
		parameters: {
			openId: { __rl: true, mode: 'jobNo', value: '={{ $json.jobNo }}' },
			...fromItem('name'),
			...idFromItem('orgId'),
			account: fromItem('mobile'),
			additionalFields: fromItem('jobTitle'),
		},
		item: (n) => ({
			...{ jobNo: key(n), name: `新${key(n)}`, orgId: NORTH },
			...{ jobTitle: '新', mobile: mobile(n) },
		}),
		seed({ people: all }, n) {
			if (isOdd(n)) all.get(person(n))!.jobNo = key(n);
		},
		marks(n, state) {
			const found = personWith(n, state);
			return [key(n), mobile(n), ...(found ? [found.openId] : [])];
		},
		holds(n, state) {
			const found = personWith(n, state);
			return found?.name === `新${key(n)}` && found.orgId === NORTH && found.jobTitle === '新';
		},
		writes: [
			named('person/addNew', 'harmful', { by: (n) => !isOdd(n), mark: key }),
			named('person/updateInfo', 'harmless', { by: isOdd, mark: person }),
			failures('person/updateDeptByDeptId', 'harmless', { by: isOdd, mark: person }),
		],
		queries: ['person/getall', 'dept/get'],
		steps: true,
		few: 6,
	}),
	entry({
		name: 'person.update',
		parameters: { ...idFromItem('openId'), additionalFields: fromItem('jobTitle') },
		item: (n) => ({ openId: person(n), jobTitle: '新' }),
		marks: ofPerson,
		holds: (n, state) => state.people.get(person(n))?.jobTitle === '新',
		writes: [named('person/updateInfo', 'harmless')],
	}),
	entry({
		name: 'person.updateDepartment',
		parameters: { ...PAIR, unassign: false },
		item: pair,
		marks: ofPerson,
		holds: (n, state) => state.people.get(person(n))?.orgId === NORTH,
		writes: [failures('person/updateDeptByDeptId', 'harmless')],
	}),
	entry({
		name: 'person.updatePhone',
		parameters: { ...idFromItem('openId'), ...fromItem('phone') },
		item: (n) => ({ openId: person(n), phone: mobile(n) }),
		marks: ofPerson,
		holds: (n, state) => state.people.get(person(n))?.phone === mobile(n),
		// The phone is the same as before.
		writes: [failures('person/updatePhone', 'harmless', { proof: '227' })],
	}),
	entry({
		name: 'person.updateEmailUnbound',
		parameters: { ...idFromItem('openId'), ...fromItem('email') },
		item: (n) => ({ openId: person(n), email: `p${key(n)}@example.com` }),
		marks: ofPerson,
		holds: (n, state) => state.people.get(person(n))?.email === `p${key(n)}@example.com`,
		writes: [failures('person/updateEmailUnbound', 'harmless')],
	}),
	entry({
		name: 'person.updateStatus',
		parameters: { ...idFromItem('openId'), ...fromItem('type') },
		item: (n) => ({ openId: person(n), type: '1' }),
		marks: ofPerson,
		holds: (n, state) => state.people.get(person(n))?.status === '0',
		writes: [named('person/updateStatus', 'harmless')],
	}),
	entry({
		name: 'person.delete',
		parameters: idFromItem('openId'),
		item: (n) => ({ openId: person(n) }),
		marks: ofPerson,
		holds: (n, state) => !state.people.has(person(n)),
		writes: [named('person/delete', 'harmless')],
	}),
];

const isLeader = (n: number, { leaders }: YunzhijiaState) =>
	leaders.has(leaderKey(person(n), NORTH));

const leaders: Operation[] = [
	entry({
		name: 'leader.set',
		parameters: PAIR,
		item: pair,
		marks: ofPerson,
		holds: isLeader,
		writes: [failures('/setOrgAdminsById', 'harmless')],
	}),
	entry({
		name: 'leader.delete',
		parameters: PAIR,
		item: pair,
		seed: (state, n) => addLeader(state, { openId: person(n), orgId: NORTH }),
		marks: ofPerson,
		holds: (n, state) => !isLeader(n, state),
		// There is no such leader.
		writes: [failures('/deleteOrgAdminsById', 'harmless', { proof: '900014' })],
	}),
];

export const YUNZHIJIA: Operation[] = [...partTimeJobs, ...departments, ...people, ...leaders];
