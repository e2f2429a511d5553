/** Part 3: what the node itself costs for each record, with the network taken away. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { atMost, rounded } from './measure.ts';
import type { Aim, Part, Tell } from './measure.ts';

/** A platform's batched operation, and one with a request for each record. */
export type Operation = 'batched' | 'single';

/** For each record. */
export interface Cost {
	items: number;
	/** Microseconds in our code. */
	ownUs: number;
	/** Microseconds in n8n's getNodeParameter and getCredentials, called by us. */
	n8nUs: number;
	/** Microseconds of the whole execution, with all that n8n does around the node. */
	wholeUs: number;
	/** Alive at once, at most, while the node ran; its input left out. */
	peakBytes: number;
	/** Alive when it returned: its output. */
	keptBytes: number;
	/** Alive when the execution is over and forgotten. */
	leftBytes: number;
}

const NAMES: Record<Operation, string> = {
	batched: 'Yunzhijia add, 200 a request',
	single: 'Hippius update, one a request',
};
const PROCESS = fileURLToPath(new URL('cost-process.ts', import.meta.url));
const MOST_US = 100;
const MOST_BYTES = 2000;
/**
 * From 10,000 to 100,000 items. A larger heap costs the garbage collector and the caches more, for
 * whatever is kept; a loop within a loop would make it ten times as much.
 */
const LINEAR = 2;

async function costsOf(operation: Operation, tell: Tell): Promise<Cost[]> {
	const child = fork(PROCESS, [operation], { execArgv: ['--expose-gc'] });
	let costs: Cost[] | undefined;
	child.on('message', (message: { tell?: string; costs?: Cost[] }) => {
		if (message.tell) tell(`${NAMES[operation]}, ${message.tell}`);
		costs ??= message.costs;
	});
	const [code] = await once(child, 'exit');
	if (!costs) throw new Error(`Measuring ${operation} ended with exit code ${code}`);
	return costs;
}

function growth([, some, many]: Cost[], name: string): Aim[] {
	const aim = (what: string, key: 'ownUs' | 'peakBytes') =>
		atMost(
			`${name}: linear, ${what} a record at most ${LINEAR} × from ${some.items} to ${many.items} items`,
			many[key] / some[key],
			LINEAR,
			'×',
		);
	return [aim('microseconds', 'ownUs'), aim('bytes', 'peakBytes')];
}

export async function measureCost(tell: Tell): Promise<Part> {
	const raw = {
		batched: await costsOf('batched', tell),
		single: await costsOf('single', tell),
	};
	const rows = (operation: Operation) =>
		raw[operation].map((cost) => [
			`${NAMES[operation]}, ${cost.items} items`,
			{
				'µs ours': rounded(cost.ownUs, 1),
				'µs n8n’s parameters': rounded(cost.n8nUs, 1),
				'µs whole execution': rounded(cost.wholeUs, 1),
				'bytes at most': Math.round(cost.peakBytes),
				'bytes in output': Math.round(cost.keptBytes),
				'bytes left behind': Math.round(cost.leftBytes),
			},
		]);
	const [least, ...more] = raw.batched;
	const worst = (key: 'ownUs' | 'peakBytes') =>
		Math.max(least[key], ...more.map((cost) => cost[key]));
	return {
		title: '3 · The node’s own cost for each record, without network',
		table: Object.fromEntries([...rows('batched'), ...rows('single')]),
		aims: [
			atMost(`batched: under ${MOST_US} µs a record`, worst('ownUs'), MOST_US, 'µs'),
			atMost(
				`batched: under ${MOST_BYTES} bytes a record`,
				worst('peakBytes'),
				MOST_BYTES,
				'bytes',
			),
			...growth(raw.batched, 'batched'),
			...growth(raw.single, 'single'),
		],
		raw,
	};
}
