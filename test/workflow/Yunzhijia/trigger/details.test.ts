/** Yunzhijia Trigger: what is read after the answer, and what when that fails. docs/triggers.md. */
import { describe, expect, it } from 'vitest';
import type { Misbehaviour } from '../../../platforms/index.ts';
import { dataOf, YUNZHIJIA_ROOT } from '../../../platforms/index.ts';
import { LAB, NOBODY, NORTH, person, SALES } from '../team.ts';
import type { Events } from './events.ts';
import { keyOf, OK, startEvents, updated } from './events.ts';

const idsAsked = ({ team }: Events, path: string) =>
	team.requestsTo(path).map((request) => (dataOf(request) as { array: string[] }).array);

/** With the day. */
const goneKey = (id: string) => new RegExp(`^${id}\\|gone\\|\\d{4}-\\d\\d-\\d\\d$`);

describe('details', () => {
	it('are read after the answer', async () => {
		const { send, team, trigger } = await startEvents();
		team.misbehave({ how: 'latency', ms: 300 });
		expect(await send(updated())).toMatchObject(OK);
		expect(team.requestsTo('person/get').every(({ answer }) => answer === null)).toBe(true);
		expect(trigger.executions).toEqual([]);
		expect(await trigger.arrived(1)).toMatchObject([{ json: { after: { openId: person(0) } } }]);
	});

	it.each(['hang', 'expireToken', 'slowDown'] as const)(
		'do not keep the answer waiting: %s',
		async (how) => {
			const { send, team } = await startEvents();
			team.misbehave({ how, path: '' });
			// callbacks give up after two seconds, as Yunzhijia does.
			for (const method of ['GET', 'POST'])
				expect(await send(updated(), { method })).toMatchObject(OK);
		},
	);

	it('are how things are now, whatever the order of the events', async () => {
		const { send, changes, trigger } = await startEvents();
		const enters = { ...changes.enters({ openId: NOBODY, name: '赵六' }), createTime: 1 };
		const leaves = { ...changes.leaves(NOBODY), createTime: 2 };
		for (const event of [leaves, enters]) expect(await send(event)).toMatchObject(OK);
		const items = (await trigger.arrived(2)).map(({ json }) => json);
		expect(items.map(({ event }) => event)).toEqual(
			expect.arrayContaining(['user_enter', 'user_leave']),
		);
		for (const { after } of items) expect(after).toMatchObject({ name: '赵六', status: '0' });
		expect(items[0].stateKey).toBe(items[1].stateKey);
	});

	it('of who has left are the row that is left, and the key says so', async () => {
		const { send, changes, trigger } = await startEvents();
		await send(changes.leaves(person(2)));
		const [{ json }] = await trigger.arrived(1);
		expect(json).toMatchObject({
			after: { openId: person(2), status: '0' },
			stateKey: expect.stringMatching(goneKey(person(2))),
		});
	});

	it('have a key of their own for each state', async () => {
		const { send, changes, trigger } = await startEvents();
		const titles = ['经理', '顾问', '经理'];
		for (const [n, jobTitle] of titles.entries()) {
			await send({ ...changes.updates(person(3), { jobTitle }), createTime: n });
			await trigger.arrived(n + 1);
		}
		const [first, second, third] = trigger.items.map(({ json }) => json.stateKey);
		expect(second).not.toBe(first);
		expect(third).toBe(first);
		await send(updated(4));
		const [, , , { json: other }] = await trigger.arrived(4);
		expect(other.stateKey).not.toContain(String(first).split('|')[1]);
	});

	it('of who is gone are none', async () => {
		const { send, changes, trigger } = await startEvents();
		const events = [changes.deletesPerson(person(5)), changes.deletesDepartment(SALES)];
		for (const event of events) expect(await send(event)).toMatchObject(OK);
		const items = (await trigger.arrived(2)).map(({ json }) => json);
		for (const { eventId, eventType } of events) {
			const item = items.find(({ id }) => id === eventId)!;
			expect(item).toMatchObject({ event: eventType, after: null });
			expect(item.stateKey).toMatch(goneKey(eventId));
			expect(item).not.toHaveProperty('detailsMissing');
		}
	});

	it('are those of the company, too', async () => {
		const { send, trigger } = await startEvents();
		await send({ ...updated(), eventType: 'org_update', eventId: YUNZHIJIA_ROOT.orgId });
		const [{ json }] = await trigger.arrived(1);
		expect(json.after).toMatchObject({ id: YUNZHIJIA_ROOT.orgId, name: YUNZHIJIA_ROOT.name });
	});

	it('are not read where nobody wants them', async () => {
		const { send, team, trigger } = await startEvents({ includeDetails: false });
		const event = updated();
		expect(await send(event)).toMatchObject(OK);
		const [{ json }] = await trigger.arrived(1);
		expect(json).toMatchObject({ after: null, eventKey: keyOf(event), stateKey: keyOf(event) });
		expect(json).not.toHaveProperty('detailsMissing');
		expect(team.requests).toEqual([]);
	});
});

