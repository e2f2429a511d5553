/**
 * What is the same for the three test platforms: an HTTP(S) server on loopback that records what
 * arrives, issues tokens, limits the rate, misbehaves when told to, and can be reset.
 * What differs (endpoints, token rules, envelopes) is a `Platform`, one folder each.
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { generate } from 'selfsigned';
import { tryJson } from './checks.ts';
import { watch } from './effects.ts';
import { bodyText, contentType } from './exchange.ts';
import type { Answer, RecordedRequest } from './exchange.ts';
import { AFTERWARDS, CUT, HANG, INSTEAD, NO_RULES } from './misbehaviour.ts';
import { checkRule, isSlow, refusedBy, ruleQueue } from './misbehaviour.ts';
import type { Misbehaviour, Outcome, Slow } from './misbehaviour.ts';

export interface CommonOptions<State> {
	port?: number;
	/** Default 127.0.0.1. */
	host?: string;
	/** Path in front of every endpoint, as some gateways have it: part of the base URL. */
	prefix?: string;
	/** Serve https with a self-signed certificate. */
	tls?: boolean;
	/** Milliseconds before every answer. */
	latency?: number;
	/** A real limiter: per path, over a sliding window of arrivals; only admitted calls count. */
	limit?: { requestsPerMinute: number } | { requestsPerSecond: number };
	/** Lifetime of a token. */
	tokenSeconds?: number;
	/** Each request for a token gives a new one, and ends those before it. */
	newestTokenOnly?: boolean;
	/** Fills the state at the start and again at every reset. */
	seed?: (state: State) => void;
	/** The platform's clock, milliseconds; also its Date header and the `at` of a record. */
	now?: () => number;
}

export interface TestPlatform<State> {
	url: string;
	credential: Record<string, unknown>;
	state: State;
	requests: RecordedRequest[];
	/** Requests whose path ends so, those for a token left out. */
	requestsTo(path: string): RecordedRequest[];
	tokenRequests(): RecordedRequest[];
	/** Rules queue up; the first one that matches a request takes it. */
	misbehave(rule: Misbehaviour): void;
	behave(): void;
	/**
	 * Changes the state whenever a request whose path ends so is about to be answered by the
	 * platform: `nth` counts these from 1. So rows change between the pages of a query.
	 */
	before(path: string, change: (state: State, nth: number) => void): void;
	/** Requests whose path ends so wait, with nothing done yet; returns what lets them go on. */
	hold(path: string): () => void;
	/**
	 * State, requests, rules, changes and limits as at the start. Tokens stay valid: a client that
	 * keeps one would else meet a rejection that no test asked for.
	 */
	reset(): void;
	stop(): Promise<void>;
}

export type Endpoint<State> = (request: RecordedRequest, state: State) => Answer;

export interface Platform<State> {
	createState(): State;
	/** `METHOD /path` → what it does. */
	endpoints: Record<string, Endpoint<State>>;
	/** The path without the prefix of the base URL. */
	unknownPath(path: string): Answer;
	tokenPaths: string[];
	tokens: TokenBook;
	tokenRejected: Answer;
	slowDown: Answer;
	/** How a whole request is refused, by a code of the platform and with a text. */
	refusal(code?: string, text?: string): Answer;
	credential(url: string): Record<string, unknown>;
	/** Drops what the platform remembers besides its state (nonces, codes, token calls). */
	forget?(): void;
}

export type TokenBook = ReturnType<typeof tokenBook>;

/** @param lifetimeSeconds unless the options say otherwise */
export function tokenBook(
	options: Pick<CommonOptions<unknown>, 'tokenSeconds' | 'newestTokenOnly'>,
	lifetimeSeconds: number,
	now: () => number,
) {
	const { tokenSeconds = lifetimeSeconds, newestTokenOnly = false } = options;
	const ends = new Map<string, number>();
	const issue = () => {
		if (newestTokenOnly) ends.clear();
		const token = randomBytes(16).toString('hex');
		ends.set(token, now() + tokenSeconds * 1000);
		return { token, seconds: tokenSeconds };
	};
	return {
		issue,
		/** The token that is still valid, with the seconds that remain; else a new one. */
		repeatOrIssue() {
			const valid = [...ends].find(([, end]) => end > now());
			if (!valid || newestTokenOnly) return issue();
			return { token: valid[0], seconds: Math.ceil((valid[1] - now()) / 1000) };
		},
		check(token: unknown): 'valid' | 'expired' | 'unknown' {
			const end = ends.get(String(token));
			if (end === undefined) return 'unknown';
			return end > now() ? 'valid' : 'expired';
		},
		expireAll() {
			for (const token of ends.keys()) ends.set(token, 0);
		},
	};
}

