/** How the source looks to each sync, and what its platform has to hold then. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { PlatformName } from './remote.ts';
import type { Holding } from './sides.ts';
import { line } from './sides.ts';
import type { Possible, Source } from './source.ts';
import { departmentNo, headOf, isThere, LASTING, lineOf, pathOf, PROTECTED } from './source.ts';

export interface Subject {
	sync: string;
	credential: string;
	kinds: readonly string[];
	/** That of people. */
	person: string;
	keyOf: (n: number) => string;
	possible: Possible;
	/** Besides mode, kinds and limits. */
	parameters: INodeParameters;
	/** In the order of the inputs. @param ids of departments that are there, where it has any */
	tables(source: Source, ids: Record<number, string>): IDataObject[][];
	wanted(source: Source): Holding;
	/** The workflow keeps what the platform was last given. */
	remembers?: true;
	polling?: { type: string; watches: readonly string[] };
	/** Ends of the paths at which it fails. */
	paths: readonly string[];
}

const ALL = Array.from({ length: 10 }, (_, at) => at + 1);

const there = ({ departments, people }: Source) => ({
	departments: departments.filter(isThere),
	people: people.filter(isThere),
});

/** Parents first. */
const fromTheTop = (source: Source) =>
	there(source).departments.toSorted(
		(a, b) => lineOf(source, a.n).length - lineOf(source, b.n).length,
	);

// ── Yunzhijia ───────────────────────────────────────────────────────────────────────────────────

const jobNo = (n: number) => `J${n}`;

/** The first of each department leads it. */
const leaders = (source: Source) =>
	there(source).departments.flatMap(({ n }) => {
		const head = headOf(source, n);
		return head ? [{ person: head.n, department: n }] : [];
	});

/** Every fifth has a part-time job, not where the main one is. */
const jobs = (source: Source) =>
	there(source)
		.people.filter(({ n }) => n % 5 === 0)
		.map(({ n, department }) => ({ person: n, department: 1 + (department % LASTING) }));

const yunzhijia: Subject = {
	sync: 'yunzhijiaSync',
	credential: 'yunzhijiaApi',
	kinds: ['department', 'person', 'leader', 'partTimeJob'],
	person: 'person',
	keyOf: jobNo,
	possible: { homes: ALL, moves: true },
	parameters: {
		...{ departmentMissing: 'remove', personMissing: 'retire' },
		...{ leaderMissing: 'remove', partTimeJobMissing: 'remove' },
	},
	tables(source, ids) {
		const at = (n: number) => ({ department: pathOf(source, n) });
		const pair = (one: { person: number; department: number }) => ({
			jobNo: jobNo(one.person),
			...at(one.department),
		});
		return [
			fromTheTop(source).map(({ n }) => ({ orgId: ids[n] ?? '', ...at(n) })),
			there(source).people.map(({ n, name, phone, email, title, department }) => ({
				...{ jobNo: jobNo(n), name, phone, email, jobTitle: title, ...at(department) },
			})),
			leaders(source).map(pair),
			jobs(source).map((one) => ({ ...pair(one), jobTitle: '讲师' })),
		];
	},
	wanted(source) {
		const at = (one: { person: number; department: number }) =>
			`${jobNo(one.person)}@${pathOf(source, one.department)}`;
		return Object.fromEntries([
			...there(source).departments.map(({ n }) => [`department ${pathOf(source, n)}`, '']),
			...there(source).people.map(({ n, name, phone, email, title, department }) => [
				`person ${jobNo(n)}`,
				line(name, phone, email, title, pathOf(source, department)),
			]),
			...leaders(source).map((one) => [`leader ${at(one)}`, '']),
			...jobs(source).map((one) => [`partTimeJob ${at(one)}`, '讲师']),
		]) as Holding;
	},
	polling: {
		type: 'yunzhijiaPollingTrigger',
		watches: ['person', 'department', 'partTimeJob', 'leader'],
	},
	paths: [
		...['', '', 'person/getall', 'person/getAtTime', 'person/get', 'dept/getall'],
		...['queryOrgAdmins', 'queryPartTimeJobs', 'v2/dept/add', 'dept/updateById', 'dept/moveOrg'],
		...['dept/deleteById', 'person/addNew', 'person/updateInfo', 'person/updateDeptByDeptId'],
		...['person/updateStatus', 'person/updatePhone', 'setOrgAdminsById', 'PartTimeJobs'],
		'getAccessToken',
	],
};

// ── Weaver E10 ──────────────────────────────────────────────────────────────────────────────────

const jobNum = (n: number) => `A${n}`;

