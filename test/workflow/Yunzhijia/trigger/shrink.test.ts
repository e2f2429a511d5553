/** A list that is suddenly less than half as long: docs/triggers.md, "Polling triggers". */
import { describe, expect, it } from 'vitest';
import type { Watched } from './watch.ts';
import { DAY, HOUR, LAB, addJob, brief, failureOf, person, startWatch, watching } from './watch.ts';

/** Leaves so many part-time jobs, the last ones. */
function leave({ state: { partTimeJobs } }: Watched, count: number) {
	for (const id of [...partTimeJobs.keys()].slice(0, -count || undefined)) partTimeJobs.delete(id);
}

const jobs = async (count: number, options = {}, store?: 'durable' | 'memory' | 'column') => {
	const watched = await startWatch('partTimeJob', {
		seed: (state) => {
			for (let n = 0; n < count; n++) addJob(state, n, '顾问', LAB);
		},
		options,
		store,
	});
	// What is told first is kept by n8n in whichever way it keeps.
	addJob(watched.state, 999, '顾问', LAB);
	expect(brief(await watched.begin())).toEqual([]);
	watched.state.partTimeJobs.delete(`${person(999)}|${LAB}`);
	expect(brief(await watched.poll())).toHaveLength(1);
	return watched;
};

it.each([
	[20, 9],
	[20, 0],
	[41, 20],
])('%i known, %i found: stops, says so, and finds the same later', async (known, found) => {
	const watched = await jobs(known);
	const { partTimeJobs } = watched.state;
	const all = [...partTimeJobs];
	leave(watched, found);
	const { saved } = watched.trigger;
	for (let n = 0; n < 2; n++) {
		const error = failureOf(await watched.poll());
		expect(`${error.message} ${(error as { description?: string }).description}`).toContain(
			'Accept Fewer Once',
		);
	}
	expect(watched.trigger.saved).toBe(saved);
	for (const [id, job] of all) partTimeJobs.set(id, job);
	expect(brief(await watched.poll())).toEqual([]);
});

it.each([
	[20, 10],
	[40, 20],
	[19, 9],
	[19, 1],
])('%i known, %i found: tells who is gone', async (known, found) => {
	const watched = await jobs(known);
	leave(watched, found);
	expect(brief(await watched.poll())).toHaveLength(known - found);
	expect(brief(await watched.poll())).toEqual([]);
});

it('19 known, none found: tells who is gone', async () => {
	const watched = await jobs(19);
	leave(watched, 0);
	expect(brief(await watched.poll())).toHaveLength(19);
});

it('people: by a whole read', async () => {
	const watched = await watching('person', { people: 30 });
	for (let n = 0; n < 16; n++) watched.happens.losesPerson(person(n));
	watched.wait(HOUR);
	expect(brief(await watched.poll())).toEqual([]);
	watched.wait(DAY);
	failureOf(await watched.poll());
	watched.publish({ acceptShrink: true });
	expect(brief(await watched.poll())).toHaveLength(16);
});

it('people: many who leave in earnest are told, however many', async () => {
	const watched = await watching('person', { people: 30 });
	for (let n = 0; n < 25; n++) watched.happens.leaves(person(n));
	expect(brief(await watched.poll())).toHaveLength(25);
	watched.wait(DAY + HOUR);
	expect(brief(await watched.poll())).toEqual([]);
});

it('people: many who are disabled are still known, and no reason to stop', async () => {
	const watched = await watching('person', { people: 30 });
	for (let n = 0; n < 20; n++) watched.happens.updates(person(n), { status: '2' });
	expect(brief(await watched.poll())).toHaveLength(20);
	watched.wait(DAY + HOUR);
	expect(brief(await watched.poll())).toEqual([]);
});

it('people: more than half are gone, besides many who are disabled', async () => {
	const watched = await watching('person', { people: 400 });
	for (let n = 0; n < 60; n++) watched.happens.updates(person(n), { status: '2' });
	expect(brief(await watched.poll())).toHaveLength(60);
	for (let n = 60; n < 270; n++) watched.happens.losesPerson(person(n));
	watched.wait(DAY + HOUR);
	failureOf(await watched.poll());
});

it('departments: by a whole read', async () => {
	const watched = await startWatch('department');
	for (let n = 0; n < 30; n++) watched.happens.addsDepartment(`d${n}`, `部门${n}`);
	await watched.begin();
	for (let n = 0; n < 30; n++) watched.happens.losesDepartment(`d${n}`);
	watched.wait(DAY + HOUR);
	failureOf(await watched.poll());
	watched.publish({ acceptShrink: true });
	expect(brief(await watched.poll())).toHaveLength(30);
});

describe.each(['durable', 'memory', 'column'] as const)('%s: Accept Fewer Once', (store) => {
	/** Options changed and published: n8n polls at once, and then as ever. */
	async function republish(watched: Watched, options: { acceptShrink: boolean }) {
		watched.publish(options);
		return await watched.begin();
	}

	/** Many part-time jobs go, and come back before the next time. */
	async function shrinkAgain(watched: Watched) {
		for (let n = 0; n < 30; n++) addJob(watched.state, n, '顾问', LAB);
		expect(brief(await watched.poll())).not.toEqual([]);
		leave(watched, 5);
	}

	it('lets it pass once', async () => {
		const watched = await jobs(30, {}, store);
		leave(watched, 5);
		failureOf(await watched.poll());
		expect(brief(await republish(watched, { acceptShrink: true }))).toHaveLength(25);
		await shrinkAgain(watched);
		failureOf(await watched.poll());
		failureOf(await watched.poll());
	});

	it('off and on again, for another time', async () => {
		const watched = await jobs(30, { acceptShrink: true }, store);
		leave(watched, 5);
		expect(brief(await watched.poll())).toHaveLength(25);
		await shrinkAgain(watched);
		failureOf(await watched.poll());
		failureOf(await republish(watched, { acceptShrink: false }));
		expect(brief(await republish(watched, { acceptShrink: true }))).toHaveLength(25);
		await shrinkAgain(watched);
		failureOf(await watched.poll());
	});

	it('off and on again, long before it is needed', async () => {
		const watched = await jobs(30, { acceptShrink: true }, store);
		leave(watched, 5);
		expect(brief(await watched.poll())).toHaveLength(25);
		for (const acceptShrink of [false, true]) {
			expect(brief(await republish(watched, { acceptShrink }))).toEqual([]);
			expect(brief(await watched.poll())).toEqual([]);
		}
		await shrinkAgain(watched);
		expect(brief(await watched.poll())).toHaveLength(25);
	});

	it('once also when n8n restarts between', async () => {
		const watched = await jobs(30, { acceptShrink: true }, store);
		leave(watched, 5);
		expect(brief(await watched.poll())).toHaveLength(25);
		expect(brief(await watched.restart())).toEqual([]);
		await shrinkAgain(watched);
		failureOf(await watched.poll());
	});
});
