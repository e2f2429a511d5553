/**
 * Operations of Weaver E10 that take one id or many: what an item lists shares requests of up to
 * 200 ids, each once. docs/vendors/weaver-e10.md, section 3; the operations are in operations.ts.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { paired, reasons, STOP, stopOf } from '../../engine/cases.ts';
import { FROM, OPERATIONS, updated } from './operations.ts';
import { id, idsFrom, rawOf, rl, sentTo } from '../company.ts';
import { RESTFUL, startAnswering, startCompany } from '../company.ts';
import { startScripted } from '../../engine/scripted.ts';
import { runWeaver } from '../runs.ts';

const known = (n: number) => id(FROM + n);
const NOBODY = id(999);
const GONE = { operate: 'fail', errcode: '500', errmsg: '不存在' };
const REFUSED = expect.stringContaining(`${NOBODY}不存在 (500)`) as string;

describe.each(OPERATIONS)('$operation', (each) => {
	const { operation, path, field, body, raw, adds, fill, isDone } = each;
	const parameters = { ...each.parameters, [field]: rl('={{ $json.ids }}') } as INodeParameters;
	if (['ids', 'rowDataIdList'].includes(field)) parameters[field] = '={{ $json.ids }}';

	const start = async (count = 3) =>
		await startCompany({ seed: (state) => fill(state, idsFrom(FROM, count)) });
	const row = (key: string): IDataObject => ({ ...adds, [field]: key, ...idOf(key) });
	// Rows of an answer bring an id of their own.
	const idOf = (key: string) => (adds === updated ? { id: key } : {});
	const items = (...lists: unknown[]) => lists.map((ids) => ({ ids })) as IDataObject[];
	const outputs = (...lists: Array<[item: number, ids: string[]]>) =>
		paired(...lists.flatMap(([n, ids]) => ids.map((key): [number, IDataObject] => [n, row(key)])));
	const [A, B, C] = [0, 1, 2].map(known);

	it.each<[string, unknown, string[]]>([
		['one', A, [A]],
		['an array', [A, B], [A, B]],
		['commas', `${A}, ${B},${C}`, [A, B, C]],
		['Chinese commas', `${A}，${B}`, [A, B]],
		['JSON text', `["${B}", "${A}"]`, [B, A]],
		['JSON text of numbers', `[${C}, ${A}]`, [C, A]],
		['a line end and gaps', ` ${A} ,, ${B}\n`, [A, B]],
		['the same twice', [A, B, A], [A, B]],
	])('takes %s', async (_what, given, ids) => {
		const weaver = await start();
		const { main, error } = await weaver.run(operation, parameters, items(given));
		expect(reasons(error)).toEqual([]);
		expect(sentTo(weaver, path)).toEqual([body(ids)]);
		expect(rawOf(weaver.requestsTo('')[0])).toContain(raw(ids));
		expect(main).toMatchObject(outputs([0, ids]));
		expect([A, B, C].map((key) => isDone(weaver.state, key))).toEqual(
			[A, B, C].map((key) => ids.includes(key)),
		);
	});

	it('items share a request, in which no id stands twice', async () => {
		const weaver = await start();
		const { main, error } = await weaver.run(operation, parameters, items(A, [B, C], [A], [C, A]));
		expect(error).toEqual([]);
		expect(sentTo(weaver, path)).toEqual([body([A, B, C])]);
		// Nothing but the record and what came back for it: here alone, so that one slip fails one test.
		expect(main).toEqual(outputs([0, [A]], [1, [B, C]], [2, [A]], [3, [C, A]]));
	});

	it('up to 200 ids a request, and no more than that in an item', async () => {
		const ids = idsFrom(FROM, 400);
		const weaver = await start(400);
		const lists = [ids.slice(0, 150), ids.slice(150, 200), ids.slice(0, 201), ids.slice(200)];
		const one = { ...parameters, options: { concurrency: 1 } };
		const { main, error } = await weaver.run(operation, one, items(...lists));
		expect(reasons(error)).toMatchObject([{ item: 2, outcome: 'rejected', field }]);
		expect(reasons(error)[0].error).toBe(
			`${field} must have at most 200 entries, but has 201: spread them over several items`,
		);
		expect(sentTo(weaver, path)).toEqual([body(ids.slice(0, 200)), body(ids.slice(200))]);
		expect(main).toMatchObject(outputs([0, lists[0]], [1, lists[1]], [3, lists[3]]));
	});

	it('more than 200 over items make two requests, and an item is not torn apart', async () => {
		const ids = idsFrom(FROM, 210);
		const weaver = await start(210);
		const lists = [ids.slice(0, 150), ids.slice(150)];
		const one = { ...parameters, options: { concurrency: 1 } };
		const { main } = await weaver.run(operation, one, items(...lists));
		expect(sentTo(weaver, path)).toEqual(lists.map(body));
		expect(main).toHaveLength(210);
	});

	it.each<[unknown, RegExp]>([
		['', / is required/],
		[undefined, / is required$/],
		[null, / is required$/],
		[[], / has no entries$/],
		[' , ', / has no entries$/],
		[Number(id(1)), / has lost digits /],
		[[{ id: id(1) }], / must be text, but is an object$/],
		['[1,', / must be JSON, /],
	])('%j is refused and takes no other with it', async (given, says) => {
		const weaver = await start();
		const { main, error } = await weaver.run(operation, parameters, items(given, B));
		expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'rejected', field }]);
		expect(reasons(error)[0].error).toMatch(says);
		expect(main).toMatchObject(outputs([1, [B]]));
		expect(sentTo(weaver, path)).toEqual([body([B])]);
	});

	it('what the platform refuses as a whole, each leaves with; by itself only the one', async () => {
		const weaver = await start();
		const one = { ...parameters, options: { batchSize: 1, concurrency: 1 } };
		const all = await weaver.run(operation, parameters, items(A, [NOBODY, B]));
		expect(reasons(all.error)).toMatchObject(
			[0, 1].map((item) => ({
				...{ item, outcome: 'rejected', code: '500', error: REFUSED },
				advice: expect.stringContaining('set Batch Size under Options to 1') as string,
			})),
		);
		// It is not about single ids.
		expect(JSON.stringify(reasons(all.error))).not.toContain('refused for');
		expect([A, B].map((key) => isDone(weaver.state, key))).toEqual([false, false]);
		const { main, error } = await weaver.run(operation, one, items(A, NOBODY, B));
		expect(main).toMatchObject(outputs([0, [A]], [2, [B]]));
		expect(reasons(error)).toMatchObject([{ item: 1, error: REFUSED }]);
	});

	it('stops with the counts, and sends nothing after', async () => {
		const weaver = await start();
		const one = { ...parameters, options: { batchSize: 1, concurrency: 1 } };
		const stopped = await weaver.run(operation, one, items(A, [NOBODY], B), STOP);
		expect(stopped.failure).toBeInstanceOf(NodeApiError);
		expect(stopOf(stopped)).toMatchObject({
			message: REFUSED,
			description: expect.stringMatching(
				/Of 3 records: 1 done, 1 rejected, 0 unknown, 1 not sent\.$/,
			) as string,
			...{ itemIndex: 1, leaves: 0 },
		});
		expect(sentTo(weaver, path)).toEqual([body([A]), body([NOBODY])]);
		expect([A, B].map((key) => isDone(weaver.state, key))).toEqual([true, false]);
	});

	it('after a lost answer it is sent again only where that does no harm', async () => {
		const weaver = await start();
		weaver.misbehave({ how: 'statusAfter', status: 503, retryAfter: 0, times: 1 });
		const { main, error } = await weaver.run(operation, parameters, items([A, B]));
		expect(sentTo(weaver, path)).toHaveLength(each.repeatable ? 2 : 1);
		expect(isDone(weaver.state, A)).toBe(true);
		if (each.repeatable && each.sameTwice) expect(main).toMatchObject(outputs([0, [A, B]]));
		else {
			// What was done is not called refused, which means that nothing was changed.
			expect(main).toEqual([]);
			expect(reasons(error)).toMatchObject([{ outcome: 'unknown' }]);
		}
	});

	const named = (...ids: string[]) =>
		ids.map((key) => ({ json: { [field]: key }, pairedItem: { item: 0 } }));
	if (each.repeatable) {
		// That it is refused now says nothing of the sending before, whose answer was lost.
		it.each([
			['as a whole', [A, B], () => ({ errcode: '500', errmsg: '不存在' })],
			['for one of its IDs', [B], () => ({ errcode: '0', data: [{ id: A }, { id: B, ...GONE }] })],
		])('refused %s when it is sent again: unknown', async (_how, unknown, answer) => {
			const platform = await startScripted(`POST ${RESTFUL}${path}`, answer);
			platform.misbehave({ how: 'statusAfter', status: 503, retryAfter: 0, times: 1 });
			const result = await runWeaver(platform, operation, parameters, items([A], [B]));
			expect(platform.requestsTo('')).toHaveLength(2);
			expect(result.main).toMatchObject(unknown.includes(A) ? [] : named(A));
			expect(reasons(result.error)).toMatchObject(
				unknown.map((key) => ({
					item: key === A ? 0 : 1,
					outcome: 'unknown',
					error: '不存在 (500)',
					advice: expect.stringMatching(
						/^The request was repeated after a lost answer: /,
					) as string,
				})),
			);
		});
	}

	it('with Retry On Fail only the IDs that were not done are sent again', async () => {
		let calls = 0;
		const platform = await startScripted(`POST ${RESTFUL}${path}`, () => ({
			errcode: '0',
			data: calls++ ? [{ id: B }] : [{ id: A }, { id: B, ...GONE }, { id: C }],
		}));
		const twice = { ...STOP, retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		// With Execute Once the second item is left out.
		for (const [lists, node] of [
			[[[A, B, C]], twice],
			[[[A, B, C], [C]], { ...twice, executeOnce: true }],
		] as const) {
			calls = 0;
			platform.reset();
			const result = await runWeaver(platform, operation, parameters, items(...lists), node);
			const sent = platform.requestsTo('').map((request) => request.body);
			expect(sent).toMatchObject([body([A, B, C]), body([B])]);
			expect(result.failure).toBeUndefined();
			expect(result.main).toMatchObject(named(A, B, C));
		}
	});

	it('what Retry On Fail can’t change is told by the IDs', async () => {
		const platform = await startScripted(`POST ${RESTFUL}${path}`, () => ({
			errcode: '0',
			data: [{ id: A }, { id: B, ...GONE }, { id: C }],
		}));
		const stopped = await runWeaver(platform, operation, parameters, items([A, B, C]), STOP);
		expect(stopOf(stopped)).toMatchObject({
			message: `不存在 (500): refused for 1 of 3 IDs (${B})`,
			description: `The other IDs of this item were done. Of 1 record: 0 done, 1 rejected, 0 unknown, 0 not sent.`,
		});
	});

	const FAILED = { operate: 'fail', errcode: '500', errmsg: '状态不允许' };
	const answering = async (data: unknown) => {
		const weaver = await startAnswering(path, () => data);
		return await weaver.run(operation, parameters, items([A, B], C));
	};

	it('one that is refused among several is told by its id', async () => {
		const { main, error } = await answering([{ id: C }, { id: B, ...FAILED }, { id: A }]);
		expect(reasons(error)).toMatchObject([
			{
				...{ item: 0, outcome: 'rejected', code: '500' },
				error: `状态不允许 (500): refused for 1 of 2 IDs (${B})`,
				advice: 'The other IDs of this item were done.',
			},
		]);
		expect(main).toMatchObject([{ json: { [field]: C }, pairedItem: { item: 1 } }]);
		const { error: both } = await answering([A, B].map((key) => ({ id: key, ...FAILED })));
		expect(reasons(both)[0].error).toContain(`refused for 2 of 2 IDs (${A}, ${B})`);
		expect(reasons(both)).not.toMatchObject([{ advice: 'The other IDs of this item were done.' }]);
	});

	it('an id that the answer leaves out, where it names others, is not called done', async () => {
		const { main, error } = await answering([
			{ id: A, ...updated },
			{ id: B, ...updated },
		]);
		expect(main).toMatchObject([{ json: { [field]: A } }, { json: { [field]: B } }]);
		expect(reasons(error)).toMatchObject([{ item: 1, outcome: 'unknown' }]);
	});

	it('a refusal that names no id is not passed over', async () => {
		const { main } = await answering([FAILED, { operate: 'update' }, { operate: 'update' }]);
		expect(main).toEqual([]);
	});
});
