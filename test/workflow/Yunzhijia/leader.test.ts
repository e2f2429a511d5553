/** Department leaders (负责人) through the node, as far as they differ: docs/vendors/yunzhijia.md, section 6. */
import type { IDataObject } from 'n8n-workflow';
import { expect, it } from 'vitest';
import { leaderKey } from '../../platforms/index.ts';
import { fromItem, idFromItem, reasons, STOP, stopOf } from '../engine/cases.ts';
import { asked, LAB, NOBODY, NORTH, person, SALES, startTeam } from './team.ts';

const set = { ...idFromItem('openId', 'orgId'), additionalFields: fromItem('weights') };

it('sends weights as a number, and an empty or unset one not at all', async () => {
	const team = await startTeam();
	const given = ['7', 0, '', null].map((weights, n) => ({
		openId: person(n),
		orgId: LAB,
		weights,
	}));
	const { main, error } = await team.perform('leader.set', set, given as IDataObject[]);
	const pair = (n: number) => ({ openId: person(n), orgId: LAB });
	const rows = [{ ...pair(0), weights: 7 }, { ...pair(1), weights: 0 }, pair(2), pair(3)];
	expect(error).toEqual([]);
	expect(asked(team.requestsTo('')).map(([, data]) => data)).toEqual([
		rows.map((row, at) => ({ commitId: `${at}`, ...row })),
	]);
	expect(main.map(({ json }) => json)).toEqual(rows);
	expect([...team.state.leaders.values()]).toEqual(rows);
});

it.each([-1, 'x', 2147483648])('refuses the weights %j without a request', async (weights) => {
	const team = await startTeam();
	const items = [{ openId: person(0), orgId: LAB, weights }];
	const { error } = await team.perform('leader.set', set, items);
	expect(reasons(error)).toMatchObject([{ field: 'weights', outcome: 'rejected' }]);
	expect(team.requests).toEqual([]);
});

it('sends two records of one leader in input order', async () => {
	const team = await startTeam();
	const items = [3, 5].map((weights) => ({ openId: person(0), orgId: LAB, weights }));
	items.splice(1, 0, { openId: person(0), orgId: NORTH, weights: 4 });
	await team.perform('leader.set', set, items);
	expect(asked(team.requestsTo('')).map(([, data]) => data)).toHaveLength(2);
	expect(team.state.leaders.get(leaderKey(person(0), LAB))!.weights).toBe(5);
});

it('an unknown department is told from an unknown person', async () => {
	const team = await startTeam();
	const items = [
		{ openId: NOBODY, orgId: SALES },
		{ openId: person(0), orgId: 'nowhere' },
	];
	const { error } = await team.perform('leader.set', set, items);
	expect(reasons(error)).toMatchObject([
		{ error: 'openId不存在', advice: expect.stringContaining('Person') as string },
		{ error: 'department不存在', advice: expect.stringContaining('Department') as string },
	]);
	const stopped = await team.perform('leader.set', set, items, STOP);
	expect(stopOf(stopped)).toMatchObject({ message: 'openId不存在', itemIndex: 0 });
});
