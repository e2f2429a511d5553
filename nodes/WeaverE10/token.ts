/** The token of Weaver E10: authorize, then access_token (docs/vendors/weaver-e10.md, section 1). */
import { randomBytes } from 'node:crypto';

import { asFailure } from '../shared/client/failure';
import { address, formBody } from '../shared/client/http';
import { parse } from '../shared/client/json';
import { noToken, saidOf, secondsOf, unknownAnswer } from '../shared/client/token';
import type { Credential, HttpAnswer, HttpRequest, Token, TokenSource } from '../shared/contract';
import { object } from '../shared/input/readers';

export interface WeaverE10Credential extends Credential {
	corpId: string;
	appKey: string;
	appSecret: string;
	authPlacement: 'body' | 'query';
	/** JSON text of an object, or empty. */
	extraHeaders?: string;
}

interface TokenAnswer {
	errcode?: unknown;
	errmsg?: unknown;
	code?: unknown;
	accessToken?: unknown;
	/** The vendor's own slip, sent along with or instead of the right one. */
	acessToken?: unknown;
	expires_in?: unknown;
}

/** Private gateways answer so while they fail over; 502, 503 and 504 pass on any platform. */
export const FAILS_OVER_WITH = [404];
const EXPIRES_IN_SECONDS = 7200;
/** A shorter header is a setting, and its value may be any word of a text. */
const SHORTEST_KEY = 8;

const ADVICE: Record<string, string> = {
	'200005':
		'Copy App Key and App Secret again from the app in 开放平台, and see that the app is approved.',
};
const BASE_URL_ADVICE =
	'Check the Base URL of the credential: it is the address in front of /oauth2, prefix included.';
const APP_ADVICE =
	'Check the Corp ID (from 开发者资料), and that the app is a 通用型应用 with OAuth2.0 and approved in 开放平台.';

export const weaverE10Token: TokenSource<WeaverE10Credential> = {
	identity: ({ corpId, appKey, appSecret, extraHeaders: headers = '' }) => [
		corpId,
		appKey,
		appSecret,
		headers,
	],
	secrets: (credential) => [
		credential.appSecret,
		...Object.values(extraHeaders(credential)).filter(({ length }) => length >= SHORTEST_KEY),
	],

	async fetch(credential, exchange) {
		try {
			return await authorized(credential, exchange);
		} catch (error) {
			// A code is good for a few minutes and once only: with a new one it may go well.
			const failure = asFailure(error);
			if (failure.facts.platformCode !== INVALID_CODE) throw failure;
			return await authorized(credential, exchange);
		}
	},
};

const INVALID_CODE = '200004';

async function authorized(
	credential: WeaverE10Credential,
	exchange: (request: HttpRequest) => Promise<HttpAnswer>,
): Promise<Token> {
	const { baseUrl, corpId, appKey, appSecret } = credential;
	const headers = extraHeaders(credential);
	const { code } = answered(
		await exchange({
			method: 'GET',
			url: address(baseUrl, '/oauth2/authorize'),
			headers,
			query: { corpid: corpId, response_type: 'code', state: randomBytes(8).toString('hex') },
		}),
		['code'],
	);
	const token = formBody({
		app_key: appKey,
		app_secret: appSecret,
		grant_type: 'authorization_code',
		code: String(code),
	});
	const { accessToken, acessToken, expires_in } = answered(
		await exchange({
			method: 'POST',
			url: address(baseUrl, '/oauth2/access_token'),
			...token,
			headers: { ...headers, ...token.headers },
		}),
		['accessToken', 'acessToken'],
	);
	return {
		token: String(accessToken ?? acessToken),
		expiresInSeconds: secondsOf(expires_in, EXPIRES_IN_SECONDS),
	};
}

/** @throws Failure unless the answer is a success with one of these members */
function answered(reply: HttpAnswer, members: Array<keyof TokenAnswer>): TokenAnswer {
	const { status, json } = reply;
	const answer = (json ?? {}) as TokenAnswer;
	const code = String(answer.errcode ?? '');
	if (code === '0' && members.some((name) => typeof answer[name] === 'string')) return answer;
	if (code !== '')
		throw noToken(`Weaver refused the app: ${saidOf(answer.errmsg, code)}`, {
			platformCode: code,
			httpStatus: status,
			advice: ADVICE[code] ?? APP_ADVICE,
		});
	throw unknownAnswer(reply, 'Weaver', BASE_URL_ADVICE, FAILS_OVER_WITH);
}

/**
 * The static headers that some gateways demand.
 * @throws Failure when they are not an object of texts
 */
export function extraHeaders({ extraHeaders: given }: WeaverE10Credential): Record<string, string> {
	if (!given || String(given).trim() === '') return {};
	try {
		const headers = Object.entries(object(parse(String(given))) as object);
		return Object.fromEntries(headers.map(([name, value]) => [name, String(value)]));
	} catch {
		throw notHeaders(); // what it holds is a secret, so nothing of it is shown
	}
}

const notHeaders = () =>
	noToken('The field Extra Headers of the credential must be JSON: an object of names and values', {
		advice: 'Write it like {"X-Gateway-Key": "…"}, or leave it empty.',
	});
