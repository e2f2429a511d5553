/** What is remembered, and what becomes of it: docs/triggers.md, "When the memory is lost". */
import { describe, expect, it } from 'vitest';
import { BETWEEN_POLLS_MS } from '../../engine/clock.ts';
import { engine } from '../../engine/cases.ts';
import type { CredentialData } from '../../engine/credentials.ts';
import { polling } from '../../engine/triggers.ts';
import type { Watch, Watched } from './watch.ts';
import {
	DAY,
	HOUR,
	LAB,
	NODE,
	NORTH,
	SALES,
	WATCHES,
	addJob,
	jobAt,
	pair,
	person,
} from './watch.ts';
import { brief, inBeijing, single, somebody, startWatch, told, watching } from './watch.ts';

const STORES = ['durable', 'memory', 'column'] as const;

const warnings = (logs: string[]) => logs.filter((line) => line.startsWith('warn'));

/** Changes something that is watched; gives what should be told of it. */
const CHANGES: Record<Watch, (watched: Watched, round: number) => string> = {
	person: ({ happens }, round) => {
		happens.updates(person(round), { jobTitle: '经理' });
		return `person.changed ${person(round)}`;
	},
	department: ({ happens }, round) => {
		const orgId = [LAB, NORTH, SALES][round]!;
		happens.renamesDepartment(orgId, `改名${round}`);
		return `department.changed ${orgId}`;
	},
	partTimeJob: ({ state }, round) => {
		addJob(state, round, '总顾问');
		return `partTimeJob.changed ${pair(round, jobAt(round))}`;
	},
	leader: ({ state }, round) => {
		const id = pair(round, somebody(round).orgId);
		state.leaders.delete(id);
		return `leader.removed ${id}`;
	},
};

describe.each(STORES)('%s:', (store) => {
	describe.each(WATCHES)('%s', (watch) => {
		const change = CHANGES[watch];

		it('each change is told once, with nothing between', async () => {
			const watched = await watching(watch, { store });
			for (let round = 0; round < 3; round++) {
				expect(brief(await watched.poll())).toEqual([]);
				const told = change(watched, round);
				expect(brief(await watched.poll())).toEqual([told]);
				watched.wait(3 * HOUR);
			}
		});

		it('warns of nothing as long as nothing goes wrong', async () => {
			const watched = await watching(watch, { store });
			await watched.poll();
			change(watched, 0);
			await watched.poll();
			await watched.restart();
			await watched.poll();
			expect(warnings(watched.trigger.logs)).toEqual([]);
		});

		it('goes on after a restart, though nothing had happened before', async () => {
			const watched = await watching(watch, { store });
			await watched.poll();
			const told = change(watched, 0);
			expect(brief(await watched.restart())).toEqual([told]);
			expect(warnings(watched.trigger.logs)).toEqual([]);
		});

		it('goes on after a restart', async () => {
			const watched = await watching(watch, { store });
			const first = change(watched, 0);
			expect(brief(await watched.poll())).toEqual([first]);
			await watched.poll();
			const second = change(watched, 1);
			expect(brief(await watched.restart())).toEqual([second]);
			expect(brief(await watched.poll())).toEqual([]);
		});
	});
});

// Durable cursors are out of everybody's reach.
describe.each(['memory', 'column'] as const)('%s:', (store) => {
	describe.each(WATCHES)('%s', (watch) => {
		const change = CHANGES[watch];

		it('goes on when the memory is wiped while the process lives', async () => {
			const watched = await watching(watch, { store });
			change(watched, 0);
			await watched.poll();
			for (let round = 1; round < 3; round++) {
				watched.trigger.saved = '{"global":{"by":"a Code node"}}';
				const told = change(watched, round);
				expect(brief(await watched.poll())).toEqual([told]);
				watched.trigger.saved = '{}';
				expect(brief(await watched.poll())).toEqual([]);
			}
		});

		it('goes on when an older memory is put back while the process lives', async () => {
			const watched = await watching(watch, { store });
			change(watched, 0);
			await watched.poll();
			const older = watched.trigger.saved;
			for (const round of [1, 2]) {
				change(watched, round);
				expect(brief(await watched.poll())).toHaveLength(1);
			}
			watched.trigger.saved = older;
			expect(brief(await watched.poll())).toEqual([]);
		});
	});
});

