/** People (人员) through the node, as far as they differ: docs/vendors/yunzhijia.md, section 5. */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { dataOf } from '../../../platforms/index.ts';
import { fromItem, idFromItem, itemsOf, paired, reasons, run, STOP } from '../../engine/cases.ts';
import { startScripted } from '../../engine/scripted.ts';
import { asked, NORTH_PATH, OPEN, person, startTeam } from '../team.ts';

const MOBILE = '13800138000';
const PASSWORD = 'first&secret=50%';

describe('create', () => {
	const account = fromItem('mobile', 'email', 'password');
	const parameters = { ...fromItem('name'), account };
	const personsOf = (team: Awaited<ReturnType<typeof startTeam>>) =>
		asked(team.requestsTo('addNew')).map(([, data]) => (data as { persons: unknown }).persons);

	it('sends every field as text, and puts the person in a department that may be new', async () => {
		const team = await startTeam();
		const fields = {
			birthday: '1990-02-28',
			department: `${NORTH_PATH}\\新组`,
			gender: '1',
			hireDate: '2026-01-31',
			jobNo: 42,
			jobTitle: '工程师,顾问',
			orgUserType: '0',
			phone: '010-1',
			photoUrl: 'https://example.com/1.jpg',
			positiveDate: '2026-07-31T00:00:00.000+08:00',
			staffType: '正式',
			status: '2',
			weights: 7,
		};
		const { photoUrl, ...formed } = fields;
		const contact = '[{"type":"P","value":"1"}]';
		const additionalFields = {
			...fromItem(...Object.keys(formed), 'contact'),
			otherFields: '={{ { photoUrl: $json.photoUrl } }}',
		};
		const items = [{ name: '赵一', mobile: MOBILE, ...fields, contact }];
		const { main, error } = await team.perform(
			'person.create',
			{ ...parameters, additionalFields },
			items,
		);
		const sent = {
			...fields,
			name: '赵一',
			account: { mobile: MOBILE },
			contact: [{ type: 'P', value: '1' }],
			jobNo: '42',
			positiveDate: '2026-07-31',
			weights: '7',
			photoUrl,
		};
		expect(error).toEqual([]);
		expect(personsOf(team)).toEqual([[sent]]);
		const openId = main[0].json.openId as string;
		expect(main).toEqual(paired([0, { ...sent, openId }]));
		const { orgId, jobNo, status } = team.state.people.get(openId)!;
		expect([jobNo, status]).toEqual(['42', '2']);
		expect(team.state.departments.get(orgId)?.department).toBe(fields.department);
	});

	it('sends an optional field that is empty as empty, and one that is unset not at all', async () => {
		const team = await startTeam();
		const names = ['birthday', 'department', 'gender', 'hireDate', 'jobNo', 'jobTitle', 'phone'];
		names.push('positiveDate', 'staffType', 'weights');
		const additionalFields = fromItem(...names);
		const empty = Object.fromEntries(names.map((name) => [name, '']));
		const items: IDataObject[] = [
			{ name: '赵一', mobile: MOBILE, ...empty },
			{ name: '钱二', email: 'q@example.com', jobNo: null },
		];
		const { main } = await team.perform(
			'person.create',
			{ ...parameters, additionalFields },
			items,
		);
		const rows = [
			{ name: '赵一', account: { mobile: MOBILE }, ...empty },
			{ name: '钱二', account: { email: 'q@example.com' } },
		];
		expect(personsOf(team)).toEqual([rows]);
		expect(main.map(({ json }) => json)).toMatchObject(rows);
	});

	it('an empty choice does not take other people down with it', async () => {
		const team = await startTeam();
		const additionalFields = fromItem('status', 'orgUserType');
		const items = [
			{ name: '赵一', mobile: MOBILE, status: '', orgUserType: '' },
			{ name: '钱二', mobile: '13800138001', status: '1', orgUserType: '0' },
		];
		const { main } = await team.perform(
			'person.create',
			{ ...parameters, additionalFields },
			items,
		);
		expect(main.map(({ json }) => json.name)).toContain('钱二');
	});

	it.each(['mobile', 'email', 'phone'])('%s is enough to tell who it is', async (by) => {
		const team = await startTeam();
		const value = by === 'email' ? 'z@example.com' : MOBILE;
		const additionalFields = fromItem('phone');
		const items = [{ name: '赵一', [by]: value }];
		const { main, error } = await team.perform(
			'person.create',
			{ ...parameters, additionalFields },
			items,
		);
		expect(error).toEqual([]);
		expect(main[0].json).toMatchObject({ openId: expect.any(String) as string, name: '赵一' });
		const { phone, email } = team.state.people.get(String(main[0].json.openId))!;
		expect([phone, email]).toEqual(by === 'email' ? ['', value] : [MOBILE, '']);
	});

	it.each([
		[{ name: '赵一' }, 'account needs a mobile or an email, or the person a phone'],
		[{ name: '赵一', mobile: '', email: '' }, 'account needs a mobile or an email'],
		[{ name: '', mobile: MOBILE }, 'name is required'],
		[{ mobile: MOBILE }, 'name is required'],
		[{ name: '赵一', mobile: MOBILE, birthday: '1990-2-1' }, 'birthday must be a day like'],
		[{ name: '赵一', mobile: MOBILE, weights: 'x' }, 'weights must be a whole number'],
		[{ name: '赵一', mobile: MOBILE, status: '9' }, 'status must be one of 0, 1, 2, but is “9”'],
		[{ name: '赵一', mobile: MOBILE, contact: '{' }, 'contact must be JSON'],
		[{ name: '赵一', mobile: 2 ** 60 }, 'account holds the number'],
	])('refuses %j without a request', async (item: IDataObject, error) => {
		const team = await startTeam();
		const additionalFields = fromItem('birthday', 'weights', 'status', 'contact');
		const given = { ...parameters, additionalFields };
		const result = await team.perform('person.create', given, [item]);
		expect(reasons(result.error)).toMatchObject([
			{ item: 0, outcome: 'rejected', error: expect.stringContaining(error) as string },
		]);
		expect(team.requests).toEqual([]);
	});

	it('two people of one mobile are sent one after the other', async () => {
		const team = await startTeam();
		const items = ['赵一', '钱二'].map((name) => ({ name, mobile: MOBILE }));
		const { main, error } = await team.perform('person.create', parameters, items);
		expect(team.requestsTo('addNew')).toHaveLength(2);
		expect(itemsOf(main)).toEqual([0]);
		expect(reasons(error)).toMatchObject([{ item: 1, error: '手机号已存在 (400)' }]);
	});

	describe('the first password', () => {
		const items = ['赵一', '钱二'].map((name) => ({ name, mobile: MOBILE }));
		const secret = { ...parameters, account: { ...fromItem('mobile'), password: PASSWORD } };

		it('goes to the platform, and into no item, error or log', async () => {
			const team = await startTeam();
			const result = await team.perform('person.create', secret, items);
			const login = { mobile: MOBILE, password: PASSWORD };
			expect(personsOf(team)).toEqual(items.map(({ name }) => [{ name, account: login }]));
			expect(itemsOf(result.main)).toEqual([0]);
			expect(result.main[0].json.account).toEqual({ mobile: MOBILE });
			expect(reasons(result.error)).toHaveLength(1);
			expect(said(result)).not.toContain(PASSWORD);
		});

		it.each([
			['a cut connection', 'resetAfter'],
			['an answer that can’t be read', 'cutJson'],
			['a refusal', 'status'],
		] as const)('nor after %s', async (_what, how) => {
			const team = await startTeam();
			team.misbehave({ how });
			const given = { ...secret, options: { retries: 0 } };
			const result = await team.perform('person.create', given, items);
			expect(result.main).toEqual([]);
			expect(said(result)).not.toContain(PASSWORD);
			const stopped = await team.perform('person.create', given, items, STOP);
			expect(stopped.failure).toBeDefined();
			expect(said(stopped)).not.toContain(PASSWORD);
			expect(JSON.stringify(stopped.failure)).not.toContain(PASSWORD);
		});

		it('is sent once when it is among the other fields, and leaves with no item either', async () => {
			const team = await startTeam();
			const otherFields = JSON.stringify({ account: { mobile: MOBILE, password: PASSWORD } });
			const given = { name: '赵一', account: {}, additionalFields: { otherFields } };
			const result = await team.perform('person.create', given, [{}]);
			expect(itemsOf(result.main)).toEqual([0]);
			expect(said(result)).not.toContain(PASSWORD);
		});
	});
});

