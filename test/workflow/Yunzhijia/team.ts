/** What the tests of Yunzhijia share: the team, parameters, and the form of a request. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { expect, onTestFinished } from 'vitest';
import type { RecordedRequest, YunzhijiaOptions, YunzhijiaState } from '../../platforms/index.ts';
import { addDepartment, addPerson, dataOf, startYunzhijia } from '../../platforms/index.ts';
import type { NodeUnderTest } from '../engine/engine.ts';
import { fromItem, idFromItem, run } from '../engine/cases.ts';

export const [SALES, NORTH, LAB] = ['d-sales', 'd-north', 'd-lab'];
/** The long name of NORTH. */
export const NORTH_PATH = '销售中心\\华北区';
export const NOBODY = 'ffffffffffffffffffffffff';
export const person = (n: number) => n.toString(16).padStart(24, '0');

const PEOPLE = 1500;

/** So many people without a main job in a team of three departments. */
export function seed(state: YunzhijiaState): void {
	addDepartment(state, SALES, '销售中心');
	addDepartment(state, NORTH, '华北区', SALES);
	addDepartment(state, LAB, '实验室');
	addPeople(state, PEOPLE);
}

export function addPeople(state: YunzhijiaState, count: number): void {
	for (let n = 0; n < count; n++)
		addPerson(state, { openId: person(n), name: `员工${n}`, orgId: '', jobTitle: '' });
}

/** `resource.operation` → the two. */
export const named = (name: string) => name.split('.') as [resource: string, operation: string];

/** Resource locators that take the field of the same name from each item, in such a mode. */
export const locators = (modes: Record<string, string>): INodeParameters =>
	Object.fromEntries(
		Object.entries(modes).map(([name, mode]) => [
			name,
			{ __rl: true, mode, value: `={{ $json.${name} }}` },
		]),
	);

/** Where its interfaces are. */
export const OPEN = '/gateway/openimport/open/';

/** What a request went to, with what it said. */
export const asked = (requests: RecordedRequest[]): Array<[path: string, data: unknown]> =>
	requests.map((request) => [request.path.slice(OPEN.length), dataOf(request)]);

/** A platform for the test at hand, and runs of its operations. */
export async function startTeam(options: YunzhijiaOptions = {}) {
	const platform = await startYunzhijia({ seed, ...options });
	onTestFinished(platform.stop);
	return {
		...platform,
		run: async (
			operation: string,
			parameters: INodeParameters,
			items: IDataObject[],
			node?: Partial<NodeUnderTest>,
		) => await run('yunzhijia', platform, ['partTimeJob', operation], parameters, items, node),
		/** The same for any resource, given as `resource.operation`. */
		perform: async (
			name: string,
			parameters: INodeParameters,
			items: IDataObject[],
			node?: Partial<NodeUnderTest>,
		) => await run('yunzhijia', platform, named(name), parameters, items, node),
		jobs: () => [...platform.state.partTimeJobs.values()],
	};
}

export type Team = Awaited<ReturnType<typeof startTeam>>;

/** Operation → path and parameters that come from fields of the same name. */
export const WRITES = {
	add: {
		path: 'company/addPartTimeJobs',
		parameters: { ...idFromItem('openId', 'orgId'), ...fromItem('jobTitle') },
	},
	addByDepartmentName: {
		path: 'company/addPartTimeJobsFull',
		parameters: { ...idFromItem('openId'), ...fromItem('department', 'jobTitle') },
	},
	set: {
		path: 'company/setPartTimeJobs',
		parameters: { ...idFromItem('openId', 'orgId'), ...fromItem('jobTitle') },
	},
	delete: {
		path: 'company/deletePartTimeJobs',
		parameters: idFromItem('openId', 'orgId'),
	},
};
export type Write = keyof typeof WRITES;

/** A row of person `n` for an operation, with its own fields only. */
export function rowFor(operation: Write, n: number): IDataObject {
	const unit = operation === 'addByDepartmentName' ? { department: NORTH_PATH } : { orgId: NORTH };
	const title = operation === 'delete' ? {} : { jobTitle: `顾问${n}` };
	return { openId: person(n), ...unit, ...title };
}

export const rowsFor = (operation: Write, length: number) =>
	Array.from({ length }, (_, n) => rowFor(operation, n));

/** The rows of a request, whatever it sends; `commitId`s apart. */
export function sentRows(request: RecordedRequest): IDataObject[] {
	return (dataOf(request) as IDataObject[]).map((row) =>
		Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'commitId')),
	);
}

/** The request as section 2 of the document wants it, with the token that was given out. */
export function expectEnvelope(
	{ tokenRequests, credential }: Team,
	request: RecordedRequest,
): void {
	const [token] = tokenRequests();
	const { data } = JSON.parse(token.answer!) as { data: { accessToken: string } };
	expect(request.method).toBe('POST');
	expect(request.query).toEqual({ accessToken: data.accessToken });
	expect(request.headers['content-type']).toBe('application/x-www-form-urlencoded');
	expect(request.headers).not.toHaveProperty('authorization');
	expect(request.body).toEqual({
		eid: credential.eid,
		nonce: expect.stringMatching(/^.{1,16}$/) as string,
		data: expect.any(String) as string,
	});
}
