/**
 * Every way in which a request can come to nothing, and the one class that carries it upwards.
 * The kinds are decided here and in the platforms' tables, nowhere else.
 */
import type { FailureFacts, FailureKind } from '../contract';

/**
 * Thrown by whatever sends, up to the batch sender, which makes outcomes of it.
 * What is known of it stands in `facts`, not on the error itself: n8n reads `code`, `status` and
 * `response` from any error that it wraps, and then shows a stock phrase in place of the message.
 */
export class Failure extends Error {
	readonly kind: FailureKind;
	readonly facts: FailureFacts;

	constructor(kind: FailureKind, message: string, facts: FailureFacts = {}) {
		super(message);
		this.name = 'Failure';
		this.kind = kind;
		this.facts = facts;
	}

	/** The same failure with further facts, another kind or another message. */
	with({
		kind = this.kind,
		message = this.message,
		...facts
	}: FailureFacts & { kind?: FailureKind; message?: string }): Failure {
		return new Failure(kind, message, { ...this.facts, ...facts });
	}
}

/** The user stopped the execution: no failure, and nothing is sent any more. */
export class Cancelled extends Error {
	/** The request was under way, or an earlier sending of it may have taken effect. */
	readonly mayHaveArrived: boolean;

	constructor(mayHaveArrived = false) {
		super('The execution was cancelled');
		this.name = 'Cancelled';
		this.mayHaveArrived = mayHaveArrived;
	}
}

/** The same error for a request that was sent before and may have taken effect then. */
export function onceSent(error: unknown): unknown {
	if (error instanceof Failure) return error.with({ mayHaveArrived: true });
	return error instanceof Cancelled ? new Cancelled(true) : error;
}

/**
 * A query that has to come before a request.
 * @throws Failure, Cancelled: that the request itself was not sent is known then
 */
export async function asPrerequisite<T>(query: Promise<T>): Promise<T> {
	try {
		return await query;
	} catch (error) {
		throw notYetSent(error);
	}
}

function notYetSent(error: unknown): unknown {
	if (error instanceof Failure) return error.with({ ofPrerequisite: true });
	return error instanceof Cancelled ? new Cancelled() : error;
}

/** The failure that was caught. Anything else is a fault of ours and goes on upwards. */
export function asFailure(error: unknown): Failure {
	if (error instanceof Failure) return error;
	throw error;
}

interface NetworkFact {
	kind: 'unreachable' | 'ambiguous';
	says: string;
	advice?: string;
	final?: boolean;
}

const unreachable = (says: string, facts: Partial<NetworkFact> = {}): NetworkFact => ({
	kind: 'unreachable',
	says,
	advice: 'Check the Base URL of the credential, and that n8n can reach that host.',
	...facts,
});
const untrusted = (says: string): NetworkFact =>
	unreachable(says, {
		advice:
			'If it is your own server with a self-signed certificate, turn on Ignore SSL Issues in the credential.',
		final: true,
	});
const UNTRUSTED = untrusted('The certificate of the server is not trusted');
const NO_ADDRESS = unreachable('The Base URL is no address of the Web', {
	advice:
		'Check the Base URL of the credential: it begins with https:// or http://, as https://www.example.com does.',
	final: true,
});
const cut = (says: string): NetworkFact => ({ kind: 'ambiguous', says });
const CUT = cut('The connection was cut before an answer came');
const LATE = cut('No answer came in time');

/** What Node reports about a connection → what it means for a request that was under way. */
const NETWORK: Record<string, NetworkFact> = {
	ECONNREFUSED: unreachable('The server refused the connection'),
	ENOTFOUND: unreachable('The host is not known'),
	EAI_AGAIN: unreachable('The host name could not be looked up'),
	EHOSTUNREACH: unreachable('The host is not reachable'),
	ENETUNREACH: unreachable('The network is not reachable'),
	DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
	SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
	UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
	CERT_HAS_EXPIRED: untrusted('The certificate of the server has expired'),
	ERR_TLS_CERT_ALTNAME_INVALID: untrusted(
		'The certificate of the server was issued for another host',
	),
	EPROTO: unreachable('The server does not speak TLS as expected', {
		advice: 'Check whether the Base URL should begin with http:// or https://.',
		final: true,
	}),
	ERR_INVALID_URL: NO_ADDRESS,
	ERR_BAD_REQUEST: NO_ADDRESS,
	SSRF: unreachable('n8n does not let requests out to this address', {
		advice: 'Check the Base URL, or have the address allowed in N8N_SSRF_ALLOWED_IP_RANGES.',
		final: true,
	}),
	EMFILE: unreachable('n8n has too many files and connections open', {
		advice: 'Lower Concurrency under Options, or run fewer executions at once.',
	}),
	ENFILE: unreachable('The machine has too many files and connections open', {
		advice: 'Lower Concurrency under Options, or run fewer executions at once.',
	}),
	ECONNRESET: CUT,
	EPIPE: CUT,
	ECONNABORTED: LATE,
	ETIMEDOUT: LATE,
};

export const isNetworkCode = (code: string): boolean => Object.hasOwn(NETWORK, code);

/**
 * What a connection's end means, by Node's code for it. The error itself is dropped: it carries
 * the URL and the headers, and so the token.
 */
export function networkFailure(code: string | undefined): Failure {
	const { kind, says, ...facts } =
		NETWORK[code ?? ''] ??
		cut(`The connection ended before an answer came${code ? ` (${code})` : ''}`);
	return new Failure(kind, says, facts);
}

const TOO_LARGE = 'Lower Batch Size under Options where there is one, or send less in a record.';
const WRONG_PATH =
	'Check the Base URL of the credential: this address does not lead to the interface.';
const WRONG_PATH_OR_FAIL_OVER =
	'Check the Base URL of the credential, its prefix included, and that the platform has this interface. If it was right before, run it again in some minutes.';

/**
 * What an HTTP status says when the body says nothing that the platform's document knows.
 * @param failsOverWith statuses that may pass by themselves
 * @returns undefined for 2xx
 */
export function statusFailure(
	status: number,
	facts: Pick<FailureFacts, 'retryAfterMs'>,
	failsOverWith: number[] = [],
): Failure | undefined {
	if (status >= 200 && status < 300) return undefined;
	const fail = (kind: FailureKind, says: string, advice?: string) =>
		new Failure(kind, `${says} (HTTP ${status})`, { ...facts, httpStatus: status, advice });
	if (status === 429) return fail('rateLimited', 'The platform asks for fewer requests');
	if (status === 401) return fail('tokenRejected', 'The platform did not accept the token');
	if (status >= 500 || status === 408)
		return fail('ambiguous', 'The platform could not answer properly');
	if (failsOverWith.includes(status))
		return fail(
			'ambiguous',
			'The platform does not know this address, or its gateway is failing over',
			WRONG_PATH_OR_FAIL_OVER,
		);
	if (status >= 300 && status < 400)
		return fail(
			'refused',
			'The address redirects elsewhere, which is not followed',
			'Enter the final address as Base URL in the credential.',
		);
	if (status === 413)
		return fail('refused', 'The request was too large for the platform', TOO_LARGE);
	if (status === 404 || status === 405)
		return fail('refused', 'The platform does not know this address', WRONG_PATH);
	return fail('refused', 'The platform refused the request');
}
