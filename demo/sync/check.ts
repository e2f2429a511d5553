// What the platforms must hold after a night, made from HR's tables and from what they held before,
// and what they hold.

import { partTimeJobKey } from '../../test/platforms/index.ts';
import type { Row } from '../roster.ts';
import { COMPANY } from './before.ts';
import {
	DISABLED,
	gone,
	HERE,
	idsIn,
	jobsOf,
	LEFT,
	lineOf,
	personOf,
	picturesOf,
	statusIn,
	titlesOf,
	type Lines,
	type Picture,
	type States,
} from './pictures.ts';
import { NAMES, type PlatformName } from './platforms.ts';
import { positionsIn, rightRows, WITHOUT_SUPERIOR, type Tables } from './tables.ts';

const LEAVES = '离职';
const WEAVER_STATUS: Record<string, string> = { 试用: '1', 正式: '3', 实习: '5' };
const HIPPIUS_STATUS: Record<string, string> = { 试用: 'TRIAL', 正式: 'ON', 实习: 'INTERNSHIP' };

const linesOf = (
	rows: Iterable<Row>,
	keyOf: (row: Row) => string,
	say: (row: Row) => string,
): Lines => new Map([...rows].map((row) => [keyOf(row), say(row)]));

const codeOf = (row: Row) => row.部门编码;
const titleOf = (row: Row) => row.职位 ?? row.兼职职位;

/** Whoever the tables do not name leaves; a wrong row names its person by whichever cells are right. */
function peopleAfter(before: Lines, right: Row[], all: Row[], say: (row: Row) => string): Lines {
	const after = new Map(before);
	const leave = (jobNo: string) => {
		const line = before.get(jobNo);
		if (line !== undefined) after.set(jobNo, gone(line));
	};
	for (const row of right) {
		const line = before.get(row.工号);
		if (row.状态 === LEAVES) leave(row.工号);
		// Disabled by hand: left alone.
		else if (line === undefined || statusIn(line) !== DISABLED) after.set(row.工号, say(row));
	}
	for (const jobNo of unnamed(before, all)) leave(jobNo);
	return after;
}

/** Those of the platform whom no row names. */
function unnamed(before: Lines, rows: Row[]): string[] {
	const named = new Set(rows.flatMap((row) => [row.工号, row.邮箱]));
	return [...before]
		.filter(([jobNo, line]) => ![jobNo, ...line.split(' · ')].some((cell) => named.has(cell)))
		.map(([jobNo]) => jobNo);
}

/** Long names by code. */
function pathsOf(rows: Row[]): Map<string, string> {
	const byCode = new Map(rows.map((row) => [codeOf(row), row]));
	const pathOf = (row: Row): string => {
		const above = byCode.get(row.上级部门编码);
		return above ? `${pathOf(above)}\\${row.部门名称}` : row.部门名称;
	};
	return new Map(rows.map((row) => [codeOf(row), pathOf(row)]));
}

function yunzhijiaAfter(tables: Tables, { person }: Picture): Picture {
	const right = rightRows(tables, 'yunzhijia');
	const paths = pathsOf(right.departments);
	const place = (row: Row) => paths.get(codeOf(row)) ?? '';
	return {
		department: linesOf(right.departments, place, (row) => lineOf(place(row), row.排序)),
		person: peopleAfter(person, right.people, tables.people, (row) =>
			personOf(
				HERE,
				...[row.姓名, row.性别, row.手机号, row.邮箱, place(row), row.职位, row.入职日期],
			),
		),
		partTimeJob: linesOf(
			right.partTimeJobs,
			(row) => partTimeJobKey(row.工号, place(row)),
			(row) => titlesOf(row.兼职职位),
		),
	};
}

function weaverE10After(tables: Tables, before: Picture): Picture {
	const right = rightRows(tables, 'weaverE10');
	const sex = (row: Row) => (row.性别 === '男' ? 'male' : 'female');
	const superior = (row: Row) => (row.工号 === WITHOUT_SUPERIOR.jobNo ? '' : row.直接上级工号);
	return {
		department: linesOf(right.departments, codeOf, (row) =>
			lineOf(row.部门名称, row.上级部门编码 || COMPANY.code),
		),
		position: new Map([...before.position, ...positionLines(tables)]),
		employee: peopleAfter(before.employee, right.people, tables.people, (row) =>
			personOf(
				WEAVER_STATUS[row.状态],
				...[row.姓名, sex(row), row.手机号, row.邮箱, row.入职日期],
				...[codeOf(row), row.岗位编码, superior(row)],
			),
		),
	};
}

