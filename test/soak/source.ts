/**
 * What HR has in its tables, and what happens there: people join, move, change and leave;
 * departments open, close and get other names. Always the same few, so that nothing grows for ever.
 */
import type { Random } from './random.ts';

export interface Department {
	n: number;
	name: string;
	/** Number; 0: it stands on the first level. */
	parent: number;
	isThere: boolean;
}

export interface Person {
	n: number;
	name: string;
	phone: string;
	email: string;
	title: string;
	/** Number. */
	department: number;
	isThere: boolean;
}

export interface Source {
	departments: Department[];
	people: Person[];
}

const DEPARTMENTS = 10;
/** Of these the first are always there, and not below another one. */
export const LASTING = 4;
const PEOPLE = 40;
/** They are in the first table only, and must stay. */
export const PROTECTED = [90, 91];
/** Whom somebody hires by hand; they are in no table. */
export const BY_HAND = [80, 81, 82, 83];

const TITLES = ['工程师', '专员', '主管', '经理', '顾问'];

export const phoneOf = (n: number, turn: number) => `13${turn % 10}${String(n).padStart(8, '0')}`;
const emailOf = (n: number, turn: number) => `p${n}.${turn}@example.com`;

export function newSource(): Source {
	const departments = Array.from({ length: DEPARTMENTS }, (_, at): Department => {
		const n = at + 1;
		return { n, name: `部${n}`, parent: n <= LASTING ? 0 : 1 + (n % LASTING), isThere: n < 8 };
	});
	const person = (n: number): Person => ({
		...{ n, name: `员工${n}`, phone: phoneOf(n, 0), email: emailOf(n, 0), title: TITLES[0] },
		...{ department: 1 + (n % LASTING), isThere: n <= 30 || PROTECTED.includes(n) },
	});
	const numbers = Array.from({ length: PEOPLE }, (_, at) => at + 1);
	return { departments, people: [...numbers, ...PROTECTED].map(person) };
}

export const isThere = (one: { isThere: boolean }) => one.isThere;

export const departmentNo = ({ departments }: Source, n: number) =>
	departments.find((one) => one.n === n)!;

const isFree = ({ n }: Person) => !PROTECTED.includes(n);

/** Department, and what is above it, from the top. */
export function lineOf(source: Source, n: number): Department[] {
	if (n === 0) return [];
	const one = departmentNo(source, n);
	return [...lineOf(source, one.parent), one];
}

export const pathOf = (source: Source, n: number) =>
	lineOf(source, n)
		.map(({ name }) => name)
		.join('\\');

/** The first of whoever is in a department. */
export const headOf = ({ people }: Source, department: number): Person | undefined =>
	people.find((one) => isThere(one) && one.department === department);

export interface Possible {
	/** Numbers of departments that may have people. */
	homes: number[];
	/** Departments may get another one above them. */
	moves: boolean;
}

/** Something happens that can happen, as far as it can. */
export function change(source: Source, { homes, moves }: Possible, random: Random): void {
	const { departments, people } = source;
	const open = departments.filter(isThere);
	const home = () => random.one(open.filter(({ n }) => homes.includes(n)))!.n;
	const somebody = (there: boolean) =>
		random.one(people.filter((one) => isFree(one) && one.isThere === there));
	const turn = random.below(10);
	const happenings = [
		() => {
			const joins = somebody(false);
			if (joins) Object.assign(joins, { isThere: true, department: home() });
		},
		() => {
			const leaves = somebody(true);
			if (leaves && people.filter(isThere).length > 10) leaves.isThere = false;
		},
		() => {
			const moved = somebody(true);
			if (moved) moved.department = home();
		},
		() => {
			const changed = somebody(true);
			if (!changed) return;
			const { n } = changed;
			Object.assign(
				changed,
				random.one([
					{ phone: phoneOf(n, turn) },
					{ email: emailOf(n, turn) },
					{ title: TITLES[turn % TITLES.length] },
					{ name: `员工${n}${'甲乙丙'[turn % 3]}` },
				]),
			);
		},
		() => {
			const renamed = random.one(open)!;
			renamed.name = `部${renamed.n}${'甲乙丙'[turn % 3]}`;
		},
		() => {
			const opens = random.one(departments.filter((one) => !one.isThere));
			if (opens && departmentNo(source, opens.parent).isThere) opens.isThere = true;
		},
		() => {
			const closes = random.one(open.filter(({ n }) => n > LASTING))!;
			if (!closes || open.some(({ parent }) => parent === closes.n)) return;
			closes.isThere = false;
			for (const one of people) if (one.department === closes.n) one.department = homes[0];
		},
		() => {
			const moved = random.one(open.filter(({ n }) => n > LASTING));
			const below = random.one(open);
			if (!moves || !moved || !below) return;
			const isBelow = lineOf(source, below.n).includes(moved);
			if (!isBelow && lineOf(source, below.n).length < 3) moved.parent = below.n;
		},
	];
	random.one(happenings)!();
}
