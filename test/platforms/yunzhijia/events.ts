/**
 * Yunzhijia as it calls an address that was registered for events of the address book, after
 * docs/vendors/yunzhijia.md section 7. A call is prepared and signed first and delivered then, so
 * that a test may change anything in between, or deliver the same call again.
 * `[not known]` as in yunzhijia.ts.
 */
import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';

export interface YunzhijiaEvent {
	eventType: string;
	eventId: string;
	/** Milliseconds; default now. */
	createTime?: number | string;
}

/** In the order in which they leave; a name may stand twice. */
export type Parameters = Array<[name: string, value: string]>;

/** What goes over the wire. */
export interface Call {
	method: string;
	/** With its question mark, or empty. */
	query: string;
	body?: string | Buffer;
	/** undefined: not sent. */
	headers: Record<string, string | string[] | undefined>;
}

export interface CallOptions {
	/** Default POST, with the parameters in a form; everything else has them in the query. */
	method?: string;
	/** Where the parameters stand, if not where the method has them. */
	place?: 'query' | 'form';
	token?: string;
	eid?: string;
	/** The Date header: milliseconds, or the text itself. Default now. */
	date?: number | string;
	/** null: none, and an empty text is signed. [not known] what a GET has: the same. */
	contentType?: string | null;
	/** Signed like the others, behind them. */
	extra?: Parameters;
	/** Changes the call when it is signed already. */
	tamper?: (call: Call) => Call;
}

export interface CallbackAnswer {
	/** null: none as long as it was waited for. */
	status: number | null;
	body: string;
	ms: number;
}

const FORM = 'application/x-www-form-urlencoded';
/** How long the platform waits for an answer. */
const PATIENCE_MS = 2_000;

/** The headers that prove who sends. */
export function signatureOf(
	parameters: Parameters,
	{ token, contentType, date }: { token: string; contentType: string; date: string },
) {
	const sorted = parameters.toSorted(([one], [other]) => (one < other ? -1 : +(one > other)));
	const signed = sorted.map(([name, value]) => `${name}=${value}`).join('&');
	const md5 = createHash('md5').update(signed).digest('base64');
	const sha1 = createHash('sha1').update(token + md5 + contentType + date);
	return { 'Content-MD5': md5, Authorization: sha1.digest('hex') };
}

export interface CallbackOptions {
	/** As the administrator chose it in the console. */
	token: string;
	eid: string;
	/** Called without having been asked for its `ok`. */
	url?: string;
	now?: () => number;
	/** How long it waits for an answer, if not as long as the platform. */
	patienceMs?: number;
}

export function callbacksOf({
	token,
	eid,
	url: given,
	now = Date.now,
	patienceMs = PATIENCE_MS,
}: CallbackOptions) {
	let url = given;

	function prepare(event: YunzhijiaEvent, options: CallOptions = {}): Call {
		const { method = 'POST', contentType = FORM, date = now() } = options;
		const { place = method === 'POST' ? 'form' : 'query' } = options;
		const parameters: Parameters = [
			['createTime', String(event.createTime ?? now())],
			['eid', options.eid ?? eid],
			['eventId', event.eventId],
			['eventType', event.eventType],
			...(options.extra ?? []),
		];
		const dateText = typeof date === 'string' ? date : new Date(date).toUTCString();
		const encoded = new URLSearchParams(parameters).toString();
		const call: Call = {
			method,
			query: place === 'query' ? `?${encoded}` : '',
			body: place === 'form' ? encoded : undefined,
			headers: {
				...(contentType !== null && { 'Content-Type': contentType }),
				Date: dateText,
				...signatureOf(parameters, {
					token: options.token ?? token,
					contentType: contentType ?? '',
					date: dateText,
				}),
			},
		};
		return options.tamper?.(call) ?? call;
	}

	async function deliver(call: Call): Promise<CallbackAnswer> {
		if (url === undefined) throw new Error('No address is registered for events');
		return await callAt(url, call, patienceMs);
	}

	const send = async (event: YunzhijiaEvent, options?: CallOptions) =>
		await deliver(prepare(event, options));

	return {
		/** As the console when an address is saved: `check`, and a GET without parameters. */
		async register(address: string) {
			const check = prepare({ eventType: 'check', eventId: 'null' });
			for (const call of [check, { method: 'GET', query: '', headers: {} }]) {
				const { status, body, ms } = await callAt(address, call, patienceMs);
				const isFine = status !== null && status >= 200 && status < 300 && body === 'ok';
				if (!isFine) throw new Error(`${call.method}: ${status} “${body}” after ${ms} ms`);
			}
			url = address;
		},
		prepare,
		deliver,
		send,
		/** All of them, so many at a time; the answers in the order of the events. */
		async burst(
			events: YunzhijiaEvent[],
			{ concurrency = 20, ...options }: CallOptions & { concurrency?: number } = {},
		) {
			const answers: CallbackAnswer[] = [];
			const left = events.entries();
			const sender = async () => {
				for (const [index, event] of left) answers[index] = await send(event, options);
			};
			await Promise.all(Array.from({ length: concurrency }, sender));
			return answers;
		},
	};
}

async function callAt(
	url: string,
	{ method, query, body, headers }: Call,
	patienceMs: number,
): Promise<CallbackAnswer> {
	const began = performance.now();
	const signal = AbortSignal.timeout(patienceMs);
	const took = () => Math.round(performance.now() - began);
	try {
		// Unlike fetch it leaves the names of headers as they are written, and takes any method.
		return await new Promise((resolve, reject) => {
			const sent = { method, headers: present(headers), signal };
			const call = request(url + query, sent, (answer) => {
				const { statusCode: status = 0 } = answer;
				text(answer).then((said) => resolve({ status, body: said, ms: took() }), reject);
			});
			call.on('error', reject).end(body);
		});
	} catch (error) {
		if (signal.aborted) return { status: null, body: '', ms: took() };
		throw error;
	}
}

const present = (headers: Call['headers']) =>
	Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
