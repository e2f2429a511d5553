/**
 * What the credentials have in common: signing in for n8n's own nodes, such as HTTP Request, with
 * the token that our nodes use, and the fields that belong to it.
 */
import { NodeApiError, type INode, type INodeProperties } from 'n8n-workflow';

import type { Credential, TokenSource } from '../contract';
import { asFailure, type Failure } from './failure';
import type { HttpHelper } from './http';
import { getToken } from './token';

/** The last fields of every credential. */
export const signInFields: INodeProperties[] = [
	{
		displayName: 'Ignore SSL Issues (Insecure)',
		name: 'ignoreSslIssues',
		type: 'boolean',
		default: false,
		description: 'Whether to connect even if the certificate of the server can’t be verified',
	},
	{
		displayName: 'Access Token',
		name: 'accessToken',
		type: 'hidden',
		typeOptions: { expirable: true, password: true },
		default: '',
	},
	{ displayName: 'Expires At', name: 'expiresAt', type: 'hidden', default: 0 },
];

/** The two hidden fields in which n8n keeps a token between requests of its own nodes. */
export interface SignedIn {
	accessToken: string;
	/** Milliseconds since 1970. */
	expiresAt: number;
}

/**
 * A credential's `preAuthentication`: the same token, kept and fetched in the same way.
 * @throws NodeApiError with a sentence that says what is wrong and what to do; n8n shows it as it is
 */
export async function signIn<C extends Credential>(
	source: TokenSource<C>,
	credential: C & Partial<SignedIn>,
	helper: HttpHelper,
): Promise<SignedIn> {
	try {
		// n8n asks anew only when the field is empty, on a test, or after a 401.
		const { token, expiresAt } = await getToken(source, credential, helper, credential.accessToken);
		return { accessToken: token, expiresAt };
	} catch (error) {
		throw sentence(asFailure(error));
	}
}

/** There is no node when a credential signs in, but the error class wants one. */
const SIGN_IN: INode = {
	id: '',
	name: 'Sign-In',
	type: '',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** An error of n8n's own class, which it shows as it is: in others it puts words of its own. */
function sentence({ message, facts: { advice } }: Failure): NodeApiError {
	const text = advice ? `${message}. ${advice}` : message;
	const error = new NodeApiError(SIGN_IN, {}, { message: text });
	error.message = text;
	return error;
}

/**
 * The token that `signIn` left in the credential.
 * @throws an error that n8n takes for a 401, and then signs in anew: these platforms reject an
 *   expired token with HTTP 200, which n8n would take for a success
 */
export function signedInToken({ accessToken, expiresAt }: Partial<SignedIn>): string {
	if (accessToken && Number(expiresAt) > Date.now()) return accessToken;
	throw Object.assign(new Error('The token has expired'), { response: { status: 401 } });
}
