// Shows that a long step is alive: one line that moves on a terminal, else a line now and then.
// Plain JavaScript, because tools/ready.mjs needs it before Node 24 is there.

import { clearInterval, setInterval } from 'node:timers';

const TERMINAL_EVERY_MS = 1000;
const PLAIN_EVERY_MS = 15_000;

const seconds = (sinceMs) => `${Math.round((Date.now() - sinceMs) / 1000)} s`;

/**
 * Runs `work` and tells on stderr how it goes, so that stdout stays the command's own.
 * `work` gets a function that changes the text behind the label ("120 of 400").
 *
 * @template T
 * @param {string} label what is being done, e.g. "Installing the packages"
 * @param {(detail: (text: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(label, work) {
	const out = process.stderr;
	const started = Date.now();
	let detail = '';
	const line = () => [label, detail, seconds(started)].filter(Boolean).join(' · ');
	const show = () => out.write(out.isTTY ? `\r\x1b[K… ${line()}` : `… ${line()}\n`);
	const end = (mark) => {
		clearInterval(timer);
		out.write(`${out.isTTY ? '\r\x1b[K' : ''}${mark} ${line()}\n`);
	};

	const timer = setInterval(show, out.isTTY ? TERMINAL_EVERY_MS : PLAIN_EVERY_MS);
	if (out.isTTY) show();
	try {
		const result = await work((text) => (detail = text));
		end('✓');
		return result;
	} catch (error) {
		end('✗');
		throw error;
	}
}
