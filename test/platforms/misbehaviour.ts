/**
 * How a test platform misbehaves: the rules, the queue that they wait in, and what each one does
 * to a request or to its answer.
 */
import { isObject, toJson } from './checks.ts';
import { bodyText, json, page, textOf } from './exchange.ts';
import type { Answer, RecordedRequest } from './exchange.ts';
import type { Platform } from './server.ts';

const HOWS = [
	'latency', // wait `ms` (default 100), then go on with the next rule
	'refuse', // nothing listens for `ms` (default 200); at once, or after `after` answers
	'resetBefore', // connection reset, nothing changed
	'resetAfter', // change made, then connection reset
	'hang', // never answers, nothing changed
	'hangAfter', // change made, never answers
	'status', // that HTTP `status` (default 500), nothing changed
	'statusAfter', // change made, then that HTTP status
	'slowDown', // the platform's own slow-down answer, nothing changed
	'html', // HTTP 200 with a login page, nothing changed
	'cutJson', // change made, half of the answer's text
	'halfBody', // change made, the connection ends after half of what its header promises
	'trickle', // change made, the answer takes `ms` (default 3000) from its first byte to its last
	'empty', // HTTP 200 without a body, nothing changed
	'emptyAfter', // change made, then that
	'envelope', // HTTP 200 with {"foo":1}, nothing changed
	'envelopeAfter', // change made, then that
	'refusal', // the platform's own failure of a whole request, with its `code`; nothing changed
	'echo', // that, saying all that was sent, however it may be written; with `status` a page
	'refuseRow', // rows with the text `row` are refused by the platform, the others go on
	'dropRow', // change made, rows with the text `row` are left out of the answer
	'skipRow', // rows with the text `row` are neither done nor in the answer
	'reverseRows', // change made, rows of the answer in reverse; those with the text `row` are refused
	'expireToken', // every token ends now; this request gets the token-rejected answer
	'numberId', // ids of digits in the answer become number literals
	'redirect', // 302 to `location`
] as const;

export interface Misbehaviour {
	how: (typeof HOWS)[number];
	/** End of the path; without it every request but those for a token. '' is every request. */
	path?: string;
	/** Only requests that say this text. */
	containing?: string;
	/** Let so many matching requests pass first (those that an earlier rule took do not count). */
	after?: number;
	/** How often; default: until behave(). A 'refuse' happens once. */
	times?: number;
	ms?: number;
	status?: number;
	/** Retry-After header: seconds, or an HTTP date. */
	retryAfter?: number | string;
	location?: string;
	/** The platform's, of a refusal. */
	code?: string;
	/** A text by which rows are meant; '' is every row. */
	row?: string;
}

const MEMBER: Record<keyof Misbehaviour, true> = {
	...{ how: true, path: true, after: true, times: true },
	...{ ms: true, status: true, retryAfter: true, location: true },
	...{ containing: true, code: true, row: true },
};
const MEMBERS = Object.keys(MEMBER);

/** A rule that nobody follows would make a test pass that shows nothing. */
export function checkRule(rule: Misbehaviour): void {
	if (!HOWS.includes(rule.how))
		throw new Error(`misbehave: there is no how “${rule.how}”, only ${HOWS.join(', ')}`);
	const unknown = Object.keys(rule).find((name) => !MEMBERS.includes(name));
	if (unknown !== undefined)
		throw new Error(`misbehave: a rule has no “${unknown}”, only ${MEMBERS.join(', ')}`);
}

type Rule = Misbehaviour & { after: number; times: number };

interface Taken {
	waits: Rule[];
	rule?: Rule;
	thenRefuse?: Rule;
}

export const NO_RULES: Taken = { waits: [] };

export function ruleQueue(isTokenRequest: (request: RecordedRequest) => boolean) {
	let rules: Rule[] = [];
	return {
		add(rule: Misbehaviour) {
			const times = rule.how === 'refuse' ? 1 : (rule.times ?? Infinity);
			rules.push({ ...rule, after: rule.after ?? 0, times });
		},
		clear() {
			rules = [];
		},
		/** What applies to this request; rules count down by it. */
		take(request: RecordedRequest): Taken {
			const taken: Taken = { waits: [] };
			for (const rule of rules) {
				const matches =
					rule.path === undefined ? !isTokenRequest(request) : request.path.endsWith(rule.path);
				const says = rule.containing ?? '';
				if (!matches || rule.times <= 0 || !textOf(request).includes(says)) continue;
				if (rule.after > 0) {
					rule.after--;
					if (rule.how === 'refuse' && rule.after === 0) taken.thenRefuse = rule;
					continue;
				}
				rule.times--;
				if (rule.how === 'latency') taken.waits.push(rule);
				else if (rule.how !== 'refuse') return { ...taken, rule };
			}
			return taken;
		},
	};
}