/** @param ms how far it looks back */
export function slidingWindow(limit: number, ms: number, now: () => number) {
	const admitted = new Map<string, number[]>();
	return {
		admits(key: string): boolean {
			const times = admitted.get(key) ?? [];
			admitted.set(key, times);
			while (times.length > 0 && times[0] <= now() - ms) times.shift();
			if (times.length >= limit) return false;
			times.push(now());
			return true;
		},
		clear: () => admitted.clear(),
	};
}

export const slidingMinute = (limit: number, now: () => number) =>
	slidingWindow(limit, 60_000, now);

function limiterOf(limit: CommonOptions<unknown>['limit'], now: () => number) {
	if (limit === undefined) return undefined;
	return 'requestsPerSecond' in limit
		? slidingWindow(limit.requestsPerSecond, 1_000, now)
		: slidingMinute(limit.requestsPerMinute, now);
}

/** Each of vitest's workers has some of its own: one that is closed for a while is taken by nobody. */
const PORTS = {
	from: 12_000 + (Number(process.env.VITEST_POOL_ID ?? 0) % 4) * 5_000,
	count: 5_000,
};
let portsGiven = (process.pid * 131) % PORTS.count;

/**
 * Each platform has an address of its own as long as a process lives: what the nodes remember of
 * one, such as a token, must not meet another. The system gives free ports out again.
 */
const nextPort = (): number => PORTS.from + (portsGiven++ % PORTS.count);

