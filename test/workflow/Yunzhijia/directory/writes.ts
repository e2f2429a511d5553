/**
 * The writes of departments, persons and leaders as a table: what each one sends, changes and
 * gives back, after docs/vendors/yunzhijia.md sections 2 and 4 to 6.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { RecordedRequest, YunzhijiaState } from '../../../platforms/index.ts';
import { addDepartment, addLeader, dataOf, leaderKey } from '../../../platforms/index.ts';
import { fromItem, idFromItem } from '../../engine/cases.ts';
import { LAB, NOBODY, person, seed, startTeam } from '../team.ts';

export const unit = (n: number) => `d-${n.toString().padStart(4, '0')}`;
export const mobile = (n: number) => `139${n.toString().padStart(8, '0')}`;

/** The mobile of somebody who is there already. */
export const TAKEN = mobile(99_999_999);

export const TAKEN_EMAIL = 'taken@example.com';

/** 1500 people and 1100 more departments; each of the people leads one of them. */
export function seedDirectory(state: YunzhijiaState): void {
	seed(state);
	for (let n = 0; n < 1100; n++) addDepartment(state, unit(n), `部门${n}`);
	for (let n = 0; n < 1100; n++) addLeader(state, { openId: person(n), orgId: unit(n) });
	Object.assign(state.people.get(person(1499))!, { phone: TAKEN, email: TAKEN_EMAIL });
}

export const startDirectory = async (options: Parameters<typeof startTeam>[0] = {}) =>
	await startTeam({ seed: seedDirectory, ...options });

/**
 * How the platform tells of single records: by a list of what went well and what did not, by
 * commitId, by msgId of those that failed, or by msgId of all.
 */
type Family = 'lists' | 'commitId' | 'failures' | 'all';

export interface DirectoryWrite {
	path: string;
	family: Family;
	/** A lost answer: it is sent again. */
	repeatable: boolean;
	parameters: INodeParameters;
	/** The n-th record; those of seedDirectory take it. */
	item(n: number): IDataObject;
	/** What makes the platform refuse a record, */
	wrong: IDataObject;
	/** and its reason. */
	why: { error: string; code?: string; advice?: string };
	/** The record as it stands on the wire, and in the item that leaves. Absent: as the item. */
	row?: (item: IDataObject) => IDataObject;
	/** The request of such rows, commitIds apart. */
	data(rows: IDataObject[]): unknown;
	/** What the n-th item that is done has besides. */
	adds?: (n: number, item: IDataObject) => IDataObject;
	isApplied(state: YunzhijiaState, item: IDataObject): boolean;
}

const NO_PERSON = {
	error: 'openId不存在',
	advice: 'There is no person with this openId in the team. Check the Person.',
};
const NO_PERSON_CODED = { ...NO_PERSON, error: 'openId不存在 (400)', code: '400' };
const PHONE_TAKEN = { error: '手机号已存在 (400)', code: '400' };
const inUse = (what: string) =>
	`${what} is used already: update the record that has it, or give another value.`;
const NO_DEPARTMENT = {
	error: '部门ID不存在 (221)',
	code: '221',
	advice: 'There is no such department in the team. Check the Department.',
};

const STATUS_AFTER: Record<string, string> = { 1: '0', 3: '2' };

const departmentOf = ({ departments: all }: YunzhijiaState, { orgId }: IDataObject) =>
	all.get(String(orgId));
const personOf = ({ people: all }: YunzhijiaState, { openId }: IDataObject) =>
	all.get(String(openId));
const leaderOf = ({ leaders: all }: YunzhijiaState, { openId, orgId }: IDataObject) =>
	all.get(leaderKey(String(openId), String(orgId)));

