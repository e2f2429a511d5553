/**
 * Create or Update of many people: how few requests it takes, several items about one person, and
 * items of two teams.
 */
import { describe, expect, it } from 'vitest';
import { addDepartment } from '../../../platforms/index.ts';
import { expectEachOnce, itemsOf, reasons, run } from '../../engine/cases.ts';
import { LAB, NORTH, person, SALES } from '../team.ts';
import {
	addPeople,
	jobNo,
	KEYS,
	mobile,
	namedLike,
	newcomer,
	orgOf,
	parametersFor,
	reads,
	rowsTo,
	says,
	sizes,
	startTeamOf,
	update,
	writes,
} from './upsert.ts';

describe('as few requests as possible', () => {
	const units = Array.from({ length: 150 }, (_, n) => `d-${n}`);

	it('450 items, half of them new, in 150 departments', async () => {
		const team = await startTeamOf(225);
		for (const unit of units) addDepartment(team.state, unit, `部门${unit}`);
		const items = Array.from({ length: 450 }, (_, n) => {
			const orgId = units[(n >> 1) % 150];
			return n % 2 ? update(n >> 1, { orgId }) : newcomer(1000 + n, { orgId });
		});
		const result = await team.perform('person.upsert', parametersFor(), items);

		expect(result.error).toEqual([]);
		expectEachOnce(result, 450);
		expect(reads(team).map(([path]) => path)).toEqual([
			...['person/getall', 'person/getall'],
			...['dept/get', 'dept/get'],
		]);
		const asked = reads(team).slice(2) as Array<[string, { array: string[] }]>;
		expect(asked.map(([, { array }]) => array.length).toSorted()).toEqual([100, 50]);
		for (const path of ['addNew', 'updateInfo', 'updateDeptByDeptId'])
			expect(sizes(team, path)).toEqual([200, 25]);
		expect(writes(team)).toHaveLength(6);

		const units450 = result.main.map(({ json }) => team.state.people.get(`${json.openId}`)!.orgId);
		expect(units450).toEqual(items.map(({ orgId }) => orgId));
		expect(result.main.map(({ json }) => json.name)).toEqual(items.map(({ name }) => name));
	});

	it.each(['id', 'mobile'])('by %s: a hundred a request, each asked for once', async (by) => {
		const team = await startTeamOf(250);
		const people = Array.from({ length: 250 }, (_, n) => n);
		const items = [...people, ...people].map((n) => ({ openId: KEYS[by](n), name: `改${n}` }));
		const { error } = await team.perform('person.upsert', parametersFor(by), items);
		expect(error).toEqual([]);
		const chunks = reads(team).map(([, data]) => (data as { array: string[] }).array);
		expect(chunks.map(({ length }) => length).toSorted((a, b) => a - b)).toEqual([50, 100, 100]);
		expect(new Set(chunks.flat()).size).toBe(250);
	});

	it('in batches of Batch Size', async () => {
		const team = await startTeamOf(5);
		const moves = [0, 1, 2, 3, 4].map((n) => update(n, { orgId: LAB }));
		const items = [...moves, ...[5, 6, 7].map((n) => newcomer(n))];
		const given = { ...parametersFor(), options: { batchSize: 2 } };
		const result = await team.perform('person.upsert', given, items);
		expectEachOnce(result, 8);
		expect(sizes(team, 'addNew')).toEqual([2, 1]);
		expect(sizes(team, 'updateInfo')).toEqual([2, 2, 1]);
		expect(sizes(team, 'updateDeptByDeptId')).toEqual([2, 2, 1]);
	});
});