export async function startPlatform<State extends object>(
	platform: Platform<State>,
	options: CommonOptions<State>,
): Promise<TestPlatform<State>> {
	const { host = '127.0.0.1', prefix = '', latency = 0, now = Date.now } = options;
	const state = platform.createState();
	options.seed?.(state);
	const requests: RecordedRequest[] = [];
	const limiter = limiterOf(options.limit, now);
	/** Renewed by reset(): what still waits then must not change the new state. */
	let waiting = new AbortController();
	let stopped = false;
	let changes: Array<(path: string) => void> = [];
	let reopening: NodeJS.Timeout | undefined;
	/** By the end of a path: when its requests may go on. */
	const held = new Map<string, Promise<void>>();

	const server = options.tls ? createTlsServer(await certificate()) : createServer();
	// A client with keep-alive must not race against the default of 5 seconds.
	server.keepAliveTimeout = 60_000;
	server.on('request', (message, response) => {
		// A client that leaves, reset() or stop() ends the exchange: there is no one left to tell.
		exchange(message, response).catch(() => response.destroy());
	});
	const listen = (port: number) => server.listen(port, host);
	const port = await listening(options.port);

	/** @param wanted absent: one that no platform of this process has had */
	async function listening(wanted?: number): Promise<number> {
		for (;;) {
			const tried = wanted ?? nextPort();
			try {
				await new Promise<void>((resolve, reject) => {
					server.once('error', reject);
					listen(tried).once('listening', resolve);
				});
				server.removeAllListeners('error');
				return (server.address() as AddressInfo).port;
			} catch (error) {
				server.removeAllListeners('listening');
				if (wanted !== undefined || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE')
					throw error;
			}
		}
	}

	const isTokenRequest = ({ path }: RecordedRequest) =>
		platform.tokenPaths.some((end) => path.endsWith(end));
	const rules = ruleQueue(isTokenRequest);

	async function exchange(message: IncomingMessage, response: ServerResponse) {
		const request = await recordRequest(message, now());
		requests.push(request);
		const admitted = !limiter || isTokenRequest(request) || limiter.admits(request.path);
		const { waits, rule, thenRefuse } = admitted ? rules.take(request) : NO_RULES;
		await pause(waits.reduce((sum, { ms = 100 }) => sum + ms, latency));
		for (const [end, released] of held) if (request.path.endsWith(end)) await released;
		const outcome = admitted ? decide(request, rule) : refusal(request);
		if (outcome === HANG) return;
		if (outcome === CUT) cut(message, response);
		else if (isSlow(outcome)) await sendSlowly(request, response, outcome);
		else send(request, response, outcome);
		if (thenRefuse) response.once('close', () => refuse(thenRefuse.ms));
	}

	function refusal(request: RecordedRequest): Outcome {
		request.answeredBy = 'limiter';
		return platform.slowDown;
	}

	function decide(request: RecordedRequest, rule: Misbehaviour | undefined): Outcome {
		if (rule) request.answeredBy = rule.how;
		const instead = rule && INSTEAD[rule.how];
		if (instead) return instead(rule, platform, request);
		const { result: answer, applied } = watch(refusedBy(rule), () => answerOfPlatform(request));
		request.applied = applied;
		request.complaint = answer.complaint;
		return rule ? AFTERWARDS[rule.how]!(rule, answer) : answer;
	}

	function answerOfPlatform(request: RecordedRequest): Answer {
		const path = request.path.startsWith(prefix) ? request.path.slice(prefix.length) : '';
		const endpoint = platform.endpoints[`${request.method} ${path}`];
		try {
			for (const change of changes) change(path);
			return endpoint ? endpoint(request, state) : platform.unknownPath(path);
		} catch (error) {
			// Only a fault in the test platform itself gets here: make it easy to see.
			return { status: 500, type: 'text/plain', body: String((error as Error).stack) };
		}
	}

	async function sendSlowly(
		request: RecordedRequest,
		response: ServerResponse,
		{ answer, ms }: Slow,
	) {
		const body = Buffer.from(bodyText(answer));
		writeHead(response, answer, body.length);
		if (ms === undefined) {
			const half = body.subarray(0, Math.floor(body.length / 2));
			response.write(half, () => response.destroy());
			return;
		}
		const most = 20;
		const size = Math.ceil(body.length / most);
		for (let at = 0; at < body.length; at += size) {
			if (response.destroyed) return;
			response.write(body.subarray(at, at + size));
			await pause(ms / most);
		}
		request.status = answer.status;
		request.answer = body.toString();
		response.end();
	}

	function send(request: RecordedRequest, response: ServerResponse, answer: Answer) {
		request.status = answer.status;
		request.answer = bodyText(answer);
		writeHead(response, answer, Buffer.byteLength(request.answer));
		response.end(request.answer);
	}

	function writeHead(response: ServerResponse, answer: Answer, length: number) {
		if (!server.listening) response.shouldKeepAlive = false;
		response.writeHead(answer.status, {
			'content-type': answer.type,
			'content-length': length,
			date: new Date(now()).toUTCString(),
			...answer.headers,
		});
	}

	function refuse(ms = 200) {
		server.close();
		clearTimeout(reopening);
		reopening = setTimeout(reopen, ms);
	}

	function reopen() {
		clearTimeout(reopening);
		if (!server.listening && !stopped) listen(port);
	}

	async function pause(ms: number) {
		if (ms > 0) await sleep(ms, undefined, { signal: waiting.signal });
	}

	function behave() {
		rules.clear();
		reopen();
	}

	const url = `${options.tls ? 'https' : 'http'}://${host}:${port}${prefix}`;
	return {
		url,
		credential: { ...platform.credential(url), ignoreSslIssues: options.tls ?? false },
		state,
		requests,
		requestsTo: (path) =>
			requests.filter((request) => request.path.endsWith(path) && !isTokenRequest(request)),
		tokenRequests: () => requests.filter(isTokenRequest),
		misbehave(rule) {
			checkRule(rule);
			if (rule.how === 'refuse' && !rule.after) return refuse(rule.ms);
			rules.add(rule);
		},
		behave,
		before(end, change) {
			let nth = 0;
			changes.push((path) => path.endsWith(end) && change(state, ++nth));
		},
		hold(end) {
			let release = () => {};
			held.set(end, new Promise((resolve) => (release = resolve)));
			return () => {
				held.delete(end);
				release();
			};
		},
		reset() {
			behave();
			held.clear();
			changes = [];
			waiting.abort();
			waiting = new AbortController();
			requests.length = 0;
			limiter?.clear();
			platform.forget?.();
			Object.assign(state, platform.createState());
			options.seed?.(state);
		},
		async stop() {
			stopped = true;
			waiting.abort();
			clearTimeout(reopening);
			await new Promise((resolve) => {
				server.close(resolve);
				server.closeAllConnections();
			});
		},
	};
}

async function recordRequest(message: IncomingMessage, at: number): Promise<RecordedRequest> {
	const chunks: Buffer[] = [];
	for await (const chunk of message) chunks.push(chunk as Buffer);
	const { pathname, searchParams } = new URL(message.url ?? '/', 'http://127.0.0.1');
	const request: RecordedRequest = {
		at,
		method: message.method ?? '',
		path: pathname,
		query: Object.fromEntries(searchParams),
		headers: message.headers,
		rawBody: Buffer.concat(chunks).toString('utf8'),
		body: undefined,
		status: null,
		answer: null,
		answeredBy: 'platform',
		applied: [],
	};
	request.body = BODIES[contentType(request)]?.(request.rawBody);
	return request;
}

const BODIES: Record<string, ((raw: string) => unknown) | undefined> = {
	'application/json': tryJson,
	'application/x-www-form-urlencoded': (raw) => Object.fromEntries(new URLSearchParams(raw)),
};

/** A TLS connection cannot send RST; the client sees it end without an answer all the same. */
function cut(message: IncomingMessage, response: ServerResponse) {
	if ('encrypted' in message.socket) response.destroy();
	else message.socket.resetAndDestroy();
}

let made: Promise<{ key: string; cert: string }> | undefined;

/** One certificate per process: making it takes longer than starting a platform. */
async function certificate() {
	made ??= generate([{ name: 'commonName', value: '127.0.0.1' }], {
		keyType: 'ec',
		algorithm: 'sha256',
		extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
	}).then(({ private: key, cert }) => ({ key, cert }));
	return await made;
}
