/** Whether a failed request is sent again, and when: no clock, no network, only the decision. */
import type { Failure } from './failure';

/** What has been tried so far, and may still be. */
export interface Tries {
	/** How many times it was sent again so far. */
	retried: number;
	/** How many times it may be sent again. */
	retries: number;
	/** Sending it twice does the same as sending it once. */
	repeatable: boolean;
	/** A new token was fetched for it already. */
	renewed: boolean;
}

export type Decision = { then: 'give up' } | { then: 'renew token' } | { then: 'wait'; ms: number };

const FIRST_PAUSE_MS = { unreachable: 500, ambiguous: 500, rateLimited: 2_000 };
const LONGEST_PAUSE_MS = 30_000;
/** Beyond this an execution is better ended than kept waiting. */
const LONGEST_RETRY_AFTER_MS = 5 * 60_000;

/** @param random between 0 and 1, for the jitter */
export function decide(failure: Failure, tries: Tries, random = Math.random()): Decision {
	const { kind, facts } = failure;
	const { retryAfterMs } = facts;
	if (kind === 'tokenRejected') return { then: tries.renewed ? 'give up' : 'renew token' };
	if (kind === 'refused' || facts.final || tries.retried >= tries.retries)
		return { then: 'give up' };
	if (kind === 'ambiguous' && !tries.repeatable) return { then: 'give up' };
	if (retryAfterMs !== undefined)
		return retryAfterMs > LONGEST_RETRY_AFTER_MS
			? { then: 'give up' }
			: { then: 'wait', ms: retryAfterMs };
	const pause = Math.min(FIRST_PAUSE_MS[kind] * 2 ** tries.retried, LONGEST_PAUSE_MS);
	return { then: 'wait', ms: pause / 2 + (pause / 2) * random };
}
