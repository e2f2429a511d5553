/**
 * Made-up companies for a first sync and for the one of the next night, alike in the process that
 * runs them and in the platform's.
 */
import type { IDataObject } from 'n8n-workflow';
import type { HippiusState, WeaverE10State } from '../platforms/index.ts';
import { changedOf, departmentsFor, isChanged, parentOf } from './roster.ts';

export type System = 'weaverE10' | 'hippius';
/** Before and after the 1 % of changes. */
export type Night = 'first' | 'second';

const numbers = (count: number) => Array.from({ length: count }, (_entry, index) => index);

/** How many records of each kind, in the order of the inputs. */
export const sizesOf = (system: System, people: number): Record<string, number> =>
	system === 'weaverE10'
		? { department: departmentsFor(people), employee: people }
		: {
				department: departmentsFor(people),
				position: departmentsFor(people),
				employee: people,
			};

/** How many of them change by the second night: no positions. */
export const changesOf = (system: System, people: number): Record<string, number> =>
	Object.fromEntries(
		Object.entries(sizesOf(system, people)).map(([kind, count]) => [
			kind,
			kind === 'position' ? 0 : changedOf(count),
		]),
	);

/** What shows in a record that it is that of the second night. */
const MARK = '（改）';

const named = (text: string, index: number, night: Night) =>
	night === 'second' && isChanged(index) ? `${text}${MARK}` : text;

const mobileOf = (index: number) => `139${String(index).padStart(8, '0')}`;
const mailOf = (index: number) => `zhang.wei.${index}@example.com`;
const code = (letter: string, index: number) => `${letter}${String(index).padStart(6, '0')}`;

/** The first of ten leads the others. */
const leaderOf = (index: number) => (index % 10 === 0 ? undefined : index - (index % 10));

// ── Weaver E10 ──────────────────────────────────────────────────────────────────────────────────

const idOf = (kind: number, index: number) => `97541098${kind}${String(index).padStart(10, '0')}`;
const COMPANY = { id: idOf(1, 0), code: 'HQ', name: '总部' };

const weaverDepartment = (index: number, night: Night) => ({
	code: code('D', index),
	name: named(`部门 ${index}`, index, night),
});

const weaverEmployee = (index: number, night: Night) => ({
	job_num: code('E', index),
	username: named(`张伟 ${index}`, index, night),
	mobile: mobileOf(index),
	email: mailOf(index),
	hiredate: '2020-01-06',
	location: '上海',
});

function weaverTables(people: number, night: Night): Record<string, IDataObject[]> {
	const departments = departmentsFor(people);
	return {
		department: numbers(departments).map((index) => {
			const above = parentOf(index);
			const parent = above === undefined ? COMPANY.code : code('D', above);
			return { ...weaverDepartment(index, night), parent };
		}),
		employee: numbers(people).map((index) => {
			const leader = leaderOf(index);
			return {
				...weaverEmployee(index, night),
				department: code('D', index % departments),
				superior: leader === undefined ? '' : code('E', leader),
			};
		}),
	};
}

/** As the first night left it; only the company with nobody. */
export function seedWeaverNight(state: WeaverE10State, people: number): void {
	state.subcompanies.set(COMPANY.id, { ...COMPANY, parent: '0', status: '1' });
	const departments = departmentsFor(people);
	for (const index of numbers(departments)) {
		const [id, above] = [idOf(2, index), parentOf(index)];
		const parent = above === undefined ? COMPANY.id : idOf(2, above);
		state.departments.set(id, { ...weaverDepartment(index, 'first'), id, parent, status: '1' });
	}
	for (const index of numbers(people)) {
		const [id, leader] = [idOf(3, index), leaderOf(index)];
		const superior = leader === undefined ? undefined : idOf(3, leader);
		const department = idOf(2, index % departments);
		const row = { ...weaverEmployee(index, 'first'), id, department, superior };
		state.employees.set(id, { ...row, status: 'normal', personnel_status: '3' });
	}
}

// ── Hippius ─────────────────────────────────────────────────────────────────────────────────────

const hippiusDepartment = (index: number, night: Night) => {
	const above = parentOf(index);
	return {
		unitCode: code('D', index),
		unitName: named(`部门 ${index}`, index, night),
		orderSeq: '1',
		...(above !== undefined && { parentUnitCode: code('D', above) }),
	};
};

const hippiusPosition = (index: number) => ({
	...{ positionCode: code('P', index), positionName: '工程师' },
	...{ unitCode: code('D', index), orderSeq: '1' },
});

const hippiusEmployee = (index: number, night: Night) => ({
	employeeNum: code('E', index),
	name: named(`张伟 ${index}`, index, night),
	...{ gender: '1', status: 'ON', mobile: mobileOf(index), email: mailOf(index) },
});

const assignment = (index: number, departments: number) => ({
	unitCode: code('D', index % departments),
	positionCode: code('P', index % departments),
});

function hippiusTables(people: number, night: Night): Record<string, IDataObject[]> {
	const departments = departmentsFor(people);
	return {
		department: numbers(departments).map((index) => hippiusDepartment(index, night)),
		position: numbers(departments).map(hippiusPosition),
		employee: numbers(people).map((index) => ({
			...hippiusEmployee(index, night),
			...assignment(index, departments),
		})),
	};
}

/** As the first night left it; nothing at all. */
export function seedHippiusNight(state: HippiusState, people: number): void {
	const departments = departmentsFor(people);
	for (const index of numbers(departments)) {
		state.departments.set(code('D', index), hippiusDepartment(index, 'first'));
		state.positions.set(code('P', index), hippiusPosition(index));
	}
	for (const index of numbers(people)) {
		const list = [{ ...assignment(index, departments), primaryPositionFlag: '1' }];
		state.employees.set(code('E', index), { ...hippiusEmployee(index, 'first'), list });
	}
}

export const tablesOf = (system: System, people: number, night: Night) =>
	(system === 'weaverE10' ? weaverTables : hippiusTables)(people, night);

/** How many records the platform holds, and a million for each change that has arrived. */
export function nightIn(...held: Array<Map<string, object>>): number {
	const rows = held.flatMap((map) => [...map.values()]);
	return rows.length + 1_000_000 * rows.filter((row) => JSON.stringify(row).includes(MARK)).length;
}
