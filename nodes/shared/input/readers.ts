/** How a value is read, by the rules of a vendor's document. */
import type { IDataObject } from 'n8n-workflow';

import { parse, parseForSending } from '../client/json';
import type { Reader } from '../contract';
import { asInvalid, Invalid } from './invalid';

/** n8n gives `undefined` or `null` for an expression that finds nothing. */
export const isUnset = (value: unknown): value is undefined | null =>
	value === undefined || value === null;

/** An object of JSON: neither null nor a list. */
export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as messages show it. */
export const shown = (value: unknown) => {
	if (typeof value === 'object' && value !== null) return kindOf(value);
	const text = String(value);
	return `“${text.length > 60 ? `${text.slice(0, 60)}…` : text}”`;
};

const kindOf = (value: unknown) => (Array.isArray(value) ? 'a list' : 'an object');

/** @throws Invalid for a number that is not the one that the source meant */
function checkDigits(value: unknown): void {
	if (typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value)) return;
	throw new Invalid(
		`holds the number ${value}, which has lost digits on its way: let the source give it as text`,
	);
}

/** What stands where bytes were no text in the encoding that somebody read them by. */
const UNREADABLE = '\uFFFD';

export const isReadable = (text: string): boolean => !text.includes(UNREADABLE);

/** What to do about it: n8n reads no CSV file in GBK, which is how Excel saves one in China. */
export const MEND_ENCODING = 'save it in Excel as CSV UTF-8, or as XLSX';

/** @throws Invalid for what would be sent as it is shown: ��һ */
function checkReadable(value: string): void {
	if (isReadable(value)) return;
	throw new Invalid(
		`is ${shown(value)}: the file was not read in its own encoding (GBK?): ${MEND_ENCODING}`,
	);
}

/** Text; numbers are taken as their digits unless JavaScript has already spoilt some of them. */
export const text =
	({ pattern, says, max }: { pattern?: RegExp; says?: string; max?: number } = {}): Reader =>
	(value) => {
		if (typeof value === 'object') throw new Invalid(`must be text, but is ${kindOf(value)}`);
		if (typeof value === 'number' && !Number.isFinite(value))
			throw new Invalid(`must be text, but is ${value}`);
		checkDigits(value);
		const read = String(value);
		checkReadable(read);
		if (pattern && read !== '' && !pattern.test(read))
			throw new Invalid(`must be ${says}, but is ${shown(read)}`);
		if (max !== undefined && [...read].length > max)
			throw new Invalid(`must have at most ${max} characters, but has ${[...read].length}`);
		return read;
	};

/** Text that must not be empty: an id, a name. */
export const filled: Reader = (value) => {
	const read = String(text()(value)).trim();
	if (read === '') throw new Invalid('is required, but is empty');
	return read;
};

/** A whole number as text or number → its digits as text. */
export const digits: Reader = text({ pattern: /^-?\d{1,15}$/, says: 'a whole number' });

/** A whole number between two bounds → a number. Empty text is no number: it is not sent. */
export const integer =
	(min: number, max: number): Reader =>
	(value) => {
		const read = String(digits(value));
		if (read === '') return undefined;
		if (Number(read) < min || Number(read) > max)
			throw new Invalid(`must be between ${min} and ${max}, but is ${read}`);
		return Number(read);
	};

/** One of the values that the document lists, as text. Empty text stays: it may clear a value. */
export function oneOf(values: readonly string[]): Reader {
	const allowed = new Set(values);
	return (value) => {
		const read = String(text()(value));
		if (read !== '' && !allowed.has(read))
			throw new Invalid(`must be one of ${values.join(', ')}, but is ${shown(read)}`);
		return read;
	};
}

/** A number, as number or text → a number. Empty text is no number: it is not sent. */
export const number: Reader = (value) => {
	const read = String(text()(value)).trim();
	if (read === '') return undefined;
	if (!/^-?\d+(\.\d+)?$/.test(read)) throw new Invalid(`must be a number, but is ${shown(read)}`);
	if (read.replace(/\D/g, '').length > 15)
		throw new Invalid(`must have at most 15 digits, but is ${shown(read)}`);
	return Number(read);
};

/**
 * A day: `yyyy-MM-dd`, or a time that is midnight where it was made, as date fields give it.
 * Another time would be another day in another place.
 */
