/** nodes/shared/client/retry.ts: whether a failed request is sent again, and when. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Failure } from '../../../../nodes/shared/client/failure.ts';
import { decide, type Tries } from '../../../../nodes/shared/client/retry.ts';
import type { FailureFacts, FailureKind } from '../../../../nodes/shared/contract.ts';

const tries: Tries = { retried: 0, retries: 5, repeatable: true, renewed: false };
const decision = (
	kind: FailureKind,
	about: Partial<Tries> = {},
	facts: FailureFacts = {},
	random = 0,
) => decide(new Failure(kind, 'no', facts), { ...tries, ...about }, random);

const giveUp = { then: 'give up' };
const wait = (ms: number) => ({ then: 'wait', ms });

it.each<[FailureKind, Partial<Tries>, FailureFacts, object]>([
	['refused', {}, {}, giveUp],
	['refused', {}, { retryAfterMs: 1_000 }, giveUp],
	['unreachable', {}, {}, wait(250)],
	['unreachable', { repeatable: false }, {}, wait(250)],
	['unreachable', { retried: 3 }, {}, wait(2_000)],
	['unreachable', {}, { final: true }, giveUp],
	['unreachable', { retries: 0 }, {}, giveUp],
	['ambiguous', {}, {}, wait(250)],
	['ambiguous', { repeatable: false }, {}, giveUp],
	['ambiguous', { repeatable: false }, { retryAfterMs: 1_000 }, giveUp],
	['ambiguous', {}, { retryAfterMs: 1_000 }, wait(1_000)],
	['rateLimited', {}, {}, wait(1_000)],
	['rateLimited', { repeatable: false }, {}, wait(1_000)],
	['rateLimited', { retried: 2 }, {}, wait(4_000)],
	['rateLimited', { retried: 5 }, {}, giveUp],
	['rateLimited', {}, { retryAfterMs: 300_000 }, wait(300_000)],
	['rateLimited', {}, { retryAfterMs: 300_001 }, giveUp],
	['tokenRejected', {}, {}, { then: 'renew token' }],
	['tokenRejected', { retries: 0, repeatable: false }, {}, { then: 'renew token' }],
	['tokenRejected', { retried: 5 }, {}, { then: 'renew token' }],
	['tokenRejected', { renewed: true }, {}, giveUp],
])('%s %j %j', (kind, about, facts, expected) => {
	expect(decision(kind, about, facts)).toEqual(expected);
});

describe('pauses', () => {
	it('grow with every retry, up to half a minute, each at least half of what it could be', () => {
		fc.assert(
			fc.property(
				fc.constantFrom<FailureKind>('unreachable', 'ambiguous', 'rateLimited'),
				fc.nat(19),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(kind, retried, random) => {
					const ms = (jitter: number, after = retried) => {
						const then = decision(kind, { retried: after, retries: 20 }, {}, jitter);
						return then.then === 'wait' ? then.ms : NaN;
					};
					expect(ms(random)).toBeGreaterThanOrEqual(ms(0));
					expect(ms(random)).toBeLessThanOrEqual(ms(1));
					expect(ms(1)).toBe(2 * ms(0));
					expect(ms(1)).toBeLessThanOrEqual(30_000);
					expect(ms(0, retried + 1 > 19 ? 19 : retried + 1)).toBeGreaterThanOrEqual(ms(0));
				},
			),
		);
	});
});
