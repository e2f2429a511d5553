import { address, jsonBody } from '../shared/client/http';
import type { CodeFact, Envelope, Platform } from '../shared/contract';
import { isUnset } from '../shared/input/readers';
import { SUCCESS } from './answers';
import { extraHeaders, FAILS_OVER_WITH, weaverE10Token, type WeaverE10Credential } from './token';

const TOKEN_REJECTED: CodeFact = {
	kind: 'tokenRejected',
	advice:
		'If it stays like this, see that this interface is added to the app in 开放平台, or choose the other Token Placement in the credential.',
};

export const weaverE10: Platform<WeaverE10Credential> = {
	name: 'Weaver E10',
	credentialType: 'weaverE10Api',
	pace: { concurrency: 4, requestsPerMinute: 0 },
	token: weaverE10Token,
	codes: {
		'200004': TOKEN_REJECTED,
		'200007': TOKEN_REJECTED,
		'200008': TOKEN_REJECTED,
		'300001': TOKEN_REJECTED,
		'300002': TOKEN_REJECTED,
	},
	failsOverWith: FAILS_OVER_WITH,

	request(credential, token, { method, path }, body) {
		const request = {
			method,
			url: address(credential.baseUrl, path),
			headers: extraHeaders(credential),
		};
		// A GET has no body to put the token in.
		if (method === 'GET') return { ...request, query: { access_token: token } };
		const inBody = credential.authPlacement === 'body';
		const { headers, body: text } = jsonBody(
			inBody ? { ...(body as object), access_token: token } : body,
		);
		return {
			...request,
			headers: { ...request.headers, ...headers },
			body: text,
			query: inBody ? undefined : { access_token: token },
		};
	},

	open({ json }) {
		if (typeof json !== 'object' || json === null) return undefined;
		const { message, code, msg, status, errcode, errmsg, data } = json as Record<string, unknown>;
		const inner = (message ?? {}) as { errcode?: unknown; errmsg?: unknown };
		if (typeof message === 'object' && !isUnset(inner.errcode))
			return verdict(inner.errcode, inner.errmsg, data);
		if (!isUnset(errcode)) return verdict(errcode, errmsg, data);
		// “200” alone is the word of a gateway, of one that is being serviced for instance.
		if (SUCCESS.includes(String(code)) && isUnset(status) && data === undefined) return undefined;
		if (!isUnset(code) && status !== false) return verdict(code, msg, data);
		if (!isUnset(code)) return { ok: false, code: String(code), text: String(msg ?? '') };
		return undefined;
	},
};

const verdict = (code: unknown, text: unknown, data: unknown): Envelope =>
	SUCCESS.includes(String(code))
		? { ok: true, data }
		: { ok: false, code: String(code), text: String(text ?? '') };
