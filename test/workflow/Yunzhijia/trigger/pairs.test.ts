/** What is told of part-time jobs and leaders, read whole at each poll: docs/triggers.md. */
import { describe, expect, it } from 'vitest';
import type { YunzhijiaState } from '../../../platforms/index.ts';
import { addLeader, leaderKey, partTimeJobKey } from '../../../platforms/index.ts';
import { LAB, NORTH, SALES, addJob, jobAt, pair, person } from './watch.ts';
import { brief, single, somebody, startWatch, today, told, watching } from './watch.ts';

interface Pairs {
	watch: 'partTimeJob' | 'leader';
	path: string;
	/** Of person n. */
	at(n: number): string;
	add(state: YunzhijiaState, n: number): void;
	remove(state: YunzhijiaState, n: number): void;
}

const PAIRS: Pairs[] = [
	{
		watch: 'partTimeJob',
		path: 'company/queryPartTimeJobs',
		at: jobAt,
		add: (state, n) => addJob(state, n),
		remove: (state, n) => void state.partTimeJobs.delete(partTimeJobKey(person(n), jobAt(n))),
	},
	{
		watch: 'leader',
		path: 'company/queryOrgAdmins',
		at: (n) => somebody(n).orgId,
		add: (state, n) => addLeader(state, { openId: person(n), orgId: somebody(n).orgId }),
		remove: (state, n) => void state.leaders.delete(leaderKey(person(n), somebody(n).orgId)),
	},
];

describe.each(PAIRS)('$watch', ({ watch, path, at, add, remove }) => {
	const id = (n: number) => pair(n, at(n));

	it('Emit First: all there are come as added', async () => {
		const watched = await startWatch(watch, { parameters: { emitFirst: true } });
		const events = told(await watched.begin());
		expect(events.map(({ event, id: of }) => [event, of])).toEqual(
			[0, 1, 2].map((n) => [`${watch}.added`, id(n)]),
		);
		expect(events[1]).toMatchObject({
			after: { openId: person(1) },
			before: null,
			changedFields: [],
		});
		expect(brief(await watched.poll())).toEqual([]);
	});

	it('tells at once what came and went', async () => {
		const watched = await watching(watch);
		add(watched.state, 3);
		const added = single(await watched.poll());
		expect(added).toMatchObject({
			event: `${watch}.added`,
			id: id(3),
			after: { openId: person(3) },
		});
		remove(watched.state, 1);
		expect(single(await watched.poll())).toMatchObject({
			event: `${watch}.removed`,
			id: id(1),
			after: null,
			before: null,
			changedFields: [],
			stateKey: `${id(1)}|gone|${today(watched)}`,
		});
		expect(brief(await watched.poll())).toEqual([]);
	});

	it('what is missing once only was not removed', async () => {
		const watched = await watching(watch);
		watched.misbehave({ how: 'dropRow', path, row: person(1), times: 1 });
		expect(brief(await watched.poll())).toEqual([]);
		expect(brief(await watched.poll())).toEqual([]);
	});

	it('one person in several departments is several', async () => {
		const watched = await watching(watch);
		const other = [SALES, NORTH, LAB].find(
			(orgId) => orgId !== at(1) && orgId !== somebody(1).orgId,
		)!;
		if (watch === 'leader') addLeader(watched.state, { openId: person(1), orgId: other });
		else addJob(watched.state, 1, '顾问', other);
		expect(brief(await watched.poll())).toEqual([`${watch}.added ${pair(1, other)}`]);
		remove(watched.state, 1);
		expect(brief(await watched.poll())).toEqual([`${watch}.removed ${id(1)}`]);
	});

	it('goes with the person', async () => {
		const watched = await watching(watch);
		watched.happens.deletesPerson(person(1));
		expect(brief(await watched.poll())).toEqual([`${watch}.removed ${id(1)}`]);
	});

	it('another order is no change', async () => {
		const watched = await watching(watch);
		watched.misbehave({ how: 'reverseRows', path, row: 'nothing' });
		expect(brief(await watched.poll())).toEqual([]);
	});
});

it('a part-time job with another title or weight has changed', async () => {
	const watched = await watching('partTimeJob');
	const job = watched.state.partTimeJobs.get(partTimeJobKey(person(1), jobAt(1)))!;
	job.jobTitle = '总顾问';
	expect(single(await watched.poll())).toMatchObject({
		event: 'partTimeJob.changed',
		id: pair(1, jobAt(1)),
		changedFields: ['jobTitle'],
		after: { openId: person(1), orgId: jobAt(1), jobTitle: '总顾问' },
	});
	job.weights = 5;
	expect(single(await watched.poll())).toMatchObject({ changedFields: ['weights'] });
});

it('leaders whom the platform does not list any more are removed', async () => {
	const watched = await watching('leader');
	watched.happens.updates(person(1), { status: '2' });
	expect(brief(await watched.poll())).toEqual([`leader.removed ${pair(1, NORTH)}`]);
});

it('more than a page of part-time jobs', async () => {
	const seed = (state: YunzhijiaState) => {
		for (let n = 0; n < 1234; n++) addJob(state, n, '顾问', LAB);
	};
	const watched = await watching('partTimeJob', { seed });
	addJob(watched.state, 5000, '顾问', LAB);
	watched.state.partTimeJobs.delete(partTimeJobKey(person(0), LAB));
	expect(brief(await watched.poll())).toEqual([
		`partTimeJob.added ${pair(5000, LAB)}`,
		`partTimeJob.removed ${pair(0, LAB)}`,
	]);
});
