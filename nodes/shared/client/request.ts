/** One request from start to end: rate limit, token, exchange, and when to send it again. */
import type { IAllExecuteFunctions } from 'n8n-workflow';

import type {
	Call,
	Circuit,
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
import { rateLimiterOf, type Place, type RateLimiter } from './rate-limiter';
import { redacted } from './redaction';
import { decide } from './retry';
import { asker, type AskSaved } from './saved-token';
import { credentialKey, getToken, isRenewedByOthers, tokenWorks, type FetchedToken } from './token';

/** Everything that the requests of one credential in one run have in common. */
export interface Connection<C extends Credential> {
	platform: Platform<C>;
	credential: C;
	helper: HttpHelper;
	/** For the token that all processes share. */
	askSaved?: AskSaved;
	pace: Omit<Pace, 'concurrency'>;
	/** Milliseconds. */
	timeout: number;
	retries: number;
	/** How long the platform may ask for patience without taking anything, in milliseconds. */
	patience: number;
	signal?: AbortSignal;
	/** Of the run, if there is one: it ends the sending when that makes no sense any more. */
	circuit?: Circuit;
	observer?: Observer;
}

/** How patient requests are. */
export interface Patience {
	/** Seconds to wait for an answer. */
	timeout: number;
	retries: number;
	/** Seconds without a success while the platform asks for patience; a minute a retry if absent. */
	patience?: number;
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
	patience: Patience,
	{ circuit, observer }: Pick<Connection<C>, 'circuit' | 'observer'> = {},
): Call {
	const { timeout, retries, requestsPerMinute = platform.pace.requestsPerMinute } = patience;
	const connection: Connection<C> = {
		platform,
		credential,
		helper: context.helpers.httpRequest,
		askSaved: asker(context, platform.credentialType),
		pace: { ...platform.pace, requestsPerMinute },
		timeout: timeout * 1000,
		retries,
		patience: (patience.patience ?? retries * 60) * 1000,
		signal: context.getExecutionCancelSignal?.(),
		circuit,
		observer,
	};
	return async (...request) => await call(connection, ...request);
}

/** What has become of a request so far. */
interface State {
	/** When it was first to be sent, by the clock that runs on evenly. */
	began: number;
	/** How many times it was sent again. */
	retried: number;
	/** An earlier sending may have taken effect. */
	repeated: boolean;
	token?: FetchedToken;
	/** The token that the platform did not accept. */
	rejected?: string;
	/** A token that was only seconds old was tried a second time. */
	triedFresh: boolean;
	place?: Place;
}

/** A rejected token that is younger may not be known everywhere yet. */
const FRESH_MS = 5_000;

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
	const key = credentialKey(platform.token, credential);
	const limiter = rateLimiterOf(key, endpoint.path);
	const state: State = { began: performance.now(), retried: 0, repeated: false, triedFresh: false };
	try {
		for (;;) {
			try {
				const reply = await attempt(connection, limiter, endpoint, body, state);
				if (state.token) tokenWorks(key, state.token.token);
				return { ...reply, repeated: state.repeated };
			} catch (error) {
				await beforeNext(asFailure(error), connection, limiter, state, repeatable);
			}
		}
	} catch (error) {
		// Else those who wait for what becomes of this request would wait for ever.
		if (!(error instanceof Failure)) connection.circuit?.answered();
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
	const { platform, credential, helper, pace, timeout, signal, circuit } = connection;
	const wasSent = state.place !== undefined;
	await circuit?.ready(signal);
	state.place = await limiter.acquire(pace, signal);
	let left = false;
	const secrets = platform.token.secrets(credential);
	try {
		circuit?.leave(wasSent);
		const { token } = (state.token = await tokenOf(connection, state.rejected));
		left = true;
		secrets.push(token);
		const ignoreSslIssues = Boolean(credential.ignoreSslIssues);
		const request = platform.request(credential, token, endpoint, body);
		const answer = await exchange(helper, request, { timeout, ignoreSslIssues, secrets, signal });
		const reply = judge(platform, answer, endpoint);
		limiter.accepted();
		circuit?.answered();
		return reply;
	} catch (error) {
		const failure = asFailure(error);
		const { kind, facts } = failure;
		if (left && kind !== 'rateLimited' && facts.httpStatus !== undefined) limiter.accepted();
		throw redacted(failure, secrets);
	} finally {
		limiter.release({ left });
	}
}

async function tokenOf<C extends Credential>(
	{ platform, credential, helper, askSaved, signal }: Connection<C>,
	rejected?: string,
): Promise<FetchedToken> {
	try {
		const known = getToken(platform.token, credential, helper, rejected, askSaved);
		return await orCancelled(known, signal);
	} catch (error) {
		// Without a token the request itself never left, however the token's own request ended.
		const passes = error instanceof Failure && !error.facts.ofCredential;
		throw passes ? error.with({ kind: 'unreachable' }) : error;
	}
}

/** @throws the failure when there is no next time; Cancelled */
async function beforeNext<C extends Credential>(
	failure: Failure,
	connection: Connection<C>,
	limiter: RateLimiter,
	state: State,
	repeatable: boolean,
): Promise<void> {
	const { retries, patience, signal, circuit, observer } = connection;
	const { retried, rejected, token, place } = state;
	const { kind, facts } = failure;
	const isFreshToken =
		!state.triedFresh && token !== undefined && Date.now() - token.fetchedAt < FRESH_MS;
	const decision = decide(failure, {
		...{ retried, retries, repeatable, isFreshToken, patience },
		// What another process fetched may have ended before it was read here.
		renewed: rejected !== undefined && token?.fetchedAt !== 0,
		sinceAccepted: limiter.sinceAccepted(state.began),
	});
	const pause = decision.then === 'wait' ? decision.ms : 0;
	if (isPlatforms(failure)) circuit?.failed(failure, place?.leftAt ?? 0, pause);
	else circuit?.answered();
	if (decision.then === 'give up' && !(await othersRenewed(failure, connection, token)))
		throw failure;
	if (kind === 'ambiguous') state.repeated = true;
	if (decision.then !== 'wait') {
		state.rejected = token?.token;
		observer?.renewing();
		return;
	}
	if (kind === 'tokenRejected') state.triedFresh = true;
	else state.retried++;
	if (kind === 'rateLimited' && place) {
		// Requests under way together are asked for the same pause.
		const longer = limiter.refused(place, facts.retryAfterMs);
		if (longer > 0) observer?.pausing(longer);
	}
	if (pause === 0) return;
	observer?.retrying(failure.message, pause);
	await wait(pause, signal);
}

async function othersRenewed<C extends Credential>(
	{ kind }: Failure,
	{ platform, credential, askSaved, signal }: Connection<C>,
	rejected?: FetchedToken,
): Promise<boolean> {
	if (kind !== 'tokenRejected' || !askSaved || !rejected) return false;
	const renewed = isRenewedByOthers(platform.token, credential, rejected.token, askSaved);
	return await orCancelled(renewed, signal);
}

/** It says something about the platform and nothing about the record. */
const isPlatforms = ({ kind }: Failure): boolean => kind === 'unreachable' || kind === 'ambiguous';

function dateOf({ date }: HttpAnswer['headers']): number | undefined {
	const at = Date.parse(date ?? '');
	return Number.isNaN(at) ? undefined : at;
}

/**
 * Reads an answer: the platform's own word first, else the HTTP status, else it is unreadable.
 * @throws Failure unless it is a success
 */
export function judge<C extends Credential>(
	{ open, codes, failsOverWith }: Pick<Platform<C>, 'open' | 'codes' | 'failsOverWith'>,
	answer: HttpAnswer,
	{ isQuery }: Pick<Endpoint, 'isQuery'> = {},
): Omit<Reply, 'repeated'> {
	const facts = { httpStatus: answer.status, retryAfterMs: retryAfterMs(answer.headers) };
	const envelope = open(answer);
	// What the platform itself says of an address is no gateway's word.
	const mayFailOver = isQuery && envelope === undefined;
	const failure = statusFailure(answer.status, facts, mayFailOver ? failsOverWith : undefined);
	if (envelope?.ok && !failure)
		return { data: envelope.data, body: answer.json, at: dateOf(answer.headers) };
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
			message: `${refusal.text || 'The platform gave no reason'} (${refusal.code}, HTTP ${answer.status})`,
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
