/**
 * One exchange with a test platform: the request as it is recorded, and the answer to it.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { toJson } from './checks.ts';
import type { Misbehaviour } from './misbehaviour.ts';

export interface RecordedRequest {
	at: number;
	method: string;
	path: string;
	query: Record<string, string>;
	headers: IncomingHttpHeaders;
	rawBody: string;
	/** As the content type says: JSON (unsafe integers as bigint), form fields, else undefined. */
	body: unknown;
	/** null while there is no answer, or when the connection was cut. */
	status: number | null;
	answer: string | null;
	/** Who decided on the answer. */
	answeredBy: 'platform' | 'limiter' | Misbehaviour['how'];
	/** The rows that took effect, as they were sent. */
	applied: unknown[];
	/** What the platform found wrong, where its own envelope has no room for it. */
	complaint?: string;
}

export interface Answer {
	status: number;
	type: string;
	/** A string goes out as it is, anything else as JSON. */
	body: unknown;
	headers?: Record<string, string>;
	complaint?: string;
}

export const json = (body: unknown, status = 200): Answer => ({
	status,
	type: 'application/json;charset=UTF-8',
	body,
});

export const page = (status: number, title: string): Answer => ({
	status,
	type: 'text/html;charset=UTF-8',
	body: `<!DOCTYPE html>\n<html><head><title>${title}</title></head><body>${title}</body></html>`,
});

export const contentType = (request: RecordedRequest) =>
	(request.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();

/** What a request says: its JSON, or the values of its form. */
export const textOf = (request: RecordedRequest) =>
	contentType(request) === 'application/x-www-form-urlencoded'
		? Object.values(request.body as Record<string, string>).join('\n')
		: request.rawBody;

export const bodyText = ({ body }: Answer) => (typeof body === 'string' ? body : toJson(body));
