/** Sends the records of one credential: step by step, level by level, in batches, and no further than makes sense. */
import { bisect, MOST_IN_VAIN } from '../batching/bisect';
import { chunk } from '../batching/chunk';
import { groupBy } from '../batching/group';
import { levels } from '../batching/levels';
import { pool } from '../batching/pool';
import { asFailure, asPrerequisite, Failure } from '../client/failure';
import type {
	Call,
	Credential,
	DirectoryRecord,
	Operation,
	Outcome,
	Platform,
	Progress,
	SingleOperation,
	Step,
} from '../contract';
import type { Options } from '../input/options';
import { isHopeless, type CircuitBreaker } from './circuit';
import { asRepeated, failed } from './outcome';
import type { Outcomes } from './outcomes';

/** What the steps of a credential have in common. */
export interface Sending<C extends Credential> {
	platform: Platform<C>;
	credential: C;
	call: Call;
	/** The one that `call` asks. */
	circuit: CircuitBreaker;
	options: Options;
	/** Shared by all credentials of a run. */
	outcomes: Outcomes;
}

export class BatchSender<C extends Credential> {
	private readonly sending: Sending<C>;
	/** So many parts of refused batches were refused since one went well. */
	private splitInVain = 0;

	constructor(sending: Sending<C>) {
		this.sending = sending;
	}

	/**
	 * Does an operation for these records, in however many steps it takes.
	 * @throws what is no failure of a request: Cancelled, or a fault of ours
	 */
	async perform(operation: Operation<C>, records: DirectoryRecord[]): Promise<void> {
		if (operation.perform) return await this.sendStep({ operation, records });
		const { call, credential, outcomes } = this.sending;
		const open = await this.resolved(records);
		if (open.length === 0 || this.hasStopped()) return this.settleStopped(open);
		const progress: Progress = {
			call,
			concurrency: this.sending.options.concurrency,
			outcomeOf: (record) => outcomes.of(record),
			stepBefore: (record, { name }) => outcomes.stepBefore(record, name),
			settle: (record, outcome) => {
				outcomes.expect(record);
				outcomes.settle(record, outcome);
			},
		};
		try {
			await this.sendSteps(operation.steps(open, progress, credential));
		} catch (error) {
			// The requests of a step end in outcomes: this was a look at what is to be done.
			const outcome = failed(asFailure(error).with({ ofPrerequisite: true }), 1);
			for (const record of open) outcomes.settleIfOpen(record, outcome);
		}
		this.settleStopped(open);
	}

	/**
	 * Sends steps one after the other; those that depend on earlier ones are asked for when these
	 * are done. What was done stays done when a later step ends.
	 */
	async sendSteps(steps: AsyncIterable<Array<Step<C>>>): Promise<void> {
		const { outcomes } = this.sending;
		for await (const together of steps) {
			for (const { records } of together) for (const each of records) outcomes.expect(each);
			for (const step of together) await this.sendStep(step);
			if (this.hasStopped()) return;
		}
	}

	/** Settles the outcome of every record of a step, unless the run is stopped before. */
	async sendStep({ operation, records }: Step<C>): Promise<void> {
		const { options } = this.sending;
		const resolved = await this.resolved(records);
		const parts = operation.split ? this.partsOf(operation, resolved) : resolved;
		const concurrency = operation.inOrder ? 1 : options.concurrency;
		for (const level of levels(parts, operation)) {
			const missing = await this.notThere(operation, level);
			const groups = groupBy(missing, (record) => sharingKey(operation, record));
			const batches = groups.flatMap((group) => this.batches(operation, group));
			const send = async (batch: DirectoryRecord[]) => await this.sendBatch(operation, batch);
			await pool(batches, concurrency, send, () => this.hasStopped());
		}
		this.settleStopped(parts);
	}

	private isOpen(record: DirectoryRecord): boolean {
		return this.sending.outcomes.isOpen(record);
	}

	private hasStopped(): boolean {
		return this.sending.circuit.opened !== undefined || this.sending.outcomes.stopped;
	}

	/** Once the circuit is open, nothing further of these is sent. */
	private settleStopped(records: DirectoryRecord[]): void {
		const { opened } = this.sending.circuit;
		if (opened === undefined) return;
		const outcome = failed(opened, 1);
		for (const record of records) this.sending.outcomes.settleIfOpen(record, outcome);
	}

	/** Ids for names: what has none is settled. Returns what is to be sent. */
	private async resolved(records: DirectoryRecord[]): Promise<DirectoryRecord[]> {
		const { platform, call, options } = this.sending;
		const open = records.filter((record) => this.isOpen(record));
		const named = open.filter(({ namedBy }) => namedBy);
		if (!platform.resolve || named.length === 0 || this.hasStopped()) return open;
		await this.settleBy(platform.resolve(named, call, options.concurrency), named);
		return open.filter((record) => this.isOpen(record));
	}

	/** With Skip Existing: what is there already is done. Returns what is to be sent. */
	private async notThere(
		{ existing }: SingleOperation<C>,
		records: DirectoryRecord[],
	): Promise<DirectoryRecord[]> {
		const { call, options } = this.sending;
		if (!existing || !options.skipExisting || this.hasStopped()) return records;
		await this.settleBy(existing(records, call, options.concurrency), records);
		return records.filter((record) => this.isOpen(record));
	}

