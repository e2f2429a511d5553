/**
 * How the engine sends: never more at once or a minute than it may, cancelled at once, not twice
 * with Retry On Fail. "The way of a record" in docs/extending.md, with departments of Hippius.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Misbehaviour, RecordedRequest } from '../../platforms/index.ts';
import { expectEachOnce, itemsOf, reasons, STOP, stopOf } from '../engine/cases.ts';
import type { Hippius } from '../Hippius/runs.ts';
import {
	arrivalOf,
	codesSent,
	departments,
	onArrival,
	rows,
	seed,
	startRuns,
	withOptions,
} from '../Hippius/runs.ts';

const ITEMS = departments(12);

/** How many requests were unanswered at the same time, at most. */
function mostAtOnce(hippius: Hippius) {
	let most = 0;
	onArrival(hippius, () => {
		const open = hippius.requestsTo('').filter(({ status }) => status === null);
		most = Math.max(most, open.length);
	});
	return () => most;
}

describe('concurrency', () => {
	it.each<[what: string, options: INodeParameters, atOnce: number]>([
		['what the option says', { concurrency: 3 }, 3],
		['one', { concurrency: 1 }, 1],
		['five unless it is said', {}, 5],
	])('is %s, whatever fails meanwhile', async (_what, options, atOnce) => {
		const hippius = await startRuns();
		const most = mostAtOnce(hippius);
		hippius.misbehave({ how: 'latency', ms: 150 });
		hippius.misbehave({ how: 'status', status: 429, retryAfter: 0, after: 4, times: 2 });
		const items = ITEMS.slice(0, 8);
		const { main } = await hippius.run('department', 'create', items, withOptions(options));

		expect(main).toHaveLength(items.length);
		expect(most()).toBe(atOnce);
	});

	it('is one where the order counts', async () => {
		const hippius = await startRuns(seed(ITEMS));
		const most = mostAtOnce(hippius);
		hippius.misbehave({ how: 'latency', ms: 10 });
		await hippius.run('department', 'delete', ITEMS, withOptions({ concurrency: 5 }));

		expect(most()).toBe(1);
		expect(rows(hippius, 'departments')).toEqual([]);
	});
});

describe('requests per minute', () => {
	/** Settles when so many are answered and any other that may leave would have left. */
	async function answered(count: number, hippius: Hippius) {
		const isAnswered = ({ status }: RecordedRequest) => status !== null;
		while (hippius.requestsTo('').filter(isAnswered).length < count) await sleep(20);
		await sleep(300);
	}

	it('are never more than the option says', async () => {
		const hippius = await startRuns({ limit: { requestsPerMinute: 3 } });
		const result = await hippius.run('department', 'create', ITEMS, {
			...withOptions({ requestsPerMinute: 3 }),
			cancelAfter: answered(3, hippius),
		});

		expectEachOnce(result, ITEMS.length);
		expect(result.main).toHaveLength(3);
		expect(hippius.requestsTo('').map(({ answeredBy }) => answeredBy)).toEqual(
			Array(3).fill('platform'),
		);
	});

	it('count over all executions', async () => {
		const hippius = await startRuns();
		const enough = answered(5, hippius);
		const options = withOptions({ requestsPerMinute: 5 });
		await hippius.run('department', 'create', ITEMS.slice(0, 3), options);
		const more = [ITEMS.slice(3, 6), ITEMS.slice(6, 9)].map((items) =>
			hippius.run('department', 'create', items, { ...options, cancelAfter: enough }),
		);
		const done = (await Promise.all(more)).map(({ main }) => main.length);

		expect(done[0] + done[1]).toBe(2);
		expect(codesSent(hippius)).toHaveLength(5);
	});

	it('are without limit at 0', async () => {
		const hippius = await startRuns();
		const options = withOptions({ requestsPerMinute: 0 });
		const { main } = await hippius.run('department', 'create', departments(60), options);
		expect(main).toHaveLength(60);
	});
});

describe('cancelled', () => {
	/** Any of these would go on far longer than a test may take. */
	it.each<[what: string, rule: Misbehaviour, options: INodeParameters, outcome: string]>([
		['a request hangs', { how: 'hang', after: 3 }, {}, 'unknown'],
		['an answer takes its time', { how: 'latency', ms: 60_000, after: 3 }, {}, 'unknown'],
		['the platform wants peace', { how: 'slowDown', after: 3, retryAfter: 200 }, {}, 'notSent'],
		['a minute passes', { how: 'latency', ms: 0 }, { requestsPerMinute: 3 }, 'notSent'],
	])('while %s: it ends at once, each record with an outcome', async (...row) => {
		const [, rule, options, outcome] = row;
		const hippius = await startRuns();
		hippius.misbehave(rule);
		const last = options.requestsPerMinute ? 3 : 4;
		const result = await hippius.run('department', 'create', ITEMS, {
			...withOptions({ concurrency: 1, ...options }),
			cancelAfter: arrivalOf(last, hippius).then(() => sleep(200)),
		});

		expect(result).toMatchObject({ cancelled: true, run: { status: 'canceled' } });
		expectEachOnce(result, ITEMS.length);
		expect(itemsOf(result.main)).toEqual([0, 1, 2]);
		expect(codesSent(hippius)).toHaveLength(last);
		expect(reasons(result.error).map(({ outcome: each }: IDataObject) => each)).toEqual([
			outcome,
			...Array(8).fill('notSent'),
		]);
	});

	it('while it fetches the token: whoever else waits for that gets it', async () => {
		const hippius = await startRuns();
		hippius.misbehave({ how: 'latency', path: '/token', ms: 1500 });
		const asked = new Promise<void>((resolve) => onArrival(hippius, resolve));
		const cancelled = hippius.run('department', 'create', ITEMS.slice(1), {
			cancelAfter: asked.then(() => sleep(700)),
		});
		await asked;
		const other = await hippius.run('department', 'create', ITEMS.slice(0, 1));

		expect(await cancelled).toMatchObject({ cancelled: true, main: [] });
		expectEachOnce(await cancelled, ITEMS.length - 1);
		expect(other.main).toHaveLength(1);
		expect(codesSent(hippius)).toEqual(['D0']);
		expect(hippius.tokenRequests()).toHaveLength(1);
	});

	it('sends nothing afterwards, and what it says of each record is so', async () => {
		const hippius = await startRuns();
		hippius.misbehave({ how: 'latency', ms: 50 });
		const items = departments(40);
		const { cancelled, main, error } = await hippius.run('department', 'create', items, {
			cancelAfter: arrivalOf(8, hippius),
		});
		await sleep(300);

		expect(cancelled).toBe(true);
		const notSent = reasons(error).filter(({ outcome }: IDataObject) => outcome === 'notSent');
		expect(notSent.length).toBeGreaterThan(20);
		const sent = codesSent(hippius);
		for (const { item } of notSent) expect(sent).not.toContain(`D${item}`);
		for (const { json } of main)
			expect(hippius.state.departments.get(`${json.unitCode}`)).toEqual(json);
	});
});

