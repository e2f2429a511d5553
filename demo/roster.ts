// The made-up company of roster/: its rows, and what the test platforms must know of it beforehand.

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

type Held = (state: WeaverE10State, id: string) => void;

const department: Held = ({ departments }, id) =>
	departments.set(id, { id, name: `department ${id}`, status: '1' });

/** By target type of a share: what it is shared with. Everyone is not held anywhere. */
const TARGETS: Record<string, Held> = {
	'1': ({ employees }, id) => employees.set(id, { id, username: `person ${id}`, status: 'normal' }),
	'2': department,
	'3': department,
	'5': ({ subcompanies }, id) =>
		subcompanies.set(id, { id, name: `subcompany ${id}`, status: '1' }),
	'1311': ({ positions }, id) => positions.set(id, { id, name: `position ${id}` }),
};

/** The external contacts that the shares are about, and whom they are shared with. */
export function seedWeaverE10(state: WeaverE10State): void {
	for (const { sourceId, targetType, targetId } of rosterRows('shares.csv')) {
		state.externalContacts.set(sourceId, { id: sourceId, username: `contact ${sourceId}` });
		TARGETS[targetType]?.(state, targetId);
	}
}
