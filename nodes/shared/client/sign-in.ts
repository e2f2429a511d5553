/**
 * What the credentials have in common: signing in for n8n's own nodes, such as HTTP Request, with
 * the token that our nodes use, and the fields that belong to it.
 */
import {
	NodeApiError,
	type IHttpRequestOptions,
	type INode,
	type INodeProperties,
} from 'n8n-workflow';

import type { Credential, TokenSource } from '../contract';
import { asFailure, type Failure } from './failure';
import type { HttpHelper } from './http';
import { savedToken, type SignedIn } from './saved-token';
import { credentialKey, tokenOfProcess } from './token';

/** The last fields of every credential. */
export const signInFields: INodeProperties[] = [
	{
		displayName: 'Ignore SSL Issues (Insecure, 忽略证书错误)',
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
	{
		displayName: 'Access Token For',
		name: 'accessTokenFor',
		type: 'hidden',
		typeOptions: { password: true },
		default: '',
	},
];

/**
 * A credential's `preAuthentication`: n8n calls it when the saved token is empty, on a test of the
 * credential, and after a 401. What it gives, n8n saves.
 * @throws NodeApiError with a sentence that says what is wrong and what to do; n8n shows it as it is
 */
export async function signIn<C extends Credential>(
	source: TokenSource<C>,
	credential: C & Partial<SignedIn>,
	helper: HttpHelper,
): Promise<SignedIn> {
	try {
		const { token, expiresAt } = await tokenOfProcess(
			source,
			credential,
			helper,
			credential.accessToken,
		);
		return { accessToken: token, expiresAt, accessTokenFor: credentialKey(source, credential) };
	} catch (error) {
		throw sentence(asFailure(error));
	}
}

/**
 * The token that `signIn` left in the credential, for its `authenticate`. Throws what `savedToken`
 * throws.
 */
export const signedInToken = <C extends Credential>(
	source: TokenSource<C>,
	credential: C & Partial<SignedIn>,
	request: IHttpRequestOptions,
): string => savedToken(credential, credentialKey(source, credential), request);

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
