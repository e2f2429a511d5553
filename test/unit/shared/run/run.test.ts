/** nodes/shared/run/run.ts: the whole way of an item, by example. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { credential, networkError, recording, response } from '../fakes.ts';
import { codesSent, items, ok, outcomes, refusal, rowsOf, running, writing } from './writing.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a run', () => {
	it('gives every item what became of it, in the order in which they came', async () => {
		const told = recording([ok, response({ ok: true, data: [3] }), refusal]);
		expect(outcomes(await running({ told })())).toEqual([
			'done',
			'done',
			'done',
			'rejected: refused',
			'rejected: says (full)',
		]);
		expect(codesSent(told)).toEqual(['AB', 'CD', 'E']);
	});

	it.each([
		[1, ['A', 'B', 'C', 'D', 'E']],
		[3, ['ABC', 'DE']],
		[400, ['ABC', 'DE']],
	])('of batch size %i stays within the limit of the operation', async (batchSize, expected) => {
		const told = recording([ok]);
		await running({ told, batchSize })();
		expect(codesSent(told)).toEqual(expected);
	});

	it('sends nothing when nothing comes in', async () => {
		const told = recording([ok]);
		expect(await running({ told, items: [] })()).toEqual([[]]);
		expect([told.sent, told.tokens]).toEqual([[], []]);
	});

	it('sends what is set, empty or not, and leaves out what an item does not have', async () => {
		const told = recording([ok]);
		const given = [{ code: 'A', note: '' }, { code: 'B' }, { code: 'C', note: null }];
		await running({ told, items: [...given, { code: 0, note: 0 }], batchSize: 3 })();
		expect(told.sent.flatMap(rowsOf)).toEqual([
			{ place: 0, code: 'A', note: '' },
			{ place: 1, code: 'B' },
			{ place: 2, code: 'C' },
			{ place: 3, code: '0', note: '0' },
		]);
	});

	it('is one request for all where it carries no rows', async () => {
		const told = recording([ok]);
		const resources = writing({ batch: { size: 2, limit: 2 }, coalesces: () => true });
		expect(outcomes(await running({ told, resources })())).toEqual(Array(5).fill('done'));
		expect(codesSent(told)).toEqual(['ABCDE']);
	});

	it('gives up a credential when the platform is out of reach, and says so for all', async () => {
		const told = recording([ok, networkError('ECONNREFUSED')]);
		const says = 'notSent: The server refused the connection';
		expect(outcomes(await running({ told })())).toEqual(['done', 'done', says, says, says]);
		expect(told.sent).toHaveLength(2);
	});

	it('waits no longer after three requests in a row without an answer', async () => {
		const lost = networkError('ECONNABORTED');
		const told = recording([lost, lost, ok, lost, lost, lost]);
		const many = items('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H');
		const ends = outcomes(await running({ told, items: many, resources: writing({}) })());
		const unknown = expect.stringMatching(/^unknown: No answer/);
		const notSent = expect.stringMatching(/^notSent: No answer/);
		expect(ends).toEqual([unknown, unknown, 'done', unknown, unknown, unknown, notSent, notSent]);
		expect(told.sent).toHaveLength(6);
	});

	it('leaves nothing unknown where nothing is changed', async () => {
		const told = recording([networkError('ECONNABORTED')]);
		const resources = writing({ isQuery: true });
		const ends = outcomes(await running({ told, items: items('A'), resources })());
		expect(ends).toEqual([expect.stringMatching(/^notSent: No answer/)]);
	});

	it('does not know what became of a record whose first sending may have arrived', async () => {
		const told = recording([networkError('ECONNRESET'), networkError('ECONNREFUSED')]);
		const result = await running({ told, items: items('A'), options: { retries: 1 } })();
		expect(outcomes(result)).toEqual([expect.stringMatching(/^unknown: /)]);
		expect(told.sent).toHaveLength(2);
	});
});

describe('credentials', () => {
	it('that differ go each their own way', async () => {
		const told = recording([ok]);
		const both = [credential(), credential()];
		const result = await running({
			told,
			credentialOf: (at) => ({ ...both[at % 2] }),
			batchSize: 3,
		})();
		expect(outcomes(result)).toEqual(Array(5).fill('done'));
		expect(codesSent(told)).toEqual(['ACE', 'BD']);
		expect(told.sent.map(({ headers }) => headers?.Authorization)).toEqual(['T1', 'T2']);
	});

	it('that are the same even for an item that is not there are not read for each', async () => {
		const told = recording([ok]);
		const one = credential();
		const read: number[] = [];
		const credentialOf = (index: number) => (read.push(index), { ...one });
		const many = items(...Array.from({ length: 500 }, (_, at) => `C${at}`));
		const result = await running({ told, credentialOf, items: many })();
		expect(outcomes(result)).toEqual(Array(500).fill('done'));
		expect(read.length).toBeLessThan(60);
	});

	it('without a proper address refuse every item', async () => {
		const told = recording([ok]);
		const astray = credential({ baseUrl: 'ftp://h' });
		const result = await running({ told, credentialOf: () => astray })();
		expect(outcomes(result)).toEqual(Array(5).fill(expect.stringMatching(/^rejected: baseUrl/)));
	});

	it('that are refused cost one token request, and no record is sent', async () => {
		const told = recording([ok], response({}, 401));
		expect(outcomes(await running({ told })())).toEqual(
			Array(5).fill('notSent: Test gave no token (HTTP 401)'),
		);
		expect([told.tokens.length, told.sent.length]).toEqual([1, 0]);
	});
});
