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

const openId = (person: number) => `580d9fa000b0911f84${hex(person).padStart(6, '0')}`;
const orgId = (department: number) =>
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
