/** Yunzhijia Trigger: which calls start a workflow, and with what. docs/triggers.md. */
import { describe, expect, it } from 'vitest';
import { LAB, person } from '../team.ts';
import type { CallOptions } from '../../../platforms/index.ts';
import {
	keyOf,
	MINUTE,
	OK,
	refused,
	startEvents,
	timeOf,
	UNSIGNED,
	updated,
	withBody,
	withHeaders,
} from './events.ts';

const PERSON = ['user_enter', 'person_update', 'user_leave', 'user_phone_update', 'person_role'];
const DEPARTMENT = ['org_add', 'org_update', 'org_delete', 'org_admin'];

describe('registration', () => {
	it('is answered ok, and starts nothing', async () => {
		const { register, trigger, team, itemsUntilNow } = await startEvents();
		await register(trigger.url);
		expect(team.requests).toEqual([]);
		expect(await itemsUntilNow()).toEqual([]);
	});

	it('needs a token in the credential, and says so', async () => {
		for (const callbackToken of ['', undefined])
			await expect(startEvents({}, { credential: { callbackToken } })).rejects.toThrow(
				/Callback Token/,
			);
		await startEvents({ acceptUnsigned: true }, { credential: { callbackToken: '' } });
	});

	it.each([undefined, 'hang', 'refusal'] as const)(
		'gives a sample to who opens the test address, though the platform does not answer: %s',
		async (how) => {
			const { trigger, team } = await startEvents({}, { mode: 'manual' });
			if (how) team.misbehave({ how, path: '' });
			const answer = await fetch(trigger.url, { signal: AbortSignal.timeout(2_000) });
			expect([answer.status, await answer.text()]).toEqual([200, 'ok']);
			if (how === 'hang') await team.stop();
			const [{ json }] = await trigger.arrived(1);
			const { openId } = json.after as { openId: string };
			expect(json).toMatchObject({ event: 'user_enter', id: openId, sample: true });
			expect(json).toMatchObject({ before: null, changedFields: null });
			expect(json.stateKey).toContain(`${openId}|`);
			expect(json.eventKey).toContain(`user_enter|${openId}|`);
			expect(trigger.items).toHaveLength(1);
		},
	);

	it('knows no other methods', async () => {
		const { prepare, deliver, itemsUntilNow } = await startEvents();
		for (const method of ['PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE']) {
			const { body } = await deliver(prepare(updated(), { method }));
			expect([method, body]).not.toEqual([method, 'ok']);
		}
		expect(await itemsUntilNow()).toEqual([]);
	});
});

