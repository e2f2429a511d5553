/** Runs work with at most so much of it under way. */

/**
 * @param work is not started any more once `stopped` says so or one of them throws
 * @throws what the first failing work throws, after those under way have ended
 */
export async function pool<T>(
	tasks: T[],
	concurrency: number,
	work: (task: T) => Promise<void>,
	stopped: () => boolean,
): Promise<void> {
	let started = 0;
	let broken = false;
	const worker = async () => {
		while (started < tasks.length && !broken && !stopped()) {
			await work(tasks[started++]).catch((error) => {
				broken = true;
				throw error;
			});
		}
	};
	const workers = Array.from({ length: Math.min(concurrency, tasks.length) }, worker);
	const ends = await Promise.allSettled(workers);
	for (const end of ends) if (end.status === 'rejected') throw end.reason;
}
