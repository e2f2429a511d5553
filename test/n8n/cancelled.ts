/** A cancelled run leaves no server and no folder behind. */
import { rmSync } from 'node:fs';

const folders: string[] = [];

/**
 * A cancelled run ends by a signal, or vitest leaves this process alone. Within a test vitest makes
 * `process.exit` throw, so what waits for the exit to kill its process is told of it here.
 */
function end(): void {
	process.emit('exit', 1);
	for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
	process.kill(process.pid, 'SIGKILL');
}

export function removeWhenCancelled(...more: string[]): void {
	if (folders.length === 0)
		for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(event, end);
	folders.push(...more);
}
