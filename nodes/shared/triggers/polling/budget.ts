/** How long one poll may take. What does not end in it goes on at the next. */
import type { IPollFunctions } from 'n8n-workflow';

const MOST_MS = 30_000;

/** n8n's own limit, where it has one; never longer than n8n may wait with publishing a workflow. */
export const budgetMs = (context: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>): number =>
	Math.min(context.getPollBudgetMs?.() ?? MOST_MS, MOST_MS);

export class Budget {
	private readonly over = new AbortController();
	private readonly began = performance.now();
	readonly ms: number;
	private slowest = 0;
	private steps = 0;
	/** The platform asked for more patience than there is. */
	pause?: number;

	constructor(ms: number) {
		this.ms = ms;
		AbortSignal.timeout(Math.ceil(ms)).addEventListener('abort', () => this.over.abort());
	}

	/** Ends whatever is under way when time is over. */
	get signal(): AbortSignal {
		return this.over.signal;
	}

	/** Whether anything was done in it. */
	get wasUsed(): boolean {
		return this.steps > 0;
	}

	/** The first step always fits; a further one if it takes no longer than the slowest so far. */
	fitsAnother(): boolean {
		return this.steps === 0 || this.elapsed() + this.slowest < this.ms;
	}

	async spend<T>(step: () => Promise<T>): Promise<T> {
		const began = performance.now();
		const result = await step();
		this.slowest = Math.max(this.slowest, performance.now() - began);
		this.steps++;
		return result;
	}

	/** The platform asks for patience. Waiting for longer than the poll lasts makes no sense. */
	pausing(ms: number): void {
		if (this.elapsed() + ms < this.ms) return;
		this.pause = ms;
		this.over.abort();
	}

	private elapsed(): number {
		return performance.now() - this.began;
	}
}
