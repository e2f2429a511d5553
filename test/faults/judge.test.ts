/** Cells made by hand: those that are right, and each of the ways in which one is wrong. */
import { describe, expect, it } from 'vitest';
import { allowed, judge } from './judge.ts';
import type { Observation, Outcome, Sending, Truth } from './judge.ts';

const PATH = 'dept/update';

/** A record, what its sendings were told, how often it was written and whether it is there. */
function record(
	told: Array<Sending['told'] | 'proof'>,
	written: number,
	holds = written > 0,
	path = PATH,
): Truth {
	const sendings = told.map(
		(each): Sending =>
			each === 'proof' ? { path, told: 'no', proves: true } : { path, told: each },
	);
	return { sendings, written: { [path]: written }, holds };
}

const DONE = record(['yes'], 1);
const REFUSED = record(['no'], 0);
const UNSENT = record([], 0);
/** The answer was lost; it was done, or not. */
const LOST = record(['lost'], 1);
const NEVER_ARRIVED = record(['lost'], 0);

const seen = (truths: Truth[], more: Partial<Observation> = {}): Observation => ({
	...{ truths, steps: false, goesOn: true, items: [], ended: true },
	...{ harmful: [], secrets: [], broken: false },
	...more,
});

/** As items: an outcome for each record. */
const items = (...outcomes: Outcome[]) =>
	outcomes.map((outcome, item) => ({ item, outcome, text: '' }));

const going = (truths: Truth[], outcomes: Outcome[], more: Partial<Observation> = {}) =>
	judge(seen(truths, { items: items(...outcomes), ...more }));

/** As an error that counts. */
const stopped = (
	truths: Truth[],
	[done, rejected, unknown, notSent]: number[],
	more: Partial<Observation> = {},
) => {
	const of = `Of ${truths.length} records: ${done} done, ${rejected} rejected, ${unknown} unknown`;
	const description = `Look. ${of}, ${notSent} not sent.`;
	const error = { message: 'No', description, item: truths.length - 1 };
	return judge(seen(truths, { goesOn: false, error, ...more }));
};

const rules = (complaints: Array<{ rule: number }>) => complaints.map(({ rule }) => rule);

describe('right', () => {
	it.each<[string, Truth, Outcome[]]>([
		['done', DONE, ['done']],
		['refused', REFUSED, ['rejected', 'notSent']],
		['never sent', UNSENT, ['notSent']],
		['lost, and there', LOST, ['done', 'unknown']],
		['lost, and not there', NEVER_ARRIVED, ['rejected', 'unknown', 'notSent']],
		['lost, then done', record(['lost', 'yes'], 2), ['done']],
		['lost, then refused', record(['lost', 'no'], 1), ['done', 'unknown']],
		['lost, then refused in a way that proves', record(['lost', 'proof'], 1), ['done']],
		['refused so without a loss', record(['proof'], 0), ['rejected', 'notSent']],
		['proof, then lost again', record(['lost', 'proof', 'lost'], 1), ['done', 'unknown']],
		['neither for sure', record(['unclear'], 0), ['rejected', 'unknown', 'notSent']],
	])('%s', (_what, truth, right) => {
		const may = allowed(truth, { steps: false, broken: false });
		expect([...may].toSorted()).toEqual(right.toSorted());
		for (const outcome of ['done', 'rejected', 'unknown', 'notSent'] as const)
			expect(going([truth], [outcome]).length > 0).toBe(!right.includes(outcome));
	});

	it('counts that can be so', () => {
		expect(stopped([DONE, REFUSED, UNSENT], [1, 1, 0, 1])).toEqual([]);
		expect(stopped([DONE, REFUSED, UNSENT], [1, 0, 0, 2])).toEqual([]);
		expect(stopped([LOST, NEVER_ARRIVED, UNSENT], [0, 0, 2, 1])).toEqual([]);
	});

	it('a broken connection may have carried it', () => {
		expect(going([UNSENT], ['unknown'], { broken: true })).toEqual([]);
	});

	it('steps: one lost, the other done', () => {
		const both: Truth = {
			sendings: [
				{ path: 'info', told: 'lost' },
				{ path: 'dept', told: 'yes' },
			],
			...{ written: { info: 1, dept: 1 }, holds: true },
		};
		expect(going([both], ['unknown'], { steps: true })).toEqual([]);
		// Where one of them will do, the later yes is enough.
		expect(rules(going([both], ['unknown']))).toEqual([4]);
	});

	it('a part is there, and the text says so', () => {
		const part: Truth = {
			sendings: [
				{ path: 'info', told: 'yes' },
				{ path: 'dept', told: 'no' },
			],
			...{ written: { info: 1, dept: 0 }, holds: false },
		};
		const text = 'No such department. The other steps of this item were done.';
		const says = { items: [{ item: 0, outcome: 'rejected' as const, text }], steps: true };
		expect(judge(seen([part], says))).toEqual([]);
		expect(rules(going([part], ['rejected'], { steps: true }))).toEqual([3]);
		expect(rules(going([part], ['done'], { steps: true }))).toEqual([2]);
		expect(stopped([part, UNSENT], [0, 1, 0, 1], { steps: true })).toEqual([]);
		expect(rules(stopped([part, UNSENT], [1, 0, 0, 1], { steps: true }))).toEqual([2]);
	});
});

