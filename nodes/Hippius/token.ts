import { Failure } from '../shared/client/failure';
import { address, formBody } from '../shared/client/http';
import { noToken, saidOf, secondsOf, unknownAnswer } from '../shared/client/token';
import type { Credential, HttpAnswer, TokenSource } from '../shared/contract';

export interface HippiusCredential extends Credential {
	corpId: string;
	corpSecret: string;
	edition: 'classic' | 'v033';
	authPlacement: 'query' | 'header';
	/** Where id and secret travel when a token is asked for; saved credentials do not have it. */
	signInPlacement?: 'form' | 'query';
}

interface TokenAnswer {
	access_token?: unknown;
	expires_in?: unknown;
	error?: unknown;
}

/** The page says 3600 in its sample and 7200 in its text; the smaller one if neither is answered. */
const EXPIRES_IN_SECONDS = 3600;

const BASE_URL_ADVICE =
	'Check the Base URL of the credential: it is the address in front of /oauth/oauth/token.';

export const TOO_FREQUENT = 'RATE_LIMIT_NOT_PASS';

/** The gateway speaks XML: `<oauth><status>…</status><code>…</code><message>…</message></oauth>`. */
export function gatewayRefusal({ text }: HttpAnswer): { code: string; text: string } | undefined {
	if (!text.includes('<oauth>')) return undefined;
	const element = (name: string) =>
		new RegExp(`<${name}>([^<]*)</${name}>`).exec(text)?.[1].trim() ?? '';
	return { code: element('status'), text: element('message') };
}

export const hippiusToken: TokenSource<HippiusCredential> = {
	identity: ({ corpId, corpSecret }) => [corpId, corpSecret],
	secrets: ({ corpSecret }) => [corpSecret],

	async fetch({ baseUrl, corpId, corpSecret, signInPlacement }, exchange) {
		const asked = {
			grant_type: 'client_credentials',
			client_id: corpId,
			client_secret: corpSecret,
		};
		const reply = await exchange({
			method: 'POST',
			url: address(baseUrl, '/oauth/oauth/token'),
			// The page prints these in the query string; in a form they stay out of access logs.
			...(signInPlacement === 'query' ? { query: asked } : formBody(asked)),
		});
		const { status } = reply;
		const answer = (reply.json ?? {}) as TokenAnswer;
		if (typeof answer.access_token === 'string')
			return {
				token: answer.access_token,
				expiresInSeconds: secondsOf(answer.expires_in, EXPIRES_IN_SECONDS),
			};
		if (typeof answer.error === 'string')
			throw noToken(`Hippius refused the Corp ID or the Corp Secret (${answer.error})`, {
				platformCode: answer.error,
				httpStatus: status,
				advice:
					'Copy both again from 企业管理 → 企业信息 in the Hippius console, without spaces before or after.',
			});
		const refusal = gatewayRefusal(reply);
		if (refusal?.code === TOO_FREQUENT)
			throw new Failure('rateLimited', saidOf(refusal.text, refusal.code), {
				platformCode: refusal.code,
				httpStatus: status,
			});
		if (refusal)
			throw noToken(`Hippius gave no token: ${saidOf(refusal.text, refusal.code)}`, {
				platformCode: refusal.code,
				httpStatus: status,
				advice: BASE_URL_ADVICE,
			});
		throw unknownAnswer(reply, 'Hippius', BASE_URL_ADVICE);
	},
};
