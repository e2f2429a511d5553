/**
 * The token of a credential: kept in memory, else the one that all processes share, fetched once
 * for however many wait for it, never shared by two credentials, gone when the secret changes. What
 * came to nothing is shared as well, and tried again in growing pauses: an outage of the token's
 * endpoint must not become a storm.
 */
import { createHash } from 'node:crypto';

import type { Credential, HttpAnswer, HttpRequest, TokenSource } from '../contract';
import { wait } from './abort';
import { asFailure, Failure, statusFailure } from './failure';
import { exchange, retryAfterMs, type HttpHelper } from './http';
import { redacted } from './redaction';
import type { AskSaved, SavedToken } from './saved-token';

const TIMEOUT_MS = 30_000;
/** A token is renewed this long before it ends, so that no request travels with a dying one. */
const MARGIN_SECONDS = 60;
/** However short a token lives, it is not fetched more often than that. */
const SHORTEST_LIFE_MS = 1_000;
/** After a fetch that came to nothing, or a token that was rejected at once. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
/** Where several processes see a token end, one of them is to be the first and renew it for all. */
const LONGEST_LEAD_MS = 1_000;
const MOST_REJECTED = 5;
/** So long somebody whose token was rejected waits for the time when the next may be fetched. */
const LONGEST_WAIT_MS = 5_000;
/** What is not used for so long is forgotten. */
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

/** What is known of the token of one credential. */
interface Known {
	token?: string;
	/** Milliseconds since 1970, as for all times here. */
	expiresAt: number;
	fetchedAt: number;
	/** Tokens that the platform rejected lately: one of them may still be the saved one. */
	rejected: string[];
	/** n8n is asked for the one that all processes share, for whoever asked first. */
	asking?: Promise<FetchedToken>;
	askedFor?: { helper: HttpHelper; rejected?: string };
	/** The platform is asked for a new one. */
	fetching?: Promise<FetchedToken>;
	/** Why the last fetch came to nothing. */
	failure?: Failure;
	/** How many fetches in a row came to nothing, and how many tokens in a row were rejected. */
	failures: number;
	rejections: number;
	notBefore: number;
	usedAt: number;
}

export interface FetchedToken {
	token: string;
	/** Until when it can be used. */
	expiresAt: number;
	/** 0: another process fetched it. */
	fetchedAt: number;
}

const tokens = new Map<string, Known>();

/** A key that is the same for the same credential and gives none of it away. */
export function credentialKey<C extends Credential>(source: TokenSource<C>, credential: C): string {
	const known = keys.get(credential);
	if (known !== undefined) return known;
	// A certificate that was refused a moment ago may be taken now.
	const { baseUrl, ignoreSslIssues } = credential;
	const parts = [baseUrl, Boolean(ignoreSslIssues), ...source.identity(credential)];
	const key = createHash('sha256').update(JSON.stringify(parts)).digest('base64');
	keys.set(credential, key);
	return key;
}

/** Each request asks for it several times. */
const keys = new WeakMap<Credential, string>();

/**
 * @param rejected a token that the platform did not accept: it is not given out again, unless the
 *   platform rejects one after the other and the next is not to be fetched yet
 * @param askSaved for the token that all processes share; absent: this process fetches its own
 * @throws Failure, marked as one of the credential unless the platform was out of reach or busy
 */
export async function getToken<C extends Credential>(
	source: TokenSource<C>,
	credential: C,
	helper: HttpHelper,
	rejected?: string,
	askSaved?: AskSaved,
): Promise<FetchedToken> {
	const own = async () => await tokenOfProcess(source, credential, helper, rejected);
	if (!askSaved) return await own();
	const key = credentialKey(source, credential);
	const known = knownOf(key);
	remember(known, rejected);
	await untilRenewable(known, rejected);
	const atHand = tokenAtHand(known, rejected);
	if (atHand) return atHand;
	known.askedFor ??= { helper, rejected };
	known.asking ??= shared(known, key, askSaved, own).finally(() => {
		known.asking = known.askedFor = undefined;
	});
	return await known.asking;
}

