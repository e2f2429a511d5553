/** The two keys by which something told twice is known: docs/triggers.md, "Exactly once". */
import { describe, expect, it } from 'vitest';
import type { Told, Watch, Watched } from './watch.ts';
import { DAY, HOUR, LAB, addJob, jobAt, pair, person, somebody, today } from './watch.ts';
import { brief, single, startWatch, told, watching } from './watch.ts';

const keys = ({ eventKey, stateKey }: Told) => ({ eventKey, stateKey });

it('the same people in the same state have the same stateKey, in another process, too', async () => {
	const all = async () => {
		const watched = await startWatch('person', { parameters: { emitFirst: true } });
		await watched.trigger.restarted();
		return told(await watched.begin()).map(({ stateKey }) => stateKey);
	};
	expect(await all()).toEqual(await all());
});

it('each state has a key of its own, whichever event it came by', async () => {
	const watched = await startWatch('person', { parameters: { emitFirst: true } });
	const added = told(await watched.begin()).find(({ id }) => id === person(3))!;
	const seen = [added];
	for (const changes of [{ jobTitle: '经理' }, { jobNo: 'N' }, { jobTitle: '主管' }]) {
		watched.happens.updates(person(3), changes);
		seen.push(single(await watched.poll()));
	}
	watched.happens.leaves(person(3));
	seen.push(single(await watched.poll()));
	expect(new Set(seen.map(({ stateKey }) => stateKey)).size).toBe(5);
	expect(new Set(seen.map(({ eventKey }) => eventKey)).size).toBe(5);
	for (const { event, id, eventKey, stateKey } of seen) {
		expect(eventKey.startsWith(`${event}|${id}|`)).toBe(true);
		expect(stateKey.startsWith(`${id}|`)).toBe(true);
	}
});

it('the order of the fields in a row does not matter', async () => {
	const watched = await startWatch('person', { parameters: { emitFirst: true } });
	const [first] = told(await watched.begin());
	const again = await startWatch('person', { parameters: { emitFirst: true } });
	const { people } = again.state;
	people.set(
		first!.id,
		Object.fromEntries(Object.entries(people.get(first!.id)!).toReversed()) as never,
	);
	expect(told(await again.begin())[0]!.stateKey).toBe(first!.stateKey);
});

describe('who comes back to a state that they had', () => {
	/** Changes to and fro, so far apart; what each told. */
	async function changes(
		apart: number,
		watch: Watch,
		change: (watched: Watched, n: number) => void,
	) {
		const watched = await watching(watch);
		const seen: Told[] = [];
		for (let n = 0; n < 6; n++) {
			watched.wait(apart);
			change(watched, n);
			const event = single(await watched.poll());
			expect(event.stateKey.endsWith(`|${today(watched)}`)).toBe(true);
			seen.push(event);
		}
		return {
			eventKeys: new Set(seen.map(({ eventKey }) => eventKey)).size,
			stateKeys: new Set(seen.map(({ stateKey }) => stateKey)).size,
		};
	}

	const WAYS: Array<[string, Watch, (watched: Watched, n: number) => void]> = [
		[
			'left, returned, left again',
			'person',
			({ happens }, n) => {
				if (n % 2) happens.enters({ openId: person(3) });
				else happens.leaves(person(3));
			},
		],
		[
			'one title and the other',
			'person',
			({ happens }, n) => void happens.updates(person(3), { jobTitle: n % 2 ? '工程师' : '经理' }),
		],
		[
			'a part-time job that comes and goes',
			'partTimeJob',
			({ state }, n) => {
				if (n % 2) addJob(state, 1);
				else state.partTimeJobs.delete(pair(1, jobAt(1)));
			},
		],
	];

	it.each(WAYS)('%s: each time with another eventKey', async (_what, watch, change) => {
		expect((await changes(60_000, watch, change)).eventKeys).toBe(6);
	});

	it.each(WAYS)('%s, on several days: with another stateKey, too', async (_what, watch, change) => {
		expect(await changes(DAY, watch, change)).toEqual({ eventKeys: 6, stateKeys: 6 });
	});
});

it('the state in a key is the same, whichever way it came about', async () => {
	const watched = await watching('person');
	watched.happens.enters(somebody(20));
	const polled = single(await watched.poll());
	const fresh = await startWatch('person', { parameters: { emitFirst: true } });
	fresh.state.people.set(person(20), somebody(20));
	const first = told(await fresh.begin()).find(({ id }) => id === person(20))!;
	expect(polled.stateKey).toBe(first.stateKey);
});

