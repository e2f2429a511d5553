/** The ledger of a run: one outcome for each record, however many steps and parts it takes. */
import type { DirectoryRecord, Outcome } from '../contract';
import { combined, notSent } from './outcome';

/** Of a record that was not reached. */
export const STOPPED = notSent('Not sent, because an earlier item stopped the run');

export class Outcomes {
	/** Nothing further is to be sent. */
	stopped = false;
	/** A failed record does not stop the others. */
	readonly continueOnFail: boolean;
	private readonly settled = new Map<DirectoryRecord, Outcome>();
	private readonly parts = new Map<DirectoryRecord, DirectoryRecord[]>();
	/** What was done or may have been done, by where it comes from: for a later try. */
	private readonly kept = new Map<string, Outcome>();
	private readonly earlier?: Outcomes;

	/** @param earlier of an earlier try at the same items: what it did, or may have done, is kept */
	constructor(continueOnFail: boolean, earlier?: Outcomes) {
		this.continueOnFail = continueOnFail;
		this.earlier = earlier;
	}

	/** Accounts for a record from now on; a part also makes up the record that it is a part of. */
	expect(record: DirectoryRecord): void {
		if (record.part) {
			const { of } = record.part;
			const known = this.parts.get(of);
			if (known) known.push(record);
			else this.parts.set(of, [record]);
		}
		const before = this.earlier?.kept.get(originOf(record));
		if (before) this.keep(record, before);
	}

	/** Whether something of it is still to be sent. */
	isOpen(record: DirectoryRecord): boolean {
		return this.of(record) === undefined;
	}

	settle(record: DirectoryRecord, outcome: Outcome): void {
		this.keep(record, outcome);
		if (outcome.kind !== 'done' && !this.continueOnFail) this.stopped = true;
	}

	settleIfOpen(record: DirectoryRecord, outcome: Outcome): void {
		if (this.isOpen(record)) this.settle(record, outcome);
	}

	/** What became of it, or of its parts taken together; undefined while that is open. */
	of(record: DirectoryRecord): Outcome | undefined {
		const parts = this.parts.get(record);
		if (!parts) return this.settled.get(record);
		const outcomes = parts.flatMap((each) => {
			const outcome = this.settled.get(each);
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
		return records.map((record) => this.of(record) ?? this.stoppedAt(record));
	}

	private keep(record: DirectoryRecord, outcome: Outcome): void {
		this.settled.set(record, outcome);
		if (outcome.kind === 'done' || outcome.kind === 'unknown')
			this.kept.set(originOf(record), outcome);
	}

	/** Parts that were settled before the run stopped are not to be taken for unsent. */
	private stoppedAt(record: DirectoryRecord): Outcome {
		const parts = this.parts.get(record) ?? [];
		const ends = parts.flatMap((each) =>
			each.part ? [{ part: each.part, outcome: this.settled.get(each) ?? STOPPED }] : [],
		);
		return ends.length ? combined(ends) : STOPPED;
	}
}

/** Where a record comes from, the same in every try. */
const originOf = ({ index, part }: DirectoryRecord): string =>
	part ? `${part.of.index} ${part.kind} ${part.name}` : `${index}`;
