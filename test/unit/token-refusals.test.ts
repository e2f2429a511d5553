/** What is said of a token that a platform refuses in few words. */
import { expect, it } from 'vitest';
import { hippiusToken } from '../../nodes/Hippius/token.ts';
import type { Credential, HttpAnswer, TokenSource } from '../../nodes/shared/contract/index.ts';
import { weaverE10Token } from '../../nodes/WeaverE10/token.ts';
import { yunzhijiaToken } from '../../nodes/Yunzhijia/token.ts';

const answering = (text: string, status = 200): HttpAnswer => ({
	...{ status, headers: {}, text },
	json: text.startsWith('{') ? (JSON.parse(text) as unknown) : undefined,
});

it.each([
	[
		'Yunzhijia without a text',
		yunzhijiaToken,
		'{"success":false,"error":null,"errorCode":10000401}',
		'Yunzhijia refused the EID or the secret: no reason given (10000401)',
	],
	[
		'Yunzhijia without a code',
		yunzhijiaToken,
		'{"success":false,"error":"认证失败"}',
		'Yunzhijia refused the EID or the secret: 认证失败',
	],
	[
		'Yunzhijia that is too busy to say why',
		yunzhijiaToken,
		'{"success":false,"errorCode":10000429}',
		'no reason given (10000429)',
	],
	[
		'Weaver without a text',
		weaverE10Token,
		'{"errcode":"200005"}',
		'Weaver refused the app: no reason given (200005)',
	],
	[
		'Hippius without a text',
		hippiusToken,
		'<oauth><status>PERMISSION_MISMATCH</status></oauth>',
		'Hippius gave no token: no reason given (PERMISSION_MISMATCH)',
	],
])('%s', async (_what, source, text, says) => {
	const credential = { baseUrl: 'https://platform.test' } as Credential;
	const fetching = (source as TokenSource<Credential>).fetch(credential, async () =>
		answering(text),
	);
	await expect(fetching).rejects.toMatchObject({ message: says });
});
