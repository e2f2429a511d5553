/** Columns of the tables that are kept in step, and values as people write them. */
import type { Reader } from '../contract';
import type { SyncColumn } from '../contract/sync';
import { Invalid } from '../input/invalid';
import { day, shown, text, timeText } from '../input/readers';

/** What a column is besides its name and what it is called. */
export type ColumnFacts = Partial<Omit<SyncColumn, 'id' | 'displayName' | 'names'>>;

/** @param names what it is called in people's tables, the vendor's Chinese term first */
export const column = (
	id: string,
	english: string,
	names: string[],
	{ read = trimmed(), ...rest }: ColumnFacts = {},
): SyncColumn => ({ id, displayName: `${english} (${names[0]}, ${id})`, names, read, ...rest });

/** It says which record is meant, or what it refers to. */
export const pointer = (
	id: string,
	english: string,
	names: string[],
	rest: ColumnFacts = {},
): SyncColumn => column(id, english, names, { isPointer: true, ...rest });

export const trimmed =
	(rules: Parameters<typeof text>[0] = {}): Reader =>
	(value) => {
		const read = String(text(rules)(typeof value === 'string' ? value.trim() : value)).trim();
		if (SHOWN_BY_EXCEL.test(read)) throw new Invalid(`is ${shown(read)}: ${AS_TEXT}`);
		return read;
	};

/** How Excel shows, and saves as CSV, a number that its cell has no room for: 1.39E+10. */
const SHOWN_BY_EXCEL = /^\d\.\d+E\+\d\d+$/;
const AS_TEXT = 'Excel made a number of it: format the column as text (文本)';
/** The same as other programs write it. */
const SCIENTIFIC = /^\d(?:\.\d+)?E\+?\d+$/i;

/** A code or a number of somebody, in digits and letters of whatever width. */
export const keyText: Reader = (value) => sameKey(String(trimmed()(value)));

/** Without signs that nobody sees, which come along when people copy. */
export const sameKey = (value: string): string => value.normalize('NFKC').replace(/\p{Cf}/gu, '');

/**
 * One of the vendor's values, or a word that tables have for it.
 * @param words by the vendor's values
 * @param says what it must be
 */
export const inWords =
	(words: Record<string, string[]>, says: string): Reader =>
	(value) => {
		const given = String(trimmed()(value)).normalize('NFKC');
		const isMeant = (word: string) => word.toLowerCase() === given.toLowerCase();
		const found = Object.keys(words).find((own) => [own, ...words[own]].some(isMeant));
		if (found !== undefined) return found;
		throw new Invalid(`must be ${says}, but is ${shown(given)}`);
	};

/**
 * A day as tables have it: 2026-1-31, 2026/01/31, 2026年1月31日, 20260131, or with a midnight behind it,
 * which a database of China writes in UTC.
 */
export const dayOf: Reader = (value) => {
	const given = timeText(value);
	const [, midnight] = CHINESE_MIDNIGHT.exec(given) ?? [];
	if (midnight) return day(dayAfter(midnight));
	const [, year, month, date] = DAY.exec(given) ?? COMPACT_DAY.exec(given) ?? [];
	return day(year ? `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` : given);
};

const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]0{1,2}:00(?::00(?:\.0+)?)?)?$/;
const COMPACT_DAY = /^((?:19|20)\d\d)(\d\d)(\d\d)$/;
const CHINESE_MIDNIGHT = /^(\d{4}-\d\d-\d\d)T16:00(?::00(?:\.0+)?)?Z$/;
const DAY_MS = 86_400_000;

const dayAfter = (midnight: string): string =>
	new Date(Date.parse(midnight) + DAY_MS).toISOString().slice(0, 10);

/** The first ten signs say which day it is, whatever the platform writes behind them. */
export const sameDay = (value: string): string => value.slice(0, 10);

const FEWEST_DIGITS = 5;

/** A mobile as it is sent: digits, and what people put between them. */
export const phoneOf: Reader = (value) => {
	const read = String(trimmed()(value)).normalize('NFKC');
	if (SCIENTIFIC.test(read)) throw new Invalid(`is ${shown(read)}: ${AS_TEXT}`);
	if (!/^[\d+\- ]*$/.test(read) || read.replace(/\D/g, '').length < FEWEST_DIGITS)
		throw new Invalid(
			`must be a mobile number of digits, +, - and spaces, at least ${FEWEST_DIGITS} digits, but is ${shown(read)}`,
		);
	// A mobile of China is sent without its country, and what stands between its digits; others as they are.
	const plain = samePhone(read);
	return /^1\d{10}$/.test(plain) ? plain : read;
};

/** With and without the number of China, and whatever stands between the digits. */
export const samePhone = (value: string): string => {
	const plain = value.replace(/[\s-]/g, '');
	return plain.replace(/^(?:\+86|0086|86(?=1\d{10}$))/, '');
};

export const sameAddress = (value: string): string => value.toLowerCase();
