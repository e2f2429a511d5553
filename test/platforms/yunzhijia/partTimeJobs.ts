/**
 * Part-time jobs (兼职) of the Yunzhijia test platform: the endpoints of docs/vendors/yunzhijia.md
 * section 3 and docs/vendors/yunzhijia.md, section 3. `[not known]` as in yunzhijia.ts.
 */
import { filled, flag, listOf, oneOf, record, text, whole } from '../checks.ts';
import type { Check } from '../checks.ts';
import { isRefused, tookEffect } from '../effects.ts';
import { json } from '../exchange.ts';
import { FAILURES, absent, commitRows, eachCommit, missing } from './rows.ts';
import { NO_WEIGHTS, operation, partTimeJobKey } from './state.ts';
import type {
	YunzhijiaEdition,
	YunzhijiaOperations,
	YunzhijiaPartTimeJob,
	YunzhijiaState,
} from './state.ts';

/** relationship/* answers in its own shape; [not known] the values of msgCode. */
const relationshipSuccess = (data: unknown) =>
	json({ success: true, msgCode: '100', msg: '成功', data });
const relationshipFailure = (msg: string) =>
	json({ success: false, msgCode: '500', msg, data: null });

interface JobRow extends YunzhijiaPartTimeJob {
	commitId: string;
	department: string;
}

/** [not known] what adding a pair that exists does: it is overwritten. */
function put(row: JobRow, state: YunzhijiaState, weights = row.weights) {
	const { openId, orgId, jobTitle, orgUserType } = row;
	if (state.people.get(openId)?.orgId === orgId) return '主职和兼职不能在同一部门';
	if (jobTitle.split(',').length > 20) return '兼职职位不能超过20个';
	state.partTimeJobs.set(partTimeJobKey(openId, orgId), {
		openId,
		orgId,
		jobTitle,
		...(weights !== undefined && { weights }),
		...(orgUserType !== undefined && { orgUserType }),
	});
	return undefined;
}

const add = (row: JobRow, state: YunzhijiaState) =>
	missing(row, 'openId', 'orgId', 'jobTitle') ?? absent(row, state) ?? put(row, state);

function addByDepartmentName(row: JobRow, state: YunzhijiaState) {
	const gap = missing(row, 'openId', 'department', 'jobTitle');
	if (gap) return gap;
	const person = state.people.get(row.openId);
	if (!person) return 'openId不存在';
	const found = [...state.departments.values()].find(
		({ department }) => department === row.department,
	);
	if (!found) return 'department不存在';
	return put({ ...row, orgId: found.orgId }, state, row.weights ?? person.weights);
}

/** [not known] whether removing a post that is not there fails: it does not. */
const remove = (row: JobRow, state: YunzhijiaState) => {
	const problem = missing(row, 'openId', 'orgId') ?? absent(row, state);
	if (problem === undefined) state.partTimeJobs.delete(partTimeJobKey(row.openId, row.orgId));
	return problem;
};

const set = (row: JobRow, state: YunzhijiaState) =>
	row.jobTitle === '!DELETE' ? remove(row, state) : add(row, state);

/** `relationship/…`: no rows to correlate, so pairs that do not exist are passed over. */
function deleteAll(
	{ deleteAll: everything, list = [] }: { deleteAll?: boolean; list?: JobRow[] },
	{ partTimeJobs }: YunzhijiaState,
) {
	if (everything) partTimeJobs.clear();
	else for (const { openId, orgId } of list) partTimeJobs.delete(partTimeJobKey(openId, orgId));
	if (everything) tookEffect({ deleteAll: true });
	else list.forEach(tookEffect);
	return null;
}

const deleteAllData: Check = (data) => {
	const list = listOf(record({ openId: filled, orgId: filled }), 0, 1000);
	const complaint = record({}, { deleteAll: flag, list })(data);
	if (complaint) return complaint;
	const { deleteAll: everything, list: given } = data as { deleteAll?: boolean; list?: unknown[] };
	return everything || given?.length ? undefined : 'list is missing';
};

/** Path → its data and what it does. */
export function partTimeJobs(edition: YunzhijiaEdition): YunzhijiaOperations {
	const newer = edition === 'newer';
	const person = { openId: text, jobTitle: text };
	const leading = { weights: whole(), orgUserType: oneOf(0, 1) };
	const withId = { ...person, orgId: text };
	const row = ({ openId, orgId, jobTitle, weights = NO_WEIGHTS }: YunzhijiaPartTimeJob) =>
		newer ? { openId, orgId, jobTitle, weights } : { openId, orgId, jobTitle };
	const window = { begin: whole(0), count: whole(1) };

	return {
		// [not known] the most rows of a call for the first three: 1000 as elsewhere.
		'company/addPartTimeJobs': operation({
			write: true,
			data: commitRows(newer ? { ...withId, ...leading } : withId),
			run: eachCommit(add),
		}),
		'company/addPartTimeJobsFull': operation({
			write: true,
			data: commitRows({ ...person, department: text, ...leading }),
			run: eachCommit(addByDepartmentName),
		}),
		'company/deletePartTimeJobs': operation({
			write: true,
			data: commitRows({ openId: text, orgId: text }),
			run: eachCommit(remove),
		}),
		'relationship/deleteAllPartTimeJobs': operation({
			write: true,
			data: deleteAllData,
			// No reason for each row: one refused is all refused.
			refusal: (data) => (isRefused(data) ? FAILURES.refused.msg : undefined),
			run: deleteAll,
			succeed: relationshipSuccess,
			refuse: relationshipFailure,
		}),
		'company/queryPartTimeJobs': operation({
			write: false,
			data: newer ? record({}, window) : record(window),
			// [not known] the page size without count, and a largest one.
			run: ({ begin = 0, count = 1000 }: { begin?: number; count?: number }, state) =>
				[...state.partTimeJobs.values()].slice(begin, begin + count).map(row),
		}),
		...(newer && {
			'company/setPartTimeJobs': operation({
				write: true,
				data: commitRows({ ...withId, ...leading }, 50),
				run: eachCommit(set),
			}),
			'relation/queryPersonOrgJobInfo': operation({
				write: false,
				data: record({ openIds: listOf(filled, 1, 200) }),
				run: jobsOfPeople,
			}),
		}),
	};
}

type Post = Pick<YunzhijiaPartTimeJob, 'orgId' | 'jobTitle' | 'weights'>;

/** [not known] what an unknown openId gives: no row. */
function jobsOfPeople({ openIds }: { openIds: string[] }, state: YunzhijiaState) {
	const jobs = [...state.partTimeJobs.values()];
	const info = ({ orgId, jobTitle, weights = NO_WEIGHTS }: Post) => ({
		orgId,
		jobTitle,
		weights,
	});
	return openIds.flatMap((openId) => {
		const person = state.people.get(openId);
		const slaveInfos = jobs.filter((job) => job.openId === openId).map(info);
		return person ? [{ openId, masterInfo: info(person), slaveInfos }] : [];
	});
}
