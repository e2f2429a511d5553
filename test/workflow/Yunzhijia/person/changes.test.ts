/** Where people belong and what becomes of them, through the node: docs/vendors/yunzhijia.md, section 5. */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { fromItem, idFromItem, itemsOf, paired, reasons } from '../../engine/cases.ts';
import { asked, LAB, NORTH, person, startTeam } from '../team.ts';

const sentBy = (team: Awaited<ReturnType<typeof startTeam>>) =>
	asked(team.requestsTo('')).map(([, data]) => data);

describe('person.updateDepartment', () => {
	const parameters = idFromItem('openId', 'orgId');
	const seeded = async () => {
		const team = await startTeam();
		for (const n of [0, 1, 2]) team.state.people.get(person(n))!.orgId = NORTH;
		return team;
	};
	const orgOf = (team: Awaited<ReturnType<typeof seeded>>) =>
		[0, 1, 2].map((n) => team.state.people.get(person(n))!.orgId);

	it.each(['', ' ', undefined, null])(
		'an item whose department is %j is refused: nobody is put out by accident',
		async (orgId) => {
			const team = await seeded();
			const items = [
				{ openId: person(0), orgId },
				{ openId: person(1), orgId: LAB },
			];
			const { main, error } = await team.perform('person.updateDepartment', parameters, items);
			expect(sentBy(team)).toEqual([{ persons: [items[1]] }]);
			expect(itemsOf(main)).toEqual([1]);
			const says = expect.stringMatching(/^orgId is required/) as string;
			expect(reasons(error)).toMatchObject([
				{ item: 0, outcome: 'rejected', field: 'orgId', error: says },
			]);
			expect(orgOf(team)).toEqual([NORTH, LAB, NORTH]);
		},
	);

	it('Without Department sends an empty orgId', async () => {
		const team = await seeded();
		const given = { ...idFromItem('openId'), unassign: true };
		const items = [{ openId: person(0) }, { openId: person(1), orgId: LAB }];
		const { main, error } = await team.perform('person.updateDepartment', given, items);
		const rows = items.map(({ openId }) => ({ openId, orgId: '' }));
		expect(error).toEqual([]);
		expect(sentBy(team)).toEqual([{ persons: rows }]);
		expect(main).toEqual(paired([0, rows[0]], [1, rows[1]]));
		expect(orgOf(team)).toEqual(['', '', NORTH]);
	});

	it('by expression, item by item', async () => {
		const team = await seeded();
		const items: IDataObject[] = [
			{ openId: person(0), unassign: true, orgId: LAB },
			{ openId: person(1), unassign: false, orgId: LAB },
			{ openId: person(2), unassign: 'perhaps', orgId: LAB },
			{ openId: person(2), unassign: false },
		];
		const given = { ...parameters, ...fromItem('unassign') };
		const { error } = await team.perform('person.updateDepartment', given, items);
		expect(orgOf(team)).toEqual(['', LAB, NORTH]);
		expect(reasons(error)).toMatchObject([
			{ item: 2, field: 'unassign' },
			{ item: 3, field: 'orgId' },
		]);
	});

	it('refuses the department in which the person has a part-time job, with the reason', async () => {
		const team = await seeded();
		const job = { openId: person(0), orgId: LAB, jobTitle: '顾问' };
		team.state.partTimeJobs.set(`${person(0)}|${LAB}`, job);
		const items = [0, 1].map((n) => ({ openId: person(n), orgId: LAB }));
		const { main, error } = await team.perform('person.updateDepartment', parameters, items);
		expect(itemsOf(main)).toEqual([1]);
		expect(reasons(error)).toMatchObject([{ item: 0, error: '主职和兼职不能在同一部门 (400)' }]);
	});
});

describe('person.updateStatus', () => {
	const parameters = { ...idFromItem('openId'), ...fromItem('type') };

	it.each([
		['1', '0'],
		['2', '1'],
		['3', '2'],
		['4', '1'],
	])('type %s leads to status %s', async (type, status) => {
		const team = await startTeam();
		const before = status === '1' ? (type === '2' ? '0' : '2') : '1';
		team.state.people.get(person(0))!.status = before;
		const items = [{ openId: person(0), type }];
		const { main } = await team.perform('person.updateStatus', parameters, items);
		expect(sentBy(team)).toEqual([{ persons: items }]);
		expect(main).toEqual(paired([0, items[0]]));
		expect(team.state.people.get(person(0))!.status).toBe(status);
	});

	it.each(['0', '5', 'leave', '', null])('refuses the type %j without a request', async (type) => {
		const team = await startTeam();
		const items = [{ openId: person(0), type }];
		const { error } = await team.perform('person.updateStatus', parameters, items);
		expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'rejected', field: 'type' }]);
		expect(team.requests).toEqual([]);
	});

	it('sends two changes of one person in input order', async () => {
		const team = await startTeam();
		const items = ['1', '2', '3'].map((type) => ({ openId: person(0), type }));
		await team.perform('person.updateStatus', parameters, items);
		expect(sentBy(team)).toEqual(items.map((item) => ({ persons: [item] })));
		expect(team.state.people.get(person(0))!.status).toBe('2');
	});
});
