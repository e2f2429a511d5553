// What Yunzhijia must hold after a night, made from HR's tables alone, and what it holds.

import type { YunzhijiaState } from '../../test/platforms/index.ts';
import type { Row } from '../roster.ts';
import { rightRows, type Tables } from './tables.ts';

/** A line for each record by its key; `of` says what of. */
interface Picture {
	departments: Map<string, string>;
	people: Map<string, string>;
	partTimeJobs: Map<string, string>;
}

const LEFT = '0';

const lineOf = (parts: unknown[], status = '1') =>
	`${parts.join(' · ')}${status === '1' ? '' : status === LEFT ? ', left' : ', disabled'}`;

const titles = (text: string) => text.split(/[,，]/).toSorted().join();

export function pictureOf({ departments, people, partTimeJobs }: YunzhijiaState): Picture {
	const place = (orgId: string) => departments.get(orgId)?.department ?? '';
	const jobNo = (openId: string) => people.get(openId)?.jobNo ?? openId;
	return {
		departments: new Map(
			[...departments.values()].map(({ department, weights }) => [
				department,
				lineOf([department, weights]),
			]),
		),
		people: new Map(
			[...people.values()].map(({ openId, name, phone, email, orgId, jobTitle, ...more }) => [
				jobNo(openId),
				lineOf([name, phone, email, place(orgId), jobTitle, more.hireDate], more.status),
			]),
		),
		partTimeJobs: new Map(
			[...partTimeJobs.values()].map(({ openId, orgId, jobTitle }) => [
				`${jobNo(openId)} ${place(orgId)}`,
				titles(jobTitle),
			]),
		),
	};
}

function placesOf(rows: Row[]): Map<string, string> {
	const byCode = new Map(rows.map((row) => [row.部门编码, row]));
	const pathOf = (row: Row): string => {
		const above = byCode.get(row.上级部门编码);
		return above ? `${pathOf(above)}\\${row.部门名称}` : row.部门名称;
	};
	return new Map(rows.map((row) => [row.部门编码, pathOf(row)]));
}

/** @param before what Yunzhijia held when the night began: wrong rows leave it as it was */
function expectedOf(tables: Tables, before: Picture): Picture {
	const right = rightRows(tables);
	const places = placesOf(right.departments);
	const place = (row: Row) => places.get(row.部门编码) ?? '';
	const expected: Picture = {
		departments: new Map(
			right.departments.map((row) => [place(row), lineOf([place(row), row.排序])]),
		),
		people: new Map(before.people),
		partTimeJobs: new Map(
			right.partTimeJobs.map((row) => [`${row.工号} ${place(row)}`, titles(row.兼职职位)]),
		),
	};
	const isThere = (jobNo: string) => before.people.has(jobNo);
	const asBefore = (jobNo: string) => before.people.get(jobNo) ?? '';
	const leaves = (jobNo: string) =>
		expected.people.set(jobNo, `${asBefore(jobNo).replace(/, \w+$/, '')}, left`);
	for (const row of right.people) {
		const { 工号: jobNo } = row;
		if (row.状态 === '离职') {
			if (isThere(jobNo)) leaves(jobNo);
		} else if (!asBefore(jobNo).endsWith(', disabled'))
			expected.people.set(
				jobNo,
				lineOf([row.姓名, row.手机号, row.邮箱, place(row), row.职位, row.入职日期]),
			);
	}
	// A wrong row says that its person is there, by whichever of its cells are right.
	const named = new Set(tables.people.flatMap((row) => [row.工号, row.邮箱]));
	for (const [jobNo, line] of before.people)
		if (![jobNo, ...line.split(' · ')].some((cell) => named.has(cell))) leaves(jobNo);
	return expected;
}

/** What is not as HR's tables say, as sentences. */
export function differences(
	tables: Tables,
	before: YunzhijiaState,
	after: YunzhijiaState,
): string[] {
	const expected = expectedOf(tables, pictureOf(before));
	const found = pictureOf(after);
	const lines = (Object.keys(expected) as Array<keyof Picture>).flatMap((kind) =>
		[...new Set([...expected[kind].keys(), ...found[kind].keys()])]
			.filter((key) => expected[kind].get(key) !== found[kind].get(key))
			.map((key) => {
				const [wanted, is] = [expected[kind].get(key), found[kind].get(key)];
				return `${key} is ${is ?? 'not there'} and should be ${wanted ?? 'not there'}`;
			}),
	);
	return [...lines, ...lostIds(before, after)];
}

/** Nobody is deleted and made anew: who was there keeps the id. */
function lostIds(before: YunzhijiaState, after: YunzhijiaState): string[] {
	const people = [...before.people.values()].filter(
		({ openId, jobNo }) => after.people.get(openId)?.jobNo !== jobNo,
	);
	const departments = [...before.departments.keys()].filter((id) => !after.departments.has(id));
	return [...people.map(({ openId }) => openId), ...departments].map((id) => `${id} is lost`);
}

/** How much there is, in one line. */
export function countsIn({ departments, people, partTimeJobs }: YunzhijiaState): string {
	const all = [...people.values()];
	const left = all.filter(({ status }) => status === LEFT).length;
	return `${departments.size} departments, ${all.length - left} people (${left} have left), ${partTimeJobs.size} part-time jobs`;
}
