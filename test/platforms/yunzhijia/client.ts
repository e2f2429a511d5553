/** What the tests of the Yunzhijia test platform share: a client of its token and its endpoints. */
import { expect } from 'vitest';
import type { TestPlatform, YunzhijiaState } from '../index.ts';
import { form, jsonBody, read } from '../http.ts';
import type { Fields } from '../http.ts';

type Platform = TestPlatform<YunzhijiaState>;

export const OPEN = '/gateway/openimport/open/';

let attempt = 0;

export async function askToken({ url, credential }: Platform, changes: Fields = {}) {
	const { eid, secret } = credential;
	const body = { eid, secret, timestamp: Date.now(), scope: 'resGroupSecret', ...changes };
	const path = '/gateway/oauth2/token/getAccessToken';
	return await read(await fetch(url + path, jsonBody('POST', body)));
}

export async function ask(platform: Platform, path: string, data: unknown, fields: Fields = {}) {
	const token = (await askToken(platform)).json.data.accessToken;
	const body = form({
		eid: platform.credential.eid,
		nonce: `n${attempt++}`,
		data: JSON.stringify(data),
		...fields,
	});
	const url = `${platform.url}${OPEN}${path}?accessToken=${token}`;
	return await read(await fetch(url, { method: 'POST', body }));
}

/** The answer's data; fails unless the platform says success. */
export async function dataFrom(platform: Platform, path: string, data: unknown) {
	const { json } = await ask(platform, path, data);
	expect(json).toMatchObject({ success: true, error: null, errorCode: 100 });
	return json.data;
}
