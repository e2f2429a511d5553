// The three tables that HR writes every night, and what is wrong or new in them.

import { rosterRows, writeRows, type Row } from '../roster.ts';

/** In roster/, and in the folder that n8n reads. */
export const FILES = {
	departments: 'hr/departments.csv',
	people: 'hr/people.csv',
	partTimeJobs: 'hr/part-time-jobs.csv',
};

export type Tables = Record<keyof typeof FILES, Row[]>;

export const readTables = (folder?: string): Tables => ({
	departments: rosterRows(FILES.departments, folder),
	people: rosterRows(FILES.people, folder),
	partTimeJobs: rosterRows(FILES.partTimeJobs, folder),
});

export function writeTables(tables: Tables, folder: string): void {
	for (const [table, file] of Object.entries(FILES))
		writeRows(file, tables[table as keyof Tables], folder);
}

/** The wrong rows of roster/README.md, from 1, with their doubles; and what the reason must name. */
export const WRONG: Array<{ table: keyof Tables; rows: number[]; names: string }> = [
	{ table: 'departments', rows: [15], names: 'RD30' },
	{ table: 'departments', rows: [34], names: 'MK04 → MK04' },
	{ table: 'people', rows: [57], names: '199OOOO0057' },
	{ table: 'people', rows: [132, 133], names: '19900000132' },
	{ table: 'people', rows: [217, 218], names: 'XQ0217' },
	{ table: 'people', rows: [301], names: 'RD99' },
	{ table: 'people', rows: [345], names: '2023-02-30' },
	{ table: 'partTimeJobs', rows: [29], names: 'main job' },
	{ table: 'partTimeJobs', rows: [73], names: 'XQ0401' },
	{ table: 'partTimeJobs', rows: [100], names: '20 titles' },
];

/** The tables without their wrong rows. */
export function rightRows(tables: Tables): Tables {
	const right = (table: keyof Tables) => {
		const wrong = WRONG.filter((each) => each.table === table).flatMap(({ rows }) => rows);
		return tables[table].filter((_row, at) => !wrong.includes(at + 1));
	};
	return {
		departments: right('departments'),
		people: right('people'),
		partTimeJobs: right('partTimeJobs'),
	};
}

const JOINED = { 状态: '在职', 入职日期: '2026-11-02' };

/** What HR enters before the second night: a row is new, or the one with its key gets these cells. */
export const SECOND_NIGHT: Array<{ what: string; table: keyof Tables; row: Row }> = [
	{
		what: 'Joins',
		table: 'people',
		row: {
			...{ 工号: 'XQ0501', 姓名: '陈新', 手机号: '19900000501', 邮箱: 'xq0501@example.com' },
			...{ 部门编码: 'RD0101', 职位: '后端工程师', ...JOINED },
		},
	},
	{
		what: 'Joins a new department',
		table: 'people',
		row: {
			...{ 工号: 'XQ0502', 姓名: '林夏', 手机号: '19900000502', 邮箱: 'xq0502@example.com' },
			...{ 部门编码: 'MK0101', 职位: '销售代表', ...JOINED },
		},
	},
	{
		what: 'Moves to another shift',
		table: 'people',
		row: { 工号: 'XQ0187', 部门编码: 'MF010102' },
	},
	{ what: 'Is promoted', table: 'people', row: { 工号: 'XQ0294', 职位: '高级采购专员' } },
	{ what: 'New mobile', table: 'people', row: { 工号: 'XQ0012', 手机号: '19900007012' } },
	{ what: 'Leaves', table: 'people', row: { 工号: 'XQ0233', 状态: '离职' } },
	{ what: 'Returns', table: 'people', row: { 工号: 'XQ0372', 状态: '在职' } },
	{
		what: 'New name, same 部门ID',
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

/** What HR has entered in a row of the second night. */
export const enteredIn = (table: keyof Tables, row: Row): string =>
	SECOND_NIGHT.find((each) => each.table === table && each.row[KEYS[table]] === row[KEYS[table]])
		?.what ?? '';

/** As when the export broke off. */
export const cutInHalf = (tables: Tables): Tables => ({
	...tables,
	people: tables.people.slice(0, tables.people.length / 2),
});
