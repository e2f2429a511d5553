/** The most memory that a process has had; only Linux tells it of others, and can forget it. */
import { readFileSync, writeFileSync } from 'node:fs';

/** In bytes; undefined where the system does not tell. */
export function peakOf(process: number | 'self'): number | undefined {
	try {
		const status = readFileSync(`/proc/${process}/status`, 'utf8');
		const [, kilobytes] = /VmHWM:\s*(\d+)/.exec(status) ?? [];
		return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
	} catch {
		return undefined;
	}
}

/** Of this process, as far as the system can: else its peak is that of all it has done. */
export function forgetPeak(): void {
	try {
		writeFileSync('/proc/self/clear_refs', '5');
	} catch {
		// It has done little before.
	}
}
