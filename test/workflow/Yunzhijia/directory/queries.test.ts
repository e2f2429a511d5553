/** Queries of departments, people and leaders through the node: docs/vendors/yunzhijia.md, 4 to 6. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import type { YunzhijiaState } from '../../../platforms/index.ts';
import { addLeader, addPerson, dataOf, YUNZHIJIA_ROOT } from '../../../platforms/index.ts';
import {
	expectEachOnce,
	fromItem,
	idFromItem,
	itemsOf,
	reasons,
	run,
	STOP,
	stopOf,
} from '../../engine/cases.ts';
import { startScripted } from '../../engine/scripted.ts';
import { seedDirectory, startDirectory, unit } from './writes.ts';
import { asked, expectEnvelope, LAB, named, NOBODY, NORTH, OPEN, person } from '../team.ts';
import { SALES, startTeam } from '../team.ts';

const ROOT = YUNZHIJIA_ROOT.orgId;

const GETS = {
	'person.get': {
		path: 'person/get',
		type: 1,
		field: 'openId',
		column: 'openId',
		id: person,
		what: 'openId is not known to Yunzhijia, which returned nothing for it',
	},
	'department.get': {
		path: 'dept/get',
		type: 0,
		field: 'orgId',
		column: 'id',
		id: unit,
		what: 'orgId is not known to Yunzhijia, which returned nothing for it',
	},
};

describe.each(Object.entries(GETS))('%s', (name, { path, type, field, column, id, what }) => {
	const parameters = idFromItem(field);
	const of = (...ids: string[]) => ids.map((each) => ({ [field]: each }));

	it('asks for all at once, for each of them once, and gives each item its row', async () => {
		const team = await startDirectory();
		const items = of(id(7), id(3), NOBODY, id(7));
		const { main, error } = await team.perform(name, parameters, items);
		const requests = team.requestsTo('');
		expectEnvelope(team, requests[0]);
		expect(asked(requests)).toEqual([[path, { type, array: [id(7), id(3), NOBODY] }]]);
		expect(itemsOf(main)).toEqual([0, 1, 3]);
		expect(main.map(({ json }) => json[column])).toEqual([id(7), id(3), id(7)]);
		expect(Object.keys(main[0].json).length).toBeGreaterThan(5);
		expect(reasons(error)).toEqual([
			{ item: 2, error: what, outcome: 'rejected', field, advice: expect.any(String) as string },
		]);
	});

	it.each([
		[250, {}, [100, 100, 50]],
		[101, { batchSize: 1000 }, [100, 1]],
		[3, { batchSize: 2 }, [2, 1]],
	])('%i items, options %j: requests of %j', async (count, given, sizes) => {
		const team = await startDirectory();
		const items = of(...Array.from({ length: count }, (_, n) => id(count - n)));
		const options = { concurrency: 1, ...given };
		const result = await team.perform(name, { ...parameters, options }, items);
		const arrays = team.requestsTo('').map((request) => (dataOf(request) as IDataObject).array);
		expect(arrays.map((array) => (array as string[]).length)).toEqual(sizes);
		expectEachOnce(result, count);
		expect(result.main.map(({ json }) => json[column])).toEqual(items.map((item) => item[field]));
	});

	it('stops at the first that is not there', async () => {
		const team = await startDirectory();
		const options = { batchSize: 1, concurrency: 1 };
		const items = of(id(0), NOBODY, id(1));
		const stopped = await team.perform(name, { ...parameters, options }, items, STOP);
		expect(stopOf(stopped)).toMatchObject({
			message: what,
			description: expect.stringContaining('1 done, 1 rejected, 0 unknown, 1 not sent.') as string,
			itemIndex: 1,
			leaves: 0,
		});
		expect(team.requestsTo('')).toHaveLength(2);
	});

	it('a lost answer is asked for again, and in the end leaves nothing in doubt', async () => {
		const team = await startDirectory();
		team.misbehave({ how: 'resetBefore', times: 1 });
		const { main } = await team.perform(name, parameters, of(id(0)));
		expect(itemsOf(main)).toEqual([0]);
		team.misbehave({ how: 'html' });
		const options = { retries: 0 };
		const { error } = await team.perform(name, { ...parameters, options }, of(id(0)));
		expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'notSent' }]);
	});
});

it('department.get finds the root by its id', async () => {
	const team = await startTeam();
	const { main } = await team.perform('department.get', idFromItem('orgId'), [{ orgId: ROOT }]);
	expect(main.map(({ json }) => json.name)).toEqual([YUNZHIJIA_ROOT.name]);
});

/** Leaders and people come in pages, departments whole. */
const LISTS: Record<string, { path: string; seed(state: YunzhijiaState, count: number): void }> = {
	'person.getAll': {
		path: 'person/getall',
		seed(state, count) {
			for (let n = 0; n < count; n++)
				addPerson(state, { openId: person(n), name: `${n}`, orgId: '', jobTitle: '' });
		},
	},
	'leader.getAll': {
		path: 'company/queryOrgAdmins',
		seed(state, count) {
			seedDirectory(state);
			state.leaders.clear();
			for (let n = 0; n < count; n++)
				addLeader(state, { openId: person(n % 1400), orgId: n < 1400 ? SALES : LAB });
		},
	},
};

