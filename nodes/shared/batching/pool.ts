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
	const thrown: unknown[] = [];
	const worker = async () => {
		while (started < tasks.length && !thrown.length && !stopped()) {
			await work(tasks[started++]).catch((error) => thrown.push(error));
		}
	};
	await Promise.all(Array.from({ length: Math.min(concurrency, tasks.length) }, worker));
	if (thrown.length) throw thrown[0];
}
