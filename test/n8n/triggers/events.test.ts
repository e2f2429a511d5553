/** Events of Yunzhijia through n8n's production URL, and the Test URL. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, onTestFinished } from 'vitest';
import type { N8n } from '../../../demo/n8n.ts';
import { waitFor } from '../../../demo/n8n-process.ts';
import { changesIn, seedTeam, startYunzhijia } from '../../platforms/index.ts';
import type { Call } from '../../platforms/index.ts';
import { platform, test } from '../fixtures.ts';
import { inARow } from '../workflows.ts';
import { addressOf, callbacksFrom, eventTrigger, startRecorder } from './setup.ts';

const ENTERED = '58f000000000000000000001';

/** A workflow that hears a team of ten, live for one test. */
async function listening(n8n: N8n) {
	const yunzhijia = await platform(startYunzhijia({ seed: (state) => seedTeam(state, 10) }));
	const recorder = await startRecorder();
	onTestFinished(recorder.stop);
	const credential = await n8n.createCredential('yunzhijiaApi', 'Events', yunzhijia.credential);
	const webhookId = randomUUID();
	const { id } = await n8n.createWorkflow(
		inARow('Events', [eventTrigger(webhookId), recorder.node]),
		[credential],
	);
	await n8n.activate(id);
	onTestFinished(async () => await n8n.deactivate(id));
	const callbacks = callbacksFrom(yunzhijia);
	const url = addressOf(n8n, webhookId);
	await callbacks.register(url);
	return { yunzhijia, recorder, id, url, callbacks, changes: changesIn(yunzhijia.state) };
}

/** What becomes of publishing without a Callback Token; then with Accept Unsigned Events. */
let withoutToken: Promise<string[]>;

// n8n tries again and again, for 15 seconds: the other tests run meanwhile.
test.beforeAll(({ n8n }) => {
	withoutToken = Promise.all([publishing(n8n, {}), publishing(n8n, { acceptUnsigned: true })]);
});

async function publishing(n8n: N8n, parameters: Record<string, unknown>): Promise<string> {
	const credential = await n8n.createCredential('yunzhijiaApi', 'No Token', {
		baseUrl: 'http://127.0.0.1:9',
		eid: '10205',
		secret: 'secret',
	});
	const nodes = [eventTrigger(randomUUID(), parameters)];
	const { id } = await n8n.createWorkflow(inARow('No Token', nodes), [credential]);
	try {
		await n8n.activate(id);
	} catch (error) {
		return (error as Error).message;
	}
	await n8n.deactivate(id);
	return 'published';
}

const recorded = async ({ items }: { items: unknown[] }, count: number) =>
	await waitFor(`${count} items`, 30, async () => items.length >= count || undefined);

test('a signed event starts the workflow with who it is about, and n8n has answered before', async ({
	n8n,
}) => {
	const { yunzhijia, recorder, id, callbacks, changes } = await listening(n8n);
	// Longer than Yunzhijia waits.
	yunzhijia.misbehave({ how: 'latency', path: 'person/get', ms: 2500 });
	const event = changes.enters({ openId: ENTERED, name: '王小明' });
	expect(await callbacks.send(event)).toMatchObject({ status: 200, body: 'ok' });
	expect(recorder.items).toEqual([]);

	await recorded(recorder, 1);
	const { createTime } = event;
	expect(recorder.items).toMatchObject([
		{
			event: 'user_enter',
			id: ENTERED,
			time: new Date(Number(createTime)).toISOString(),
			before: null,
			after: { openId: ENTERED, name: '王小明', status: '1' },
			changedFields: null,
			eventKey: `user_enter|${ENTERED}|${createTime}`,
			stateKey: expect.stringMatching(`^${ENTERED}\\|.{16}\\|\\d{4}-\\d\\d-\\d\\d$`),
		},
	]);
	const [{ mode }] = await n8n.executions(id);
	expect(mode).toBe('webhook');
});

test('what is not signed by the token starts nothing', async ({ n8n }) => {
	const { recorder, id, callbacks, changes, yunzhijia } = await listening(n8n);
	const event = changes.enters({ openId: ENTERED });
	const without = (name: string) => (call: Call) => ({
		...call,
		headers: { ...call.headers, [name]: undefined },
	});
	const elevenMinutes = 11 * 60_000;
	const answers = [
		await callbacks.send(event, { token: 'another token' }),
		await callbacks.send(event, { tamper: without('Authorization') }),
		await callbacks.send(event, { tamper: without('Content-MD5') }),
		await callbacks.send(event, { tamper: without('Date') }),
		await callbacks.send(event, {
			tamper: (call) => ({ ...call, body: String(call.body).replace('user_enter', 'user_leave') }),
		}),
		await callbacks.send(event, { date: Date.now() - elevenMinutes }),
		await callbacks.send(event, { date: Date.now() + elevenMinutes }),
	];
	expect(answers).toEqual(
		answers.map(() => ({ status: 401, body: 'not ok', ms: expect.any(Number) })),
	);
	expect(await callbacks.send(event, { eid: '99999' })).toMatchObject({
		status: 403,
		body: 'not ok',
	});

	// What starts late would have started before this one.
	await callbacks.send(event);
	await recorded(recorder, 1);
	expect(await n8n.executions(id)).toHaveLength(1);
	expect(recorder.ids()).toEqual([ENTERED]);

	const log = await readFile(n8n.logFile, 'utf8');
	expect(log).toMatch(/Events: an event was refused, because its signature is wrong/);
	const { callbackToken } = yunzhijia.credential as { callbackToken: string };
	expect(log).not.toContain(callbackToken);
});

