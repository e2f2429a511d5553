/** What is told of people: docs/triggers.md, "The items" and "Polling triggers". */
import { describe, expect, it } from 'vitest';
import { dataOf } from '../../../platforms/index.ts';
import type { Watched } from './watch.ts';
import { DAY, HOUR, LAB, PEOPLE, SALES } from './watch.ts';
import { brief, person, single, somebody, startWatch, today, told, watching } from './watch.ts';

const TOMORROW = DAY + HOUR;

/** The row as the platform gives it. */
const rowOf = ({ requests }: Watched, openId: string) =>
	requests
		.filter(({ path }) => path.includes('/person/'))
		.flatMap(({ answer }) => (JSON.parse(answer!) as { data: Array<{ openId: string }> }).data)
		.findLast((row) => row.openId === openId);

it('watches people unless told otherwise, and the first poll tells nothing', async () => {
	const watched = await startWatch('person');
	watched.trigger.publish({});
	expect(await watched.begin()).toMatchObject({ items: null });
	expect(await watched.poll()).toMatchObject({ items: null });
	watched.happens.updates(person(3), { jobTitle: '经理' });
	expect(brief(await watched.poll())).toEqual([`person.changed ${person(3)}`]);
});

it('Emit First: everybody there is comes as added, once', async () => {
	const watched = await startWatch('person', { parameters: { emitFirst: true } });
	watched.happens.leaves(person(7));
	const events = told(await watched.begin());

	expect(events.map(({ id }) => id)).toEqual(
		Array.from({ length: PEOPLE - 1 }, (_, n) => person(n)),
	);
	for (const event of events) {
		const { id } = event;
		expect(event).toEqual({
			event: 'person.added',
			id,
			time: expect.stringMatching(
				/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
			) as string,
			after: rowOf(watched, id),
			before: null,
			changedFields: [],
			eventKey: expect.stringMatching(new RegExp(`^person\\.added\\|${id}\\|.+`)) as string,
			stateKey: expect.stringMatching(
				new RegExp(`^${id}\\|(?!gone)[^|]+\\|${today(watched)}$`),
			) as string,
		});
		expect(Math.abs(Date.parse(event.time) - Date.now())).toBeLessThan(60_000);
	}
	expect(brief(await watched.poll())).toEqual([]);
});

