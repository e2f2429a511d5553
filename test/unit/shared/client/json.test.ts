/** nodes/shared/client/json.ts: JSON without loss, for any JSON text. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import {
	numberLiteral,
	parse,
	parseForSending,
	shownAs,
} from '../../../../nodes/shared/client/json.ts';

/** What a JSON text says, numbers as their literals, members by their last value. */
type Said = null | boolean | string | { number: string } | Said[] | Map<string, Said>;

/** A reader of its own, so that the engine's `JSON.parse` does not judge itself. */
function saidBy(text: string): Said {
	const tokens = text.match(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[[\]{}]/gu) ?? [];
	const value = (): Said => {
		const token = String(tokens.shift());
		if (token === '[') return until(']', value);
		if (token === '{') return new Map(until('}', () => [value() as string, value()] as const));
		if (token === 'null') return null;
		if (token === 'true' || token === 'false') return token === 'true';
		return token.startsWith('"') ? (JSON.parse(token) as string) : { number: token };
	};
	const until = <T>(end: string, entry: () => T): T[] => {
		const entries: T[] = [];
		while (tokens[0] !== end) entries.push(entry());
		tokens.shift();
		return entries;
	};
	return value();
}

/** [mantissa without trailing zeros, exponent]: equal for equal decimals, by whole numbers alone. */
function decimal(literal: string): [bigint, bigint] {
	const [mantissa, exponent = '0'] = literal.toLowerCase().split('e');
	const [whole, fraction = ''] = mantissa.split('.');
	let digits = BigInt(whole.replace('-', '') + fraction);
	let scale = BigInt(exponent) - BigInt(fraction.length);
	if (digits === 0n) return [0n, 0n];
	for (; digits % 10n === 0n; digits /= 10n) scale++;
	return [whole.startsWith('-') ? -digits : digits, scale];
}

const asDecimals = (said: Said): unknown => {
	if (Array.isArray(said)) return said.map(asDecimals);
	if (said instanceof Map)
		return new Map([...said].map(([name, member]) => [name, asDecimals(member)]));
	if (typeof said === 'object' && said !== null) return decimal(said.number);
	return said;
};

/**
 * What `parse` must make of it: a number where a number says the same, else the literal's text.
 * A whole number that is not safe is text, whether or not it happens to fit.
 */
const asParsed = (said: Said): unknown => {
	if (Array.isArray(said)) return said.map(asParsed);
	if (said instanceof Map)
		return Object.fromEntries([...said].map(([name, member]) => [name, asParsed(member)]));
	if (typeof said !== 'object' || said === null) return said;
	const value = Number(said.number);
	const holds = Number.isFinite(value) && `${decimal(String(value))}` === `${decimal(said.number)}`;
	const isSafe = !Number.isInteger(value) || Math.abs(value) <= 2 ** 53 - 1;
	return holds && isSafe ? value : said.number;
};

const digitText = (most: number) =>
	fc
		.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: most })
		.map((d) => d.join(''));
const whole = digitText(25).map((digits) => digits.replace(/^0+(?=\d)/, ''));
const exponent = fc
	.tuple(
		fc.constantFrom('e', 'E'),
		fc.constantFrom('', '+', '-'),
		fc.oneof(
			{ weight: 8, arbitrary: fc.integer({ min: 0, max: 330 }).map(String) },
			fc.constantFrom('00', '0007', '400', '999999999999999999999'),
		),
	)
	.map((parts) => parts.join(''));
const numberText = fc
	.tuple(
		fc.constantFrom('', '-'),
		whole,
		fc.option(digitText(25), { nil: undefined }),
		fc.option(exponent, { nil: '' }),
	)
	.map(([sign, integer, fraction, power]) =>
		[sign, integer, fraction === undefined ? '' : `.${fraction}`, power].join(''),
	);
