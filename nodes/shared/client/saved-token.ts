/**
 * One token for all processes of an n8n: the one that n8n has saved with the credential. Only n8n
 * may read and write that, so it is asked with a request that is never sent. n8n hands it to the
 * credential's `authenticate` together with what is saved, which puts the token into the request
 * and throws. If it throws what n8n takes for a 401, n8n calls `preAuthentication`, saves the token
 * that this gives, and hands over the request once more.
 */
import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';

/** The hidden fields of a credential in which n8n keeps a token. */
export interface SignedIn {
	accessToken: string;
	/** Milliseconds since 1970. */
	expiresAt: number;
	/** Whose token it is: after an edit of the credential n8n keeps the old one. */
	accessTokenFor: string;
}

/** What a process wants to know of the saved token. */
export interface TokenWanted {
	/** Of the credential. */
	key: string;
	/** These are of no use any more. */
	not: string[];
	/** To have a token that is of no use renewed and saved, too. */
	renew: boolean;
}

export type SavedToken = Pick<SignedIn, 'accessToken' | 'expiresAt'>;

/** @returns a token that can be used; undefined if there is none, or n8n could not be asked */
export type AskSaved = (wanted: TokenWanted) => Promise<SavedToken | undefined>;

interface Question extends TokenWanted {
	looks: number;
	answer?: SavedToken;
}

type Asking = IHttpRequestOptions & { orgsync?: Question };

export const asker =
	(context: Pick<IAllExecuteFunctions, 'helpers'>, credentialType: string): AskSaved =>
	async (wanted) => {
		const orgsync: Question = { ...wanted, looks: 0 };
		const request: Asking = { url: '', orgsync };
		const ask = async () => {
			const { httpRequestWithAuthentication } = context.helpers;
			const self = context as IAllExecuteFunctions;
			await httpRequestWithAuthentication.call(self, credentialType, request);
		};
		// It always throws: the answer is in the request.
		await ask().catch(() => {});
		return orgsync.answer;
	};

/**
 * The part of `authenticate`.
 * @param key of the credential as it is now
 * @param request answered if it is a question
 * @returns the saved token
 * @throws after a question, always; an error that n8n takes for a 401 if there is no token that can
 *   be used: these platforms reject an expired one with HTTP 200, which n8n takes for a success
 */
export function savedToken(
	{ accessToken, expiresAt, accessTokenFor }: Partial<SignedIn>,
	key: string,
	request: IHttpRequestOptions,
): string {
	const { orgsync: question } = request as Asking;
	const mine = accessToken && accessTokenFor === key && Number(expiresAt) > Date.now();
	if (!question) {
		if (mine) return accessToken;
		throw signInAnew();
	}
	// With expressions a credential differs from item to item, and n8n asks for that of the first.
	if (question.key !== key) throw new Error('The saved credential is another one');
	// What was renewed a moment ago is taken as it is: a platform may give the same token again.
	const isNew = ++question.looks > 1 || !question.not.includes(String(accessToken));
	if (!mine || !isNew) throw question.renew ? signInAnew() : new Error('There is none');
	question.answer = { accessToken, expiresAt: Number(expiresAt) };
	throw new Error('There is nothing to send');
}

const signInAnew = () =>
	Object.assign(new Error('The token has expired'), { response: { status: 401 } });
