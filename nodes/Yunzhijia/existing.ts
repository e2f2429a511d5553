/** What is there already: for the option Skip Existing of what adds. */
import type { IDataObject } from 'n8n-workflow';

import type { Call, DirectoryRecord } from '../shared/contract';
import { readByOffset } from '../shared/paging';
import { lookUp } from './lookups/resolve';
import { pagesOf, type YunzhijiaOperation } from './operations';
import { queryPartTimeJobs } from './resources/partTimeJob/getAll';
import { titlesIn } from './titles';

type Existing = NonNullable<YunzhijiaOperation['existing']>;

const LEFT = '0';

/** By the long name. */
export const departmentsThere: Existing = async (records, call, concurrency) => {
	const nameOf = ({ row }: DirectoryRecord) => String(row.department);
	const rowsOf = await lookUp('name', records.map(nameOf), call, concurrency);
	return found(records, (record) => rowsOf(nameOf(record))[0]);
};

/**
 * By the mobile, and only where there is none by the email: that is looked for in the address book
 * as a whole. Who has left is not there.
 */
export const peopleThere: Existing = async (records, call, concurrency) => {
	const loginOf = ({ row }: DirectoryRecord) => (row.account ?? {}) as IDataObject;
	const mobileOf = (record: DirectoryRecord) =>
		textOf(loginOf(record).mobile) ?? textOf(record.row.phone);
	const emailOf = (record: DirectoryRecord) =>
		mobileOf(record) === undefined ? textOf(loginOf(record).email) : undefined;
	const byMobile = await lookUp('mobile', valuesOf(records, mobileOf), call, concurrency);
	const byEmail = await lookUp('email', valuesOf(records, emailOf), call, concurrency);
	return found(records, (record) => {
		const [mobile, email] = [mobileOf(record), emailOf(record)];
		const rows = [
			...(mobile === undefined ? [] : byMobile(mobile)),
			...(email === undefined ? [] : byEmail(email)),
		];
		return rows.find(({ status }) => String(status) !== LEFT);
	});
};

type OrgIdOf = (record: DirectoryRecord) => unknown;

/** By person and department, with all of the titles. */
const jobsThere =
	(
		orgIdsOf: (
			records: DirectoryRecord[],
			call: Call,
			concurrency: number,
		) => Promise<OrgIdOf> | OrgIdOf,
	): Existing =>
	async (records, call, concurrency) => {
		const orgIdOf = await orgIdsOf(records, call, concurrency);
		const jobs = await readByOffset(pagesOf(call, queryPartTimeJobs), { returnAll: true });
		const byPair = new Map(jobs.map((job) => [pairOf(job.openId, job.orgId), job]));
		return found(records, (record) => {
			const job = byPair.get(pairOf(record.row.openId, orgIdOf(record)));
			const there = titlesIn(String(job?.jobTitle ?? ''));
			const wanted = titlesIn(String(record.row.jobTitle));
			return wanted.every((title) => there.includes(title)) ? job : undefined;
		});
	};

const pairOf = (openId: unknown, orgId: unknown): string => `${String(openId)} ${String(orgId)}`;

export const jobsThereById = jobsThere(
	() =>
		({ row }) =>
			row.orgId,
);

export const jobsThereByName = jobsThere(async (records, call, concurrency) => {
	const nameOf = ({ row }: DirectoryRecord) => String(row.department);
	const rowsOf = await lookUp('name', records.map(nameOf), call, concurrency);
	return (record) => rowsOf(nameOf(record))[0]?.id;
});

const textOf = (value: unknown): string | undefined =>
	value === undefined || value === '' ? undefined : String(value);

const valuesOf = (
	records: DirectoryRecord[],
	of: (record: DirectoryRecord) => string | undefined,
): string[] => records.map(of).filter((value) => value !== undefined);

const found = (
	records: DirectoryRecord[],
	rowOf: (record: DirectoryRecord) => IDataObject | undefined,
): Map<DirectoryRecord, IDataObject> =>
	new Map(
		records.flatMap((record) => {
			const row = rowOf(record);
			return row ? [[record, row] as const] : [];
		}),
	);
