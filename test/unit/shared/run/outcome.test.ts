/** nodes/shared/run/outcome.ts: what becomes of a record, by its failure or by its parts. */
import { describe, expect, it } from 'vitest';
import { Cancelled, Failure } from '../../../../nodes/shared/client/failure.ts';
import type {
	FailureFacts,
	FailureKind,
	Outcome,
	Part,
	Reason,
} from '../../../../nodes/shared/contract/index.ts';
import {
	afterLostAnswer,
	asRepeated,
	combined,
	done,
	failed,
	rejected,
	REPEATED,
	unknown,
} from '../../../../nodes/shared/run/outcome.ts';

describe('failed', () => {
	const facts = { platformCode: '7', httpStatus: 200 };
	it.each<[ConstructorParameters<typeof Failure>, Outcome['kind']]>([
		[['refused', 'says', facts], 'rejected'],
		[['refused', 'says', { ...facts, ofCredential: true }], 'notSent'],
		[['refused', 'says', { ...facts, ofPrerequisite: true }], 'notSent'],
		[['busy', 'says', facts], 'rejected'],
		[['busy', 'says', { ...facts, ofPrerequisite: true }], 'notSent'],
		[['ambiguous', 'says', facts], 'unknown'],
		[['ambiguous', 'says', { ...facts, ofPrerequisite: true }], 'notSent'],
		[['unreachable', 'says', facts], 'notSent'],
		[['rateLimited', 'says', facts], 'notSent'],
		[['tokenRejected', 'says', facts], 'notSent'],
	])('%j is %s', (failure, kind) => {
		const outcome = failed(new Failure(...failure), 1);
		expect(outcome).toMatchObject({ kind, reason: { message: 'says', code: '7', status: 200 } });
	});

	it.each<[Failure, number, RegExp | undefined]>([
		[new Failure('refused', 'x', { advice: 'Do.' }), 1, /^Do\.$/],
		[new Failure('refused', 'x'), 1, undefined],
		[new Failure('refused', 'x'), 2, /^The request carried 2 records/],
		[new Failure('refused', 'x', { advice: 'Do.' }), 200, /^Do\. The request carried 200 records/],
		[new Failure('ambiguous', 'x'), 200, /^Look on the platform/],
		[new Failure('ambiguous', 'x', { advice: 'Do.' }), 1, /^Do\. Look on the platform/],
		[new Failure('unreachable', 'x'), 200, undefined],
		[new Failure('busy', 'x'), 2, /^The request carried 2 records/],
		[
			new Failure('refused', 'x', { advice: 'Do.', mayHaveArrived: true }),
			2,
			/^Do\. The request was repeated after a lost answer: .* Look on the platform [^.]*\.$/,
		],
		[new Failure('unreachable', 'x', { mayHaveArrived: true }), 1, /^Look on the platform/],
	])('%s of %i advises %s', (failure, sharers, advice) => {
		const { reason } = failed(failure, sharers) as { reason: Reason };
		if (advice) expect(reason.advice).toMatch(advice);
		else expect(reason).not.toHaveProperty('advice');
	});

	it.each<[unknown, Outcome['kind']]>([
		[new Cancelled(true), 'unknown'],
		[new Cancelled(), 'notSent'],
		[new TypeError('a bug'), 'unknown'],
	])('%s is %s', (error, kind) => {
		expect(failed(error, 1)).toMatchObject({ kind });
	});

	it.each<[FailureKind, Outcome['kind']]>([
		['unreachable', 'unknown'],
		['rateLimited', 'unknown'],
		['tokenRejected', 'unknown'],
		['refused', 'unknown'],
		['busy', 'unknown'],
	])('%s after a sending that may have arrived is %s', (kind, outcome) => {
		const failure = new Failure(kind, 'x', { mayHaveArrived: true });
		expect(failed(failure, 1)).toMatchObject({ kind: outcome });
	});
});

describe('failed, of a query', () => {
	it.each<[FailureKind, FailureFacts, Outcome['kind']]>([
		['ambiguous', {}, 'notSent'],
		['ambiguous', { mayHaveArrived: true }, 'notSent'],
		['refused', { mayHaveArrived: true }, 'rejected'],
		['busy', {}, 'rejected'],
	])('%s %j is %s, since it changes nothing', (kind, facts, outcome) => {
		expect(failed(new Failure(kind, 'x', facts), 1, true)).toMatchObject({ kind: outcome });
	});
});

