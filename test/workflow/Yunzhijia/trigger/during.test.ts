/** People and jobs that change while they are read, page after page: docs/triggers.md. */
import { describe, expect, it } from 'vitest';
import type { YunzhijiaState } from '../../../platforms/index.ts';
import type { Watched } from './watch.ts';
import {
	DAY,
	HOUR,
	LAB,
	addJob,
	brief,
	pair,
	person,
	somebody,
	startWatch,
	told,
} from './watch.ts';
import { watching } from './watch.ts';

const PEOPLE = 2300;
const MANY = { people: PEOPLE };
const TOMORROW = DAY + HOUR;

const isRemoved = (event: string) => event.startsWith('person.removed');

/** Puts somebody in front of all others: every row moves one place on. */
function putFirst({ people }: YunzhijiaState, n: number, at?: number) {
	const all = [...people];
	people.clear();
	people.set(person(n), somebody(n, { updatedAt: at }));
	for (const [id, one] of all) people.set(id, one);
}

describe('a whole read', () => {
	it('someone on a page already read is deleted: whoever slips through is not removed', async () => {
		const watched = await watching('person', MANY);
		watched.wait(TOMORROW);
		watched.before('person/getall', (_state, nth) => {
			if (nth === 2 || nth === 3) watched.happens.deletesPerson(person(nth));
		});
		const during = brief(await watched.poll());
		const after = brief(await watched.poll());
		expect([...during, ...after].toSorted()).toEqual(
			[2, 3].map((n) => `person.removed ${person(n)}`),
		);
	});

	it('the same without a trace: told now or by the next whole read, nobody else', async () => {
		const watched = await watching('person', MANY);
		watched.wait(TOMORROW);
		watched.before('person/getall', (_state, nth) => {
			if (nth === 2) watched.happens.losesPerson(person(5));
		});
		const events: string[] = [];
		for (let n = 0; n < 3; n++) {
			events.push(...brief(await watched.poll()));
			watched.wait(TOMORROW);
		}
		expect(events).toEqual([`person.removed ${person(5)}`]);
	});

	it('someone comes in front of all: rows that come twice are told once', async () => {
		const watched = await startWatch('person', { ...MANY, parameters: { emitFirst: true } });
		watched.before('person/getall', (state, nth) => {
			if (nth === 2) putFirst(state, 5000, watched.platformNow());
		});
		const events = [...brief(await watched.begin()), ...brief(await watched.poll())];
		expect(events).toHaveLength(PEOPLE + 1);
		expect(new Set(events).size).toBe(PEOPLE + 1);
		expect(events).toContain(`person.added ${person(5000)}`);
	});

	it('someone changes after their page was read: told once, at the next poll', async () => {
		const watched = await watching('person', MANY);
		watched.wait(TOMORROW);
		watched.before('person/getall', (_state, nth) => {
			if (nth === 2) watched.happens.updates(person(7), { jobTitle: '经理' });
			if (nth === 3) watched.happens.leaves(person(8));
		});
		const events = [...brief(await watched.poll()), ...brief(await watched.poll())];
		expect(events.toSorted()).toEqual([
			`person.changed ${person(7)}`,
			`person.removed ${person(8)}`,
		]);
		expect(brief(await watched.poll())).toEqual([]);
	});

	it('someone is disabled and enabled again meanwhile: no news', async () => {
		const watched = await watching('person', MANY);
		watched.wait(TOMORROW);
		watched.before('person/getall', ({ people }, nth) => {
			people.get(person(1500))!.status = nth === 2 ? '2' : '1';
		});
		expect(brief(await watched.poll())).toEqual([]);
		watched.wait(TOMORROW);
		expect(brief(await watched.poll())).toEqual([]);
	});
});

describe('the first poll', () => {
	it('what happens meanwhile is told afterwards', async () => {
		const watched = await startWatch('person', MANY);
		watched.before('person/getall', (_state, nth) => {
			if (nth !== 3) return;
			watched.happens.enters(somebody(5000));
			watched.happens.updates(person(1), { jobTitle: '经理' });
			watched.happens.leaves(person(2));
			watched.happens.deletesPerson(person(3));
		});
		const began = brief(await watched.begin());
		expect(began).toEqual([]);
		// What the poll saw as it is now, it only remembers.
		const seen = [`person.added ${person(5000)}`, `person.changed ${person(1)}`];
		expect(brief(await watched.poll()).filter((event) => !seen.includes(event))).toEqual([
			`person.removed ${person(2)}`,
			`person.removed ${person(3)}`,
		]);
	});

	it('who slips through, because another went, comes as added when everything is read again', async () => {
		const watched = await startWatch('person', MANY);
		watched.before('person/getall', (_state, nth) => {
			if (nth === 2) watched.happens.losesPerson(person(0));
		});
		await watched.begin();
		const events: string[] = [];
		for (let n = 0; n < 2; n++) {
			watched.wait(TOMORROW);
			events.push(...brief(await watched.poll()));
		}
		expect(events.filter((event) => !isRemoved(event))).toEqual([`person.added ${person(1000)}`]);
	});
});

