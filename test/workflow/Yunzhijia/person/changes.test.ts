/** Where people belong, and whether they are here at all, through the node: docs/vendors/yunzhijia.md, section 5. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { fromItem, idFromItem, itemsOf, paired, reasons, run } from '../../engine/cases.ts';
import { startScripted } from '../../engine/scripted.ts';
import { asked, LAB, locators, NOBODY, NORTH, OPEN, person, startTeam } from '../team.ts';

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

describe('person.updatePhone', () => {
	const parameters = { ...idFromItem('openId'), ...fromItem('phone') };
	const [OLD, NEW] = ['13800000001', '13800000002'];
	const seeded = async () => {
		const team = await startTeam();
		Object.assign(team.state.people.get(person(0))!, { phone: OLD });
		return team;
	};
	const phoneOf = (team: Awaited<ReturnType<typeof seeded>>) =>
		team.state.people.get(person(0))!.phone;
	const SAME = {
		item: 0,
		error: '手机号为空或没有变化 (227)',
		advice: 'The mobile is empty or the same as before.',
	};

	it('sends numbers as text, whoever is named by their mobile', async () => {
		const team = await seeded();
		const openId = { __rl: true, mode: 'mobile', value: OLD };
		const items = [{ phone: Number(NEW) }];
		const { main, error } = await team.perform(
			'person.updatePhone',
			{ ...parameters, openId },
			items,
		);
		const row = { openId: person(0), phone: NEW };
		expect(error).toEqual([]);
		expect(sentBy(team).at(-1)).toEqual({ persons: [row] });
		expect(main).toEqual(paired([0, row]));
		expect(phoneOf(team)).toBe(NEW);
	});

	it.each(['', ' ', undefined, null, {}])(
		'refuses the phone %j without a request',
		async (phone) => {
			const team = await seeded();
			const items = [{ openId: person(0), phone }] as unknown as IDataObject[];
			const { error } = await team.perform('person.updatePhone', parameters, items);
			expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'rejected', field: 'phone' }]);
			expect(team.requests).toEqual([]);
		},
	);

	it('a phone that the person has already is a refusal', async () => {
		const team = await seeded();
		const items = [{ openId: person(0), phone: OLD }];
		const { main, error } = await team.perform('person.updatePhone', parameters, items);
		expect(main).toEqual([]);
		expect(reasons(error)).toMatchObject([{ ...SAME, outcome: 'rejected' }]);
	});

	it.each(['index', 'key'] as const)(
		'the same after a lost answer proves that it was changed; msgId: %s',
		async (msgId) => {
			const team = await seeded();
			team.state.personMsgId = msgId;
			team.misbehave({ how: 'resetAfter', path: 'updatePhone', times: 1 });
			const items = [0, 1].map((n) => ({ openId: person(n), phone: `${NEW}${n}` }));
			const { main, error } = await team.perform('person.updatePhone', parameters, items);
			expect(error).toEqual([]);
			expect(team.requestsTo('updatePhone')).toHaveLength(2);
			expect(main).toEqual(paired([0, items[0]], [1, items[1]]));
		},
	);

	it('another refusal after a lost answer proves nothing', async () => {
		const team = await seeded();
		Object.assign(team.state.people.get(person(1))!, { severalTeams: true });
		team.misbehave({ how: 'resetAfter', path: 'updatePhone', times: 1 });
		const items = [{ openId: person(1), phone: NEW }];
		const { error } = await team.perform('person.updatePhone', parameters, items);
		expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'unknown', code: '239' }]);
	});

	it('two changes of one person go in input order', async () => {
		const team = await seeded();
		const items = [NEW, OLD, NEW].map((phone) => ({ openId: person(0), phone }));
		await team.perform('person.updatePhone', parameters, items);
		expect(sentBy(team)).toEqual(items.map((item) => ({ persons: [item] })));
		expect(phoneOf(team)).toBe(NEW);
	});
});

describe('person.updateEmailUnbound', () => {
	const parameters = { ...idFromItem('openId'), ...fromItem('email') };

	it('sends what is inferred: openId and email', async () => {
		const team = await startTeam();
		const items = [{ openId: person(0), email: ' new@example.com ' }];
		const { main } = await team.perform('person.updateEmailUnbound', parameters, items);
		const row = { openId: person(0), email: 'new@example.com' };
		expect(sentBy(team)).toEqual([{ persons: [row] }]);
		expect(main).toEqual(paired([0, row]));
	});

	it.each(['', ' ', undefined, null])('refuses the email %j without a request', async (email) => {
		const team = await startTeam();
		const items = [{ openId: person(0), email }] as unknown as IDataObject[];
		const { error } = await team.perform('person.updateEmailUnbound', parameters, items);
		expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'rejected', field: 'email' }]);
		expect(team.requests).toEqual([]);
	});

	it('nothing that is said after a lost answer proves that it was changed', async () => {
		const platform = await startScripted(`POST ${OPEN}person/updateEmailUnbound`, () => ({
			success: true,
			data: [{ msgId: '0', msgCode: '227', msg: '没有变化' }],
		}));
		platform.misbehave({ how: 'statusAfter', status: 502, retryAfter: 0, times: 1 });
		const items = [{ openId: person(0), email: 'new@example.com' }];
		const to = ['person', 'updateEmailUnbound'] as [string, string];
		const { error } = await run('yunzhijia', platform, to, parameters, items);
		expect(platform.requestsTo('')).toHaveLength(2);
		expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'unknown', code: '227' }]);
	});

	it('two changes of one person go in input order', async () => {
		const team = await startTeam();
		const items = ['a', 'b', 'a'].map((name) => ({ openId: person(0), email: `${name}@b.cn` }));
		await team.perform('person.updateEmailUnbound', parameters, items);
		expect(sentBy(team)).toEqual(items.map((item) => ({ persons: [item] })));
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

	describe('where the platform refuses what is so already', () => {
		const retire = { ...idFromItem('openId'), type: '1' };
		const retireTwice = async (given: INodeParameters, who: string) => {
			const team = await startTeam();
			team.state.refusesSameStatus = true;
			Object.assign(team.state.people.get(person(0))!, { jobNo: 'J1', updatedAt: Date.now() });
			const first = await team.perform('person.updateStatus', given, [{ openId: who }]);
			const again = await team.perform('person.updateStatus', given, [{ openId: who }]);
			return { team, first, again };
		};

		it.each([
			['by ID', retire, person(0)],
			['by job number', { ...locators({ openId: 'jobNo' }), type: '1' }, 'J1'],
		])('a leaver %s is retired twice without a rejection', async (_how, given, who) => {
			const { team, first, again } = await retireTwice(given, who);
			const row = { openId: person(0), type: '1' };
			expect(first.main).toEqual(paired([0, row]));
			expect(again.main).toEqual(paired([0, { ...row, unchanged: true }]));
			expect([first.error, again.error]).toEqual([[], []]);
			expect(team.state.people.get(person(0))!.status).toBe('0');
		});

		it('a refusal for another reason stays one, and so does one that nobody can look into', async () => {
			const { team } = await retireTwice(retire, person(0));
			const unknown = await team.perform('person.updateStatus', retire, [{ openId: NOBODY }]);
			expect(reasons(unknown.error)).toMatchObject([{ item: 0, outcome: 'rejected' }]);
			team.misbehave({ how: 'status', status: 400, path: 'person/get' });
			const again = await team.perform('person.updateStatus', retire, [{ openId: person(0) }]);
			expect(reasons(again.error)).toMatchObject([
				{ item: 0, outcome: 'rejected', error: '人员状态没有变化 (400)' },
			]);
		});

		it('who has left is brought back by job number, and an active namesake comes first', async () => {
			const { team } = await retireTwice(retire, person(0));
			const restore = { ...locators({ openId: 'jobNo' }), type: '2' };
			const { main } = await team.perform('person.updateStatus', restore, [{ openId: 'J1' }]);
			expect(main).toEqual(paired([0, { openId: person(0), type: '2' }]));
			await team.perform('person.updateStatus', retire, [{ openId: person(0) }]);
			team.state.people.get(person(1))!.jobNo = 'J1';
			const byNumber = { ...locators({ openId: 'jobNo' }), type: '3' };
			const disabled = await team.perform('person.updateStatus', byNumber, [{ openId: 'J1' }]);
			expect(disabled.main).toEqual(paired([0, { openId: person(1), type: '3' }]));
		});
	});

	it('sends two changes of one person in input order', async () => {
		const team = await startTeam();
		const items = ['1', '2', '3'].map((type) => ({ openId: person(0), type }));
		await team.perform('person.updateStatus', parameters, items);
		expect(sentBy(team)).toEqual(items.map((item) => ({ persons: [item] })));
		expect(team.state.people.get(person(0))!.status).toBe('2');
	});
});