describe('several items about one person', () => {
	it('who is new: the first creates, later ones update and move with the new openId', async () => {
		const team = await startTeamOf(2);
		const items = [
			newcomer(9, { name: '一', orgId: LAB }),
			newcomer(9, { name: '二', orgId: NORTH }),
			update(0),
			newcomer(9, { name: '三', orgId: LAB, openId: ` ${jobNo(9)} ` }),
			newcomer(9, { name: '四' }),
			newcomer(9, { name: '五', orgId: LAB }),
		];
		const result = await team.perform('person.upsert', parametersFor(), items);
		expect(result.error).toEqual([]);
		expectEachOnce(result, 6);
		const [{ openId, orgId }] = namedLike(team, '五');
		expect(orgId).toBe(LAB);
		expect(team.state.people.size).toBe(3);
		expect(rowsTo(team, 'addNew').map(({ name }) => name)).toEqual(['一']);
		const names = rowsTo(team, 'updateInfo').filter((row) => row.openId === openId);
		expect(names.map(({ name }) => name)).toEqual(['二', '三', '四', '五']);
		// The last one asks for what the one before was to do: its own outcome must not hang on that.
		expect(rowsTo(team, 'updateDeptByDeptId')).toEqual(
			[NORTH, LAB, LAB].map((unit) => ({ openId, orgId: unit })),
		);
		const left = result.main.filter((_, at) => at !== 2).map(({ json }) => json);
		expect(left.map((json) => json.openId)).toEqual(Array(5).fill(openId));
		expect(left.map((json) => json.name)).toEqual(['一', '二', '三', '四', '五']);
	});

	it('who is new and belongs there already is not moved', async () => {
		const team = await startTeamOf(1);
		const items = ['一', '二', '三'].map((name) => newcomer(9, { name, orgId: LAB }));
		const { main } = await team.perform('person.upsert', parametersFor(), items);
		expect(itemsOf(main)).toEqual([0, 1, 2]);
		expect(rowsTo(team, 'updateDeptByDeptId')).toEqual([]);
	});

	it('who can’t be created: the later ones are not sent, and say why', async () => {
		const team = await startTeamOf(1);
		const items = [newcomer(9, { mobile: mobile(0) }), newcomer(9), update(0), newcomer(9)];
		const { main, error } = await team.perform('person.upsert', parametersFor(), items);
		expect(itemsOf(main)).toEqual([2]);
		const why = { outcome: 'notSent', error: says('was to create this person') };
		expect(reasons(error)).toMatchObject([
			{ item: 0, outcome: 'rejected', error: '手机号已存在 (400)' },
			{ item: 1, ...why },
			{ item: 3, ...why },
		]);
		expect(rowsTo(team, 'addNew')).toHaveLength(1);
	});

	it('nobody knows whether they were created: the later ones are not sent either', async () => {
		const team = await startTeamOf(1);
		team.misbehave({ how: 'resetAfter', path: 'addNew' });
		const items = [newcomer(9), newcomer(9)];
		const { error } = await team.perform('person.upsert', parametersFor(), items);
		expect(reasons(error)).toMatchObject([{ outcome: 'unknown' }, { outcome: 'notSent' }]);
		expect(writes(team)).toHaveLength(1);
	});

	it('the first can’t be sent at all: the next one creates', async () => {
		const team = await startTeamOf(1);
		const items = [newcomer(9, { orgId: 'd-none' }), newcomer(9, { mobile: '' }), newcomer(9)];
		const { main, error } = await team.perform('person.upsert', parametersFor(), items);
		expect(itemsOf(main)).toEqual([2]);
		expect(reasons(error)).toMatchObject([{ outcome: 'rejected' }, { outcome: 'rejected' }]);
		expect(namedLike(team, '新人9')).toHaveLength(1);
	});

	// The last department is also the first: only who follows the moves sees that it differs.
	it.each([
		['another one', [LAB, NORTH], [LAB, NORTH]],
		['back', [LAB, SALES], [LAB, SALES]],
		['there and back', [LAB, NORTH, LAB], [LAB, NORTH, LAB]],
		['where they are', [SALES, SALES], []],
		['one, twice', [LAB, LAB, ''], [LAB, LAB]],
	])('who is there: to %s, in input order', async (_what, given, moves) => {
		const team = await startTeamOf(2);
		const items = given.map((orgId, at) => update(0, { orgId, name: `名${at}` }));
		const result = await team.perform('person.upsert', parametersFor(), items);
		expect(result.error).toEqual([]);
		const names = rowsTo(team, 'updateInfo').map(({ name }) => name);
		expect(names).toEqual(items.map(({ name }) => name));
		expect(rowsTo(team, 'updateDeptByDeptId').map(({ orgId }) => orgId)).toEqual(moves);
		expect(orgOf(team, 0)).toBe(moves.at(-1) ?? SALES);
	});

	it('in input order, however many requests may be under way', async () => {
		const team = await startTeamOf(1);
		team.misbehave({ how: 'latency', ms: 100, path: 'updateInfo', times: 1 });
		team.misbehave({ how: 'latency', ms: 100, path: 'updateDeptByDeptId', times: 1 });
		const units = [LAB, NORTH, SALES, LAB];
		const items = units.map((orgId, at) => update(0, { orgId, name: `名${at}` }));
		const given = { ...parametersFor(), options: { batchSize: 1, concurrency: 8 } };
		await team.perform('person.upsert', given, items);
		expect(team.state.people.get(person(0))).toMatchObject({ name: '名3', orgId: LAB });
	});

	it('two people who share a mobile number remain two', async () => {
		const team = await startTeamOf(1);
		const items = [newcomer(8, { mobile: mobile(9) }), newcomer(9)];
		const { main, error } = await team.perform('person.upsert', parametersFor(), items);
		expect(itemsOf(main)).toEqual([0]);
		expect(reasons(error)).toMatchObject([{ item: 1, error: '手机号已存在 (400)' }]);
	});
});

it('two teams by expression: each item goes to its own, with its own look-ups', async () => {
	const [one, two] = [await startTeamOf(1), await startTeamOf(0)];
	addPeople(two.state, 2);
	two.state.departments.get(LAB)!.department = '实验室二';
	const items = [
		update(1, { url: two.url, orgId: LAB }),
		newcomer(1, { url: one.url, orgId: LAB }),
		newcomer(9, { url: two.url, orgId: LAB }),
		update(0, { url: one.url }),
		newcomer(9, { url: one.url }),
	];
	const credential = { ...one.credential, baseUrl: '={{ $json.url }}' };
	const subject: [string, string] = ['person', 'upsert'];
	const result = await run('yunzhijia', { credential }, subject, parametersFor(), items);
	expect(result.error).toEqual([]);
	expectEachOnce(result, 5);
	const sentTo = (team: typeof one) => {
		const named = (path: string) => rowsTo(team, path).map(({ name }) => name);
		return [named('addNew'), named('updateInfo'), sizes(team, 'updateDeptByDeptId')];
	};
	expect(sentTo(one)).toEqual([['新人1', '新人9'], ['改0'], []]);
	expect(sentTo(two)).toEqual([['新人9'], ['改1'], [1]]);
	expect(rowsTo(two, 'addNew')[0].department).toBe('实验室二');
});
