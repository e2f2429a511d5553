/**
 * Departments of the Yunzhijia test platform: the endpoints of docs/vendors/yunzhijia.md section 4. The
 * msgId of a failed row is its key, as the vendor's page (server-api/org/dept) says: the long name
 * of a new department, else the orgId. `[not known]` as in yunzhijia.ts.
 */
import { filled, listOf, matching, oneOf, record, text } from '../checks.ts';
import type { Check } from '../checks.ts';
import { isRefused, tookEffect } from '../effects.ts';
import { FAILURES, changedSince, createdSince, time, withEid } from './rows.ts';
import type { Failure } from './rows.ts';
import { addDepartment, longName, operation } from './state.ts';
import type { YunzhijiaDepartment, YunzhijiaOperations, YunzhijiaState } from './state.ts';

/** The company: the first level's parent, first in the list of all. */
export const ROOT = {
	orgId: '5f0000000000000000000001',
	name: '测试团队',
	// What it is asked for by; [not known] what its own row says.
	department: '\\',
	parentId: '',
} satisfies YunzhijiaDepartment;

const rowOf = ({ orgId, name, department, parentId, ...more }: YunzhijiaDepartment) => ({
	id: orgId,
	name,
	department,
	parentId: orgId === ROOT.orgId ? '' : parentId || ROOT.orgId,
	weights: more.weights ?? 0,
	businessUnit: more.businessUnit ?? 0,
});

export function departmentNamed({ departments }: YunzhijiaState, name: string) {
	for (const found of departments.values()) if (found.department === name) return found;
	return undefined;
}

/** undefined for a long name with an empty level. */
export function ensureDepartment(state: YunzhijiaState, name: string, at: number) {
	const levels = name.split('\\');
	if (levels.includes('')) return undefined;
	let parentId = '';
	for (const level of levels) {
		const there = departmentNamed(state, longName(state, level, parentId));
		parentId = (there ?? create(state, level, parentId, at)).orgId;
	}
	return state.departments.get(parentId);
}

function create(state: YunzhijiaState, name: string, parentId: string, at: number) {
	const number = (++state.idsGiven).toString(16).padStart(12, '0');
	const orgId = `0a6f1b0e-5d2f-41e6-8d3b-${number}`;
	return addDepartment(state, orgId, name, parentId, { createdAt: at, updatedAt: at });
}

const digits = matching(/^\d+$/);

interface NewDepartments {
	departments: string[];
	weights?: string[];
}

const newDepartments: Check = (data) => {
	const names = { departments: listOf(filled, 1, 1000) };
	const complaint = withEid(names, { weights: listOf(digits) })(data);
	if (complaint !== undefined) return complaint;
	const { departments, weights = departments } = data as NewDepartments;
	return weights.length === departments.length ? undefined : 'weights must be as many';
};

/** [not known] what adding one that exists does: its row fails. */
function add({ departments, weights }: NewDepartments, state: YunzhijiaState, at: number) {
	const before = new Set([...state.departments.values()].map(({ department }) => department));
	const successList: Array<{ department: string; orgId: string }> = [];
	const errorList: Array<Failure & { msgId: string }> = [];
	departments.forEach((department, index) => {
		const exists = before.has(department);
		const refused = isRefused(department);
		const made = exists || refused ? undefined : ensureDepartment(state, department, at);
		if (made) {
			tookEffect(department);
			// A parent that an earlier row brought along is added by its own row all the same.
			before.add(department);
			if (weights) made.weights = Number(weights[index]);
			successList.push({ department, orgId: made.orgId });
		} else {
			const why = exists ? FAILURES.departmentExists : FAILURES.badDepartment;
			errorList.push({ msgId: department, ...(refused ? FAILURES.refused : why) });
		}
	});
	return { successList, errorList };
}

interface Row {
	orgId: string;
	todepartment: string;
	weights: string;
}

type Change = (found: YunzhijiaDepartment, row: Row, state: YunzhijiaState) => Failure | undefined;

const problemOf = (row: unknown, found: YunzhijiaDepartment | undefined) =>
	isRefused(row) ? FAILURES.refused : found ? undefined : FAILURES.noDepartment;

/** Rows of the failed ones, [] when all succeeded. */
const eachDepartment =
	(change: Change) =>
	({ departments }: { departments: Row[] }, state: YunzhijiaState, at: number) =>
		departments.flatMap((row) => {
			const found = state.departments.get(row.orgId);
			const failure = problemOf(row, found) ?? change(found!, row, state);
			if (failure) return [{ msgId: row.orgId, ...failure }];
			found!.updatedAt = at;
			tookEffect(row);
			return [];
		});

const siblingNamed = (state: YunzhijiaState, name: string, parentId: string) =>
	departmentNamed(state, longName(state, name, parentId));

const rename: Change = (found, { todepartment }, state) => {
	if (todepartment === '' || todepartment.includes('\\')) return FAILURES.badDepartment;
	const namesake = siblingNamed(state, todepartment, found.parentId);
	if (namesake && namesake !== found) return FAILURES.departmentExists;
	found.name = todepartment;
	return relabel(found, state);
};

