/** Rows of part-time jobs in batches: how they share requests, and how each gets its own answer. */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import type { RecordedRequest } from '../../../platforms/index.ts';
import { dataOf } from '../../../platforms/index.ts';
import {
	expectEachOnce,
	idFromItem,
	itemsOf,
	paired,
	reasons,
	run,
	STOP,
	stopOf,
} from '../../engine/cases.ts';
import type { NodeUnderTest } from '../../engine/engine.ts';
import { startScripted } from '../../engine/scripted.ts';
import type { Write } from '../team.ts';
import { expectEnvelope, NOBODY, NORTH, person, rowFor, rowsFor } from '../team.ts';
import { sentRows, startTeam, WRITES } from '../team.ts';

interface Row extends IDataObject {
	commitId: string;
}
interface Sent extends Partial<NodeUnderTest> {
	count?: number;
	batchSize?: number;
}
const rowsIn = (request: RecordedRequest) => dataOf(request) as Row[];

const PARAMETERS = {
	add: WRITES.add.parameters,
	addByDepartmentName: WRITES.addByDepartmentName.parameters,
	set: WRITES.set.parameters,
	delete: WRITES.delete.parameters,
	deleteAll: { deleteAll: false, ...idFromItem('openId', 'orgId') },
	getByPerson: idFromItem('openId'),
};

describe('rows a request', () => {
	it.each<[keyof typeof PARAMETERS, number, IDataObject, number[]]>([
		['add', 401, {}, [200, 200, 1]],
		['add', 200, {}, [200]],
		['add', 15, { batchSize: 7 }, [7, 7, 1]],
		['add', 1001, { batchSize: 1000 }, [1000, 1]],
		['add', 1001, { batchSize: 5000 }, [1000, 1]],
		['add', 2, { batchSize: 0 }, [1, 1]],
		['addByDepartmentName', 201, {}, [200, 1]],
		['set', 101, {}, [50, 50, 1]],
		['set', 51, { batchSize: 1000 }, [50, 1]],
		['delete', 201, {}, [200, 1]],
		['deleteAll', 1001, {}, [1000, 1]],
		['deleteAll', 5, { batchSize: 2 }, [2, 2, 1]],
		['getByPerson', 401, {}, [200, 200, 1]],
		['getByPerson', 201, { batchSize: 1000 }, [200, 1]],
	])('%s, %i items, options %j: %j', async (operation, count, given, sizes) => {
		const team = await startTeam();
		// One at a time, so that requests arrive in the order in which they leave.
		const parameters = { ...PARAMETERS[operation], options: { concurrency: 1, ...given } };
		const items = rowsFor(operation in WRITES ? (operation as Write) : 'delete', count);
		const result = await team.run(operation, parameters, items);

		const lists = team.requestsTo('').map((request) => {
			const data = dataOf(request) as IDataObject[] & { list?: unknown[]; openIds?: unknown[] };
			return data.list ?? data.openIds ?? data;
		});
		expect(lists.map(({ length }) => length)).toEqual(sizes);
		const people = lists.flat().map((row) => (row as IDataObject).openId ?? row);
		expect(people).toEqual(items.map(({ openId }) => openId));
		expectEachOnce(result, count);
		expect(result.main.map(({ json }) => json.openId)).toEqual(people);
	});
});

it('answers that overtake each other reach their own items, and items keep their order', async () => {
	const team = await startTeam();
	team.misbehave({ how: 'latency', ms: 300, times: 1 });
	const items = rowsFor('add', 25);
	items[12].openId = NOBODY;
	const parameters = { ...PARAMETERS.add, options: { batchSize: 5, concurrency: 4 } };
	const result = await team.run('add', parameters, items);

	expectEachOnce(result, 25);
	expect(itemsOf(result.error)).toEqual([12]);
	expect(result.main.map(({ json }) => json)).toEqual(items.toSpliced(12, 1));
});

