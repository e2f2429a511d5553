/**
 * How many requests it takes to turn numbers and names into ids, and what becomes of the items
 * when these requests fail: person/get by 100, one pass of getall, once per run (issue 4).
 */
import { describe, expect, it } from 'vitest';
import { addPerson, dataOf, leaderKey, seedTeam } from '../../../platforms/index.ts';
import type { Misbehaviour, YunzhijiaState } from '../../../platforms/index.ts';
import {
	expectEachOnce,
	fromItem,
	itemsOf,
	reasons,
	run,
	STOP,
	stopOf,
} from '../../engine/cases.ts';
import { startScripted } from '../../engine/scripted.ts';
import { asked, locators, OPEN, startTeam } from '../team.ts';

const openId = (n: number) => `58${n.toString(16).padStart(22, '0')}`;
const mobile = (n: number) => `139${String(n).padStart(8, '0')}`;
const jobNo = (n: number) => `J${String(n).padStart(5, '0')}`;

const teamOf = async (people: number, more?: (state: YunzhijiaState) => void) =>
	await startTeam({
		seed(state) {
			seedTeam(state, people);
			more?.(state);
		},
	});
const from1to = (count: number) => Array.from({ length: count }, (_, n) => n + 1);

const RENAMED = { additionalFields: { name: '新名' } };
const byMobile = { ...locators({ openId: 'mobile' }), ...RENAMED };
const byJobNo = { ...locators({ openId: 'jobNo' }), ...RENAMED };

describe('once per run, however many items', () => {
	it('each mobile is asked for once, a hundred a request, before the first write', async () => {
		const team = await teamOf(250);
		const [SALES, NORTH] = ['销售中心', '销售中心\\华北区'];
		const people = from1to(250);
		// Everybody leads two departments.
		const items = [SALES, NORTH].flatMap((orgId) =>
			people.map((n) => ({ openId: mobile(n), orgId })),
		);
		const parameters = locators({ openId: 'mobile', orgId: 'name' });
		const options = { batchSize: 50 };
		const result = await team.perform('leader.set', { ...parameters, options }, items);

		const requests = asked(team.requestsTo(''));
		expect(requests.map(([path]) => path)).toEqual([
			...Array<string>(3).fill('person/get'),
			'dept/get',
			...Array<string>(10).fill('company/setOrgAdminsById'),
		]);
		const lookups = requests.slice(0, 3).map(([, data]) => data as { type: 0; array: string[] });
		expect(lookups.map(({ array }) => array.length).toSorted((a, b) => a - b)).toEqual([
			50, 100, 100,
		]);
		expect(lookups.map(({ type }) => type)).toEqual([0, 0, 0]);
		expect(lookups.flatMap(({ array }) => array).toSorted()).toEqual(people.map(mobile));
		expect(requests[3][1]).toEqual({ type: 1, array: [SALES, NORTH] });

		expectEachOnce(result, 500);
		expect(result.error).toEqual([]);
		const unit = (name: unknown) =>
			[...team.state.departments.values()].find(({ department }) => department === name)!.orgId;
		expect(result.main.map(({ json }) => json)).toEqual(
			items.map(({ orgId }, at) => ({ openId: openId((at % 250) + 1), orgId: unit(orgId) })),
		);
		expect(team.state.leaders.size).toBe(500);
		expect(team.state.leaders.has(leaderKey(openId(250), unit(NORTH)))).toBe(true);
	});

	it('20,000 people by job number: one pass of at most 21 requests, each the right one', async () => {
		const count = 20_000;
		const team = await teamOf(count);
		const people = from1to(count).toReversed();
		const items = people.map((n) => ({ openId: jobNo(n), name: `${n}` }));
		const parameters = {
			...locators({ openId: 'jobNo' }),
			additionalFields: fromItem('name'),
			options: { batchSize: 1000 },
		};
		const result = await team.perform('person.update', parameters, items);

		const passes = team.requestsTo('person/getall').map(dataOf);
		expect(passes.length).toBeLessThanOrEqual(21);
		expect(passes).toEqual(
			from1to(passes.length).map((n) => ({ begin: (n - 1) * 1000, count: 1000 })),
		);
		expect(team.requestsTo('')).toHaveLength(passes.length + 20);
		expect(result.error).toEqual([]);
		expect(result.main.map(({ json }) => json.openId)).toEqual(people.map(openId));
		expectEachOnce(result, count);
		for (const n of people) expect(team.state.people.get(openId(n))!.name).toBe(`${n}`);
	}, 60_000);

	it('a team in which thousands have no job number is no slower', async () => {
		const team = await teamOf(1, (state) => {
			for (let n = 2; n <= 20_000; n++)
				addPerson(state, { openId: openId(n), name: '', orgId: '', jobTitle: '' });
		});
		const { main } = await team.perform('person.update', byJobNo, [{ openId: jobNo(1) }]);
		expect(main.map(({ json }) => json.openId)).toEqual([openId(1)]);
	});

	it('the same number twice is one request and two records, in input order', async () => {
		const team = await teamOf(3);
		const parameters = { ...locators({ openId: 'jobNo' }), additionalFields: fromItem('name') };
		const items = ['甲', '乙'].map((name) => ({ openId: jobNo(2), name }));
		const { main } = await team.perform('person.update', parameters, items);
		expect(team.requestsTo('').map(({ path }) => path.slice(OPEN.length))).toEqual([
			'person/getall',
			'person/getall',
			'person/updateInfo',
			'person/updateInfo',
		]);
		expect(itemsOf(main)).toEqual([0, 1]);
		expect(main.map(({ json }) => json)).toMatchObject(
			['甲', '乙'].map((name) => ({ openId: openId(2), name })),
		);
		expect(team.state.people.get(openId(2))!.name).toBe('乙');
	});
});