describe('a sending that was repeated', () => {
	const reason: Reason = { message: 'no', code: '7', status: 200, advice: 'Do.', field: 'f' };
	const left = {
		kind: 'unknown',
		reason: {
			...reason,
			advice: expect.stringMatching(/^Do\. The request was repeated/) as string,
		},
	};

	it('leaves open what it was refused for, with all that is known', () => {
		expect(afterLostAnswer(reason)).toEqual(left);
		expect(asRepeated(rejected(reason))).toEqual(left);
		const { reason: bare } = afterLostAnswer({ message: 'no' }) as { reason: Reason };
		expect(bare.advice?.startsWith(REPEATED)).toBe(true);
		expect(bare.advice).toContain('Look on the platform');
	});

	it.each<[Outcome]>([
		[done({ a: 1 })],
		[unknown('who knows')],
		[{ kind: 'notSent', reason: { message: 'x' } }],
	])('leaves %j as it is', (outcome) => {
		expect(asRepeated(outcome)).toBe(outcome);
	});
});

describe('combined', () => {
	/** A record of which these are the outcomes, by the names of its parts. */
	const of = (outcomes: Record<string, Outcome>, kind: Part['kind'] = 'id'): Outcome =>
		combined(
			Object.entries(outcomes).map(([name, outcome]) => ({
				part: { of: { index: 0, row: {}, request: {} }, name, kind },
				outcome,
			})),
		);
	const refused = () => rejected({ message: '无 (7)', code: '7' });

	it('gives each ID an item of its own, in order', () => {
		expect(of({ a: done({ id: 'a' }), b: done([{ id: 'b' }]) })).toEqual(
			done([{ id: 'a' }, { id: 'b' }]),
		);
	});

	it('makes one item of what steps gave', () => {
		const steps = { create: done({ id: '1', name: 'A' }), update: done({ name: 'B' }) };
		expect(of(steps, 'step')).toEqual(done({ id: '1', name: 'B' }));
	});

	it.each<[Record<string, Outcome>, string, string | undefined]>([
		[{ a: refused() }, '无 (7)', undefined],
		[
			{ a: done({}), b: refused() },
			'无 (7): refused for 1 of 2 IDs (b)',
			'The other IDs of this item were done.',
		],
		[
			{ a: refused(), b: done({}), c: refused() },
			'无 (7): refused for 2 of 3 IDs (a, c)',
			'The other IDs of this item were done.',
		],
		[{ a: refused(), b: refused() }, '无 (7): refused for 2 of 2 IDs (a, b)', undefined],
		[
			{ a: refused(), b: { kind: 'notSent', reason: { message: 'x' } } },
			'无 (7): refused for 1 of 2 IDs (a)',
			undefined,
		],
	])('one that was refused is the reason for its record: %j', (outcomes, message, advice) => {
		const outcome = of(outcomes);
		expect(outcome).toMatchObject({ kind: 'rejected', reason: { message, code: '7' } });
		expect((outcome as { reason: Reason }).reason.advice).toBe(advice);
	});

	it('is the outcome of the request where that was refused as a whole', () => {
		const outcome = failed(new Failure('refused', 'x'), 3);
		expect(of({ a: outcome, b: outcome })).toBe(outcome);
	});

	it('tells which of the steps was refused', () => {
		expect(of({ Create: done({}), Update: refused() }, 'step')).toMatchObject({
			kind: 'rejected',
			reason: {
				message: '无 (7): refused for 1 of 2 steps (Update)',
				advice: 'The other steps of this item were done.',
			},
		});
	});

	it('says of one that was not sent what was done', () => {
		const stopped: Outcome = { kind: 'notSent', reason: { message: 'stopped' } };
		expect(of({ Create: done({}), Update: stopped }, 'step')).toMatchObject({
			kind: 'notSent',
			reason: { message: 'stopped', advice: 'The other steps of this item were done.' },
		});
	});

	it('does not know what became of a record when it does not know it of a part', () => {
		const outcome = of({ a: refused(), b: unknown('who knows'), c: done({}) });
		expect(outcome).toMatchObject({ kind: 'unknown', reason: { message: 'who knows' } });
		expect(JSON.stringify(outcome)).not.toContain('were done');
	});
});