/** A tool whose agent names the code; the name is a field of the agent's own item. */
const DEPARTMENT_TOOL = {
	type: 'hippius',
	parameters: {
		...{ resource: 'department', operation: 'create', orderSeq: '1' },
		...{ unitCode: "={{ $fromAI('code') }}", unitName: '={{ $json.name }}' },
	},
};

it('as the tool of an agent: `$json` is the agent’s item, not what the agent says', async () => {
	const hippius = await startRuns();
	const calls = [{ code: 'D1', name: '假' }, { code: 'D2' }];
	const { nodes, failure } = await hippius.asTool(DEPARTMENT_TOOL, calls);

	expect(failure).toBeUndefined();
	const sent = ['D1', 'D2'].map((unitCode) => ({ unitCode, unitName: '研发', orderSeq: '1' }));
	expect(rows(hippius, 'departments')).toEqual(sent);
	expect(nodes.Agent[0].map(({ json }) => json.answer)).toEqual(sent.map((row) => [row]));
});

describe('Retry On Fail', () => {
	const twice = { ...STOP, retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };

	it('sends what was done, or may have been, not a second time', async () => {
		const hippius = await startRuns();
		hippius.misbehave({ how: 'resetAfter', after: 1, times: 1 });
		const result = await hippius.run('department', 'create', ITEMS.slice(0, 4), {
			...withOptions({ concurrency: 1 }),
			...twice,
		});

		expect(codesSent(hippius)).toEqual(['D0', 'D1', 'D2', 'D3']);
		expect(stopOf(result)).toMatchObject({
			description: expect.stringMatching(/3 done, 0 rejected, 1 unknown, 0 not sent/) as string,
			itemIndex: 1,
		});
	});

	// Then n8n makes a new list of items for each try.
	it('nor with Execute Once', async () => {
		const hippius = await startRuns();
		hippius.misbehave({ how: 'resetAfter', times: 1 });
		const result = await hippius.run('department', 'create', ITEMS, {
			...twice,
			executeOnce: true,
		});

		expect(codesSent(hippius)).toEqual(['D0']);
		expect(stopOf(result)).toMatchObject({
			description: expect.stringMatching(/Of 1 record: 0 done, 0 rejected, 1 unknown/) as string,
			itemIndex: 0,
		});
	});

	it('nor as the tool of an agent, but each call of it is one of its own', async () => {
		const hippius = await startRuns();
		hippius.misbehave({ how: 'resetAfter', times: 1 });
		const tool = { ...DEPARTMENT_TOOL, ...twice };
		const { nodes } = await hippius.asTool(tool, [{ code: 'D0' }, { code: 'D1' }, { code: 'D1' }]);

		// The third is new, and refused: with the very same arguments as the second.
		expect(codesSent(hippius)).toEqual(['D0', 'D1', 'D1', 'D1']);
		const [lost, done, again] = nodes.Agent[0].map(({ json }) => json);
		expect(lost.error).toContain('1 unknown');
		expect(done.answer).toMatchObject([{ unitCode: 'D1', unitName: '研发' }]);
		expect(again.error).toContain('error.code_repeat');
	});

	it('sends what was refused again, and then all are done', async () => {
		const hippius = await startRuns();
		const items = [ITEMS[0], { ...ITEMS[1], parentUnitCode: 'D9' }, ITEMS[2]];
		let sent = 0;
		onArrival(hippius, () => {
			// The token, two records, and then the one that was refused.
			if (++sent === 4) hippius.state.departments.set('D9', ITEMS[9]);
		});
		const { main, failure } = await hippius.run('department', 'create', items, {
			...withOptions({ concurrency: 1 }),
			...twice,
		});

		expect(failure).toBeUndefined();
		expect(main.map(({ json, pairedItem }) => [json, pairedItem])).toEqual(
			items.map((item, at) => [item, { item: at }]),
		);
		expect(codesSent(hippius)).toEqual(['D0', 'D1', 'D1', 'D2']);
	});
});
