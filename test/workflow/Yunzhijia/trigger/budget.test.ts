/** Polls that take longer than they may: docs/triggers.md, "What the polling triggers promise". */
import { describe, expect, it } from 'vitest';
import type { PollResult, Store } from '../../engine/triggers.ts';
import { DAY, HOUR, LAB, addJob, brief, failureOf, pair, person, readings } from './watch.ts';
import { somebody, startWatch, told, watching } from './watch.ts';

const STORES: Store[] = ['durable', 'memory', 'column'];

/** Polls until one tells something, or so many times. */
async function pollsUntilTold(
	poll: () => Promise<PollResult>,
	most = 15,
): Promise<{ silent: number; last: PollResult }> {
	for (let silent = 0; ; silent++) {
		const last = await poll();
		if (last.failure) throw last.failure;
		if (last.items || silent === most) return { silent, last };
	}
}

it('100,000 people, a second a page: read over several polls, told once, at the end', async () => {
	const parameters = { emitFirst: true };
	const watched = await startWatch('person', { people: 100_000, parameters });
	watched.before('person/getall', () => watched.wait(1_000));
	const timed = async (poll: () => Promise<PollResult>) => {
		const began = Date.now();
		const result = await poll();
		expect(Date.now() - began).toBeLessThan(36_000);
		return result;
	};
	expect(brief(await timed(watched.begin))).toEqual([]);
	const { silent, last } = await pollsUntilTold(async () => await timed(watched.poll));
	expect(silent).toBeGreaterThanOrEqual(1);
	expect(silent).toBeLessThanOrEqual(8);
	expect(last.items).toHaveLength(100_000);
	expect(new Set(last.items!.map(({ json }) => json.id)).size).toBe(100_000);
	expect(await watched.poll()).toMatchObject({ items: null });
}, 60_000);

/** Four pages, of which two fit into a poll. */
const FOUR = { people: 3_300 };
const SLOW_MS = 13_000;

describe.each(STORES)('%s: a first reading over several polls', (store) => {
	async function begun(emitFirst: boolean) {
		const watched = await startWatch('person', { ...FOUR, store, parameters: { emitFirst } });
		watched.before('person/getall', () => watched.wait(SLOW_MS));
		const results = [await watched.begin()];
		for (let n = 0; n < 8; n++) results.push(await watched.poll());
		return { watched, results };
	}

	it('only remembers, once, and warns of nothing', async () => {
		const { watched, results } = await begun(false);
		expect(results.map(brief)).toEqual(results.map(() => []));
		expect(watched.trigger.logs.filter((line) => line.startsWith('warn'))).toEqual([]);
		// Some lists are read twice before they are believed.
		expect(readings(watched)).toBeLessThanOrEqual(2);
		watched.happens.updates(person(5), { jobTitle: '经理' });
		expect(brief(await watched.poll())).toEqual([`person.changed ${person(5)}`]);
	});

	it('emits first, once, at the end', async () => {
		const { results } = await begun(true);
		const events = results.flatMap(told);
		expect(events).toHaveLength(FOUR.people);
		expect(results.filter(({ items }) => items)).toHaveLength(1);
		for (const event of events) {
			expect(event.event).toBe('person.added');
			expect(event).not.toHaveProperty('cursorLost');
		}
	});
});

describe.each(STORES)('%s: a whole read over several polls', (store) => {
	/** Somebody is gone without a trace, and the whole read is due, page by slow page. */
	async function due() {
		const watched = await watching('person', { ...FOUR, store });
		watched.happens.updates(person(1), { jobTitle: '经理' });
		expect(brief(await watched.poll())).toHaveLength(1);
		watched.happens.losesPerson(person(2));
		watched.wait(DAY + HOUR);
		watched.before('person/getall', () => watched.wait(SLOW_MS));
		return watched;
	}

	it('emits once, at the end, and nothing twice', async () => {
		const watched = await due();
		watched.state.people.get(person(3_000))!.jobTitle = '经理';
		const before = readings(watched);
		const { silent, last } = await pollsUntilTold(watched.poll);
		expect(silent).toBeGreaterThan(0);
		expect(brief(last)).toEqual([`person.changed ${person(3_000)}`, `person.removed ${person(2)}`]);
		expect(readings(watched)).toBe(before + 1);
		for (let n = 0; n < 3; n++) expect(brief(await watched.poll())).toEqual([]);
	});

	it('begins anew when n8n restarts meanwhile, and loses nothing', async () => {
		const watched = await due();
		const before = readings(watched);
		expect(brief(await watched.poll())).toEqual([]);
		const events = brief(await watched.restart());
		expect(events).toEqual([]);
		expect(brief((await pollsUntilTold(watched.poll)).last)).toEqual([
			`person.removed ${person(2)}`,
		]);
		expect(readings(watched)).toBe(before + 2);
	});

	it('what changes meanwhile is told in the end', async () => {
		const watched = await due();
		watched.before('person/getall', (_state, nth) => {
			// On pages that are read already, and in a later poll.
			if (nth !== 4) return;
			watched.happens.updates(person(3), { jobTitle: '经理' });
			watched.happens.leaves(person(4));
			watched.happens.enters(somebody(9_000));
		});
		const events: string[] = [];
		for (let n = 0; n < 8; n++) events.push(...brief(await watched.poll()));
		expect(events.toSorted()).toEqual(
			[
				`person.added ${person(9_000)}`,
				`person.changed ${person(3)}`,
				`person.removed ${person(2)}`,
				`person.removed ${person(4)}`,
			].toSorted(),
		);
	});
});

