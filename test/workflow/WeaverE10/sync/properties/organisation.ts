/** Random organisations as people think of them. Ids, rows and requests come later. */
import fc from 'fast-check';
import { ANY_LENGTH, pick } from '../../../sync/properties/random.ts';
import type { Numbered } from '../../../sync/properties/tree.ts';
import { byN } from '../../../sync/properties/tree.ts';

export const KINDS = ['subcompany', 'department', 'position', 'employee'] as const;
export type Kind = (typeof KINDS)[number];

/**
 * A record of any kind. `n` is who or what it is, whatever it is called: the same in every
 * organisation of a scenario. Hundreds tell the kind, from 20 on it is new.
 */
export interface Thing extends Numbered {
	kind: Kind;
	/** Neither sealed nor left. */
	isActive: boolean;
	/** By the vendor's names; '' for none. */
	values: Record<string, string>;
	/** By the vendor's names, the numbers of others; 0 for none. */
	refs: Record<string, number>;
}

export type Organisation = Thing[];

const FIRST: Record<Kind, number> = {
	...{ subcompany: 100, department: 200, position: 300, employee: 400 },
};
export const number = (kind: Kind, at: number): number => FIRST[kind] + at;
export const isNew = (n: number): boolean => n % 100 >= 20;
export const ofKind = (org: Organisation, ...kinds: Kind[]): Thing[] =>
	org.filter(({ kind }) => kinds.includes(kind));

const LETTER: Record<Kind, string> = {
	...{ subcompany: 'S', department: 'D', position: 'P', employee: 'J' },
};
export const keyOf = ({ kind, n }: Pick<Thing, 'kind' | 'n'>): string =>
	`${LETTER[kind]}${n % 100}`;

/** Always there and never touched: a department has to be below something. */
export const ROOT = number('subcompany', 1);

/** Subcompanies and departments are one tree; positions have one of their own. */
export function upwards(org: Organisation, n: number): number[] {
	const found = byN(org, n);
	return found ? [n, ...upwards(org, found.refs.parent ?? 0)] : [];
}
export const below = (org: Organisation, n: number): number[] =>
	org.filter((one) => upwards(org, one.n).includes(n)).map((one) => one.n);

/** What it is in: the level above a subcompany or department, the department of the others. */
export const placeOf = ({ kind, refs }: Thing): number =>
	kind === 'position' || kind === 'employee' ? refs.department : refs.parent;

export const nameColumn = (kind: Kind): string => (kind === 'employee' ? 'username' : 'name');
export const mobileOf = (n: number, change = 0): string =>
	`13${change % 10}${String(n).padStart(8, '0')}`;

const someUnit = fc.record({
	above: fc.nat(5),
	isActive: fc.constantFrom(true, true, true, false),
});
const somePosition = fc.record({
	...{ department: fc.nat(5), parent: fc.nat(6), disporder: fc.nat(2) },
	isActive: fc.constantFrom(true, true, true, true, false),
});
const someEmployee = fc.record({
	...{ department: fc.nat(6), position: fc.nat(6), superior: fc.nat(11) },
	alias: fc.constantFrom('', '小王', '阿强'),
	own: fc.constantFrom('', '京A1', '沪B2'),
	contact: fc.constantFrom('mobile', 'mobile', 'email', 'both', 'none'),
	hiredate: fc.boolean(),
	personnel_status: fc.constantFrom('3', '3', '3', '1'),
	isActive: fc.constantFrom(true, true, true, true, false),
});

const short = <T>(one: fc.Arbitrary<T>, maxLength: number) =>
	fc.array(one, { maxLength, ...ANY_LENGTH });

/** Up to 3 subcompanies, 5 departments, 4 positions and 9 employees. */
export const organisation: fc.Arbitrary<Organisation> = fc
	.record({
		...{ subcompanies: short(someUnit, 2), departments: short(someUnit, 5) },
		...{ positions: short(somePosition, 4), employees: short(someEmployee, 9) },
	})
	.map(({ subcompanies, departments, positions, employees }) => {
		const org: Organisation = [];
		const add = (kind: Kind, at: number, one: Omit<Thing, 'kind' | 'n'>) =>
			org.push({ kind, n: number(kind, at), ...one });
		/** What is in a sealed department has been sealed as well, or is in none. */
		const isOpen = (n: number) => n === 0 || byN(org, n)!.isActive;
		const among = (kind: Kind, index: number) =>
			pick([0, ...ofKind(org, kind).map(({ n }) => n)], index)!;
		add('subcompany', 1, { isActive: true, values: { name: '总部' }, refs: { parent: 0 } });
		subcompanies.forEach(({ above, isActive }, at) => {
			const parent = among('subcompany', above);
			const values = { name: `分${at + 2}` };
			add('subcompany', at + 2, { isActive: isActive && isOpen(parent), values, refs: { parent } });
		});
		departments.forEach(({ above, isActive }, at) => {
			const parent = pick(ofKind(org, 'subcompany', 'department'), above + at)!.n;
			const values = { name: `部${at + 1}` };
			add('department', at + 1, { isActive: isActive && isOpen(parent), values, refs: { parent } });
		});
		positions.forEach(({ department, parent, disporder, isActive }, at) => {
			const home = pick(ofKind(org, 'department'), department)?.n;
			if (home === undefined) return;
			const above = among('position', parent);
			add('position', at + 1, {
				isActive: isActive && isOpen(home) && isOpen(above),
				values: { name: `岗${at + 1}`, disporder: String(disporder) },
				refs: { department: home, parent: above },
			});
		});
		employees.forEach((one, at) => {
			const { alias, own, contact, hiredate, personnel_status, isActive } = one;
			const n = number('employee', at + 1);
			const [home, position] = [
				among('department', one.department),
				among('position', one.position),
			];
			const values = {
				username: `人${at + 1}`,
				mobile: ['mobile', 'both'].includes(contact) ? mobileOf(n) : '',
				email: ['email', 'both'].includes(contact) ? `p${n}@example.com` : '',
				...{ alias, own, personnel_status },
				hiredate: hiredate ? `2020-01-${10 + at}` : '',
			};
			add('employee', at + 1, {
				...{ isActive, values },
				refs: {
					department: isOpen(home) || !isActive ? home : 0,
					position: isOpen(position) || !isActive ? position : 0,
					superior: one.superior % (employees.length + 1),
				},
			});
		});
		for (const { kind, n, refs } of org)
			if (kind === 'employee' && refs.superior) {
				const superior = number('employee', refs.superior);
				refs.superior = superior === n ? 0 : superior;
			}
		return org;
	});
