/**
 * What goes over the wire, and what can go wrong there: a credential, a token, a request, its answer. Types
 * only.
 */
import type { IHttpRequestMethods } from 'n8n-workflow';

// ── Credentials and tokens ──────────────────────────────────────────────────────────────────────

/** What every credential of these platforms has. */
export interface Credential {
	baseUrl: string;
	ignoreSslIssues?: boolean;
	[field: string]: unknown;
}

export interface Token {
	token: string;
	/** From the answer, not from a page: the vendors' pages disagree. */
	expiresInSeconds: number;
}

/** How a platform gives a token: in its `token.ts`. */
export interface TokenSource<C extends Credential> {
	/** Everything that makes this credential another than the next one. */
	identity(credential: C): string[];
	/** What nobody may read in a text about this credential. */
	secrets(credential: C): string[];
	/** Sends what is needed through `exchange` and reads the token. Throws Failure. */
	fetch(credential: C, exchange: (request: HttpRequest) => Promise<HttpAnswer>): Promise<Token>;
}

// ── Requests ────────────────────────────────────────────────────────────────────────────────────

export interface HttpRequest {
	method: IHttpRequestMethods;
	url: string;
	headers?: Record<string, string>;
	query?: Record<string, string>;
	/** Goes out exactly as it stands; its content type is in `headers`. */
	body?: string;
}

export interface HttpAnswer {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	text: string;
	/** The text as JSON, every digit kept; undefined when it is not JSON. */
	json: unknown;
}

export interface Endpoint {
	method: IHttpRequestMethods;
	/** Below the credential's base URL. */
	path: string;
	/** Absent: the user types in the path. */
	known?: Known;
	/** It changes nothing: it may be sent again even where a write would have to take a no for one. */
	isQuery?: true;
}

/** Where an endpoint is documented, for docs/endpoints.md. */
export interface Known {
	/** The document and its section, or the number there. */
	source: string;
	sure: Sureness;
	/** What the vendor says of its state, if not that it is current. */
	status?: string;
	/** What the vendor calls it, where that is too long for the form's term. */
	name?: string;
}

/** By the vendor's page, only by an example there, by client code that was seen, or inferred. */
export type Sureness = 'documented' | 'example' | 'client' | 'inferred';

export interface Reply {
	/** What the platform's document calls the data of the answer. */
	data: unknown;
	/** The whole answer. */
	body: unknown;
	/** An earlier sending of this request may have taken effect already. */
	repeated: boolean;
	/** When it was answered by the platform's own clock, in milliseconds since 1970, if it says so. */
	at?: number;
}

/**
 * Sends `body` to an endpoint in the name of one credential. `repeatable`: sending the same request
 * again after a lost answer does the same as sending it once.
 * @throws Failure when the platform says no or every retry was in vain; Cancelled
 */
export type Call = (
	endpoint: Endpoint,
	body: unknown,
	options: { repeatable: boolean },
) => Promise<Reply>;

// ── What can go wrong with a request ────────────────────────────────────────────────────────────

/**
 * - `unreachable`: it did not reach the platform (refused, DNS, TLS). Any operation may be repeated.
 * - `ambiguous`: it may or may not have taken effect (time-out, reset, 5xx, an unreadable answer).
 * - `rateLimited`: the platform asks for patience; nothing was done.
 * - `busy`: somebody else is writing this very record; nothing was done.
 * - `tokenRejected`: the token is no longer, or not, accepted; nothing was done.
 * - `refused`: the platform's final answer.
 */
export type FailureKind =
	| 'unreachable'
	| 'ambiguous'
	| 'rateLimited'
	| 'busy'
	| 'tokenRejected'
	| 'refused';

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
	ofPrerequisite?: boolean;
	/** It concerns the credential, so every other request of it would end the same way. */
	ofCredential?: boolean;
}

/** Decides for a run when sending makes no sense any more. */
export interface Circuit {
	/** Waits while the platform is in doubt and another request is trying it. Throws what opened it. */
	ready(signal?: AbortSignal): Promise<void>;
	/** Its turn has come, after whatever it waited for. Throws if the run has stopped meanwhile. */
	leave(wasSent: boolean): void;
	/** An answer came, whatever it said. */
	answered(): void;
	/** A request came to nothing for the platform's sake; others wait for so long. */
	failed(failure: Error, leftAt: number, pauseMs: number): void;
}

/** Is told what slows a run down, while it happens. Texts hold no secrets. */
export interface Observer {
	/** A request came to nothing and is sent again after so many milliseconds. */
	retrying(why: string, ms: number): void;
	/** The platform asked for patience: an interface rests for so many milliseconds. */
	pausing(ms: number): void;
	/** The platform rejected the token, and a new one is fetched. */
	renewing(): void;
}

/** What stands in an answer that the platform's document knows. */
export type Envelope = { ok: true; data: unknown } | { ok: false; code: string; text: string };

/** What a code of the platform means, if not just a final no to this request. */
export interface CodeFact {
	kind: FailureKind;
	advice?: string;
	/** A no to every other record of this credential as well: nothing further is sent. */
	ofCredential?: true;
}

/** What is sent, unless the user says otherwise. */
export interface Pace {
	/** Requests under way at once. */
	concurrency: number;
	/** To one interface; 0: without limit. */
	requestsPerMinute: number;
	/** To one interface; absent: without limit. The user can't change it. */
	requestsPerSecond?: number;
}