describe('who', () => {
	it('is new was added', async () => {
		const watched = await watching('person');
		watched.happens.enters(somebody(20));
		const event = single(await watched.poll());
		expect(event).toMatchObject({ event: 'person.added', id: person(20), changedFields: [] });
		expect(event).toMatchObject({ after: rowOf(watched, person(20)), before: null });
		expect(event).not.toHaveProperty('sample');
		expect(event).not.toHaveProperty('cursorLost');
		expect(brief(await watched.poll())).toEqual([]);
	});

	it.each([
		['one field', { jobTitle: '经理' }, ['jobTitle']],
		['several', { name: '新名', jobNo: 'N1', email: 'n@example.com' }, ['email', 'jobNo', 'name']],
		['none of them any more', { jobNo: '' }, ['jobNo']],
	])('has changed in %s, has changed', async (_what, changes, fields) => {
		const watched = await watching('person');
		watched.happens.updates(person(3), changes);
		const event = single(await watched.poll());
		expect(event).toMatchObject({ event: 'person.changed', id: person(3), before: null });
		expect(event.changedFields!.toSorted()).toEqual(fields);
		expect(event.after).toEqual(rowOf(watched, person(3)));
		expect(event.after).toMatchObject(changes);
		expect(brief(await watched.poll())).toEqual([]);
	});

	it('was touched, but is as before, is not told', async () => {
		const watched = await watching('person');
		watched.happens.updates(person(3), {});
		expect(brief(await watched.poll())).toEqual([]);
	});

	it('leaves was removed, with the last row that is told', async () => {
		const watched = await watching('person');
		watched.happens.leaves(person(3));
		const event = single(await watched.poll());
		expect(event).toMatchObject({ event: 'person.removed', id: person(3), changedFields: [] });
		expect(event.after).toEqual(rowOf(watched, person(3)));
		expect(event.after).toMatchObject({ status: '0', name: '员工3' });
		expect(brief(await watched.poll())).toEqual([]);
	});

	it('leaves and changes again later was removed once', async () => {
		const watched = await watching('person');
		watched.happens.leaves(person(3));
		expect(brief(await watched.poll())).toEqual([`person.removed ${person(3)}`]);
		watched.happens.updates(person(3), { jobTitle: '已离职' });
		expect(brief(await watched.poll())).toEqual([]);
		watched.wait(TOMORROW);
		expect(brief(await watched.poll())).toEqual([]);
	});

	it('comes back was added, and can leave again', async () => {
		const watched = await watching('person');
		watched.happens.leaves(person(3));
		await watched.poll();
		watched.happens.enters({ openId: person(3) });
		expect(single(await watched.poll())).toMatchObject({
			event: 'person.added',
			id: person(3),
			changedFields: [],
			after: { status: '1' },
		});
		watched.happens.leaves(person(3));
		expect(brief(await watched.poll())).toEqual([`person.removed ${person(3)}`]);
	});

	it('had left before the first poll is not told until they come back', async () => {
		const watched = await startWatch('person');
		watched.happens.leaves(person(3));
		expect(brief(await watched.begin())).toEqual([]);
		// Within the overlap the platform tells of them again.
		expect(brief(await watched.poll())).toEqual([]);
		watched.happens.enters({ openId: person(3) });
		expect(brief(await watched.poll())).toEqual([`person.added ${person(3)}`]);
	});

	it('came and went between two polls is no news, or at most somebody removed', async () => {
		const watched = await watching('person');
		watched.happens.enters(somebody(20));
		watched.happens.leaves(person(20));
		expect(
			brief(await watched.poll()).filter((told) => !told.startsWith('person.removed')),
		).toEqual([]);
	});

	it('is disabled has changed, and stays known without being in the list', async () => {
		const watched = await watching('person');
		watched.happens.updates(person(3), { status: '2' });
		expect(single(await watched.poll())).toMatchObject({
			event: 'person.changed',
			id: person(3),
			changedFields: ['status'],
			after: { status: '2' },
		});
		for (const wait of [HOUR, TOMORROW, TOMORROW]) {
			watched.wait(wait);
			expect(brief(await watched.poll())).toEqual([]);
		}
		watched.happens.updates(person(3), { status: '1' });
		expect(single(await watched.poll())).toMatchObject({
			event: 'person.changed',
			changedFields: ['status'],
		});
	});

	it('was disabled before the first poll and is enabled later comes as added', async () => {
		const watched = await startWatch('person');
		watched.state.people.get(person(3))!.status = '2';
		expect(brief(await watched.begin())).toEqual([]);
		watched.happens.updates(person(3), { status: '1' });
		expect(brief(await watched.poll())).toEqual([`person.added ${person(3)}`]);
	});

	it('is deleted was removed, as getAtTime tells it', async () => {
		const watched = await watching('person');
		watched.happens.deletesPerson(person(3));
		expect(single(await watched.poll())).toMatchObject({
			event: 'person.removed',
			id: person(3),
			after: { name: '员工3', status: '0' },
		});
		watched.wait(TOMORROW);
		expect(brief(await watched.poll())).toEqual([]);
	});
});

describe('without a trace', () => {
	it('deleted: found by the whole read, not before', async () => {
		const watched = await watching('person');
		watched.happens.losesPerson(person(3));
		for (const wait of [0, HOUR, 22 * HOUR]) {
			watched.wait(wait);
			expect(brief(await watched.poll())).toEqual([]);
		}
		watched.wait(HOUR);
		expect(single(await watched.poll())).toMatchObject({
			event: 'person.removed',
			id: person(3),
			after: null,
			changedFields: [],
			stateKey: `${person(3)}|gone|${today(watched)}`,
		});
		watched.wait(TOMORROW);
		expect(brief(await watched.poll())).toEqual([]);
	});

	it('changed: found by the whole read, with the fields', async () => {
		const watched = await watching('person');
		watched.state.people.get(person(3))!.jobTitle = '经理';
		watched.wait(HOUR);
		expect(brief(await watched.poll())).toEqual([]);
		watched.wait(DAY);
		expect(single(await watched.poll())).toMatchObject({
			event: 'person.changed',
			id: person(3),
			changedFields: ['jobTitle'],
		});
	});

	it('added, or back, or gone: found as well', async () => {
		const watched = await watching('person');
		watched.happens.leaves(person(4));
		await watched.poll();
		watched.state.people.set(person(20), somebody(20));
		watched.state.people.get(person(4))!.status = '1';
		watched.state.people.get(person(5))!.status = '0';
		watched.wait(TOMORROW);
		expect(brief(await watched.poll())).toEqual(
			[
				`person.added ${person(20)}`,
				`person.added ${person(4)}`,
				`person.removed ${person(5)}`,
			].toSorted(),
		);
	});

	it('Whole Read Hours: as often as wanted', async () => {
		const watched = await watching('person', { options: { wholeReadHours: 3 } });
		watched.happens.losesPerson(person(3));
		watched.wait(3 * HOUR - 60_000);
		expect(brief(await watched.poll())).toEqual([]);
		watched.wait(2 * 60_000);
		expect(brief(await watched.poll())).toEqual([`person.removed ${person(3)}`]);
		watched.happens.losesPerson(person(4));
		watched.wait(2 * HOUR);
		expect(brief(await watched.poll())).toEqual([]);
	});

	it('who is missing in the list only is looked for by ID, and not removed', async () => {
		const watched = await watching('person');
		watched.misbehave({ how: 'dropRow', path: 'person/getall', row: person(3), times: 2 });
		watched.wait(TOMORROW);
		expect(brief(await watched.poll())).toEqual([]);
		expect(watched.requestsTo('person/get').map(dataOf)).toEqual([
			expect.objectContaining({ type: 1, array: [person(3)] }),
		]);
	});
});