/**
 * The same without a look at what other processes have.
 * @throws Failure, as above
 */
export async function tokenOfProcess<C extends Credential>(
	source: TokenSource<C>,
	credential: C,
	helper: HttpHelper,
	rejected?: string,
): Promise<FetchedToken> {
	const known = knownOf(credentialKey(source, credential));
	const atHand = tokenAtHand(known, rejected);
	if (atHand) return atHand;
	known.fetching ??= fetched(source, credential, known.askedFor?.helper ?? helper, known).finally(
		() => {
			known.fetching = undefined;
		},
	);
	return await known.fetching;
}

/**
 * What can be said without asking anybody.
 * @throws Failure what asking came to a moment ago
 */
function tokenAtHand(known: Known, rejected?: string): FetchedToken | undefined {
	const now = Date.now();
	known.usedAt = now;
	const { token, expiresAt, fetchedAt } = known;
	const hasOne = token !== undefined && isAlive(known, now);
	if (hasOne && token !== rejected && token !== known.askedFor?.rejected)
		return { token, expiresAt, fetchedAt };
	if (known.fetching || now >= known.notBefore) return undefined;
	if (hasOne) return { token, expiresAt, fetchedAt };
	if (known.failure) throw asShared(known.failure, known.notBefore - now);
	return undefined;
}

/** Sending the rejected one once more would only be rejected once more. */
async function untilRenewable(known: Known, rejected: string | undefined): Promise<void> {
	if (rejected === undefined || known.token !== rejected) return;
	const ms = known.notBefore - Date.now();
	if (ms > 0 && ms <= LONGEST_WAIT_MS) await wait(ms);
}

function remember(known: Known, rejected: string | undefined): void {
	if (rejected !== undefined && !known.rejected.includes(rejected))
		known.rejected = [...known.rejected, rejected].slice(-MOST_REJECTED);
}

/**
 * Where even a renewed token is rejected, another process may have renewed it at the same time, and
 * only the newest lives.
 * @returns whether it has: `getToken` gives that one from now on
 */
export async function isRenewedByOthers<C extends Credential>(
	source: TokenSource<C>,
	credential: C,
	rejected: string,
	askSaved: AskSaved,
): Promise<boolean> {
	const key = credentialKey(source, credential);
	const known = knownOf(key);
	remember(known, rejected);
	if (known.token !== undefined && !known.rejected.includes(known.token)) return true;
	const saved = await askSaved({ key, not: known.rejected, renew: false });
	if (saved) adopt(known, saved);
	return saved !== undefined;
}

/** The token that n8n has saved; if that is of no use, n8n renews it by way of `tokenOfProcess`. */
async function shared(
	known: Known,
	key: string,
	askSaved: AskSaved,
	own: () => Promise<FetchedToken>,
): Promise<FetchedToken> {
	const hadOne = known.token !== undefined;
	const not = hadOne ? [...known.rejected, known.token!] : known.rejected;
	let saved = await askSaved({ key, not, renew: !hadOne });
	if (!saved && hadOne) {
		await wait(Math.random() * LONGEST_LEAD_MS);
		saved = await askSaved({ key, not, renew: true });
	}
	return saved ? adopt(known, saved) : await own();
}

function adopt(known: Known, { accessToken: token, expiresAt }: SavedToken): FetchedToken {
	if (token !== known.token)
		Object.assign(known, { token, expiresAt, fetchedAt: 0, failure: undefined, failures: 0 });
	return { token, expiresAt, fetchedAt: known.fetchedAt };
}

/** The token was accepted: whatever was in vain before is over. */
export function tokenWorks(key: string, token: string): void {
	const known = tokens.get(key);
	if (known?.token !== token) return;
	Object.assign(known, { rejections: 0, notBefore: 0 });
	known.rejected = known.rejected.filter((each) => each !== token);
}

const isAlive = ({ expiresAt, fetchedAt }: Known, now: number): boolean =>
	now < expiresAt || now < fetchedAt + SHORTEST_LIFE_MS;