describe('what another has written there', () => {
	it.each(['memory', 'column'] as const)('%s: the one before the last', async (store) => {
		const watched = await watching('person', { store });
		watched.happens.updates(person(0), { jobTitle: '经理' });
		await watched.poll();
		const { saved } = watched.trigger;
		watched.happens.updates(person(1), { jobTitle: '经理' });
		const last = single(await watched.poll());
		// What was told last may be told once more, with the same keys.
		for (let n = 0, again = 0; n < 4; n++) {
			watched.wait(BETWEEN_POLLS_MS);
			watched.trigger.saved = saved;
			for (const { eventKey, stateKey } of told(await watched.poll())) {
				expect([eventKey, stateKey]).toEqual([last.eventKey, last.stateKey]);
				expect(++again).toBe(1);
			}
		}
		watched.happens.updates(person(2), { jobTitle: '经理' });
		expect(brief(await watched.poll())).toEqual([`person.changed ${person(2)}`]);
	});

	it('wiped from the beginning, at each execution: told twice at most, and said', async () => {
		const watched = await watching('person', { store: 'column' });
		const events: string[] = [];
		for (let n = 0; n < 8; n++) {
			watched.wait(BETWEEN_POLLS_MS);
			watched.trigger.saved = '{}';
			if (n === 2) watched.happens.updates(person(1), { jobTitle: '经理' });
			if (n === 5) watched.happens.updates(person(2), { jobTitle: '经理' });
			events.push(...told(await watched.poll()).map(({ eventKey }) => eventKey));
		}
		expect(new Set(events).size).toBe(2);
		expect(events.length).toBeLessThanOrEqual(4);
		expect(warnings(watched.trigger.logs)).not.toEqual([]);
		// Once for each that was told.
		expect(warnings(watched.trigger.logs).length).toBeLessThanOrEqual(2);
	});

	it('is said in the log, and not at each poll', async () => {
		const watched = await watching('person');
		for (let round = 0; round < 3; round++) {
			CHANGES.person(watched, round);
			await watched.poll();
			watched.trigger.publish({ watch: 'person' });
		}
		expect(warnings(watched.trigger.logs)).toEqual([]);
		watched.trigger.saved = '{}';
		// In memory n8n reads again when the workflow is published.
		watched.trigger.publish({ watch: 'person' });
		await watched.begin();
		expect(warnings(watched.trigger.logs)).toHaveLength(1);
	});

	it('another main process: who takes over goes on from what that one told', async () => {
		const here = await watching('person', { store: 'durable' });
		const there = polling(engine, {
			type: NODE,
			parameters: { watch: 'person' },
			credentials: { yunzhijiaApi: here.credential as CredentialData },
		});
		await there.restarted();
		here.happens.updates(person(0), { jobTitle: '经理' });
		expect(brief(await here.poll())).toHaveLength(1);
		there.saved = here.trigger.saved;
		for (const n of [1, 2]) {
			here.happens.updates(person(n), { jobTitle: '经理' });
			expect(brief(await there.poll({ budgetMs: 36_000 }))).toHaveLength(1);
		}
		here.trigger.saved = there.saved;
		expect(brief(await here.poll())).toEqual([]);
		here.happens.updates(person(3), { jobTitle: '经理' });
		expect(brief(await here.poll())).toEqual([`person.changed ${person(3)}`]);
	});
});

describe('an older memory after a restart', () => {
	it('tells again what came since, with the same keys', async () => {
		const watched = await watching('person', { store: 'durable' });
		watched.happens.updates(person(0), { jobTitle: '经理' });
		await watched.poll();
		const older = watched.trigger.saved;
		watched.happens.updates(person(1), { jobTitle: '经理' });
		watched.happens.leaves(person(2));
		const first = told(await watched.poll());
		watched.trigger.saved = older;
		const again = told(await watched.restart());
		expect(again.map(({ eventKey }) => eventKey)).toEqual(first.map(({ eventKey }) => eventKey));
		expect(again.map(({ stateKey }) => stateKey)).toEqual(first.map(({ stateKey }) => stateKey));
	});
});