it('the day is Beijing’s, by the platform’s clock', async () => {
	const watched = await watching('person', { tokenSeconds: 1e9 });
	watched.shift(5 * DAY);
	// Each hour of a day, so that one of them is another day elsewhere.
	for (let hour = 0; hour < 24; hour++) {
		watched.wait(HOUR);
		watched.happens.updates(person(1), { jobTitle: `${hour}` });
		expect(
			single(await watched.poll())
				.stateKey.split('|')
				.at(-1),
		).toBe(today(watched));
	}
});

describe.each(['durable', 'memory', 'column'] as const)('%s: told again', (store) => {
	it('because the result was discarded: all of it, with the same keys', async () => {
		const watched = await watching('person', { store });
		watched.happens.updates(person(1), { jobTitle: '经理' });
		const first = told(await watched.poll());
		expect(first).toHaveLength(1);
		watched.happens.updates(person(2), { jobTitle: '经理' });
		watched.happens.leaves(person(3));
		watched.happens.enters(somebody(20));
		watched.happens.deletesPerson(person(4));
		const lost = told(await watched.poll({ discarded: true }));
		expect(lost).toHaveLength(4);
		watched.wait(HOUR);
		const again = told(await watched.poll());
		expect(again.map(keys)).toEqual(lost.map(keys));
		expect(again.map(({ event, after }) => [event, after])).toEqual(
			lost.map(({ event, after }) => [event, after]),
		);
		expect(await watched.poll()).toMatchObject({ items: null });
	});

	it('because the result was discarded: the same keys also for a state that came back', async () => {
		const watched = await watching('person', { store });
		for (const jobTitle of ['经理', '工程师']) {
			watched.happens.updates(person(1), { jobTitle });
			await watched.poll();
		}
		watched.happens.updates(person(1), { jobTitle: '经理' });
		const lost = single(await watched.poll({ discarded: true }));
		watched.wait(60_000);
		expect(keys(single(await watched.poll()))).toEqual(keys(lost));
	});

	it('departments, too', async () => {
		const watched = await watching('department', { store });
		watched.happens.addsDepartment('d-new', '新部');
		await watched.poll();
		watched.happens.renamesDepartment(LAB, '研究院');
		const lost = single(await watched.poll({ discarded: true }));
		expect(keys(single(await watched.poll()))).toEqual(keys(lost));
		expect(await watched.poll()).toMatchObject({ items: null });
	});

	it('by a whole read: the one before is discarded', async () => {
		const watched = await watching('person', { store });
		watched.happens.updates(person(1), { jobTitle: '经理' });
		await watched.poll();
		watched.happens.losesPerson(person(3));
		watched.wait(DAY + HOUR);
		const lost = single(await watched.poll({ discarded: true }));
		expect(keys(single(await watched.poll()))).toEqual(keys(lost));
		expect(await watched.poll()).toMatchObject({ items: null });
	});

	it('also after polls that told nothing, and each time that it happens', async () => {
		const watched = await watching('person', { store });
		watched.happens.updates(person(1), { jobTitle: '经理' });
		await watched.poll();
		for (const n of [2, 3, 4]) {
			// A whole read: its memory is written, and n8n keeps it or not.
			watched.wait(DAY + HOUR);
			expect(brief(await watched.poll())).toEqual([]);
			expect(brief(await watched.poll())).toEqual([]);
			watched.happens.updates(person(n), { jobTitle: '经理' });
			const lost = single(await watched.poll({ discarded: true }));
			expect(single(await watched.poll()).stateKey).toBe(lost.stateKey);
			expect(brief(await watched.poll())).toEqual([]);
		}
	});

	it('also after polls that told nothing: with the same eventKey', async () => {
		const watched = await watching('person', { store });
		watched.wait(DAY + HOUR);
		expect(brief(await watched.poll())).toEqual([]);
		watched.happens.updates(person(1), { jobTitle: '经理' });
		const lost = single(await watched.poll({ discarded: true }));
		expect(keys(single(await watched.poll()))).toEqual(keys(lost));
	});

	it('even the first after activation', async () => {
		const watched = await watching('person', { store });
		watched.happens.leaves(person(3));
		const lost = single(await watched.poll({ discarded: true }));
		expect(keys(single(await watched.poll()))).toEqual(keys(lost));
	});
});

it('durable: told again as often as n8n throws it away', async () => {
	const watched = await watching('person', { store: 'durable' });
	await watched.poll();
	watched.happens.leaves(person(3));
	const lost = single(await watched.poll({ discarded: true }));
	for (let n = 0; n < 3; n++)
		expect(keys(single(await watched.poll({ discarded: true })))).toEqual(keys(lost));
	expect(keys(single(await watched.poll()))).toEqual(keys(lost));
});
