/** The triggers in queue mode: polls happen once, and events may come by any webhook process. */
import { randomUUID } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import { waitFor } from '../../demo/n8n-process.ts';
import { core, inARow } from '../n8n/workflows.ts';
import {
	EVERY_TWO_SECONDS,
	addressOf,
	callbacksFrom,
	eventTrigger,
	pollingTrigger,
	removeDuplicates,
	startRecorder,
} from '../n8n/triggers/setup.ts';
import type { Recorder } from '../n8n/triggers/setup.ts';
import { changesIn, seedTeam, startYunzhijia } from '../platforms/index.ts';
import { platform, test } from './fixtures.ts';
import { live, requested } from './workflows.ts';

const team = async () => await platform(startYunzhijia({ seed: (state) => seedTeam(state, 100) }));

async function recorder(): Promise<Recorder> {
	const started = await startRecorder();
	onTestFinished(started.stop);
	return started;
}

const recorded = async ({ items }: Recorder, count: number) =>
	await waitFor(`${count} items`, 60, async () => items.length >= count || undefined);

/** On a worker it overwrites what all nodes of the workflow keep there. */
const writesStaticData = core('Writes Static Data', 'code', 2, {
	jsCode: "$getWorkflowStaticData('global').runs = 1;\nreturn $input.all();",
});

test('each change is told once, though a node on a worker wipes what n8n keeps with the workflow', async ({
	cluster,
}) => {
	const yunzhijia = await team();
	const end = await recorder();
	const polling = pollingTrigger('yunzhijia', { watch: 'person', pollTimes: EVERY_TWO_SECONDS });
	const workflow = inARow('Polling', [polling, writesStaticData, end.node]);
	const id = await live(cluster, workflow, yunzhijia);
	const changes = changesIn(yunzhijia.state);
	const changed = [...yunzhijia.state.people.keys()].slice(0, 3);
	for (const [at, openId] of changed.entries()) {
		changes.updates(openId, { jobTitle: '新职务' });
		await recorded(end, at + 1);
		await cluster.settled(id);
	}
	// Whoever polls beside main, or begins anew, would tell it by then.
	const polls = yunzhijia.requestsTo('person/getAtTime').length;
	await requested(yunzhijia, 'person/getAtTime', polls + 3);
	await cluster.settled(id);
	expect(end.items.map(({ event, id: openId, cursorLost }) => [event, openId, cursorLost])).toEqual(
		changed.map((openId) => ['person.changed', openId, undefined]),
	);
});

test('events come by both webhook processes, each once; what is not signed by none', async ({
	cluster,
}) => {
	const yunzhijia = await team();
	const end = await recorder();
	const webhookId = randomUUID();
	const once = {
		...removeDuplicates,
		parameters: { ...removeDuplicates.parameters, dedupeValue: '={{ $json.eventKey }}' },
	};
	const workflow = inARow('Events', [eventTrigger(webhookId), once, end.node]);
	const id = await live(cluster, workflow, yunzhijia);
	const [one, other] = cluster.webhooks.map((process) => ({
		...callbacksFrom(yunzhijia, { patienceMs: 60_000 }),
		address: addressOf(process, webhookId),
	}));
	await one.register(one.address);
	await other.register(other.address);

	const changes = changesIn(yunzhijia.state);
	const event = changes.enters({ openId: '58f000000000000000000001' });
	for (const by of [one, other])
		expect(await by.send(event, { token: 'another token' })).toMatchObject({
			status: 401,
			body: 'not ok',
		});

	const accepted = { status: 200, body: 'ok' };
	expect(await one.send(event)).toMatchObject(accepted);
	// Each process knows of its own repeats only; Remove Duplicates knows of all.
	const executed = async (count: number) =>
		await waitFor(`${count} executions`, 60, async () => {
			return (await cluster.main.countExecutions(id, 'success')) === count || undefined;
		});
	await executed(1);
	expect(await other.send(event)).toMatchObject(accepted);
	await executed(2);
	for (const by of [one, other]) expect(await by.send(event)).toMatchObject(accepted);
	const last = changes.enters({ openId: '58f000000000000000000002' });
	expect(await other.send(last)).toMatchObject(accepted);
	await executed(3);
	await cluster.settled(id);
	expect(await cluster.main.countExecutions(id, 'success')).toBe(3);
	expect(end.ids()).toEqual([event.eventId, last.eventId]);
});
