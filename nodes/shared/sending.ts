/** Sending the records of one credential: in waves, in batches, and no further than makes sense. */
import { chunk, groupBy, waves } from './batch';
import type { Call } from './call';
import { asFailure, Failure } from './failure';
import { inHalves } from './halves';
import type { Operation, Rec } from './operation';
import type { Options } from './options';
import { failed, type Outcomes } from './outcome';
import { pool } from './pool';
import type { Credential } from './token';

/** So many requests in a row without an answer, retries and all, and the run waits no longer. */
const MOST_UNANSWERED = 3;

export class Sending<C extends Credential> {
	private readonly operation: Operation<C>;
	private readonly call: Call;
	private readonly credential: C;
	private readonly options: Options;
	private readonly outcomes: Outcomes;
	/** Why no further request of this credential makes sense. */
	private hopeless: Failure | undefined;
	private unanswered = 0;
	/** Halves are sent until it shows that refusals are not about single records. */
	private splits: boolean;

	constructor(
		operation: Operation<C>,
		call: Call,
		credential: C,
		options: Options,
		outcomes: Outcomes,
	) {
		this.operation = operation;
		this.call = call;
		this.credential = credential;
		this.options = options;
		this.outcomes = outcomes;
		this.splits = outcomes.goesOn;
	}

	/** Settles the outcome of every record, unless the run is stopped before. */
	async sendAll(records: Rec[]): Promise<void> {
		const concurrency = this.operation.inOrder ? 1 : this.options.concurrency;
		const stopped = () => this.hopeless !== undefined || this.outcomes.stopped;
		for (const wave of waves(records, this.operation)) {
			const groups = groupBy(wave, ({ request }) => JSON.stringify(request));
			const batches = groups.flatMap((group) => this.batches(group));
			await pool(batches, concurrency, async (batch) => await this.sendBatch(batch), stopped);
		}
		if (this.hopeless === undefined) return;
		for (const { index } of records) this.outcomes.settleIfOpen(index, failed(this.hopeless, 1));
	}

	private batches(group: Rec[]): Rec[][] {
		const { isWhole, weight } = this.operation;
		return isWhole?.(group[0]) ? [group] : chunk(group, this.options.batchSize, weight);
	}

	private async sendBatch(batch: Rec[]): Promise<void> {
		const failure = await this.sendOnce(batch);
		if (failure === undefined) return;
		if (!this.canSplit(batch, failure)) return this.settleFailed(batch, failure);
		const anyWentWell = await inHalves(
			batch,
			failure,
			async (part) => this.hopeless ?? (await this.sendOnce(part)),
			(part, why) => this.settleFailed(part, why),
		);
		if (!anyWentWell) this.splits = false;
	}

	/** @returns why it came to nothing, unless the records have their outcomes */
	private async sendOnce(batch: Rec[]): Promise<Failure | undefined> {
		try {
			const ends = await this.operation.perform(batch, this.call, this.credential);
			batch.forEach(({ index }, at) => this.outcomes.settle(index, ends[at]));
			this.unanswered = 0;
			return undefined;
		} catch (error) {
			if (!(error instanceof Failure)) this.settle(batch, error);
			return asFailure(error);
		}
	}

	private canSplit(batch: Rec[], { kind, ofCredential }: Failure): boolean {
		const isRefusal = kind === 'no' && !ofCredential;
		const { isRepeatable } = this.operation;
		return (
			this.splits &&
			isRefusal &&
			batch.length > 1 &&
			batch.every((rec) => isRepeatable?.(rec) ?? false)
		);
	}

	private settleFailed(batch: Rec[], failure: Failure): void {
		this.settle(batch, failure);
		this.unanswered = isUnanswered(failure) ? this.unanswered + 1 : 0;
		if (isHopeless(failure) || this.unanswered === MOST_UNANSWERED)
			this.hopeless ??= failure.with({ kind: 'neverLeft', mayHaveArrived: false });
	}

	private settle(batch: Rec[], error: unknown): void {
		for (const { index } of batch)
			this.outcomes.settle(index, failed(error, batch.length, this.operation.isQuery));
	}
}

const isUnanswered = ({ kind, httpStatus }: Failure) =>
	kind === 'ambiguous' && httpStatus === undefined;

/** Whatever is sent next would end the same way, and cost a token request or a time-out. */
const isHopeless = ({ kind, ofCredential }: Failure) =>
	kind === 'neverLeft' || kind === 'tokenRejected' || kind === 'slowDown' || ofCredential === true;
