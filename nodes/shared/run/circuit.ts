/** When to stop sending: what is sent next would end the same way, and only cost time or tokens. */
import type { Failure } from '../client/failure';

/** So many requests in a row without an answer, retries and all, and nothing further is sent. */
const MOST_UNANSWERED = 3;

export class CircuitBreaker {
	/** Why nothing further is sent; undefined while it is. */
	opened?: Failure;
	private unanswered = 0;

	succeeded(): void {
		this.unanswered = 0;
	}

	/** @returns whether this is what opened it */
	failed(failure: Failure): boolean {
		this.unanswered = isUnanswered(failure) ? this.unanswered + 1 : 0;
		if (this.opened || (!isHopeless(failure) && this.unanswered < MOST_UNANSWERED)) return false;
		this.opened = failure.with({ kind: 'unreachable', mayHaveArrived: false });
		return true;
	}
}

const isUnanswered = ({ kind, facts }: Failure) =>
	kind === 'ambiguous' && facts.httpStatus === undefined;

const isHopeless = ({ kind, facts }: Failure) =>
	kind === 'unreachable' ||
	kind === 'tokenRejected' ||
	kind === 'rateLimited' ||
	facts.ofCredential === true;