function hippiusAfter(tables: Tables, before: Picture): Picture {
	const right = rightRows(tables, 'hippius');
	const jobOf = (row: Row) => `${codeOf(row)}:${row.岗位编码}`;
	const others = Map.groupBy(right.partTimeJobs, (row) => row.工号);
	const jobs = (row: Row) => jobsOf(jobOf(row), (others.get(row.工号) ?? []).map(jobOf));
	return {
		department: linesOf(right.departments, codeOf, (row) =>
			lineOf(row.部门名称, row.排序, row.上级部门编码),
		),
		position: new Map([...before.position, ...positionLines(tables)]),
		employee: peopleAfter(before.employee, right.people, tables.people, (row) =>
			personOf(
				HIPPIUS_STATUS[row.状态],
				...[row.姓名, row.性别 === '男' ? '1' : '0', row.手机号, row.邮箱, jobs(row)],
			),
		),
	};
}

/** Nobody knows which rows are wrong when positions are made of them. */
const positionLines = (tables: Tables): Lines =>
	linesOf(
		positionsIn(tables).values(),
		(row) => row.岗位编码,
		(row) => lineOf(titleOf(row), codeOf(row)),
	);

const AFTER: Record<PlatformName, (tables: Tables, before: Picture) => Picture> = {
	yunzhijia: yunzhijiaAfter,
	weaverE10: weaverE10After,
	hippius: hippiusAfter,
};

/** What is not as HR's tables say, as sentences, by platform. */
export function differences(
	tables: Tables,
	before: States,
	after: States,
): Record<PlatformName, string[]> {
	const [was, is] = [picturesOf(before), picturesOf(after)];
	const found = NAMES.map((name) => [name, between(AFTER[name](tables, was[name]), is[name])]);
	return Object.fromEntries(found) as Record<PlatformName, string[]>;
}

const between = (wanted: Picture, found: Picture): string[] =>
	Object.keys(wanted).flatMap((kind) =>
		[...new Set([...wanted[kind].keys(), ...found[kind].keys()])]
			.filter((key) => wanted[kind].get(key) !== found[kind].get(key))
			.map((key) => {
				const [should, is] = [wanted[kind].get(key), found[kind].get(key)];
				return `${kind} ${key} is ${is ?? 'not there'} and should be ${should ?? 'not there'}`;
			}),
	);

/** Nothing is deleted and made anew: what was there keeps its id. */
export function lostIds(before: States, after: States): string[] {
	const now = idsIn(after);
	return [...idsIn(before)].filter(([id, key]) => now.get(id) !== key).map(([id]) => id);
}

/** How many records a platform has to say something about: those of the tables, and its own besides. */
export function recordsOf(
	platform: PlatformName,
	kind: string,
	tables: Tables,
	before: States,
): number {
	const { departments, people, partTimeJobs } = tables;
	const held = picturesOf(before)[platform][kind];
	const besides = (named: Set<string>) =>
		[...held].filter(([key, line]) => !named.has(key) && !NOT_THERE.includes(statusIn(line)))
			.length;
	if (kind === 'department') return departments.length;
	if (kind === 'partTimeJob') return partTimeJobs.length + jobsBesides(tables, before.yunzhijia);
	if (kind === 'position') {
		const positions = positionsIn(tables);
		return positions.size + besides(new Set(positions.keys()));
	}
	// Hippius has one record for all rows of somebody.
	const isMerged = platform === 'hippius';
	const rows = isMerged ? [...people, ...partTimeJobs] : people;
	const named = new Set(rows.map((row) => row.工号));
	return (isMerged ? named.size : rows.length) + besides(named);
}

const NOT_THERE = [LEFT, DISABLED];

/** Its part-time jobs that no row names. A department that is to be renamed is known by its ID. */
function jobsBesides(tables: Tables, held: States['yunzhijia']): number {
	const paths = pathsOf(rightRows(tables, 'yunzhijia').departments);
	const byPath = new Map(
		[...held.departments.values()].map((each) => [each.department, each.orgId]),
	);
	const orgIds = new Map(
		tables.departments.map((row) => [
			codeOf(row),
			row.部门ID || byPath.get(paths.get(codeOf(row)) ?? ''),
		]),
	);
	const named = new Set(
		tables.partTimeJobs.map((row) => partTimeJobKey(row.工号, orgIds.get(codeOf(row)) ?? '')),
	);
	const jobNo = (openId: string) => held.people.get(openId)?.jobNo ?? openId;
	return [...held.partTimeJobs.values()].filter(
		({ openId, orgId }) => !named.has(partTimeJobKey(jobNo(openId), orgId)),
	).length;
}
