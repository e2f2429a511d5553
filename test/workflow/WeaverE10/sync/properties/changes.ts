/** What happens in a company: makes the source from what the platform holds. */
import fc from 'fast-check';
import { pick } from '../../../sync/properties/random.ts';
import { byN } from '../../../sync/properties/tree.ts';
import type { Kind, Organisation, Thing } from './organisation.ts';
import { below, isNew, mobileOf, number, ofKind, ROOT, upwards } from './organisation.ts';

const EVENTS = [
	// What fails shrinks to this.
	'nothing',
	...(['hire', 'hire', 'leave', 'leave', 'leave', 'quit', 'quit', 'rehire', 'rehire'] as const),
	...(['transfer', 'transfer', 'repost', 'promote', 'promote', 'rewrite', 'rewrite'] as const),
	...(['rename', 'rephone', 'blank', 'swap', 'handOver', 'handOver', 'ghost'] as const),
	...(['found', 'found', 'foundBelow', 'retitle', 'move', 'move', 'lift'] as const),
	...(['dissolve', 'dissolve', 'dissolve', 'close', 'close', 'reopen', 'reopen'] as const),
	...(['offer', 'drop', 'reorder', 'dropLevel'] as const),
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
	/** Rows that say that the person has left, or that it is sealed. */
	closed: Set<number>;
	/** Their mobiles change in a circle, which no order of single changes can do. */
	swapped: Set<number>;
}

/** Kinds without a table stay as they are: nothing says that they changed. */
export function sourceAfter(events: Event[], platform: Organisation, kinds: Kind[]): Source {
	const source: Source = {
		// Who has left, and what is sealed, is not in the source.
		things: structuredClone(platform.filter(({ isActive }) => isActive)),
		...{ closed: new Set(), swapped: new Set() },
	};
	events.forEach((each, at) => new Happening(source, platform, kinds, 20 + at).bring(each));
	return tidy(source, platform);
}