	/** What a look before the sending says of some; if it comes to nothing, none of them is sent. */
	private async settleBy(
		look: Promise<Map<DirectoryRecord, Outcome>>,
		records: DirectoryRecord[],
	): Promise<void> {
		const { outcomes } = this.sending;
		try {
			for (const [record, outcome] of await asPrerequisite(look)) outcomes.settle(record, outcome);
		} catch (error) {
			const outcome = failed(error, 1);
			for (const record of records) outcomes.settle(record, outcome);
		}
	}

	private partsOf(operation: SingleOperation<C>, records: DirectoryRecord[]): DirectoryRecord[] {
		const parts = records.flatMap((record) => operation.split?.(record) ?? [record]);
		for (const part of parts) this.sending.outcomes.expect(part);
		return parts.filter((part) => this.isOpen(part));
	}

	private batches(operation: SingleOperation<C>, group: DirectoryRecord[]): DirectoryRecord[][] {
		if (operation.coalesces?.(group[0])) return [group];
		const size = Math.min(this.sending.options.batchSize, operation.batch?.limit ?? 1);
		// The ids of one record stay together, whatever the size.
		const together = groupBy(group, wholeOf);
		return chunk(together, size, ({ length }) => length).map((batch) => batch.flat());
	}

	private async sendBatch(operation: SingleOperation<C>, batch: DirectoryRecord[]): Promise<void> {
		const failure = await this.sendOnce(operation, batch);
		if (failure === undefined) return;
		if (!this.canSplit(operation, batch, failure))
			return this.settleFailed(operation, batch, failure);
		// What is true of the whole is true of its parts: an earlier sending may have done them.
		const mayHaveArrived = failure.facts.mayHaveArrived ?? false;
		const { anyWentWell, requests } = await bisect(batch, failure, {
			send: async (part) => await this.sendOnce(operation, part, mayHaveArrived),
			isRefusal: isOfRecords,
			settle: (part, why) => this.settleFailed(operation, part, why),
		});
		this.splitInVain = anyWentWell ? 0 : this.splitInVain + requests;
	}

	/**
	 * Here a failure ends its way upwards.
	 * @param mayHaveArrived these records were sent before, in another request
	 * @returns why it came to nothing, unless the records have their outcomes
	 * @throws what is no failure of a request; they have their outcomes then, too
	 */
	private async sendOnce(
		operation: SingleOperation<C>,
		batch: DirectoryRecord[],
		mayHaveArrived = false,
	): Promise<Failure | undefined> {
		const { call, credential, circuit, outcomes } = this.sending;
		if (circuit.opened) return circuit.opened.with({ mayHaveArrived });
		try {
			const ends = await operation.perform(batch, call, credential);
			if (ends.length !== batch.length)
				throw new Error(
					`${operation.name} gave ${ends.length} outcomes for ${batch.length} records: perform must give one for each`,
				);
			batch.forEach((record, at) =>
				outcomes.settle(record, mayHaveArrived ? asRepeated(ends[at]) : ends[at]),
			);
			return undefined;
		} catch (error) {
			if (!(error instanceof Failure)) this.settle(operation, batch, error);
			const failure = asFailure(error);
			return mayHaveArrived ? failure.with({ mayHaveArrived }) : failure;
		}
	}

	private canSplit(
		{ splittable }: SingleOperation<C>,
		batch: DirectoryRecord[],
		failure: Failure,
	): boolean {
		const each = (record: DirectoryRecord) => splittable?.(record) ?? false;
		const splits = this.sending.outcomes.continueOnFail && this.splitInVain < MOST_IN_VAIN;
		return splits && isOfRecords(failure) && batch.length > 1 && batch.every(each);
	}

	private settleFailed(
		operation: SingleOperation<C>,
		batch: DirectoryRecord[],
		failure: Failure,
	): void {
		const { circuit, outcomes } = this.sending;
		// What fails because the run has stopped says nothing of the platform.
		if (isHopeless(failure) && !outcomes.stopped) circuit.open(failure);
		this.settle(operation, batch, failure);
	}

	private settle(operation: SingleOperation<C>, batch: DirectoryRecord[], error: unknown): void {
		const sharers = new Set(batch.map(wholeOf)).size;
		const outcome = failed(error, sharers, operation.isQuery);
		for (const record of batch) this.sending.outcomes.settle(record, outcome);
	}
}

/** Records share a request where this is the same. */
const sharingKey = <C extends Credential>(
	{ requestKey }: SingleOperation<C>,
	record: DirectoryRecord,
): string => JSON.stringify([record.request, requestKey?.(record)]);

/** A refusal that may be about single records, and not about all of the credential. */
const isOfRecords = ({ kind, facts }: Failure): boolean =>
	kind === 'refused' && !facts.ofCredential;

/** The record that it is a part of, or itself. */
const wholeOf = (record: DirectoryRecord): DirectoryRecord => record.part?.of ?? record;
