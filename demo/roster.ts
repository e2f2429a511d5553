// The made-up company of roster/: where each file goes, which rows are wrong, and what the test
// platforms must know of it beforehand.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { addDepartment, addPerson, type YunzhijiaState } from '../test/platforms/index.ts';
import type { WeaverE10State } from '../test/platforms/index.ts';

export const ROSTER_FOLDER = path.join(import.meta.dirname, 'roster');

type Row = Record<string, string>;

/** The rows of one of the files; none of them has a cell with a comma or a quote. */
export function rosterRows(file: string): Row[] {
	const [header, ...lines] = readFileSync(path.join(ROSTER_FOLDER, file), 'utf8')
		.trimEnd()
		.split('\n')
		.map((line) => line.split(','));
	return lines.map((cells) => Object.fromEntries(header.map((name, at) => [name, cells[at]])));
}

/** The column that identifies a record of each node of the nightly roster, and its name. */
export const RECORD_COLUMNS: Record<string, { key: string; name?: string }> = {
	Departments: { key: 'unitCode', name: 'unitName' },
	Positions: { key: 'positionCode', name: 'positionName' },
	Employees: { key: 'employeeNum', name: 'name' },
	'Part-Time Jobs': { key: 'openId', name: 'name' },
	Shares: { key: 'sourceId' },
};

/** The ten wrong rows by node; roster/README.md says what is wrong with each. */
export const WRONG_ROWS: Record<string, string[]> = {
	Departments: ['rd0302', 'MK04'],
	Positions: ['P059', 'P060'],
	Employees: ['XQ0057', 'XQ0133', 'XQ0218', 'XQ0301'],
	'Part-Time Jobs': ['0123456789abcdef01234567'],
	Shares: ['909347971208522940'],
};

/** Part-time jobs need their people and departments in Yunzhijia; files list parents first. */
export function seedYunzhijia(state: YunzhijiaState): void {
	const orgIds = new Map<string, string>();
	for (const { unitCode, unitName, parentUnitCode, orgId } of rosterRows('departments.csv')) {
		addDepartment(state, orgId, unitName, orgIds.get(parentUnitCode));
		orgIds.set(unitCode, orgId);
	}
	const titles = new Map(
		rosterRows('positions.csv').map(({ positionCode, positionName }) => [
			positionCode,
			positionName,
		]),
	);
	for (const { openId, name, unitCode, positionCode } of rosterRows('employees.csv')) {
		const jobTitle = titles.get(positionCode) ?? '';
		addPerson(state, { openId, name, orgId: orgIds.get(unitCode) ?? '', jobTitle });
	}
}

/** The external contacts that the shares are about. */
export function seedWeaverE10(state: WeaverE10State): void {
	for (const { sourceId } of rosterRows('shares.csv')) {
		state.externalContacts.set(sourceId, { id: sourceId, username: `contact ${sourceId}` });
	}
}
