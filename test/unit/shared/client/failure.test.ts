/** nodes/shared/client/failure.ts: what a connection's end and a status mean. */
import { describe, expect, it } from 'vitest';

import {
	asFailure,
	Cancelled,
	Failure,
	networkFailure,
	onceSent,
	statusFailure,
} from '../../../../nodes/shared/client/failure.ts';
import { asInvalid, Invalid } from '../../../../nodes/shared/input/invalid.ts';

describe('networkFailure', () => {
	it.each<[string | undefined, string, boolean]>([
		['ECONNREFUSED', 'unreachable', false],
		['ENOTFOUND', 'unreachable', false],
		['EAI_AGAIN', 'unreachable', false],
		['EHOSTUNREACH', 'unreachable', false],
		['ENETUNREACH', 'unreachable', false],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'unreachable', true],
		['SELF_SIGNED_CERT_IN_CHAIN', 'unreachable', true],
		['CERT_HAS_EXPIRED', 'unreachable', true],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'unreachable', true],
		['EPROTO', 'unreachable', true],
		['ERR_INVALID_URL', 'unreachable', true],
		['ECONNRESET', 'ambiguous', false],
		['EPIPE', 'ambiguous', false],
		['ECONNABORTED', 'ambiguous', false],
		['ETIMEDOUT', 'ambiguous', false],
		['HPE_INVALID_CONSTANT', 'ambiguous', false],
		[undefined, 'ambiguous', false],
	])('%s is %s, final: %s', (code, kind, final) => {
		const failure = networkFailure(code);
		expect(failure).toMatchObject({ kind, message: expect.stringMatching(/^The \w+|^No answer/) });
		expect(failure.facts.final === true).toBe(final);
		if (kind === 'unreachable') expect(failure.facts.advice).toMatch(/\.$/);
	});

	it('names a code that it does not know', () => {
		expect(networkFailure('EWHATEVER').message).toContain('EWHATEVER');
	});
});

describe('statusFailure', () => {
	it.each([
		[200, undefined],
		[204, undefined],
		[302, 'refused'],
		[304, 'refused'],
		[400, 'refused'],
		[401, 'tokenRejected'],
		[403, 'refused'],
		[404, 'refused'],
		[408, 'ambiguous'],
		[413, 'refused'],
		[429, 'rateLimited'],
		[500, 'ambiguous'],
		[502, 'ambiguous'],
		[504, 'ambiguous'],
	])('%i is %s', (status, kind) => {
		const failure = statusFailure(status, { retryAfterMs: 7 });
		expect(failure?.kind).toBe(kind);
		if (failure) expect(failure).toMatchObject({ facts: { httpStatus: status, retryAfterMs: 7 } });
		if (failure) expect(failure.message).toContain(`HTTP ${status}`);
	});
});

describe('Failure', () => {
	const failure = new Failure('refused', 'says', {
		platformCode: '7',
		httpStatus: 200,
		advice: 'do',
	});

	it('keeps its facts when one of them changes', () => {
		const other = failure.with({ kind: 'ambiguous', httpStatus: 502 });
		expect(other).toMatchObject({ kind: 'ambiguous', message: 'says', facts: { httpStatus: 502 } });
		expect(other).toMatchObject({ facts: { platformCode: '7', advice: 'do' } });
		expect(failure).toMatchObject({ kind: 'refused', facts: { httpStatus: 200 } });
	});

	it('has none of the properties that n8n takes for a stock phrase', () => {
		for (const name of ['code', 'status', 'statusCode', 'response', 'cause'])
			expect(failure).not.toHaveProperty(name);
	});
});

it('lets what is no failure of a request, and no invalid value, go on upwards', () => {
	const failure = new Failure('refused', 'no');
	const invalid = new Invalid('must be');
	expect(asFailure(failure)).toBe(failure);
	expect(asInvalid(invalid)).toBe(invalid);
	const bug = new TypeError('a bug');
	expect(() => asFailure(bug)).toThrow(bug);
	expect(() => asInvalid(bug)).toThrow(bug);
	expect(() => asFailure(new Cancelled())).toThrow(Cancelled);
	expect(() => asInvalid(failure)).toThrow(failure);
});

describe('onceSent', () => {
	it('marks what ends a request that was sent before', () => {
		const facts = { mayHaveArrived: true };
		expect(onceSent(new Failure('unreachable', 'x'))).toMatchObject({ facts, kind: 'unreachable' });
		expect(onceSent(new Cancelled())).toMatchObject({ ...facts, name: 'Cancelled' });
		const bug = new TypeError('a bug');
		expect(onceSent(bug)).toBe(bug);
	});
});