it('more changes than a page, and more of them meanwhile', async () => {
	const watched = await watching('person', MANY);
	for (let n = 0; n < 1500; n++) watched.happens.updates(person(n), { jobTitle: '经理' });
	watched.before('person/getAtTime', (state, nth) => {
		if (nth === 2) putFirst(state, 5000, watched.platformNow());
	});
	const events = [...brief(await watched.poll()), ...brief(await watched.poll())];
	expect(new Set(events).size).toBe(1501);
	expect(events).toHaveLength(1501);
});

describe('part-time jobs', () => {
	const seed = (state: YunzhijiaState) => {
		for (let n = 0; n < PEOPLE; n++) addJob(state, n, '顾问', LAB);
	};

	it('one on a page already read goes: no other is removed', async () => {
		const watched = await watching('partTimeJob', { seed });
		watched.before('company/queryPartTimeJobs', ({ partTimeJobs }, nth) => {
			if (nth === 2) partTimeJobs.delete(pair(0, LAB));
		});
		const events = [...brief(await watched.poll()), ...brief(await watched.poll())];
		expect(events).toEqual([`partTimeJob.removed ${pair(0, LAB)}`]);
	});

	it('one comes in front of all: told once, and nothing else', async () => {
		const watched = await watching('partTimeJob', { seed });
		watched.before('company/queryPartTimeJobs', (state, nth) => {
			if (nth !== 2) return;
			const all = [...state.partTimeJobs];
			state.partTimeJobs.clear();
			addJob(state, 5000, '顾问', LAB);
			for (const [id, job] of all) state.partTimeJobs.set(id, job);
		});
		const events = [...brief(await watched.poll()), ...brief(await watched.poll())];
		expect(events).toEqual([`partTimeJob.added ${pair(5000, LAB)}`]);
	});
});

describe('polls that overlap', () => {
	/** The first poll waits at the platform until the second has ended. */
	async function overlapped(watched: Watched, ends: () => Promise<unknown>) {
		watched.misbehave({ how: 'latency', ms: 300, path: 'person/getAtTime', times: 1 });
		const slow = watched.poll();
		while (watched.requestsTo('person/getAtTime').length === 0)
			await new Promise((resolve) => setTimeout(resolve, 5));
		const other = await ends();
		return { slow: await slow, other };
	}

	it.each(['durable', 'memory', 'column'] as const)('%s: told once', async (store) => {
		const watched = await watching('person', { store });
		watched.happens.updates(person(1), { jobTitle: '经理' });
		const { slow, other } = await overlapped(watched, async () => await watched.poll());
		const events = [slow, other as typeof slow].flatMap((poll) => (poll.failure ? [] : told(poll)));
		expect(events.map(({ event, id }) => `${event} ${id}`)).toEqual([
			`person.changed ${person(1)}`,
		]);
		watched.happens.leaves(person(2));
		expect(brief(await watched.poll())).toEqual([`person.removed ${person(2)}`]);
		expect(brief(await watched.poll())).toEqual([]);
	});

	it('other settings are published meanwhile: theirs counts, and the other tells nothing', async () => {
		const watched = await watching('person');
		watched.happens.updates(person(1), { jobTitle: '经理' });
		const { slow, other } = await overlapped(watched, async () => {
			watched.trigger.publish({ watch: 'leader', emitFirst: true });
			return await watched.begin();
		});
		expect(slow.items).toBeNull();
		expect(brief(other as typeof slow)).toHaveLength(3);
		watched.happens.deletesPerson(person(2));
		expect(brief(await watched.poll())).toEqual([`leader.removed ${pair(2, LAB)}`]);
	});

	it('another right behind it, before n8n has stored anything: told once', async () => {
		const watched = await watching('person', { store: 'durable' });
		const { saved } = watched.trigger;
		watched.happens.updates(person(1), { jobTitle: '经理' });
		const first = brief(await watched.poll());
		watched.trigger.saved = saved;
		const second = brief(await watched.poll());
		expect([...first, ...second]).toEqual([`person.changed ${person(1)}`]);
	});

	it('one that n8n has given up: what it found is told by the next', async () => {
		const watched = await watching('person', { store: 'durable' });
		watched.happens.updates(person(1), { jobTitle: '经理' });
		await watched.poll();
		watched.happens.updates(person(2), { jobTitle: '经理' });
		watched.misbehave({ how: 'latency', ms: 100, path: 'person/getAtTime', times: 1 });
		const given = watched.poll({ discarded: true });
		await given;
		expect(brief(await watched.poll())).toEqual([`person.changed ${person(2)}`]);
		expect(brief(await watched.poll())).toEqual([]);
	});
});
