/** Texts without secrets: whatever the platform echoes, nobody reads it in an item, an error or a log. */
import type { Failure } from './failure';

const HIDDEN = '•••';
/** In data a shorter secret, or one of digits alone, may be anything: a word, a number, an id. */
const SHORTEST_IN_DATA = 8;

/** What is left of a text in base64 of a longer one, in which it may begin at each of three places. */
function withinBase64(text: string): string[] {
	return [0, 1, 2].map((before) => {
		const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
		// Signs at either end may have bits of what stands around it.
		const first = Math.ceil((before * 4) / 3);
		const end = Math.floor((bytes.length * 4) / 3);
		return bytes.toString('base64').slice(first, end);
	});
}

/** A secret as it may be written: plain, in a URL or form, within JSON, in base64. */
function formsOf(secret: string): string[] {
	const inUrl = encodeURIComponent(secret);
	const inForm = new URLSearchParams([['', secret]]).toString().slice(1);
	const inJson = JSON.stringify(secret).slice(1, -1);
	const base64 = Buffer.from(secret).toString('base64');
	const unpadded = base64.replace(/=+$/, '');
	// Parts of a short one may stand in any text.
	const parts = secret.length < SHORTEST_IN_DATA ? [] : withinBase64(secret);
	const inLowerCase = (text: string) =>
		text.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase());
	return [
		...[secret, inJson, inJson.replaceAll('/', '\\/'), inUrl, inForm],
		...[inLowerCase(inUrl), inLowerCase(inForm)],
		...[unpadded, ...parts].flatMap((each) => [
			each,
			each.replaceAll('+', '-').replaceAll('/', '_'),
		]),
	];
}

const known = new Map<string, string[]>();
/** Tokens come and go; what was forgotten is worked out again. */
const MOST_KNOWN = 1000;

/** All forms of these, the longer first: of an escaped form the plain one is often a part. */
function knownForms(secrets: string[]): string[] {
	const key = JSON.stringify(secrets);
	const before = known.get(key);
	if (before) return before;
	const forms = [...new Set(secrets.flatMap(formsOf))].toSorted((a, b) => b.length - a.length);
	if (known.size >= MOST_KNOWN) known.clear();
	known.set(key, forms);
	return forms;
}

/** A text for people, with secrets taken out of it in every form. */
export const withoutSecrets = (text: string, secrets: string[]): string =>
	knownForms(filledIn(secrets)).reduce((kept, form) => kept.replaceAll(form, HIDDEN), text);

/** The text of an answer, before anything is read out of it. */
export const withoutEchoes = (text: string, secrets: string[]): string =>
	withoutSecrets(
		text,
		filledIn(secrets).filter((secret) => secret.length >= SHORTEST_IN_DATA && /\D/.test(secret)),
	);

/** A field of a credential that an expression fills in may hold nothing, or a number. */
const filledIn = (secrets: unknown[]): string[] =>
	secrets.map((each) => String(each ?? '')).filter(Boolean);

export const redacted = (failure: Failure, secrets: string[]): Failure => {
	const { platformCode } = failure.facts;
	const message = withoutSecrets(failure.message, secrets);
	return platformCode === undefined
		? failure.with({ message })
		: failure.with({ message, platformCode: withoutSecrets(platformCode, secrets) });
};
