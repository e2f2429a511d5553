/**
 * The token of a credential: kept per process, fetched once for however many wait for it, never
 * shared by two credentials, gone when the secret changes.
 */
import { createHash } from 'node:crypto';

import type { Credential, HttpAnswer, HttpRequest, TokenSource } from '../contract';
import { asFailure, Failure, statusFailure } from './failure';
import { exchange, retryAfterMs, type HttpHelper } from './http';
import { redacted } from './redaction';

const TIMEOUT_MS = 30_000;
/** A token is renewed this long before it ends, so that no request travels with a dying one. */
const MARGIN_SECONDS = 60;

interface Kept {
	token: string;
	expiresAt: number;
}

const kept = new Map<string, Kept>();
const underWay = new Map<string, Promise<Kept>>();

/** A key that is the same for the same credential and gives none of it away. */
export function credentialKey<C extends Credential>(source: TokenSource<C>, credential: C): string {
	const parts = [credential.baseUrl, ...source.identity(credential)];
	return createHash('sha256').update(JSON.stringify(parts)).digest('base64');
}

/**
 * @param rejected a token that the platform did not accept: it is not given out again
 * @returns the token and until when it can be used, in milliseconds since 1970
 * @throws Failure, marked as one of the credential unless the platform was out of reach or busy
 */
export async function getToken<C extends Credential>(
	source: TokenSource<C>,
	credential: C,
	helper: HttpHelper,
	rejected?: string,
): Promise<Kept> {
	const key = credentialKey(source, credential);
	const known = kept.get(key);
	if (known && known.token !== rejected && known.expiresAt > Date.now()) return known;
	let fetching = underWay.get(key);
	if (!fetching) {
		fetching = renew(source, credential, helper, key).finally(() => underWay.delete(key));
		underWay.set(key, fetching);
	}
	return await fetching;
}

async function renew<C extends Credential>(
	source: TokenSource<C>,
	credential: C,
	helper: HttpHelper,
	key: string,
): Promise<Kept> {
	for (const [old, { expiresAt }] of kept) if (expiresAt <= Date.now()) kept.delete(old);
	kept.delete(key);
	const ask = async (request: HttpRequest) =>
		await exchange(helper, request, {
			timeout: TIMEOUT_MS,
			ignoreSslIssues: Boolean(credential.ignoreSslIssues),
		});
	const { token, expiresInSeconds } = await source
		.fetch(credential, ask)
		.catch((error: unknown) => {
			throw redacted(asFailure(error), source.secrets(credential));
		});
	// The margin must not use up the whole life of a short one.
	const margin = Math.min(MARGIN_SECONDS, expiresInSeconds / 2);
	const fresh = { token, expiresAt: Date.now() + (expiresInSeconds - margin) * 1000 };
	kept.set(key, fresh);
	return fresh;
}

/** A token request that was answered with something else than a token. */
export const noToken = (
	says: string,
	facts: { platformCode?: string; httpStatus?: number; advice: string },
): Failure => new Failure('refused', says, { ...facts, ofCredential: true });

/** A token request whose answer is none that the document knows. */
export function unknownAnswer(
	{ status, headers }: HttpAnswer,
	platform: string,
	advice: string,
): Failure {
	const failure = statusFailure(status, { retryAfterMs: retryAfterMs(headers) });
	// These pass by themselves, and say nothing about the credential.
	if (failure?.kind === 'rateLimited' || failure?.kind === 'ambiguous')
		return failure.with({ advice });
	return noToken(`${platform} gave no token (HTTP ${status})`, { httpStatus: status, advice });
}
