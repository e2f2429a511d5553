// The platforms as the first night finds them. Yunzhijia has whom the company entered by hand until the
// end of 2023, and what has become wrong since; Weaver E10 the company itself; Hippius nothing.

import { createHash } from 'node:crypto';
import {
	addDepartment,
	addPerson,
	partTimeJobKey,
	type WeaverE10State,
	type YunzhijiaState,
} from '../../test/platforms/index.ts';
import type { Row } from '../roster.ts';
import { readTables } from './tables.ts';

const ENTERED_UNTIL = '2024';
/** Part-time jobs came late: only the first of the table were entered. */
const JOBS_ENTERED = 40;

/** Had another name, parent or place in the list. */
const DEPARTMENTS: Record<string, { name?: string; parent?: string; weights?: number }> = {
	RD0102: { name: '应用开发组' },
	MF0201: { parent: 'MF' },
	HR03: { weights: 10 },
};

const LONG_AGO = Date.parse('2023-06-30T08:00:00+08:00');

/** What is still there of earlier times. */
const PEOPLE: Record<string, { phone?: string; jobTitle?: string; at?: string; status?: string }> =
	{
		XQ0024: { phone: '19900009024' },
		XQ0089: { phone: '19900009089' },
		XQ0265: { phone: '19900009265' },
		XQ0034: { jobTitle: '实习生' },
		XQ0196: { jobTitle: '学徒' },
		XQ0110: { at: 'RD0202' },
		XQ0245: { at: 'MF0101', jobTitle: '装配工' },
		XQ0384: { at: 'HR03' },
		// Had left, and works here again.
		XQ0162: { status: '0' },
		XQ0307: { status: '0' },
		// Disabled by hand: the sync leaves that alone.
		XQ0206: { status: '2' },
	};

/** HR's tables know nothing of them any more. */
const FORGOTTEN = [
	{ number: 1, name: '范文斌', at: 'MF0302' },
	{ number: 2, name: '姚秀兰', at: 'HR03' },
	{ number: 3, name: '贺晓东', at: 'RD03' },
];
const FORGOTTEN_JOBS = [
	{ jobNo: 'XQ0137', at: 'HR03', jobTitle: '安全委员会委员' },
	{ jobNo: 'XQ0012', at: 'FN', jobTitle: '讲师' },
];

/** What is wrong in HR's tables was entered as it should be: it can be told from the address. */
function enteredOf(row: Row): { jobNo: string; phone: string; unit: string } {
	const [name] = row.邮箱.split('@');
	const jobNo = name.toUpperCase();
	const phone = `199${name.slice(2).padStart(8, '0')}`;
	return { jobNo, phone, unit: row.部门编码 === 'RD99' ? 'MF0302' : row.部门编码 };
}

const openIdOf = (jobNo: string) => createHash('sha256').update(jobNo).digest('hex').slice(0, 24);

export function seedYunzhijia(state: YunzhijiaState): void {
	const tables = readTables();
	const orgIds = new Map(
		tables.departments.filter((row) => row.部门ID).map((row) => [row.部门编码, row.部门ID]),
	);
	for (const row of tables.departments) {
		const orgId = orgIds.get(row.部门编码);
		if (orgId === undefined) continue;
		const {
			name = row.部门名称,
			parent = row.上级部门编码,
			weights = Number(row.排序),
		} = DEPARTMENTS[row.部门编码] ?? {};
		addDepartment(state, orgId, name, orgIds.get(parent), { weights });
	}

	const openIds = new Map<string, string>();
	for (const row of tables.people) {
		const { jobNo, phone, unit } = enteredOf(row);
		if (row.入职日期 >= ENTERED_UNTIL || !orgIds.has(unit)) continue;
		const { at = unit, ...other } = PEOPLE[jobNo] ?? {};
		const openId = openIdOf(jobNo);
		openIds.set(jobNo, openId);
		addPerson(state, {
			...{ openId, jobNo, phone, name: row.姓名, gender: row.性别, email: row.邮箱 },
			...{ orgId: orgIds.get(at) ?? '', jobTitle: row.职位, hireDate: row.入职日期 },
			...{ updatedAt: LONG_AGO, ...other },
		});
	}
	for (const { number, name, at } of FORGOTTEN)
		addPerson(state, {
			...{ openId: `5c000000000000000000000${number}`, name, jobNo: `XQ900${number}` },
			...{ phone: `1990000990${number}`, email: `xq900${number}@example.com` },
			...{ orgId: orgIds.get(at) ?? '', jobTitle: '' },
		});

	const jobs = tables.partTimeJobs
		.slice(0, JOBS_ENTERED)
		.map((row) => ({ jobNo: row.工号, at: row.部门编码, jobTitle: row.兼职职位 }));
	for (const { jobNo, at, jobTitle } of [...jobs, ...FORGOTTEN_JOBS]) {
		const [openId, orgId] = [openIds.get(jobNo), orgIds.get(at)];
		if (!openId || !orgId || state.people.get(openId)?.orgId === orgId) continue;
		// One of the kinds had another name.
		const title = jobTitle.replace('新人导师', '导师');
		state.partTimeJobs.set(partTimeJobKey(openId, orgId), { openId, orgId, jobTitle: title });
	}
}

/** All departments of HR stand below it. */
export const COMPANY = { id: '982650174400100001', code: 'XQ', name: '星桥智造', parent: '0' };

export function seedWeaverE10({ subcompanies }: WeaverE10State): void {
	subcompanies.set(COMPANY.id, { ...COMPANY, status: '1' });
}
