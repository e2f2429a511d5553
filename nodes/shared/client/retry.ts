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
	/** Its token is only seconds old, and was not tried a second time yet. */
	isFreshToken: boolean;
	/** How long the interface has taken nothing, in milliseconds. */
	sinceAccepted: number;
	/** How long that may last. */
	patience: number;
}

export type Decision = { then: 'give up' } | { then: 'renew token' } | { then: 'wait'; ms: number };

const GIVE_UP: Decision = { then: 'give up' };

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** A token that was issued a moment ago may not be known to all of the platform's servers yet. */
const FRESH_TOKEN_PAUSE_MS = 1_000;
/** Whoever holds the record is soon done. */
const BUSY_PAUSE_MS = 300;
const MOST_WHILE_BUSY = 3;

/** @param random between 0 and 1, for the jitter */
export function decide(failure: Failure, tries: Tries, random = Math.random()): Decision {
	const { kind, facts } = failure;
	const { retried, retries, repeatable } = tries;
	const wait = (ms: number): Decision => ({ then: 'wait', ms: ms / 2 + (ms / 2) * random });
	if (facts.final || kind === 'refused') return GIVE_UP;
	if (kind === 'tokenRejected') {
		if (tries.isFreshToken) return wait(FRESH_TOKEN_PAUSE_MS);
		return tries.renewed ? GIVE_UP : { then: 'renew token' };
	}
	if (retries === 0 || (facts.retryAfterMs ?? 0) > tries.patience) return GIVE_UP;
	// The interface's own rate limiter lets it go when it may; a count would end what only is slow.
	if (kind === 'rateLimited')
		return tries.sinceAccepted > tries.patience ? GIVE_UP : { then: 'wait', ms: 0 };
	if (kind === 'busy')
		return retried < MOST_WHILE_BUSY ? wait(BUSY_PAUSE_MS * 2 ** retried) : GIVE_UP;
	if (retried >= retries || (kind === 'ambiguous' && !repeatable)) return GIVE_UP;
	if (facts.retryAfterMs !== undefined) return { then: 'wait', ms: facts.retryAfterMs };
	return wait(Math.min(FIRST_PAUSE_MS * 2 ** retried, LONGEST_PAUSE_MS));
}
