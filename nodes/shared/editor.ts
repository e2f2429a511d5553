/** Requests that the editor makes while a form is filled in: columns, lists to choose from. */
import { NodeApiError, type ILoadOptionsFunctions } from 'n8n-workflow';

import { call, type Call } from './call';
import type { Failure } from './failure';
import type { Platform } from './platform';
import type { Credential } from './token';

/** A person waits: better a clear word soon than an answer after many tries. */
const PATIENCE = { timeout: 20_000, retries: 1 };

/** `call` in the name of the credential that is chosen in the form. */
export async function connected<C extends Credential>(
	context: ILoadOptionsFunctions,
	platform: Platform<C>,
): Promise<Call> {
	const credential = await context.getCredentials<C>(platform.credentialType);
	const connection = {
		platform,
		credential,
		helper: helperOf(context),
		requestsPerMinute: platform.pace.requestsPerMinute,
		...PATIENCE,
	};
	return async (...request) => await call(connection, ...request);
}

const helperOf = ({ helpers }: ILoadOptionsFunctions) => helpers.httpRequest;

/** What a person sees in the form when a request came to nothing. */
export const shownInEditor = (
	context: ILoadOptionsFunctions,
	{ message, advice: description }: Failure,
): NodeApiError => new NodeApiError(context.getNode(), {}, { message, description });