const MEGABYTES_50 = 50 * 1024 * 1024;
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** Megabytes; undefined where the system does not say. */
async function memoryOf({ pid }: N8n): Promise<number | undefined> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
	const kilobytes = /^VmRSS:\s+(\d+)/m.exec(status)?.[1];
	return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}

test('bodies that are none of Yunzhijia are refused, however large, and n8n stays as it is', async ({
	n8n,
}) => {
	const { recorder, id, url, callbacks, changes } = await listening(n8n);
	const send = async (
		body: RequestInit['body'],
		headers: Record<string, string> = {},
		method = 'POST',
	) => {
		const answer = await fetch(url, { method, body, headers });
		return [answer.status, await answer.text()];
	};
	const event = changes.enters({ openId: ENTERED });
	const signed = callbacks.prepare(event);
	const headers = signed.headers as Record<string, string>;
	const json = { ...headers, 'Content-Type': 'application/json' };
	const form = new FormData();
	for (const [name, value] of new URLSearchParams(String(signed.body))) form.append(name, value);
	const multipart = { ...headers };
	delete multipart['Content-Type'];
	// Less than 64 KB, so that it is their number that counts.
	const many = Array.from({ length: 10_000 }, (_, at) => `${at.toString(36)}=1`).join('&');

	expect(await send(many, headers)).toEqual([400, 'not ok']);
	expect(await send(`${String(signed.body)}&${many}`, headers)).toEqual([400, 'not ok']);
	expect(await send(`a=${'x'.repeat(65 * 1024)}`, headers)).toEqual([413, 'not ok']);
	expect(await send(JSON.stringify(event), json)).toEqual([415, 'not ok']);
	expect(await send(form, multipart)).toEqual([415, 'not ok']);
	// These end before the node.
	expect(await send('{', json)).toEqual([422, expect.not.stringMatching(/^ok/)]);
	for (const method of ['PUT', 'PATCH', 'DELETE'])
		expect(await send(String(signed.body), headers, method)).toEqual([
			404,
			expect.stringContaining('not registered'),
		]);

	const before = await memoryOf(n8n);
	const large = 'x'.repeat(MEGABYTES_50);
	// n8n's own limit is 16 MB; it answers, or hangs up, before it has read all of it.
	for (let times = 0; times < 5; times++) {
		const [status] = await send(large, FORM).catch(() => [500]);
		expect(status).toBeGreaterThanOrEqual(400);
	}
	const largePart = new FormData();
	largePart.append('eventType', new Blob([large]), 'file');
	expect(await send(largePart)).toEqual([415, 'not ok']);
	const after = await memoryOf(n8n);
	if (before && after) expect(after - before).toBeLessThan(200);

	expect(await callbacks.send(event)).toMatchObject({ status: 200, body: 'ok' });
	await recorded(recorder, 1);
	expect(await n8n.executions(id)).toHaveLength(1);
});

test('without a Callback Token nobody can publish by mistake', async () => {
	expect(await withoutToken).toEqual([
		expect.stringContaining('The credential has no Callback Token'),
		'published',
	]);
});

test('the Test URL gives a sample while the editor listens', async ({ n8n }) => {
	const yunzhijia = await platform(startYunzhijia({ seed: (state) => seedTeam(state, 1) }));
	const [[openId]] = yunzhijia.state.people;
	const credential = await n8n.createCredential('yunzhijiaApi', 'Sample', yunzhijia.credential);
	const webhookId = randomUUID();
	const { id } = await n8n.createWorkflow(inARow('Sample', [eventTrigger(webhookId)]), [
		credential,
	]);
	const testUrl = addressOf(n8n, webhookId).replace('/webhook/', '/webhook-test/');
	expect((await fetch(testUrl)).status).toBe(404);

	const listens = await n8n.rest('POST', `/workflows/${id}/run`, {
		triggerToStartFrom: { name: 'Events' },
	});
	expect(listens).toEqual({ waitingForWebhook: true });
	const answer = await fetch(testUrl);
	expect([answer.status, await answer.text()]).toEqual([200, 'ok']);
	const [execution] = await waitFor('the sample', 30, async () => {
		const executions = await n8n.executions(id);
		return executions.length ? executions : undefined;
	});
	expect(execution.mode).toBe('manual');
	const { data } = await n8n.waitForExecution(execution.id);
	expect(data.resultData.runData.Events[0].data?.main[0]).toMatchObject([
		{ json: { event: 'user_enter', id: openId, after: { openId }, sample: true } },
	]);
});
