/**
 * How a test platform misbehaves: the rules, the queue that they wait in, and what each one does
 * to a request or to its answer.
 */
import { toJson } from './checks.ts';
import { bodyText, page } from './exchange.ts';
import type { Answer, RecordedRequest } from './exchange.ts';
import type { Platform } from './server.ts';

const HOWS = [
	'latency', // wait `ms` (default 100), then go on with the next rule
	'refuse', // nothing listens for `ms` (default 200); at once, or after `after` answers
	'resetBefore', // connection reset, nothing changed
	'resetAfter', // change made, then connection reset
	'hang', // never answers, nothing changed
	'status', // that HTTP `status` (default 500), nothing changed
	'statusAfter', // change made, then that HTTP status
	'slowDown', // the platform's own slow-down answer, nothing changed
	'html', // HTTP 200 with a login page, nothing changed
	'cutJson', // change made, half of the answer's text
	'expireToken', // every token ends now; this request gets the token-rejected answer
	'numberId', // ids of digits in the answer become number literals
	'redirect', // 302 to `location`
] as const;

export interface Misbehaviour {
	how: (typeof HOWS)[number];
	/** End of the path; without it every request but those for a token. '' is every request. */
	path?: string;
	/** Let so many matching requests pass first (those that an earlier rule took do not count). */
	after?: number;
	/** How often; default: until behave(). A 'refuse' happens once. */
	times?: number;
	ms?: number;
	status?: number;
	/** Retry-After header: seconds, or an HTTP date. */
	retryAfter?: number | string;
	location?: string;
}

const MEMBER: Record<keyof Misbehaviour, true> = {
	...{ how: true, path: true, after: true, times: true },
	...{ ms: true, status: true, retryAfter: true, location: true },
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
				if (!matches || rule.times <= 0) continue;
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
export type Outcome = Answer | typeof CUT | typeof HANG;

const retryHeaders = ({ retryAfter }: Misbehaviour) =>
	retryAfter === undefined ? undefined : { 'retry-after': String(retryAfter) };

const statusPage = (rule: Misbehaviour): Outcome => ({
	...page(rule.status ?? 500, `HTTP ${rule.status ?? 500}`),
	headers: retryHeaders(rule),
});

type Refusals = Pick<Platform<object>, 'tokens' | 'tokenRejected' | 'slowDown'>;
type Instead = (rule: Misbehaviour, platform: Refusals) => Outcome;

/** Rules that keep the request from the platform. */
export const INSTEAD: Partial<Record<Misbehaviour['how'], Instead>> = {
	resetBefore: () => CUT,
	hang: () => HANG,
	status: statusPage,
	slowDown: (rule, platform) => ({ ...platform.slowDown, headers: retryHeaders(rule) }),
	html: () => page(200, '登录'),
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
	statusAfter: statusPage,
	cutJson: (_rule, answer) => {
		const whole = bodyText(answer);
		return { ...answer, body: whole.slice(0, Math.floor(whole.length / 2)) };
	},
	numberId: (_rule, answer) => ({ ...answer, body: toJson(answer.body, true) }),
};
