/** Yunzhijia (云之家) on the wire: docs/vendors/yunzhijia.md, sections 1 and 2. */
import { randomBytes } from 'node:crypto';

import { address, formBody } from '../shared/client/http';
import type { Platform } from '../shared/contract';
import { resolveIds } from './lookups/resolve';
import { TOO_FREQUENT, yunzhijiaToken, type YunzhijiaCredential } from './token';

export const yunzhijia: Platform<YunzhijiaCredential> = {
	name: 'Yunzhijia',
	credentialType: 'yunzhijiaApi',
	resolve: resolveIds,
	// The document: 1500 calls a minute per interface for this kind of token.
	pace: { concurrency: 4, requestsPerMinute: 1500 },
	token: yunzhijiaToken,
	codes: {
		'10000401': {
			kind: 'tokenRejected',
			advice:
				'If it stays like this, the key in the credential is a read-only one: writes need the editable address-book key.',
		},
		[TOO_FREQUENT]: { kind: 'rateLimited' },
	},

	request({ baseUrl, eid }, token, { method, path }, body) {
		return {
			method,
			url: address(baseUrl, path),
			query: { accessToken: token },
			// Sixteen characters, new for every attempt: a repeated one is refused.
			...formBody({ eid, nonce: randomBytes(8).toString('hex'), data: JSON.stringify(body) }),
		};
	},

	/** `success` decides; the code of a success differs from interface to interface. */
	open({ json }) {
		const { success, data, ...answer } = (json ?? {}) as Record<string, unknown>;
		if (success === true) return { ok: true, data };
		if (success !== false) return undefined;
		// `relationship/*` calls them msgCode and msg.
		const code = String(answer.errorCode ?? answer.msgCode ?? '');
		return { ok: false, code, text: String(answer.error ?? answer.msg ?? '') };
	},
};
