/** What the tests of person.upsert share: a team that has a few people, and what was asked of it. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { expect } from 'vitest';
import type { RecordedRequest, YunzhijiaState } from '../../../platforms/index.ts';
import { addDepartment, addPerson } from '../../../platforms/index.ts';
import { fromItem } from '../../engine/cases.ts';
import type { Team } from '../team.ts';
import { asked, LAB, locators, NORTH, person, SALES, startTeam } from '../team.ts';

export const jobNo = (n: number) => `J${n}`;
export const mobile = (n: number) => `139${String(n).padStart(8, '0')}`;
export const email = (n: number) => `j${n}@example.com`;

/** What somebody is looked for by → theirs. */
export const KEYS: Record<string, (n: number) => string> = { id: person, jobNo, mobile, email };

/** Everybody belongs to SALES. */
export function addPeople(state: YunzhijiaState, count: number): void {
	for (let n = 0; n < count; n++)
		addPerson(state, {
			openId: person(n),
			name: `员工${n}`,
			orgId: SALES,
			jobTitle: '',
			phone: mobile(n),
			email: email(n),
			jobNo: jobNo(n),
		});
}

/** A team of three departments with so many people. */
export const startTeamOf = async (people: number) =>
	await startTeam({
		seed(state) {
			addDepartment(state, SALES, '销售中心');
			addDepartment(state, NORTH, '华北区', SALES);
			addDepartment(state, LAB, '实验室');
			addPeople(state, people);
		},
	});

/** Everything from the fields of the item. */
export const parametersFor = (openId = 'jobNo', orgId = 'id'): INodeParameters => ({
	...locators({ openId, orgId }),
	...fromItem('name'),
	account: fromItem('mobile', 'email', 'password'),
	additionalFields: fromItem('phone', 'jobTitle', 'jobNo'),
});

/** Somebody who is not there, by job number. */
export const newcomer = (n: number, more: IDataObject = {}): IDataObject => ({
	openId: jobNo(n),
	name: `新人${n}`,
	mobile: mobile(n),
	...more,
});

const READS = ['person/get', 'person/getall', 'dept/get'];
const isRead = ([path]: [path: string, data: unknown]) => READS.includes(path);

/** The look-ups of a run. */
export const reads = (team: Team) => asked(team.requestsTo('')).filter(isRead);

/** What was sent to change something: interface and rows. */
export const writes = (team: Team) =>
	asked(team.requestsTo(''))
		.filter((request) => !isRead(request))
		.map(([path, data]) => [path.replace('person/', ''), (data as { persons: unknown }).persons]);

/** Calls back when the n-th request to such a path has arrived, before it is answered. */
export function onRequest(team: Team, path: string, count: number, arrived: () => void): void {
	const push = team.requests.push.bind(team.requests);
	team.requests.push = (...more: RecordedRequest[]) => {
		const length = push(...more);
		if (more.some((request) => request.path.endsWith(path)) && count-- === 1) arrived();
		return length;
	};
}

/** Of the person with that number, as the team has it now. */
export const orgOf = (team: Team, n: number) => team.state.people.get(person(n))!.orgId;

export const namedLike = (team: Team, name: string) =>
	[...team.state.people.values()].filter((one) => one.name === name);

/** Makes the platform refuse to move this person there: they have a part-time job in it. */
export const refuseMove = ({ state }: Team, n: number, orgId: string) =>
	state.partTimeJobs.set(`${person(n)}|${orgId}`, { openId: person(n), orgId, jobTitle: '顾问' });

/** An item about somebody who is there, by job number. */
export const update = (n: number, more: IDataObject = {}): IDataObject => ({
	openId: jobNo(n),
	name: `改${n}`,
	...more,
});

/** The rows that went to an interface, in the order of their requests. */
export const rowsTo = (team: Team, path: string) =>
	writes(team)
		.filter(([to]) => to === path)
		.flatMap(([, rows]) => rows as IDataObject[]);

/** How many rows each request to an interface had, from the largest. */
export const sizes = (team: Team, path: string) =>
	writes(team)
		.filter(([to]) => to === path)
		.map(([, rows]) => (rows as unknown[]).length)
		.toSorted((a, b) => b - a);

export const says = (text: string) => expect.stringContaining(text) as string;
