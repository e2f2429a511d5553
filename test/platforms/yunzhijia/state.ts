/**
 * What the Yunzhijia test platform holds, helpers that seed it, and what an endpoint is made of.
 */
import type { Check } from '../checks.ts';
import type { Answer } from '../exchange.ts';

/** The older pages know neither set, nor query by person, nor weights. */
export type YunzhijiaEdition = 'older' | 'newer';

export interface YunzhijiaState {
	/** By openId. */
	people: Map<string, YunzhijiaPerson>;
	/** By orgId; without the root. */
	departments: Map<string, YunzhijiaDepartment>;
	/** By partTimeJobKey(openId, orgId). */
	partTimeJobs: Map<string, YunzhijiaPartTimeJob>;
	/** By leaderKey(openId, orgId). */
	leaders: Map<string, YunzhijiaLeader>;
	/** What getAtTime still tells of. */
	deletedPeople: Map<string, YunzhijiaPerson>;
	deletedDepartments: Map<string, YunzhijiaDepartment>;
	/**
	 * [not known] what msgId is in the rows of person/*: the row's place in the request ("0", "1",
	 * …), or its key as it is with departments: the openId, for a new person the phone or e-mail.
	 */
	personMsgId: 'index' | 'key';
	/** [not known] whether a status that somebody has already is refused; by default it is not. */
	refusesSameStatus?: boolean;
	/** How many ids the platform has given. */
	idsGiven: number;
}

/** When something came and last changed, in milliseconds; never, when it was seeded without. */
interface Changes {
	createdAt?: number;
	updatedAt?: number;
}

export interface YunzhijiaPerson extends Changes {
	openId: string;
	name: string;
	/** Department of the main job; '' for none. */
	orgId: string;
	/** Several are joined by commas, the main one first. */
	jobTitle: string;
	weights?: number;
	phone?: string;
	email?: string;
	jobNo?: string;
	/** "1" leads the department. */
	orgUserType?: string;
	/** "0" left, "1" normal (default), "2" disabled. */
	status?: string;
	gender?: string;
	birthday?: string;
	hireDate?: string;
	positiveDate?: string;
	staffType?: string;
	photoUrl?: string;
	/** JSON text. */
	contact?: string;
	/** Belongs to other teams as well: the phone cannot be changed (239). */
	severalTeams?: boolean;
}

export interface YunzhijiaDepartment extends Changes {
	orgId: string;
	name: string;
	/** Long name: levels joined by one backslash, without the company. */
	department: string;
	/** '' on the first level; rows give the id of the root there. */
	parentId: string;
	weights?: number;
	/** 1 for a business unit. */
	businessUnit?: number;
}

export interface YunzhijiaPartTimeJob {
	openId: string;
	orgId: string;
	jobTitle: string;
	weights?: number;
	orgUserType?: number;
}

export interface YunzhijiaLeader {
	openId: string;
	orgId: string;
	weights?: number;
}

/** Weights of who has none. */
export const NO_WEIGHTS = 2147483647;

export const emptyState = (): YunzhijiaState => ({
	people: new Map(),
	departments: new Map(),
	partTimeJobs: new Map(),
	leaders: new Map(),
	deletedPeople: new Map(),
	deletedDepartments: new Map(),
	personMsgId: 'index',
	idsGiven: 0,
});

export const partTimeJobKey = (openId: string, orgId: string) => `${openId}|${orgId}`;
export const leaderKey = partTimeJobKey;

/** Seeds a department below one that is there already (or on the first level). */
export function addDepartment(
	state: YunzhijiaState,
	orgId: string,
	name: string,
	parentId = '',
	more: Changes & Pick<YunzhijiaDepartment, 'weights' | 'businessUnit'> = {},
): YunzhijiaDepartment {
	const department = longName(state, name, parentId);
	const added = { orgId, name, department, parentId, ...more };
	state.departments.set(orgId, added);
	return added;
}

export function addPerson(state: YunzhijiaState, person: YunzhijiaPerson) {
	state.people.set(person.openId, { ...person });
}

export function addLeader(state: YunzhijiaState, leader: YunzhijiaLeader) {
	state.leaders.set(leaderKey(leader.openId, leader.orgId), { ...leader });
}

export function longName({ departments }: YunzhijiaState, name: string, parentId: string) {
	const above = departments.get(parentId)?.department;
	return above === undefined ? name : `${above}\\${name}`;
}

/** Lists tell of normal people only. */
export const isActive = ({ status = '1' }: YunzhijiaPerson) => status === '1';

export interface YunzhijiaOperation<Data> {
	write: boolean;
	/** Shape of `data`; what is wrong here fails the whole call. */
	data: Check;
	/** What fails the whole call because of what the platform holds. */
	refusal?: (data: Data, state: YunzhijiaState) => string | undefined;
	/** `at`: the platform's clock, milliseconds. */
	run: (data: Data, state: YunzhijiaState, at: number) => unknown;
	succeed?: (data: unknown) => Answer;
	refuse?: (text: string) => Answer;
}

// Only declares that data which passed the check has this type.
export const operation = <Data>(entry: YunzhijiaOperation<Data>) =>
	entry as YunzhijiaOperation<unknown>;

/** Path below /gateway/openimport/open/ → operation. */
export type YunzhijiaOperations = Record<string, YunzhijiaOperation<unknown>>;
