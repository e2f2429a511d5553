/** What happens in a company: makes the source from what the platform holds. */
import fc from 'fast-check';
import { pick } from '../../../sync/properties/random.ts';
import { byN } from '../../../sync/properties/tree.ts';
import type { Kind, Organisation, Thing } from './organisation.ts';
import {
	below,
	isNew,
	mobileOf,
	nameColumn,
	number,
	ofKind,
	PROPERTIES,
	upwards,
} from './organisation.ts';

const EVENTS = [
	// What fails shrinks to this.
	'nothing',
	...(['hire', 'hire', 'leave', 'leave', 'quit', 'quit', 'rehire', 'rehire', 'ghost'] as const),
	...(['transfer', 'transfer', 'second', 'release', 'reorderJobs', 'rewrite', 'rewrite'] as const),
	...(['restatus', 'blank', 'found', 'found', 'foundBelow', 'retitle', 'move', 'move'] as const),
	...(['reorder', 'dissolve', 'dissolve', 'dissolve', 'offer', 'offer', 'drop'] as const),
	...(['movePosition', 'dropLevel', 'reorder'] as const),
] as const;

/** One shape for all, so that what fails shrinks to the fewest events with the smallest numbers. */
export const event = fc.record({
	what: fc.constantFrom(...EVENTS),
	a: fc.nat(9),
	b: fc.nat(9),
	c: fc.nat(9),
});
export type Event = typeof event extends fc.Arbitrary<infer E> ? E : never;

/** The source, and what is special about it. */
export interface Source {
	things: Organisation;
	/** Rows that say that the employee has left. */
	closed: Set<number>;
}

/** Kinds without a table stay as they are: nothing says that they changed. */
export function sourceAfter(events: Event[], platform: Organisation, kinds: Kind[]): Source {
	const source: Source = {
		// Who has left is not in the source.
		things: structuredClone(platform.filter(({ isActive }) => isActive)),
		closed: new Set(),
	};
	events.forEach((each, at) => new Happening(source, platform, kinds, 20 + at).bring(each));
	return tidy(source, platform);
}

class Happening {
	readonly source: Source;
	readonly platform: Organisation;
	readonly kinds: Kind[];
	/** Of what is new. */
	readonly next: number;

	constructor(source: Source, platform: Organisation, kinds: Kind[], next: number) {
		this.source = source;
		this.platform = platform;
		this.kinds = kinds;
		this.next = next;
	}

	/** Of the chosen kinds, without those that say that they go. */
	among(...kinds: Kind[]): Thing[] {
		return ofKind(this.source.things, ...kinds.filter((kind) => this.kinds.includes(kind))).filter(
			({ n }) => !this.source.closed.has(n),
		);
	}

	/** A position or a department that is in the source. */
	some(kind: Kind, index: number): number | undefined {
		return pick(ofKind(this.source.things, kind), index)?.n;
	}

	/** With what has been dropped, and may still be named. */
	all(): Organisation {
		const { source, platform } = this;
		return [...source.things, ...platform.filter(({ n }) => !byN(source.things, n))];
	}

	create(kind: Kind, values: Thing['values'], more: Partial<Thing>): Thing | undefined {
		if (!this.kinds.includes(kind)) return undefined;
		const n = number(kind, this.next);
		const made: Thing = { kind, n, isActive: true, values, place: 0, jobs: [], ...more };
		this.source.things.push(made);
		return made;
	}

	newcomer(b: number, c: number): Thing | undefined {
		const { next } = this;
		const jobs = [b, b + c].flatMap((index) => this.some('position', index) ?? []);
		if (jobs.length === 0) return undefined;
		const values = {
			...{ name: `新${next}`, gender: String(c % 2), status: ['ON', 'TRIAL'][c % 2] },
			mobile: c % 3 ? mobileOf(300 + next) : '',
			email: c % 2 ? `p${next}@example.com` : '',
			[PROPERTIES[0]]: ['', '广州'][c % 2],
			[PROPERTIES[1]]: ['', '8', ''][c % 3],
		};
		return this.create('employee', values, { jobs: [...new Set(jobs)] });
	}

