/** Polls that take longer than they may: docs/triggers.md, "Polling triggers". */
import { describe, expect, it } from 'vitest';
import type { PollResult, Store } from '../../engine/triggers.ts';
import type { WatchOptions } from './watch.ts';
import { DAY, HOUR, LAB, addJob, brief, failureOf, pair, person, somebody } from './watch.ts';
import { startWatch, watching } from './watch.ts';

/** Polls that may take so long until one tells something, or for so many times. */
async function pollsUntilTold(
	poll: () => Promise<PollResult>,
	most = 30,
): Promise<{ silent: number; last: PollResult }> {
	for (let silent = 0; ; silent++) {
		const last = await poll();
		if (last.failure) throw last.failure;
		if (last.items || silent === most) return { silent, last };
	}
}

/** Each page takes a second of the clock. */
const slowly = async (given: WatchOptions) => {
	const watched = await startWatch('person', given);
	watched.before('person/getall', () => watched.wait(1_000));
	return watched;
};

it('100,000 people, a second a page: read over several polls, told once, at the end', async () => {
	const seconds = 100;
	const watched = await slowly({ people: 100_000, parameters: { emitFirst: true } });
	const { silent, last } = await pollsUntilTold(async () => {
		const began = Date.now();
		const result = await watched.poll({ budgetMs: 36_000 });
		expect(Date.now() - began).toBeLessThan(36_000);
		return result;
	});
	expect(silent).toBeGreaterThanOrEqual(Math.floor(seconds / 36));
	expect(silent).toBeLessThanOrEqual(6);
	expect(last.items).toHaveLength(100_000);
	expect(new Set(last.items!.map(({ json }) => json.id)).size).toBe(100_000);
	expect(watched.requestsTo('person/getall').length).toBeLessThanOrEqual(seconds + 1 + silent);
	expect(await watched.poll()).toMatchObject({ items: null });
}, 60_000);

/** Four pages. */
const FOUR = { people: 3_300 };
/** Time for about two of them. */
const SHORT = { budgetMs: 2_500 };

describe.each<Store>(['durable', 'memory', 'column'])('%s: a read over several polls', (store) => {
	it('is not disturbed by what n8n keeps meanwhile, and tells what changed since', async () => {
		const watched = await slowly({ ...FOUR, store });
		const first = async () => await watched.poll(SHORT);
		watched.happens.enters(somebody(9_000));
		for (let n = 0; n < 8; n++) expect(brief(await first())).toEqual([]);
		const pages = watched.requestsTo('person/getall').length;
		expect(pages).toBeGreaterThanOrEqual(4);
		expect(pages).toBeLessThanOrEqual(12);
		watched.happens.updates(person(5), { jobTitle: '经理' });
		expect(brief(await first())).toEqual([`person.changed ${person(5)}`]);
	});

	it('a whole read: emits once, at the end, and nothing twice', async () => {
		const watched = await watching('person', { ...FOUR, store });
		watched.happens.updates(person(1), { jobTitle: '经理' });
		expect(brief(await watched.poll())).toHaveLength(1);
		watched.happens.losesPerson(person(2));
		watched.state.people.get(person(3_000))!.jobTitle = '经理';
		watched.wait(DAY + HOUR);
		watched.before('person/getall', () => watched.wait(1_000));
		const { silent, last } = await pollsUntilTold(() => watched.poll(SHORT));
		expect(silent).toBeGreaterThan(0);
		expect(brief(last)).toEqual([`person.changed ${person(3_000)}`, `person.removed ${person(2)}`]);
		for (let n = 0; n < 3; n++) expect(brief(await watched.poll(SHORT))).toEqual([]);
	});

	it('begins anew when n8n restarts meanwhile, and loses nothing', async () => {
		const watched = await watching('person', { ...FOUR, store });
		watched.happens.updates(person(1), { jobTitle: '经理' });
		expect(brief(await watched.poll())).toHaveLength(1);
		watched.happens.losesPerson(person(2));
		watched.wait(DAY + HOUR);
		watched.before('person/getall', () => watched.wait(1_000));
		const before = watched.requestsTo('person/getall').length;
		expect(brief(await watched.poll(SHORT))).toEqual([]);
		await watched.trigger.restarted();
		const { last } = await pollsUntilTold(() => watched.poll({ ...SHORT, activation: 'init' }));
		expect(brief(last)).toEqual([`person.removed ${person(2)}`]);
		const [, page] = watched
			.askedOf('person/getall')
			.slice(before)
			.map(({ begin }) => begin);
		expect(page).toBe(1000);
	});

	it('events by time of change are told all the same in the end', async () => {
		const watched = await watching('person', { ...FOUR, store });
		watched.happens.updates(person(1), { jobTitle: '经理' });
		expect(brief(await watched.poll())).toHaveLength(1);
		watched.wait(DAY + HOUR);
		watched.before('person/getall', (_state, nth) => {
			watched.wait(1_000);
			// On a page that is read already, and in a later poll.
			if (nth === 4) watched.happens.updates(person(3), { jobTitle: '经理' });
			if (nth === 4) watched.happens.leaves(person(4));
		});
		const events: string[] = [];
		for (let n = 0; n < 10; n++) events.push(...brief(await watched.poll(SHORT)));
		expect(events.toSorted()).toEqual([
			`person.changed ${person(3)}`,
			`person.removed ${person(4)}`,
		]);
	});

	it('many changes by time', async () => {
		const watched = await watching('person', { ...FOUR, store });
		watched.happens.updates(person(3_200), { jobTitle: '经理' });
		expect(brief(await watched.poll())).toHaveLength(1);
		for (let n = 0; n < 3_000; n++) watched.happens.updates(person(n), { jobTitle: '经理' });
		watched.before('person/getAtTime', () => watched.wait(1_000));
		const { silent, last } = await pollsUntilTold(() => watched.poll(SHORT));
		expect(silent).toBeGreaterThan(0);
		expect(brief(last)).toHaveLength(3_000);
		expect(brief(await watched.poll())).toEqual([]);
	});
});

