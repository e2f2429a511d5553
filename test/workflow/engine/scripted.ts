/**
 * Yunzhijia and Weaver E10 with answers that a test writes itself: forms that the strict test
 * platforms never give. Token, recording and misbehaviour are as in test/platforms.
 */
import { onTestFinished } from 'vitest';
import { json, page } from '../../platforms/exchange.ts';
import type { RecordedRequest } from '../../platforms/index.ts';
import { startPlatform, tokenBook } from '../../platforms/server.ts';

type Script = (request: RecordedRequest) => unknown;

const YUNZHIJIA_TOKEN = '/gateway/oauth2/token/getAccessToken';
const WEAVER_TOKEN = ['/oauth2/authorize', '/oauth2/access_token'];

/**
 * @param endpoint `METHOD /path`, the only one besides those for a token
 * @param script gives the answer: an object, or text that goes out as it is
 */
export async function startScripted(endpoint: string, script: Script) {
	const tokens = tokenBook({}, 7200, Date.now);
	const { token } = tokens.issue();
	const platform = await startPlatform(
		{
			createState: () => ({}),
			endpoints: {
				[`POST ${YUNZHIJIA_TOKEN}`]: () =>
					json({ success: true, data: { accessToken: token, expireIn: 7200 } }),
				[`GET ${WEAVER_TOKEN[0]}`]: () => json({ errcode: '0', code: 'code' }),
				[`POST ${WEAVER_TOKEN[1]}`]: () => json({ errcode: '0', accessToken: token }),
				[endpoint]: (request) => json(script(request)),
			},
			unknownPath: () => page(404, '404 Not Found'),
			tokenPaths: [YUNZHIJIA_TOKEN, ...WEAVER_TOKEN],
			tokens,
			tokenRejected: json({ success: false, errorCode: 10000401, error: '认证失败' }),
			slowDown: page(429, '429 Too Many Requests'),
			refusal: () => json({ success: false, errorCode: 400, error: '操作失败' }),
			credential: (baseUrl) => ({
				baseUrl,
				eid: '10205',
				secret: 'secret',
				corpId: 'corp',
				appKey: 'app',
				appSecret: 'secret',
				authPlacement: 'body',
			}),
		},
		{},
	);
	onTestFinished(platform.stop);
	return platform;
}
