/** What a webhook says to n8n's log: anybody may call it, so not as often as it is called. */
import type { Logger } from 'n8n-workflow';

const SAID_EVERY_MS = 10_000;
const MOST = 1_000;

interface Said {
	at: number;
	/** What was not said since. */
	more: number;
}

/** Trigger and kind → when it was said last. */
const said = new Map<string, Said>();

/**
 * Says it, and the next time how many more there were.
 * @param kind what is counted together
 */
export function notice(
	logger: Pick<Logger, 'warn' | 'info' | 'error'>,
	level: 'warn' | 'info' | 'error',
	kind: string,
	text: string,
): void {
	const now = performance.now();
	const before = said.get(kind);
	if (before && now - before.at < SAID_EVERY_MS) {
		before.more++;
		return;
	}
	if (said.size >= MOST) said.clear();
	said.set(kind, { at: now, more: 0 });
	const more = before?.more ? ` (${before.more} more since it was said last)` : '';
	logger[level](`${text}${more}`);
}
