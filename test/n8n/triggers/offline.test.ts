/**
 * Events and polling in one workflow by n8n's durable scheduler with durable cursors, when n8n was
 * down for an hour. restart.test.ts has the same, and more, with polling in memory.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { waitFor } from '../../../demo/n8n-process.ts';
import { changesIn, seedTeam, startYunzhijia } from '../../platforms/index.ts';
import { platform } from '../fixtures.ts';
import { connected } from '../workflows.ts';
import {
	addressOf,
	aheadBy,
	callbacksFrom,
	DURABLE,
	EVERY_TWO_SECONDS,
	eventTrigger,
	ownServer,
	pollingTrigger,
	removeDuplicates,
	SCHEDULER,
	startRecorder,
} from './setup.ts';

const PEOPLE = 1_020;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CHINA_MS = 8 * HOUR_MS;

/** Keys change at midnight in China; so long the test takes at most. */
async function clearOfMidnight(): Promise<void> {
	const left = DAY_MS - ((Date.now() + CHINA_MS) % DAY_MS);
	if (left < 240_000) await sleep(left + 1_000);
}

test(
	'an hour down, 1,000 changes: each arrives once',
	{ timeout: 600_000 },
	async ({ onTestFinished }) => {
		await clearOfMidnight();
		/** Platform and n8n begin an hour ago, so that an hour may pass. */
		let behind = HOUR_MS;
		const now = () => Date.now() - behind;
		const yunzhijia = await platform(
			startYunzhijia({ seed: (state) => seedTeam(state, PEOPLE), now }),
		);
		const people = [...yunzhijia.state.people.keys()];
		const changes = changesIn(yunzhijia.state, now);
		const titled = (ids: string[], jobTitle: string) =>
			ids.map((openId) => changes.updates(openId, { jobTitle }));
		const callbacks = callbacksFrom(yunzhijia, { now });
		const recorder = await startRecorder();
		onTestFinished(recorder.stop);
		// Remove Duplicates has no lock.
		const server = await ownServer(
			{ ...SCHEDULER, ...DURABLE, N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' },
			aheadBy(-behind),
		);
		onTestFinished(server.remove);
		const { n8n } = server;
		const credential = await n8n.createCredential('yunzhijiaApi', 'Offline', yunzhijia.credential);
		const workflow = connected(
			'Offline',
			[
				eventTrigger('offline'),
				pollingTrigger('yunzhijia', { pollTimes: EVERY_TWO_SECONDS }),
				removeDuplicates,
				recorder.node,
			],
			[
				{ from: 'Events', to: 'Remove Duplicates' },
				{ from: 'Polling', to: 'Remove Duplicates' },
				{ from: 'Remove Duplicates', to: 'Recorder' },
			],
		);
		const { id } = await n8n.createWorkflow(workflow, [credential]);
		await n8n.activate(id);
		await callbacks.register(addressOf(n8n, 'offline'));
		const recorded = async (ids: string[]) => {
			await waitFor(
				`${ids.length} items`,
				240,
				async () => recorder.items.length >= ids.length || undefined,
			);
			expect(recorder.ids()).toEqual(ids.toSorted());
		};
		const accepted = async (ids: string[], jobTitle: string) => {
			const answers = await callbacks.burst(titled(ids, jobTitle), { concurrency: 5 });
			expect(answers.filter(({ body }) => body !== 'ok')).toEqual([]);
		};
		const before = people.slice(0, 10);
		await accepted(before, '停机前');
		await recorded(before);

		await server.n8n.stop('SIGKILL');
		const meanwhile = people.slice(10, 1_010);
		for (const openId of meanwhile) {
			behind -= HOUR_MS / meanwhile.length;
			const [event] = titled([openId], '停机中');
			await expect(callbacks.send(event)).rejects.toThrow(/ECONNREFUSED|ECONNRESET/);
		}
		await server.startAgain(aheadBy(-behind));
		const after = people.slice(1_010, 1_020);
		await accepted(after, '回来');
		const all = [...before, ...meanwhile, ...after];
		await recorded(all);

		// Polls go on, and find nothing that was not told.
		const polls = yunzhijia.requestsTo('person/getAtTime').length;
		await waitFor(
			'three more polls',
			60,
			async () => yunzhijia.requestsTo('person/getAtTime').length >= polls + 3 || undefined,
		);
		await recorded(all);
		expect(await server.n8n.countExecutions(id, 'error', 'crashed')).toBe(0);
	},
);
