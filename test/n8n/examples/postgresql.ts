/** The two tables of an HR database that the nightly examples read, and the company in them. */
import type { Credential, N8n } from '../../../demo/n8n.ts';
import type { Postgres } from '../../queue/services.ts';

export interface Department {
	code: string;
	parent_code: string | null;
	name: string;
	sort_order: number;
}

export interface Employee {
	job_no: string;
	name: string;
	gender: string;
	mobile: string;
	email: string;
	department_code: string;
	job_title: string;
	superior_job_no: string | null;
	status: string;
	hired_on: string;
}

export const DEPARTMENTS: Department[] = [
	{ code: 'RD', parent_code: null, name: '研发中心', sort_order: 20 },
	{ code: 'RD01', parent_code: 'RD', name: '平台组', sort_order: 10 },
	{ code: 'MK', parent_code: null, name: '市场部', sort_order: 10 },
];

const employee = (number: number, more: Partial<Employee>): Employee => ({
	job_no: `XQ000${number}`,
	name: `员工${number}`,
	gender: '女',
	mobile: `1990000000${number}`,
	email: `xq000${number}@example.com`,
	department_code: 'RD01',
	job_title: '工程师',
	superior_job_no: null,
	status: '正式',
	hired_on: '2024-03-01',
	...more,
});

/** The platforms have the first three, and two whom no row names. */
export const EMPLOYEES: Employee[] = [
	employee(1, { job_title: '研发总监', department_code: 'RD' }),
	employee(2, { superior_job_no: 'XQ0001' }),
	employee(3, { status: '离职' }),
	employee(4, { gender: '男', department_code: 'MK', superior_job_no: 'XQ0001' }),
];
export const FORGOTTEN = employee(5, {});

const TABLES = `
DROP TABLE IF EXISTS departments, employees;
CREATE TABLE departments (code text PRIMARY KEY, parent_code text, name text, sort_order integer);
CREATE TABLE employees (job_no text PRIMARY KEY, name text, gender text, mobile text, email text,
	department_code text, job_title text, superior_job_no text, status text, hired_on date);`;

const insert = (table: string, rows: object[]): string =>
	`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, '${JSON.stringify(rows)}');`;

/** @returns n8n's credential for the database */
export async function hrDatabase(n8n: N8n, postgres: Postgres): Promise<Credential> {
	const rows = insert('departments', DEPARTMENTS) + insert('employees', EMPLOYEES);
	await postgres.query(`${TABLES}\n${rows}`);
	return await n8n.createCredential('postgres', 'HR', { ...postgres.access });
}
