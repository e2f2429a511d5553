/** One HTTP exchange through n8n's helper, so that its proxy, SSRF guard and logs apply. */
import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { HttpAnswer, HttpRequest } from '../contract';
import { orCancelled } from './abort';
import { Cancelled, Failure, isNetworkCode, networkFailure, onceSent } from './failure';
import { parse } from './json';
import { withoutEchoes } from './redaction';

export interface HttpOptions {
	/** Milliseconds, for the whole exchange: until the last byte of the answer is there. */
	timeout: number;
	ignoreSslIssues: boolean;
	/** What nobody may read in the answer. */
	secrets: string[];
	signal?: AbortSignal;
}

/** `helpers.httpRequest` of whichever n8n context is at hand. */
export type HttpHelper = (options: IHttpRequestOptions) => Promise<unknown>;

/** In characters. Reading more than that would keep all of n8n waiting. */
const LONGEST_ANSWER = 100_000_000;

/**
 * Sends a request and gives back whatever came, whatever its status.
 * @throws Failure (`unreachable`, `ambiguous`), Cancelled
 */
export async function exchange(
	helper: HttpHelper,
	request: HttpRequest,
	{ timeout, ignoreSslIssues, secrets, signal }: HttpOptions,
): Promise<HttpAnswer> {
	// n8n's own time-out begins anew with each byte, so an answer that trickles would be waited for.
	const deadline = deadlineOf(timeout);
	const ended = new AbortController();
	const end = () => ended.abort();
	const enders = [deadline, ...(signal ? [signal] : [])];
	for (const each of enders) each.addEventListener('abort', end);
	if (signal?.aborted) end();
	const options: IHttpRequestOptions = {
		method: request.method,
		url: request.url,
		headers: request.headers,
		qs: request.query,
		body: request.body,
		encoding: 'text', // n8n would parse JSON and lose the digits of ids
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		disableFollowRedirect: true, // a redirect would take the token elsewhere
		skipSslCertificateValidation: ignoreSslIssues,
		timeout,
		abortSignal: ended.signal,
	};
	let response: IN8nHttpFullResponse;
	try {
		response = (await orCancelled(helper(options), ended.signal)) as IN8nHttpFullResponse;
	} catch (error) {
		throw signal?.aborted
			? onceSent(new Cancelled())
			: networkFailure(deadline.aborted ? 'ETIMEDOUT' : networkCode(error));
	} finally {
		for (const each of enders) each.removeEventListener('abort', end);
	}
	const body = String(response.body ?? '');
	if (body.length > LONGEST_ANSWER) throw tooLong(body.length);
	const text = withoutEchoes(body, secrets);
	return {
		status: response.statusCode,
		headers: response.headers as Record<string, string>,
		text,
		json: parsed(text),
	};
}

/** The latest deadline for each time-out, and until when requests may begin under it. */
const deadlines = new Map<number, { signal: AbortSignal; until: number }>();

/**
 * Requests that begin shortly after each other have one deadline: a timer can't be taken back, and
 * one for each request would be there long after its answer.
 * @returns a signal that comes after so many milliseconds, at most a tenth or a second later
 */
function deadlineOf(ms: number): AbortSignal {
	const now = performance.now();
	const known = deadlines.get(ms);
	if (known && now < known.until && !known.signal.aborted) return known.signal;
	const later = Math.min(ms / 10, 1_000);
	const signal = AbortSignal.timeout(Math.ceil(ms + later));
	deadlines.set(ms, { signal, until: now + later });
	return signal;
}

const tooLong = (length: number) =>
	new Failure('ambiguous', `The answer is too long to read: ${inMillions(length)}`, {
		advice: `At most ${inMillions(LONGEST_ANSWER)} are read. Ask for less at a time: use filters or a Limit.`,
		final: true,
	});

const inMillions = (length: number) => `${Math.round(length / 1_000_000)} million characters`;

/**
 * n8n wraps the error of a connection, at times twice: the code is on one of its causes. Its guard
 * against requests to forbidden addresses has a name instead.
 */
function networkCode(error: unknown): string | undefined {
	const codes: string[] = [];
	let cause = error as Partial<Error & { code: unknown }> | undefined;
	for (let depth = 0; cause && depth < MOST_CAUSES; depth++) {
		if (typeof cause.code === 'string') codes.push(cause.code);
		if (cause.name?.startsWith('Ssrf')) codes.push('SSRF');
		cause = cause.cause as typeof cause;
	}
	return codes.find(isNetworkCode) ?? codes[0];
}

const MOST_CAUSES = 5;

function parsed(text: string): unknown {
	try {
		return parse(text);
	} catch {
		return undefined;
	}
}

/** The pause that a Retry-After header asks for, in milliseconds: seconds or a date. */
export function retryAfterMs(
	headers: Record<string, string>,
	now = Date.now(),
): number | undefined {
	const value = headers['retry-after'];
	if (!value) return undefined;
	const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
	return ms >= 0 ? ms : undefined; // a date that has passed by our clock says nothing
}

/** A form body: `application/x-www-form-urlencoded`. */
export const formBody = (
	fields: Record<string, string>,
): Pick<HttpRequest, 'headers' | 'body'> => ({
	headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
	body: new URLSearchParams(fields).toString(),
});

/** A JSON body. Numbers from `parseForSending` keep all their digits. */
export const jsonBody = (body: unknown): Pick<HttpRequest, 'headers' | 'body'> => ({
	headers: { 'Content-Type': 'application/json' },
	body: JSON.stringify(body),
});

/**
 * The address of a path below the credential's base URL, prefix included.
 * @param path with or without a leading slash
 */
export const address = (baseUrl: string, path: string): string =>
	`${baseUrl.trim().replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`;
