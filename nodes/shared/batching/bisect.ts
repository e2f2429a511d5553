/** A batch that was refused as a whole, maybe for one of its records: which one is it? */

/** So many refusals without a single success, and it is not about single records. */
export const MOST_IN_VAIN = 8;
/** So many requests at most for what was one: with that many wrong records, find them otherwise. */
const MOST_REQUESTS = 64;

interface Bisection<T, F> {
	/** Gives the failure of a part; undefined when it went well. */
	send(part: T[]): Promise<F | undefined>;
	/** Whether such a failure may be about single records. */
	isRefusal(failure: F): boolean;
	/** Is told of each part that stays refused, or failed in another way. */
	settle(part: T[], failure: F): void;
}

/**
 * Sends the halves, and the halves of those that are refused, until what is wrong stands alone.
 * @returns whether any part went well, and how many requests it took
 */
export async function bisect<T, F>(
	batch: T[],
	refusal: F,
	{ send, isRefusal, settle }: Bisection<T, F>,
): Promise<{ anyWentWell: boolean; requests: number }> {
	const waiting = halves(batch, refusal);
	let anyWentWell = false;
	let requests = 0;
	for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
		const inVain = !anyWentWell && requests >= MOST_IN_VAIN;
		if (inVain || requests >= MOST_REQUESTS) {
			settle(next.part, next.refusal);
			continue;
		}
		requests++;
		const failure = await send(next.part);
		if (failure === undefined) anyWentWell = true;
		else if (isRefusal(failure) && next.part.length > 1)
			waiting.push(...halves(next.part, failure));
		else settle(next.part, failure);
	}
	return { anyWentWell, requests };
}

function halves<T, F>(batch: T[], refusal: F): Array<{ part: T[]; refusal: F }> {
	const middle = Math.ceil(batch.length / 2);
	return [batch.slice(0, middle), batch.slice(middle)].map((part) => ({ part, refusal }));
}
