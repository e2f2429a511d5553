/**
 * Rows of the Yunzhijia test platform's requests, and how each family of docs/vendors/yunzhijia.md section 2
 * tells of those that failed. `[not known]` as in yunzhijia.ts.
 */
import { filled, listOf, record, text } from '../checks.ts';
import type { Check } from '../checks.ts';
import { isRefused, tookEffect } from '../effects.ts';
import type { YunzhijiaState } from './state.ts';

export interface CommitRow {
	commitId: string;
	openId: string;
	orgId: string;
}

/** Rows by commitId: unknown keys and wrong types fail the call, an absent field its row. */
export const commitRows = (fields: Record<string, Check>, max = 1000): Check => {
	const rows = listOf(record({ commitId: filled }, fields), 1, max);
	return (data) => {
		const complaint = rows(data);
		if (complaint !== undefined) return complaint;
		const ids = new Set((data as CommitRow[]).map((row) => row.commitId));
		return ids.size < (data as CommitRow[]).length ? 'commitId must not repeat' : undefined;
	};
};

/** Why a row of `company/*` failed: `{commitId, errorMsg}`; [] when all succeeded. */
export const eachCommit =
	<Row extends CommitRow>(run: (row: Row, state: YunzhijiaState) => string | undefined) =>
	(rows: Row[], state: YunzhijiaState) =>
		rows.flatMap((row) => {
			const errorMsg = isRefused(row) ? FAILURES.refused.msg : run(row, state);
			if (errorMsg !== undefined) return [{ commitId: row.commitId, errorMsg }];
			tookEffect(row);
			return [];
		});

export const missing = <Row extends object>(row: Row, ...names: Array<keyof Row & string>) => {
	const name = names.find((key) => !row[key]);
	return name && `${name}不能为空`;
};

export const absent = ({ openId, orgId }: CommitRow, { people, departments }: YunzhijiaState) => {
	if (!people.has(openId)) return 'openId不存在';
	return departments.has(orgId) ? undefined : 'department不存在';
};

/** Why a row of `dept/*` or `person/*` failed. */
export interface Failure {
	msgCode: string;
	msg: string;
}

const failure = (msgCode: string, msg: string): Failure => ({ msgCode, msg });

// [not known] the numbers of all causes that the document gives none for.
const OTHER = '400';

export const FAILURES = {
	emailTaken: failure('210', '邮箱已被其他人绑定'),
	noDepartment: failure('221', '部门ID不存在'),
	sameStatus: failure('400', '人员状态没有变化'),
	noPhone: failure('227', '手机号为空或没有变化'),
	noEmail: failure(OTHER, '邮箱不能为空'),
	severalTeams: failure('239', '用户存在于多个团队'),
	noPerson: failure(OTHER, 'openId不存在'),
	noName: failure(OTHER, 'name不能为空'),
	phoneTaken: failure(OTHER, '手机号已存在'),
	sameDepartment: failure(OTHER, '主职和兼职不能在同一部门'),
	badDepartment: failure(OTHER, '部门名称不正确'),
	departmentExists: failure(OTHER, '部门名称已存在'),
	/** Because a test wants it so. */
	refused: failure(OTHER, '数据校验不通过'),
};

/** The vendor's pages let every object repeat the eid of the form. */
export const withEid = (
	required: Record<string, Check>,
	optional: Record<string, Check> = {},
): Check => record(required, { eid: text, ...optional });

/** [not known] the clock that is meant: Beijing's. */
const instant = (value: string) =>
	/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value)
		? Date.parse(`${value.replace(' ', 'T')}+08:00`)
		: NaN;

export const time: Check = (value) =>
	text(value) ??
	(Number.isNaN(instant(value as string)) ? 'must be yyyy-MM-dd HH:mm:ss' : undefined);

/** Whether something changed since a time as a request gives it. */
export const changedSince = (given: string) => {
	const since = instant(given);
	return ({ updatedAt }: { updatedAt?: number }) => updatedAt !== undefined && updatedAt >= since;
};

export const createdSince = (given: string) => {
	const since = instant(given);
	return ({ createdAt }: { createdAt?: number }) => createdAt !== undefined && createdAt >= since;
};
