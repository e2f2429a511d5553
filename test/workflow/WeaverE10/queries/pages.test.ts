/** Paged queries of Weaver E10 through the node: docs/vendors/weaver-e10.md, section 2, Paging. */
import type { IDataObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import type { WeaverE10State } from '../../../platforms/index.ts';
import { fromItem, itemsOf, reasons, STOP, stopOf } from '../../engine/cases.ts';
import { id, idsFrom, sentTo, startAnswering } from '../company.ts';
import { startCompany } from '../company.ts';

const ALL = { returnAll: true };
const COUNT = 2500;
const FROM = 1000;
const wanted = (count: number) => idsFrom(FROM, count);
const page = (current: number, pageSize = 1000) => ({ current, pageSize });

interface Query {
	operation: string;
	path: string;
	/** Fills the platform with so many rows, and nothing else. */
	fill: (state: WeaverE10State, count: number) => void;
}

const QUERIES: Query[] = [
	{
		operation: 'employee.getAll',
		path: 'queryEmployee',
		fill({ employees }, count) {
			employees.clear();
			for (const key of wanted(count))
				employees.set(key, { id: key, username: `员工${key}`, status: 'normal' });
		},
	},
	{
		operation: 'organization.getAll',
		path: 'queryOrg',
		fill({ departments, subcompanies }, count) {
			departments.clear();
			subcompanies.clear();
			for (const key of wanted(count))
				departments.set(key, { id: key, name: `部门${key}`, status: '1', parent: '0' });
		},
	},
	{
		operation: 'position.getAll',
		path: 'queryPosition',
		fill({ positions }, count) {
			positions.clear();
			for (const key of wanted(count)) positions.set(key, { id: key, name: `岗位${key}` });
		},
	},
];

describe.each(QUERIES)('$operation', ({ operation, path, fill }) => {
	const start = async (count = COUNT, paging: WeaverE10State['paging'] = 'normal') =>
		await startCompany({
			seed(state) {
				fill(state, count);
				state.paging = paging;
			},
		});
	const idsOf = (items: Array<{ json: IDataObject }>) => items.map(({ json }) => json.id);

	it('with Return All gives every row of 2,500, by pages of 1000', async () => {
		const weaver = await start();
		const { main, error } = await weaver.run(operation, ALL, [{}]);
		expect(error).toEqual([]);
		expect(sentTo(weaver, path)).toEqual([page(1), page(2), page(3)]);
		expect(idsOf(main)).toEqual(wanted(COUNT));
		expect(new Set(itemsOf(main))).toEqual(new Set([0]));
	});

	it('with Return All asks no further than the total, full pages or none', async () => {
		const weaver = await start(1000);
		const { main } = await weaver.run(operation, ALL, [{}]);
		expect(sentTo(weaver, path)).toEqual([page(1)]);
		expect(idsOf(main)).toEqual(wanted(1000));
		const empty = await start(0);
		const { main: none, error } = await empty.run(operation, ALL, [{}]);
		expect([none, error]).toEqual([[], []]);
		expect(sentTo(empty, path)).toEqual([page(1)]);
	});

	it.each<[string, IDataObject, Array<ReturnType<typeof page>>, number]>([
		['the default', {}, [page(1, 50)], 50],
		['less than a page', { limit: 7 }, [page(1, 7)], 7],
		['a whole page', { limit: 1000 }, [page(1)], 1000],
		['more than a page', { limit: 1200 }, [page(1), page(2)], 1200],
		['more than there is', { limit: 9000 }, [page(1), page(2), page(3)], COUNT],
	])('Limit: %s', async (_what, given, pages, count) => {
		const weaver = await start();
		const parameters = { returnAll: false, ...given } as never;
		const { main, error } = await weaver.run(operation, parameters, [{}]);
		expect(reasons(error)).toEqual([]);
		expect(sentTo(weaver, path)).toEqual(pages);
		expect(idsOf(main)).toEqual(wanted(count));
	});

	it('each item has its own Limit, or is refused', async () => {
		const weaver = await start(10);
		const items = [
			{ limit: 2 },
			{ limit: '1' },
			{ limit: 0 },
			{},
			{ limit: 'many' },
			{ limit: '' },
		];
		const { main, error } = await weaver.run(operation, fromItem('limit'), items);
		expect(itemsOf(main)).toEqual([0, 0, 1]);
		expect(idsOf(main)).toEqual([id(FROM), id(FROM + 1), id(FROM)]);
		expect(reasons(error)).toMatchObject([
			{ item: 2, field: 'limit', error: expect.stringContaining('Limit must be between 1') },
			{ item: 3, field: 'limit', error: 'Limit is required' },
			{ item: 4, field: 'limit', error: 'Limit must be a whole number, but is “many”' },
			{ item: 5, field: 'limit', error: 'Limit is required' },
		]);
		expect(sentTo(weaver, path)).toHaveLength(2);
	});

	it('fewer rows than the total says are not passed off as whole', async () => {
		const weaver = await start(1500, 'short');
		const { main, error } = await weaver.run(operation, ALL, [{}]);
		expect(main).toEqual([]);
		expect(reasons(error)).toMatchObject([
			{
				item: 0,
				error: 'The platform returned only 1500 of 1501 rows',
				advice: expect.stringContaining('a Limit gives the rows that there are') as string,
			},
		]);
		const stopped = await weaver.run(operation, ALL, [{}], STOP);
		expect(stopped.failure).toBeInstanceOf(NodeOperationError);
		expect(stopOf(stopped)).toMatchObject({
			message: 'The platform returned only 1500 of 1501 rows',
			itemIndex: 0,
			leaves: 0,
		});
		const limited = await weaver.run(operation, { returnAll: false, limit: 2000 }, [{}]);
		expect(idsOf(limited.main)).toEqual(wanted(1500));
	});

	it('a page that comes again ends the query, and no row of it leaves', async () => {
		const weaver = await start(COUNT, 'repeat');
		const { main, error } = await weaver.run(operation, ALL, [{}]);
		expect(main).toEqual([]);
		expect(sentTo(weaver, path)).toEqual([page(1), page(2)]);
		expect(reasons(error)).toMatchObject([
			{ item: 0, error: 'The platform returned the same page twice' },
		]);
		const { main: first } = await weaver.run(operation, { returnAll: false, limit: 1000 }, [{}]);
		expect(idsOf(first)).toEqual(wanted(1000));
	});

	it('a page whose answer is lost is asked for again', async () => {
		const weaver = await start(1500);
		weaver.misbehave({ how: 'statusAfter', status: 503, retryAfter: 0, after: 1, times: 1 });
		const { main, error } = await weaver.run(operation, ALL, [{}]);
		expect(reasons(error)).toEqual([]);
		expect(sentTo(weaver, path)).toEqual([page(1), page(2), page(2)]);
		expect(idsOf(main)).toEqual(wanted(1500));
	});

	it('a page that never comes leaves nothing in doubt, and none of the others', async () => {
		const weaver = await start(1500);
		weaver.misbehave({ how: 'status', status: 503, after: 1 });
		const parameters = { ...ALL, options: { retries: 0 } };
		const { main, error } = await weaver.run(operation, parameters, [{}]);
		expect(main).toEqual([]);
		expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'notSent', status: 503 }]);
	});

	it('stops at the first item that is refused, with the counts', async () => {
		const weaver = await start(3);
		weaver.misbehave({ how: 'status', status: 403, after: 1, times: 1 });
		const parameters = { ...ALL, options: { concurrency: 1 } };
		const stopped = await weaver.run(operation, parameters, [{}, {}, {}], STOP);
		expect(stopped.failure).toBeInstanceOf(NodeApiError);
		expect(stopOf(stopped)).toMatchObject({
			message: 'The platform refused the request (HTTP 403)',
			description: 'Of 3 records: 1 done, 1 rejected, 0 unknown, 1 not sent.',
			itemIndex: 1,
			leaves: 0,
		});
		expect(sentTo(weaver, path)).toHaveLength(2);
	});

	const rows = wanted(COUNT).map((key) => ({ id: key, username: key }));
	const answer = (body: IDataObject, most = 1000) => {
		const { current, pageSize } = body as { current: number; pageSize: number };
		const size = Math.min(most, pageSize);
		return rows.slice((current - 1) * size, current * size);
	};

	it('without a total goes on until a page is empty', async () => {
		const weaver = await startAnswering(path, (body) => ({ data: answer(body) }));
		const { main } = await weaver.run(operation, ALL, [{}]);
		expect(weaver.requestsTo('')).toHaveLength(4);
		expect(idsOf(main)).toEqual(wanted(COUNT));
		const limited = await weaver.run(operation, { limit: 1200 }, [{}]);
		expect(weaver.requestsTo('')).toHaveLength(6);
		expect(idsOf(limited.main)).toEqual(wanted(1200));
	});

	it('goes on after short pages, with a total as text', async () => {
		const weaver = await startAnswering(path, (body) => ({
			total: String(COUNT),
			data: answer(body, 900),
		}));
		const { main } = await weaver.run(operation, ALL, [{}]);
		expect(weaver.requestsTo('')).toHaveLength(3);
		expect(idsOf(main)).toEqual(wanted(COUNT));
	});

	// A page that begins a row too early, as if one of those before had just been removed.
	const early = ({ current, ...body }: IDataObject) => {
		const [from, to] = [Number(current) - 1, Number(current)].map((n) => n * 1000);
		return body.pageSize === 1000 && from > 0 ? rows.slice(from - 1, to - 1) : rows.slice(from, to);
	};
	it.each<[string, (body: IDataObject, nth: number) => IDataObject, RegExp]>([
		[
			'has another total',
			(body, nth) => ({ total: COUNT + nth, data: answer(body) }),
			/^The list changed while it was read: there were 2509, then 2510, then 2511, then 2512 rows$/,
		],
		[
			'gives a row twice',
			(body) => ({ total: COUNT, data: early(body) }),
			/^The list changed while it was read: a row came twice$/,
		],
	])('a list that %s is read again, twice at most, and then refused', async (_what, data, says) => {
		let requests = 0;
		const changing = await startAnswering(path, (body) => data(body, ++requests));
		const { main, error } = await changing.run(operation, ALL, [{}]);
		expect(main).toEqual([]);
		expect(reasons(error)).toMatchObject([
			{ item: 0, outcome: 'rejected', error: expect.stringMatching(says) as string },
		]);
		expect(requests).toBe(3 * 4);
		const limited = await changing.run(operation, { limit: 1200 }, [{}]);
		expect(limited.main).toHaveLength(1200);

		let first = 0;
		const once = await startAnswering(path, (body) =>
			first++ < 2 ? data(body, first) : { total: COUNT, data: answer(body) },
		);
		expect(idsOf((await once.run(operation, ALL, [{}])).main)).toEqual(wanted(COUNT));
	});

	it.each([0, -1, '', 'unknown'])(
		'a total of %j does not make a page a whole list',
		async (total) => {
			const weaver = await startAnswering(path, (body) => ({ total, data: answer(body) }));
			const { main } = await weaver.run(operation, ALL, [{}]);
			// Either it reads on, or it says that it can't.
			expect([0, COUNT]).toContain(main.length);
		},
	);

	it('a platform that ends before the total is caught too', async () => {
		const weaver = await startAnswering(path, (body) => ({
			total: 3000,
			data: answer(body),
		}));
		const { main, error } = await weaver.run(operation, ALL, [{}]);
		expect(main).toEqual([]);
		expect(reasons(error)[0].error).toBe('The platform returned only 2500 of 3000 rows');
	});

	it.each([undefined, [], {}, { total: 3 }, { data: null }, { data: 'rows' }])(
		'an answer whose data is %j is not taken for rows',
		async (data) => {
			const weaver = await startAnswering(path, () => data);
			const parameters = { ...ALL, options: { retries: 0 } };
			const { main, error } = await weaver.run(operation, parameters, [{}]);
			expect(main).toEqual([]);
			expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'notSent' }]);
			expect(reasons(error)[0].error).toContain('The answer of Weaver is not as documented');
		},
	);
});
