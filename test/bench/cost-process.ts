/**
 * Measures one operation without a network: n8n's HTTP helper is replaced by an instant answer,
 * all else is the real engine. Runs in a process of its own with --expose-gc; see cost.ts.
 */
import type { IExecuteFunctions, INodeExecutionData, INodeType } from 'n8n-workflow';
import { loadPackage } from '../workflow/engine/engine.ts';
import type { Cost, Operation } from './cost.ts';
import { inTurn, median } from './measure.ts';
import { employees, partTimeJobs } from './roster.ts';

const OPERATIONS = {
	batched: {
		type: 'yunzhijia',
		parameters: {
			resource: 'partTimeJob',
			operation: 'add',
			openId: { __rl: true, mode: 'id', value: '={{ $json.openId }}' },
			orgId: { __rl: true, mode: 'id', value: '={{ $json.orgId }}' },
			jobTitle: '={{ $json.jobTitle }}',
			options: { batchSize: 200, requestsPerMinute: 0 },
		},
		credentials: { yunzhijiaApi: { baseUrl: 'http://platform.test', eid: '1', secret: 's' } },
		rows: partTimeJobs,
		batchSize: 200,
		token: '{"success":true,"data":{"accessToken":"t","expireIn":7200}}',
		answer: '{"success":true,"error":null,"errorCode":100,"data":[]}',
	},
	single: {
		type: 'hippius',
		parameters: {
			resource: 'employee',
			operation: 'update',
			employeeNum: '={{ $json.employeeNum }}',
			additionalFields: {
				name: '={{ $json.name }}',
				gender: '={{ $json.gender }}',
				status: '={{ $json.status }}',
				mobile: '={{ $json.mobile }}',
			},
			options: { requestsPerMinute: 0 },
		},
		credentials: {
			hippiusApi: {
				baseUrl: 'http://platform.test',
				corpId: '1',
				corpSecret: 's',
				edition: 'classic',
				authPlacement: 'query',
			},
		},
		rows: employees,
		batchSize: 1,
		token: '{"access_token":"t","token_type":"bearer","expires_in":3600,"scope":"default"}',
		answer: '{"failed":false,"code":"success","message":"成功"}',
	},
};

const ROUNDS = { 1_000: 15, 10_000: 9, 100_000: 3 };
const WEIGHINGS = 3;
const LARGEST = Math.max(...Object.keys(ROUNDS).map(Number));
const MEASURED = 'bench.measured';

interface Run {
	ms: number;
	/** Of these, those spent in what it asked of n8n. */
	n8nMs: number;
	/** Of the whole execution. */
	wholeMs: number;
	peakBytes: number;
	keptBytes: number;
}

const operation = OPERATIONS[process.argv[2] as Operation];
const engine = await loadPackage();
const { type } = engine.loader.getNode(operation.type) as { type: INodeType };

/** What the wrapped node saw of its last execution. */
let seen: Omit<Run, 'wholeMs'>;

function heapBytes(): number {
	globalThis.gc!();
	return process.memoryUsage().heapUsed;
}

/** The node, with a stopwatch around what it asks of n8n and an instant answer to requests. */
function measured(weigh: boolean): INodeType {
	const node: INodeType = Object.create(type);
	node.execute = async function (this: IExecuteFunctions) {
		const context: IExecuteFunctions = Object.create(this);
		let n8nMs = 0;
		let requests = 0;
		let peakBytes = 0;
		const last = Math.ceil(this.getInputData().length / operation.batchSize);
		const base = weigh ? heapBytes() : 0;

		context.getNodeParameter = ((...args: Parameters<typeof this.getNodeParameter>) => {
			const started = performance.now();
			try {
				return this.getNodeParameter(...args);
			} finally {
				n8nMs += performance.now() - started;
			}
		}) as typeof this.getNodeParameter;
		// They are asked for side by side: what two wait for counts once.
		let waiting = 0;
		let since = 0;
		context.getCredentials = async (...args) => {
			if (waiting++ === 0) since = performance.now();
			try {
				return await this.getCredentials(...args);
			} finally {
				if (--waiting === 0) n8nMs += performance.now() - since;
			}
		};
		context.helpers = {
			...this.helpers,
			async httpRequest({ url }) {
				const isToken = url.includes('/oauth');
				if (!isToken) requests++;
				// All is read at the first request, and nearly all is settled at the last one.
				if (weigh && (requests === 1 || requests === last))
					peakBytes = Math.max(peakBytes, heapBytes() - base);
				const body = isToken ? operation.token : operation.answer;
				return { statusCode: 200, headers: {}, body };
			},
		};

		const started = performance.now();
		const output = (await type.execute!.call(context)) as INodeExecutionData[][];
		const ms = performance.now() - started;
		if (requests !== last) throw new Error(`${requests} requests, not ${last}`);
		const keptBytes = weigh ? heapBytes() - base : 0;
		seen = { ms, n8nMs, peakBytes: Math.max(peakBytes, keptBytes), keptBytes };
		return output;
	};
	return node;
}

async function execute(count: number, weigh = false): Promise<Run> {
	const items = operation.rows(count).map((json) => ({ json }));
	const { parameters, credentials } = operation;
	engine.register(MEASURED, measured(weigh));
	const result = await engine.run({ node: { type: MEASURED, parameters }, items, credentials });
	if (result.failure) throw result.failure;
	if (result.main.length !== count) throw new Error(`${result.main.length} items left`);
	return { ...seen, wholeMs: result.ms };
}

/** For each record. As many executions as give the same number of records, whatever `count`. */
async function leftBytes(count: number): Promise<number> {
	const executions = LARGEST / count;
	const before = heapBytes();
	for (let done = 0; done < executions; done++) await execute(count);
	return (heapBytes() - before) / LARGEST;
}

// Compiles, and fetches the token.
for (let round = 0; round < 5; round++) await execute(2_000);

const contenders = Object.fromEntries(
	Object.entries(ROUNDS).map(([count, rounds]) => [
		count,
		{ rounds, run: async () => await execute(Number(count)) },
	]),
);
const runs = await inTurn(contenders, (text) => process.send!({ tell: `${text} items` }));
const costs: Cost[] = [];
for (const count of Object.keys(ROUNDS).map(Number)) {
	const weighed: Run[] = [];
	for (let round = 0; round < WEIGHINGS; round++) weighed.push(await execute(count, true));
	const bytes = (pick: (run: Run) => number) => median(weighed.map(pick)) / count;
	const us = (pick: (run: Run) => number) => (median(runs[count].map(pick)) * 1000) / count;
	costs.push({
		items: count,
		ownUs: us(({ ms, n8nMs }) => ms - n8nMs),
		n8nUs: us(({ n8nMs }) => n8nMs),
		wholeUs: us(({ wholeMs }) => wholeMs),
		peakBytes: bytes(({ peakBytes }) => peakBytes),
		keptBytes: bytes(({ keptBytes }) => keptBytes),
		leftBytes: await leftBytes(count),
	});
}
process.send!({ costs });
process.disconnect();
