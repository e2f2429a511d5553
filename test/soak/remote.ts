/** Starts the process with the test platforms, and asks it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Misbehaviour, YunzhijiaEvent } from '../platforms/index.ts';
import type { CredentialData } from '../workflow/engine/credentials.ts';
import type { Ask, PlatformName } from './platform-process.ts';
import type { Deed, Holding } from './sides.ts';

export type { PlatformName } from './platform-process.ts';

const PROCESS = fileURLToPath(new URL('platform-process.ts', import.meta.url));

interface Answer {
	id: number;
	result?: unknown;
	problem?: string;
}

export type Remote = Awaited<ReturnType<typeof startRemote>>;

export async function startRemote() {
	const child = fork(PROCESS, {
		execArgv: [],
		env: { ...process.env, N8N_EXPRESSION_ENGINE: 'legacy' },
	});
	const gone = once(child, 'exit').then(([code]) => {
		throw new Error(`The platforms ended with exit code ${code}`);
	});
	gone.catch(() => {}); // at stop() nobody waits for it
	const waiting = new Map<number, (answer: Answer) => void>();
	child.on('message', (answer: Answer) => {
		waiting.get(answer.id)?.(answer);
		waiting.delete(answer.id);
	});
	let asks = 0;
	await Promise.race([once(child, 'message'), gone]);

	async function ask(of: Ask['of'], what: Ask['what'], ...given: unknown[]): Promise<unknown> {
		const { promise, resolve, reject } = Promise.withResolvers<Answer>();
		const id = ++asks;
		waiting.set(id, resolve);
		child.once('exit', reject);
		child.send({ id, of, what, with: given } satisfies Ask);
		const { result, problem } = await promise;
		child.off('exit', reject);
		if (problem) throw new Error(`${what} of ${of}: ${problem}`);
		return result;
	}

	const platform = (of: Ask['of']) => ({
		credential: async () => (await ask(of, 'credential')) as CredentialData,
		misbehave: async (rule: Misbehaviour) => void (await ask(of, 'misbehave', rule)),
		behave: async () => void (await ask(of, 'behave')),
		take: async () => (await ask(of, 'take')) as { requests: number; tokens: string[] },
		reset: async () => void (await ask(of, 'reset')),
		held: async () => (await ask(of, 'held')) as boolean[],
		holds: async () => (await ask(of, 'holds')) as Holding,
		twice: async () => (await ask(of, 'twice')) as string[],
		watched: async () => (await ask(of, 'watched')) as Record<string, Holding>,
		idsOfDepartments: async () =>
			((await ask(of, 'idsOfDepartments')) ?? {}) as Record<number, string>,
		byHand: async (what: Deed, n: number, turn: number) =>
			(await ask(of, 'byHand', what, n, turn)) as YunzhijiaEvent | undefined,
	});
	return {
		platform: platform as (of: PlatformName | number) => ReturnType<typeof platform>,
		wait: async (ms: number) => void (await ask('hippius', 'wait', ms)),
		resources: async () => (await ask('hippius', 'resources')) as string[],
		stop: () => child.disconnect(),
	};
}

export type RemotePlatform = ReturnType<Remote['platform']>;