describe('what a number or name may be', () => {
	it('a number, or text with blanks around it', async () => {
		const team = await teamOf(3);
		const items = [{ openId: 13900000001 }, { openId: ' 13900000002 ' }];
		const { main } = await team.perform('person.update', byMobile, items);
		expect(main.map(({ json }) => json.openId)).toEqual([openId(1), openId(2)]);
	});

	it.each(['', ' ', undefined, null])('%j is nobody: rejected without a look-up', async (value) => {
		const team = await teamOf(3);
		const { main, error } = await team.perform('person.update', byMobile, [{ openId: value }]);
		expect(main).toEqual([]);
		expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'rejected', field: 'openId' }]);
		expect(team.requests).toEqual([]);
	});

	it('people who have left have a mobile, but no job number that is found', async () => {
		const team = await teamOf(2, (state) => {
			state.people.get(openId(2))!.status = '0';
		});
		const mobiles = await team.perform('person.update', byMobile, [{ openId: mobile(2) }]);
		expect(itemsOf(mobiles.main)).toEqual([0]);
		const numbers = await team.perform('person.update', byJobNo, [{ openId: jobNo(2) }]);
		expect(reasons(numbers.error)).toMatchObject([
			{
				error: `openId is not found: there is no active person with the job number “${jobNo(2)}”`,
				advice: expect.stringContaining('left') as string,
			},
		]);
	});

	it('one reason is given where both person and department are unknown', async () => {
		const team = await teamOf(2);
		const parameters = locators({ openId: 'mobile', orgId: 'name' });
		const items = [
			{ openId: '1', orgId: '无' },
			{ openId: mobile(1), orgId: '销售中心' },
		];
		const { main, error } = await team.perform('leader.set', parameters, items);
		expect(itemsOf(main)).toEqual([1]);
		expect(reasons(error)).toMatchObject([
			{ item: 0, error: 'openId is not found: there is no person with the mobile “1”' },
		]);
	});

	it('Without Department needs no department, whatever stands in its field', async () => {
		const team = await teamOf(2);
		const parameters = {
			...locators({ openId: 'mobile', orgId: 'name' }),
			...fromItem('unassign'),
		};
		const items = [
			{ openId: mobile(1), orgId: '无', unassign: true },
			{ openId: mobile(2), orgId: '销售中心', unassign: false },
		];
		const { main, error } = await team.perform('person.updateDepartment', parameters, items);
		expect(error).toEqual([]);
		expect(main.map(({ json }) => json)).toMatchObject([
			{ openId: openId(1), orgId: '' },
			{ openId: openId(2) },
		]);
		expect(asked(team.requestsTo('dept/get'))).toEqual([
			['dept/get', { type: 1, array: ['销售中心'] }],
		]);
	});
});

