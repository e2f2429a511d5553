/**
 * What the Yunzhijia test platform holds, helpers that seed it, and what an endpoint is made of.
 */
import type { Check } from './checks.ts';
import type { Answer } from './exchange.ts';

/** The older pages know neither set, nor query by person, nor weights. */
export type YunzhijiaEdition = 'older' | 'newer';

export interface YunzhijiaState {
	/** By openId. */
	people: Map<string, YunzhijiaPerson>;
	/** By orgId. */
	departments: Map<string, YunzhijiaDepartment>;
	/** By partTimeJobKey(openId, orgId). */
	partTimeJobs: Map<string, YunzhijiaPartTimeJob>;
}

export interface YunzhijiaPerson {
	openId: string;
	name: string;
	/** Department of the main job; '' for none. */
	orgId: string;
	jobTitle: string;
	weights?: number;
}

export interface YunzhijiaDepartment {
	orgId: string;
	name: string;
	/** Long name: levels joined by one backslash, without the company. */
	department: string;
	/** '' on the first level. */
	parentId: string;
}

export interface YunzhijiaPartTimeJob {
	openId: string;
	orgId: string;
	jobTitle: string;
	weights?: number;
	orgUserType?: number;
}

export const partTimeJobKey = (openId: string, orgId: string) => `${openId}|${orgId}`;

/** Seeds a department below one that is there already (or on the first level). */
export function addDepartment(state: YunzhijiaState, orgId: string, name: string, parentId = '') {
	const above = state.departments.get(parentId)?.department;
	const department = above === undefined ? name : `${above}\\${name}`;
	state.departments.set(orgId, { orgId, name, department, parentId });
}

export function addPerson(state: YunzhijiaState, person: YunzhijiaPerson) {
	state.people.set(person.openId, person);
}

export interface YunzhijiaOperation<Data> {
	write: boolean;
	/** Shape of `data`; what is wrong here fails the whole call. */
	data: Check;
	run: (data: Data, state: YunzhijiaState) => unknown;
	succeed?: (data: unknown) => Answer;
	refuse?: (text: string) => Answer;
}

// Only declares that data which passed the check has this type.
export const operation = <Data>(entry: YunzhijiaOperation<Data>) =>
	entry as YunzhijiaOperation<unknown>;

/** Path below /gateway/openimport/open/ → operation. */
export type YunzhijiaOperations = Record<string, YunzhijiaOperation<unknown>>;
