/** What the tests of the triggers on the real server share: nodes, and where their items end. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { json } from 'node:stream/consumers';
import type { N8n, WorkflowJson } from '../../../demo/n8n.ts';
import { startN8n } from '../../../demo/n8n.ts';
import type { CallbackOptions, TestPlatform } from '../../platforms/index.ts';
import { callbacksOf } from '../../platforms/index.ts';
import { removeWhenCancelled } from '../cancelled.ts';
import { packedTarball } from '../package.ts';
import { core } from '../workflows.ts';

type Node = WorkflowJson['nodes'][number];
type Parameters = Record<string, unknown>;

/** n8n's durable scheduler, which is off unless these are set. */
export const SCHEDULER = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	// Seconds: it is as punctual as that.
	N8N_SCHEDULER_EXECUTOR_INTERVAL: '1',
	N8N_SCHEDULER_MATERIALIZATION_INTERVAL: '1',
	// What was missed while n8n was down would be polled at once, all of it at the same time.
	N8N_SCHEDULER_MISFIRE_GRACE: '2',
};
export const DURABLE = { N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true' };

/** What leaves a trigger, as far as these tests look at it. */
export interface Told {
	event: string;
	id: string;
	stateKey: string;
	cursorLost?: true;
	sample?: true;
	detailsMissing?: string;
	after: Record<string, unknown> | null;
	[key: string]: unknown;
}

const trigger = (type: string, credential: string, name: string, parameters: Parameters): Node => ({
	name,
	type: `n8n-nodes-orgsync.${type}`,
	typeVersion: 1,
	parameters,
	credentials: { [credential]: { id: '', name: '' } },
});

export const eventTrigger = (webhookId: string, parameters: Parameters = {}): Node => ({
	...trigger('yunzhijiaTrigger', 'yunzhijiaApi', 'Events', parameters),
	webhookId,
});

/** n8n polls when the workflow is published or n8n starts, and not again before the next leap day. */
const ON_ACTIVATION = { item: [{ mode: 'custom', cronExpression: '0 0 29 2 *' }] };

/** n8n takes nothing shorter than a minute, but any number of them. */
export const EVERY_TWO_SECONDS = {
	item: Array.from({ length: 30 }, (_, at) => ({
		mode: 'custom',
		cronExpression: `${at * 2} * * * * *`,
	})),
};

export const pollingTrigger = (
	platform: 'yunzhijia' | 'weaverE10',
	parameters: Parameters = {},
): Node =>
	trigger(`${platform}PollingTrigger`, `${platform}Api`, 'Polling', {
		pollTimes: ON_ACTIVATION,
		...parameters,
	});

/** As docs/triggers.md says, of states. */
export const removeDuplicates = core('Remove Duplicates', 'removeDuplicates', 2, {
	operation: 'removeItemsSeenInPreviousExecutions',
	logic: 'removeItemsWithAlreadySeenKeyValues',
	dedupeValue: '={{ $json.stateKey }}',
	options: {},
});

export interface Recorder {
	/** In the order in which they came. */
	items: Told[];
	ids(): string[];
	/** A node that sends all of its items there in one request. */
	node: Node;
	/** What comes is recorded, but n8n waits for the answer until `release`. */
	hold(): void;
	release(): void;
	stop(): Promise<void>;
}

/** The end of a workflow: somebody else's server, so that it survives a killed n8n. */
export async function startRecorder(): Promise<Recorder> {
	const items: Told[] = [];
	let mayAnswer = Promise.resolve();
	let release = () => {};
	const server = createServer(async (request, response) => {
		items.push(...((await json(request)) as Told[]));
		await mayAnswer;
		response.end('{}');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		items,
		ids: () => items.map(({ id }) => id).toSorted(),
		node: {
			...core('Recorder', 'httpRequest', 4.2, {
				method: 'POST',
				url: `http://127.0.0.1:${port}/`,
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '={{ JSON.stringify($input.all().map(({ json }) => json)) }}',
				options: {},
			}),
			executeOnce: true,
		},
		hold() {
			mayAnswer = new Promise((resolve) => (release = resolve));
		},
		release: () => release(),
		async stop() {
			release();
			await new Promise((resolve) => {
				server.close(resolve);
				server.closeAllConnections();
			});
		},
	};
}

/** The platform as it calls: the address is not registered yet. */
export const callbacksFrom = <State>(
	{ credential }: Pick<TestPlatform<State>, 'credential'>,
	options: Pick<CallbackOptions, 'now' | 'patienceMs'> = {},
) => {
	const { callbackToken, eid } = credential as { callbackToken: string; eid: string };
	return callbacksOf({ token: callbackToken, eid, ...options });
};

export const addressOf = (n8n: N8n, webhookId: string): string =>
	n8n.webhookUrl(`${webhookId}/yunzhijia`);

/** n8n's default makes a virtual machine for each webhook and each execution: a tenth of a second. */
const QUICK = { N8N_EXPRESSION_ENGINE: 'legacy' };

/**
 * A server of its own that may be stopped, or killed, and started again where it left off.
 * @param first what is set the first time only
 */
export async function ownServer(
	env: Record<string, string> = {},
	first: Record<string, string> = {},
) {
	const userFolder = await mkdtemp(path.join(tmpdir(), 'orgsync-trigger-'));
	removeWhenCancelled(userFolder);
	const options = (more: Record<string, string>) => ({
		userFolder,
		env: { ...QUICK, ...env, ...more },
	});
	let n8n = await startN8n({ ...options(first), packageTarball: await packedTarball() });
	const port = Number(new URL(n8n.url).port);
	return {
		get n8n() {
			return n8n;
		},
		database: path.join(userFolder, '.n8n', 'database.sqlite'),
		async startAgain(more: Record<string, string> = {}) {
			n8n = await startN8n({ ...options(more), port, owner: n8n.owner });
		},
		async remove() {
			await n8n.stop();
			await rm(userFolder, { recursive: true, force: true });
		},
	};
}

/** Environment in which n8n's clock is so many milliseconds ahead. */
export function aheadBy(ms: number): Record<string, string> {
	const code = `
		const { now } = Date;
		Date.now = () => now() + ${ms};
		globalThis.Date = new Proxy(Date, {
			construct: (real, given, made) => Reflect.construct(real, given.length ? given : [real.now()], made),
		});`;
	return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(code)}` };
}

/** Reads or changes n8n's database; n8n may be at work. */
export function inDatabase<Row>(database: string, statement: string, ...values: string[]): Row[] {
	const opened = new DatabaseSync(database, { timeout: 5_000 });
	try {
		return opened.prepare(statement).all(...values) as Row[];
	} finally {
		opened.close();
	}
}

/** Overwrites what the nodes of a workflow keep in n8n's store. */
export function wipeStaticData(database: string, workflowId: string): void {
	inDatabase(database, 'UPDATE workflow_entity SET staticData = NULL WHERE id = ?', workflowId);
}