	bring({ what, a, b, c }: Event): void {
		const { source, platform, next } = this;
		const who = pick(this.among('employee'), a);
		const department = pick(this.among('department'), a);
		const position = pick(this.among('position'), a);
		const leave = (gone: number[]) =>
			(source.things = source.things.filter(({ n }) => !gone.includes(n)));
		switch (what) {
			case 'hire':
				this.newcomer(b, c);
				break;
			case 'ghost': {
				const ghost = this.newcomer(b, c);
				if (ghost) source.closed.add(ghost.n);
				break;
			}
			case 'leave':
				if (who) leave([who.n]);
				break;
			case 'quit':
				if (who) source.closed.add(who.n);
				break;
			case 'rehire': {
				const left = pick(
					ofKind(platform, 'employee').filter(
						({ n, isActive }) => !isActive && !byN(source.things, n),
					),
					a,
				);
				if (!left || !this.kinds.includes('employee')) break;
				const back: Thing = { ...structuredClone(left), isActive: true };
				if (c % 3 === 1) back.values.mobile = mobileOf(back.n, 1 + (next % 9));
				// Some tables still have who left long ago.
				if (c % 4 === 3) source.closed.add(back.n);
				source.things.push(back);
				break;
			}
			case 'transfer': {
				const job = this.some('position', b);
				if (who && job) who.jobs = [job, ...who.jobs.slice(1).filter((one) => one !== job)];
				break;
			}
			case 'second': {
				const job = this.some('position', b);
				if (who && job && !who.jobs.includes(job)) who.jobs.push(job);
				break;
			}
			case 'release':
				if (who && who.jobs.length > 1) who.jobs.splice(c % who.jobs.length, 1);
				break;
			case 'reorderJobs':
				// The others in another order are the same.
				if (who)
					who.jobs =
						c % 2 ? who.jobs.toReversed() : [who.jobs[0], ...who.jobs.slice(1).toReversed()];
				break;
			case 'rewrite':
				if (!who) break;
				if (c % 4 === 0) who.values.name = `改${who.n}之${next}`;
				if (c % 4 === 1) who.values.mobile = mobileOf(who.n, 1 + (next % 9));
				if (c % 4 === 2) who.values[PROPERTIES[0]] = ['北京', '上海', '深圳'][b % 3];
				if (c % 4 === 3) who.values[PROPERTIES[1]] = ['3', '4'][b % 2];
				break;
			case 'restatus':
				if (who) who.values.status = ['ON', 'TRIAL', 'INTERNSHIP'][c % 3];
				break;
			case 'blank':
				if (who) who.values[['mobile', 'email', ...PROPERTIES][c % 4]] = '';
				break;
			case 'found':
			case 'foundBelow': {
				const above = what === 'found' ? (this.some('department', b) ?? 0) : (department?.n ?? 0);
				const values = { unitName: `部新${next}`, orderSeq: String(c) };
				this.create('department', values, { place: c % 4 ? above : 0 });
				break;
			}
			case 'retitle': {
				const one = c % 3 ? department : position;
				if (one) one.values[nameColumn(one.kind)] = `改${one.n}之${next}`;
				break;
			}
			case 'reorder': {
				const one = c % 3 ? department : position;
				if (one) one.values.orderSeq = String(c);
				break;
			}
			case 'move': {
				const above = this.some('department', b);
				// A root can't be made of one that is below something.
				if (department && above && !upwards(this.all(), above).includes(department.n))
					department.place = above;
				break;
			}
			case 'dropLevel':
				// What is below it stays, and names it.
				if (department) leave([department.n]);
				break;
			case 'dissolve': {
				if (!department) break;
				const gone = below(source.things, department.n);
				const inside = ofKind(source.things, 'position').filter(({ place }) =>
					gone.includes(place),
				);
				leave(gone);
				// Some stay, and keep it from being removed.
				if (c % 3 === 0) break;
				const lost = inside.map(({ n }) => n);
				if (c % 3 === 1 && this.kinds.includes('position')) leave(lost);
				const other = pick(
					ofKind(source.things, 'position').filter(({ n }) => !lost.includes(n)),
					b,
				)?.n;
				if (other)
					for (const one of this.among('employee'))
						one.jobs = [...new Set(one.jobs.map((job) => (lost.includes(job) ? other : job)))];
				break;
			}
			case 'offer': {
				const place = this.some('department', b);
				const values = { positionName: `岗新${next}`, orderSeq: String(c) };
				if (place) this.create('position', values, { place });
				break;
			}
			case 'drop':
				if (position) leave([position.n]);
				break;
			case 'movePosition': {
				const place = this.some('department', b);
				if (position && place && byN(platform, position.n)) position.place = place;
				break;
			}
		}
	}
}

/**
 * A source that is right in itself: what the node is to reject is put in by dirt.ts, so that it is
 * known. What is not in the source may be named if the platform has it.
 */
function tidy(source: Source, platform: Organisation): Source {
	const isThere = (n: number) => !!(byN(source.things, n) ?? byN(platform, n));
	const home = (job: number) => (byN(platform, job) ?? byN(source.things, job))!.place;
	/** A department whose people all go to a new one beside it looks renamed. */
	const looksRenamed = (from: number, to: number) =>
		from !== 0 && !byN(source.things, from) && isNew(to);
	for (const one of source.things) {
		if (one.place && !isThere(one.place)) one.place = 0;
		one.jobs = one.jobs.filter(isThere);
		const before = byN(platform, one.n);
		if (!before) continue;
		if (looksRenamed(before.place, one.place)) one.place = before.place;
		const isElsewhere = one.jobs.some((job) => looksRenamed(home(before.jobs[0]), home(job)));
		if (isElsewhere) one.jobs = before.jobs;
	}
	const isRight = ({ kind, place, jobs }: Thing) =>
		(kind !== 'position' || place !== 0) && (kind !== 'employee' || jobs.length > 0);
	const wrong = source.things.filter((one) => !isRight(one));
	source.things = source.things.filter(isRight);
	source.closed = new Set([...source.closed].filter((n) => byN(source.things, n)));
	return wrong.length ? tidy(source, platform) : source;
}
