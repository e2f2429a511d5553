/**
 * Polling by n8n's durable scheduler, without durable cursors and then with them. One story: each
 * test goes on where the one before ended.
 */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Credential } from '../../../demo/n8n.ts';
import { waitFor } from '../../../demo/n8n-process.ts';
import { changesIn, dataOf, seedTeam, startYunzhijia } from '../../platforms/index.ts';
import type { TestPlatform, YunzhijiaState } from '../../platforms/index.ts';
import { inARow } from '../workflows.ts';
import {
	DURABLE,
	EVERY_TWO_SECONDS,
	inDatabase,
	ownServer,
	pollingTrigger,
	SCHEDULER,
	startRecorder,
	wipeStaticData,
} from './setup.ts';
import type { Recorder } from './setup.ts';

let yunzhijia: TestPlatform<YunzhijiaState>;
let server: Awaited<ReturnType<typeof ownServer>>;
let credential: Credential;
let recorder: Recorder;
let departments: Recorder;
/** The one of people, and one of departments. */
let workflowId: string;
let robbedId: string;
let changes: ReturnType<typeof changesIn>;
let people: string[];

async function publish(watch: string, end: Recorder): Promise<string> {
	const polling = pollingTrigger('yunzhijia', { watch, pollTimes: EVERY_TWO_SECONDS });
	const workflow = inARow(watch, [polling, end.node]);
	const { id } = await server.n8n.createWorkflow(workflow, [credential]);
	await server.n8n.activate(id);
	return id;
}

beforeAll(async () => {
	yunzhijia = await startYunzhijia({ seed: (state) => seedTeam(state, 100) });
	people = [...yunzhijia.state.people.keys()];
	changes = changesIn(yunzhijia.state);
	recorder = await startRecorder();
	departments = await startRecorder();
	server = await ownServer(SCHEDULER);
	const { n8n } = server;
	credential = await n8n.createCredential('yunzhijiaApi', 'Scheduler', yunzhijia.credential);
	workflowId = await publish('person', recorder);
	robbedId = await publish('department', departments);
}, 120_000);

afterAll(async () => {
	await server.remove();
	await Promise.all([recorder.stop(), departments.stop(), yunzhijia.stop()]);
});

beforeEach(() => {
	recorder.items.length = 0;
});

/** Somebody whom no test has changed yet. */
function changed(): string {
	const openId = people.pop()!;
	changes.updates(openId, { jobTitle: '新职务' });
	return openId;
}

/** So many polls for changes begin from now on; all but the last have ended. */
async function polls(count: number, path = 'person/getAtTime'): Promise<void> {
	const begun = () =>
		yunzhijia.requestsTo(path).filter((request) => !(dataOf(request) as { begin?: number }).begin);
	const before = begun().length;
	await waitFor(`${count} polls`, 60, async () => begun().length >= before + count || undefined);
}

/** Something has come out: an execution ends some time after its poll. */
const told = async ({ items }: Recorder) =>
	await waitFor('the change', 60, async () => items.length || undefined);

/** Told once, and nothing else is. */
async function toldOnce(openId: string): Promise<void> {
	await told(recorder);
	await polls(2);
	expect(recorder.items).toMatchObject([{ event: 'person.changed', id: openId }]);
	expect(recorder.items[0]).not.toHaveProperty('cursorLost');
}

const log = async () => await readFile(server.n8n.logFile, 'utf8');

const ORG_ID = '6a1f0b0e-5d2f-41e6-8d3b-000000000001';
const renamed = { event: 'department.changed', id: ORG_ID };

describe.sequential('the scheduler without durable cursors', () => {
	test('what changes is told once', async () => {
		await toldOnce(changed());
	});

	test('overwritten by another node, its memory is that of the process', async () => {
		wipeStaticData(server.database, workflowId);
		await toldOnce(changed());
		expect(await log()).toContain('Polling: what it remembered was overwritten');
	});
});

describe.sequential('durable cursors', () => {
	test('turned on after n8n was killed: they begin with what was remembered until then', async () => {
		await server.n8n.stop('SIGKILL');
		const openId = changed();
		wipeStaticData(server.database, robbedId);
		changes.renamesDepartment(ORG_ID, '营销中心');
		await server.startAgain(DURABLE);
		await toldOnce(openId);
	});

	// n8n's scheduler says "update" whenever it polls.
	test('robbed of its memory before: it says so, and catches up', async () => {
		await told(departments);
		await polls(2, 'dept/getAtTime');
		expect(departments.items).toMatchObject([{ ...renamed, cursorLost: true }]);
		expect(await log()).toContain('Polling: what it remembered is gone');
	});

	test('killed, and overwritten by another node: what changed meanwhile is told once', async () => {
		departments.items.length = 0;
		await server.n8n.deactivate(robbedId);
		await publish('department', departments);
		await server.n8n.stop('SIGKILL');
		wipeStaticData(server.database, workflowId);
		const openId = changed();
		changes.renamesDepartment(ORG_ID, '市场中心');
		await server.startAgain(DURABLE);
		await toldOnce(openId);
	});

	// n8n keeps nothing of the poll on publishing.
	test('published, and killed before anything was told: nothing is missed', async () => {
		await told(departments);
		await polls(2, 'dept/getAtTime');
		expect(departments.items).toMatchObject([renamed]);
	});

	/** Minutes until n8n polls again; undefined: it polls. */
	function backOff(): number | undefined {
		const [{ backoffUntil }] = inDatabase<{ backoffUntil: string | null }>(
			server.database,
			'SELECT backoffUntil FROM poller_state WHERE workflowId = ?',
			workflowId,
		);
		return backoffUntil === null
			? undefined
			: Math.round((Date.parse(`${backoffUntil}Z`) - Date.now()) / 60_000);
	}

	test('n8n waits as long as the platform asks for, and longer with a wrong secret', async () => {
		const { n8n } = server;
		const backsOff = async () => await waitFor('n8n to back off', 30, async () => backOff());
		yunzhijia.misbehave({ how: 'slowDown', retryAfter: 20 * 60 });
		expect(await backsOff()).toBe(20);

		yunzhijia.behave();
		await n8n.deactivate(workflowId);
		await n8n.activate(workflowId);
		expect(backOff()).toBeUndefined();

		const { id, name, type, data } = credential;
		const wrong = { name, type, data: { ...data, secret: 'wrong' } };
		await n8n.rest('PATCH', `/credentials/${id}`, wrong);
		expect(await backsOff()).toBe(30);
		const failed = (await n8n.executions(workflowId)).slice(0, 2);
		expect(failed.map(({ mode, status }) => `${mode} ${status}`)).toEqual([
			'trigger error',
			'trigger error',
		]);
	});
});
