/** nodes/shared/client/retry.ts: whether a failed request is sent again, and when. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Failure } from '../../../../nodes/shared/client/failure.ts';
import { decide, type Tries } from '../../../../nodes/shared/client/retry.ts';
import type { FailureFacts, FailureKind } from '../../../../nodes/shared/contract/index.ts';

const tries: Tries = {
	retried: 0,
	retries: 5,
	repeatable: true,
	renewed: false,
	isFreshToken: false,
	sinceAccepted: 0,
	patience: 300_000,
};
const decision = (
	kind: FailureKind,
	about: Partial<Tries> = {},
	facts: FailureFacts = {},
	random = 0,
) => decide(new Failure(kind, 'no', facts), { ...tries, ...about }, random);

const giveUp = { then: 'give up' };
const renew = { then: 'renew token' };
const wait = (ms: number) => ({ then: 'wait', ms });
const fresh = { isFreshToken: true };

it.each<[FailureKind, Partial<Tries>, FailureFacts, object]>([
	['refused', {}, {}, giveUp],
	['refused', {}, { retryAfterMs: 1_000 }, giveUp],
	['unreachable', {}, {}, wait(250)],
	['unreachable', { repeatable: false }, {}, wait(250)],
	['unreachable', { retried: 3 }, {}, wait(2_000)],
	['unreachable', { retried: 5 }, {}, giveUp],
	['unreachable', {}, { final: true }, giveUp],
	['unreachable', { retries: 0 }, {}, giveUp],
	['unreachable', {}, { retryAfterMs: 7_000 }, wait(7_000)],
	['unreachable', {}, { retryAfterMs: 300_001 }, giveUp],
	['ambiguous', {}, {}, wait(250)],
	['ambiguous', { retried: 5 }, {}, giveUp],
	['ambiguous', { repeatable: false }, {}, giveUp],
	['ambiguous', { repeatable: false }, { retryAfterMs: 1_000 }, giveUp],
	['ambiguous', {}, { retryAfterMs: 1_000 }, wait(1_000)],
	// Its interface's limiter knows when it may leave: it is as often sent again as the platform asks.
	['rateLimited', {}, {}, wait(0)],
	['rateLimited', { repeatable: false }, {}, wait(0)],
	['rateLimited', { retried: 1_000 }, {}, wait(0)],
	['rateLimited', { sinceAccepted: 300_000 }, {}, wait(0)],
	['rateLimited', { sinceAccepted: 300_001 }, {}, giveUp],
	['rateLimited', { sinceAccepted: 1_001, patience: 1_000 }, {}, giveUp],
	['rateLimited', { retries: 0 }, {}, giveUp],
	['rateLimited', {}, { final: true }, giveUp],
	['rateLimited', {}, { retryAfterMs: 300_000 }, wait(0)],
	['rateLimited', {}, { retryAfterMs: 300_001 }, giveUp],
	['busy', {}, {}, wait(150)],
	['busy', { repeatable: false }, {}, wait(150)],
	['busy', { retried: 2 }, {}, wait(600)],
	['busy', { retried: 3 }, {}, giveUp],
	['busy', { retries: 0 }, {}, giveUp],
	['busy', { retried: 1, retries: 1 }, {}, wait(300)],
	['tokenRejected', {}, {}, renew],
	['tokenRejected', { retries: 0, repeatable: false }, {}, renew],
	['tokenRejected', { retried: 5 }, {}, renew],
	['tokenRejected', { renewed: true }, {}, giveUp],
	['tokenRejected', {}, { final: true }, giveUp],
	['tokenRejected', fresh, {}, wait(500)],
	['tokenRejected', { ...fresh, renewed: true }, {}, wait(500)],
	['tokenRejected', { ...fresh, retries: 0 }, {}, wait(500)],
	['tokenRejected', fresh, { final: true }, giveUp],
])('%s %j %j', (kind, about, facts, expected) => {
	expect(decision(kind, about, facts)).toEqual(expected);
});

describe('pauses', () => {
	const ms = (...given: Parameters<typeof decision>) => {
		const then = decision(...given);
		return then.then === 'wait' ? then.ms : NaN;
	};

	it('grow with every retry, up to half a minute, each at least half of what it could be', () => {
		fc.assert(
			fc.property(
				fc.constantFrom<FailureKind>('unreachable', 'ambiguous'),
				fc.nat(19),
				fc.double({ min: 0, max: 1, noNaN: true }),
				(kind, retried, random) => {
					const after = (times: number, jitter: number) =>
						ms(kind, { retried: times, retries: 20 }, {}, jitter);
					expect(after(retried, random)).toBeGreaterThanOrEqual(after(retried, 0));
					expect(after(retried, random)).toBeLessThanOrEqual(after(retried, 1));
					expect(after(retried, 1)).toBe(Math.min(500 * 2 ** retried, 30_000));
					expect(after(retried, 1)).toBe(2 * after(retried, 0));
				},
			),
		);
	});

	it.each<[FailureKind, Partial<Tries>, number]>([
		['busy', {}, 300],
		['busy', { retried: 2 }, 1_200],
		['tokenRejected', fresh, 1_000],
	])('%s %j: half of it by chance', (kind, about, most) => {
		expect([0, 0.5, 1].map((random) => ms(kind, about, {}, random))).toEqual([
			most / 2,
			most * 0.75,
			most,
		]);
	});

	it('that the platform names are not drawn by lot', () => {
		expect(ms('unreachable', {}, { retryAfterMs: 1_000 }, 0.3)).toBe(1_000);
	});
});
