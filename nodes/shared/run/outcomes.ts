/** The ledger of a run: one outcome for each record, however many steps and parts it takes. */
import type { DirectoryRecord, Outcome } from '../contract';
import { combined, notSent, type PartOutcome } from './outcome';

/** Of a record that was not reached. */
export const STOPPED = notSent('Not sent, because an earlier item stopped the run');

/** Whether it was merely not reached, or some of its parts were not. */
export const isStopped = (outcome: Outcome): boolean =>
	outcome.kind === 'notSent' && outcome.reason.message === STOPPED.reason.message;

export class Outcomes {
	/** Nothing further is to be sent. */
	stopped = false;
	/** A failed record does not stop the others. */
	readonly continueOnFail: boolean;
	private readonly settled = new Map<DirectoryRecord, Outcome>();
	private readonly parts = new Map<DirectoryRecord, DirectoryRecord[]>();
	/** What earlier tries at the same items did, or may have done, by where it comes from. */
	private readonly before: Map<string, Outcome>;
	/** The parts among them, by the number of the record that they are of. */
	private readonly partsBefore: Map<number, PartOutcome[]>;

	/** @param earlier of an earlier try at the same items: what it did, or may have done, is kept */
	constructor(continueOnFail: boolean, earlier?: Outcomes) {
		this.continueOnFail = continueOnFail;
		this.before = earlier?.kept() ?? new Map();
		this.partsBefore = earlier?.keptParts() ?? new Map();
	}

	/** The same of this try and those before it. */
	private kept(): Map<string, Outcome> {
		const kept = new Map(this.before);
		for (const [record, outcome] of this.settled)
			if (outcome.kind === 'done' || outcome.kind === 'unknown')
				kept.set(originOf(record), outcome);
		// What was done as a whole is not planned again: it would be planned from another beginning.
		for (const record of this.parts.keys()) {
			const outcome = this.of(record);
			if (outcome?.kind === 'done') kept.set(originOf(record), outcome);
		}
		return kept;
	}

	private keptParts(): Map<number, PartOutcome[]> {
		const kept = new Map(this.partsBefore);
		for (const [{ part }, outcome] of this.settled) {
			if (!part || (outcome.kind !== 'done' && outcome.kind !== 'unknown')) continue;
			const { index } = part.of;
			const others = (kept.get(index) ?? []).filter((each) => each.part.name !== part.name);
			kept.set(index, [...others, { part, outcome }]);
		}
		return kept;
	}

	/** What an earlier try at the same items made of one step of a record. */
	stepBefore(of: DirectoryRecord, name: string): Outcome | undefined {
		return this.partsBefore
			.get(of.index)
			?.find(({ part }) => part.kind === 'step' && part.name === name)?.outcome;
	}

	/** Accounts for a part: what became of the record that it is a part of is made of such. */
	expect(part: DirectoryRecord): void {
		if (!part.part) return;
		const { of } = part.part;
		const known = this.parts.get(of);
		if (known) known.push(part);
		else this.parts.set(of, [part]);
	}

	/** Whether something of it is still to be sent. */
	isOpen(record: DirectoryRecord): boolean {
		return this.of(record) === undefined;
	}

	settle(record: DirectoryRecord, outcome: Outcome): void {
		this.settled.set(record, outcome);
		if (outcome.kind !== 'done' && !this.continueOnFail) this.stopped = true;
	}

	settleIfOpen(record: DirectoryRecord, outcome: Outcome): void {
		if (this.isOpen(record)) this.settle(record, outcome);
	}

	/** What became of it, or of its parts taken together; undefined while that is open. */
	of(record: DirectoryRecord): Outcome | undefined {
		const parts = this.parts.get(record);
		if (!parts) return this.ownOf(record);
		const outcomes = parts.flatMap((each) => {
			// A step may itself be made of parts.
			const outcome = this.of(each);
			return outcome && each.part ? [{ part: each.part, outcome }] : [];
		});
		return outcomes.length === parts.length ? combined(outcomes) : undefined;
	}

	/** Every one of these that has no outcome yet was not sent, and this is why. */
	end(records: DirectoryRecord[], { message }: Error): void {
		for (const record of records)
			for (const each of this.parts.get(record) ?? [record])
				this.settleIfOpen(each, notSent(message));
	}

	/** The outcomes of these, in their order. */
	all(records: DirectoryRecord[]): Outcome[] {
		return records.map((record) =>
			this.withEarlierParts(record, this.of(record) ?? this.stoppedAt(record)),
		);
	}

	/** A try that did not get so far as to plan a part again must not hide what came of it before. */
	private withEarlierParts(record: DirectoryRecord, outcome: Outcome): Outcome {
		const earlier = this.partsBefore.get(record.index);
		if (!earlier || outcome.kind === 'done' || outcome.kind === 'unknown') return outcome;
		const planned = (this.parts.get(record) ?? []).map(({ part }) => part?.name);
		const others = earlier.filter(({ part }) => !planned.includes(part.name));
		const rest = { part: { of: record, name: 'the rest', kind: 'step' as const }, outcome };
		return others.length ? combined([...others, rest]) : outcome;
	}

	private ownOf(record: DirectoryRecord): Outcome | undefined {
		return this.settled.get(record) ?? this.before.get(originOf(record));
	}

	/** Parts that were settled before the run stopped are not to be taken for unsent. */
	private stoppedAt(record: DirectoryRecord): Outcome {
		const parts = this.parts.get(record) ?? [];
		const ends = parts.flatMap((each) =>
			each.part ? [{ part: each.part, outcome: this.ownOf(each) ?? STOPPED }] : [],
		);
		return ends.length ? combined(ends) : STOPPED;
	}
}

/** Where a record comes from, the same in every try. */
const originOf = ({ index, part }: DirectoryRecord): string =>
	part ? `${part.of.index} ${part.kind} ${part.name}` : `${index}`;
