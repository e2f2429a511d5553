/**
 * JSON without loss. Ids of these platforms have up to 19 digits; JavaScript's numbers hold 15.
 */

// Both stand in every JavaScript engine that n8n 2 runs on; TypeScript 5.9 does not list them yet.
interface SourceTextJson {
	parse(
		text: string,
		reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
	): unknown;
	rawJSON(literal: string): object;
}
const { parse: parseWithSource, rawJSON } = JSON as unknown as SourceTextJson;

/**
 * No literal without one of these can be inexact: 15 digits always fit. Only where a value can
 * begin: ids within texts mostly have such digits too.
 */
const MAY_BE_INEXACT = /(?:^|[:,[])\s*-?(?:\d[\d.]{15}|[\d.]+[eE])/;

/**
 * Parses JSON. An integer that is not safe, and any other number that JavaScript can't hold
 * exactly, becomes the text of its literal, with every digit.
 * @throws SyntaxError
 */
export function parse(text: string): unknown {
	return read(text, (literal) => literal);
}

/**
 * Parses JSON that is to be sent on: such a number stays a number, and `JSON.stringify` writes it
 * back digit by digit.
 * @throws SyntaxError
 */
export function parseForSending(text: string): unknown {
	return read(text, rawJSON);
}

/** A number literal of any length for `JSON.stringify`; what is no whole number stays text. */
export const numberLiteral = (digits: string): unknown =>
	/^(0|-?[1-9]\d*)$/.test(digits) ? rawJSON(digits) : digits;

/** A copy to show: number literals that JavaScript can't hold are text again. */
export const shownAs = <T>(value: T): T => parse(JSON.stringify(value)) as T;

/** A value to compare by, number literals among them. */
export const textOf = (value: unknown): string =>
	String(typeof value === 'object' ? shownAs(value) : value);

/** Texts as a whole, so that digits within are passed over, and number literals that may be inexact. */
const TEXT_OR_LONG_NUMBER =
	/"(?:[^"\\]|\\.)*"|-?\d[\d.]{14,}\d(?:[eE][+-]?\d+)?|-?[\d.]+[eE][+-]?\d+/g;

function read(text: string, keep: (literal: string) => unknown): unknown {
	const value: unknown = JSON.parse(text);
	// Reading with the source of each number takes ten times as long, and long ids mostly are text.
	if (!MAY_BE_INEXACT.test(text) || !holdsLongNumber(text)) return value;
	return parseWithSource(text, (_key, each, { source }) =>
		typeof each === 'number' && source !== undefined && !isExact(each, source)
			? keep(source)
			: each,
	);
}

function holdsLongNumber(text: string): boolean {
	try {
		// Without the matches themselves: an answer has hundreds of thousands of texts.
		TEXT_OR_LONG_NUMBER.lastIndex = 0;
		while (TEXT_OR_LONG_NUMBER.test(text))
			if (text[TEXT_OR_LONG_NUMBER.lastIndex - 1] !== '"') return true;
		return false;
	} catch {
		return true; // a single text of many millions of characters is too much for the expression
	}
}

/** An id that happens to fit, such as one that ends in zeros, is text like those that do not. */
const isExact = (value: number, literal: string) =>
	!(Number.isInteger(value) && !Number.isSafeInteger(value)) &&
	canonical(String(value)) === canonical(literal);

/** A decimal literal as sign, digits and exponent, so that 1.50, 15e-1 and 1.5 are the same. */
function canonical(literal: string): string {
	const [, sign, whole, fraction = '', exponent = '0'] =
		/^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(literal) ?? [];
	if (whole === undefined) return literal; // Infinity: what 1e400 becomes
	const digits = (whole + fraction).replace(/^0+/, '');
	// Not by a regular expression: /0+$/ looks again from each of the zeros within.
	let end = digits.length;
	while (digits[end - 1] === '0') end--;
	if (end === 0) return '0';
	const scale = BigInt(exponent) - BigInt(fraction.length - (digits.length - end));
	return `${sign}${digits.slice(0, end)}e${scale}`;
}