const stringText = fc.oneof(
	fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
	fc.constantFrom('"__proto__"', '"constructor"', '""', '"\\ud800"', '"\\/\\u4e2d\\n"', '"1e5"'),
	digitText(25).map((digits) => `"${digits}"`),
);
const space = fc.constantFrom('', '', ' ', '\n\t');
const { text: jsonText } = fc.letrec<{ text: string }>((tie) => ({
	text: fc.oneof(
		{ maxDepth: 4, withCrossShrink: true },
		numberText,
		stringText,
		fc.constantFrom('true', 'false', 'null'),
		fc
			.tuple(fc.array(tie('text'), { maxLength: 5 }), space)
			.map(([entries, gap]) => `[${gap}${entries.join(`,${gap}`)}${gap}]`),
		fc
			.tuple(fc.array(fc.tuple(stringText, tie('text')), { maxLength: 5 }), space)
			.map(
				([entries, gap]) =>
					`{${gap}${entries.map(([name, text]) => `${name}${gap}:${text}`).join(`,${gap}`)}}`,
			),
	),
}));

describe('any JSON text', () => {
	it('is parsed with every number exact, or as the text of its literal', () => {
		fc.assert(
			fc.property(jsonText, (text) => {
				expect(parse(text)).toEqual(asParsed(saidBy(text)));
			}),
			{ numRuns: 1000 },
		);
	});

	it('goes out again with the same numbers, digit by digit', () => {
		fc.assert(
			fc.property(jsonText, (text) => {
				const sent = JSON.stringify(parseForSending(text));
				expect(asDecimals(saidBy(sent))).toEqual(asDecimals(saidBy(text)));
			}),
			{ numRuns: 1000 },
		);
	});

	it('that is damaged is refused as JSON.parse refuses it', () => {
		const cut = fc.tuple(jsonText, fc.nat()).map(([text, at]) => text.slice(0, at % text.length));
		const outcome = (read: (text: string) => unknown, text: string) => {
			try {
				return read(text) === undefined ? 'nothing' : 'read';
			} catch (error) {
				return (error as Error).name;
			}
		};
		fc.assert(
			fc.property(cut, (text) => {
				const expected = outcome((given) => JSON.parse(given) as unknown, text);
				expect(outcome(parse, text)).toBe(expected);
				expect(outcome(parseForSending, text)).toBe(expected);
			}),
		);
	});
});

it.each<[string, unknown]>([
	['1234567890123456789', '1234567890123456789'],
	['-1234567890123456789', '-1234567890123456789'],
	['9007199254740993', '9007199254740993'],
	['9007199254740991', 9007199254740991],
	['-9007199254740991', -9007199254740991],
	['9007199254740992', '9007199254740992'],
	['-9007199254740992', '-9007199254740992'],
	['12345678901234567000', '12345678901234567000'],
	['9000000000000000000000', '9000000000000000000000'],
	['1e21', '1e21'],
	['9.007199254740993E15', '9.007199254740993E15'],
	['9007199254740991.0', 9007199254740991],
	['1234567890123.25', 1234567890123.25],
	['0.1', 0.1],
	['1.50', 1.5],
	['0.1234567890123456789', '0.1234567890123456789'],
	['1e3', 1000],
	['1E400', '1E400'],
	['-1e-400', '-1e-400'],
	['1e99999999999999999999', '1e99999999999999999999'],
	['0e99999999999999999999', 0],
	['-0', -0],
	['"1234567890123456789"', '1234567890123456789'],
	['{"a":1234567890123456789,"a":2}', { a: 2 }],
	['{"a":2,"a":1234567890123456789}', { a: '1234567890123456789' }],
])('parse(%s)', (text, value) => {
	expect(parse(text)).toStrictEqual(value);
});

/** Texts with a long number in them, which must not count, and with one beside them, which must. */
const longInText = fc
	.tuple(
		fc.constantFrom('', 'a', '\\"', '\\\\', '\\u0022', '":', '\\\\\\"', '{"id":', '1e5,', '张'),
		digitText(25),
		fc.constantFrom('', '\\"', '\\\\', '.5', 'e9', ',', '}'),
	)
	.map((parts) => JSON.stringify(parts.join('')).replaceAll('\\\\', '\\'))
	.filter((text) => isJson(text));
