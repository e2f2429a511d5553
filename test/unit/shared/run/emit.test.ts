/** nodes/shared/run/emit.ts: how outcomes leave the node, as items or as its error. */
import { NodeApiError, NodeOperationError, type IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { Failure } from '../../../../nodes/shared/client/failure.ts';
import type { Outcome, Reason } from '../../../../nodes/shared/contract/index.ts';
import { Invalid } from '../../../../nodes/shared/input/invalid.ts';
import { emit, firstFailure } from '../../../../nodes/shared/run/emit.ts';
import { done, failed, invalid, rejected } from '../../../../nodes/shared/run/outcome.ts';
import { contextOf } from '../fakes.ts';
import { settled } from './ledger.ts';

const context = contextOf({ items: [{}, {}, {}], parameters: {} });

/** The error of a run that ended like this, if it has one. */
const errorOf = ({ outcomes, records }: ReturnType<typeof settled>) =>
	firstFailure(context, outcomes.all(records));

describe('emit', () => {
	it('gives every outcome in order, paired, a failed one under the keys that n8n knows', () => {
		const reason: Reason = { message: 'no', advice: 'do', code: '7', status: 200, field: 'f' };
		const said = { platform: 'P', resource: 'r', operation: 'o' };
		const outcomes: Outcome[] = [
			done({ a: 1 }),
			rejected(reason),
			done([{ b: 1 }, { b: 2 }]),
			done([]),
			{ kind: 'unknown', reason: { message: 'who knows' } },
			invalid(new Invalid('is required', 'code')),
		];
		const items = emit(outcomes, said);
		const error = (message: string, details: IDataObject) => ({
			error: message,
			details: { ...details, ...said },
		});
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
				json: error('is required', { outcome: 'rejected', field: 'code' }),
				pairedItem: { item: 5 },
			},
		]);
	});
});

describe('the error of a node that does not continue on fail', () => {
	it('is none when all is done', () => {
		expect(errorOf(settled(0, false))).toBeUndefined();
		expect(errorOf(settled(2, false, [0, done({})], [1, done([])]))).toBeUndefined();
	});

	it('names the first failed item by its place, and counts all', () => {
		const error = errorOf(
			settled(
				7,
				false,
				[4, rejected({ message: 'later' })],
				[1, done({})],
				[2, rejected({ message: 'first', advice: 'Do.', field: 'code' })],
				[6, failed(new Failure('ambiguous', 'x'), 1)],
			),
		)!;
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
		const reason = { message: 'The platform says no', advice: 'Do.', code, status };
		const error = errorOf(settled(1, false, [0, rejected(reason)])) as NodeApiError;
		expect(error).toBeInstanceOf(NodeApiError);
		expect(error.message).toBe('The platform says no');
		expect(error.description).toBe('Do. Of 1 record: 0 done, 1 rejected, 0 unknown, 0 not sent.');
		expect(error.httpCode).toBe(status === undefined ? null : String(status));
		expect(error.context.itemIndex).toBe(0);
		expect(error.messages.join()).not.toContain('undefined');
	});
});
