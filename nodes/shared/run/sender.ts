/** Sends the records of one credential: step by step, level by level, in batches, and no further than makes sense. */
import { bisect } from '../batching/bisect';
import { chunk, groupBy } from '../batching/chunk';
import { levels } from '../batching/levels';
import { pool } from '../batching/pool';
import { asFailure, asPrerequisite, Failure } from '../client/failure';
import type {
	Call,
	Credential,
	DirectoryRecord,
	Operation,
	Platform,
	Progress,
	SingleOperation,
	Step,
} from '../contract';
import type { Options } from '../input/options';
import { CircuitBreaker } from './circuit';
import type { Journal } from './journal';
import { failed } from './outcome';
import type { Outcomes } from './outcomes';

/** What the steps of a credential have in common. */
export interface Sending<C extends Credential> {
	platform: Platform<C>;
	credential: C;
	call: Call;
	options: Options;
	/** Shared by all credentials of a run. */
	outcomes: Outcomes;
	journal: Journal;
}

export class BatchSender<C extends Credential> {
	private readonly sending: Sending<C>;
	private readonly circuit = new CircuitBreaker();
	/** Refused batches are split until it shows that refusals are not about single records. */
	private splits: boolean;

	constructor(sending: Sending<C>) {
		this.sending = sending;
		this.splits = sending.outcomes.continueOnFail;
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
			outcomeOf: (record) => outcomes.of(record),
			settle: (record, outcome) => outcomes.settle(record, outcome),
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
			const groups = groupBy(level, (record) => sharingKey(operation, record));
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
		return this.circuit.opened !== undefined || this.sending.outcomes.stopped;
	}

	/** Once the circuit is open, nothing further of these is sent. */
	private settleStopped(records: DirectoryRecord[]): void {
		const { opened } = this.circuit;
		if (opened === undefined) return;
		const outcome = failed(opened, 1);
		for (const record of records) this.sending.outcomes.settleIfOpen(record, outcome);
	}

	/** Ids for names: what has none is settled. Returns what is to be sent. */
	private async resolved(records: DirectoryRecord[]): Promise<DirectoryRecord[]> {
		const { platform, call, outcomes } = this.sending;
		const open = records.filter((record) => this.isOpen(record));
		const named = open.filter(({ namedBy }) => namedBy);
		if (!platform.resolve || named.length === 0 || this.hasStopped()) return open;
		try {
			const refused = await asPrerequisite(platform.resolve(named, call));
			for (const [record, outcome] of refused) outcomes.settle(record, outcome);
		} catch (error) {
			const outcome = failed(error, 1);
			for (const record of named) outcomes.settle(record, outcome);
		}
		return open.filter((record) => this.isOpen(record));
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
		const anyWentWell = await bisect(batch, failure, {
			send: async (part) => this.circuit.opened ?? (await this.sendOnce(operation, part)),
			isRefusal: ({ kind }) => kind === 'refused',
			settle: (part, why) => this.settleFailed(operation, part, why),
		});
		if (!anyWentWell) this.splits = false;
	}

	/**
	 * Here a failure ends its way upwards.
	 * @returns why it came to nothing, unless the records have their outcomes
	 */
	private async sendOnce(
		operation: SingleOperation<C>,
		batch: DirectoryRecord[],
	): Promise<Failure | undefined> {
		const { call, credential, outcomes } = this.sending;
		try {
			const ends = await operation.perform(batch, call, credential);
			batch.forEach((record, at) => outcomes.settle(record, ends[at]));
			this.circuit.succeeded();
			return undefined;
		} catch (error) {
			if (!(error instanceof Failure)) this.settle(operation, batch, error);
			return asFailure(error);
		}
	}

	private canSplit(
		{ splittable }: SingleOperation<C>,
		batch: DirectoryRecord[],
		{ kind, facts }: Failure,
	): boolean {
		const isRefusal = kind === 'refused' && !facts.ofCredential;
		const each = (record: DirectoryRecord) => splittable?.(record) ?? false;
		return this.splits && isRefusal && batch.length > 1 && batch.every(each);
	}

	private settleFailed(
		operation: SingleOperation<C>,
		batch: DirectoryRecord[],
		failure: Failure,
	): void {
		this.settle(operation, batch, failure);
		if (this.circuit.failed(failure)) this.sending.journal.stopping(failure);
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

/** The record that it is a part of, or itself. */
const wholeOf = (record: DirectoryRecord): DirectoryRecord => record.part?.of ?? record;
