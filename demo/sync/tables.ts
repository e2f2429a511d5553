// The three tables that HR writes every night, and what is wrong or new in them.

import { rosterRows, writeRows, type Row } from '../roster.ts';
import type { PlatformName } from './platforms.ts';

/** In roster/, and in the folder that n8n reads. */
export const FILES = {
	departments: 'hr/departments.csv',
	people: 'hr/people.csv',
	partTimeJobs: 'hr/part-time-jobs.csv',
};

export type TableName = keyof typeof FILES;
export type Tables = Record<TableName, Row[]>;

export const readTables = (folder?: string): Tables => ({
	departments: rosterRows(FILES.departments, folder),
	people: rosterRows(FILES.people, folder),
	partTimeJobs: rosterRows(FILES.partTimeJobs, folder),
});

export function writeTables(tables: Tables, folder: string): void {
	for (const [table, file] of Object.entries(FILES))
		writeRows(file, tables[table as TableName], folder);
}

/** A wrong row of roster/README.md, with its doubles. */
export interface Wrong {
	table: TableName;
	/** From 1 on. */
	rows: number[];
	/** Which platforms refuse it, and what their reason must name. */
	names: Partial<Record<PlatformName, string>>;
}

const everywhere = (named: string) => ({ yunzhijia: named, weaverE10: named, hippius: named });

export const WRONG: Wrong[] = [
	{ table: 'departments', rows: [15], names: everywhere('RD30') },
	{ table: 'departments', rows: [34], names: everywhere('MK04 → MK04') },
	{ table: 'people', rows: [57], names: everywhere('199OOOO0057') },
	// Yunzhijia takes any text.
	{ table: 'people', rows: [88], names: { weaverE10: '保密', hippius: '保密' } },
	// Hippius may have one mobile twice.
	{
		table: 'people',
		rows: [132, 133],
		names: { yunzhijia: '19900000132', weaverE10: '19900000132' },
	},
	{ table: 'people', rows: [217, 218], names: everywhere('218') },
	{ table: 'people', rows: [301], names: everywhere('RD99') },
	// Hippius has no day of joining.
	{ table: 'people', rows: [345], names: { yunzhijia: '2023-02-30', weaverE10: '2023-02-30' } },
	{ table: 'partTimeJobs', rows: [29], names: { yunzhijia: 'main job' } },
	{
		table: 'partTimeJobs',
		rows: [73],
		names: { yunzhijia: 'XQ0401', hippius: 'exactly one primary' },
	},
	{ table: 'partTimeJobs', rows: [100], names: { yunzhijia: '20 titles' } },
];

/** Has a superior whom nobody knows: Weaver E10 takes the rest of the row. */
export const WITHOUT_SUPERIOR = { jobNo: 'XQ0150', names: 'XQ0999' };

/** The tables without the rows that a platform refuses. */
export function rightRows(tables: Tables, platform: PlatformName): Tables {
	const right = (table: TableName) => {
		const wrong = WRONG.filter((each) => each.table === table && each.names[platform]);
		const rows = wrong.flatMap((each) => each.rows);
		return tables[table].filter((_row, at) => !rows.includes(at + 1));
	};
	return {
		departments: right('departments'),
		people: right('people'),
		partTimeJobs: right('partTimeJobs'),
	};
}

/** A row for each position that somebody has, as the workflow finds them: the first row that has it. */
export function positionsIn({ people, partTimeJobs }: Tables): Map<string, Row> {
	const positions = new Map<string, Row>();
	for (const row of [...people, ...partTimeJobs])
		if (!positions.has(row.岗位编码)) positions.set(row.岗位编码, row);
	return positions;
}

const JOINED = { 是否主岗: '是', 状态: '试用', 入职日期: '2026-11-02' };

/** What HR enters before the second night: a row is new, or the one with its key gets these cells. */
export const SECOND_NIGHT: Array<{ what: string; table: TableName; row: Row }> = [
	{
		what: 'joins',
		table: 'people',
		row: {
			...{ 工号: 'XQ0501', 姓名: '陈新', 性别: '男', 手机号: '19900000501' },
			...{ 邮箱: 'xq0501@example.com', 部门编码: 'RD0101', 岗位编码: 'P005', 职位: '后端工程师' },
			...{ 直接上级工号: 'XQ0008', ...JOINED },
		},
	},
	{
		what: 'joins',
		table: 'people',
		row: {
			...{ 工号: 'XQ0502', 姓名: '林夏', 性别: '女', 手机号: '19900000502' },
			...{ 邮箱: 'xq0502@example.com', 部门编码: 'MK0101', 岗位编码: 'P046', 职位: '销售代表' },
			...{ 直接上级工号: 'XQ0318', ...JOINED },
		},
	},
	{
		what: 'moves to another shift',
		table: 'people',
		row: { 工号: 'XQ0187', 部门编码: 'MF010102', 岗位编码: 'P032', 直接上级工号: 'XQ0211' },
	},
	{
		what: 'is promoted',
		table: 'people',
		row: { 工号: 'XQ0294', 岗位编码: 'P061', 职位: '高级采购专员' },
	},
	{ what: 'has a new mobile', table: 'people', row: { 工号: 'XQ0012', 手机号: '19900007012' } },
	{ what: 'leaves', table: 'people', row: { 工号: 'XQ0233', 状态: '离职' } },
	{ what: 'returns', table: 'people', row: { 工号: 'XQ0372', 状态: '正式' } },
	{
		what: 'has a new name',
		table: 'departments',
		row: { 部门编码: 'FN02', 部门名称: '资金管理部' },
	},
];

const KEYS: Record<string, string> = { departments: '部门编码', people: '工号' };

export function secondNight(tables: Tables): Tables {
	const changed = structuredClone(tables);
	for (const { table, row } of SECOND_NIGHT) {
		const key = KEYS[table];
		const found = changed[table].find((each) => each[key] === row[key]);
		if (found) Object.assign(found, row);
		else changed[table].push(row);
	}
	return changed;
}

/** As when the export broke off. */
export const cutInHalf = (tables: Tables): Tables => ({
	...tables,
	people: tables.people.slice(0, tables.people.length / 2),
});
