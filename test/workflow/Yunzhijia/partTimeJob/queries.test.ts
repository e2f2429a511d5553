/** Queries of part-time jobs through the node: docs/vendors/yunzhijia.md, section 3. */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { dataOf } from '../../../platforms/index.ts';
import {
	fromItem,
	idFromItem,
	itemsOf,
	paired,
	reasons,
	run,
	STOP,
	stopOf,
} from '../../engine/cases.ts';
import { startScripted } from '../../engine/scripted.ts';
import { expectEnvelope, LAB, NOBODY, NORTH, person, SALES, startTeam } from '../team.ts';

const QUERY = '/gateway/openimport/open/company/queryPartTimeJobs';
const BY_PERSON = '/gateway/openimport/open/relation/queryPersonOrgJobInfo';

const UNITS = [SALES, NORTH, LAB];
/** So many jobs, at most three a person; the weight of one that has none is the platform's. */
const jobs = (count: number) =>
	Array.from({ length: count }, (_, n) => ({
		openId: person(Math.floor(n / 3)),
		orgId: UNITS[n % 3],
		jobTitle: `顾问${n}`,
		...(n % 2 && { weights: n }),
	}));
const asAnswered = (rows: ReturnType<typeof jobs>) =>
	rows.map((row) => ({ weights: 2147483647, ...row }));

async function teamWith(count: number) {
	const team = await startTeam();
	for (const row of jobs(count)) team.state.partTimeJobs.set(`${row.openId}|${row.orgId}`, row);
	return team;
}

describe('getAll', () => {
	const everything = { returnAll: true };

	it('with Return All gives every row of 2,500, page by page', async () => {
		const team = await teamWith(2500);
		const { main, error } = await team.run('getAll', everything, [{}]);

		const requests = team.requestsTo('');
		expect(new Set(requests.map(({ path }) => path))).toEqual(new Set([QUERY]));
		for (const request of requests) expectEnvelope(team, request);
		expect(requests.slice(0, 3).map(dataOf)).toEqual([
			{ begin: 0, count: 1000 },
			{ begin: 1000, count: 1000 },
			{ begin: 2000, count: 1000 },
		]);
		expect(requests.length).toBeLessThanOrEqual(4);
		expect(error).toEqual([]);
		expect(main.map(({ json }) => json)).toEqual(asAnswered(jobs(2500)));
		expect(new Set(itemsOf(main))).toEqual(new Set([0]));
	});

	it.each([
		['the default', {}, [[0, 50]], 50],
		['less than a page', { limit: 7 }, [[0, 7]], 7],
		[
			'more than a page',
			{ limit: 1200 },
			[
				[0, 1000],
				[1000, 200],
			],
			1200,
		],
	])('Limit: %s', async (_what, parameters, pages, count) => {
		const team = await teamWith(2500);
		const { main } = await team.run('getAll', { returnAll: false, ...parameters }, [{}]);
		expect(team.requestsTo('').map(dataOf)).toEqual(
			pages.map(([begin, size]) => ({ begin, count: size })),
		);
		expect(main.map(({ json }) => json)).toEqual(asAnswered(jobs(count)));
	});

	it('Limit: more than there is', async () => {
		const team = await teamWith(3);
		const { main } = await team.run('getAll', { limit: 100 }, [{}]);
		expect(main.map(({ json }) => json)).toEqual(asAnswered(jobs(3)));
	});

	it('asks once for each item, with its own Limit, and pairs the rows with it', async () => {
		const team = await teamWith(10);
		const items = [{ limit: 2 }, { limit: '1' }, { limit: 0 }, {}, { limit: 'many' }];
		const { main, error } = await team.run('getAll', fromItem('limit'), items);

		expect(itemsOf(main).slice(0, 3)).toEqual([0, 0, 1]);
		expect(reasons(error)).toMatchObject([
			{ item: 2, field: 'limit', error: expect.stringContaining('Limit must be between 1') },
			{ item: 3, field: 'limit' },
			{ item: 4, field: 'limit', error: 'Limit must be a whole number, but is “many”' },
		]);
	});

	it('an empty team gives no rows', async () => {
		const team = await teamWith(0);
		const { main, error } = await team.run('getAll', everything, [{}]);
		expect([main, error]).toEqual([[], []]);
	});

	/** A platform that answers with what `page` makes of the rows. */
	const answering = async (page: (begin: number, count: number) => unknown) =>
		await startScripted(`POST ${QUERY}`, (request) => {
			const { begin, count } = dataOf(request) as { begin: number; count: number };
			return { success: true, errorCode: 100, data: page(begin, count) };
		});
	const rows = jobs(700);
	const getAll = ['partTimeJob', 'getAll'] as [string, string];

	it('goes on after a short page, since platforms cap pages', async () => {
		const platform = await answering((begin, count) =>
			rows.slice(begin, begin + Math.min(count, 300)),
		);
		const { main } = await run('yunzhijia', platform, getAll, everything, [{}]);
		expect(main.map(({ json }) => json)).toEqual(rows);
		const limited = await run('yunzhijia', platform, getAll, { limit: 400 }, [{}]);
		expect(limited.main.map(({ json }) => json)).toEqual(rows.slice(0, 400));
	});

	it('a page that comes again ends the query and gives no row twice', async () => {
		const platform = await answering(() => rows);
		const { main, error } = await run('yunzhijia', platform, getAll, everything, [{}]);

		expect(platform.requestsTo('')).toHaveLength(2);
		expect(main).toEqual([]);
		expect(reasons(error)).toMatchObject([
			{
				item: 0,
				error: 'The platform returned the same page twice',
				advice: 'Use a Limit instead of Return All, and report this to the platform.',
			},
		]);
		const limited = await run('yunzhijia', platform, getAll, { limit: 50 }, [{}]);
		expect(limited.main.map(({ json }) => json)).toEqual(rows.slice(0, 50));
	});

	it.each([{}, 'rows', { list: [] }])(
		'an answer whose data is %j is not taken for rows',
		async (data) => {
			const platform = await answering(() => data);
			const { main, error } = await run('yunzhijia', platform, getAll, everything, [{}]);
			expect(main).toEqual([]);
			expect(reasons(error)).toMatchObject([
				{
					error: expect.stringContaining('The answer of Yunzhijia is not as documented') as string,
				},
			]);
		},
	);

	it('a page that is lost is asked for again', async () => {
		const team = await teamWith(1500);
		team.misbehave({ how: 'resetBefore', after: 1, times: 1 });
		const { main } = await team.run('getAll', everything, [{}]);
		expect(main).toHaveLength(1500);
	});

	it('stops with the reason and the counts', async () => {
		const platform = await startScripted(`POST ${QUERY}`, () => ({
			success: false,
			errorCode: 10000500,
			error: '系统繁忙',
		}));
		const parameters = { ...everything, options: { concurrency: 1 } };
		const stopped = await run('yunzhijia', platform, getAll, parameters, [{}, {}], STOP);
		expect(stopOf(stopped)).toMatchObject({
			message: '系统繁忙 (10000500)',
			description: 'Of 2 records: 0 done, 1 rejected, 0 unknown, 1 not sent.',
			itemIndex: 0,
		});
		expect(platform.requestsTo('')).toHaveLength(1);
	});
});