export const CUT = 'cut';
export const HANG = 'hang';
/** An answer whose bytes do not all come, or come late. */
export interface Slow {
	answer: Answer;
	/** How long from the first byte to the last; absent: after half of them the connection ends. */
	ms?: number;
}
export type Outcome = Answer | Slow | typeof CUT | typeof HANG;

export const isSlow = (outcome: Answer | Slow): outcome is Slow => 'answer' in outcome;

const retryHeaders = ({ retryAfter }: Misbehaviour) =>
	retryAfter === undefined ? undefined : { 'retry-after': String(retryAfter) };

const statusPage = (rule: Misbehaviour): Outcome => ({
	...page(rule.status ?? 500, `HTTP ${rule.status ?? 500}`),
	headers: retryHeaders(rule),
});

type Refusals = Pick<Platform<object>, 'tokens' | 'tokenRejected' | 'slowDown' | 'refusal'>;
type Instead = (rule: Misbehaviour, platform: Refusals, request: RecordedRequest) => Outcome;

/** As an interface, its log and a proxy before it may repeat a request, its headers included. */
function echoOf({ method, path, query, headers, rawBody }: RecordedRequest): string {
	const sent = [
		`${method} ${path}?${new URLSearchParams(query).toString()}`,
		...Object.entries(query).map((pair) => pair.join('=')),
		...Object.entries(headers).map((pair) => pair.join(': ')),
		rawBody,
	].join('\n');
	const inUrl = encodeURIComponent(sent);
	// Base64 goes by three bytes: what stands in it depends on where it begins.
	const packed = ['', ' ', '  '].map((before) => Buffer.from(before + sent));
	return [
		...[sent, inUrl, inUrl.replace(/%../g, (each) => each.toLowerCase()), JSON.stringify(sent)],
		...packed.flatMap((bytes) => [bytes.toString('base64'), bytes.toString('base64url')]),
	].join('\n');
}

const EMPTY = json('');
const STRANGE = json({ foo: 1 });

/** Rules that keep the request from the platform. */
export const INSTEAD: Partial<Record<Misbehaviour['how'], Instead>> = {
	resetBefore: () => CUT,
	hang: () => HANG,
	status: statusPage,
	slowDown: (rule, platform) => ({ ...platform.slowDown, headers: retryHeaders(rule) }),
	html: () => page(200, '登录'),
	empty: () => EMPTY,
	envelope: () => STRANGE,
	refusal: ({ code }, platform) => platform.refusal(code),
	echo: ({ code, status }, platform, request) =>
		status ? page(status, echoOf(request)) : platform.refusal(code, echoOf(request)),
	expireToken: (_rule, platform) => {
		platform.tokens.expireAll();
		return platform.tokenRejected;
	},
	redirect: (rule) => ({
		...page(302, 'Found'),
		headers: { location: rule.location ?? 'http://127.0.0.1:9/' },
	}),
};

/** Rules that change what leaves after the platform has done its work. */
export const AFTERWARDS: Partial<
	Record<Misbehaviour['how'], (rule: Misbehaviour, answer: Answer) => Outcome>
> = {
	resetAfter: () => CUT,
	hangAfter: () => HANG,
	halfBody: (_rule, answer) => ({ answer }),
	trickle: ({ ms = 3000 }, answer) => ({ answer, ms }),
	emptyAfter: () => EMPTY,
	envelopeAfter: () => STRANGE,
	refuseRow: (_rule, answer) => answer,
	dropRow: withoutRow,
	skipRow: withoutRow,
	reverseRows: (_rule, answer) => withRows(answer, (rows) => rows.toReversed()),
	statusAfter: statusPage,
	cutJson: (_rule, answer) => {
		const whole = bodyText(answer);
		return { ...answer, body: whole.slice(0, Math.floor(whole.length / 2)) };
	},
	numberId: (_rule, answer) => ({ ...answer, body: toJson(answer.body, true) }),
};

const REFUSING: Array<Misbehaviour['how']> = ['refuseRow', 'skipRow', 'reverseRows'];

/** Which rows the platform is to refuse by this rule. */
export function refusedBy(rule: Misbehaviour | undefined) {
	const { how, row } = rule ?? {};
	if (!how || row === undefined || !REFUSING.includes(how)) return undefined;
	return (sent: unknown) => toJson(sent).includes(row);
}

/** The same answer with other rows: those of `data`, or of the lists in it. */
function withRows(answer: Answer, change: (rows: unknown[]) => unknown[]): Answer {
	const { body } = answer;
	if (!isObject(body)) return answer;
	const { data } = body;
	const changed = (value: unknown) => (Array.isArray(value) ? change(value) : value);
	const lists = isObject(data)
		? Object.fromEntries(Object.entries(data).map(([name, value]) => [name, changed(value)]))
		: changed(data);
	return 'data' in body ? { ...answer, body: { ...body, data: lists } } : answer;
}

function withoutRow({ row = '' }: Misbehaviour, answer: Answer): Answer {
	return withRows(answer, (rows) => rows.filter((each) => !toJson(each).includes(row)));
}
