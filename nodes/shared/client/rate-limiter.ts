/**
 * How fast requests may leave for one interface: so many a minute or second as is known, and as
 * many as the platform turns out to take. They leave one by one, in the order in which they came.
 */
import type { Pace } from '../contract';
import { orCancelled, wait } from './abort';

type Limits = Omit<Pace, 'concurrency'>;

/** A place for one request, from before it leaves until it is answered. */
export interface Place {
	/** By the limiter's clock. */
	leftAt: number;
	/** How many times the platform had asked for patience by then. */
	slowdowns: number;
}

/** The longest that any limit looks back. */
const MINUTE_MS = 60_000;
/** How far back the rate that the platform took is measured. */
const MEASURED_MS = 4_000;
/** After a refusal the rate stays a little below what the platform took, and grows from there. */
const BELOW = 0.9;
const GROWTH_A_SECOND = 1.03;
/** Beyond this a minute's or a second's limit is what counts. */
const FASTEST_A_SECOND = 2_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;

export class RateLimiter {
	private underWay = 0;
	/** When the requests of the last minute were answered, and which of them were accepted. */
	private readonly answeredAt = new Recent(MINUTE_MS);
	private readonly acceptedAt = new Recent(MEASURED_MS);
	private lastAccepted = -Infinity;
	private lastLeft = -Infinity;
	/** The last in line; who comes next waits for it. */
	private line: Promise<void> = Promise.resolve();
	private released: Array<() => void> = [];
	/** Requests a second that the platform takes, as far as is known. */
	private rate = Infinity;
	private rateAt = 0;
	private pausedUntil = -Infinity;
	/** How many times the platform asked for patience: in all, and since it took the last one. */
	private slowdowns = 0;
	private inARow = 0;

	/**
	 * Takes a place for one request; `release` gives it back.
	 * @throws Cancelled while it waits
	 */
	async acquire(limits: Limits, signal?: AbortSignal): Promise<Place> {
		const before = this.line;
		let leave = () => {};
		this.line = new Promise((resolve) => {
			leave = resolve;
		});
		try {
			await orCancelled(before, signal);
			for (let ms = this.msUntilFree(limits); ms > 0; ms = this.msUntilFree(limits))
				if (ms === Infinity) await orCancelled(this.nextRelease(), signal);
				else await wait(Math.ceil(ms), signal);
			this.underWay++;
			this.lastLeft = clock();
			return { leftAt: this.lastLeft, slowdowns: this.slowdowns };
		} finally {
			leave();
		}
	}

	/** @param left whether the request was sent at all: only then it counts further */
	release({ left }: { left: boolean }): void {
		this.underWay--;
		if (left) this.answeredAt.add(clock());
		this.released.splice(0).forEach((look) => look());
	}

	/** The platform took a request, whatever it said to it. */
	accepted(): void {
		const now = clock();
		this.acceptedAt.add(now);
		this.lastAccepted = now;
		this.inARow = 0;
		if (this.rate === Infinity) return;
		this.rate *= GROWTH_A_SECOND ** ((now - this.rateAt) / 1000);
		this.rateAt = now;
		if (this.rate > FASTEST_A_SECOND) this.rate = Infinity;
	}

	/**
	 * The platform asked for patience. Requests that were under way together ask for it once.
	 * @param retryAfterMs how much of it, if it said so
	 * @returns by how many milliseconds the pause is longer than before
	 */
	refused(place: Place, retryAfterMs?: number): number {
		const now = clock();
		const isNew = place.slowdowns === this.slowdowns;
		if (isNew) {
			this.slowdowns++;
			this.inARow++;
			if (this.inARow === 1) this.slowDown(now);
		}
		if (!isNew && retryAfterMs === undefined) return 0;
		const before = Math.max(this.pausedUntil, now);
		// What it asks for again and again is too little.
		const grows = retryAfterMs === undefined || this.inARow > 1;
		this.pausedUntil = Math.max(
			before,
			now + Math.max(retryAfterMs ?? 0, grows ? this.pause() : 0),
		);
		return this.pausedUntil - before;
	}

	/** Milliseconds without a request that the platform took, since this one left or before. */
	sinceAccepted(since: number): number {
		return clock() - Math.max(this.lastAccepted, since);
	}

	/** Whether nothing is under way and nothing is remembered that would slow down a request. */
	isIdle(): boolean {
		const now = clock();
		const isFree = this.underWay === 0 && this.answeredAt.count(now) === 0;
		return isFree && now > this.pausedUntil && now > this.lastAccepted + MINUTE_MS;
	}

	private slowDown(now: number): void {
		const taken = this.acceptedAt.rate(now);
		// What took nothing of late says nothing about its rate: others may have used it up.
		if (taken === 0) return;
		this.rate = Math.min(this.rate, taken) * BELOW;
		this.rateAt = now;
	}

	private pause(): number {
		const longest = Math.min(FIRST_PAUSE_MS * 2 ** (this.inARow - 1), LONGEST_PAUSE_MS);
		return longest / 2 + (longest / 2) * Math.random();
	}

	/** @returns milliseconds until a request may leave; Infinity: not before another is answered */
	private msUntilFree({ requestsPerMinute, requestsPerSecond = 0 }: Limits): number {
		const now = clock();
		// After a pause one request tries whether the platform takes any again.
		if (this.inARow > 0 && this.underWay > 0) return Infinity;
		const answered = this.answeredAt.since(now);
		const within = (most: number, ms: number): number => {
			const free = Math.ceil(most) - this.underWay;
			if (most <= 0) return 0;
			if (free <= 0) return Infinity;
			const oldest = answered[answered.length - free];
			return oldest === undefined ? 0 : oldest + ms - now;
		};
		return Math.max(
			this.pausedUntil - now,
			this.lastLeft + 1000 / this.rate - now,
			within(requestsPerMinute, MINUTE_MS),
			within(requestsPerSecond, 1_000),
		);
	}

	private async nextRelease(): Promise<void> {
		await new Promise<void>((look) => {
			this.released.push(look);
		});
	}
}

/** Times of the last so many milliseconds. */
class Recent {
	private readonly ms: number;
	private times: number[] = [];

	constructor(ms: number) {
		this.ms = ms;
	}

	add(now: number): void {
		this.since(now).push(now);
	}

	since(now: number): number[] {
		const first = this.times.findIndex((at) => at + this.ms > now);
		if (first !== 0) this.times.splice(0, first < 0 ? this.times.length : first);
		return this.times;
	}

	count(now: number): number {
		return this.since(now).length;
	}

	/** How many a second, at least over one second. */
	rate(now: number): number {
		const [first = now] = this.since(now);
		return this.times.length / Math.max(1, (now - first) / 1_000);
	}
}

/** It runs on evenly, whatever happens to the clock of the machine. */
const clock = (): number => performance.now();

const limiters = new Map<string, RateLimiter>();
const MOST_LIMITERS = 1_000;

/**
 * The limiter of one interface of one credential, the same for all executions of this process.
 * @param path however it is written: two spellings of one path are one interface
 */
export function rateLimiterOf(credential: string, path: string): RateLimiter {
	const plain = path
		.replace(/[?#].*$/, '')
		.replace(/\/{2,}/g, '/')
		.replace(/^\/|\/$/g, '');
	const key = `${credential} ${plain}`;
	const known = limiters.get(key);
	if (known) return known;
	if (limiters.size >= MOST_LIMITERS)
		for (const [old, limiter] of limiters) if (limiter.isIdle()) limiters.delete(old);
	const limiter = new RateLimiter();
	limiters.set(key, limiter);
	return limiter;
}
