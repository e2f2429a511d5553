import { Failure } from '../shared/client/failure';
import { address, jsonBody } from '../shared/client/http';
import { noToken, saidOf, secondsOf, unknownAnswer } from '../shared/client/token';
import type { Credential, TokenSource } from '../shared/contract';

export interface YunzhijiaCredential extends Credential {
	eid: string;
	secret: string;
}

interface TokenAnswer {
	success?: unknown;
	error?: unknown;
	errorCode?: unknown;
	data?: { accessToken?: unknown; expireIn?: unknown } | null;
}

const BASE_URL_ADVICE =
	'Check the Base URL of the credential: it is the address in front of /gateway, https://www.yunzhijia.com for the public cloud.';
/** The pages say 6400 or 7200; the smaller one if the answer says nothing. */
const EXPIRES_IN_SECONDS = 6400;
export const TOO_FREQUENT = '10000429';
/** The platform accepts a timestamp for three minutes. */
const CLOCK_TOLERANCE_MS = 3 * 60_000;

export const yunzhijiaToken: TokenSource<YunzhijiaCredential> = {
	identity: ({ eid, secret }) => [eid, secret],
	secrets: ({ secret }) => [secret],

	async fetch({ baseUrl, eid, secret }, exchange) {
		const timestamp = Date.now();
		const answer = await exchange({
			method: 'POST',
			url: address(baseUrl, '/gateway/oauth2/token/getAccessToken'),
			...jsonBody({ eid, secret, timestamp, scope: 'resGroupSecret' }),
		});
		const { success, error, errorCode, data } = (answer.json ?? {}) as TokenAnswer;
		if (success === true && typeof data?.accessToken === 'string')
			return {
				token: data.accessToken,
				expiresInSeconds: secondsOf(data.expireIn, EXPIRES_IN_SECONDS),
			};
		const httpStatus = answer.status;
		if (success !== false) throw unknownAnswer(answer, 'Yunzhijia', BASE_URL_ADVICE);
		if (String(errorCode) === TOO_FREQUENT)
			throw new Failure('rateLimited', saidOf(error, TOO_FREQUENT), {
				platformCode: TOO_FREQUENT,
				httpStatus,
			});
		const minutes = clockOffMinutes(answer.headers.date, timestamp);
		throw noToken(`Yunzhijia refused the EID or the secret: ${saidOf(error, errorCode)}`, {
			httpStatus,
			platformCode: String(errorCode),
			advice: minutes
				? `The clock of this machine is ${minutes} minutes off from Yunzhijia’s, which accepts 3: set it right.`
				: 'Copy both again from 管理中心 → 系统设置 → 系统集成 → 通讯录同步, without spaces before or after.',
		});
	},
};

/** @returns whole minutes between the server's clock and ours, 0 while it can't matter */
function clockOffMinutes(date: string | undefined, ours: number): number {
	const off = Math.abs(Date.parse(date ?? '') - ours);
	return off > CLOCK_TOLERANCE_MS ? Math.round(off / 60_000) : 0;
}
