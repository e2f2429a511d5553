/**
 * What all writes of departments, persons and leaders have in common, on the strict platform: the
 * request, the items, what is changed, stopping, batches, lost answers (docs/vendors/yunzhijia.md, 2).
 */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { dataOf } from '../../../platforms/index.ts';
import { expectEachOnce, paired, reasons, STOP, stopOf } from '../../engine/cases.ts';
import { asked, expectEnvelope, OPEN } from '../team.ts';
import { operationsOf } from '../../schemas/schemas.ts';
import { carried, dataFor, itemsFor, startDirectory, withoutCommitIds, WRITES } from './writes.ts';

/** A write of one record a request, and one in steps: they have tests of their own. */
const OTHERS = ['department.move', 'person.upsert'];

it('every batched write of departments, people and leaders is in this table', () => {
	const writes = operationsOf('yunzhijia').filter(
		(name) => /^(department|person|leader)\.(?!get)/.test(name) && !OTHERS.includes(name),
	);
	const says = 'add an entry to test/workflow/Yunzhijia/directory/writes.ts';
	expect(Object.keys(WRITES).toSorted(), says).toEqual(writes.toSorted());
});

const REPEATED =
	'The request was repeated after a lost answer: its first sending may have done this already. ' +
	'Look on the platform whether the record is there before you send it again.';
const ALONE = { batchSize: 1, concurrency: 1 };

describe.each(Object.entries(WRITES))('%s', (name, write) => {
	const { path, parameters, why, adds, isApplied, row = (item) => item } = write;
	const items = itemsFor(write, 3);
	items[1] = { ...items[1], ...write.wrong };
	const isDelete = adds?.(0, items[0]).deleted === true;
	const data = (some: IDataObject[]) => dataFor(write, some);
	/** @param at its place among those that are done: ids are given in that order */
	const result = (item: number, at: number): [number, IDataObject] => [
		item,
		{ ...row(items[item]), ...adds?.(at, items[item]) },
	];

	// What msgId is of people is not known; of departments it is the key.
	const msgIds = path.startsWith('person/') ? (['index', 'key'] as const) : (['key'] as const);
	it.each(msgIds)(
		'sends one request, pairs results, tells who failed; msgId: %s',
		async (msgId) => {
			const team = await startDirectory();
			team.state.personMsgId = msgId;
			const isDone = () => [0, 2].map((n) => isApplied(team.state, items[n]));
			expect(isDone()).toEqual([false, false]);
			const { main, error } = await team.perform(name, parameters, items);

			const requests = team.requestsTo(path);
			expect(requests.map((request) => request.path)).toEqual([OPEN + path]);
			expectEnvelope(team, requests[0]);
			expect(withoutCommitIds(asked(requests)[0][1])).toEqual(data(items));
			expect(main).toEqual(paired(result(0, 0), result(2, 1)));
			expect(reasons(error)).toEqual([{ item: 1, outcome: 'rejected', ...why }]);
			expect(isDone()).toEqual([true, true]);
		},
	);

	it('stops at the first refused record, with counts, and sends nothing after it', async () => {
		const team = await startDirectory();
		const stopped = await team.perform(name, { ...parameters, options: ALONE }, items, STOP);
		expect(asked(team.requestsTo(path)).map(([, sent]) => withoutCommitIds(sent))).toEqual([
			data([items[0]]),
			data([items[1]]),
		]);
		const counts = 'Of 3 records: 1 done, 1 rejected, 0 unknown, 1 not sent.';
		expect(stopOf(stopped)).toEqual({
			message: why.error,
			description: [why.advice, counts].filter(Boolean).join(' '),
			itemIndex: 1,
			leaves: 0,
		});
		expect(isApplied(team.state, items[2])).toBe(false);
	});

	it('settles the records that travelled with the one it stops at', async () => {
		const team = await startDirectory();
		const stopped = await team.perform(name, parameters, items, STOP);
		expect(stopOf(stopped)).toMatchObject({
			message: why.error,
			description: expect.stringContaining('2 done, 1 rejected, 0 unknown, 0 not sent.'),
			itemIndex: 1,
		});
	});

	it('sends nothing more when the key may only read', async () => {
		const team = await startDirectory({ readOnlyKey: true });
		const { main, error } = await team.perform(name, { ...parameters, options: ALONE }, items);
		expect(main).toEqual([]);
		expect(reasons(error)).toMatchObject(
			[0, 1, 2].map((item) => ({
				item,
				outcome: 'notSent',
				code: '10000401',
				advice: expect.stringContaining('editable address-book key') as string,
			})),
		);
		// The first token twice, the second once.
		expect(team.requestsTo(path)).toHaveLength(3);
		expect(team.tokenRequests()).toHaveLength(2);
	});

	it.each([
		[201, {}, [200, 1]],
		[5, { batchSize: 2 }, [2, 2, 1]],
		[1001, { batchSize: 5000 }, [1000, 1]],
	])('%i records, options %j: requests of %j', async (count, given, sizes) => {
		const team = await startDirectory();
		const options = { concurrency: 1, ...given };
		const many = itemsFor(write, count);
		const settled = await team.perform(name, { ...parameters, options }, many);

		const requests = team.requestsTo(path);
		expect(requests.map((request) => carried(request).length)).toEqual(sizes);
		const sent = requests.map((request) => withoutCommitIds(dataOf(request)));
		const starts = sizes.map((_, at) => sizes.slice(0, at).reduce((sum, size) => sum + size, 0));
		expect(sent).toEqual(starts.map((from, at) => data(many.slice(from, from + sizes[at]))));
		expect(settled.error).toEqual([]);
		expectEachOnce(settled, count);
		expect(many.every((item) => isApplied(team.state, item))).toBe(true);
	});

	it(`is ${write.repeatable ? '' : 'not '}repeated after a lost answer`, async () => {
		const team = await startDirectory();
		team.misbehave({ how: 'resetAfter', times: 1 });
		const { main, error } = await team.perform(name, parameters, [items[0], items[1]]);

		expect(team.requestsTo(path)).toHaveLength(write.repeatable ? 2 : 1);
		expect(isApplied(team.state, items[0])).toBe(true);
		const failed = (item: number, reason: IDataObject) => ({ item, ...reason });
		if (isDelete) {
			// That it is not there is all that was wanted.
			expect(main).toEqual(paired(result(0, 0), result(1, 1)));
			expect(reasons(error)).toEqual([]);
		} else if (write.repeatable) {
			const advice = expect.stringContaining(REPEATED) as string;
			expect(main).toEqual(paired(result(0, 0)));
			expect(reasons(error)).toEqual([failed(1, { outcome: 'unknown', ...why, advice })]);
		} else {
			const lost = 'The connection was cut before an answer came';
			expect(main).toEqual([]);
			expect(reasons(error)).toMatchObject(
				[0, 1].map((item) => failed(item, { outcome: 'unknown', error: lost })),
			);
		}
	});
});
