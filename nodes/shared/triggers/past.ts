/**
 * States that records had before. Somebody who comes back to one of them has a key that was told
 * already, and whoever drops what was told would drop that, too.
 */
import { shortState } from './snapshot';

/** The oldest are forgotten: as many as n8n's Remove Duplicates looks back, or nearly. */
const MOST = 5_000;
const GONE = '------';
const LENGTH = GONE.length;

/** Id → its earlier states, one after the other. */
export type Past = Map<string, string>;

/** @param state undefined: it was gone */
export function hasBeen(past: Past, id: string, state: string | undefined): boolean {
	const states = past.get(id) ?? '';
	const wanted = shortOf(state);
	for (let at = 0; at < states.length; at += LENGTH) if (states.startsWith(wanted, at)) return true;
	return false;
}

export function wasOnce(past: Past, id: string, state: string | undefined): void {
	if (hasBeen(past, id, state)) return;
	const states = (past.get(id) ?? '') + shortOf(state);
	past.delete(id); // the latest stands last
	past.set(id, states.slice(-MOST * LENGTH));
	if (past.size > MOST) past.delete(past.keys().next().value!);
}

const shortOf = (state: string | undefined): string =>
	state === undefined ? GONE : shortState(state);

export const packPast = (past: Past): string =>
	[...past].map(([id, states]) => `${states} ${id}`).join('\n');

export const unpackPast = (text: string): Past =>
	new Map(
		(text === '' ? [] : text.split('\n')).map((line) => {
			const end = line.indexOf(' ');
			return [line.slice(end + 1), line.slice(0, end)];
		}),
	);