/** What a person gets to read of a run. */
const said = ({ main, error, failure, logs }: Awaited<ReturnType<typeof run>>) =>
	[JSON.stringify([main, error, logs]), failure?.message, failure?.stack].join();

describe('update', () => {
	const parameters = {
		...idFromItem('openId'),
		additionalFields: fromItem('name', 'email', 'jobNo', 'jobTitle', 'birthday', 'weights'),
	};
	const personsOf = (team: Awaited<ReturnType<typeof startTeam>>) =>
		(dataOf(team.requestsTo('updateInfo')[0]) as { persons: unknown }).persons;

	it('sends only what an item has; empty clears', async () => {
		const team = await startTeam();
		Object.assign(team.state.people.get(person(0))!, { jobNo: 'J1', jobTitle: '工程师' });
		const given = { ...parameters, additionalFields: fromItem('jobNo', 'jobTitle', 'birthday') };
		const items: IDataObject[] = [
			{ openId: person(0), jobNo: '', birthday: '' },
			{ openId: person(1), jobTitle: '顾问', jobNo: null },
		];
		const { main, error } = await team.perform('person.update', given, items);
		const rows = [items[0], { openId: person(1), jobTitle: '顾问' }];
		expect(error).toEqual([]);
		expect(personsOf(team)).toEqual(rows);
		expect(main).toEqual(paired([0, rows[0]], [1, rows[1]]));
		expect(team.state.people.get(person(0))).toMatchObject({ jobNo: '', jobTitle: '工程师' });
	});

	it('refuses an item that changes nothing, without a request', async () => {
		const team = await startTeam();
		const given = { ...parameters, additionalFields: fromItem('jobNo') };
		const { error } = await team.perform('person.update', given, [{ openId: person(0) }]);
		expect(reasons(error)).toMatchObject([
			{ item: 0, outcome: 'rejected', error: 'fields are empty: nothing would change' },
		]);
		expect(team.requests).toEqual([]);
	});

	it('sets and cancels a leader', async () => {
		const team = await startTeam();
		const given = { ...idFromItem('openId'), additionalFields: fromItem('orgUserType') };
		const items = ['1', '2'].map((orgUserType, n) => ({ openId: person(n), orgUserType }));
		const { main } = await team.perform('person.update', given, items);
		expect(main).toEqual(paired([0, items[0]], [1, items[1]]));
		const { error } = await team.perform('person.update', given, [{ ...items[0], orgUserType: 0 }]);
		expect(reasons(error)).toMatchObject([
			{ error: 'orgUserType must be one of 2, 1, but is “0”', outcome: 'rejected' },
		]);
	});

	it('sends free fields as they stand, but never for another person', async () => {
		const platform = await startScripted(`POST ${OPEN}person/updateInfo`, () => ({
			success: true,
			data: [{ msgId: '0', msgCode: '209' }],
		}));
		const otherFields = '{"tenantField":{"a":1},"openId":"somebody else"}';
		const given = { ...idFromItem('openId'), additionalFields: { otherFields } };
		const harmless = {
			...idFromItem('openId'),
			additionalFields: { otherFields: '{"tenantField":{"a":1}}' },
		};
		const items = [{ openId: person(0) }];
		await run('yunzhijia', platform, ['person', 'update'], given, items);
		const sent = JSON.stringify(platform.requestsTo('').map(dataOf));
		expect(sent).not.toContain('somebody else');
		await run('yunzhijia', platform, ['person', 'update'], harmless, items);
		expect(platform.requestsTo('').map(dataOf).at(-1)).toEqual({
			persons: [{ openId: person(0), tenantField: { a: 1 } }],
		});
	});
});