function relabel(department: YunzhijiaDepartment, state: YunzhijiaState): undefined {
	department.department = longName(state, department.name, department.parentId);
	for (const below of state.departments.values())
		if (below.parentId === department.orgId) relabel(below, state);
}

const isWithin = (orgId: string, top: string, state: YunzhijiaState): boolean =>
	orgId === top || (orgId !== '' && isWithin(parentOf(orgId, state), top, state));

const parentOf = (orgId: string, { departments }: YunzhijiaState) =>
	departments.get(orgId)?.parentId ?? '';

/** People in it or below become unassigned; [not known] that part-time posts and leaders go. */
function remove(orgId: string, state: YunzhijiaState, at: number): Failure | undefined {
	const problem = problemOf(orgId, state.departments.get(orgId));
	if (problem) return problem;
	const gone = [...state.departments.values()].filter((one) => isWithin(one.orgId, orgId, state));
	for (const department of gone) {
		state.departments.delete(department.orgId);
		state.deletedDepartments.set(department.orgId, { ...department, updatedAt: at });
	}
	const ids = new Set(gone.map((department) => department.orgId));
	for (const person of state.people.values())
		if (ids.has(person.orgId)) Object.assign(person, { orgId: '', updatedAt: at });
	for (const map of [state.partTimeJobs, state.leaders])
		for (const [key, post] of map) if (ids.has(post.orgId)) map.delete(key);
	tookEffect(orgId);
	return undefined;
}

interface Move {
	orgId: string;
	moveToOrgId: string;
}

const parentFor = ({ moveToOrgId }: Move) => (moveToOrgId === ROOT.orgId ? '' : moveToOrgId);

/**
 * The vendor's page leaves names to the caller: a move to a namesake "succeeds, and other things
 * fail". Refused here, so that a caller who did not look is seen.
 */
function refuseMove(move: Move, state: YunzhijiaState) {
	if (isRefused(move)) return FAILURES.refused.msg;
	const found = state.departments.get(move.orgId);
	const parentId = parentFor(move);
	if (!found || (parentId !== '' && !state.departments.has(parentId))) return '部门ID不存在';
	if (isWithin(parentId, move.orgId, state)) return '不能移动到自身或下级部门';
	const namesake = siblingNamed(state, found.name, parentId);
	return namesake && namesake !== found ? '目标部门存在同名部门' : undefined;
}

/** Path → its data and what it does. */
export function departments(): YunzhijiaOperations {
	const rows = (fields: Record<string, Check>) =>
		withEid({ departments: listOf(record({ orgId: filled, ...fields }), 1, 1000) });
	return {
		'dept/getall': operation({
			write: false,
			data: withEid({}),
			run: (_data, state) => [ROOT, ...state.departments.values()].map(rowOf),
		}),
		'dept/get': operation({
			write: false,
			// [not known] the most of a call: 1000 as elsewhere.
			data: withEid({ type: oneOf(0, 1), array: listOf(filled, 1, 1000) }),
			// [not known] what an unknown one gives: no row.
			run: ({ type, array }: { type: number; array: string[] }, state) => {
				const wanted = new Set(array);
				return [ROOT, ...state.departments.values()]
					.filter(({ orgId, department }) => wanted.has(type === 0 ? orgId : department))
					.map(rowOf);
			},
		}),
		'dept/getAtTime': operation({
			write: false,
			data: withEid({ time }),
			run: ({ time: since }: { time: string }, state) => {
				const isNew = createdSince(since);
				const changed = [...state.departments.values()].filter(changedSince(since));
				const deleted = [...state.deletedDepartments.values()].filter(changedSince(since));
				return [
					...changed.map((one) => ({ ...rowOf(one), changeType: isNew(one) ? '1' : '2' })),
					...deleted.map((one) => ({ ...rowOf(one), changeType: '3' })),
				];
			},
		}),
		'dept/add': operation({
			write: true,
			data: newDepartments,
			run: (data: NewDepartments, state, at) => add(data, state, at).errorList,
		}),
		'v2/dept/add': operation({ write: true, data: newDepartments, run: add }),
		'dept/updateById': operation({
			write: true,
			data: rows({ todepartment: text }),
			run: eachDepartment(rename),
		}),
		'dept/updateWeightsById': operation({
			write: true,
			data: rows({ weights: digits }),
			run: eachDepartment((found, { weights }) => void (found.weights = Number(weights))),
		}),
		'dept/deleteById': operation({
			write: true,
			// [not known] the most of a call: 1000 as elsewhere.
			data: withEid({ departments: listOf(filled, 1, 1000) }),
			run: ({ departments: ids }: { departments: string[] }, state, at) =>
				ids.flatMap((msgId) => {
					const failure = remove(msgId, state, at);
					return failure ? [{ msgId, ...failure }] : [];
				}),
		}),
		'dept/moveOrg': operation({
			write: true,
			data: withEid({ orgId: filled, moveToOrgId: filled }),
			refusal: refuseMove,
			run: (move: Move, state, at) => {
				const found = state.departments.get(move.orgId)!;
				Object.assign(found, { parentId: parentFor(move), updatedAt: at });
				relabel(found, state);
				tookEffect(move);
				return '';
			},
		}),
	};
}
