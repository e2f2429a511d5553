/**
 * A sync while something dies, freezes or runs twice. Whatever happens, the next run ends with the
 * platform as the table has it: nobody twice, and nobody gone.
 */
import { expect } from 'vitest';
import { waitFor } from '../../demo/n8n-process.ts';
import { startYunzhijia } from '../platforms/index.ts';
import type { TestPlatform, YunzhijiaState } from '../platforms/index.ts';
import type { Begun, Cluster } from './cluster.ts';
import { freeze, thaw } from './cluster.ts';
import { platform, test } from './fixtures.ts';
import {
	askedToAdd,
	expectEqual,
	rosterOf,
	seed,
	summaryIn,
	syncOfRoster,
	twice,
} from './roster.ts';
import type { Roster } from './roster.ts';
import { live, onBoth, post, requested } from './workflows.ts';

const ADD = 'person/addNew';

/** A sync of so many people, on a platform slow enough for something to happen meanwhile. */
async function syncing(cluster: Cluster, path: string, roster: Roster, batchSize: number) {
	const yunzhijia = await platform(startYunzhijia({ seed }));
	yunzhijia.misbehave({ how: 'latency', path: ADD, ms: 500 });
	const id = await live(cluster, syncOfRoster(path, batchSize), yunzhijia);
	const all: Begun[] = [];
	const start = async () =>
		expect(await post(cluster.webhooks[0], path, roster)).toMatchObject({ status: 200 });
	return {
		yunzhijia,
		id,
		start,
		/** Posts the table, and waits until a worker has begun with it. */
		async begin() {
			await start();
			all.push(await cluster.begun(id, all));
			return all.at(-1)!;
		},
	};
}

/** Everything that had left for the platform has arrived there. */
const arrived = async (yunzhijia: TestPlatform<YunzhijiaState>) =>
	await waitFor('the last requests', 60, async () => {
		const open = yunzhijia.requests.filter(({ status }) => status === null);
		return open.length === 0 || undefined;
	});

const ended = async ({ main }: Cluster, executionId: string) => {
	const execution = await main.waitForExecution(executionId, { timeoutSeconds: 180 });
	return { status: execution.status, summary: summaryIn(execution), execution };
};

const secondsOf = ({ startedAt, stoppedAt = '' }: { startedAt: string; stoppedAt?: string }) =>
	((Date.parse(stoppedAt) - Date.parse(startedAt)) / 1000).toFixed(1);

test('a worker is killed in the middle of 5,000 people: the next run finishes on the other', async ({
	cluster,
}) => {
	const roster = rosterOf(5_000);
	const { yunzhijia, begin } = await syncing(cluster, 'killed', roster, 100);
	const first = await begin();
	await requested(yunzhijia, ADD, 12);
	await first.worker.stop('SIGKILL');
	await arrived(yunzhijia);
	const written = yunzhijia.state.people.size;
	expect(written).toBeLessThan(roster.people.length);

	const second = await begin();
	expect(second.worker).not.toBe(first.worker);
	const { status, summary, execution } = await ended(cluster, second.executionId);
	expect(status).toBe('success');
	expect(summary?.counts.person).toMatchObject({
		create: roster.people.length - written,
		rejected: 0,
		unknown: 0,
		notSent: 0,
	});
	expectEqual(yunzhijia, roster);
	expect(twice(askedToAdd(yunzhijia))).toEqual([]);

	// n8n finds out by itself, while the worker stays away.
	const killed = await ended(cluster, first.executionId);
	expect(killed.status).toMatch(/^(error|crashed)$/);
	expect(killed.summary).toBeUndefined();
	console.log(
		`killed with ${written} of ${roster.people.length} people there; n8n says "${killed.status}" after ${secondsOf(killed.execution)} s: ${killed.execution.data.resultData.error?.message}; the next run took ${secondsOf(execution)} s`,
	);

	const writes = yunzhijia.requests.length;
	const third = await begin();
	expect((await ended(cluster, third.executionId)).summary?.fingerprint).toMatch(/^nothing-/);
	expect(yunzhijia.requests.slice(writes).filter(({ applied }) => applied.length > 0)).toEqual([]);
});

