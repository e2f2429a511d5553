/** Two workers at one platform: its limit, and its token. */
import { expect } from 'vitest';
import { startYunzhijia } from '../platforms/index.ts';
import type { YunzhijiaOptions } from '../platforms/index.ts';
import type { Cluster } from './cluster.ts';
import { platform, test } from './fixtures.ts';
import { adding, live, newcomers, onBoth, post, requested } from './workflows.ts';

const ADD = 'person/addNew';

interface Load {
	/** How many executions each worker has at least, and how many people each of them adds. */
	executions: number;
	people: number;
	requestsPerMinute: number;
}

/** Both workers add people at the same time, one a request. */
async function addOnBoth(
	cluster: Cluster,
	path: string,
	{ executions, people, requestsPerMinute }: Load,
	options: YunzhijiaOptions,
) {
	const yunzhijia = await platform(startYunzhijia(options));
	const id = await live(cluster, adding(path, { batchSize: 1, requestsPerMinute }), yunzhijia);
	const release = yunzhijia.hold(ADD);
	const start = async (nth: number) => {
		// The first has its token by then.
		if (nth > 0) await requested(yunzhijia, ADD, 1);
		await post(cluster.webhooks[0], path, { people: newcomers(people, nth * people) });
	};
	const begun = await onBoth(cluster, id, start, executions);
	release();
	const began = Date.now();
	await cluster.settled(id, 200);
	const seconds = ((Date.now() - began) / 1000).toFixed(1);

	for (const { executionId } of begun) {
		const { status, data } = await cluster.main.execution(executionId);
		expect(status, data.resultData.error?.message).toBe('success');
		expect(data.resultData.runData.Create[0].data?.main[0]).toHaveLength(people);
	}
	expect([...yunzhijia.state.people.values()].map(({ phone }) => phone).toSorted()).toEqual(
		newcomers(begun.length * people).map(({ mobile }) => mobile),
	);
	const slowDowns = yunzhijia.requests.filter(({ answeredBy }) => answeredBy === 'limiter').length;
	return { yunzhijia, slowDowns, seconds };
}

test('each set to the whole limit: the platform asks for patience, and all is done; each set to half: it never does', async ({
	cluster,
}) => {
	// One after the other, so that neither takes the other's worker.
	const whole = await addOnBoth(
		cluster,
		'whole',
		{ executions: 1, people: 300, requestsPerMinute: 2_400 },
		{ limit: { requestsPerSecond: 40 } },
	);
	expect(whole.slowDowns).toBeGreaterThan(0);
	// More than half a limit, and no more than a whole one, for each worker: a minute.
	const half = await addOnBoth(
		cluster,
		'half',
		{ executions: 2, people: 80, requestsPerMinute: 120 },
		{ limit: { requestsPerMinute: 240 } },
	);
	expect(half.slowDowns).toBe(0);
	console.log(
		`whole limit each: ${whole.slowDowns} times slower, ${whole.seconds} s; half each: ${half.slowDowns} times, ${half.seconds} s`,
	);
});

test('only the newest token lives: both workers do all of theirs, with one', async ({
	cluster,
}) => {
	const load = { executions: 1, people: 250, requestsPerMinute: 0 };
	const { yunzhijia } = await addOnBoth(cluster, 'newest', load, { newestTokenOnly: true });
	expect(yunzhijia.tokenRequests()).toHaveLength(1);
});
