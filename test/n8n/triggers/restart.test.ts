/**
 * Events and polling in one workflow, as docs/triggers.md says under "Both in one workflow", while
 * n8n is killed, stopped for hours, and robbed of its memory. One story: each test goes on where the
 * one before ended.
 */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { waitFor } from '../../../demo/n8n-process.ts';
import { changesIn, seedTeam, startYunzhijia } from '../../platforms/index.ts';
import type { TestPlatform, YunzhijiaEvent, YunzhijiaState } from '../../platforms/index.ts';
import { connected } from '../workflows.ts';
import {
	addressOf,
	aheadBy,
	callbacksFrom,
	eventTrigger,
	ownServer,
	pollingTrigger,
	removeDuplicates,
	startRecorder,
	wipeStaticData,
} from './setup.ts';
import type { Recorder, Told } from './setup.ts';

const WEBHOOK_ID = 'restart';
const PEOPLE = 1_200;
const THOUSAND = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * How far the clocks of the platform and of n8n are ahead. In Beijing it is morning: keys change at
 * midnight.
 */
let ahead = DAY_MS - ((Date.now() - HOUR_MS) % DAY_MS);
const now = () => Date.now() + ahead;

let yunzhijia: TestPlatform<YunzhijiaState>;
let server: Awaited<ReturnType<typeof ownServer>>;
let recorder: Recorder;
let workflowId: string;
let callbacks: ReturnType<typeof callbacksFrom>;
let changes: ReturnType<typeof changesIn>;
let people: string[];

