/** What a platform has to say about itself, in its folder's `platform.ts`: data and small functions. */
import type { IHttpRequestMethods } from 'n8n-workflow';

import type { Call } from './call';
import type { FailureKind } from './failure';
import type { HttpAnswer, HttpRequest } from './http';
import type { Rec } from './operation';
import type { Outcome } from './outcome';
import type { Credential, TokenSource } from './token';

export interface Endpoint {
	method: IHttpRequestMethods;
	/** Below the credential's base URL. */
	path: string;
	/** Absent: the user types in the path. */
	known?: Known;
}

/** Where an endpoint is documented, for docs/endpoints.md. */
export interface Known {
	/** The document and its section, or the number there. */
	source: string;
	sure: Sureness;
	/** What the vendor says of its state, if not that it is current. */
	status?: string;
}

/** By the vendor's page, only by an example there, by client code that was seen, or inferred. */
export type Sureness = 'documented' | 'example' | 'client' | 'inferred';

/** What stands in an answer that the platform's document knows. */
export type Envelope = { ok: true; data: unknown } | { ok: false; code: string; text: string };

export interface CodeFact {
	kind: FailureKind;
	advice?: string;
}

export interface Platform<C extends Credential = Credential> {
	/** As people call it, for messages. */
	name: string;
	credentialType: string;
	/** What is sent at once, and a minute (0: without limit), unless the user says otherwise. */
	pace: { concurrency: number; requestsPerMinute: number };
	token: TokenSource<C>;
	/** One request as it goes over the wire. */
	request(credential: C, token: string, endpoint: Endpoint, body: unknown): HttpRequest;
	/** Where success, data, code and text stand. Undefined: not an answer that the document knows. */
	open(answer: HttpAnswer): Envelope | undefined;
	/**
	 * Puts in the ids of what was named otherwise (`Rec.by`), for all records at once.
	 * @returns why not, for those where that can't be. Throws what `call` throws
	 */
	resolve?(records: Rec[], call: Call): Promise<Map<Rec, Outcome>>;
	/** Codes that mean something else than a final no, or for which there is advice. */
	codes: Record<string, CodeFact>;
}
