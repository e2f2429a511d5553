/**
 * Searches for secrets in whatever runs leave behind: how a secret may be written, which ones a
 * platform has and gave out, and everything of a value as one text. Needs no test runner.
 */
import { stringify } from 'flatted';
import { inspect } from 'node:util';
import type { TestPlatform } from '../../platforms/index.ts';

/** As it stands within a JSON text, slashes escaped as well. */
const inJson = (text: string) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/');
const inForm = (text: string) => new URLSearchParams({ text }).toString().slice('text='.length);
const lower = (text: string) => text.replace(/%../g, (each) => each.toLowerCase());

/** How somebody may write what they were sent. */
export const written = (text: string) => ({
	plain: text,
	url: encodeURIComponent(text),
	'url in lower case': lower(encodeURIComponent(text)),
	form: inForm(text),
	'form in lower case': lower(inForm(text)),
	json: JSON.stringify(text).slice(1, -1),
	'json with slashes': inJson(text),
	'json in ASCII': inAscii(text),
	base64: Buffer.from(text).toString('base64').replace(/=+$/, ''),
	base64url: Buffer.from(text).toString('base64url'),
});

const inAscii = (text: string) =>
	inJson(text).replace(
		/[^ -~]/g,
		(sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);

/** What is left of it in base64 of a longer text in which it begins at any place. */
const within = (text: string) =>
	[0, 1, 2].map((before) => {
		const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
		// The first and the last sign may have bits of what stands around it.
		const first = Math.ceil((before * 4) / 3);
		const last = Math.floor((bytes.length * 4) / 3);
		return bytes.toString('base64').slice(first, last);
	});

/** Of anything shorter a part in base64 may stand in any text. */
const SHORTEST = 6;

/** Whatever an Authorization header says (`Bearer …`, `Basic …`) has one of these in it, too. */
export const spellings = (secret: string): string[] => [
	...new Set([
		...Object.values(written(secret)),
		...within(secret)
			.flatMap((part) => [part, part.replaceAll('+', '-').replaceAll('/', '_')])
			.filter(({ length }) => length >= SHORTEST),
	]),
];

/** Every token and code that a platform gave out: they look like nothing else in these tests. */
export const tokensOf = ({ requests }: Pick<TestPlatform<unknown>, 'requests'>): string[] => [
	...new Set(requests.flatMap(({ answer }) => answer?.match(/\b[0-9a-f]{32}\b/g) ?? [])),
];

const SECRET_FIELDS = ['corpSecret', 'secret', 'appSecret', 'callbackToken'];

/** What is secret in a credential. */
export const secretsOf = (credential: Record<string, unknown>): string[] =>
	SECRET_FIELDS.flatMap((field) => (credential[field] ? [String(credential[field])] : []));

const ALL = {
	depth: Infinity,
	showHidden: true,
	getters: true,
	maxArrayLength: null,
	maxStringLength: null,
} as const;

/** All of it as text: errors with what caused them, and as n8n stores it. */
export const asText = (...values: unknown[]): string =>
	values.map((value) => [inspect(value, ALL), stringify(value)].join('\n')).join('\n');

/** The secrets of which a spelling stands in the text, with the place. */
export function leaksIn(text: string, secrets: string[]): string[] {
	return secrets.flatMap((secret) =>
		spellings(secret).flatMap((spelling) => {
			const at = text.indexOf(spelling);
			const around = text.slice(Math.max(0, at - 80), at + spelling.length + 40);
			return at < 0 ? [] : [`“${spelling}” of “${secret}” in: … ${around} …`];
		}),
	);
}