describe.each(['add', 'addByDepartmentName', 'set', 'delete'] as const)('%s', (operation) => {
	const { path, parameters } = WRITES[operation];
	const endpoint = `POST /gateway/openimport/open/${path}`;
	const perform = async (
		script: (rows: Row[], request: RecordedRequest) => unknown,
		{ count = 6, batchSize = 3, ...node }: Sent = {},
	) => {
		const platform = await startScripted(endpoint, (request) => script(rowsIn(request), request));
		const options = { batchSize, concurrency: 1, retries: 0 };
		const result = await run(
			'yunzhijia',
			platform,
			['partTimeJob', operation],
			{ ...parameters, options },
			rowsFor(operation, count),
			node,
		);
		return { ...result, platform };
	};
	const failing = (data: unknown) => ({ success: true, error: null, errorCode: 100, data });
	const told = ({ commitId, openId }: Row) => ({ commitId, errorMsg: `no ${String(openId)}` });

	it.each<[string, (rows: Row[]) => unknown]>([
		['in the order of the rows', (rows) => rows.map(told)],
		['in reverse', (rows) => rows.map(told).toReversed()],
		['with numbers', (rows) => rows.map(told).map((row) => ({ ...row, commitId: +row.commitId }))],
	])('gives each item its own reason when the answer lists them %s', async (_how, answer) => {
		const odd = (rows: Row[]) => rows.filter(({ openId }) => parseInt(String(openId), 16) % 2);
		const result = await perform((rows) => failing(answer(odd(rows))), { count: 30, batchSize: 8 });

		expectEachOnce(result, 30);
		expect(itemsOf(result.main).every((item) => item % 2 === 0)).toBe(true);
		expect(reasons(result.error)).toEqual(
			itemsOf(result.error).map((item) => ({
				item,
				error: `no ${person(item)}`,
				outcome: 'rejected',
			})),
		);
		expect(result.error).toHaveLength(15);
	});

	it.each([[[]], [null], [undefined]])('takes %j as data for a success', async (data) => {
		const { main, error } = await perform(() => failing(data));
		expect(itemsOf(main)).toEqual([0, 1, 2, 3, 4, 5]);
		expect(error).toEqual([]);
	});

	it.each<[string, unknown]>([
		['names a record that was not sent', [{ commitId: 'x', errorMsg: 'no' }]],
		['names none', [{ errorMsg: 'no' }]],
		['is not a list', { errorMsg: 'no' }],
		['is text', 'no'],
	])('knows nothing of a batch whose answer %s', async (_what, data) => {
		let calls = 0;
		const { main, error, platform } = await perform(() => failing(calls++ ? [] : data));

		expect(platform.requestsTo('')).toHaveLength(2);
		expect(itemsOf(main)).toEqual([3, 4, 5]);
		expect(reasons(error)).toEqual(
			[0, 1, 2].map((item) => ({
				item,
				error: expect.stringContaining('The answer of Yunzhijia is not as documented') as string,
				outcome: 'unknown',
				advice: expect.stringContaining('Look on the platform') as string,
			})),
		);
	});

	it.each([
		[{ data: [] }],
		[{ success: 'true', data: [] }],
		[{ success: 1 }],
		['<html>'],
		['{"succ'],
	])('takes the answer %j neither for a success nor for a refusal', async (answer) => {
		const { main, error } = await perform(() => answer);
		expect(main).toEqual([]);
		expect(reasons(error)).toMatchObject(
			[0, 1, 2, 3, 4, 5].map((item) => ({
				item,
				error: 'The answer is not one that the platform documents',
				outcome: 'unknown',
			})),
		);
	});

	it('refuses the whole batch when the platform does, and goes on with the next', async () => {
		let calls = 0;
		const answer = () =>
			calls++ ? failing([]) : { success: false, errorCode: 10000500, error: '系统繁忙' };
		const { main, error } = await perform(answer);

		expect(itemsOf(main)).toEqual([3, 4, 5]);
		expect(reasons(error)).toEqual(
			[0, 1, 2].map((item) => ({
				item,
				error: '系统繁忙 (10000500)',
				outcome: 'rejected',
				code: '10000500',
				status: 200,
				advice: expect.stringContaining('set Batch Size under Options to 1') as string,
			})),
		);
		calls = 0;
		const stopped = await perform(answer, STOP);
		expect(stopped.platform.requestsTo('')).toHaveLength(1);
		expect(stopOf(stopped)).toMatchObject({ message: '系统繁忙 (10000500)', itemIndex: 0 });
		expect(stopOf(stopped).description).toContain('0 done, 3 rejected, 0 unknown, 3 not sent.');
	});
});

