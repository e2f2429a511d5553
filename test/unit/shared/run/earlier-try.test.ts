/** nodes/shared/run/earlier-try.ts: n8n's second try at the same items finds what the first one did. */
import type { IDataObject } from 'n8n-workflow';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Failure } from '../../../../nodes/shared/client/failure.ts';
import { outcomesOf } from '../../../../nodes/shared/run/earlier-try.ts';
import { done } from '../../../../nodes/shared/run/outcome.ts';
import { contextOf, credential, recording, type Run } from '../fakes.ts';
import { recordsOf } from './ledger.ts';
import { codesSent, items, ok, outcomes, refusal, running, writing } from './writing.ts';
import { step, stepwise } from './stepwise.ts';

const RETRYING: Partial<Run> = { node: { retryOnFail: true } };
const ledger = (own: IDataObject[], run: Partial<Run> = {}) =>
	outcomesOf(contextOf({ items: own, parameters: {}, ...RETRYING, ...run }));

/** Whether a second try knows what the first one did. */
function isKnown(
	first: Partial<Run>,
	second: Partial<Run>,
	firstItems: IDataObject[],
	secondItems = firstItems,
) {
	const [record] = recordsOf(1);
	ledger(firstItems, first).settle(record, done({}));
	return !ledger(secondItems, second).isOpen(record);
}

describe('a second try', () => {
	it.each<[string, boolean, Partial<Run>, Partial<Run>]>([
		['of the same node, in the same round and execution', true, {}, {}],
		['in another execution', false, {}, { executionId: '2' }],
		['in another round', false, {}, { round: 1 }],
		['of another node', false, {}, { node: { id: 'other', retryOnFail: true } }],
		['of a node that does not retry', false, {}, { node: { retryOnFail: false } }],
		['of a tool, whose tries count as rounds', true, { isTool: true }, { isTool: true, round: 1 }],
		[
			'of a tool, in another execution',
			false,
			{ isTool: true },
			{ isTool: true, executionId: '2' },
		],
	])('%s: %s', (_what, expected, first, second) => {
		expect(isKnown(first, second, items('A', 'B'))).toBe(expected);
	});

	it('is found by the first item’s content, not by the list', () => {
		const own = items('A', 'B');
		expect(isKnown({}, {}, own, [...own])).toBe(true);
		expect(isKnown({}, {}, own, own.slice(0, 1))).toBe(true);
	});

	it('is none at items that only look the same', () => {
		expect(isKnown({}, {}, items('A'), items('A'))).toBe(false);
		const own = items('A', 'B');
		expect(isKnown({}, {}, own, own.toReversed())).toBe(false);
	});

	it('without items is none', () => {
		expect(isKnown({}, {}, [], [])).toBe(false);
	});

	it('does not disturb those of other rounds', () => {
		const own = items('A');
		const [record] = recordsOf(1);
		ledger(own, { round: 0 }).settle(record, done({ round: 0 }));
		ledger(own, { round: 1 }).settle(record, done({ round: 1 }));
		expect(ledger(own, { round: 0 }).of(record)).toEqual(done({ round: 0 }));
		expect(ledger(own, { round: 1 }).of(record)).toEqual(done({ round: 1 }));
	});

	it.each([true, false])('goes on on fail as the node does: %s', (continueOnFail) => {
		expect(ledger(items('A'), { continueOnFail }).continueOnFail).toBe(continueOnFail);
		expect(ledger([], { continueOnFail }).continueOnFail).toBe(continueOnFail);
	});
});

describe('a run on the second try', () => {
	beforeEach(() => void vi.useFakeTimers());
	afterEach(() => void vi.useRealTimers());

	it('knows what the first one did after one that could not read its credential', async () => {
		const told = recording([ok, refusal, ok]);
		const own = credential();
		let isThere = true;
		const credentialOf = () => {
			if (isThere) return { ...own };
			throw new Error('The database is away');
		};
		const once = running({ told, continueOnFail: false, credentialOf, ...RETRYING });
		await once();
		isThere = false;
		expect(await once()).toMatchObject({
			description: 'Of 5 records: 2 done, 3 rejected, 0 unknown, 0 not sent.',
		});
		isThere = true;
		await once();
		expect(codesSent(told)).toEqual(['AB', 'CD', 'CD', 'E']);
	});

	it('sends of an item’s IDs only those that were not done', async () => {
		const sent: string[] = [];
		let isThere = false;
		const resources = writing({
			split: (of) =>
				[...String(of.row.code)].map((code) => ({
					...of,
					row: { code },
					part: { of, name: code, kind: 'id' as const },
				})),
			key: ({ row }) => String(row.code),
			after: ({ row }) => (row.code === 'Y' ? 'X' : undefined),
			perform: async ([{ row }]) => {
				sent.push(String(row.code));
				if (row.code === 'Y' && !isThere) throw new Failure('refused', 'not there yet');
				return await Promise.resolve([done({ ...row })]);
			},
		});
		const told = recording([ok]);
		const XY = items('XY');
		const once = running({ told, resources, items: XY, continueOnFail: false, ...RETRYING });
		expect(await once()).toMatchObject({ message: 'not there yet: refused for 1 of 2 IDs (Y)' });
		isThere = true;
		const [ends] = (await once()) as Array<Array<{ json: IDataObject }>>;
		expect(ends.map(({ json }) => json.code)).toEqual(['X', 'Y']);
		expect(sent).toEqual(['X', 'Y', 'Y']);
	});

	it('takes up an operation of steps where it was', async () => {
		const told = recording([ok, ok, refusal, ok]);
		const resources = stepwise(async function* (records) {
			yield [step(records, 'one')];
			yield [step(records, 'two')];
		});
		const once = running({
			told,
			resources,
			items: items('A', 'B'),
			continueOnFail: false,
			...RETRYING,
		});
		expect(await once()).toMatchObject({ context: { itemIndex: 0 } });
		expect(outcomes(await once())).toEqual(['done', 'done']);
		expect(codesSent(told)).toEqual(['A', 'B', 'A', 'A', 'B']);
	});
});
