/** Starts and asks the platforms that platform-process.ts serves. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CommonOptions } from '../platforms/index.ts';
import type { CredentialData } from '../workflow/engine/credentials.ts';

/** `directory`: Yunzhijia with the people and departments of a sync; the last two: of a night. */
export type PlatformName = 'yunzhijia' | 'hippius' | 'directory' | 'weaverNight' | 'hippiusNight';
export interface PlatformOptions extends Pick<CommonOptions<never>, 'latency' | 'limit'> {
	/** How many a directory has; at night 0 before the first sync. */
	people?: number;
}

export interface Traffic {
	/** Those for a token left out. */
	requests: number;
	/** By the limiter. */
	refused: number;
	/** Of the requests, those that change nothing. */
	reads: number;
	/** How many records the platform holds; of a directory, how many of the changes it has. */
	written: number;
	/** Rows in requests that change something: where people are kept in step. */
	sent: number;
}

export interface Measured extends Traffic {
	/** Wall time. */
	ms: number;
	/** Processor time of this process; a busy machine disturbs it less. */
	cpuMs: number;
}

export interface RemotePlatform {
	url: string;
	credential: CredentialData;
	/**
	 * Measures a run, which brings its own clock; then all is as at the start, the limiter too.
	 * @param written how many records must be there at the end, if that is sure
	 */
	measure(run: () => Promise<{ ms: number }>, written?: number): Promise<Measured>;
	stop(): void;
}

const PROCESS = fileURLToPath(new URL('platform-process.ts', import.meta.url));

export async function startPlatform(
	name: PlatformName,
	options: PlatformOptions,
): Promise<RemotePlatform> {
	const child = fork(PROCESS, [name, JSON.stringify(options)]);
	const gone = once(child, 'exit').then(([code]) => {
		throw new Error(`The ${name} platform ended with exit code ${code}`);
	});
	gone.catch(() => {}); // at stop() nobody waits for it
	const answer = async () => {
		const [message] = await Promise.race([once(child, 'message'), gone]);
		return message;
	};
	const take = async (): Promise<Traffic> => {
		child.send('take');
		return await answer();
	};
	const { url, credential } = await answer();
	return {
		url,
		credential,
		async measure(run, written) {
			const before = process.cpuUsage();
			const { ms } = await run();
			const { user, system } = process.cpuUsage(before);
			const traffic = await take();
			if (written !== undefined && traffic.written !== written)
				throw new Error(`${traffic.written} of ${written} records were written`);
			return { ms, cpuMs: (user + system) / 1000, ...traffic };
		},
		stop: () => child.disconnect(),
	};
}
