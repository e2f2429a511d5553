/** One request from start to end: token, pace, sending, and what to do when it comes to nothing. */
import { asFailure, Failure, onceSent, redacted, statusFailure } from './failure';
import { retryAfterMs, send, type HttpAnswer, type HttpHelper } from './http';
import { paceOf, type Pace } from './pace';
import type { CodeFact, Endpoint, Platform } from './platform';
import { next } from './retry';
import { credentialKey, getToken, type Credential } from './token';
import { orCancelled, wait } from './wait';

/** Everything that the requests of one credential in one run have in common. */
export interface Connection<C extends Credential> {
	platform: Platform<C>;
	credential: C;
	helper: HttpHelper;
	/** Milliseconds. */
	timeout: number;
	retries: number;
	/** 0: without limit. */
	requestsPerMinute: number;
	signal?: AbortSignal;
}

export interface Reply {
	/** What the platform's document calls the data of the answer. */
	data: unknown;
	/** The whole answer. */
	body: unknown;
	/** An earlier sending of this request may have taken effect already. */
	repeated: boolean;
}

/** Sends `body` to an endpoint; given to operations, bound to their connection. */
export type Call = (
	endpoint: Endpoint,
	body: unknown,
	options: { repeatable: boolean },
) => Promise<Reply>;

/**
 * @throws Failure when the platform says no or every retry was in vain; Cancelled
 */
export async function call<C extends Credential>(
	connection: Connection<C>,
	endpoint: Endpoint,
	body: unknown,
	{ repeatable }: { repeatable: boolean },
): Promise<Reply> {
	const { platform, credential, retries, signal } = connection;
	const pace = paceOf(`${credentialKey(platform.token, credential)} ${endpoint.path}`);
	let rejected: string | undefined;
	let retried = 0;
	let repeated = false;
	try {
		for (;;) {
			const { token, failure, reply } = await attempt(connection, pace, endpoint, body, rejected);
			if (reply) return { ...reply, repeated };
			const renewed = rejected !== undefined;
			const then = next(failure, { retried, retries, repeatable, renewed });
			if (then.then === 'give up') throw failure;
			if (failure.kind === 'ambiguous') repeated = true;
			if (then.then === 'renew token') {
				rejected = token;
				continue;
			}
			retried++;
			if (failure.kind === 'slowDown') pace.pause(then.ms);
			else await wait(then.ms, signal);
		}
	} catch (error) {
		throw repeated ? onceSent(error) : error;
	}
}

type Attempt = { token?: string } & (
	| { reply: Omit<Reply, 'repeated'>; failure?: undefined }
	| { reply?: undefined; failure: Failure }
);

async function attempt<C extends Credential>(
	connection: Connection<C>,
	pace: Pace,
	endpoint: Endpoint,
	body: unknown,
	rejected?: string,
): Promise<Attempt> {
	const { platform, credential, helper, timeout, requestsPerMinute, signal } = connection;
	const msUntilFree = () => pace.msUntilFree(requestsPerMinute);
	// Also before the token, since its endpoint may be what asked for a pause.
	for (let ms; (ms = msUntilFree()) > 0; ) await wait(ms, signal);
	let token: string;
	try {
		({ token } = await orCancelled(getToken(platform.token, credential, helper, rejected), signal));
	} catch (error) {
		const failure = asFailure(error);
		// Without a token the request itself never left, however the token's own request ended.
		return {
			failure: failure.kind === 'ambiguous' ? failure.with({ kind: 'neverLeft' }) : failure,
		};
	}
	// Nothing may be awaited between this and `left`, else two take the same place.
	for (let ms; (ms = msUntilFree()) > 0; ) await wait(ms, signal);
	const request = platform.request(credential, token, endpoint, body);
	pace.left();
	try {
		const answer = await send(helper, request, {
			timeout,
			ignoreSslIssues: Boolean(credential.ignoreSslIssues),
			signal,
		});
		const result = judge(platform, answer);
		if (!(result instanceof Failure)) return { token, reply: result };
		return { token, failure: redacted(result, [token, ...platform.token.secrets(credential)]) };
	} catch (error) {
		return { token, failure: asFailure(error) };
	} finally {
		pace.answered();
	}
}

/** Reads an answer: the platform's own word first, else the HTTP status, else it is unreadable. */
export function judge<C extends Credential>(
	platform: Platform<C>,
	answer: HttpAnswer,
): Failure | Omit<Reply, 'repeated'> {
	const facts = { httpStatus: answer.status, retryAfterMs: retryAfterMs(answer.headers) };
	const envelope = platform.open(answer);
	const failure = statusFailure(answer.status, facts);
	if (envelope?.ok && !failure) return { data: envelope.data, body: answer.json };
	const refusal = envelope?.ok ? undefined : envelope;
	const known = refusal && Object.hasOwn(platform.codes, refusal.code);
	if (refusal && (known || !failure)) {
		const { kind, advice }: CodeFact = known ? platform.codes[refusal.code] : { kind: 'no' };
		const says = refusal.text || 'The platform gave no reason';
		return new Failure(kind, `${says} (${refusal.code})`, {
			...facts,
			platformCode: refusal.code,
			advice,
		});
	}
	if (failure && refusal)
		return failure.with({
			message: `${refusal.text} (${refusal.code}, HTTP ${answer.status})`,
			platformCode: refusal.code,
		});
	return (
		failure ??
		new Failure('ambiguous', 'The answer is not one that the platform documents', {
			...facts,
			advice:
				'Check the Base URL of the credential: a login page or another program may have answered.',
		})
	);
}