it('many changes by time, over several polls', async () => {
	const watched = await watching('person', FOUR);
	for (let n = 0; n < 3_000; n++) watched.happens.updates(person(n), { jobTitle: '经理' });
	watched.before('person/getAtTime', () => watched.wait(SLOW_MS));
	const { silent, last } = await pollsUntilTold(watched.poll);
	expect(silent).toBeGreaterThan(0);
	expect(brief(last)).toHaveLength(3_000);
	expect(brief(await watched.poll())).toEqual([]);
});

it('part-time jobs, over several polls', async () => {
	const watched = await watching('partTimeJob', {
		seed: (state) => {
			for (let n = 0; n < 3_300; n++) addJob(state, n, '顾问', LAB);
		},
	});
	watched.before('company/queryPartTimeJobs', () => watched.wait(SLOW_MS));
	addJob(watched.state, 9_000, '顾问', LAB);
	watched.state.partTimeJobs.delete(pair(0, LAB));
	const { silent, last } = await pollsUntilTold(watched.poll);
	expect(silent).toBeGreaterThan(0);
	expect(brief(last)).toEqual([
		`partTimeJob.added ${pair(9_000, LAB)}`,
		`partTimeJob.removed ${pair(0, LAB)}`,
	]);
});

it.each([
	['an older n8n gives none', undefined],
	['n8n gives more', 300_000],
])('no poll begins what ends after 30 seconds: %s', async (_what, budgetMs) => {
	const watched = await startWatch('person', FOUR);
	watched.before('person/getall', () => watched.wait(SLOW_MS));
	const began = Date.now();
	expect(brief(await watched.begin({ budgetMs }))).toEqual([]);
	expect(Date.now() - began).toBeGreaterThan(SLOW_MS);
	expect(Date.now() - began).toBeLessThan(30_000);
});

it('other settings, published while a reading is not at its end, have one of their own', async () => {
	const watched = await startWatch('person', FOUR);
	watched.before('person/getall', () => watched.wait(SLOW_MS));
	expect(brief(await watched.begin())).toEqual([]);
	watched.trigger.publish({ watch: 'leader', emitFirst: true });
	expect(brief(await watched.begin())).toEqual(
		[0, 1, 2].map((n) => `leader.added ${pair(n, somebody(n).orgId)}`),
	);
	watched.trigger.publish({ watch: 'person' });
	expect(brief(await watched.begin())).toEqual([]);
	for (let n = 0; n < 4; n++) expect(brief(await watched.poll())).toEqual([]);
	watched.happens.leaves(person(3_200));
	expect(brief(await watched.poll())).toEqual([`person.removed ${person(3_200)}`]);
});

describe('a platform that never gives a page in time', () => {
	it.each([
		['answers later', { how: 'latency', ms: 5_000 }],
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

	it('a page that comes, but always after the time, is no silence for ever', async () => {
		const watched = await startWatch('person', { people: 1_500 });
		watched.before('person/getall', () => watched.wait(60_000));
		const results = [await watched.begin()];
		for (let n = 0; n < 9; n++) results.push(await watched.poll());
		watched.happens.leaves(person(1));
		results.push(await watched.poll());
		// It got to the end page by page, or says that it can't.
		const last = results.at(-1)!;
		const gotOn = !last.failure && brief(last).length === 1;
		expect(gotOn || results.some(({ failure }) => failure)).toBe(true);
	});
});