beforeAll(async () => {
	yunzhijia = await startYunzhijia({ seed: (state) => seedTeam(state, PEOPLE), now });
	people = [...yunzhijia.state.people.keys()];
	changes = changesIn(yunzhijia.state, now);
	callbacks = callbacksFrom(yunzhijia, { now });
	recorder = await startRecorder();
	// Remove Duplicates has no lock: two executions at once would not know of each other.
	server = await ownServer({ N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' }, aheadBy(ahead));
	const { n8n } = server;
	const credential = await n8n.createCredential('yunzhijiaApi', 'Restart', yunzhijia.credential);
	const polling = pollingTrigger('yunzhijia', { options: { catchUpHours: 1 } });
	const workflow = connected(
		'Restart',
		[eventTrigger(WEBHOOK_ID), polling, removeDuplicates, recorder.node],
		[
			{ from: 'Events', to: 'Remove Duplicates' },
			{ from: 'Polling', to: 'Remove Duplicates' },
			{ from: 'Remove Duplicates', to: 'Recorder' },
		],
	);
	({ id: workflowId } = await n8n.createWorkflow(workflow, [credential]));
	await n8n.activate(workflowId);
	await callbacks.register(addressOf(n8n, WEBHOOK_ID));
}, 120_000);

afterAll(async () => {
	await server.remove();
	await Promise.all([recorder.stop(), yunzhijia.stop()]);
});

const recorded = async (count: number) =>
	await waitFor(`${count} items`, 120, async () => recorder.items.length >= count || undefined);

/** All of them are answered as Yunzhijia wants it. */
async function accepted(events: YunzhijiaEvent[], concurrency = 5): Promise<void> {
	const answers = await callbacks.burst(events, { concurrency });
	expect(answers.filter(({ body }) => body !== 'ok')).toEqual([]);
}

/** What happens while nobody listens. */
async function lost(event: YunzhijiaEvent): Promise<void> {
	await expect(callbacks.send(event)).rejects.toThrow(/ECONNREFUSED|ECONNRESET/);
}

const titled = (ids: string[], jobTitle: string) =>
	ids.map((openId) => changes.updates(openId, { jobTitle }));

/** Nothing is left to run. */
async function allExecuted(): Promise<void> {
	await waitFor('all executions to end', 120, async () => {
		const left = await server.n8n.countExecutions(workflowId, 'new', 'running');
		return left === 0 || undefined;
	});
}

describe.sequential('events and polling in one workflow', () => {
	test('1,000 events at once: each leaves once, with few executions and requests, and one token', async () => {
		// Slow enough that many events wait for it together.
		yunzhijia.misbehave({ how: 'latency', path: 'person/get', ms: 1500 });
		const ids = people.slice(0, THOUSAND);
		await accepted(titled(ids, '一千人'));
		await recorded(THOUSAND);
		await allExecuted();
		expect(recorder.ids()).toEqual(ids);
		expect(await server.n8n.countExecutions(workflowId, 'success')).toBeLessThan(THOUSAND / 10);
		expect(await server.n8n.countExecutions(workflowId, 'error', 'crashed')).toBe(0);
		expect(yunzhijia.requestsTo('person/get').length).toBeLessThan(THOUSAND / 10);
		expect(yunzhijia.tokenRequests()).toHaveLength(1);
		yunzhijia.behave();
	}, 240_000);

	test('killed in the middle of a burst: each change arrives once', async () => {
		recorder.items.length = 0;
		const groups = [0, 10, 20].map((at) => people.slice(at, at + 10));
		const [waiting, unread, meanwhile] = groups;
		// One of them is in the middle of its execution, the others wait for it.
		recorder.hold();
		for (const [at, event] of titled(waiting, '排队').entries()) {
			await accepted([event]);
			// Alone, and not along with the next.
			await waitFor('its execution', 30, async () => {
				const left = await server.n8n.countExecutions(workflowId, 'new', 'running');
				return left === at + 1 || undefined;
			});
		}
		await recorded(1);
		// Accepted, and nothing is known of them yet.
		yunzhijia.misbehave({ how: 'hang', path: 'person/get' });
		await accepted(titled(unread, '已接收'));

		await server.n8n.stop('SIGKILL');
		recorder.release();
		yunzhijia.behave();
		for (const event of titled(meanwhile, '停机')) await lost(event);
		await server.startAgain(aheadBy(ahead));
		await recorded(groups.flat().length);
		await allExecuted();
		expect(recorder.ids()).toEqual(groups.flat());
		expect(await server.n8n.countExecutions(workflowId, 'crashed')).toBe(1);
	}, 120_000);

	test('six hours down, 1,000 changes: each arrives once', async () => {
		recorder.items.length = 0;
		yunzhijia.misbehave({ how: 'hang', path: 'person/get' });
		const unread = people.slice(1_000, 1_010);
		await accepted(titled(unread, '已接收'));
		await server.n8n.stop();
		yunzhijia.behave();

		// Longer than the overlap of two hours; less than the 24 after which all is read.
		const step = (6 * HOUR_MS) / THOUSAND;
		const [left, deleted, changed] = [people.slice(0, 10), people.slice(10, 20), people.slice(20)];
		const entered = Array.from({ length: 10 }, (_, at) => `59000000000000000000000${at}`);
		const happening = [
			...entered.map((openId) => () => changes.enters({ openId })),
			...left.map((openId) => () => changes.leaves(openId)),
			...deleted.map((openId) => () => changes.deletesPerson(openId)),
			...changed.slice(0, THOUSAND - 30).map((openId) => () => titled([openId], '夜班')[0]),
		];
		for (const happens of happening) {
			ahead += step;
			await lost(happens());
		}
		await server.startAgain(aheadBy(ahead));
		await recorded(unread.length + happening.length);
		const further = people.slice(1_100, 1_110);
		await accepted(titled(further, '回来'));
		await recorded(unread.length + happening.length + further.length);
		await allExecuted();

		const hit = changed.slice(0, THOUSAND - 30);
		expect(recorder.ids()).toEqual(
			[...unread, ...entered, ...left, ...deleted, ...hit, ...further].toSorted(),
		);
		const told = (ids: string[]) =>
			new Set(recorder.items.filter(({ id }) => ids.includes(id)).map(({ event }) => event));
		expect(told(entered)).toEqual(new Set(['person.added']));
		expect(told([...left, ...deleted])).toEqual(new Set(['person.removed']));
		expect(told(hit)).toEqual(new Set(['person.changed']));
	}, 180_000);

	test('its memory gone: it says so, catches up by time, and invents nobody', async () => {
		recorder.items.length = 0;
		await server.n8n.stop();
		wipeStaticData(server.database, workflowId);
		ahead += 2 * HOUR_MS;
		const [changed, left] = [people[30], people[31]];
		const entered = '590000000000000000000010';
		await lost(titled([changed], '失忆')[0]);
		await lost(changes.leaves(left));
		await lost(changes.enters({ openId: entered }));
		await server.startAgain(aheadBy(ahead));
		await recorded(3);
		await allExecuted();

		const hasChanged = { event: 'person.changed', cursorLost: true, changedFields: null };
		expect(recorder.items.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toMatchObject([
			{ id: changed, ...hasChanged },
			{ event: 'person.removed', id: left, cursorLost: true, changedFields: [] },
			{ id: entered, ...hasChanged },
		]);
		// Nor did Remove Duplicates drop any.
		const [{ id }] = await server.n8n.executions(workflowId);
		const { data } = await server.n8n.execution(id);
		const told = data.resultData.runData.Polling[0].data?.main[0] ?? [];
		expect(told.map(({ json }) => (json as Told).id).toSorted()).toEqual([changed, left, entered]);
		expect(await readFile(server.n8n.logFile, 'utf8')).toContain(
			'Polling: what it remembered is gone. It begins anew, with what changed in the last 1 hours',
		);
	}, 120_000);
});