it('many who are missing at once are all looked for', async () => {
	const watched = await watching('person', { people: 500 });
	for (let n = 0; n < 230; n += 2) watched.happens.losesPerson(person(n));
	for (let n = 1; n < 230; n += 2) watched.happens.updates(person(n), { status: '2' });
	expect(brief(await watched.poll())).toHaveLength(115);
	watched.wait(TOMORROW);
	const events = told(await watched.poll());
	expect(events).toHaveLength(115);
	for (const { event } of events) expect(event).toBe('person.removed');
});

describe('Keep Before', () => {
	const options = { keepBefore: ['jobNo', 'name'] };

	it('tells as they were those who changed, left or were deleted', async () => {
		const watched = await watching('person', { options });
		watched.happens.updates(person(1), { jobNo: 'N1', name: '新名' });
		watched.happens.updates(person(2), { jobTitle: '经理' });
		watched.happens.leaves(person(3));
		watched.happens.losesPerson(person(4));
		watched.happens.enters(somebody(20));
		watched.wait(TOMORROW);
		const events = told(await watched.poll());
		expect(events.map(({ event, id, before }) => [event, id, before])).toEqual([
			['person.added', person(20), null],
			['person.changed', person(1), { jobNo: 'J1', name: '员工1' }],
			['person.changed', person(2), { jobNo: 'J2', name: '员工2' }],
			['person.removed', person(3), { jobNo: 'J3', name: '员工3' }],
			['person.removed', person(4), { jobNo: 'J4', name: '员工4' }],
		]);
		watched.happens.updates(person(1), { jobTitle: '经理' });
		expect(single(await watched.poll()).before).toEqual({ jobNo: 'N1', name: '新名' });
		watched.happens.leaves(person(20));
		expect(single(await watched.poll()).before).toEqual({ jobNo: 'J20', name: '员工20' });
	});

	it('remembers these in the clear, and nothing else', async () => {
		const watched = await watching('person', { options: { keepBefore: ['jobTitle'] } });
		expect(watched.trigger.saved).toContain('工程师');
		for (const text of ['员工', '13900000']) expect(watched.trigger.saved).not.toContain(text);
		watched.happens.updates(person(3), { jobTitle: '总经理' });
		await watched.poll();
		expect(watched.trigger.saved).toContain('总经理');
		watched.happens.leaves(person(3));
		await watched.poll();
		expect(watched.trigger.saved).not.toContain('总经理');
	});

	it('departments, too', async () => {
		const watched = await watching('department', { options: { keepBefore: ['name'] } });
		watched.happens.deletesDepartment(LAB);
		expect(single(await watched.poll())).toMatchObject({ before: { name: '实验室' } });
	});
});

it('many things at once are told in one poll', async () => {
	const watched = await watching('person');
	watched.happens.enters(somebody(20));
	watched.happens.leaves(person(0));
	watched.happens.updates(person(1), { orgId: SALES, jobTitle: '经理' });
	watched.happens.deletesPerson(person(2));
	expect(brief(await watched.poll())).toEqual([
		`person.added ${person(20)}`,
		`person.changed ${person(1)}`,
		`person.removed ${person(0)}`,
		`person.removed ${person(2)}`,
	]);
});
