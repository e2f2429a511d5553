/** Events of the last minutes, as far as this process has taken them. */
import { hash } from 'node:crypto';

/** Beyond this the oldest are forgotten early. */
const MOST = 100_000;

/** Trigger and event → when it was taken. The oldest stand first. */
const taken = new Map<string, number>();

/** @returns whether it was taken before, within so many milliseconds; it counts as taken from now on */
export function isRepeat(trigger: string, eventKey: string, withinMs: number): boolean {
	// As long as the longest event may be, a hundred thousand of them would fill the memory.
	const key = hash('sha1', `${trigger} ${eventKey}`, 'base64url');
	const now = Date.now();
	const before = taken.get(key);
	if (before !== undefined && now - before < withinMs) return true;
	taken.delete(key);
	taken.set(key, now);
	forget(now);
	return false;
}

/** Nobody looks back further than a day. */
const LONGEST_MS = 24 * 3_600_000;

function forget(now: number): void {
	for (const [key, at] of taken) {
		if (taken.size <= MOST && now - at < LONGEST_MS) return;
		taken.delete(key);
	}
}