it.each(['add', 'set'] as const)(
	'%s: two records of one person in one department leave in input order, never together',
	async (operation) => {
		const team = await startTeam();
		const titles = ['甲', '乙', '丙'].map((jobTitle) => ({ ...rowFor('add', 0), jobTitle }));
		const items = [titles[0], rowFor('add', 1), titles[1], rowFor('add', 2), titles[2]];
		const { main } = await team.run(operation, WRITES[operation].parameters, items);

		expect(team.requestsTo('').map(sentRows)).toEqual([
			[items[0], items[1], items[3]],
			[items[2]],
			[items[4]],
		]);
		expect(main.map(({ json }) => json)).toEqual(items);
		expect(team.state.partTimeJobs.get(`${person(0)}|${NORTH}`)?.jobTitle).toBe('丙');
	},
);

it('every attempt has a nonce of its own', async () => {
	const team = await startTeam();
	team.misbehave({ how: 'slowDown', retryAfter: 0, times: 2 });
	team.misbehave({ how: 'expireToken', times: 1 });
	const options = { batchSize: 1, concurrency: 1 };
	const { error } = await team.run('add', { ...WRITES.add.parameters, options }, rowsFor('add', 2));

	expect(error).toEqual([]);
	const nonces = team.requestsTo('').map(({ body }) => (body as { nonce: string }).nonce);
	// Twice told to wait, twice with the token that had ended, and then both.
	expect(nonces).toHaveLength(6);
	expect(new Set(nonces).size).toBe(6);
	expect(nonces.every((nonce) => nonce.length <= 16)).toBe(true);
});

const REPEATED = expect.stringContaining(
	'The request was repeated after a lost answer: ',
) as string;

it.each<[Write, requests: number, done: number[]]>([
	['add', 1, []],
	['addByDepartmentName', 1, []],
	['set', 2, [0]],
	// Who is not there has no job left to take away.
	['delete', 2, [0, 1]],
])('%s after a lost answer: %i request(s), done: %j', async (operation, requests, done) => {
	const team = await startTeam();
	team.misbehave({ how: 'resetAfter', times: 1 });
	const items = rowsFor(operation, 2);
	items[1].openId = NOBODY;
	const { main, error } = await team.run(operation, WRITES[operation].parameters, items);

	expect(team.requestsTo('')).toHaveLength(requests);
	expect(itemsOf(main)).toEqual(done);
	const lost = { outcome: 'unknown', error: 'The connection was cut before an answer came' };
	const refused = { outcome: 'unknown', error: 'openId不存在', advice: REPEATED };
	const failed = [0, 1].filter((item) => !done.includes(item));
	expect(reasons(error)).toMatchObject(
		failed.map((item) => ({ item, ...(requests === 1 ? lost : refused) })),
	);
});

it('carries every character: a form that is not confused, JSON that is not spoilt', async () => {
	const team = await startTeam();
	const titles = [
		'a&data=[]&nonce=1',
		'1+1=2 ',
		'100%25',
		'\\"\n',
		'😀𠮷',
		'；<b>',
		'a\\\\b\\u4e2d',
	];
	const items = titles.map((jobTitle, n) => ({ ...rowFor('add', n), jobTitle }));
	const { main } = await team.run('add', WRITES.add.parameters, items);

	const [request] = team.requestsTo('');
	expectEnvelope(team, request);
	// Nothing but what a form leaves as it is, so that no gateway reads it in another way.
	expect(request.rawBody).toMatch(/^eid=10205&nonce=[0-9a-f]+&data=[\w*.+%-]+$/);
	expect(sentRows(request)).toEqual(items);
	expect(main).toEqual(paired(...items.map((row, n): [number, IDataObject] => [n, row])));
	expect(team.jobs().map(({ jobTitle }) => jobTitle)).toEqual(titles);
});
