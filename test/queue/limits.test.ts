/** Two workers at one platform: its limit, and its token. */
import { expect } from 'vitest';
import { startYunzhijia } from '../platforms/index.ts';
import type { YunzhijiaOptions } from '../platforms/index.ts';
import type { Cluster } from './cluster.ts';
import { TOKENS_AT_MOST, platform, test } from './fixtures.ts';
import { adding, live, newcomers, onBoth, post, requested } from './workflows.ts';

const ADD = 'person/addNew';

/** Both workers add so many people at the same time, one a request. */
async function addOnBoth(
	cluster: Cluster,
	path: string,
	count: number,
	requestsPerMinute: number,
	options: YunzhijiaOptions,
) {
	const yunzhijia = await platform(startYunzhijia(options));
	const id = await live(cluster, adding(path, { batchSize: 1, requestsPerMinute }), yunzhijia);
	const release = yunzhijia.hold(ADD);
	const begun = await onBoth(cluster, id, async (nth) => {
		await post(cluster.webhooks[0], path, { people: newcomers(count, nth * count) });
	});
	await requested(yunzhijia, ADD, 2);
	release();
	const began = Date.now();
	await cluster.settled(id, 200);
	const seconds = ((Date.now() - began) / 1000).toFixed(1);

	for (const { executionId } of begun) {
		const { status, data } = await cluster.main.execution(executionId);
		expect(status, data.resultData.error?.message).toBe('success');
		expect(data.resultData.runData.Create[0].data?.main[0]).toHaveLength(count);
	}
	expect([...yunzhijia.state.people.values()].map(({ phone }) => phone).toSorted()).toEqual(
		newcomers(begun.length * count).map(({ mobile }) => mobile),
	);
	const slowDowns = yunzhijia.requests.filter(({ answeredBy }) => answeredBy === 'limiter').length;
	return { yunzhijia, slowDowns, seconds };
}

test('each set to the whole limit: the platform asks for patience, and all is done; each set to half: it never does', async ({
	cluster,
}) => {
	const [whole, half] = await Promise.all([
		addOnBoth(cluster, 'whole', 300, 2_400, { limit: { requestsPerSecond: 40 } }),
		addOnBoth(cluster, 'half', 130, 120, { limit: { requestsPerMinute: 240 } }),
	]);
	console.log(
		`whole limit each: ${whole.slowDowns} times slower, ${whole.seconds} s; half each: ${half.slowDowns} times, ${half.seconds} s`,
	);
	expect(whole.slowDowns).toBeGreaterThan(0);
	expect(half.slowDowns).toBe(0);
});

// Until all processes share one token, each takes the other's away.
test.skipIf(TOKENS_AT_MOST > 1)(
	'only the newest token lives: both workers do all of theirs',
	async ({ cluster }) => {
		const { yunzhijia } = await addOnBoth(cluster, 'newest', 250, 0, { onlyNewestToken: true });
		expect(yunzhijia.tokenRequests()).toHaveLength(1);
	},
);
