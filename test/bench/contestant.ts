/** Processes that run one contender each, so that their memory is theirs alone. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process that does what it is told, one after the other, and remembers in between. */
export class Contestant<ToRun extends object, Ran> {
	readonly #child;

	/** @param file beside this one; it calls `serve` */
	constructor(file: string, ...args: string[]) {
		const path = fileURLToPath(new URL(file, import.meta.url));
		this.#child = fork(path, args, { execArgv: ['--expose-gc'] });
	}

	async ready(): Promise<void> {
		await this.#answer();
	}

	async run(toRun: ToRun): Promise<Ran> {
		this.#child.send(toRun);
		return (await this.#answer()) as Ran;
	}

	async #answer(): Promise<unknown> {
		const gone = once(this.#child, 'exit').then(([code]) => {
			throw new Error(`A contender ended with exit code ${code}`);
		});
		gone.catch(() => {}); // at stop() nobody waits for it
		const [message] = (await Promise.race([once(this.#child, 'message'), gone])) as unknown[];
		return message;
	}

	stop(): void {
		this.#child.kill('SIGKILL');
	}
}

/** The other side: says that it is ready, does what it is told, and tells what came of it. */
export function serve<ToRun, Ran>(run: (toRun: ToRun) => Promise<Ran>): void {
	process.on('disconnect', () => process.exit());
	process.on('message', (toRun: ToRun) => {
		run(toRun).then(
			(ran) => process.send!(ran),
			(error: unknown) => {
				console.error(error);
				process.exit(1);
			},
		);
	});
	process.send!('ready');
}