test('two runs at once on both workers do no harm', async ({ cluster }) => {
	const roster = rosterOf(1_000);
	const { yunzhijia, id, start } = await syncing(cluster, 'at-once', roster, 20);
	// Both make their plan before either has changed anything.
	const release = yunzhijia.hold(ADD);
	// Of two on one worker the second is refused.
	const begun = await onBoth(cluster, id, start);
	await requested(yunzhijia, ADD, 8);
	release();
	const ends = await Promise.all(
		begun.map(async ({ executionId }) => await ended(cluster, executionId)),
	);
	expectEqual(yunzhijia, roster);
	// What the platform has from the other run counts as done.
	const atWork = ends.filter(({ summary }) => summary?.counts.person.create);
	expect(atWork).toHaveLength(2);
	for (const { status, summary } of atWork) {
		expect(status).toBe('success');
		expect(summary?.counts.person).toMatchObject({ rejected: 0, unknown: 0, notSent: 0 });
	}
	console.log(
		`two at once: ${twice(askedToAdd(yunzhijia)).length} of 500 people were asked for twice, and taken once`,
	);
});

const OUTAGES: Array<[what: string, path: string, happens: (cluster: Cluster) => Promise<void>]> = [
	['main is killed', 'main', async ({ main }) => await main.stop('SIGKILL')],
	[
		'the webhook process is killed',
		'webhook',
		async ({ webhooks: [one] }) => await one.stop('SIGKILL'),
	],
	['Redis is killed', 'redis', async ({ redis }) => await redis.stop('SIGKILL')],
	['PostgreSQL is restarted', 'postgres', async ({ postgres }) => await postgres.stop('SIGINT')],
];

test.for(OUTAGES)(
	'%s, and comes back, while a worker runs: the run goes on, and the next has nothing to do',
	async ([what, path, happens], { cluster }) => {
		const roster = rosterOf(1_000);
		const { yunzhijia, begin } = await syncing(cluster, path, roster, 20);
		const first = await begin();
		await requested(yunzhijia, ADD, 6);
		// Whatever it takes to come back: the run is in its middle until then.
		const release = yunzhijia.hold(ADD);
		await happens(cluster);
		await cluster.up();
		release();
		const { status, execution } = await ended(cluster, first.executionId);
		console.log(`${what}: the run ends as "${status}" after ${secondsOf(execution)} s`);
		expect(status).toBe('success');
		expectEqual(yunzhijia, roster);

		const next = await begin();
		expect((await ended(cluster, next.executionId)).summary?.fingerprint).toMatch(/^nothing-/);
		expect(twice(askedToAdd(yunzhijia))).toEqual([]);
	},
);

test('a worker freezes, another run finishes, and it wakes and goes on: no harm', async ({
	cluster,
}) => {
	const roster = rosterOf(1_000);
	const { yunzhijia, begin } = await syncing(cluster, 'frozen', roster, 20);
	const first = await begin();
	await requested(yunzhijia, ADD, 6);
	freeze(first.worker);
	try {
		await arrived(yunzhijia);
		const second = await begin();
		expect(second.worker).not.toBe(first.worker);
		expect((await ended(cluster, second.executionId)).status).toBe('success');
		expectEqual(yunzhijia, roster);
		const { status, execution } = await ended(cluster, first.executionId);
		console.log(`frozen: ended as "${status}" after ${secondsOf(execution)} s`);
	} finally {
		thaw(first.worker);
	}
	await waitFor('the woken worker to end', 120, async () => {
		const execution = await cluster.main.execution(first.executionId);
		return execution.status === 'success' || summaryIn(execution) !== undefined || undefined;
	});
	const { status, summary } = await ended(cluster, first.executionId);
	expect(status).toBe('success');
	expect(summary?.counts.person).toMatchObject({ rejected: 0, unknown: 0, notSent: 0 });
	expectEqual(yunzhijia, roster);
	console.log(
		`woken: "${status}"; ${twice(askedToAdd(yunzhijia)).length} of 500 people were asked for twice`,
	);
});
