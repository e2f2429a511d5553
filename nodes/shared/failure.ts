/**
 * Every way in which a request can come to nothing, and the one class that carries it.
 * The five kinds are decided here and in the platforms' tables, nowhere else.
 */

/**
 * - `neverLeft`: it did not reach the platform (refused, DNS, TLS). Any operation may be repeated.
 * - `ambiguous`: it may or may not have taken effect (time-out, reset, 5xx, an unreadable answer).
 * - `slowDown`: the platform asks for patience; nothing was done.
 * - `tokenRejected`: the token is no longer, or not, accepted; nothing was done.
 * - `no`: the platform's final answer.
 */
export type FailureKind = 'neverLeft' | 'ambiguous' | 'slowDown' | 'tokenRejected' | 'no';

export interface FailureFacts {
	/** The platform's own code, as it stands on the wire. */
	platformCode?: string;
	httpStatus?: number;
	/** What the user can do about it, as a sentence. */
	advice?: string;
	/** How long the platform wants to be left alone. */
	retryAfterMs?: number;
	/** Trying again can't help, whatever the kind. */
	final?: boolean;
	/** An earlier sending of the same request may have taken effect. */
	mayHaveArrived?: boolean;
	/** It was a query that had to come first: the request itself was never sent. */
	ofQuery?: boolean;
	/** It concerns the credential, so every other request of it would end the same way. */
	ofCredential?: boolean;
}

/**
 * No property is called `code`, `status` or `response`: n8n reads those from any error that it
 * wraps and then shows a stock phrase in place of the message.
 */
export class Failure extends Error {
	readonly kind: FailureKind;
	readonly platformCode?: string;
	readonly httpStatus?: number;
	readonly advice?: string;
	readonly retryAfterMs?: number;
	readonly final?: boolean;
	readonly mayHaveArrived?: boolean;
	readonly ofQuery?: boolean;
	readonly ofCredential?: boolean;

	constructor(kind: FailureKind, message: string, facts: FailureFacts = {}) {
		super(message);
		this.name = 'Failure';
		this.kind = kind;
		Object.assign(this, facts);
	}

	/** The same failure with other facts or another kind. */
	with(facts: FailureFacts & { kind?: FailureKind; message?: string }): Failure {
		const { kind = this.kind, message = this.message, ...rest } = facts;
		return new Failure(kind, message, { ...this.facts(), ...rest });
	}

