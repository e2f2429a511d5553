/** How fast requests may leave: so many a minute or second, and a pause on demand. */
import type { Pace } from '../contract';
import { orCancelled, wait } from './abort';

/** So many requests in any so many milliseconds. */
interface Limit {
	requests: number;
	ms: number;
}

/** The longest that any limit looks back. */
const MINUTE_MS = 60_000;

const limitsOf = ({ requestsPerMinute, requestsPerSecond = 0 }: Omit<Pace, 'concurrency'>) =>
	[
		{ requests: Math.ceil(requestsPerMinute), ms: MINUTE_MS },
		{ requests: Math.ceil(requestsPerSecond), ms: 1_000 },
	].filter(({ requests }) => requests > 0);

/**
 * A request counts from when it leaves until its window after its answer: the platform counted it
 * somewhere in between, so whatever window the platform uses, it never sees more than the limit.
 */
export class RateLimiter {
	private underWay = 0;
	/** When the requests of the last minute were answered. */
	private answeredAt: number[] = [];
	private pausedUntil = 0;
	private waiting: Array<() => void> = [];

	/**
	 * Takes a place for one request; `release` gives it back.
	 * @throws Cancelled while it waits
	 */
	async acquire(pace: Omit<Pace, 'concurrency'>, signal?: AbortSignal): Promise<void> {
		const limits = limitsOf(pace);
		for (let ms = this.msUntilFree(limits); ms > 0; ms = this.msUntilFree(limits))
			if (ms === Infinity) await orCancelled(this.nextRelease(), signal);
			else await wait(ms, signal);
		this.underWay++;
	}

	/** @param left whether the request was sent at all: only then it counts further */
	release({ left }: { left: boolean }, now = Date.now()): void {
		this.underWay--;
		if (left) this.answeredAt.push(now);
		this.waiting.splice(0).forEach((look) => look());
	}

	/**
	 * Nothing leaves for so long: the platform asked for it.
	 * @returns by how many milliseconds that is longer than what it had asked for already
	 */
	pause(ms: number, now = Date.now()): number {
		const before = Math.max(this.pausedUntil, now);
		this.pausedUntil = Math.max(before, now + ms);
		return this.pausedUntil - before;
	}

	/** @returns milliseconds until a request may leave; Infinity: not before another is answered */
	private msUntilFree(limits: Limit[], now = Date.now()): number {
		if (now < this.pausedUntil) return this.pausedUntil - now;
		const recent = this.answeredAt.findIndex((at) => at + MINUTE_MS > now);
		if (recent !== 0) this.answeredAt.splice(0, recent < 0 ? this.answeredAt.length : recent);
		return Math.max(0, ...limits.map((limit) => this.msUntilWithin(limit, now)));
	}

	private msUntilWithin({ requests, ms }: Limit, now: number): number {
		const free = requests - this.underWay;
		if (free <= 0) return Infinity;
		const oldest = this.answeredAt[this.answeredAt.length - free];
		return oldest === undefined ? 0 : oldest + ms - now;
	}

	private async nextRelease(): Promise<void> {
		await new Promise<void>((look) => {
			this.waiting.push(look);
		});
	}
}

const limiters = new Map<string, RateLimiter>();

/**
 * The limiter of one interface of one credential, the same for all executions of this process. It
 * is kept for good: there are as many as credentials and interfaces in use.
 */
export function rateLimiterOf(key: string): RateLimiter {
	const known = limiters.get(key) ?? new RateLimiter();
	limiters.set(key, known);
	return known;
}