describe('when details cannot be read', () => {
	it.each<[what: string, rule: Misbehaviour]>([
		['the platform refuses', { how: 'refusal' }],
		['the token is not accepted', { how: 'expireToken' }],
		['no token is given', { how: 'status', status: 400, path: 'getAccessToken' }],
		['a login page comes', { how: 'html' }],
	])('the event is there, and says why: %s', async (_what, rule) => {
		const { send, team, trigger } = await startEvents();
		team.misbehave(rule);
		const events = [updated(), { ...updated(), eventType: 'org_add', eventId: LAB }];
		for (const event of events) expect(await send(event)).toMatchObject(OK);
		const items = (await trigger.arrived(2)).map(({ json }) => json);
		// Nobody knows its state: it must not pass for somebody who is gone.
		for (const event of events)
			expect(items).toContainEqual(
				expect.objectContaining({
					id: event.eventId,
					after: null,
					eventKey: keyOf(event),
					stateKey: keyOf(event),
					detailsMissing: expect.stringMatching(/\S/) as string,
				}),
			);
	});

	it('they are when the platform is back', async () => {
		const { send, team, trigger } = await startEvents();
		team.misbehave({ how: 'refusal' });
		await send(updated());
		await trigger.arrived(1);
		team.behave();
		await send(updated());
		const [, { json }] = await trigger.arrived(2);
		expect(json).toMatchObject({ after: { openId: person(0) } });
		expect(json).not.toHaveProperty('detailsMissing');
	});
});

describe('many at once', () => {
	it('all arrive once, with few requests', async () => {
		const events = await startEvents();
		const many = Array.from({ length: 1_000 }, (_, n) => updated(n));
		const answers = await events.burst(many, { concurrency: 10 });
		expect(answers.filter(({ body }) => body !== 'ok')).toEqual([]);
		const items = (await events.trigger.arrived(1_000)).map(({ json }) => json);
		expect(items.map(({ eventKey }) => eventKey).toSorted()).toEqual(many.map(keyOf).toSorted());
		for (const { id, after } of items) expect(after).toMatchObject({ openId: id });
		expect(events.team.tokenRequests()).toHaveLength(1);
		const asked = idsAsked(events, 'person/get');
		expect(asked.length).toBeLessThanOrEqual(48);
		expect(Math.max(...asked.map((ids) => ids.length))).toBeLessThanOrEqual(100);
	});

	it('ask for each once, and for departments apart', async () => {
		const events = await startEvents();
		const many = Array.from({ length: 40 }, (_, n) => ({
			...updated(n % 4),
			...(n % 2 === 1 && { eventType: 'org_update', eventId: [SALES, NORTH, LAB][n % 3] }),
		}));
		await events.burst(many, { concurrency: 40 });
		const items = (await events.trigger.arrived(40)).map(({ json }) => json);
		for (const { id, after } of items)
			expect([{ openId: id }, { id }]).toContainEqual(
				'openId' in (after as object) ? { openId: id } : { id },
			);
		for (const path of ['person/get', 'dept/get'])
			for (const ids of idsAsked(events, path)) expect(ids).toEqual([...new Set(ids)]);
		expect(events.team.requestsTo('').length).toBeLessThanOrEqual(10);
	});

	it('lose nothing when one request fails', async () => {
		const events = await startEvents();
		events.team.misbehave({ how: 'refusal', containing: person(7) });
		const many = Array.from({ length: 20 }, (_, n) => updated(n));
		await events.burst(many);
		const items = (await events.trigger.arrived(20)).map(({ json }) => json);
		expect(items.map(({ eventKey }) => eventKey).toSorted()).toEqual(many.map(keyOf).toSorted());
		for (const { after, detailsMissing } of items)
			expect(after === null).toBe(detailsMissing !== undefined);
	});
});
