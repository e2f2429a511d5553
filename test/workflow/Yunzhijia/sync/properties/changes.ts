/** What happens in a company: makes the source from what the platform holds. */
import fc from 'fast-check';
import { pick } from '../../../sync/properties/random.ts';
import type { Organisation, Pair, Person } from './organisation.ts';
import { below, byN, pathOf, phoneOf, samePair, TITLES, upwards } from './organisation.ts';

const EVENTS = [
	// What fails shrinks to this.
	'nothing',
	...(['hire', 'hire', 'leave', 'leave', 'leave', 'quit', 'quit', 'rehire', 'rehire'] as const),
	...(['transfer', 'transfer', 'transfer', 'retitle', 'rephone', 'rename', 'blank'] as const),
	...(['swap', 'handOver', 'handOver', 'ghost', 'forgetLeaver'] as const),
	...(['found', 'found', 'renameDepartment', 'moveDepartment', 'moveDepartment'] as const),
	...(['dissolve', 'dissolve', 'dissolve', 'reweigh'] as const),
	...(['appoint', 'dismiss', 'addJob', 'dropJob', 'retitleJob'] as const),
] as const;

/** One shape for all, so that what fails shrinks to the fewest events with the smallest numbers. */
export const event = fc.record({
	what: fc.constantFrom(...EVENTS),
	a: fc.nat(9),
	b: fc.nat(9),
	c: fc.nat(9),
});
export type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;

export type Kind = 'department' | 'person' | 'leader' | 'partTimeJob';
export const KINDS: Kind[] = ['department', 'person', 'leader', 'partTimeJob'];

/** The source, and what is special about it. */
export interface Source extends Organisation {
	/** Rows that say that the person has left. */
	quit: Set<number>;
	/** Their phones change in a circle, which no order of single changes can do. */
	swapped: Set<number>;
}

export const DEPARTMENT_EVENT = /epartment|found|dissolve|reweigh/;
export const LEADER_EVENT = /appoint|dismiss/;
export const JOB_EVENT = /Job/;

const kindOf = ({ what }: Event): Kind => {
	if (DEPARTMENT_EVENT.test(what)) return 'department';
	if (LEADER_EVENT.test(what)) return 'leader';
	return JOB_EVENT.test(what) ? 'partTimeJob' : 'person';
};

/** Kinds without a table stay as they are: nothing says that they changed. */
export function sourceAfter(events: Event[], platform: Organisation, kinds: Kind[]): Source {
	const source: Source = {
		...structuredClone(platform),
		quit: new Set(),
		swapped: new Set(),
	};
	// Who has left is not in the source, who is disabled only sometimes.
	source.people = source.people
		.filter(({ status, n }) => status === '1' || (status === '2' && n % 2 === 0))
		.map((person) => ({ ...person, status: '1' }));
	let next = 20;
	for (const each of events)
		if (kinds.includes(kindOf(each))) happen(each, source, platform, ++next);
	return tidy(source, platform);
}

