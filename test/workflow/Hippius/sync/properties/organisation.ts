/** Random organisations as people think of them. Codes, rows and requests come later. */
import fc from 'fast-check';
import { ANY_LENGTH, pick } from '../../../sync/properties/random.ts';
import type { Numbered } from '../../../sync/properties/tree.ts';
import { byN } from '../../../sync/properties/tree.ts';

export const KINDS = ['department', 'position', 'employee'] as const;
export type Kind = (typeof KINDS)[number];

/**
 * A record of any kind. `n` is who or what it is, whatever it is called: the same in every
 * organisation of a scenario. Hundreds tell the kind, from 20 on it is new.
 */
export interface Thing extends Numbered {
	kind: Kind;
	/** Not retired. */
	isActive: boolean;
	/** By the vendor's names; '' for none. */
	values: Record<string, string>;
	/** The level above a department, the department of a position; 0: a root. */
	place: number;
	/** The positions of an employee, the primary one first. */
	jobs: number[];
}

export type Organisation = Thing[];

const FIRST: Record<Kind, number> = { department: 100, position: 200, employee: 300 };
export const number = (kind: Kind, at: number): number => FIRST[kind] + at;
export const isNew = (n: number): boolean => n % 100 >= 20;
export const ofKind = (org: Organisation, ...kinds: Kind[]): Thing[] =>
	org.filter(({ kind }) => kinds.includes(kind));

/** It and what is above it, of departments. */
export function upwards(org: Organisation, n: number): number[] {
	const found = byN(org, n);
	return found ? [n, ...upwards(org, found.place)] : [];
}
export const below = (org: Organisation, n: number): number[] =>
	ofKind(org, 'department')
		.filter((one) => upwards(org, one.n).includes(n))
		.map((one) => one.n);

export const nameColumn = (kind: Kind): string =>
	({ department: 'unitName', position: 'positionName', employee: 'name' })[kind];
export const mobileOf = (n: number, change = 0): string =>
	`13${change % 10}${String(n).padStart(8, '0')}`;

/** What the customer has set up under 通讯录个性化配置. */
export const PROPERTIES = ['地址', '楼层'].map((name) => `propertyInfoDTOS.${name}`);

const someDepartment = fc.record({ above: fc.nat(5), orderSeq: fc.nat(2) });
const somePosition = fc.record({ department: fc.nat(5), orderSeq: fc.nat(2) });
const someEmployee = fc.record({
	jobs: fc.uniqueArray(fc.nat(3), { minLength: 1, maxLength: 3 }),
	gender: fc.constantFrom('1', '0'),
	status: fc.constantFrom('ON', 'ON', 'TRIAL', 'INTERNSHIP'),
	contact: fc.constantFrom('mobile', 'email', 'both', 'none'),
	address: fc.constantFrom('', '北京', '上海'),
	floor: fc.constantFrom('', '3'),
	isActive: fc.constantFrom(true, true, true, true, false),
});

const short = <T>(one: fc.Arbitrary<T>, maxLength: number) =>
	fc.array(one, { maxLength, ...ANY_LENGTH });

/** Up to 5 departments, 4 positions and 7 employees. */
export const organisation: fc.Arbitrary<Organisation> = fc
	.record({
		departments: short(someDepartment, 5),
		positions: short(somePosition, 4),
		employees: short(someEmployee, 7),
	})
	.map(({ departments, positions, employees }) => {
		const org: Organisation = [];
		const numbers = (kind: Kind) => ofKind(org, kind).map(({ n }) => n);
		departments.forEach(({ above, orderSeq }, at) => {
			org.push({
				...{ kind: 'department', n: number('department', at + 1), isActive: true, jobs: [] },
				values: { unitName: `部${at + 1}`, orderSeq: String(orderSeq) },
				place: pick([0, ...numbers('department')], above)!,
			});
		});
		positions.forEach(({ department, orderSeq }, at) => {
			const place = pick(numbers('department'), department);
			if (place === undefined) return;
			org.push({
				...{ kind: 'position', n: number('position', at + 1), isActive: true, place, jobs: [] },
				values: { positionName: `岗${at + 1}`, orderSeq: String(orderSeq) },
			});
		});
		employees.forEach((one, at) => {
			const n = number('employee', at + 1);
			const jobs = one.jobs.flatMap((index) => pick(numbers('position'), index) ?? []);
			// Nobody is created without an assignment.
			if (jobs.length === 0) return;
			org.push({
				...{ kind: 'employee', n, isActive: one.isActive, place: 0, jobs: [...new Set(jobs)] },
				values: {
					...{ name: `人${at + 1}`, gender: one.gender, status: one.status },
					mobile: ['mobile', 'both'].includes(one.contact) ? mobileOf(n) : '',
					email: ['email', 'both'].includes(one.contact) ? `p${n}@example.com` : '',
					[PROPERTIES[0]]: one.address,
					[PROPERTIES[1]]: one.floor,
				},
			});
		});
		return org;
	});