describe.each(['memory', 'column'] as const)('%s wiped, and n8n restarted:', (store) => {
	async function lost(watch: Watch, options = {}, before?: (watched: Watched) => void) {
		const watched = await watching(watch, { options, store });
		watched.wait(10 * DAY);
		await watched.poll();
		before?.(watched);
		watched.trigger.saved = '{"global":{"by":"a Code node"}}';
		const poll = await watched.restart();
		return { watched, poll };
	}

	it('people: those who changed within 24 hours leave as changed or removed', async () => {
		const { watched, poll } = await lost('person', {}, ({ happens, wait }) => {
			happens.updates(person(0), { jobTitle: '经理' });
			wait(5 * HOUR);
			happens.updates(person(1), { jobTitle: '经理' });
			happens.enters(somebody(20));
			happens.leaves(person(2));
			happens.updates(person(4), { status: '2' });
			happens.deletesPerson(person(3));
			wait(22 * HOUR);
		});
		const events = told(poll);
		expect(events.map(({ event, id }) => `${event} ${id}`)).toEqual(
			[
				`person.changed ${person(1)}`,
				`person.changed ${person(20)}`,
				`person.changed ${person(4)}`,
				`person.removed ${person(2)}`,
				`person.removed ${person(3)}`,
			].toSorted(),
		);
		for (const event of events) expect(event.cursorLost).toBe(true);
		const changed = events.filter(({ event }) => event === 'person.changed');
		expect(changed.map(({ changedFields }) => changedFields)).toEqual([null, null, null]);
		expect(changed.find(({ id }) => id === person(1))!.after).toMatchObject({ jobTitle: '经理' });
		expect(warnings(poll.logs)).not.toEqual([]);
		// From then on as ever.
		expect(brief(await watched.poll())).toEqual([]);
		watched.happens.updates(person(5), { jobTitle: '经理' });
		const after = single(await watched.poll());
		expect(after).toMatchObject({ event: 'person.changed', changedFields: ['jobTitle'] });
		expect(after).not.toHaveProperty('cursorLost');
	});

	it('who was removed has no changed fields, as ever', async () => {
		const { poll } = await lost('person', {}, ({ happens }) => void happens.leaves(person(2)));
		expect(single(poll)).toMatchObject({ event: 'person.removed', changedFields: [] });
	});

	it('with Emit First, too, nobody is invented to be new', async () => {
		const watched = await startWatch('person', { parameters: { emitFirst: true }, store });
		expect(told(await watched.begin())).toHaveLength(8);
		watched.wait(2 * DAY);
		watched.happens.updates(person(1), { jobTitle: '经理' });
		watched.trigger.saved = '{}';
		expect(brief(await watched.restart())).toEqual([`person.changed ${person(1)}`]);
	});

	it('departments, too', async () => {
		const { poll } = await lost('department', {}, ({ happens, wait }) => {
			happens.addsDepartment('d-early', '早');
			wait(25 * HOUR);
			happens.renamesDepartment(LAB, '研究院');
			happens.deletesDepartment(NORTH);
		});
		const events = told(poll);
		expect(events.map(({ event, id }) => `${event} ${id}`)).toEqual([
			`department.changed ${LAB}`,
			`department.removed ${NORTH}`,
		]);
		for (const { cursorLost } of events) expect(cursorLost).toBe(true);
	});

	it('departments: nobody is invented to be new, even if the platform says so', async () => {
		const { poll } = await lost('department', {}, ({ happens }) => {
			happens.addsDepartment('d-new', '新部');
		});
		expect(brief(poll)).toEqual(['department.changed d-new']);
	});

	it.each<['partTimeJob' | 'leader']>([['partTimeJob'], ['leader']])(
		'%s: begins anew and says so',
		async (watch) => {
			const { watched, poll } = await lost(watch, {}, (each) => CHANGES[watch](each, 0));
			expect(brief(poll)).toEqual([]);
			expect(warnings(poll.logs)).not.toEqual([]);
			const change = CHANGES[watch](watched, 1);
			expect(brief(await watched.poll())).toEqual([change]);
		},
	);

	it('Catch Up Hours: as far back as wanted, by the platform’s clock', async () => {
		let asked = 0;
		const { watched, poll } = await lost(
			'person',
			{ catchUpHours: 100 },
			({ happens, wait, shift, askedOf }) => {
				asked = askedOf('person/getAtTime').length;
				happens.updates(person(0), { jobTitle: '经理' });
				wait(2 * HOUR);
				happens.updates(person(1), { jobTitle: '经理' });
				wait(99 * HOUR);
				// What the token still bears.
				shift(-100_000);
			},
		);
		expect(brief(poll)).toEqual([`person.changed ${person(1)}`]);
		const [since] = watched
			.askedOf('person/getAtTime')
			.slice(asked)
			.map(({ time }) => inBeijing(time));
		expect(Math.abs(since! - (watched.platformNow() - 100 * HOUR))).toBeLessThan(10_000);
	});

	it('nobody changed: nothing is told, but the log says so', async () => {
		const { poll } = await lost('person');
		expect(poll).toMatchObject({ items: null });
		expect(warnings(poll.logs)).not.toEqual([]);
	});

	it('more than a page of people: only those who changed', async () => {
		const watched = await watching('person', { store, people: 1_100 });
		watched.wait(2 * DAY);
		watched.happens.updates(person(1_050), { jobTitle: '经理' });
		watched.trigger.saved = '{}';
		expect(brief(await watched.restart())).toEqual([`person.changed ${person(1_050)}`]);
	});

	it('a first poll of a new workflow is no loss', async () => {
		const watched = await startWatch('person', { store });
		watched.happens.updates(person(1), { jobTitle: '经理' });
		const poll = await watched.begin();
		expect(poll).toMatchObject({ items: null });
		expect(warnings(poll.logs)).toEqual([]);
	});
});

it('is not written again when nothing happened', async () => {
	const watched = await watching('person', { store: 'durable' });
	watched.happens.updates(person(1), { jobTitle: '经理' });
	await watched.poll();
	const { saves } = watched.trigger;
	for (let n = 0; n < 5; n++) {
		watched.wait(60_000);
		await watched.poll();
	}
	expect(watched.trigger.saves).toBe(saves);
});

it('two triggers of one company know nothing of each other', async () => {
	const watched = await watching('person');
	const other = await startWatch('person', { parameters: { emitFirst: true } });
	expect(told(await other.begin())).not.toEqual([]);
	watched.happens.updates(person(1), { jobTitle: '经理' });
	other.happens.updates(person(2), { jobTitle: '经理' });
	expect(brief(await watched.poll())).toEqual([`person.changed ${person(1)}`]);
	expect(brief(await other.poll())).toEqual([`person.changed ${person(2)}`]);
});