const UNITS: Kind[] = ['subcompany', 'department'];

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

	/** Of the chosen kinds, without those that say that they go, and without the root. */
	among(...kinds: Kind[]): Thing[] {
		return ofKind(this.source.things, ...kinds.filter((kind) => this.kinds.includes(kind))).filter(
			({ n }) => n !== ROOT && !this.source.closed.has(n),
		);
	}

	/** Somewhere to be; 0 for nowhere. */
	place(index: number, ...kinds: Kind[]): number {
		const open = ofKind(this.source.things, ...kinds).filter(({ n }) => !this.source.closed.has(n));
		return pick([0, ...open.map(({ n }) => n)], index)!;
	}

	create(kind: Kind, values: Thing['values'], refs: Thing['refs']): Thing | undefined {
		if (!this.kinds.includes(kind)) return undefined;
		const n = number(kind, this.next);
		const made: Thing = { kind, n, isActive: true, values, refs };
		this.source.things.push(made);
		return made;
	}

	newcomer(b: number, c: number): Thing | undefined {
		const { next } = this;
		return this.create(
			'employee',
			{
				username: `新${next}`,
				mobile: c % 3 ? mobileOf(400 + next) : '',
				email: c % 2 ? `p${next}@example.com` : '',
				alias: ['', '小新'][c % 2],
				own: ['', '粤C3', ''][c % 3],
				personnel_status: ['3', '1'][c % 2],
				hiredate: c % 2 ? '2026-01-31' : '',
			},
			{
				department: this.place(b, 'department'),
				position: this.place(c, 'position'),
				superior: this.place(b + c, 'employee'),
			},
		);
	}

	/** With what has been dropped, and may still be named. */
	all(): Organisation {
		const { source, platform } = this;
		return [...source.things, ...platform.filter(({ n }) => !byN(source.things, n))];
	}

	/** Sealed and left ones of the chosen kinds that are not in the source. */
	gone(...kinds: Kind[]): Thing[] {
		const chosen = kinds.filter((kind) => this.kinds.includes(kind));
		return ofKind(this.platform, ...chosen).filter(
			({ n, isActive }) => !isActive && !byN(this.source.things, n),
		);
	}

	bring({ what, a, b, c }: Event): void {
		const { source, platform, next } = this;
		const who = pick(this.among('employee'), a);
		const unit = pick(this.among(...UNITS), a);
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
				const left = pick(this.gone('employee'), a);
				if (!left) break;
				const back = structuredClone(left);
				Object.assign(back, { isActive: true });
				if (c % 3 === 0) back.refs.department = this.place(b, 'department');
				if (c % 3 === 1) back.values.alias = '老王';
				// Some tables still have who left long ago.
				if (c % 4 === 3) source.closed.add(back.n);
				source.things.push(back);
				break;
			}
			case 'transfer':
				if (who) who.refs.department = this.place(b, 'department');
				break;
			case 'repost':
				if (who) who.refs.position = this.place(b, 'position');
				break;
			case 'promote': {
				// Whoever leaves or has left, too: then it stays as it is.
				const superior = pick(
					[...ofKind(source.things, 'employee'), ...ofKind(platform, 'employee')].filter(
						({ n }) => n !== who?.n,
					),
					b,
				);
				if (who) who.refs.superior = superior?.n ?? 0;
				break;
			}
			case 'rewrite':
				if (!who) break;
				if (c % 3 === 0) who.values.own = ['京A1', '沪B2', '粤C3'][b % 3];
				if (c % 3 === 1) who.values.alias = ['小王', '阿强', '老李'][b % 3];
				if (c % 3 === 2) who.values.personnel_status = ['1', '2', '4'][b % 3];
				break;
			case 'rename':
				if (who) who.values.username = `改${who.n}之${next}`;
				break;
			case 'rephone':
				if (who) who.values.mobile = mobileOf(who.n, 1 + (next % 9));
				break;
			case 'blank':
				if (!who) break;
				if (c % 4 === 3) who.refs[['department', 'position', 'superior'][b % 3]] = 0;
				else who.values[['alias', 'hiredate', 'own'][c % 4]] = '';
				break;
			case 'swap':
			case 'handOver':
				this.exchange(what, who, pick(this.among('employee'), b));
				break;
			case 'found':
			case 'foundBelow': {
				const kind = UNITS[c % 3 ? 1 : 0];
				const parent =
					what === 'foundBelow' && kind === 'department' && unit
						? unit.n
						: this.place(b, ...(kind === 'department' ? UNITS : UNITS.slice(0, 1)));
				this.create(kind, { name: `${kind === 'department' ? '部' : '分'}新${next}` }, { parent });
				break;
			}
			case 'retitle': {
				const one = c % 3 ? unit : position;
				if (one) one.values.name = `改${one.n}之${next}`;
				break;
			}
			case 'move': {
				const one = c % 3 ? unit : position;
				if (!one) break;
				const parents: Kind[] = one.kind === 'department' ? UNITS : [one.kind];
				const parent = this.place(b, ...parents);
				if (one.kind === 'position' && c % 2)
					one.refs.department = this.place(b, 'department') || one.refs.department;
				else if (!upwards(this.all(), parent).includes(one.n)) one.refs.parent = parent;
				break;
			}
			case 'lift': {
				const low = this.among('subcompany').filter(({ refs }) => refs.parent);
				const one = pick(low, a);
				if (one) one.refs.parent = 0;
				break;
			}
			case 'dropLevel':
				// What is below it stays, and names it.
				if (unit) leave([unit.n]);
				break;
			case 'dissolve': {
				if (!unit) break;
				const gone = below(source.things, unit.n).filter((n) =>
					this.kinds.includes(byN(source.things, n)!.kind),
				);
				for (const one of ofKind(source.things, 'position', 'employee'))
					if (gone.includes(one.refs.department) && this.kinds.includes(one.kind) && c % 3 > 0)
						one.refs.department = this.place(b, 'department');
				leave(gone);
				break;
			}
			case 'close': {
				const one = c % 3 ? unit : position;
				// One that is sealed already, sometimes.
				const sealed = pick(this.gone(...UNITS, 'position'), a);
				if (c % 4 === 0 && sealed)
					source.things.push({ ...structuredClone(sealed), isActive: true });
				const closing = c % 4 === 0 && sealed ? sealed : one;
				if (closing) source.closed.add(closing.n);
				break;
			}
			case 'reopen': {
				const sealed = pick(this.gone(...UNITS, 'position'), a);
				if (!sealed) break;
				const back: Thing = { ...structuredClone(sealed), isActive: true };
				if (c % 2) back.values.name = `复${back.n}之${next}`;
				source.things.push(back);
				break;
			}
			case 'offer':
				this.create(
					'position',
					{ name: `岗新${next}`, disporder: String(c % 3) },
					{ department: this.place(b, 'department'), parent: this.place(c, 'position') },
				);
				break;
			case 'drop':
				if (position) leave([position.n]);
				break;
			case 'reorder':
				if (position) position.values.disporder = String(c);
				break;
		}
	}

	/** One gives their mobile to another, who may give theirs in return. */
	exchange(what: 'swap' | 'handOver', who: Thing | undefined, other: Thing | undefined): void {
		const held = (one: Thing) => byN(this.platform, one.n)?.values.mobile;
		if (!who || !other || who === other || !held(who) || !held(other)) return;
		if ([who, other].some((one) => one.values.mobile !== held(one))) return;
		other.values.mobile = held(who)!;
		who.values.mobile = what === 'swap' ? held(other)! : mobileOf(who.n, 1 + (this.next % 9));
		if (what === 'swap') this.source.swapped.add(who.n).add(other.n);
	}
}

/**
 * A source that is right in itself: what the node is to reject is put in by dirt.ts, so that it is
 * known. What goes may be named where it is as before, which is no change.
 */
function tidy(source: Source, platform: Organisation): Source {
	const isThere = (n: number) => byN(source.things, n) !== undefined && !source.closed.has(n);
	const isActive = (n: number) => byN(platform, n)?.isActive === true;
	const fits = ({ n, refs }: Thing, column: string) =>
		refs[column] === 0 ||
		isThere(refs[column]) ||
		// Who leaves or has left is named as a superior, and left out.
		(column === 'superior' && (byN(platform, refs[column]) || source.closed.has(refs[column]))) ||
		(isActive(n) && isActive(refs[column]) && byN(platform, n)!.refs[column] === refs[column]);
	const clean = () => {
		for (const one of source.things)
			for (const column of Object.keys(one.refs)) if (!fits(one, column)) one.refs[column] = 0;
	};
	clean();
	const old = ({ n }: Thing) => isThere(n) && !isNew(n);
	const open = ofKind(source.things, 'department').find(old)?.n ?? 0;
	for (const one of source.things) {
		const { kind, refs } = one;
		const column = kind === 'position' || kind === 'employee' ? 'department' : 'parent';
		const before = byN(platform, one.n)?.refs[column];
		// A department whose people all go to a new one beside it looks renamed.
		if (before && !byN(source.things, before) && isNew(refs[column])) refs[column] = 0;
		if (kind === 'department') refs.parent ||= ROOT;
		if (kind === 'position') refs.department ||= open;
	}
	source.things = source.things.filter(({ kind, refs }) => kind !== 'position' || refs.department);
	clean();
	source.closed = new Set([...source.closed].filter((n) => byN(source.things, n)));
	return source;
}
