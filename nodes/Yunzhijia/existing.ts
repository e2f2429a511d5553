/** What is there already: for the option Skip Existing of what adds. */
import type { IDataObject } from 'n8n-workflow';

import type { Call, DirectoryRecord, Outcome } from '../shared/contract';
import { readByOffset } from '../shared/paging';
import { done } from '../shared/run/outcome';
import { hasLeft } from './directory';
import { lookUp, type LookupMode } from './lookups/resolve';
import { pagesOf, type YunzhijiaOperation } from './operations';
import { pairId } from './pair';
import { queryPartTimeJobs } from './resources/partTimeJob/getAll';
import { titlesIn } from './titles';

type Existing = NonNullable<YunzhijiaOperation['existing']>;

/** By the long name. */
export const departmentsThere: Existing = async (...asked) => {
	const rowsOf = await rowsBy('name', longNameOf, ...asked);
	return found(asked[0], (record) => rowsOf(record)[0]);
};

/**
 * By the mobile, and only where there is none by the email: that is looked for in the address book
 * as a whole. Who has left is not there.
 */
export const peopleThere: Existing = async (...asked) => {
	const withMobile = await rowsBy('mobile', mobileOf, ...asked);
	const emailOf = (record: DirectoryRecord) =>
		mobileOf(record) ? undefined : loginOf(record).email;
	const withEmail = await rowsBy('email', emailOf, ...asked);
	return found(asked[0], (record) =>
		[...withMobile(record), ...withEmail(record)].find((row) => !hasLeft(row)),
	);
};

/** By person and department, whether that is an id or a long name, with all of the titles. */
export const jobsThere: Existing = async (...asked) => {
	const [records, call] = asked;
	const departmentsOf = await rowsBy('name', longNameOf, ...asked);
	const jobs = await readByOffset(pagesOf(call, queryPartTimeJobs), { returnAll: true });
	const byPair = new Map(jobs.map((job) => [pairId(job.openId, job.orgId), job]));
	return found(records, (record) => {
		const { openId, orgId = departmentsOf(record)[0]?.id, jobTitle } = record.row;
		const job = byPair.get(pairId(openId, orgId));
		const there = titlesIn(String(job?.jobTitle ?? ''));
		return titlesIn(String(jobTitle)).every((title) => there.includes(title)) ? job : undefined;
	});
};

const longNameOf = ({ row }: DirectoryRecord) => row.department;
const loginOf = ({ row }: DirectoryRecord) => (row.account ?? {}) as IDataObject;
const mobileOf = (record: DirectoryRecord) => loginOf(record).mobile || record.row.phone;

/** The rows that each record names by such a value; none where it has no such value. */
async function rowsBy(
	mode: LookupMode,
	valueOf: (record: DirectoryRecord) => unknown,
	records: DirectoryRecord[],
	call: Call,
	concurrency: number,
): Promise<(record: DirectoryRecord) => IDataObject[]> {
	const values = records.map(valueOf).filter(Boolean).map(String);
	const rowsOf = await lookUp(mode, values, call, concurrency);
	return (record) => rowsOf(String(valueOf(record)));
}

const found = (
	records: DirectoryRecord[],
	rowOf: (record: DirectoryRecord) => IDataObject | undefined,
): Map<DirectoryRecord, Outcome> =>
	new Map(
		records.flatMap((record) => {
			const row = rowOf(record);
			return row ? [[record, done({ ...row, existed: true })] as const] : [];
		}),
	);