function happen({ what, a, b, c }: Event, source: Source, platform: Organisation, next: number) {
	const { departments, people, leaders, jobs, quit, swapped } = source;
	const staff = people.filter(({ n }) => !quit.has(n));
	const who = pick(staff, a);
	const other = pick(staff, b);
	const place = pick([0, ...departments.map(({ n }) => n)], b) ?? 0;
	const drop = <T>(list: T[], gone: T | undefined) => {
		if (gone !== undefined && list.includes(gone)) list.splice(list.indexOf(gone), 1);
	};
	/** Nothing has the name there, before or after, or while what is above changes its own. */
	const isFree = (name: string, parent: number) => {
		const wanted = [pathOf(source, parent), name].filter(Boolean).join('\\');
		return ![source, platform].some((org) =>
			org.departments.some(
				(one) => pathOf(org, one.n) === wanted || (one.parent === parent && one.name === name),
			),
		);
	};
	const newcomer = (): Person => ({
		n: next,
		name: `新${next}`,
		phone: phoneOf(next),
		email: c % 2 ? `p${next}@example.com` : '',
		jobTitle: ['', '工程师'][c % 2],
		birthday: '',
		department: place,
		status: '1',
	});
	switch (what) {
		case 'hire':
			people.push(newcomer());
			break;
		case 'ghost':
			people.push(newcomer());
			quit.add(next);
			break;
		case 'leave':
			drop(people, who);
			break;
		case 'quit':
			if (who) quit.add(who.n);
			break;
		case 'forgetLeaver': {
			// A table that still has who left long ago.
			const left = pick(
				platform.people.filter(({ status }) => status === '0'),
				a,
			);
			if (left && !byN(people, left.n)) {
				people.push({ ...left, status: '1' });
				quit.add(left.n);
			}
			break;
		}
		case 'rehire': {
			const left = pick(
				platform.people.filter(({ status }) => status === '0'),
				a,
			);
			if (left && !byN(people, left.n))
				people.push({
					...left,
					status: '1',
					...(c % 2 && { department: place, jobTitle: '经理' }),
				});
			break;
		}
		case 'transfer':
			if (who) who.department = place;
			break;
		case 'retitle':
			if (who) who.jobTitle = ['工程师', '经理', '总监'][c % 3];
			break;
		case 'blank':
			if (who) Object.assign(who, c % 2 ? { jobTitle: '' } : { birthday: '' });
			break;
		case 'rename':
			if (who) who.name = `改${who.n}之${next}`;
			break;
		case 'rephone':
			if (who) who.phone = phoneOf(who.n, 1 + (next % 9));
			break;
		case 'swap':
		case 'handOver': {
			const [held, wanted] = [who, other].map((one) => one && byN(platform.people, one.n)?.phone);
			const isChanged = [who, other].some(
				(one) => !one || one.phone !== byN(platform.people, one.n)?.phone,
			);
			if (!who || !other || who === other || isChanged || !held || !wanted) break;
			other.phone = held;
			who.phone = what === 'swap' ? wanted : phoneOf(who.n, 1 + (next % 9));
			if (what === 'swap') swapped.add(who.n).add(other.n);
			break;
		}
		case 'found':
			departments.push({ n: next, name: `新${next}`, parent: place, weights: c % 3 });
			break;
		case 'renameDepartment': {
			const one = pick(departments, a);
			if (one) one.name = `改${one.n}之${next}`;
			break;
		}
		case 'moveDepartment': {
			const one = pick(departments, a);
			if (one && !upwards(source, place).includes(one.n) && isFree(one.name, place))
				one.parent = place;
			break;
		}
		case 'dissolve': {
			const one = pick(departments, a);
			if (!one) break;
			const gone = below(source, one.n);
			for (const person of people)
				if (gone.includes(person.department) && c % 3 > 0) person.department = one.parent;
			source.departments = departments.filter(({ n }) => !gone.includes(n));
			break;
		}
		case 'reweigh': {
			const one = pick(departments, a);
			if (one) one.weights = c;
			break;
		}
		case 'appoint':
			if (who && place) addPair(leaders, { person: who.n, department: place });
			break;
		case 'dismiss':
			drop(leaders, pick(leaders, a));
			break;
		case 'addJob':
			if (who && place)
				addPair(jobs, { person: who.n, department: place, titles: TITLES.slice(0, 1 + (c % 3)) });
			break;
		case 'dropJob':
			drop(jobs, pick(jobs, a));
			break;
		case 'retitleJob': {
			const job = pick(jobs, a);
			if (job) job.titles = TITLES.slice(0, 1 + (c % 3));
			break;
		}
	}
}

const addPair = (list: Pair[], pair: Pair) => {
	if (!list.some(samePair(pair))) list.push(pair);
};

/**
 * A source that is right in itself: what the node is to reject is put in by dirt.ts, so that it is
 * known.
 */
function tidy(source: Source, platform: Organisation): Source {
	const { departments, people, quit } = source;
	for (const person of people) {
		if (!byN(departments, person.department)) person.department = 0;
		// A department whose people all go to a new one beside it looks renamed.
		const before = byN(platform.people, person.n)?.department ?? 0;
		if (before && !byN(departments, before) && !byN(platform.departments, person.department))
			person.department = 0;
	}
	const isThere = ({ person, department }: Pair) =>
		byN(people, person) && !quit.has(person) && byN(departments, department);
	source.leaders = source.leaders.filter(isThere);
	source.jobs = source.jobs.filter(
		(job) => isThere(job) && byN(people, job.person)!.department !== job.department,
	);
	// Only those whose phones are still exchanged.
	return source;
}
