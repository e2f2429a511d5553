/**
 * What is remembered of each record: 36 bits of its state, and 12 of each field, to name those that
 * changed. 50,000 people must take less than 3 MB of n8n's store, so ids are written without what they
 * have in common with the one before.
 */

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const SHORT_LENGTH = 6;
const FIELD_LENGTH = 2;

/** The state of a record, shortened. */
export const shortState = (state: string): string => state.slice(0, SHORT_LENGTH);

/** What is kept of one record. */
export const keptOf = (id: string, state: string, cells: string[]): string =>
	shortState(state) + cells.map((cell, at) => twelveBits(`${id} ${at} ${cell}`)).join('');

export const stateIn = (kept: string): string => kept.slice(0, SHORT_LENGTH);

/** FNV-1a: a field's hash only names the field, that something changed says the state. */
function twelveBits(text: string): string {
	let sum = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
	const bits = (sum ^ (sum >>> 12) ^ (sum >>> 24)) & 0xfff;
	return DIGITS[bits >> 6] + DIGITS[bits & 63];
}

/** @returns the fields that differ; null where none of them shows what changed */
export function differing(before: string, after: string, fields: string[]): string[] | null {
	const part = (kept: string, at: number) =>
		kept.slice(SHORT_LENGTH + at * FIELD_LENGTH).slice(0, FIELD_LENGTH);
	const changed = fields.filter((_field, at) => part(before, at) !== part(after, at));
	return changed.length ? changed : null;
}

/** Id → what is kept, as text: a line each, of as many characters behind the id as `fields` need. */
export function pack(records: Map<string, string>): string {
	let before = '';
	const lines = [...records.keys()].toSorted().map((id) => {
		const shared = sharedLength(before, id);
		before = id;
		return DIGITS[shared] + id.slice(shared) + records.get(id);
	});
	return lines.join('\n');
}

export function unpack(text: string, fields: number): Map<string, string> {
	const width = SHORT_LENGTH + FIELD_LENGTH * fields;
	const records = new Map<string, string>();
	let before = '';
	for (const line of text === '' ? [] : text.split('\n')) {
		before = before.slice(0, DIGITS.indexOf(line[0])) + line.slice(1, -width);
		records.set(before, line.slice(-width));
	}
	return records;
}

function sharedLength(before: string, id: string): number {
	const most = Math.min(before.length, id.length, DIGITS.length - 1);
	let length = 0;
	while (length < most && before[length] === id[length]) length++;
	return length;
}