it('part-time jobs, too', async () => {
	const watched = await watching('partTimeJob', {
		seed: (state) => {
			for (let n = 0; n < 3_300; n++) addJob(state, n, '顾问', LAB);
		},
	});
	watched.before('company/queryPartTimeJobs', () => watched.wait(1_000));
	addJob(watched.state, 9_000, '顾问', LAB);
	watched.state.partTimeJobs.delete(pair(0, LAB));
	const { silent, last } = await pollsUntilTold(() => watched.poll(SHORT));
	expect(silent).toBeGreaterThan(0);
	expect(brief(last)).toEqual([
		`partTimeJob.added ${pair(9_000, LAB)}`,
		`partTimeJob.removed ${pair(0, LAB)}`,
	]);
});

it('without a budget of n8n’s: 30 seconds', async () => {
	const watched = await startWatch('person', { people: 3_300 });
	watched.before('person/getall', () => watched.wait(13_000));
	expect(brief(await watched.poll())).toEqual([]);
	const pages = watched.requestsTo('person/getall').length;
	expect(pages).toBeGreaterThan(1);
	expect(pages).toBeLessThan(4);
});

it('a larger budget of n8n’s changes nothing: 30 seconds', async () => {
	const watched = await startWatch('person', { people: 3_300 });
	watched.before('person/getall', () => watched.wait(13_000));
	expect(brief(await watched.poll({ budgetMs: 300_000 }))).toEqual([]);
	expect(watched.requestsTo('person/getall').length).toBeLessThan(4);
});

describe('a platform that never gives a page in time', () => {
	it.each([
		['answers later', { how: 'latency', ms: 3_000 }],
		['never answers', { how: 'hang' }],
	] as const)('%s: an error, not silence', async (_what, rule) => {
		const watched = await startWatch('person');
		watched.misbehave({ ...rule, path: 'person/getall' });
		const began = performance.now();
		const first = await watched.poll({ budgetMs: 700 });
		const result = first.failure ? first : await watched.poll({ budgetMs: 700 });
		expect(failureOf(result).failure).toMatchObject({ cause: 'temporarily-unavailable' });
		expect(performance.now() - began).toBeLessThan(2 * 700 + 300);
	});

	it('later, too, and then goes on', async () => {
		const watched = await watching('person');
		watched.happens.leaves(person(1));
		watched.misbehave({ how: 'hang', path: 'person/getAtTime' });
		for (let n = 0; n < 2; n++)
			expect(failureOf(await watched.poll({ budgetMs: 500 })).failure).toMatchObject({
				cause: 'temporarily-unavailable',
			});
		watched.behave();
		expect(brief(await watched.poll({ budgetMs: 500 }))).toEqual([`person.removed ${person(1)}`]);
	});

	it('a page that comes, but always after the budget, is no silence for ever', async () => {
		const watched = await startWatch('person', { people: 1_500 });
		watched.before('person/getall', () => watched.wait(60_000));
		const ends: string[] = [];
		for (let n = 0; n < 6; n++) {
			const { failure, items } = await watched.poll({ budgetMs: 36_000 });
			expect(items).toBeNull();
			ends.push(failure ? 'error' : 'silence');
		}
		watched.happens.leaves(person(1));
		watched.happens.updates(person(2), { jobTitle: '经理' });
		const after = await watched.poll({ budgetMs: 36_000 });
		// It got to the end page by page, or says that it can't.
		const gotOn = !after.failure && brief(after).length === 2;
		expect(gotOn || ends.includes('error')).toBe(true);
	});
});
