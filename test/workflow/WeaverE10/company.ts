/**
 * What the tests of Weaver E10's queries and lists of ids share: a company with ids of 19 digits,
 * runs of any operation, and what went over the wire (docs/vendors/weaver-e10.md, sections 3 and 5).
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { expect } from 'vitest';
import type { RecordedRequest, WeaverE10Options, WeaverE10State } from '../../platforms/index.ts';
import type { NodeUnderTest } from '../engine/engine.ts';
import { run } from '../engine/cases.ts';
import { startScripted } from '../engine/scripted.ts';
import { startWeaver, unwrap } from './runs.ts';

export const RESTFUL = '/api/hrm/restful/';

/** 19 digits that a JavaScript number can't hold. */
export const id = (n: number) => `10754109811234${String(n).padStart(4, '0')}7`;
export const idsFrom = (from: number, count: number) =>
	Array.from({ length: count }, (_, n) => id(from + n));
export const rl = (value: unknown) => ({ __rl: true, mode: 'id', value }) as INodeParameters;

/** HQ over EAST; SALES below HQ, NORTH below SALES; OLD below EAST, sealed. */
export const [HQ, EAST, SALES, NORTH, OLD] = [1, 2, 3, 4, 5].map(id);
export const [SELLER, CHIEF] = [11, 12].map(id);
/** In SALES, in NORTH, and in NORTH until he left. */
export const [WANG, LI, ZHAO] = [21, 22, 23].map(id);
export const [GROUP, CLUB] = [31, 32].map(id);
export const [MATRIX, BY_DEPARTMENT, APPROVER] = [41, 42, 43].map(id);

export function seed(state: WeaverE10State): void {
	const { subcompanies, departments, positions, employees, channels, matrices } = state;
	const unit = (key: string, name: string, code: string, parent: string, status = '1') => ({
		id: key,
		...{ name, code, parent, status },
	});
	subcompanies.set(HQ, unit(HQ, '总部', 'HQ', '0'));
	subcompanies.set(EAST, unit(EAST, '华东', 'E', HQ));
	departments.set(SALES, unit(SALES, '销售', 'S', HQ));
	departments.set(NORTH, unit(NORTH, '华北', 'SN', SALES));
	departments.set(OLD, unit(OLD, '旧部', 'O', EAST, '0'));
	positions.set(SELLER, { id: SELLER, name: '销售员', code: 'P1', department: SALES });
	positions.set(CHIEF, { id: CHIEF, name: '主管', code: 'P2', department: NORTH });
	const person = (key: string, username: string, job_num: string, department: string) => {
		const mobile = `1380000000${job_num.slice(1)}`;
		const more = { mobile, email: `${job_num}@x.test`, status: 'normal' };
		employees.set(key, { id: key, username, job_num, department, ...more });
	};
	person(WANG, '王五', 'A1', SALES);
	person(LI, '李四', 'A2', NORTH);
	person(ZHAO, '赵六', 'A3', NORTH);
	employees.get(WANG)!.position = SELLER;
	employees.get(ZHAO)!.status = '6';
	channels.set(GROUP, { id: GROUP, name: '项目组', closed: 0, members: new Set([WANG]) });
	channels.set(CLUB, { id: CLUB, name: '俱乐部', closed: 1 });
	matrices.set('审批', {
		id: MATRIX,
		name: '审批',
		columns: [
			{ id: BY_DEPARTMENT, name: '部门' },
			{ id: APPROVER, name: '审批人', code: 'approver' },
		],
		rows: new Map(),
	});
}

/** A platform that holds the company; `run` takes `resource.operation`. */
export async function startCompany({ seed: more, ...options }: WeaverE10Options = {}) {
	const weaver = await startWeaver({
		...options,
		seed(state) {
			seed(state);
			more?.(state);
		},
	});
	return { ...weaver, run: runner(weaver) };
}

export type Company = Awaited<ReturnType<typeof startCompany>>;

const runner =
	(platform: { credential: Record<string, unknown> }) =>
	async (
		operation: string,
		parameters: INodeParameters,
		items: IDataObject[],
		node?: Partial<NodeUnderTest>,
	) =>
		await run(
			'weaverE10',
			platform,
			operation.split('.') as [string, string],
			parameters,
			items,
			node,
		);

/** A platform whose answers to one interface a test writes itself: `data` of a success. */
export async function startAnswering(
	path: string,
	data: (body: IDataObject) => unknown,
	envelope: (data: unknown) => IDataObject = (given) =>
		({ message: { errcode: '0', errmsg: 'success' }, data: given }) as IDataObject,
) {
	const platform = await startScripted(`POST ${RESTFUL}${path}`, ({ body }) =>
		envelope(data(body as IDataObject)),
	);
	return { ...platform, run: runner(platform) };
}

/** The bodies of all requests besides those for a token, each to this interface. */
export function sentTo(weaver: Company, path: string): unknown[] {
	const requests = weaver.requestsTo('');
	expect(requests.map((request) => request.path)).toEqual(
		requests.map(() => (path.startsWith('/') ? path : RESTFUL + path)),
	);
	return requests.map((request) => unwrap(weaver, request));
}

/** The text of a request without the token, which is its last member. */
export const rawOf = ({ rawBody }: RecordedRequest) =>
	rawBody.replace(/,?"access_token":"[0-9a-f]+"\}$/, '}');