describe('an event', () => {
	it.each(PERSON)('%s of a person becomes an item', async (eventType) => {
		const { send, trigger } = await startEvents();
		const event = { ...updated(7), eventType };
		expect(await send(event)).toMatchObject(OK);
		const [{ json }] = await trigger.arrived(1);
		const stateKey = expect.stringMatching(`^${person(7)}\\|(?!gone$).`) as string;
		expect(json).toEqual({
			event: eventType,
			id: person(7),
			time: timeOf(event),
			after: expect.objectContaining({ openId: person(7), name: '员工7' }) as object,
			before: null,
			changedFields: null,
			eventKey: keyOf(event),
			stateKey,
		});
	});

	it.each(DEPARTMENT)('%s of a department becomes an item', async (eventType) => {
		const { send, trigger } = await startEvents();
		const event = { ...updated(), eventType, eventId: LAB };
		expect(await send(event, { method: 'GET' })).toMatchObject(OK);
		const [{ json }] = await trigger.arrived(1);
		expect(json).toMatchObject({
			event: eventType,
			id: LAB,
			time: timeOf(event),
			after: { id: LAB, name: '实验室' },
			eventKey: keyOf(event),
		});
		// A leader is not in the row, so the row says nothing about that event.
		if (eventType === 'org_admin') expect(json.stateKey).toBe(json.eventKey);
		else expect(json.stateKey).toMatch(new RegExp(`^${LAB}\\|(?!gone$).`));
	});

	it('is one execution each', async () => {
		const { burst, trigger } = await startEvents({ includeDetails: false });
		await burst(Array.from({ length: 10 }, (_, n) => updated(n)));
		await trigger.arrived(10);
		expect(trigger.executions.map(({ items }) => items.length)).toEqual(Array(10).fill(1));
	});

	it('that was not chosen is answered ok, and starts nothing', async () => {
		const { send, trigger, team } = await startEvents({ events: ['user_enter', 'org_add'] });
		for (const eventType of [...PERSON, ...DEPARTMENT].filter((name) => name !== 'user_enter'))
			expect(await send({ ...updated(), eventType, eventId: LAB })).toMatchObject(OK);
		await send({ ...updated(3), eventType: 'user_enter' });
		const items = await trigger.arrived(2);
		expect(items.map(({ json }) => json.event).toSorted()).toEqual(['org_add', 'user_enter']);
		expect(team.requestsTo('person/get')).toHaveLength(1);
		expect(team.requestsTo('dept/get')).toHaveLength(1);
	});

	it('with a name that no document knows is answered ok, starts nothing, and is in the log', async () => {
		const { send, trigger, itemsUntilNow } = await startEvents();
		for (const eventType of ['user_merge', 'constructor', '__proto__', 'toString'])
			expect(await send({ ...updated(), eventType })).toMatchObject(OK);
		expect(await itemsUntilNow()).toEqual([]);
		expect(trigger.logs.length).toBeGreaterThan(0);
	});

	it('reaches every workflow that it is sent to', async () => {
		const [one, other] = [await startEvents(), await startEvents()];
		const event = updated();
		for (const { send, trigger } of [one, other]) {
			expect(await send(event)).toMatchObject(OK);
			expect(await trigger.arrived(1)).toMatchObject([{ json: { eventKey: keyOf(event) } }]);
		}
	});
});

describe('without a signature', () => {
	const unsigned = { tamper: withHeaders(UNSIGNED) };

	it('an event starts a workflow where that is allowed', async () => {
		for (const callbackToken of ['', 'token']) {
			const { send, trigger } = await startEvents(
				{ acceptUnsigned: true },
				{ credential: { callbackToken } },
			);
			expect(await send(updated(), unsigned)).toMatchObject(OK);
			expect(await send(updated(), { ...unsigned, method: 'GET' })).toMatchObject(OK);
			await trigger.arrived(2);
		}
	});

	it.each([
		['another team', 403, { eid: '1' }],
		['no digits', 400, {}, { createTime: 'x' }],
		['no id', 400, {}, { eventId: '' }],
		['too much', 413, { extra: [['a', 'x'.repeat(70_000)]] }],
	] as Array<[string, number, CallOptions, object?]>)(
		'%s is refused even there',
		async (_what, status, options, changes) => {
			const { send, itemsUntilNow } = await startEvents({ acceptUnsigned: true });
			const event = { ...updated(), ...changes };
			expect(await send(event, { ...options, ...unsigned })).toMatchObject(refused(status));
			expect(await itemsUntilNow()).toEqual([]);
		},
	);

	it('a wrong signature is refused even there', async () => {
		const { send, itemsUntilNow } = await startEvents({ acceptUnsigned: true });
		const wrong: CallOptions[] = [
			{ token: 'other' },
			{ date: Date.now() - 11 * MINUTE },
			{ tamper: withBody((body) => body.replace('person_update', 'user_leave')) },
			...Object.keys(UNSIGNED).map((name) => ({ tamper: withHeaders({ [name]: undefined }) })),
		];
		for (const options of wrong) {
			expect(await send(updated(), options)).toMatchObject(refused(401));
		}
		expect(await itemsUntilNow()).toEqual([]);
	});
});
