/** Random organisations as people think of them: who is where. Ids, rows and requests come later. */
import fc from 'fast-check';
import { ANY_LENGTH, pick } from '../../../sync/properties/random.ts';
import type { Level, Numbered } from '../../../sync/properties/tree.ts';
import * as tree from '../../../sync/properties/tree.ts';

export const { byN, numbersOf } = tree;

export interface Department extends Level {
	name: string;
	weights: number;
}

export interface Person extends Numbered {
	name: string;
	phone: string;
	email: string;
	jobTitle: string;
	birthday: string;
	/** Department of the main job; 0: none. */
	department: number;
	/** As Yunzhijia says it: "1" active, "0" left, "2" disabled. */
	status: '0' | '1' | '2';
}

export interface Pair {
	person: number;
	department: number;
	/** Of a part-time job. */
	titles?: string[];
}

export interface Organisation {
	departments: Department[];
	people: Person[];
	leaders: Pair[];
	jobs: Pair[];
}

export const samePair =
	({ person, department }: Pair) =>
	(other: Pair): boolean =>
		other.person === person && other.department === department;

/** The long name; '' for no department. */
export function pathOf({ departments }: Pick<Organisation, 'departments'>, n: number): string {
	const found = byN(departments, n);
	if (!found) return '';
	const above = pathOf({ departments }, found.parent);
	return above === '' ? found.name : `${above}\\${found.name}`;
}

/** It, and what is above it. */
export const upwards = ({ departments }: Pick<Organisation, 'departments'>, n: number) =>
	tree.upwards(departments, n);
export const below = ({ departments }: Pick<Organisation, 'departments'>, n: number) =>
	tree.below(departments, n);

export const phoneOf = (n: number, change = 0) => `13${change % 10}${String(n).padStart(8, '0')}`;
export const TITLES = ['顾问', '讲师', '督导'];

const someDepartment = fc.record({
	name: fc.constantFrom('甲', '乙', '丙'),
	above: fc.nat(6),
	weights: fc.nat(2),
});

const somePerson = fc.record({
	department: fc.nat(6),
	jobTitle: fc.constantFrom('', '工程师', '经理'),
	contact: fc.constantFrom('phone', 'email', 'both'),
	birthday: fc.boolean(),
	status: fc.constantFrom(
		'1' as const,
		'1' as const,
		'1' as const,
		'1' as const,
		'0' as const,
		'2' as const,
	),
});

const somePair = fc.record({
	person: fc.nat(9),
	department: fc.nat(5),
	titles: fc.subarray(TITLES, { minLength: 1 }),
});

/** Up to 6 departments and 10 people. */
export const organisation: fc.Arbitrary<Organisation> = fc
	.record({
		departments: fc.array(someDepartment, { maxLength: 6, ...ANY_LENGTH }),
		people: fc.array(somePerson, { maxLength: 10, ...ANY_LENGTH }),
		leaders: fc.array(somePair, { maxLength: 3, ...ANY_LENGTH }),
		jobs: fc.array(somePair, { maxLength: 3, ...ANY_LENGTH }),
	})
	.map((seed) => {
		const org: Organisation = { departments: [], people: [], leaders: [], jobs: [] };
		seed.departments.forEach(({ name, above, weights }, at) => {
			const parent = above > at ? 0 : above;
			const taken = org.departments.some((one) => one.parent === parent && one.name === name);
			org.departments.push({ n: at + 1, name: taken ? `${name}${at + 1}` : name, parent, weights });
		});
		seed.people.forEach(({ department, jobTitle, contact, birthday, status }, at) => {
			const n = at + 1;
			org.people.push({
				n,
				name: `人${n}`,
				phone: contact === 'email' ? '' : phoneOf(n),
				email: contact === 'phone' ? '' : `p${n}@example.com`,
				jobTitle,
				birthday: birthday ? `1990-01-${String(10 + n)}` : '',
				department: byN(org.departments, department)?.n ?? 0,
				status,
			});
		});
		const active = org.people.filter(({ status }) => status === '1');
		const add = (list: Pair[], pair: Pair) => {
			if (!list.some(samePair(pair))) list.push(pair);
		};
		for (const { person, department, titles } of [...seed.leaders, ...seed.jobs]) {
			const who = pick(active, person);
			const where = pick(org.departments, department);
			if (!who || !where) continue;
			const pair = { person: who.n, department: where.n };
			const isJob = seed.jobs.some((one) => one.titles === titles);
			if (!isJob) add(org.leaders, pair);
			else if (who.department !== where.n) add(org.jobs, { ...pair, titles });
		}
		return org;
	});