describe('when the look-up itself comes to nothing', () => {
	const options = { retries: 0 };
	const items = from1to(3).map((n) => ({ openId: mobile(n) }));

	it.each<[Misbehaviour['how'], string]>([
		['html', 'The answer is not one that the platform documents'],
		['status', 'The platform could not answer properly (HTTP 500)'],
		['resetBefore', 'The connection was cut before an answer came'],
		['cutJson', 'The answer is not one that the platform documents'],
		['slowDown', '请求过于频繁 (10000429)'],
	])('%s: nothing is sent, and every item says why', async (how, error) => {
		const team = await teamOf(3);
		team.misbehave({ how, path: 'person/get' });
		const result = await team.perform('person.update', { ...byMobile, options }, items);
		expect(team.requestsTo('updateInfo')).toEqual([]);
		expect(result.main).toEqual([]);
		expect(reasons(result.error)).toMatchObject(
			[0, 1, 2].map((item) => ({ item, error, outcome: 'notSent' })),
		);
		const stopped = await team.perform('person.update', { ...byMobile, options }, items, STOP);
		expect(stopOf(stopped)).toMatchObject({
			message: error,
			description: expect.stringContaining('0 done, 0 rejected, 0 unknown, 3 not sent.') as string,
			itemIndex: 0,
		});
	});

	it.each<[string, unknown, string]>([
		['is refused', { success: false, errorCode: 1, error: '不行' }, '不行 (1)'],
		['has no list', { success: true, data: {} }, expect.stringContaining('no list of rows')],
	])('the answer %s: nothing is sent', async (_what, answer, error) => {
		const platform = await startScripted(`POST ${OPEN}person/get`, () => answer);
		const operation = ['person', 'update'] as [string, string];
		const result = await run('yunzhijia', platform, operation, byMobile, items);
		expect(platform.requestsTo('')).toHaveLength(1);
		expect(result.main).toEqual([]);
		expect(reasons(result.error)).toMatchObject(
			[0, 1, 2].map((item) => ({ item, error, outcome: 'notSent' })),
		);
	});

	it('one of several requests fails: no item is sent with half the knowledge', async () => {
		const team = await teamOf(250);
		team.misbehave({ how: 'html', path: 'person/get', after: 2 });
		const many = from1to(250).map((n) => ({ openId: mobile(n) }));
		const { main, error } = await team.perform('person.update', { ...byMobile, options }, many);
		expect(main).toEqual([]);
		expect(error).toHaveLength(250);
		expect(team.requestsTo('updateInfo')).toEqual([]);
	});

	it('a lost answer is asked for again', async () => {
		const team = await teamOf(3);
		team.misbehave({ how: 'resetAfter', path: 'person/get', times: 1 });
		const { main, error } = await team.perform('person.update', byMobile, items);
		expect(error).toEqual([]);
		expect(itemsOf(main)).toEqual([0, 1, 2]);
		expect(team.requestsTo('person/get')).toHaveLength(2);
	});

	it('a list that comes again and again is not searched for ever', async () => {
		const rows = [{ openId: openId(1), jobNo: jobNo(1) }];
		const platform = await startScripted(`POST ${OPEN}person/getall`, () => ({
			success: true,
			data: rows,
		}));
		const operation = ['person', 'update'] as [string, string];
		const { error } = await run('yunzhijia', platform, operation, byJobNo, [{ openId: jobNo(1) }]);
		expect(platform.requestsTo('')).toHaveLength(2);
		expect(reasons(error)).toMatchObject([
			{ error: 'The platform returned the same page twice', outcome: 'notSent' },
		]);
	});
});
