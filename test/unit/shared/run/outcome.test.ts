/** nodes/shared/outcome.ts: what became of a record, and how that leaves the node. */
import { NodeApiError, NodeOperationError, type IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { Cancelled, Failure } from '../../../../nodes/shared/client/failure.ts';
import type { FailureKind, Outcome, Reason } from '../../../../nodes/shared/contract.ts';
import { Invalid } from '../../../../nodes/shared/input/invalid.ts';
import { emit } from '../../../../nodes/shared/run/emit.ts';
import { done, failed, invalid, rejected } from '../../../../nodes/shared/run/outcome.ts';
import { Outcomes } from '../../../../nodes/shared/run/outcomes.ts';
import { contextOf } from '../fakes.ts';

const context = contextOf({ items: [{}, {}, {}], parameters: {} });

/** Outcomes of so many items, settled in the order given. */
const settled = (length: number, goesOn: boolean, ...ends: Array<[number, Outcome]>) => {
	const outcomes = new Outcomes(length, goesOn);
	for (const [index, outcome] of ends) outcomes.settle(index, outcome);
	return outcomes;
};

const thrown = (outcomes: Outcomes) => {
	try {
		outcomes.throwFirstFailed(context);
	} catch (error) {
		return error as NodeApiError;
	}
	throw new Error('nothing was thrown');
};

describe('failed', () => {
	const facts = { platformCode: '7', httpStatus: 200 };
	it.each<[ConstructorParameters<typeof Failure>, Outcome['kind']]>([
		[['no', 'says', facts], 'rejected'],
		[['no', 'says', { ...facts, ofCredential: true }], 'notSent'],
		[['ambiguous', 'says', facts], 'unknown'],
		[['neverLeft', 'says', facts], 'notSent'],
		[['slowDown', 'says', facts], 'notSent'],
		[['tokenRejected', 'says', facts], 'notSent'],
	])('%j is %s', (failure, kind) => {
		const outcome = failed(new Failure(...failure), 1);
		expect(outcome).toMatchObject({ kind, why: { message: 'says', code: '7', status: 200 } });
	});

	it.each<[Failure, number, RegExp | undefined]>([
		[new Failure('no', 'x', { advice: 'Do.' }), 1, /^Do\.$/],
		[new Failure('no', 'x'), 1, undefined],
		[new Failure('no', 'x'), 2, /^The request carried 2 records/],
		[new Failure('no', 'x', { advice: 'Do.' }), 200, /^Do\. The request carried 200 records/],
		[new Failure('ambiguous', 'x'), 200, /^Look on the platform/],
		[new Failure('ambiguous', 'x', { advice: 'Do.' }), 1, /^Do\. Look on the platform/],
		[new Failure('neverLeft', 'x'), 200, undefined],
	])('%s of %i advises %s', (failure, sharers, advice) => {
		const { why } = failed(failure, sharers) as { why: Reason };
		if (advice) expect(why.advice).toMatch(advice);
		else expect(why).not.toHaveProperty('advice');
	});

	it.each<[unknown, Outcome['kind']]>([
		[new Cancelled(true), 'unknown'],
		[new Cancelled(), 'notSent'],
		[new TypeError('a bug'), 'unknown'],
	])('%s is %s', (error, kind) => {
		expect(failed(error, 1)).toMatchObject({ kind });
	});

	it.each<[FailureKind, Outcome['kind']]>([
		['neverLeft', 'unknown'],
		['slowDown', 'unknown'],
		['tokenRejected', 'unknown'],
		['no', 'rejected'],
	])('%s after a sending that may have arrived is %s', (kind, outcome) => {
		const failure = new Failure(kind, 'x', { mayHaveArrived: true });
		expect(failed(failure, 1)).toMatchObject({ kind: outcome });
	});
});

describe('emit', () => {
	it('gives every outcome in order, paired, a failed one under the keys that n8n knows', () => {
		const why: Reason = { message: 'no', advice: 'do', code: '7', status: 200, field: 'f' };
		const items = emit([
			done({ a: 1 }),
			rejected(why),
			done([{ b: 1 }, { b: 2 }]),
			done([]),
			{ kind: 'unknown', why: { message: 'who knows' } },
			invalid(new Invalid('is required', 'code')),
		]);
		const error = (message: string, details: IDataObject) => ({ error: message, details });
		expect(items).toEqual([
			{ json: { a: 1 }, pairedItem: { item: 0 } },
			{
				json: error('no', {
					outcome: 'rejected',
					advice: 'do',
					code: '7',
					status: 200,
					field: 'f',
				}),
				pairedItem: { item: 1 },
			},
			{ json: { b: 1 }, pairedItem: { item: 2 } },
			{ json: { b: 2 }, pairedItem: { item: 2 } },
			{ json: error('who knows', { outcome: 'unknown' }), pairedItem: { item: 4 } },
			{
				json: error('code is required', { outcome: 'rejected', field: 'code' }),
				pairedItem: { item: 5 },
			},
		]);
	});
});

describe('Outcomes', () => {
	const no = rejected({ message: 'no' });

	it.each([
		[true, done({}), false],
		[true, no, false],
		[false, done({}), false],
		[false, no, true],
		[false, failed(new Failure('ambiguous', 'x'), 1), true],
	])('going on: %s, after %j it stops: %s', (goesOn, outcome, stops) => {
		expect(settled(2, goesOn, [0, outcome]).stopped).toBe(stops);
	});

	it('settles what is open and leaves the rest', () => {
		const outcomes = settled(3, true, [1, done({ a: 1 })]);
		outcomes.settleIfOpen(1, no);
		outcomes.settleIfOpen(0, no);
		expect([0, 1, 2].map((index) => outcomes.isOpen(index))).toEqual([false, false, true]);
		expect(outcomes.all()).toMatchObject([no, done({ a: 1 }), { kind: 'notSent' }]);
	});

	it('ends what is open with the reason', () => {
		const outcomes = settled(2, true, [0, done({})]);
		outcomes.end(new Error('the end'));
		expect(outcomes.all()).toEqual([done({}), { kind: 'notSent', why: { message: 'the end' } }]);
	});

	it('takes over what an earlier try did or may have done, and nothing else', () => {
		const unknown = failed(new Failure('ambiguous', 'x'), 1);
		const earlier = settled(4, false, [0, done({})], [1, no], [2, unknown]);
		const outcomes = new Outcomes(4, false, earlier);
		expect([0, 1, 2, 3].map((index) => outcomes.isOpen(index))).toEqual([false, true, false, true]);
		expect(outcomes.stopped).toBe(false);
		expect(outcomes.counted()).toBe('Of 4 records: 1 done, 0 rejected, 1 unknown, 2 not sent.');
	});
});

describe('the error of a node that does not go on', () => {
	it('is none when all is done', () => {
		expect(() => settled(0, false).throwFirstFailed(context)).not.toThrow();
		const outcomes = settled(2, false, [0, done({})], [1, done([])]);
		expect(() => outcomes.throwFirstFailed(context)).not.toThrow();
	});

	it('names the first failed item by its place, and counts all', () => {
		const error = thrown(
			settled(
				7,
				false,
				[4, rejected({ message: 'later' })],
				[1, done({})],
				[2, rejected({ message: 'first', advice: 'Do.', field: 'code' })],
				[6, failed(new Failure('ambiguous', 'x'), 1)],
			),
		);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect(error.message).toBe('first');
		expect(error.description).toBe('Do. Of 7 records: 1 done, 2 rejected, 1 unknown, 3 not sent.');
		expect(error.context.itemIndex).toBe(2);
	});

	it.each([
		['10000401', 200],
		['error.code_repeat', 200],
		['7', undefined],
		[undefined, 502],
		['404', 404],
		['500', 500],
		['ECONNREFUSED', 503],
		['401', 401],
		['toString', 200],
	])('is one of the platform with code %s and status %s, in its own words', (code, status) => {
		const why = { message: 'The platform says no', advice: 'Do.', code, status };
		const error = thrown(settled(1, false, [0, rejected(why)]));
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe('The platform says no');
		expect(error.description).toBe('Do. Of 1 record: 0 done, 1 rejected, 0 unknown, 0 not sent.');
		expect(error.httpCode).toBe(status === undefined ? null : String(status));
		expect(error.context.itemIndex).toBe(0);
		expect(error.messages.join()).not.toContain('undefined');
	});
});
