/** What became of a record, and how that leaves the node. */
import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import { Cancelled, Failure, type Invalid } from './failure';

export type Outcome =
	/** What the item becomes: one row, or however many a query found. */
	| { kind: 'done'; result: IDataObject | IDataObject[] }
	/** Refused, by us before sending or by the platform. Nothing was changed. */
	| { kind: 'rejected'; why: Why }
	/** A write that may or may not have taken effect. */
	| { kind: 'unknown'; why: Why }
	| { kind: 'notSent'; why: Why };

export interface Why {
	/** One line. */
	message: string;
	advice?: string;
	/** The platform's code. */
	code?: string;
	/** The HTTP status. */
	status?: number;
	/** The parameter that can't be sent. */
	field?: string;
}

export const done = (result: IDataObject | IDataObject[]): Outcome => ({ kind: 'done', result });

export const rejected = (why: Why): Outcome => ({ kind: 'rejected', why });

/** A write whose effect the answer does not tell. */
export const unknown = (message: string, advice?: string): Outcome => ({
	kind: 'unknown',
	why: { message, advice: [advice, UNKNOWN_ADVICE].filter(Boolean).join(' ') },
});

const notSent = (message: string): Outcome => ({ kind: 'notSent', why: { message } });

/** A record that could not be read. */
export const invalid = (error: Invalid): Outcome =>
	rejected({
		message: error.field ? `${error.field} ${error.message}` : error.message,
		field: error.field,
	});

/** What is to be known of a refusal that came when a request was sent again. */
export const REPEATED =
	'The request was repeated after a lost answer: its first sending may have done this already.';

const UNKNOWN_ADVICE = 'Look on the platform whether the record is there before you send it again.';

/**
 * The outcome of each record of a request that came to nothing, or was under way on cancel.
 * @param sharers how many records the request carried
 * @param isQuery it changes nothing, so there is nothing to be unknown
 */
export function failed(failure: unknown, sharers: number, isQuery = false): Outcome {
	if (failure instanceof Cancelled && !failure.mayHaveArrived) return notSent(failure.message);
	if (!(failure instanceof Failure))
		return { kind: 'unknown', why: { message: 'It was under way when the execution ended' } };
	const { platformCode: code, httpStatus: status, message } = failure;
	const outcome = outcomeOf(failure, isQuery);
	const advice = [
		failure.advice,
		outcome === 'unknown' && UNKNOWN_ADVICE,
		outcome === 'rejected' && sharers > 1 && sharedAdvice(sharers),
	].filter(Boolean);
	const why: Why = { message, code, status };
	return { kind: outcome, why: advice.length ? { ...why, advice: advice.join(' ') } : why };
}

function outcomeOf(
	{ kind, ofCredential, ofQuery, mayHaveArrived }: Failure,
	isQuery: boolean,
): 'unknown' | 'rejected' | 'notSent' {
	if (ofQuery) return 'notSent';
	if (kind === 'no' && !ofCredential) return 'rejected';
	return !isQuery && (kind === 'ambiguous' || mayHaveArrived) ? 'unknown' : 'notSent';
}

const sharedAdvice = (sharers: number) =>
	`The request carried ${sharers} records and was refused as a whole: set Batch Size under Options to 1 to find the one that is meant.`;

/**
 * The items that leave the node: input order, each paired with its input. The keys of a failed
 * one are those that n8n takes for a failure; with any other it would leave by the wrong output.
 */
export function emit(outcomes: Outcome[]): INodeExecutionData[] {
	const items: INodeExecutionData[] = [];
	outcomes.forEach((outcome, item) => {
		if (outcome.kind === 'done') {
			const rows = Array.isArray(outcome.result) ? outcome.result : [outcome.result];
			for (const json of rows) items.push({ json, pairedItem: { item } });
		} else {
			const { message, ...rest } = outcome.why;
			const details = { outcome: outcome.kind, ...rest };
			items.push({ json: { error: message, details }, pairedItem: { item } });
		}
	});
	return items;
}

const STOPPED = notSent('Not sent, because an earlier item stopped the run');

/** One outcome for each item, by its index. */
export class Outcomes {
	/** Nothing further is to be sent. */
	stopped = false;
	/** A failed record does not stop the others. */
	readonly goesOn: boolean;
	private readonly outcomes: Array<Outcome | undefined>;

	/** @param earlier of an earlier try at the same items: what it did, or may have done, is kept */
	constructor(length: number, goesOn: boolean, earlier?: Outcomes) {
		this.goesOn = goesOn;
		this.outcomes = Array.from({ length }, (_, index) => {
			const outcome = earlier?.outcomes[index];
			return outcome?.kind === 'done' || outcome?.kind === 'unknown' ? outcome : undefined;
		});
	}

	isOpen(index: number): boolean {
		return this.outcomes[index] === undefined;
	}

	settle(index: number, outcome: Outcome): void {
		this.outcomes[index] = outcome;
		if (outcome.kind !== 'done' && !this.goesOn) this.stopped = true;
	}

	settleIfOpen(index: number, outcome: Outcome): void {
		if (this.isOpen(index)) this.settle(index, outcome);
	}

	/** Every record that has no outcome yet was not sent, and this is why. */
	end({ message }: Error): void {
		this.outcomes.forEach((_, index) => this.settleIfOpen(index, notSent(message)));
	}

	all(): Outcome[] {
		return this.outcomes.map((outcome) => outcome ?? STOPPED);
	}

	counted(): string {
		const counts = { done: 0, rejected: 0, unknown: 0, notSent: 0 };
		for (const { kind } of this.all()) counts[kind]++;
		const { done, rejected, unknown, notSent } = counts;
		const { length } = this.outcomes;
		return `Of ${length} record${length === 1 ? '' : 's'}: ${done} done, ${rejected} rejected, ${unknown} unknown, ${notSent} not sent.`;
	}

	/** The first failed item by its place; those that were merely stopped are not it. */
	throwFirstFailed(context: IExecuteFunctions): void {
		const itemIndex = this.outcomes.findIndex((outcome) => outcome && outcome.kind !== 'done');
		const outcome = this.outcomes[itemIndex];
		if (!outcome || outcome.kind === 'done') return;
		const { message, advice, code, status }: Why = outcome.why;
		const description = [advice, this.counted()].filter(Boolean).join(' ');
		const httpCode = status === undefined ? undefined : `${status}`;
		const error =
			code || httpCode
				? new NodeApiError(context.getNode(), {}, { message, description, itemIndex, httpCode })
				: new NodeOperationError(context.getNode(), message, { description, itemIndex });
		// n8n puts its own words for texts that look like Node's codes, as “routeNotFound” does.
		error.message = message;
		throw error;
	}
}
