/** Yunzhijia's sync does what every platform's sync must do. */
import type { IDataObject } from 'n8n-workflow';
import type { RecordedRequest, YunzhijiaState } from '../../../platforms/index.ts';
import {
	addDepartment,
	addLeader,
	addPerson,
	partTimeJobKey,
	startYunzhijia,
} from '../../../platforms/index.ts';
import type { Records } from '../../sync/conformance.ts';
import { conforms } from '../../sync/conformance.ts';
import { person } from '../team.ts';

const RENAMED = '销售中心\\北方区';
const TEAM = `${RENAMED}\\新队`;
const jobNo = (n: number) => `J${n}`;
const phone = (n: number) => `139${String(n).padStart(8, '0')}`;
const PEOPLE = 12;

function seed(state: YunzhijiaState): void {
	addDepartment(state, 'd-sales', '销售中心');
	addDepartment(state, 'd-north', '华北区', 'd-sales');
	addDepartment(state, 'd-lab', '实验室');
	addDepartment(state, 'd-old', '旧部');
	for (let n = 1; n <= PEOPLE; n++)
		addPerson(state, {
			openId: person(n),
			name: `员工${n}`,
			orgId: n === 10 ? 'd-old' : n % 2 ? 'd-sales' : 'd-north',
			jobTitle: '专员',
			jobNo: jobNo(n),
			phone: phone(n),
		});
	addLeader(state, { openId: person(1), orgId: 'd-sales' });
	addLeader(state, { openId: person(2), orgId: 'd-sales' });
	for (const [n, jobTitle] of [
		[5, '顾问'],
		[6, '讲师'],
	] as const)
		state.partTimeJobs.set(partTimeJobKey(person(n), 'd-lab'), {
			openId: person(n),
			orgId: 'd-lab',
			jobTitle,
		});
}

const DEPARTMENTS: IDataObject[] = [
	{ 部门ID: 'd-sales', 部门: '销售中心' },
	{ 部门ID: 'd-north', 部门: RENAMED },
	{ 部门ID: 'd-lab', 部门: '实验室' },
	{ 部门ID: '', 部门: '实验室\\新组' },
	{ 部门ID: '', 部门: TEAM },
];

const personRow = (n: number): IDataObject => ({
	工号: jobNo(n),
	姓名: `员工${n}`,
	手机: phone(n),
	部门: n % 2 ? '销售中心' : RENAMED,
	职位: '专员',
});

/** Number 4 is missing, 3 has another title, 2 another department, and 13 and 14 are new. */
const ROWS = Array.from({ length: PEOPLE + 2 }, (_, at) => at + 1)
	.filter((n) => n !== 4)
	.map(
		(n): IDataObject => ({
			...personRow(n),
			...(n === 3 && { 职位: '主管' }),
			...(n === 2 && { 部门: '实验室' }),
			...(n === 13 && { 部门: '实验室\\新组' }),
			...(n === 14 && { 部门: TEAM }),
		}),
	);

const LEADERS: IDataObject[] = [
	{ 工号: jobNo(1), 部门: '销售中心' },
	{ 工号: jobNo(7), 部门: '实验室' },
];
const JOBS: IDataObject[] = [
	{ 工号: jobNo(5), 部门: '实验室', 兼职职位: '督导' },
	{ 工号: jobNo(8), 部门: '实验室', 兼职职位: '顾问' },
];

/** A renamed department goes by the name that the source has for it. */
const nameOf = ({ orgId, department }: { orgId: string; department: string }) =>
	orgId === 'd-north' ? RENAMED : department;

function holds({ departments, people, leaders, partTimeJobs }: YunzhijiaState): Records {
	const place = (orgId: string) => (departments.has(orgId) ? nameOf(departments.get(orgId)!) : '');
	const who = (openId: string) => people.get(openId)?.jobNo ?? openId;
	return Object.fromEntries([
		...[...departments.values()].map((one) => [`department ${nameOf(one)}`, one.department]),
		...[...people.values()]
			.filter(({ status = '1' }) => status === '1')
			.map((one) => [
				`person ${one.jobNo}`,
				[one.name, one.phone, place(one.orgId), one.jobTitle].join(' '),
			]),
		...[...leaders.values()].map((one) => [`leader ${who(one.openId)}|${place(one.orgId)}`, '']),
		...[...partTimeJobs.values()].map((one) => [
			`partTimeJob ${who(one.openId)}|${place(one.orgId)}`,
			one.jobTitle,
		]),
	]) as Records;
}

const wanted: Records = Object.fromEntries([
	...DEPARTMENTS.map((row) => [`department ${String(row.部门)}`, row.部门]),
	...ROWS.map((row) => [
		`person ${String(row.工号)}`,
		[row.姓名, row.手机, row.部门, row.职位].join(' '),
	]),
	...LEADERS.map((row) => [`leader ${String(row.工号)}|${String(row.部门)}`, '']),
	...JOBS.map((row) => [`partTimeJob ${String(row.工号)}|${String(row.部门)}`, row.兼职职位]),
]) as Records;

conforms<YunzhijiaState>('Yunzhijia', {
	node: 'yunzhijiaSync',
	credential: 'yunzhijiaApi',
	start: async () => await startYunzhijia(),
	seed,
	source: [DEPARTMENTS, ROWS, LEADERS, JOBS],
	halfRead: [DEPARTMENTS, ROWS.slice(0, 6), LEADERS, JOBS],
	parameters: {
		kinds: ['department', 'person', 'leader', 'partTimeJob'],
		departmentMissing: 'remove',
		personMissing: 'retire',
		leaderMissing: 'remove',
		partTimeJobMissing: 'remove',
	},
	maxRemovals: 2,
	leave({ people }) {
		Object.assign(people.get(person(9))!, { status: '0', updatedAt: Date.now() });
	},
	holds,
	wanted,
	reads: {
		plain: 'dept/getall',
		paged: 'person/getall',
		askAgain(request) {
			const form = request.body as Record<string, string>;
			form.data = JSON.stringify({ ...(JSON.parse(form.data) as object), begin: 0 });
		},
	},
	writes: { first: 'dept/updateById', later: 'person/addNew' },
	isWrite: ({ path }: RecordedRequest) =>
		!/getAccessToken|\/(getall|get|getAtTime|query\w+)$/.test(path),
	refused: { path: 'person/updateInfo', row: person(3), record: `person ${jobNo(3)}` },
	refusedInside: {
		path: 'person/updateDeptByDeptId',
		row: person(10),
		keeps: 'department 旧部',
	},
	refusedAbove: {
		path: 'dept/updateById',
		row: 'd-north',
		below: [`department ${TEAM}`, `person ${jobNo(14)}`],
	},
	slowsDown: true,
});
