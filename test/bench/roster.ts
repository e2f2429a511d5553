/**
 * Made-up rows, alike in the process that sends them and in the platform's, which must know the
 * people, departments and positions that they name.
 */
import type { HippiusEmployee, HippiusState, YunzhijiaState } from '../platforms/index.ts';
import { addDepartment, addPerson } from '../platforms/index.ts';

const PEOPLE = 2000;
const DEPARTMENTS = 50;

const numbers = (count: number) => Array.from({ length: count }, (_entry, index) => index);
const hex = (index: number) => index.toString(16);

export const openId = (person: number) => `580d9fa000b0911f84${hex(person).padStart(6, '0')}`;
export const orgId = (department: number) =>
	`6a1f0b0e-5d2f-11e6-8d3b-${hex(department).padStart(12, '0')}`;

/** Every person at most once in every department: 100,000 of them. */
export const partTimeJobs = (count: number) =>
	numbers(count).map((index) => ({
		openId: openId(index % PEOPLE),
		orgId: orgId(Math.floor(index / PEOPLE)),
		jobTitle: `项目顾问 ${index}`,
	}));

export function seedYunzhijia(state: YunzhijiaState): void {
	for (const person of numbers(PEOPLE))
		addPerson(state, { openId: openId(person), name: '张伟', orgId: '', jobTitle: '工程师' });
	for (const department of numbers(DEPARTMENTS))
		addDepartment(state, orgId(department), `部门 ${department}`);
}

/** Ten departments on the first level, and at most ten below each. */
export const parentOf = (department: number) =>
	department < 10 ? undefined : Math.floor(department / 10);

const longName = (department: number): string => {
	const parent = parentOf(department);
	return `${parent === undefined ? '' : `${longName(parent)}\\`}部门 ${department}`;
};

/** How many departments so many people are in. */
export const departmentsFor = (people: number) => Math.min(1_000, people / 10);

/** One in a hundred has changed at the source. */
export const isChanged = (index: number) => index % 100 === 50;
export const changedOf = (count: number) => Math.floor((count + 49) / 100);
const CHANGED_TITLE = '高级工程师';
const CHANGED_WEIGHTS = 7;

export const member = (index: number) => ({
	jobNo: `E${String(index).padStart(6, '0')}`,
	name: `张伟 ${index}`,
	phone: `139${String(index).padStart(8, '0')}`,
	email: `zhang.wei.${index}@example.com`,
	jobTitle: '工程师',
	hireDate: '2020-01-06',
});

/** The table of people as the source has it, in the vendor's terms: nobody has to rename a column. */
export const directoryPeople = (count: number) =>
	numbers(count).map((index) => ({
		...member(index),
		department: longName(index % departmentsFor(count)),
		...(isChanged(index) && { jobTitle: CHANGED_TITLE }),
	}));

export const directoryDepartments = (count: number) =>
	numbers(count).map((index) => ({
		department: longName(index),
		weights: isChanged(index) ? CHANGED_WEIGHTS : index + 10,
	}));

/** The same people and departments before the changes. */
export function seedDirectory(state: YunzhijiaState, people: number): void {
	const departments = departmentsFor(people);
	for (const index of numbers(departments)) {
		const parent = parentOf(index);
		const above = parent === undefined ? '' : orgId(parent);
		addDepartment(state, orgId(index), `部门 ${index}`, above, { weights: index + 10 });
	}
	for (const index of numbers(people))
		addPerson(state, {
			...member(index),
			openId: openId(index),
			orgId: orgId(index % departments),
		});
}

/** How many of the changes have arrived. */
export const changesIn = ({ people, departments }: YunzhijiaState) =>
	[...people.values()].filter(({ jobTitle }) => jobTitle === CHANGED_TITLE).length +
	[...departments.values()].filter(({ weights }) => weights === CHANGED_WEIGHTS).length;

const unitCode = (index: number) => `D${index % DEPARTMENTS}`;
const positionCode = (index: number) => `P${index % DEPARTMENTS}`;

export const employees = (count: number) =>
	numbers(count).map((index) => ({
		name: `张伟 ${index}`,
		employeeNum: `E${index}`,
		gender: '1',
		status: 'ON',
		mobile: `199${String(index).padStart(8, '0')}`,
		list: [
			{
				unitCode: unitCode(index),
				positionCode: positionCode(index),
				primaryPositionFlag: '1',
			},
		],
	})) satisfies HippiusEmployee[];

export function seedHippius(state: HippiusState): void {
	for (const index of numbers(DEPARTMENTS)) {
		const unit = { unitCode: unitCode(index), orderSeq: '1' };
		state.departments.set(unit.unitCode, { ...unit, unitName: `部门 ${index}` });
		const position = { ...unit, positionCode: positionCode(index), positionName: '工程师' };
		state.positions.set(position.positionCode, position);
	}
}
