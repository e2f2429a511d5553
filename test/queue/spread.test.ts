/** Many small executions: webhook calls over two webhook processes, run by two workers. */
import { expect } from 'vitest';
import { inARow, ours } from '../n8n/workflows.ts';
import { startYunzhijia } from '../platforms/index.ts';
import { platform, test } from './fixtures.ts';
import { answer, live, newcomers, post, postAll, webhook } from './workflows.ts';

const CALLS = 500;

const joiner = inARow('Joiner', [
	webhook('joiner', 'responseNode'),
	ours('yunzhijia', 'Create', {
		resource: 'person',
		operation: 'create',
		name: '={{ $json.body.name }}',
		account: { mobile: '={{ $json.body.mobile }}' },
	}),
	answer,
]);

test(`${CALLS} webhook calls: each is done once, by both workers, with one token`, async ({
	cluster,
}) => {
	const yunzhijia = await platform(startYunzhijia());
	const id = await live(cluster, joiner, yunzhijia);
	const bodies = newcomers(CALLS);
	const began = Date.now();
	// Two processes that ask at the same moment, when there is no token yet, get one each.
	const answers = [await post(cluster.webhooks[0], 'joiner', bodies[0])];
	answers.push(...(await postAll(cluster, 'joiner', bodies.slice(1), 20)));
	const seconds = (Date.now() - began) / 1000;

	// Who called has the answer of the platform.
	expect(answers).toMatchObject(
		bodies.map(({ name, mobile }) => ({ status: 200, body: [{ name, phone: mobile }] })),
	);
	const { people } = yunzhijia.state;
	expect([...people.values()].map(({ phone }) => phone).toSorted()).toEqual(
		bodies.map(({ mobile }) => mobile),
	);
	expect(yunzhijia.requestsTo('person/addNew')).toHaveLength(CALLS);

	await cluster.settled(id);
	expect(await cluster.main.countExecutions(id, 'success')).toBe(CALLS);
	const shares = await cluster.sharesOf(id);
	expect(shares.reduce((sum, share) => sum + share, 0)).toBe(CALLS);
	expect(Math.min(...shares)).toBeGreaterThan(0);

	expect(yunzhijia.tokenRequests()).toHaveLength(1);
	console.log(
		`${CALLS} webhook executions in ${seconds.toFixed(1)} s, by worker: ${shares.join(' + ')}`,
	);
});