	private facts(): FailureFacts {
		const { platformCode, httpStatus, advice, retryAfterMs, final } = this;
		const { mayHaveArrived, ofQuery, ofCredential } = this;
		const about = { mayHaveArrived, ofQuery, ofCredential };
		return { platformCode, httpStatus, advice, retryAfterMs, final, ...about };
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
 * @throws Failure, Cancelled: that the request was not sent is known then
 */
export async function comingFirst<T>(query: Promise<T>): Promise<T> {
	try {
		return await query;
	} catch (error) {
		throw onlyAsked(error);
	}
}

function onlyAsked(error: unknown): unknown {
	if (error instanceof Failure) return error.with({ ofQuery: true });
	return error instanceof Cancelled ? new Cancelled() : error;
}

/** A parameter that can't be sent. The message completes the sentence "`field` …". */
export class Invalid extends Error {
	readonly field?: string;

	constructor(message: string, field?: string) {
		super(message);
		this.name = 'Invalid';
		this.field = field;
	}
}

/** The failure that was caught. Anything else is a fault of ours and goes on upwards. */
export function asFailure(error: unknown): Failure {
	if (error instanceof Failure) return error;
	throw error;
}

/** The invalid value that was caught. Anything else is a fault of ours and goes on upwards. */
export function asInvalid(error: unknown): Invalid {
	if (error instanceof Invalid) return error;
	throw error;
}

interface NetworkFact {
	kind: 'neverLeft' | 'ambiguous';
	says: string;
	advice?: string;
	final?: boolean;
}

const CHECK_BASE_URL = 'Check the Base URL of the credential, and that n8n can reach that host.';
const UNTRUSTED: NetworkFact = {
	kind: 'neverLeft',
	says: 'The certificate of the server is not trusted',
	advice:
		'If it is your own server with a self-signed certificate, turn on Ignore SSL Issues in the credential.',
	final: true,
};

/** What Node reports about a connection → what it means for a request that was under way. */
const NETWORK: Record<string, NetworkFact> = {
	ECONNREFUSED: {
		kind: 'neverLeft',
		says: 'The server refused the connection',
		advice: CHECK_BASE_URL,
	},
	ENOTFOUND: { kind: 'neverLeft', says: 'The host is not known', advice: CHECK_BASE_URL },
	EAI_AGAIN: {
		kind: 'neverLeft',
		says: 'The host name could not be looked up',
		advice: CHECK_BASE_URL,
	},
	EHOSTUNREACH: { kind: 'neverLeft', says: 'The host is not reachable', advice: CHECK_BASE_URL },
	ENETUNREACH: { kind: 'neverLeft', says: 'The network is not reachable', advice: CHECK_BASE_URL },
	DEPTH_ZERO_SELF_SIGNED_CERT: UNTRUSTED,
	SELF_SIGNED_CERT_IN_CHAIN: UNTRUSTED,
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNTRUSTED,
	UNABLE_TO_GET_ISSUER_CERT: UNTRUSTED,
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNTRUSTED,
	CERT_HAS_EXPIRED: { ...UNTRUSTED, says: 'The certificate of the server has expired' },
	ERR_TLS_CERT_ALTNAME_INVALID: {
		...UNTRUSTED,
		says: 'The certificate of the server was issued for another host',
	},
	EPROTO: {
		kind: 'neverLeft',
		says: 'The server does not speak TLS as expected',
		advice: 'Check whether the Base URL should begin with http:// or https://.',
		final: true,
	},
	ERR_INVALID_URL: {
		kind: 'neverLeft',
		says: 'The address is not valid',
		advice: CHECK_BASE_URL,
		final: true,
	},
	SSRF: {
		kind: 'neverLeft',
		says: 'n8n does not let requests out to this address',
		advice: 'Check the Base URL, or have the address allowed in N8N_SSRF_ALLOWED_IP_RANGES.',
		final: true,
	},
	ECONNRESET: { kind: 'ambiguous', says: 'The connection was cut before an answer came' },
	EPIPE: { kind: 'ambiguous', says: 'The connection was cut before an answer came' },
	ECONNABORTED: { kind: 'ambiguous', says: 'No answer came in time' },
	ETIMEDOUT: { kind: 'ambiguous', says: 'No answer came in time' },
};

export const isNetworkCode = (code: string): boolean => Object.hasOwn(NETWORK, code);

/**
 * What a connection's end means, by Node's code for it. The error itself is dropped: it carries
 * the URL and the headers, and so the token.
 */
export function networkFailure(code: string | undefined): Failure {
	const { kind, says, ...facts } = NETWORK[code ?? ''] ?? {
		kind: 'ambiguous',
		says: `The connection ended before an answer came${code ? ` (${code})` : ''}`,
	};
	return new Failure(kind, says, facts);
}

const TOO_LARGE = 'Lower Batch Size under Options where there is one, or send less in a record.';
const WRONG_PATH =
	'Check the Base URL of the credential: this address does not lead to the interface.';

/**
 * What an HTTP status says when the body says nothing that the platform's document knows.
 * @returns undefined for 2xx
 */
export function statusFailure(
	status: number,
	facts: Pick<FailureFacts, 'retryAfterMs'>,
): Failure | undefined {
	if (status >= 200 && status < 300) return undefined;
	const fail = (kind: FailureKind, says: string, advice?: string) =>
		new Failure(kind, `${says} (HTTP ${status})`, { ...facts, httpStatus: status, advice });
	if (status === 429) return fail('slowDown', 'The platform asks for fewer requests');
	if (status === 401) return fail('tokenRejected', 'The platform did not accept the token');
	if (status >= 500 || status === 408)
		return fail('ambiguous', 'The platform could not answer properly');
	if (status >= 300 && status < 400)
		return fail(
			'no',
			'The address redirects elsewhere, which is not followed',
			'Enter the final address as Base URL in the credential.',
		);
	if (status === 413) return fail('no', 'The request was too large for the platform', TOO_LARGE);
	if (status === 404 || status === 405)
		return fail('no', 'The platform does not know this address', WRONG_PATH);
	return fail('no', 'The platform refused the request');
}

/** A text with secrets taken out of it, in plain and as they stand in a URL or form. */
export function withoutSecrets(text: string, secrets: string[]): string {
	const forms = secrets
		.filter(Boolean)
		.flatMap((secret) => [
			secret,
			encodeURIComponent(secret),
			new URLSearchParams([['', secret]]).toString().slice(1),
		]);
	return forms.reduce((kept, form) => kept.replaceAll(form, '•••'), text);
}

export const redacted = (failure: Failure, secrets: string[]): Failure =>
	failure.with({ message: withoutSecrets(failure.message, secrets) });