describe.each(Object.entries(LISTS))('%s', (name, { path, seed }) => {
	const withRows = async (count: number) =>
		await startTeam({ seed: (state) => seed(state, count) });
	const openIds = (count: number) => Array.from({ length: count }, (_, n) => person(n % 1400));
	const idsOf = (rows: Array<{ json: IDataObject }>) => rows.map(({ json }) => json.openId);

	it('with Return All gives every row of 1,300, page by page', async () => {
		const team = await withRows(1300);
		const { main, error } = await team.perform(name, { returnAll: true }, [{}]);
		const requests = team.requestsTo('');
		for (const request of requests) expectEnvelope(team, request);
		expect(asked(requests)).toEqual([
			[path, { begin: 0, count: 1000 }],
			[path, { begin: 1000, count: 1000 }],
			[path, { begin: 1300, count: 1000 }],
		]);
		expect(error).toEqual([]);
		expect(idsOf(main)).toEqual(openIds(1300));
		expect(new Set(itemsOf(main))).toEqual(new Set([0]));
	});

	it.each<[INodeParameters, Array<[begin: number, count: number]>, number]>([
		[{}, [[0, 50]], 50],
		[{ limit: 7 }, [[0, 7]], 7],
		[
			{ limit: 1001 },
			[
				[0, 1000],
				[1000, 1],
			],
			1001,
		],
	])('%j: pages %j', async (parameters, pages, count) => {
		const team = await withRows(1300);
		const { main } = await team.perform(name, { returnAll: false, ...parameters }, [{}]);
		expect(asked(team.requestsTo(''))).toEqual(
			pages.map(([begin, size]) => [path, { begin, count: size }]),
		);
		expect(idsOf(main)).toEqual(openIds(count));
	});

	it('asks for each item, with its own Limit, and pairs the rows with it', async () => {
		const team = await withRows(10);
		const items = [{ limit: 2 }, { limit: 0 }, { limit: '1' }, {}];
		const { main, error } = await team.perform(name, fromItem('limit'), items);
		expect(itemsOf(main)).toEqual([0, 0, 2]);
		expect(reasons(error)).toMatchObject([1, 3].map((item) => ({ item, field: 'limit' })));
	});

	it.each([{}, 'rows', null])('an answer whose data is %j is not taken for rows', async (data) => {
		const platform = await startScripted(`POST ${OPEN}${path}`, () => ({ success: true, data }));
		const result = await run('yunzhijia', platform, named(name), { returnAll: true }, [{}]);
		expect(result.main).toEqual([]);
		expect(reasons(result.error)).toMatchObject([
			{ error: expect.stringContaining('is not as documented') as string, outcome: 'notSent' },
		]);
	});

	it('stops with the reason and the counts', async () => {
		const platform = await startScripted(`POST ${OPEN}${path}`, () => ({
			success: false,
			errorCode: 10000500,
			error: '系统繁忙',
		}));
		const parameters = { returnAll: true, options: { concurrency: 1 } };
		const stopped = await run('yunzhijia', platform, named(name), parameters, [{}, {}], STOP);
		expect(platform.requestsTo('')).toHaveLength(1);
		expect(stopOf(stopped)).toMatchObject({
			message: '系统繁忙 (10000500)',
			description: 'Of 2 records: 0 done, 1 rejected, 0 unknown, 1 not sent.',
			itemIndex: 0,
		});
	});
});

it('leader.getAll goes on where the platform caps its pages', async () => {
	const rows = Array.from({ length: 700 }, (_, n) => ({ openId: person(n), departmentId: LAB }));
	const platform = await startScripted(`POST ${OPEN}company/queryOrgAdmins`, (request) => {
		const { begin } = dataOf(request) as { begin: number };
		return { success: true, data: rows.slice(begin, begin + 300) };
	});
	const everything = { returnAll: true };
	const { main } = await run('yunzhijia', platform, ['leader', 'getAll'], everything, [{}]);
	expect(main.map(({ json }) => json)).toEqual(rows);
});

describe('department.getAll', () => {
	const ids = (rows: Array<{ json: IDataObject }>) => rows.map(({ json }) => json.id);

	it.each<[INodeParameters, string[]]>([
		[{ returnAll: true }, [ROOT, SALES, NORTH, LAB]],
		[{ returnAll: false, limit: 2 }, [ROOT, SALES]],
		[{}, [ROOT, SALES, NORTH, LAB]],
	])('%j: one request, the root first', async (parameters, expected) => {
		const team = await startTeam();
		const { main, error } = await team.perform('department.getAll', parameters, [{}]);
		expect(error).toEqual([]);
		expect(asked(team.requestsTo(''))).toEqual([['dept/getall', {}]]);
		expect(ids(main)).toEqual(expected);
		expect(new Set(itemsOf(main))).toEqual(new Set([0]));
	});

	it('each item asks for itself', async () => {
		const team = await startTeam();
		const items = [{ limit: 1 }, { limit: 'x' }, { limit: 2 }];
		const { main, error } = await team.perform('department.getAll', fromItem('limit'), items);
		expect(itemsOf(main)).toEqual([0, 2, 2]);
		expect(itemsOf(error)).toEqual([1]);
	});
});
