/**
 * What n8n 2.41.1 makes of a request before a webhook node sees it (`rawBodyReader`, `parseBody`,
 * read), and the few things of express that its nodes use.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import type { Readable } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';
import { parseIncomingMessage, parseQuery } from './n8n.ts';

const MOST = 16 * 1024 * 1024;

/** With what n8n adds to it: `contentType`, `encoding`, `rawBody`. */
export interface Request extends IncomingMessage {
	originalUrl: string;
	query: Record<string, unknown>;
	params: Record<string, string>;
	body?: unknown;
}

export interface Response extends ServerResponse {
	status(code: number): Response;
	send(body?: unknown): Response;
	json(body: unknown): Response;
}

export function asRequest(request: IncomingMessage): Request {
	parseIncomingMessage(request);
	const originalUrl = request.url!;
	const query = parseQuery(originalUrl.split('?').slice(1).join('?'), { allowPrototypes: true });
	return Object.assign(request, { originalUrl, query, params: {} });
}

/** The few things that express adds to a response and nodes use. */
export function asResponse(response: ServerResponse): Response {
	const res = response as Response;
	const type = (value: string) =>
		res.hasHeader('content-type') || res.setHeader('content-type', value);
	res.status = (code) => Object.assign(res, { statusCode: code });
	res.json = (body) => {
		type('application/json; charset=utf-8');
		return res.end(JSON.stringify(body));
	};
	res.send = (body) => {
		if (typeof body === 'object' && body !== null && !Buffer.isBuffer(body)) return res.json(body);
		type(Buffer.isBuffer(body) ? 'application/octet-stream' : 'text/html; charset=utf-8');
		return res.end(body as string);
	};
	return res;
}

/** As n8n does for a node of version 1; gives the status of a request that the node never sees. */
export async function readBody(req: Request): Promise<number | undefined> {
	const { contentType } = req;
	// n8n reads its parts into files; there is no raw body.
	if (contentType === 'multipart/form-data') {
		req.resume();
		req.body = { data: {}, files: {} };
		return undefined;
	}
	if (contentType?.startsWith('multipart/')) return undefined;
	const packed = req.headers['content-encoding'];
	const unpack = packed === 'gzip' ? createGunzip() : packed === 'deflate' && createInflate();
	try {
		req.rawBody = await read(unpack ? req.pipe(unpack) : req);
	} catch {
		// n8n answers so to a body of more than 16 MB, too: its 413 is lost on the way.
		return 500;
	}
	if (req.rawBody.length === 0) return undefined;
	try {
		req.body = parseBody(req.rawBody, req);
	} catch {
		return 422;
	}
	return undefined;
}

async function read(stream: Readable): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size <= MOST) chunks.push(chunk);
	}
	if (size > MOST) throw new Error('request entity too large');
	return Buffer.concat(chunks);
}

function parseBody(raw: Buffer, { contentType, encoding }: Request): unknown {
	const text = () => raw.toString(encoding);
	const bare = () => text().replace(/^\uFEFF/, '');
	if (contentType === 'application/json') return JSON.parse(bare());
	if (contentType === 'application/x-www-form-urlencoded')
		return parseForm(bare(), undefined, undefined, { maxKeys: 1000 });
	if (contentType === 'text/plain') return text();
	// XML, too, which n8n parses.
	return undefined;
}