describe('getByPerson', () => {
	const parameters = idFromItem('openId');
	const of = (...people: string[]) => people.map((openId) => ({ openId }));
	const main = { orgId: '', jobTitle: '', weights: 2147483647 };
	const slaves = (from: number) =>
		asAnswered(jobs(12))
			.slice(from, from + 3)
			.map(({ orgId, jobTitle, weights }) => ({ orgId, jobTitle, weights }));

	it('asks for all people at once, and for each of them once', async () => {
		const team = await teamWith(12);
		const items = of(person(1), person(0), NOBODY, person(1), person(9));
		const result = await team.run('getByPerson', parameters, items);

		const requests = team.requestsTo('');
		expect(requests.map(({ path }) => path)).toEqual([BY_PERSON]);
		expectEnvelope(team, requests[0]);
		expect(dataOf(requests[0])).toEqual({ openIds: [person(1), person(0), NOBODY, person(9)] });
		const first = { openId: person(1), masterInfo: main, slaveInfos: slaves(3) };
		const zeroth = { openId: person(0), masterInfo: main, slaveInfos: slaves(0) };
		const ninth = { openId: person(9), masterInfo: main, slaveInfos: [] };
		expect(result.main).toEqual(paired([0, first], [1, zeroth], [3, first], [4, ninth]));
		expect(reasons(result.error)).toEqual([
			{
				item: 2,
				error: 'openId is not known to Yunzhijia, which returned nothing for it',
				outcome: 'rejected',
				advice: 'There is no such person in the team. Check the Person.',
				field: 'openId',
			},
		]);
	});

	it('finds each person in an answer of another order', async () => {
		const platform = await startScripted(`POST ${BY_PERSON}`, (request) => {
			const { openIds } = dataOf(request) as { openIds: string[] };
			return { success: true, data: openIds.map((openId) => ({ openId })).toReversed() };
		});
		const items: IDataObject[] = of(...Array.from({ length: 450 }, (_, n) => person(n)));
		const operation = ['partTimeJob', 'getByPerson'] as [string, string];
		const result = await run('yunzhijia', platform, operation, parameters, items);
		expect(platform.requestsTo('')).toHaveLength(3);
		expect(result.main).toEqual(paired(...items.map((row, n): [number, IDataObject] => [n, row])));
	});

	it('stops at the first person who is not there', async () => {
		const team = await teamWith(3);
		const options = { batchSize: 1, concurrency: 1 };
		const people = of(person(0), NOBODY, person(1));
		const stopped = await team.run('getByPerson', { ...parameters, options }, people, STOP);
		expect(stopOf(stopped)).toMatchObject({
			message: 'openId is not known to Yunzhijia, which returned nothing for it',
			description: expect.stringContaining('1 done, 1 rejected, 0 unknown, 1 not sent.'),
			itemIndex: 1,
			leaves: 0,
		});
		expect(team.requestsTo('')).toHaveLength(2);
	});
});
