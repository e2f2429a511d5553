/**
 * Department leaders (部门负责人) of the Yunzhijia test platform: the endpoints of
 * docs/vendors/yunzhijia.md section 6. `[not known]` as in yunzhijia.ts.
 */
import { text, whole } from '../checks.ts';
import type { Check } from '../checks.ts';
import { isRefused, tookEffect } from '../effects.ts';
import { FAILURES, absent, commitRows, eachCommit, missing, withEid } from './rows.ts';
import type { CommitRow } from './rows.ts';
import { addLeader, isActive, leaderKey, operation } from './state.ts';
import type { YunzhijiaOperations, YunzhijiaState } from './state.ts';

interface LeaderRow extends CommitRow {
	weights?: number;
}

const MOST = 1000;
const NO_LEADER = 900014;

const problem = (row: LeaderRow, state: YunzhijiaState) =>
	missing(row, 'openId', 'orgId') ?? absent(row, state);

function set(row: LeaderRow, state: YunzhijiaState) {
	const found = problem(row, state);
	if (found) return found;
	const { openId, orgId, weights } = row;
	addLeader(state, { openId, orgId, ...(weights !== undefined && { weights }) });
	return undefined;
}

/** `{errorCode?, commitId, error}` for each that failed; "" when all succeeded. */
function remove({ list }: { list: LeaderRow[] }, state: YunzhijiaState) {
	const failed = list.flatMap((row) => {
		const { commitId, openId, orgId } = row;
		const error = isRefused(row) ? FAILURES.refused.msg : problem(row, state);
		if (error) return [{ commitId, error }];
		const removed = state.leaders.delete(leaderKey(openId, orgId));
		if (!removed) return [{ errorCode: NO_LEADER, commitId, error: '负责人不存在' }];
		tookEffect(row);
		return [];
	});
	return failed.length > 0 ? failed : '';
}

/** Of active people only; a larger count is cut down. */
function query({ begin = 0, count = MOST }: { begin?: number; count?: number }, s: YunzhijiaState) {
	return [...s.leaders.values()]
		.filter(({ openId }) => isActive(s.people.get(openId)!))
		.slice(begin, begin + Math.min(count, MOST))
		.map(({ openId, orgId }) => ({
			openId,
			departmentId: orgId,
			department: s.departments.get(orgId)!.department,
		}));
}

/** Path → its data and what it does. */
export function leaders(): YunzhijiaOperations {
	const pair: Record<string, Check> = { openId: text, orgId: text };
	return {
		'company/setOrgAdminsById': operation({
			write: true,
			data: commitRows({ ...pair, weights: whole() }),
			run: eachCommit(set),
		}),
		'company/deleteOrgAdminsById': operation({
			write: true,
			data: withEid({ list: commitRows(pair) }),
			run: remove,
		}),
		'company/queryOrgAdmins': operation({
			write: false,
			data: withEid({}, { begin: whole(0), count: whole(1) }),
			run: query,
		}),
	};
}
