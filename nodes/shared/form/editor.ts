/** Requests that the editor makes while a form is filled in: columns, lists to choose from. */
import { NodeApiError, type ILoadOptionsFunctions } from 'n8n-workflow';

import type { Failure } from '../client/failure';
import { connect } from '../client/request';
import type { Call, Credential, Platform } from '../contract';

/** A person waits: better a clear word soon than an answer after many tries. */
const PATIENCE = { timeout: 20, retries: 1, patience: 3 };

/** `call` in the name of the credential that is chosen in the form. */
export async function connected<C extends Credential>(
	context: ILoadOptionsFunctions,
	platform: Platform<C>,
): Promise<Call> {
	const credential = await context.getCredentials<C>(platform.credentialType);
	return connect(context, platform, credential, PATIENCE);
}

/** What a person sees in the form when a request came to nothing. */
export const shownInEditor = (
	context: ILoadOptionsFunctions,
	{ message, facts: { advice: description } }: Failure,
): NodeApiError => new NodeApiError(context.getNode(), {}, { message, description });
