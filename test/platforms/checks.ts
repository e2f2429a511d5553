/**
 * Strictness of the test platforms: JSON that keeps every digit, and the shape of what arrives.
 * A check takes a value and returns the complaint, or undefined when the value is right.
 */

export type Check = (value: unknown) => string | undefined;
type Fields = Record<string, Check>;

// TypeScript's library does not know the source text access of Node 22 and later yet.
const parseWithSource = JSON.parse as (
	text: string,
	reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
) => unknown;
const { rawJSON } = JSON as unknown as { rawJSON: (text: string) => unknown };

/** Integers that a JavaScript number cannot hold come as bigint; throws on what is not JSON. */
export function parseJson(text: string): unknown {
	// Large bodies seldom hold such an integer, and a reviver is slow.
	if (!/\d{16}/.test(text)) return JSON.parse(text);
	return parseWithSource(text, (_key, value, { source }) =>
		typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source ?? '')
			? BigInt(source!)
			: value,
	);
}

/** As parseJson; undefined for what is not JSON. */
export function tryJson(text: string | undefined): unknown {
	try {
		return text === undefined ? undefined : parseJson(text);
	} catch {
		return undefined;
	}
}

/** A bigint becomes a number literal; with `bareIds` so does every id that is a text of digits. */
export function toJson(value: unknown, bareIds = false): string {
	return JSON.stringify(value, function (this: Record<string, unknown>, key, member: unknown) {
		// n8n gives BigInt a toJSON of its own, which has made `member` a text by now.
		if (typeof this[key] === 'bigint') return rawJSON(String(this[key]));
		const isId = bareIds && /(^i|I)d$/.test(key) && typeof member === 'string';
		return isId && /^[1-9]\d*$/.test(member) ? rawJSON(member) : member;
	});
}

export const anything: Check = () => undefined;

export const text: Check = (value) => (typeof value === 'string' ? undefined : 'must be a string');

export const filled: Check = (value) =>
	text(value) ?? (value === '' ? 'must not be empty' : undefined);

export const flag: Check = (value) =>
	typeof value === 'boolean' ? undefined : 'must be true or false';

export const matching =
	(pattern: RegExp): Check =>
	(value) =>
		text(value) ?? (pattern.test(value as string) ? undefined : `must match ${pattern.source}`);

export const oneOf =
	(...values: unknown[]): Check =>
	(value) =>
		values.includes(value) ? undefined : `must be one of ${values.join(', ')}`;

/** A JSON number without fraction. */
export const whole =
	(min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER): Check =>
	(value) =>
		Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max
			? undefined
			: `must be a whole number from ${min} to ${max}`;

/** An id written as a number literal with all its digits: neither 9.7e17 nor "97…". */
export const numberId: Check = (value) =>
	(typeof value === 'bigint' || Number.isSafeInteger(value)) && /^\d{1,19}$/.test(String(value))
		? undefined
		: 'must be an id as a number with all its digits';

export const anyOf =
	(...checks: Check[]): Check =>
	(value) => {
		const complaints = checks.map((check) => check(value));
		return complaints.includes(undefined) ? undefined : complaints.join(' or ');
	};

export const listOf =
	(item: Check, min = 0, max = Infinity): Check =>
	(value) => {
		if (!Array.isArray(value)) return 'must be an array';
		if (value.length < min || value.length > max)
			return `must have ${min}${max === Infinity ? ' or more' : ` to ${max}`} entries`;
		return firstComplaint(value.map((entry, index) => [`[${index}]`, item(entry)]));
	};

/** An object with all the required fields, any of the optional ones and nothing else. */
export const record = (required: Fields, optional: Fields = {}): Check => {
	const known = new Map(Object.entries({ ...required, ...optional }));
	return (value) => {
		if (!isObject(value)) return 'must be an object';
		const missing = Object.keys(required).find((key) => !Object.hasOwn(value, key));
		if (missing !== undefined) return `${missing} is missing`;
		return eachMember(value, (key) => known.get(key));
	};
};

/** An object whose keys all match the pattern. */
export const mapOf =
	(keys: RegExp, member: Check): Check =>
	(value) =>
		isObject(value)
			? eachMember(value, (key) => (keys.test(key) ? member : undefined))
			: 'must be an object';

export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const eachMember = (value: Record<string, unknown>, checkOf: (key: string) => Check | undefined) =>
	firstComplaint(
		Object.entries(value).map(([key, member]) => {
			const check = checkOf(key);
			return [key, check ? check(member) : 'is not a known field'];
		}),
	);

function firstComplaint(found: Array<[where: string, complaint: string | undefined]>) {
	const first = found.find(([, complaint]) => complaint !== undefined);
	return first?.join(' ');
}
