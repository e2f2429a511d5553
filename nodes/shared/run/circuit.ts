/**
 * The circuit breaker of a run: when sending makes no sense any more. While the platform is in
 * doubt one request tries it at a time; after three in a row that came to nothing for the
 * platform's sake, nothing further is sent.
 */
import { orCancelled, wait } from '../client/abort';
import { Failure } from '../client/failure';
import type { Circuit } from '../contract';
import { STOPPED } from './outcomes';

const MOST_IN_A_ROW = 3;
/** So long others wait after a failure, if the one that failed does not say. */
const PAUSE_MS = 500;

export class CircuitBreaker implements Circuit {
	/** Why nothing further is sent; undefined while it is. */
	opened?: Failure;
	private inARow = 0;
	private lastFailedAt = -Infinity;
	private resumesAt = -Infinity;
	/** The request that tries the platform; others wait for what becomes of it. */
	private trial?: { ended: Promise<void>; end(): void };
	private readonly onOpen: (failure: Failure) => void;
	private readonly hasStopped: () => boolean;

	/** @param hasStopped whether the run has: what waits to be sent for the first time is not sent then */
	constructor(onOpen: (failure: Failure) => void, hasStopped: () => boolean = () => false) {
		this.onOpen = onOpen;
		this.hasStopped = hasStopped;
	}

	async ready(signal?: AbortSignal): Promise<void> {
		while (this.inARow > 0 && !this.opened) {
			const ms = this.resumesAt - performance.now();
			if (ms > 0) await wait(ms, signal);
			else if (this.trial) await orCancelled(this.trial.ended, signal);
			else return this.try();
		}
		if (this.opened) throw this.opened;
	}

	leave(wasSent: boolean): void {
		// What was sent once is sent again, to learn what became of it.
		if (!wasSent && this.hasStopped()) throw stoppedFailure();
	}

	answered(): void {
		this.inARow = 0;
		this.endTrial();
	}

	failed(failure: Failure, leftAt: number, pauseMs: number): void {
		// Requests that were under way together fail together: that is one failure.
		if (leftAt >= this.lastFailedAt) {
			const now = performance.now();
			this.lastFailedAt = now;
			this.inARow++;
			this.resumesAt = now + Math.max(pauseMs, PAUSE_MS);
			if (this.inARow >= MOST_IN_A_ROW) this.open(failure);
		}
		this.endTrial();
	}

	/** Nothing further is sent, and this is why. */
	open(failure: Failure): void {
		if (this.opened) return;
		this.opened = failure.with({ kind: 'unreachable', mayHaveArrived: false, final: true });
		this.onOpen(failure);
		this.endTrial();
	}

	private try(): void {
		let end = () => {};
		const ended = new Promise<void>((resolve) => {
			end = resolve;
		});
		this.trial = { ended, end };
	}

	private endTrial(): void {
		this.trial?.end();
		this.trial = undefined;
	}
}

const stoppedFailure = () =>
	new Failure('refused', STOPPED.reason.message, { ofCredential: true, final: true });

/** Whatever is sent next would end the same way, and cost a token request or a time-out. */
export const isHopeless = ({ kind, facts }: Failure): boolean =>
	kind === 'unreachable' ||
	kind === 'tokenRejected' ||
	kind === 'rateLimited' ||
	facts.ofCredential === true;