const nested = fc.letrec<{ text: string }>((tie) => ({
	text: fc.oneof(
		{ maxDepth: 4 },
		longInText,
		fc.integer({ min: -(10 ** 14), max: 10 ** 14 }).map(String),
		fc.array(tie('text'), { maxLength: 4 }).map((entries) => `[${entries.join()}]`),
		fc
			.array(fc.tuple(fc.oneof(longInText, fc.constant('"__proto__"')), tie('text')), {
				maxLength: 4,
			})
			.map((members) => `{${members.map((member) => member.join(':')).join()}}`),
	),
})).text;

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

describe('numbers that stand in texts', () => {
	/** What the slow way makes of a text: a long number beside it leads there. */
	const slowly = (text: string) => (parse(`[${text},1234567890123456789]`) as unknown[])[0];

	it('are no reason to read with the source of each, and make no difference', () => {
		fc.assert(
			fc.property(nested, (text) => {
				expect(parse(text)).toStrictEqual(slowly(text));
				expect(JSON.stringify(parse(text))).toBe(JSON.stringify(slowly(text)));
			}),
			{ numRuns: 1000 },
		);
	});

	it('do not hide a long number that stands beside them', () => {
		fc.assert(
			fc.property(nested, nested, (before, after) => {
				const text = `{"a":${before},"id":1234567890123456789,"b":${after}}`;
				expect(parse(text)).toMatchObject({ id: '1234567890123456789' });
				expect(JSON.stringify(parseForSending(text))).toContain('"id":1234567890123456789,');
			}),
			{ numRuns: 1000 },
		);
	});

	it('are read fast', () => {
		const rows = Array.from({ length: 20_000 }, (_, at) => ({ id: `969434849612546${at}`, at }));
		const took = (text: string) => {
			const began = performance.now();
			parse(text);
			return performance.now() - began;
		};
		const best = (text: string) => Math.min(...Array.from({ length: 5 }, () => took(text)));
		const fast = best(JSON.stringify(rows));
		const slow = best(JSON.stringify([...rows, parseForSending('1234567890123456789')]));
		expect(fast).toBeLessThan(slow / 2);
	});
});

it('keeps __proto__ as an ordinary member', () => {
	for (const read of [parse, parseForSending]) {
		const value = read('{"__proto__":{"id":1234567890123456789}}') as object;
		expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
		expect(JSON.stringify(value)).toMatch(/^\{"__proto__":\{"id":"?1234567890123456789"?\}\}$/);
	}
});

describe('numberLiteral', () => {
	it('writes a whole number of any length digit by digit', () => {
		fc.assert(
			fc.property(fc.bigInt(), (value) => {
				const body = JSON.stringify({ ids: [numberLiteral(String(value))] });
				expect(body).toBe(`{"ids":[${value}]}`);
			}),
		);
	});

	it.each(['', '007', '-0', '+1', '1.0', '1e3', ' 1', '1\n', 'A1', '１', '1,2', 'null'])(
		'leaves %j as text',
		(text) => expect(numberLiteral(text)).toBe(text),
	);
});

describe('shownAs', () => {
	it('makes text of the literals that JavaScript can’t hold, and changes nothing else', () => {
		fc.assert(
			fc.property(jsonText, (text) => {
				expect(JSON.stringify(shownAs(parseForSending(text)))).toBe(JSON.stringify(parse(text)));
			}),
			{ numRuns: 500 },
		);
	});

	it('gives a copy, without what JSON does not have', () => {
		const row = {
			id: numberLiteral('969434849612546059'),
			order: numberLiteral('7'),
			of: undefined,
		};
		const copy = shownAs({ rows: [row] });
		expect(copy).toStrictEqual({ rows: [{ id: '969434849612546059', order: 7 }] });
		expect(JSON.stringify(row)).toBe('{"id":969434849612546059,"order":7}');
	});
});
