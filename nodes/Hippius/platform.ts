import { address, jsonBody } from '../shared/client/http';
import type { CodeFact, Envelope, HttpAnswer, Platform } from '../shared/contract';
import { gatewayRefusal, hippiusToken, TOO_FREQUENT, type HippiusCredential } from './token';

const PLACEMENT_ADVICE =
	'If it stays like this, choose the other Token Placement in the credential.';
const RIGHTS_ADVICE =
	'Ask the Hippius administrator to grant the contact-sync interfaces to this Corp ID.';

const CODES: Record<string, CodeFact> = {
	PERMISSION_ACCESS_TOKEN_EXPIRED: { kind: 'tokenRejected' },
	PERMISSION_ACCESS_TOKEN_INVALID: { kind: 'tokenRejected', advice: PLACEMENT_ADVICE },
	PERMISSION_ACCESS_TOKEN_NULL: { kind: 'tokenRejected', advice: PLACEMENT_ADVICE },
	'error.not_login': { kind: 'tokenRejected' },
	[TOO_FREQUENT]: { kind: 'rateLimited' },
	'error.visit.frequent': { kind: 'rateLimited' },
	// Another writer was faster, so nothing was changed: this record once more.
	'error.optimistic_lock': { kind: 'busy' },
	'error.network': { kind: 'ambiguous' },
	'error.timeout': { kind: 'ambiguous' },
	'error.serverBusy': { kind: 'ambiguous' },
	PERMISSION_MISMATCH: { kind: 'refused', advice: RIGHTS_ADVICE },
	PERMISSION_NOT_PASS: { kind: 'refused', advice: RIGHTS_ADVICE },
	'error.forbidden': { kind: 'refused', advice: RIGHTS_ADVICE },
	PERMISSION_SERVICE_ROUTE: {
		kind: 'refused',
		advice: 'Check the Base URL of the credential: it must end before /hipspfm.',
	},
	'error.code_repeat': {
		kind: 'refused',
		advice: 'A record with this code exists already. Use Create or Update, or another code.',
	},
	'error.dept_not_exists': {
		kind: 'refused',
		advice: 'Create the department first, or check its code.',
	},
	'error.position_not_exists': {
		kind: 'refused',
		advice: 'Create the position first, in this department, or check its code.',
	},
	'error.data_invalid': {
		kind: 'refused',
		advice: 'Hippius does not say which value. Check that every department and position exists.',
	},
};

export const hippius: Platform<HippiusCredential> = {
	name: 'Hippius',
	credentialType: 'hippiusApi',
	pace: { concurrency: 5, requestsPerMinute: 0 },
	token: hippiusToken,
	codes: CODES,

	request({ baseUrl, authPlacement }, token, { method, path }, body) {
		const request = { method, url: address(baseUrl, path), ...jsonBody(body) };
		// Never both: the gateway takes that for two clients.
		return authPlacement === 'header'
			? { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } }
			: { ...request, query: { access_token: token } };
	},

	open: (answer) => fromJson(answer.json) ?? fromXml(answer),
};

/** `{failed, code, message}`; development servers add a stack trace, which is left where it is. */
function fromJson(jsonBody: unknown): Envelope | undefined {
	const { failed, code, message } = (jsonBody ?? {}) as Record<string, unknown>;
	if (failed === false) return { ok: true, data: undefined };
	if (failed === true) return { ok: false, code: String(code), text: String(message ?? '') };
	return undefined;
}

function fromXml(answer: HttpAnswer): Envelope | undefined {
	const refusal = gatewayRefusal(answer);
	return refusal && { ok: false, ...refusal };
}
