/** One HTTP exchange through n8n's helper, so that its proxy, SSRF guard and logs apply. */
import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';

import type { HttpAnswer, HttpRequest } from '../contract';
import { orCancelled } from './abort';
import { Cancelled, isNetworkCode, networkFailure } from './failure';
import { parse } from './json';

export interface HttpOptions {
	/** Milliseconds. */
	timeout: number;
	ignoreSslIssues: boolean;
	signal?: AbortSignal;
}

/** `helpers.httpRequest` of whichever n8n context is at hand. */
export type HttpHelper = (options: IHttpRequestOptions) => Promise<unknown>;

/**
 * Sends a request and gives back whatever came, whatever its status.
 * @throws Failure (`unreachable`, `ambiguous`), Cancelled
 */
export async function exchange(
	helper: HttpHelper,
	request: HttpRequest,
	{ timeout, ignoreSslIssues, signal }: HttpOptions,
): Promise<HttpAnswer> {
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
		abortSignal: signal,
	};
	let response: IN8nHttpFullResponse;
	try {
		response = (await orCancelled(helper(options), signal)) as IN8nHttpFullResponse;
	} catch (error) {
		throw signal?.aborted ? new Cancelled(true) : networkFailure(networkCode(error));
	}
	const text = String(response.body ?? '');
	return {
		status: response.statusCode,
		headers: response.headers as Record<string, string>,
		text,
		json: parsed(text),
	};
}

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