export const WRITES: Record<string, DirectoryWrite> = {
	'department.create': {
		path: 'v2/dept/add',
		family: 'lists',
		repeatable: false,
		parameters: fromItem('department'),
		item: (n) => ({ department: `新部门${n}` }),
		wrong: { department: '新部门\\\\一组' },
		why: { error: '部门名称不正确 (400)', code: '400' },
		data: (rows) => ({ departments: rows.map(({ department }) => department) }),
		adds: (n) => ({ orgId: `0a6f1b0e-5d2f-41e6-8d3b-${(n + 1).toString().padStart(12, '0')}` }),
		isApplied: (state, { department }) =>
			[...state.departments.values()].some((one) => one.department === department),
	},
	'department.update': {
		path: 'dept/updateById',
		family: 'failures',
		repeatable: true,
		parameters: { ...idFromItem('orgId'), ...fromItem('todepartment') },
		item: (n) => ({ orgId: unit(n), todepartment: `改名${n}` }),
		wrong: { orgId: 'nowhere' },
		why: NO_DEPARTMENT,
		data: (departments) => ({ departments }),
		isApplied: (state, item) => departmentOf(state, item)?.name === item.todepartment,
	},
	'department.setWeights': {
		path: 'dept/updateWeightsById',
		family: 'failures',
		repeatable: true,
		parameters: { ...idFromItem('orgId'), ...fromItem('weights') },
		item: (n) => ({ orgId: unit(n), weights: `${n + 7}` }),
		wrong: { orgId: 'nowhere' },
		why: NO_DEPARTMENT,
		data: (departments) => ({ departments }),
		isApplied: (state, item) => departmentOf(state, item)?.weights === Number(item.weights),
	},
	'department.delete': {
		path: 'dept/deleteById',
		family: 'failures',
		repeatable: true,
		parameters: idFromItem('orgId'),
		item: (n) => ({ orgId: unit(n) }),
		wrong: { orgId: 'nowhere' },
		why: NO_DEPARTMENT,
		data: (rows) => ({ departments: rows.map(({ orgId }) => orgId) }),
		adds: () => ({ deleted: true }),
		isApplied: (state, item) => !departmentOf(state, item),
	},
	'person.create': {
		path: 'person/addNew',
		family: 'all',
		repeatable: false,
		parameters: { ...fromItem('name'), account: fromItem('mobile') },
		item: (n) => ({ name: `新人${n}`, mobile: mobile(n) }),
		row: ({ name, mobile: number }) => ({ name, account: { mobile: number } }),
		wrong: { mobile: TAKEN },
		why: { ...PHONE_TAKEN, advice: inUse('A value') },
		data: (persons) => ({ persons }),
		adds: (n, { mobile: phone }) => ({
			openId: `5e${(n + 1).toString(16).padStart(22, '0')}`,
			phone,
		}),
		isApplied: (state, { name }) => [...state.people.values()].some((one) => one.name === name),
	},
	'person.update': {
		path: 'person/updateInfo',
		family: 'all',
		repeatable: true,
		parameters: { ...idFromItem('openId'), additionalFields: fromItem('name') },
		item: (n) => ({ openId: person(n), name: `改名${n}` }),
		wrong: { openId: NOBODY },
		why: NO_PERSON_CODED,
		data: (persons) => ({ persons }),
		isApplied: (state, item) => personOf(state, item)?.name === item.name,
	},
	'person.updateDepartment': {
		path: 'person/updateDeptByDeptId',
		family: 'failures',
		repeatable: true,
		parameters: idFromItem('openId', 'orgId'),
		item: (n) => ({ openId: person(n), orgId: n % 2 ? LAB : unit(n) }),
		wrong: { orgId: 'nowhere' },
		why: NO_DEPARTMENT,
		data: (persons) => ({ persons }),
		isApplied: (state, item) => personOf(state, item)?.orgId === item.orgId,
	},
	'person.updatePhone': {
		path: 'person/updatePhone',
		family: 'failures',
		repeatable: true,
		parameters: { ...idFromItem('openId'), ...fromItem('phone') },
		item: (n) => ({ openId: person(n), phone: mobile(n) }),
		wrong: { phone: TAKEN },
		why: { ...PHONE_TAKEN, advice: inUse('Phone (手机号, phone)') },
		data: (persons) => ({ persons }),
		isApplied: (state, item) => personOf(state, item)?.phone === item.phone,
	},
	'person.updateEmailUnbound': {
		path: 'person/updateEmailUnbound',
		family: 'failures',
		repeatable: true,
		parameters: { ...idFromItem('openId'), ...fromItem('email') },
		item: (n) => ({ openId: person(n), email: `p${n}@example.com` }),
		wrong: { email: TAKEN_EMAIL },
		why: {
			error: '邮箱已被其他人绑定 (210)',
			code: '210',
			advice: 'The email belongs to somebody else: use another one.',
		},
		data: (persons) => ({ persons }),
		isApplied: (state, item) => personOf(state, item)?.email === item.email,
	},
	'person.updateStatus': {
		path: 'person/updateStatus',
		family: 'all',
		repeatable: true,
		parameters: { ...idFromItem('openId'), ...fromItem('type') },
		item: (n) => ({ openId: person(n), type: n % 2 ? '1' : '3' }),
		wrong: { openId: NOBODY },
		why: NO_PERSON_CODED,
		data: (persons) => ({ persons }),
		isApplied: (state, item) => personOf(state, item)?.status === STATUS_AFTER[String(item.type)],
	},
	'person.delete': {
		path: 'person/delete',
		family: 'all',
		repeatable: true,
		parameters: idFromItem('openId'),
		item: (n) => ({ openId: person(n) }),
		wrong: { openId: NOBODY },
		why: NO_PERSON_CODED,
		data: (rows) => ({ openIds: rows.map(({ openId }) => openId) }),
		adds: () => ({ deleted: true }),
		isApplied: (state, item) => !personOf(state, item),
	},
	'leader.set': {
		path: 'company/setOrgAdminsById',
		family: 'commitId',
		repeatable: true,
		parameters: { ...idFromItem('openId', 'orgId'), additionalFields: fromItem('weights') },
		item: (n) => ({ openId: person(n), orgId: LAB, weights: n }),
		wrong: { openId: NOBODY },
		why: NO_PERSON,
		data: (rows) => rows,
		isApplied: (state, item) => leaderOf(state, item)?.weights === item.weights,
	},
	'leader.delete': {
		path: 'company/deleteOrgAdminsById',
		family: 'commitId',
		repeatable: true,
		parameters: idFromItem('openId', 'orgId'),
		item: (n) => ({ openId: person(n), orgId: unit(n) }),
		wrong: { orgId: LAB },
		why: {
			error: '负责人不存在 (900014)',
			code: '900014',
			advice: 'There is no such leader. Check Person and Department.',
		},
		data: (list) => ({ list }),
		adds: () => ({ deleted: true }),
		isApplied: (state, item) => !leaderOf(state, item),
	},
};

/** The request of such items. */
export const dataFor = ({ row = (item) => item, data }: DirectoryWrite, items: IDataObject[]) =>
	data(items.map(row));

export const itemsFor = ({ item }: DirectoryWrite, length: number) =>
	Array.from({ length }, (_, n) => item(n));

/** The list that a request carries, as it is on the wire. */
export function carried(request: RecordedRequest): Array<IDataObject | string> {
	const data = dataOf(request) as IDataObject[] | Record<string, IDataObject[]>;
	if (Array.isArray(data)) return data;
	return data.departments ?? data.persons ?? data.openIds ?? data.list;
}

/** What was sent, without commitIds: they are any, but differ. */
export function withoutCommitIds(data: unknown): unknown {
	if (Array.isArray(data)) return data.map(withoutCommitIds);
	if (typeof data !== 'object' || data === null) return data;
	const kept = Object.entries(data).filter(([name]) => name !== 'commitId');
	return Object.fromEntries(kept.map(([name, value]) => [name, withoutCommitIds(value)]));
}
