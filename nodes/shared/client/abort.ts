/** Waiting that ends at once when the execution is cancelled. */
import { sleep } from 'n8n-workflow';

import { Cancelled } from './failure';

/** @throws Cancelled as soon as `signal` says so */
export async function wait(ms: number, signal?: AbortSignal): Promise<void> {
	await orCancelled(sleep(ms), signal);
}

/**
 * What `work` gives, unless the execution is cancelled first. The work itself is not stopped:
 * others may be waiting for it.
 * @throws Cancelled, or what `work` throws
 */
export async function orCancelled<T>(work: Promise<T>, signal?: AbortSignal): Promise<T> {
	if (!signal) return await work;
	let cancel = () => {};
	const cancelled = new Promise<never>((_resolve, reject) => {
		cancel = () => reject(new Cancelled());
	});
	if (signal.aborted) cancel();
	signal.addEventListener('abort', cancel);
	try {
		return await Promise.race([work, cancelled]);
	} finally {
		signal.removeEventListener('abort', cancel);
	}
}
