/** How many requests a minute may leave: a memory of the last minute, and a pause on demand. */

const MINUTE_MS = 60_000;
/** While every place is taken by an unanswered request there is nothing to reckon with. */
const LOOK_AGAIN_MS = 20;

/**
 * A request counts from when it leaves until a minute after its answer: the platform counted it
 * somewhere in between, so whatever window the platform uses, it never sees more than the limit.
 */
export class Pace {
	private open = 0;
	private answeredAt: number[] = [];
	private pausedUntil = 0;

	/** @returns milliseconds until a request may leave; 0 for now. `perMinute` 0 is without limit */
	msUntilFree(perMinute: number, now = Date.now()): number {
		if (now < this.pausedUntil) return this.pausedUntil - now;
		this.forget(now);
		if (perMinute <= 0) return 0;
		if (this.open + this.answeredAt.length < perMinute) return 0;
		const oldest = this.answeredAt[this.open + this.answeredAt.length - perMinute];
		return oldest === undefined ? LOOK_AGAIN_MS : oldest + MINUTE_MS - now;
	}

	left(): void {
		this.open++;
	}

	answered(now = Date.now()): void {
		this.open--;
		this.answeredAt.push(now);
	}

	/** Nothing leaves for so long: the platform asked for it. */
	pause(ms: number, now = Date.now()): void {
		this.pausedUntil = Math.max(this.pausedUntil, now + ms);
	}

	private forget(now: number): void {
		const recent = this.answeredAt.findIndex((at) => at + MINUTE_MS > now);
		if (recent !== 0) this.answeredAt.splice(0, recent < 0 ? this.answeredAt.length : recent);
	}
}

const paces = new Map<string, Pace>();

/**
 * The pace of one interface of one credential, the same for all executions of this process. It is
 * kept for good: there are as many as credentials and interfaces in use.
 */
export function paceOf(key: string): Pace {
	const known = paces.get(key) ?? new Pace();
	paces.set(key, known);
	return known;
}