export const day: Reader = (value) => {
	const given = timeText(value);
	const [, read] =
		/^(\d{4}-\d{2}-\d{2})(?:T00:00(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(given) ?? [];
	if (given === '') return given;
	if (read === undefined || !isInCalendar(read))
		throw new Invalid(`must be a day like 2026-01-31, but is ${shown(given)}`);
	return read;
};

/** Not the 30th of February. */
export function isInCalendar(given: string): boolean {
	const [year, month, date] = given.split('-').map(Number);
	const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
	const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
	return month >= 1 && month <= 12 && date >= 1 && date <= days;
}

/** A time as text, also where it is a date of n8n's expressions (Luxon) or of JavaScript. */
export const timeText = (value: unknown): string =>
	String(text()(isDate(value) ? value.toJSON() : value)).trim();

const isDate = (value: unknown): value is { toJSON(): string } =>
	typeof value === 'object' &&
	value !== null &&
	typeof (value as { toJSON?: unknown }).toJSON === 'function';

/**
 * A list of texts, mostly ids: an array, its JSON text, text with commas, or a single one.
 * @param max so many entries at most
 */
export const list =
	({ max, mayBeEmpty = false }: { max?: number; mayBeEmpty?: boolean } = {}): Reader =>
	(value) => {
		const entries = listed(value)
			.map(textOfEntry)
			.filter((entry) => entry !== '');
		if (!mayBeEmpty && entries.length === 0) throw new Invalid('is required, but has no entries');
		if (max !== undefined && entries.length > max)
			throw new Invalid(
				`must have at most ${max} entries, but has ${entries.length}: spread them over several items`,
			);
		return [...new Set(entries)];
	};

function textOfEntry(entry: unknown, index: number): string {
	if (isUnset(entry)) throw new Invalid(`has nothing in entry ${index + 1}`);
	return String(text()(entry)).trim();
}

function listed(value: unknown): unknown[] {
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return [value];
	return value.trim().startsWith('[') ? (fromJson(value) as unknown[]) : value.split(/[,，]/);
}

/** Where what is empty says nothing: neither empty text nor an empty list is sent. */
export const unlessEmpty =
	(read: Reader): Reader =>
	(value) => {
		const result = value === '' ? undefined : read(value);
		return result === '' || (Array.isArray(result) && result.length === 0) ? undefined : result;
	};

/** A whole number as most fields hold it: 32 bits. */
export const wholeNumber = integer(-2_147_483_648, 2_147_483_647);
/** The same, not below zero. */
export const weight = integer(0, 2_147_483_647);

export const yesOrNo: Reader = (value) => {
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	throw new Invalid(`must be true or false, but is ${shown(value)}`);
};

/**
 * A list of objects: an array, its JSON text, or what a fixed collection gives.
 * @param read takes one entry; what it throws is reported with the entry's number
 */
export const rows =
	(read: (entry: Record<string, unknown>) => Record<string, unknown>): Reader =>
	(value) => {
		const list = asList(value);
		return list.map((entry, index) => {
			if (!isObject(entry))
				throw new Invalid(`must be a list of objects, but entry ${index + 1} is ${shown(entry)}`);
			try {
				return read(entry);
			} catch (error) {
				throw inEntry(index, asInvalid(error));
			}
		});
	};

const inEntry = (index: number, { field, message }: Invalid) =>
	new Invalid(`entry ${index + 1}${field ? `: ${field}` : ''} ${message}`);

function asList(value: unknown): unknown[] {
	const given = typeof value === 'string' ? fromJson(value) : value;
	if (Array.isArray(given)) return given;
	// A fixed collection holds its entries under the one name of its group.
	const groups = typeof given === 'object' && given !== null ? Object.values(given) : undefined;
	if (groups?.length === 0) return [];
	if (groups?.length === 1 && Array.isArray(groups[0])) return groups[0];
	throw new Invalid(`must be a list, but is ${shown(given)}`);
}

/** An object, or its JSON text, whose long numbers stay numbers when it is sent on. */
export const object: Reader = (value) => {
	const given = typeof value === 'string' ? fromJson(value, parseForSending) : value;
	if (!isObject(given)) throw new Invalid(`must be an object, but is ${shown(given)}`);
	checkDigitsWithin(given);
	return given;
};

/** No document needs more levels, and what is part of itself has no end. */
const MOST_LEVELS = 100;

/** @throws Invalid when any number in it has lost digits on its way, or it can't be sent at all */
export function checkDigitsWithin(value: unknown, levels = 0): void {
	if (levels > MOST_LEVELS)
		throw new Invalid(`has more than ${MOST_LEVELS} levels, or is part of itself`);
	checkDigits(value);
	if (typeof value === 'object' && value !== null)
		for (const each of Object.values(value)) checkDigitsWithin(each, levels + 1);
}

function fromJson(value: string, parseJson = parse): unknown {
	try {
		return parseJson(value);
	} catch {
		throw notJson(value);
	}
}

const notJson = (value: string) => new Invalid(`must be JSON, but ${shown(value)} is not`);

/** @throws Invalid with the name of the field and the number of the entry that is not right */
export function checkEntries<T>(name: string, list: T[], check: (entry: T) => void): void {
	list.forEach((entry, index) => {
		try {
			check(entry);
		} catch (error) {
			throw inField(name, inEntry(index, asInvalid(error)));
		}
	});
}

/** @throws Invalid with the name of the field */
export function readAs(name: string, value: unknown, read: Reader): unknown {
	try {
		return read(value);
	} catch (error) {
		throw inField(name, asInvalid(error));
	}
}

const inField = (name: string, { field, message }: Invalid) => new Invalid(message, field ?? name);

/** Reads one member of an entry of `rows`; it must be there. */
export function member(entry: Record<string, unknown>, name: string, read: Reader): unknown {
	if (isUnset(entry[name]) || entry[name] === '') throw new Invalid('is required', name);
	return readAs(name, entry[name], read);
}
