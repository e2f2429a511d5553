/** Yunzhijia Trigger: repeats are dropped, and events of one thing may leave as one. docs/triggers.md. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LAB, NORTH, person } from '../team.ts';
import { keyOf, MINUTE, OK, refused, startEvents, timeOf, updated } from './events.ts';

afterEach(() => void vi.useRealTimers());

const bare = { includeDetails: false };

describe('a repeat', () => {
	it('is answered ok and dropped', async () => {
		const { send, prepare, deliver, itemsUntilNow } = await startEvents();
		const event = updated();
		const call = prepare(event);
		for (let time = 0; time < 3; time++) expect(await deliver(call)).toMatchObject(OK);
		// Signed anew, and by the other method.
		expect(await send(event, { method: 'GET', date: Date.now() - MINUTE })).toMatchObject(OK);
		expect(await itemsUntilNow()).toHaveLength(1);
	});

	it('is dropped also while the first is under way', async () => {
		const { burst, trigger, itemsUntilNow } = await startEvents();
		const event = updated();
		await burst(Array(20).fill(event));
		await trigger.arrived(1);
		expect(await itemsUntilNow()).toHaveLength(1);
	});

	it('is one of the same event, person and time only', async () => {
		const { send, trigger } = await startEvents(bare);
		const event = updated();
		const others = [
			{ ...event, eventType: 'person_role' },
			{ ...event, eventId: person(1) },
			{ ...event, createTime: Number(event.createTime) + 1e10 },
		];
		for (const each of [event, ...others]) expect(await send(each)).toMatchObject(OK);
		expect(await trigger.arrived(4)).toHaveLength(4);
	});

	it.each([
		[undefined, 10],
		[25, 25],
		[1, 1],
	])('counts as new after Drop Repeats: %s', async (dropRepeatsMinutes, minutes) => {
		const now = Date.UTC(2024, 0, 1);
		vi.useFakeTimers({ toFake: ['Date'], now });
		const options = dropRepeatsMinutes === undefined ? {} : { options: { dropRepeatsMinutes } };
		const { send, trigger, itemsUntilNow } = await startEvents({ ...bare, ...options });
		const event = updated();
		await send(event);
		await trigger.arrived(1);
		vi.setSystemTime(now + minutes * MINUTE - 1000);
		expect(await send(event)).toMatchObject(OK);
		expect(await itemsUntilNow()).toHaveLength(1);
		vi.setSystemTime(now + 2 * minutes * MINUTE + 1000);
		for (let time = 0; time < 2; time++) expect(await send(event)).toMatchObject(OK);
		const repeated = await itemsUntilNow();
		expect(repeated.map(({ eventKey }) => eventKey)).toEqual([keyOf(event), keyOf(event)]);
	});

	it('of the very same call is stale after the window', async () => {
		const now = Date.UTC(2024, 0, 1);
		vi.useFakeTimers({ toFake: ['Date'], now });
		const { prepare, deliver, itemsUntilNow } = await startEvents(bare);
		const call = prepare(updated(), { date: now });
		expect(await deliver(call)).toMatchObject(OK);
		vi.setSystemTime(now + 9 * MINUTE);
		expect(await deliver(call)).toMatchObject(OK);
		vi.setSystemTime(now + 11 * MINUTE);
		expect(await deliver(call)).toMatchObject(refused(401));
		expect(await itemsUntilNow()).toHaveLength(1);
	});

	it.each([0, 1])(
		'of the very same call is dropped in the window, whatever Drop Repeats says: %s',
		async (dropRepeatsMinutes) => {
			const now = Date.UTC(2024, 0, 1);
			vi.useFakeTimers({ toFake: ['Date'], now });
			const options = { options: { dropRepeatsMinutes } };
			const { prepare, deliver, send, itemsUntilNow } = await startEvents({ ...bare, ...options });
			const event = updated();
			const call = prepare(event, { date: now });
			expect(await deliver(call)).toMatchObject(OK);
			vi.setSystemTime(now + 5 * MINUTE);
			expect(await deliver(call)).toMatchObject(OK);
			expect(await itemsUntilNow()).toHaveLength(1);
			// Signed anew it is the platform's own.
			expect(await send(event)).toMatchObject(OK);
			expect(await itemsUntilNow()).toHaveLength(2);
		},
	);

	it('is not made by what was refused before', async () => {
		const { send, trigger } = await startEvents(bare);
		const event = updated();
		expect(await send(event, { token: 'other' })).toMatchObject(refused(401));
		expect(await send(event, { eid: '1' })).toMatchObject(refused(403));
		expect(await send(event)).toMatchObject(OK);
		expect(await trigger.arrived(1)).toHaveLength(1);
	});

	it('is known to the process only: then it has the same key', async () => {
		const { send, trigger } = await startEvents();
		const event = updated();
		await send(event);
		await trigger.arrived(1);
		await trigger.restarted();
		expect(await send(event)).toMatchObject(OK);
		const [first, second] = await trigger.arrived(2);
		expect(second.json).toEqual(first.json);
	});
});

describe('events of one person within so many seconds', () => {
	const coalescing = { options: { coalesceSeconds: 1 } };
	const at = (n: number, eventType: string, eventId = person(0)) => ({
		eventType,
		eventId,
		createTime: 1_700_000_000_000 + n,
	});
	const WEIGHTIEST: Array<[which: string, ...types: string[]]> = [
		['user_enter', 'person_update', 'user_enter', 'user_phone_update'],
		['user_leave', 'person_update', 'user_leave', 'person_role'],
		['user_enter', 'user_leave', 'user_enter', 'person_update'],
		['user_leave', 'user_enter', 'user_leave', 'person_update'],
		['person_role', 'person_update', 'user_phone_update', 'person_role'],
		['person_update', 'user_phone_update', 'person_role', 'person_update'],
	];

	it('leave as one: the weightiest', async () => {
		const { burst, team, trigger, itemsUntilNow } = await startEvents(coalescing);
		const ofOne = WEIGHTIEST.map(([which, ...types], n) => {
			const events = types.map((eventType, time) => at(time, eventType, person(n + 1)));
			return { events, weightiest: events.find(({ eventType }) => eventType === which)! };
		});
		// Of the last one the same kind comes twice: the later one counts.
		ofOne[5].weightiest = ofOne[5].events[2];
		for (const { body } of await burst(ofOne.flatMap(({ events }) => events)))
			expect(body).toBe('ok');
		expect(trigger.items).toEqual([]);
		await trigger.arrived(ofOne.length);
		const items = await itemsUntilNow();
		expect(items).toHaveLength(ofOne.length);
		for (const { events, weightiest } of ofOne)
			expect(items.find(({ id }) => id === weightiest.eventId)).toMatchObject({
				event: weightiest.eventType,
				time: timeOf(weightiest),
				eventKey: keyOf(weightiest),
				after: { openId: weightiest.eventId },
				coalescedEvents: events.map((each) => ({
					event: each.eventType,
					eventKey: keyOf(each),
					time: timeOf(each),
				})),
			});
		expect(team.requestsTo('person/get').length).toBeLessThan(ofOne.length);
	});

	it('go by the time at which they happened, whatever the order in which they come', async () => {
		const { send, trigger } = await startEvents(coalescing);
		for (const event of [at(3, 'user_leave'), at(2, 'user_enter'), at(4, 'person_update')])
			await send(event);
		for (const event of [at(3, 'person_role', person(1)), at(2, 'person_update', person(1))])
			await send(event);
		const items = (await trigger.arrived(2)).map(({ json }) => [json.id, json.event]);
		expect(items.toSorted()).toEqual([
			[person(0), 'user_leave'],
			[person(1), 'person_role'],
		]);
	});

	it('are apart from those of others, and from later ones, and are not repeated', async () => {
		const { burst, send, trigger } = await startEvents(coalescing);
		const update = at(1, 'person_update');
		await burst([
			...[update, update, at(2, 'person_update'), at(1, 'person_update', person(1))],
			...[at(1, 'org_update', LAB), at(2, 'org_delete', LAB), at(3, 'org_update', NORTH)],
		]);
		const counted = (await trigger.arrived(4)).map(({ json }) => [
			json.id,
			(json.coalescedEvents as []).length,
		]);
		const expected = { [person(0)]: 2, [person(1)]: 1, [LAB]: 2, [NORTH]: 1 };
		expect(Object.fromEntries(counted)).toEqual(expected);
		const later = at(9, 'person_update');
		await send(later);
		const [, , , , { json }] = await trigger.arrived(5);
		expect(json.coalescedEvents).toMatchObject([{ eventKey: keyOf(later) }]);
	});

	it('without details have the key of their event', async () => {
		const { send, team, trigger } = await startEvents({ ...bare, ...coalescing });
		await send(at(1, 'user_enter'));
		await send(at(2, 'person_update'));
		const [{ json }] = await trigger.arrived(1);
		expect(json).toMatchObject({ after: null, stateKey: keyOf(at(1, 'user_enter')) });
		expect(team.requests).toEqual([]);
	});
});
