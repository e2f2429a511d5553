/**
 * The token of a credential: kept per process, fetched once for however many wait for it, never
 * shared by two credentials, gone when the secret changes. What came to nothing is shared as well,
 * and tried again in growing pauses: an outage of the token's endpoint must not become a storm.
 */
import { createHash } from 'node:crypto';

import type { Credential, HttpAnswer, HttpRequest, TokenSource } from '../contract';
import { asFailure, Failure, statusFailure } from './failure';
import { exchange, retryAfterMs, type HttpHelper } from './http';
import { redacted } from './redaction';

const TIMEOUT_MS = 30_000;
/** A token is renewed this long before it ends, so that no request travels with a dying one. */
const MARGIN_SECONDS = 60;
/** However short a token lives, it is not fetched more often than that. */
const SHORTEST_LIFE_MS = 1_000;
/** After a fetch that came to nothing, or a token that was rejected at once. */
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 60_000;
/** What is not used for so long is forgotten. */
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

/** What is known of the token of one credential. */
interface Known {
	token?: string;
	/** Milliseconds since 1970, as for all times here. */
	expiresAt: number;
	fetchedAt: number;
	underWay?: Promise<FetchedToken>;
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
 * @throws Failure, marked as one of the credential unless the platform was out of reach or busy
 */
export async function getToken<C extends Credential>(
	source: TokenSource<C>,
	credential: C,
	helper: HttpHelper,
	rejected?: string,
): Promise<FetchedToken> {
	const known = knownOf(credentialKey(source, credential));
	const now = Date.now();
	known.usedAt = now;
	const { token, expiresAt, fetchedAt } = known;
	const hasOne = token !== undefined && isAlive(known, now);
	if (hasOne && token !== rejected) return { token, expiresAt, fetchedAt };
	if (known.underWay) return await known.underWay;
	if (now < known.notBefore) {
		if (hasOne) return { token, expiresAt, fetchedAt };
		if (known.failure) throw asShared(known.failure, known.notBefore - now);
	}
	if (hasOne) known.rejections++;
	known.underWay = renewed(source, credential, helper, known).finally(() => {
		known.underWay = undefined;
	});
	return await known.underWay;
}

/** The token was accepted: whatever was in vain before is over. */
export function tokenWorks(key: string, token: string): void {
	const known = tokens.get(key);
	if (known?.token === token) Object.assign(known, { rejections: 0, notBefore: 0 });
}

const isAlive = ({ expiresAt, fetchedAt }: Known, now: number): boolean =>
	now < expiresAt || now < fetchedAt + SHORTEST_LIFE_MS;

function knownOf(key: string): Known {
	const known = tokens.get(key);
	if (known) return known;
	const now = Date.now();
	for (const [old, { usedAt }] of tokens) if (usedAt + FORGOTTEN_AFTER_MS < now) tokens.delete(old);
	const never = { expiresAt: 0, fetchedAt: 0, failures: 0, rejections: 0, notBefore: 0 };
	const fresh: Known = { ...never, usedAt: now };
	tokens.set(key, fresh);
	return fresh;
}

/** What others found out a moment ago holds for those who ask meanwhile. */
const asShared = (failure: Failure, ms: number): Failure =>
	failure.facts.ofCredential ? failure : failure.with({ retryAfterMs: ms });

async function renewed<C extends Credential>(
	source: TokenSource<C>,
	credential: C,
	helper: HttpHelper,
	known: Known,
): Promise<FetchedToken> {
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
	{ status, headers }: HttpAnswer,
	platform: string,
	advice: string,
	failsOverWith?: number[],
): Failure {
	const failure = statusFailure(status, { retryAfterMs: retryAfterMs(headers) }, failsOverWith);
	// These pass by themselves, and say nothing about the credential.
	if (failure?.kind === 'rateLimited' || failure?.kind === 'ambiguous')
		return failure.with({ advice });
	return noToken(`${platform} gave no token (HTTP ${status})`, { httpStatus: status, advice });
}