function knownOf(key: string): Known {
	const known = tokens.get(key);
	if (known) return known;
	const now = Date.now();
	for (const [old, { usedAt }] of tokens) if (usedAt + FORGOTTEN_AFTER_MS < now) tokens.delete(old);
	const never = { expiresAt: 0, fetchedAt: 0, failures: 0, rejections: 0, notBefore: 0 };
	const fresh: Known = { ...never, rejected: [], usedAt: now };
	tokens.set(key, fresh);
	return fresh;
}

/** What others found out a moment ago holds for those who ask meanwhile. */
const asShared = (failure: Failure, ms: number): Failure =>
	failure.facts.ofCredential ? failure : failure.with({ retryAfterMs: ms });

async function fetched<C extends Credential>(
	source: TokenSource<C>,
	credential: C,
	helper: HttpHelper,
	known: Known,
): Promise<FetchedToken> {
	if (known.token !== undefined && isAlive(known, Date.now())) known.rejections++;
	const secrets = source.secrets(credential);
	const ask = async (request: HttpRequest) =>
		await exchange(helper, request, {
			timeout: TIMEOUT_MS,
			ignoreSslIssues: Boolean(credential.ignoreSslIssues),
			secrets,
		});
	try {
		const { token, expiresInSeconds } = await source.fetch(credential, ask);
		// The margin must not use up the whole life of a short one.
		const margin = Math.min(MARGIN_SECONDS, expiresInSeconds / 2);
		const now = Date.now();
		const fresh = { token, expiresAt: now + (expiresInSeconds - margin) * 1000, fetchedAt: now };
		Object.assign(known, { ...fresh, failure: undefined, failures: 0 });
		// A platform may give the same one again.
		known.rejected = known.rejected.filter((each) => each !== token);
		known.notBefore = known.rejections > 1 ? now + pauseAfter(known.rejections) : 0;
		return fresh;
	} catch (error) {
		const failure = redacted(asFailure(error), secrets);
		known.failures++;
		known.failure = failure;
		known.token = undefined;
		const pause = failure.facts.retryAfterMs ?? pauseAfter(known.failures);
		known.notBefore = Date.now() + pause;
		throw asShared(failure, pause);
	}
}

const pauseAfter = (times: number): number =>
	Math.min(FIRST_PAUSE_MS * 2 ** (times - 1), LONGEST_PAUSE_MS);

/** A token request that was answered with something else than a token. */
export const noToken = (
	says: string,
	facts: { platformCode?: string; httpStatus?: number; advice: string },
): Failure => new Failure('refused', says, { ...facts, ofCredential: true });

/** The platform's own words for it, and its code, as far as it says any. */
export const saidOf = (text: unknown, code: unknown): string =>
	`${String(text || 'no reason given')}${code ? ` (${String(code)})` : ''}`;

/** How long a token lives: as the answer says, or as the document does where that says nothing. */
export const secondsOf = (given: unknown, otherwise: number): number => {
	const seconds = Number.parseFloat(String(given));
	return Number.isNaN(seconds) ? otherwise : Math.max(0, seconds);
};

/**
 * A token request whose answer is none that the document knows.
 * @param failsOverWith as in the platform: a token request changes nothing
 */
export function unknownAnswer(
	{ status, headers, json }: HttpAnswer,
	platform: string,
	advice: string,
	failsOverWith?: number[],
): Failure {
	const failure = statusFailure(status, { retryAfterMs: retryAfterMs(headers) }, failsOverWith);
	// These pass by themselves, and say nothing about the credential.
	if (failure?.kind === 'rateLimited' || failure?.kind === 'ambiguous')
		return failure.with({ advice });
	const says = `${platform} gave no token (HTTP ${status})`;
	// A page of a gateway may be gone a moment later: no clear no.
	if (json === undefined && status < 300)
		return new Failure('ambiguous', says, { httpStatus: status, advice });
	return noToken(says, { httpStatus: status, advice });
}