/** That of their department, whose own is somebody who never leaves. */
const superiorOf = (source: Source, n: number, department: number) => {
	if (n === PROTECTED[0]) return '';
	const head = headOf(source, department)?.n;
	return jobNum(head === undefined || head === n ? PROTECTED[0] : head);
};

const weaverE10: Subject = {
	sync: 'weaverE10Sync',
	credential: 'weaverE10Api',
	kinds: ['subcompany', 'department', 'position', 'employee'],
	person: 'employee',
	keyOf: jobNum,
	possible: { homes: ALL, moves: true },
	parameters: {
		...{ subcompanyMissing: 'retire', departmentMissing: 'retire' },
		...{ positionMissing: 'retire', employeeMissing: 'retire' },
	},
	tables(source) {
		const { departments, people } = there(source);
		return [
			[{ code: 'HQ', name: '总部', parent: '0' }],
			fromTheTop(source).map(({ n, name, parent }) => ({
				...{ code: `D${n}`, name, parent: parent ? `D${parent}` : 'HQ' },
			})),
			departments.map(({ n }) => ({ code: `P${n}`, name: `岗${n}`, department: `D${n}` })),
			people.map(({ n, name, phone, department }) => ({
				...{ job_num: jobNum(n), username: name, mobile: phone },
				...{ department: `D${department}`, position: `P${department}` },
				superior: superiorOf(source, n, department),
			})),
		];
	},
	wanted(source) {
		const { departments, people } = there(source);
		return Object.fromEntries([
			['subcompany HQ', '总部 0'],
			...departments.map(({ n, name, parent }) => [
				`department D${n}`,
				line(name, parent ? `D${parent}` : 'HQ'),
			]),
			...departments.map(({ n }) => [`position P${n}`, line(`岗${n}`, `D${n}`)]),
			...people.map(({ n, name, phone, department }) => [
				`employee ${jobNum(n)}`,
				line(name, phone, `D${department}`, `P${department}`, superiorOf(source, n, department)),
			]),
		]) as Holding;
	},
	polling: {
		type: 'weaverE10PollingTrigger',
		watches: ['employee', 'organization', 'position'],
	},
	paths: [
		...['', '', 'queryOrg', 'queryPosition', 'queryEmployee', 'listBasicField'],
		...['syncSubcompany', 'syncDepartment', 'syncPosition', 'syncEmployee', 'enableDepartment'],
		...['rehireEmployee', 'access_token', 'authorize'],
	],
};

// ── Hippius ─────────────────────────────────────────────────────────────────────────────────────

const number = (n: number) => `E${n}`;

/** Nothing moves, and nothing that people have goes. */
const hippius: Subject = {
	sync: 'hippiusSync',
	credential: 'hippiusApi',
	kinds: ['department', 'position', 'employee'],
	person: 'employee',
	keyOf: number,
	possible: { homes: ALL.slice(0, LASTING), moves: false },
	parameters: { departmentMissing: 'remove', employeeMissing: 'retire' },
	tables(source) {
		const lasting = source.departments.filter(({ n }) => n <= LASTING);
		return [
			fromTheTop(source).map(({ n, name, parent }) => ({
				...{ unitCode: `D${n}`, unitName: name, orderSeq: n },
				parentUnitCode: parent ? `D${parent}` : '',
			})),
			lasting.map(({ n }) => ({
				...{ positionCode: `P${n}`, positionName: `岗${n}`, unitCode: `D${n}`, orderSeq: n },
			})),
			there(source).people.map(({ n, name, phone, email, department }) => ({
				...{ employeeNum: number(n), name, gender: '男', status: '在职', mobile: phone, email },
				...{ unitCode: `D${department}`, positionCode: `P${department}` },
			})),
		];
	},
	wanted(source) {
		const { departments, people } = there(source);
		return Object.fromEntries([
			...departments.map(({ n, name, parent }) => [
				`department D${n}`,
				line(name, parent ? `D${departmentNo(source, parent).n}` : ''),
			]),
			...departments
				.filter(({ n }) => n <= LASTING)
				.map(({ n }) => [`position P${n}`, line(`岗${n}`, `D${n}`)]),
			...people.map(({ n, name, phone, email, department }) => [
				`employee ${number(n)}`,
				line(name, phone, email, `P${department}`),
			]),
		]) as Holding;
	},
	remembers: true,
	paths: [
		...['', '', '', 'dept/create', 'dept/update', 'dept/delete', 'position/create'],
		...['position/update', 'employee/create', 'employee/update', 'oauth/token'],
	],
};

export const SUBJECTS: Record<PlatformName, Subject> = { yunzhijia, weaverE10, hippius };
