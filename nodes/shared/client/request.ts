/** One request from start to end: rate limit, token, exchange, and when to send it again. */
import type { IAllExecuteFunctions } from 'n8n-workflow';

import type {
	Call,
	CodeFact,
	Credential,
	Endpoint,
	HttpAnswer,
	Observer,
	Pace,
	Platform,
	Reply,
} from '../contract';
import { orCancelled, wait } from './abort';
import { asFailure, Failure, onceSent, statusFailure } from './failure';
import { exchange, retryAfterMs, type HttpHelper } from './http';
import { rateLimiterOf, type RateLimiter } from './rate-limiter';
import { redacted } from './redaction';
import { decide } from './retry';
import { credentialKey, getToken } from './token';

/** Everything that the requests of one credential in one run have in common. */
export interface Connection<C extends Credential> {
	platform: Platform<C>;
	credential: C;
	helper: HttpHelper;
	pace: Omit<Pace, 'concurrency'>;
	/** Milliseconds. */
	timeout: number;
	retries: number;
	signal?: AbortSignal;
	observer?: Observer;
}

/** How patient requests are. */
export interface Patience {
	/** Seconds to wait for an answer. */
	timeout: number;
	retries: number;
	/** If not the platform's own; 0: without limit. */
	requestsPerMinute?: number;
}

/** Of whichever n8n context is at hand: of an execution, of the editor, of a trigger. */
type Context = Pick<IAllExecuteFunctions, 'helpers'> & {
	getExecutionCancelSignal?(): AbortSignal | undefined;
};

/** `call` in the name of a credential, the same for nodes, the editor's lists and triggers. */
export function connect<C extends Credential>(
	context: Context,
	platform: Platform<C>,
	credential: C,
	{ timeout, retries, requestsPerMinute = platform.pace.requestsPerMinute }: Patience,
	observer?: Observer,
): Call {
	const connection: Connection<C> = {
		platform,
		credential,
		helper: context.helpers.httpRequest,
		pace: { ...platform.pace, requestsPerMinute },
		timeout: timeout * 1000,
		retries,
		signal: context.getExecutionCancelSignal?.(),
		observer,
	};
	return async (...request) => await call(connection, ...request);
}

/** What has become of a request so far. */
interface State {
	/** How many times it was sent again. */
	retried: number;
	/** An earlier sending may have taken effect. */
	repeated: boolean;
	token?: string;
	/** The token that the platform did not accept. */
	rejected?: string;
}

/**
 * Sends until there is an answer, or sending again makes no sense.
 * @throws Failure when the platform says no or every retry was in vain; Cancelled
 */
export async function call<C extends Credential>(
	connection: Connection<C>,
	endpoint: Endpoint,
	body: unknown,
	{ repeatable }: { repeatable: boolean },
): Promise<Reply> {
	const { platform, credential } = connection;
	const limiter = rateLimiterOf(`${credentialKey(platform.token, credential)} ${endpoint.path}`);
	const state: State = { retried: 0, repeated: false };
	try {
		for (;;) {
			try {
				const reply = await attempt(connection, limiter, endpoint, body, state);
				return { ...reply, repeated: state.repeated };
			} catch (error) {
				await beforeNext(asFailure(error), connection, limiter, state, repeatable);
			}
		}
	} catch (error) {
		throw state.repeated ? onceSent(error) : error;
	}
}

async function attempt<C extends Credential>(
	connection: Connection<C>,
	limiter: RateLimiter,
	endpoint: Endpoint,
	body: unknown,
	state: State,
): Promise<Omit<Reply, 'repeated'>> {
	const { platform, credential, helper, pace, timeout, signal } = connection;
	await limiter.acquire(pace, signal);
	let left = false;
	try {
		const token = await tokenOf(connection, state.rejected);
		state.token = token;
		left = true;
		const ignoreSslIssues = Boolean(credential.ignoreSslIssues);
		const request = platform.request(credential, token, endpoint, body);
		const answer = await exchange(helper, request, { timeout, ignoreSslIssues, signal });
		return judge(platform, answer);
	} catch (error) {
		const secrets = [state.token ?? '', ...platform.token.secrets(credential)];
		throw error instanceof Failure ? redacted(error, secrets) : error;
	} finally {
		limiter.release({ left });
	}
}

async function tokenOf<C extends Credential>(
	{ platform, credential, helper, signal }: Connection<C>,
	rejected?: string,
): Promise<string> {
	try {
		const known = getToken(platform.token, credential, helper, rejected);
		return (await orCancelled(known, signal)).token;
	} catch (error) {
		// Without a token the request itself never left, however the token's own request ended.
		const ambiguous = error instanceof Failure && error.kind === 'ambiguous';
		throw ambiguous ? error.with({ kind: 'unreachable' }) : error;
	}
}

/** @throws the failure when there is no next time; Cancelled */
async function beforeNext<C extends Credential>(
	failure: Failure,
	{ retries, signal, observer }: Connection<C>,
	limiter: RateLimiter,
	state: State,
	repeatable: boolean,
): Promise<void> {
	const { retried, rejected, token } = state;
	const renewed = rejected !== undefined;
	const decision = decide(failure, { retried, retries, repeatable, renewed });
	if (decision.then === 'give up') throw failure;
	if (failure.kind === 'ambiguous') state.repeated = true;
	if (decision.then === 'renew token') {
		state.rejected = token;
		observer?.renewing();
		return;
	}
	state.retried++;
	if (failure.kind === 'rateLimited') {
		const longer = limiter.pause(decision.ms);
		observer?.pausing(longer);
		return;
	}
	observer?.retrying(failure.message, decision.ms);
	await wait(decision.ms, signal);
}

/**
 * Reads an answer: the platform's own word first, else the HTTP status, else it is unreadable.
 * @throws Failure unless it is a success
 */
export function judge<C extends Credential>(
	{ open, codes }: Pick<Platform<C>, 'open' | 'codes'>,
	answer: HttpAnswer,
): Omit<Reply, 'repeated'> {
	const facts = { httpStatus: answer.status, retryAfterMs: retryAfterMs(answer.headers) };
	const envelope = open(answer);
	const failure = statusFailure(answer.status, facts);
	if (envelope?.ok && !failure) return { data: envelope.data, body: answer.json };
	const refusal = envelope?.ok ? undefined : envelope;
	const known = refusal && Object.hasOwn(codes, refusal.code);
	if (refusal && (known || !failure)) {
		const { kind, ...about }: CodeFact = known ? codes[refusal.code] : { kind: 'refused' };
		const says = refusal.text || 'The platform gave no reason';
		const platformCode = refusal.code;
		throw new Failure(kind, `${says} (${platformCode})`, { ...facts, platformCode, ...about });
	}
	if (failure && refusal)
		throw failure.with({
			message: `${refusal.text} (${refusal.code}, HTTP ${answer.status})`,
			platformCode: refusal.code,
		});
	throw (
		failure ??
		new Failure('ambiguous', 'The answer is not one that the platform documents', {
			...facts,
			advice:
				'Check the Base URL of the credential: a login page or another program may have answered.',
		})
	);
}
