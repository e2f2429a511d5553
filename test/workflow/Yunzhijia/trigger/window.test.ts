/** Which time is asked for, and by whose clock: docs/triggers.md, "Polling triggers". */
import { describe, expect, it } from 'vitest';
import type { Watched } from './watch.ts';
import { DAY, HOUR, PEOPLE, brief, inBeijing, person, readings, single } from './watch.ts';
import { somebody, startWatch, told, watching } from './watch.ts';

/** The time that the last request for changes asked for, in ms. */
const lastAsked = (watched: Watched) => inBeijing(watched.askedOf('person/getAtTime').at(-1)!.time);

const near = (time: number, wanted: number) => expect(Math.abs(time - wanted)).toBeLessThan(5_000);

// The token must last however far the clocks are apart.
const LASTING = { tokenSeconds: 1e9 };

describe('asks for changes since the last poll and two hours more', () => {
	it('counted from its beginning', async () => {
		const watched = await startWatch('person');
		const began = watched.platformNow();
		// Reading takes a while.
		watched.before('person/getall', (_state, nth) => nth === 2 && watched.wait(9_000));
		await watched.begin();
		watched.wait(5 * HOUR);
		const next = watched.platformNow();
		watched.happens.updates(person(1), { jobTitle: '经理' });
		await watched.poll();
		near(lastAsked(watched), began - 2 * HOUR);
		watched.wait(HOUR);
		await watched.poll();
		near(lastAsked(watched), next - 2 * HOUR);
	});

	it.each([5, -5])('by the platform’s clock, %i days from ours', async (days) => {
		const watched = await startWatch('person', LASTING);
		// The platform gives a token only to whose clock is right.
		await watched.poll({ mode: 'manual' });
		watched.shift(days * DAY);
		const began = watched.platformNow();
		expect(brief(await watched.begin())).toEqual([]);
		watched.wait(3 * HOUR);
		watched.happens.updates(person(1), { jobTitle: '经理' });
		expect(brief(await watched.poll())).toEqual([`person.changed ${person(1)}`]);
		near(lastAsked(watched), began - 2 * HOUR);
	});
});

it('a platform whose clock was ahead, and is put right, is believed at once', async () => {
	const watched = await startWatch('person', LASTING);
	await watched.poll({ mode: 'manual' });
	watched.shift(5 * DAY);
	expect(brief(await watched.begin())).toEqual([]);
	watched.shift(-5 * DAY);
	for (const n of [1, 2]) {
		watched.wait(HOUR);
		watched.happens.updates(person(n), { jobTitle: '经理' });
		expect(brief(await watched.poll())).toEqual([`person.changed ${person(n)}`]);
	}
});

it('a change that shows up late, within the two hours, is told', async () => {
	const watched = await watching('person');
	watched.wait(3 * HOUR);
	await watched.poll();
	watched.happens.updates(person(1), { jobTitle: '经理' });
	watched.state.people.get(person(1))!.updatedAt = watched.platformNow() - HOUR;
	expect(brief(await watched.poll())).toEqual([`person.changed ${person(1)}`]);
});

it('what the overlap tells of again is not told again, however often', async () => {
	const watched = await watching('person');
	watched.happens.updates(person(1), { jobTitle: '经理' });
	watched.happens.leaves(person(2));
	watched.happens.enters(somebody(20));
	watched.happens.deletesPerson(person(3));
	expect(told(await watched.poll())).toHaveLength(4);
	for (let n = 0; n < 5; n++) {
		watched.wait(20 * 60_000);
		expect(brief(await watched.poll())).toEqual([]);
	}
});

it.each([1, 3 * 7])('after %i days of silence everything is told', async (days) => {
	const watched = await watching('person', { options: { wholeReadHours: 10_000 } });
	watched.happens.updates(person(1), { jobTitle: '经理' });
	watched.wait(days * DAY);
	watched.happens.enters(somebody(20));
	watched.happens.leaves(person(2));
	watched.wait(HOUR);
	const wholeReads = watched.requestsTo('person/getall').length;
	expect(brief(await watched.poll())).toEqual([
		`person.added ${person(20)}`,
		`person.changed ${person(1)}`,
		`person.removed ${person(2)}`,
	]);
	expect(watched.requestsTo('person/getall')).toHaveLength(wholeReads);
});

it('after weeks with nobody polling, those deleted without a trace are told, too', async () => {
	const watched = await watching('person');
	watched.happens.updates(person(1), { jobTitle: '经理' });
	watched.happens.losesPerson(person(2));
	watched.wait(21 * DAY);
	expect(brief(await watched.restart())).toEqual([
		`person.changed ${person(1)}`,
		`person.removed ${person(2)}`,
	]);
});

describe('the whole read is due by the platform’s clock', () => {
	it('not by ours', async () => {
		const watched = await watching('person', LASTING);
		watched.happens.losesPerson(person(3));
		watched.wait(2 * DAY);
		watched.shift(-2 * DAY);
		expect(brief(await watched.poll())).toEqual([]);
		watched.shift(DAY + HOUR);
		expect(single(await watched.poll()).event).toBe('person.removed');
	});

	it.each(['durable', 'memory', 'column'] as const)('%s: every 24 hours', async (store) => {
		const watched = await watching('person', { store });
		await watched.poll();
		const first = readings(watched);
		for (let hours = 7; hours <= 56; hours += 7) {
			watched.wait(7 * HOUR);
			await watched.poll();
		}
		expect(readings(watched)).toBe(first + 2);
	});

	it('finds who changed as well as who is gone, and tells each once', async () => {
		const watched = await watching('person');
		watched.wait(DAY);
		watched.happens.updates(person(1), { jobTitle: '经理' });
		watched.happens.losesPerson(person(2));
		watched.happens.leaves(person(3));
		watched.happens.enters(somebody(20));
		const events = told(await watched.poll());
		expect(events.map(({ event, id, after }) => [event, id, after !== null])).toEqual([
			['person.added', person(20), true],
			['person.changed', person(1), true],
			['person.removed', person(2), false],
			['person.removed', person(3), true],
		]);
		expect(brief(await watched.poll())).toEqual([]);
	});
});

it('asks for what changed only, between whole reads', async () => {
	const watched = await watching('person');
	const before = watched.requests.length;
	watched.happens.updates(person(PEOPLE - 1), { jobTitle: '经理' });
	await watched.poll();
	const paths = watched.requests.slice(before).map(({ path }) => path.split('/').at(-1));
	expect(new Set(paths)).toEqual(new Set(['getAtTime']));
});