describe('wrong', () => {
	it('1: an item leaves twice, or not at all', () => {
		const twice = [...items('done'), ...items('done')];
		expect(rules(judge(seen([DONE, DONE], { items: twice })))).toEqual([1, 1]);
	});

	it('1: an item of no input, items out of order', () => {
		expect(rules(going([DONE], ['done', 'done']))).toEqual([1]);
		expect(rules(judge(seen([DONE, DONE], { items: items('done', 'done').toReversed() })))).toEqual(
			[1],
		);
	});

	it('1: it stops though it is to go on, or the other way round', () => {
		expect(rules(stopped([REFUSED], [0, 1, 0, 0], { goesOn: true }))).toEqual([1]);
		expect(rules(going([REFUSED], ['rejected'], { goesOn: false }))).toEqual([1]);
	});

	it('1: an error without counts, with too few, or of an item that is done', () => {
		const error = { message: 'No', description: 'No' };
		expect(rules(judge(seen([REFUSED], { goesOn: false, error })))).toEqual([1]);
		expect(rules(stopped([REFUSED, UNSENT], [0, 1, 0, 0]))).toContain(1);
		expect(rules(stopped([REFUSED, DONE], [1, 1, 0, 0]))).toEqual([1]);
	});

	it('1: it does not end', () => {
		expect(rules(going([LOST], ['unknown'], { ended: false }))).toEqual([1]);
	});

	it('2: done, but not there', () => {
		expect(rules(going([DONE, NEVER_ARRIVED], ['done', 'done']))).toEqual([2]);
		expect(rules(stopped([DONE, NEVER_ARRIVED, UNSENT], [2, 0, 0, 1]))).toEqual([2]);
	});

	it('3: rejected or not sent, but there', () => {
		expect(rules(going([LOST], ['rejected']))).toEqual([3]);
		expect(rules(going([LOST], ['notSent']))).toEqual([3]);
		expect(rules(going([UNSENT], ['rejected']))).toEqual([3]);
		expect(rules(stopped([LOST, UNSENT], [0, 1, 0, 1]))).toEqual([3]);
	});

	it('4: unknown, but it is to be known', () => {
		expect(rules(going([REFUSED, UNSENT, DONE], ['unknown', 'unknown', 'unknown']))).toEqual([
			4, 4, 4,
		]);
		expect(rules(stopped([REFUSED, UNSENT], [0, 0, 1, 1]))).toEqual([4]);
	});

	it('5: written twice', () => {
		const twice = record(['lost', 'yes'], 2);
		expect(going([twice], ['done'])).toEqual([]);
		expect(going([DONE, twice], ['done', 'done'], { harmful: [PATH] })).toMatchObject([
			{ rule: 5, records: [1] },
		]);
	});

	it('6: too many requests that come to nothing', () => {
		expect(going([LOST], ['unknown'], { failing: { count: 7, most: 7 } })).toEqual([]);
		expect(rules(going([LOST], ['unknown'], { failing: { count: 8, most: 7 } }))).toEqual([6]);
	});

	it('7: a secret', () => {
		expect(rules(going([DONE], ['done'], { secrets: ['the log'] }))).toEqual([7]);
	});
});
