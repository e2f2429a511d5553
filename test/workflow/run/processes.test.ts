/**
 * Several processes of one n8n, as in queue mode: copies of the package that know nothing of each
 * other, and one saved credential. They share its token and the limit of the platform.
 */
import type { IDataObject } from 'n8n-workflow';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { NODE_TYPES, ofAll, PLATFORMS } from '../../platforms/index.ts';
import { fromItem, itemsOf, type NodeType, reasons } from '../engine/cases.ts';
import type { CredentialData } from '../engine/credentials.ts';
import { start } from '../engine/credential-cases.ts';
import type { Engine } from '../engine/engine.ts';
import { loadPackage } from '../engine/engine.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(tmpdir(), 'processes-'));
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => void vi.restoreAllMocks());

let count = 0;

/** A process that has just started. */
async function startProcess(): Promise<Engine> {
	const own = path.join(folder, String(++count));
	for (const name of ['package.json', 'dist'])
		cpSync(path.join(ROOT, name), path.join(own, name), { recursive: true });
	symlinkSync(path.join(ROOT, 'node_modules'), path.join(own, 'node_modules'));
	return await loadPackage(own);
}

interface Work {
	parameters: Record<string, unknown>;
	item(n: number): IDataObject;
}

/** A write of one record a request. */
const WORK = ofAll<Work>('WORK of test/workflow/run/processes.test.ts', {
	hippius: {
		parameters: {
			...{ resource: 'department', operation: 'create' },
			...fromItem('unitCode', 'unitName', 'orderSeq'),
		},
		item: (n) => ({ unitCode: `D${n}`, unitName: `部门${n}`, orderSeq: n }),
	},
	yunzhijia: {
		parameters: {
			...{ resource: 'department', operation: 'create' },
			...fromItem('department'),
		},
		item: (n) => ({ department: `总部\\部门${n}` }),
	},
	weaverE10: {
		parameters: {
			...{ resource: 'custom', operation: 'call', path: '/api/hrm/restful/listBasicField' },
		},
		item: (n) => ({ n }),
	},
});

const upTo = (length: number) => Array.from({ length }, (_, at) => at);

/** Sends these records, one a request, as this process does. */
async function send(
	process: Engine,
	type: NodeType,
	data: CredentialData,
	numbers: number[],
	options: IDataObject = {},
) {
	const { parameters, item } = WORK[type];
	const result = await process.run({
		node: {
			type,
			onError: 'continueErrorOutput',
			parameters: { ...parameters, options: { batchSize: 1, concurrency: 4, ...options } } as never,
		},
		items: numbers.map(item),
		credentials: { [PLATFORMS[type].credentialType]: data },
	});
	return { done: itemsOf(result.main), failed: reasons(result.error) };
}

function pass(ms: number) {
	const now = Date.now.bind(Date);
	vi.spyOn(Date, 'now').mockImplementation(() => now() + ms);
}

describe.each(NODE_TYPES)('one token for all processes: %s', (type) => {
	const { credentialType, tokenRequests: once } = PLATFORMS[type];

	it('is fetched once, though they follow each other and start anew', async () => {
		const { data, tokenRequests } = await start(credentialType);
		for (let round = 0; round < 3; round++) {
			const numbers = upTo(3).map((n) => round * 3 + n);
			const { failed } = await send(await startProcess(), type, data, numbers);
			expect(failed).toEqual([]);
		}
		expect(tokenRequests()).toHaveLength(once);
	});

	it('loses nothing where only the newest lives, and both begin at the same moment', async () => {
		const { data, tokenRequests } = await start(credentialType, {
			newestTokenOnly: true,
			latency: 5,
		});
		const both = [await startProcess(), await startProcess()];
		const halves = [upTo(60), upTo(60).map((n) => n + 60)];
		const ends = await Promise.all(both.map((each, at) => send(each, type, data, halves[at])));

		for (const { done, failed } of ends) {
			expect(failed).toEqual([]);
			expect(done).toHaveLength(60);
		}
		// Each its own in the worst case, and one that all read from then on.
		expect(tokenRequests().length).toBeLessThanOrEqual(3 * once);
	});

	it('is renewed by the first whose requests are rejected, and read by the other', async () => {
		const { data, tokenRequests, misbehave } = await start(credentialType, {
			newestTokenOnly: true,
		});
		const both = [await startProcess(), await startProcess()];
		for (const [at, each] of both.entries()) await send(each, type, data, [at]);
		expect(tokenRequests()).toHaveLength(once);
		pass(60_000); // a token of a moment ago would be tried once more
		misbehave({ how: 'expireToken', times: 1 });
		for (const [at, each] of both.entries()) {
			const { failed } = await send(each, type, data, [at + 10, at + 20]);
			expect(failed).toEqual([]);
		}
		expect(tokenRequests()).toHaveLength(2 * once);
	});

	it('loses nothing when it is rejected for both in the middle, and both renew it at once', async () => {
		const { data, tokenRequests, misbehave } = await start(credentialType, {
			...{ newestTokenOnly: true, latency: 5 },
		});
		const both = [await startProcess(), await startProcess()];
		for (const [at, each] of both.entries()) await send(each, type, data, [1_000 + at]);
		pass(60_000);
		vi.spyOn(Math, 'random').mockReturnValue(0.5);
		misbehave({ how: 'expireToken', after: 20, times: 1 });
		const halves = [upTo(60), upTo(60).map((n) => n + 60)];
		const ends = await Promise.all(both.map((each, at) => send(each, type, data, halves[at])));

		for (const { failed } of ends) expect(failed).toEqual([]);
		expect(tokenRequests().length).toBeLessThanOrEqual(3 * once);
	});

	it('is not used after an edit of the credential', async () => {
		const [one, other] = [await start(credentialType), await start(credentialType)];
		const process = await startProcess();
		await send(process, type, one.data, [1]);
		one.data.baseUrl = other.data.baseUrl;
		const { failed } = await send(await startProcess(), type, one.data, [2]);

		expect(failed).toEqual([]);
		expect(other.tokenRequests()).toHaveLength(once);
	});
});

describe('the limit of a platform', () => {
	it('is shared by two processes that know nothing of each other, each set to the whole', async () => {
		const { data, requestsTo } = await start('hippiusApi', { limit: { requestsPerSecond: 20 } });
		const both = [await startProcess(), await startProcess()];
		const halves = [upTo(60), upTo(60).map((n) => n + 60)];
		const options = { requestsPerMinute: 1_200 };
		const ends = await Promise.all(
			both.map((each, at) => send(each, 'hippius', data, halves[at], options)),
		);

		for (const { done, failed } of ends) {
			expect(failed).toEqual([]);
			expect(done).toHaveLength(60);
		}
		const refused = requestsTo('/create').filter(({ answeredBy }) => answeredBy === 'limiter');
		expect(refused.length).toBeGreaterThan(0);
	}, 60_000);
});
