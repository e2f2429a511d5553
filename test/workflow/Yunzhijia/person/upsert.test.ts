/**
 * Create or Update of people: who is looked for how, what is sent for people who are there and for
 * those who are not, and who is refused. docs/vendors/yunzhijia.md, sections 2, 4 and 5.
 */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { fromItem, itemsOf, paired, reasons, STOP, stopOf } from '../../engine/cases.ts';
import { LAB, NOBODY, NORTH, NORTH_PATH, person, SALES } from '../team.ts';
import type { Team } from '../team.ts';
import {
	email,
	jobNo,
	KEYS,
	mobile,
	namedLike,
	newcomer,
	orgOf,
	parametersFor,
	reads,
	refuseMove,
	says,
	startTeamOf,
	writes,
} from './upsert.ts';

const someId = expect.any(String) as string;

const PASS = ['person/getall', { begin: 0, count: 1000 }];
const END = ['person/getall', { begin: 3, count: 1000 }];

describe.each([
	['id', [['person/get', { type: 1, array: [person(1)] }]]],
	['mobile', [['person/get', { type: 0, array: [mobile(1)] }]]],
	['jobNo', [PASS, END]],
	['email', [PASS, END]],
])('somebody who is there, by %s', (by, lookups) => {
	const key = KEYS[by](1);
	const row = { openId: person(1), name: '新名', jobTitle: '顾问' };
	const item = { ...row, openId: key };

	it('is updated, and stays in a department that is theirs or is not given', async () => {
		for (const orgId of ['', undefined, null, SALES]) {
			const team = await startTeamOf(3);
			const items = [{ ...item, orgId }];
			const { main, error } = await team.perform('person.upsert', parametersFor(by), items);
			expect(error).toEqual([]);
			expect(reads(team)).toEqual(lookups);
			expect(writes(team)).toEqual([['updateInfo', [row]]]);
			expect(main).toMatchObject([{ json: row, pairedItem: { item: 0 } }]);
		}
	});

	it('is moved to another one after that, and leaves once, with all of it', async () => {
		const team = await startTeamOf(3);
		const items = [{ ...item, orgId: LAB }];
		const { main, error } = await team.perform('person.upsert', parametersFor(by), items);
		expect(error).toEqual([]);
		expect(reads(team)).toEqual(lookups);
		expect(writes(team)).toEqual([
			['updateInfo', [row]],
			['updateDeptByDeptId', [{ openId: person(1), orgId: LAB }]],
		]);
		expect(main).toMatchObject([{ json: { ...row, orgId: LAB }, pairedItem: { item: 0 } }]);
		expect(main).toHaveLength(1);
		expect(orgOf(team, 1)).toBe(LAB);
	});
});

it('Account and Phone of somebody who is there are sent nowhere', async () => {
	const team = await startTeamOf(1);
	const items = [newcomer(0, { mobile: '1', email: 'x@y.z', password: 'secret', phone: '2' })];
	const result = await team.perform('person.upsert', parametersFor(), items);
	const row = { openId: person(0), name: '新人0' };
	expect(writes(team)).toEqual([['updateInfo', [row]]]);
	expect(itemsOf(result.main)).toEqual([0]);
	expect(result.main[0].json).not.toHaveProperty('account');
	expect(JSON.stringify([result.main, result.logs])).not.toContain('secret');
});

it('details that are empty clear, those that are unset stay as they are', async () => {
	const team = await startTeamOf(1);
	Object.assign(team.state.people.get(person(0))!, { jobTitle: '顾问', gender: '1' });
	const items = [{ openId: jobNo(0), name: '新名', jobTitle: '' }];
	await team.perform('person.upsert', parametersFor(), items);
	expect(team.state.people.get(person(0))).toMatchObject({ jobTitle: '', gender: '1' });
});

it('every detail is sent in its form, for a new person and for one who is there', async () => {
	const team = await startTeamOf(1);
	const details = {
		birthday: '1990-02-28',
		contact: '[{"type":"P","value":"1"}]',
		gender: '1',
		hireDate: '2026-01-31',
		jobTitle: '工程师',
		positiveDate: '2026-07-31',
		staffType: '正式',
		weights: '7',
		otherFields: '{"photoUrl":"p"}',
	};
	const given = { ...parametersFor(), additionalFields: details };
	const items = [newcomer(9), { openId: jobNo(0), name: '新名' }];
	const { error } = await team.perform('person.upsert', given, items);
	const named: IDataObject = { ...details };
	delete named.otherFields;
	const sent = { ...named, contact: [{ type: 'P', value: '1' }], photoUrl: 'p' };
	expect(error).toEqual([]);
	expect(writes(team)).toEqual([
		['addNew', [{ name: '新人9', account: { mobile: mobile(9) }, jobNo: jobNo(9), ...sent }]],
		['updateInfo', [{ openId: person(0), name: '新名', ...sent }]],
	]);
});

describe('somebody who is not there', () => {
	it.each<[by: string, more: IDataObject, sent: IDataObject]>([
		['mobile', {}, { account: { mobile: mobile(9) } }],
		['mobile', { email: email(9) }, { account: { mobile: mobile(9), email: email(9) } }],
		['email', {}, { account: { email: email(9) } }],
		['email', { mobile: mobile(9) }, { account: { email: email(9), mobile: mobile(9) } }],
		['jobNo', { mobile: mobile(9) }, { jobNo: 'J9', account: { mobile: mobile(9) } }],
		['jobNo', { email: email(9) }, { jobNo: 'J9', account: { email: email(9) } }],
		['jobNo', { phone: mobile(9) }, { jobNo: 'J9', phone: mobile(9) }],
	])('by %s, with %j besides, has both from the start', async (by, more, sent) => {
		const team = await startTeamOf(2);
		const items = [{ openId: KEYS[by](9), name: '新人', ...more }];
		const { main, error } = await team.perform('person.upsert', parametersFor(by), items);
		const row = { name: '新人', ...sent };
		expect(error).toEqual([]);
		expect(writes(team)).toEqual([['addNew', [row]]]);
		expect(main).toMatchObject([{ json: { ...row, openId: someId }, pairedItem: { item: 0 } }]);
		// A second run finds them.
		await team.perform('person.upsert', parametersFor(by), items);
		const [, again] = writes(team);
		expect(again).toEqual(['updateInfo', [{ openId: main[0].json.openId, name: '新人' }]]);
	});

	it('is created in the long name of the department, which is asked for', async () => {
		const team = await startTeamOf(2);
		const items = [newcomer(8, { orgId: NORTH }), newcomer(9), newcomer(7, { orgId: NORTH })];
		await team.perform('person.upsert', parametersFor(), items);
		expect(reads(team).at(-1)).toEqual(['dept/get', { type: 0, array: [NORTH] }]);
		expect(reads(team).filter(([path]) => path === 'dept/get')).toHaveLength(1);
		const [[, rows]] = writes(team) as Array<[string, IDataObject[]]>;
		expect(rows.map(({ department }) => department)).toEqual([NORTH_PATH, undefined, NORTH_PATH]);
		const orgs = [8, 9, 7].map((n) => namedLike(team, `新人${n}`)[0].orgId);
		expect(orgs).toEqual([NORTH, '', NORTH]);
	});

	it('a department by its long name does for both, and is not created by mistake', async () => {
		const team = await startTeamOf(2);
		const items = [
			newcomer(9, { orgId: NORTH_PATH }),
			{ openId: jobNo(0), name: '旧人', orgId: NORTH_PATH },
			newcomer(8, { orgId: '不存在' }),
		];
		const given = parametersFor('jobNo', 'name');
		const { main, error } = await team.perform('person.upsert', given, items);
		expect(itemsOf(main)).toEqual([0, 1]);
		expect(namedLike(team, '新人9')[0].orgId).toBe(NORTH);
		expect(orgOf(team, 0)).toBe(NORTH);
		expect(reasons(error)).toMatchObject([
			{ item: 2, outcome: 'rejected', error: says('no department with the long name “不存在”') },
		]);
		expect(team.state.departments.size).toBe(3);
	});

	it.each(['index', 'key'] as const)(
		'each gets their own openId or reason, though msgId is the %s',
		async (personMsgId) => {
			const team = await startTeamOf(1);
			team.state.personMsgId = personMsgId;
			const items = [newcomer(7), newcomer(8, { mobile: mobile(0) }), newcomer(9)];
			const { main, error } = await team.perform('person.upsert', parametersFor(), items);
			const idOf = (n: number) => namedLike(team, `新人${n}`)[0].openId;
			expect(main.map(({ json }) => json.openId)).toEqual([idOf(7), idOf(9)]);
			expect(reasons(error)).toMatchObject([{ item: 1, error: '手机号已存在 (400)' }]);
		},
	);

	it('gets the first password, which leaves with no item, reason or log line', async () => {
		const team = await startTeamOf(1);
		const password = 'first&secret=50%';
		// Not from the items: a failed item repeats its own fields.
		const given = { ...parametersFor(), account: { ...fromItem('mobile'), password } };
		const items = [newcomer(9), newcomer(8, { mobile: mobile(0) })];
		const result = await team.perform('person.upsert', given, items);
		const [[, rows]] = writes(team) as Array<[string, IDataObject[]]>;
		expect(rows[0].account).toEqual({ mobile: mobile(9), password });
		expect(result.main[0].json.account).toEqual({ mobile: mobile(9) });
		expect(reasons(result.error)).toHaveLength(1);
		const stopped = await team.perform('person.upsert', given, items.slice(1), STOP);
		expect(stopped.failure).toBeDefined();
		const said = JSON.stringify([result.main, result.error, result.logs, stopOf(stopped)]);
		expect(said).not.toContain(password);
	});
});

describe('refused before anything is sent, and alone', () => {
	const left = (team: Team) => (team.state.people.get(person(1))!.status = '0');
	const twin = (team: Team) => (team.state.people.get(person(1))!.jobNo = jobNo(0));
	const leftAs = says('has left');

	it.each<[what: string, by: string, item: IDataObject, error: string, setup?: typeof twin]>([
		['an unknown ID', 'id', { openId: NOBODY }, says('there is no person with the ID')],
		[
			'two of one job number',
			'jobNo',
			{ openId: jobNo(0) },
			says('more than one active person with the job number “J0”: 2'),
			twin,
		],
		['somebody who left, by ID', 'id', { openId: person(1) }, leftAs, left],
		['somebody who left, by mobile', 'mobile', { openId: mobile(1) }, leftAs, left],
		['a newcomer whom nothing reaches', 'jobNo', { openId: 'J9' }, says('mobile or an email')],
		[
			'a newcomer in no department',
			'jobNo',
			{ ...newcomer(9), orgId: 'd-none' },
			says('no department with this ID'),
		],
	])('%s', async (_what, by, item, error, setup) => {
		const team = await startTeamOf(3);
		setup?.(team);
		const items = [
			{ name: '无', mobile: '', ...item },
			{ openId: KEYS[by](2), name: '新名' },
		];
		const result = await team.perform('person.upsert', parametersFor(by), items);
		expect(reasons(result.error)).toMatchObject([{ item: 0, outcome: 'rejected', error }]);
		expect(itemsOf(result.main)).toEqual([1]);
		expect(writes(team)).toEqual([['updateInfo', [{ openId: person(2), name: '新名' }]]]);
		expect([team.state.people.size, team.state.departments.size]).toEqual([3, 3]);
	});

	it('who has left is brought back by Restore, the reason says', async () => {
		const team = await startTeamOf(2);
		left(team);
		const items = [{ openId: person(1), name: '新名' }];
		const { error } = await team.perform('person.upsert', parametersFor('id'), items);
		expect(reasons(error)).toMatchObject([{ advice: says('Restore') }]);
	});

	it('who is disabled has not left', async () => {
		const team = await startTeamOf(2);
		team.state.people.get(person(1))!.status = '2';
		const items = [{ openId: mobile(1), name: '新名' }];
		const { main } = await team.perform('person.upsert', parametersFor('mobile'), items);
		expect(itemsOf(main)).toEqual([0]);
	});

	it.each<[item: IDataObject, field: string]>([
		[{ openId: jobNo(0) }, 'name'],
		[{ openId: jobNo(0), name: ' ' }, 'name'],
		[{ openId: '', name: '名', mobile: '1' }, 'openId'],
		[{ openId: ' ', name: '名', mobile: '1' }, 'openId'],
		[{ name: '名', mobile: '1' }, 'openId'],
	])('%j: without a request', async (item, field) => {
		const team = await startTeamOf(1);
		const { error } = await team.perform('person.upsert', parametersFor(), [item]);
		expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'rejected', field }]);
		expect(team.requests).toEqual([]);
	});
});

describe('when no department is found by its long name', () => {
	const items = [0, 1].map((n) => ({ openId: jobNo(n), name: '新名', orgId: '无' }));

	it.each([{}, STOP])('nobody is looked for (%j)', async (node) => {
		const team = await startTeamOf(2);
		const given = parametersFor('jobNo', 'name');
		const { error } = await team.perform('person.upsert', given, items, node);
		expect(reads(team)).toEqual([['dept/get', { type: 1, array: ['无'] }]]);
		const why = says('no department with the long name');
		const outcome = { outcome: 'rejected', error: why };
		expect(reasons(error)).toMatchObject(node === STOP ? [] : [outcome, outcome]);
	});

	it('who is known is not looked for either, if the run stops at that', async () => {
		const team = await startTeamOf(2);
		const given = parametersFor('jobNo', 'name');
		const known = [items[0], { ...items[1], orgId: NORTH_PATH }];
		await team.perform('person.upsert', given, known, STOP);
		expect(reads(team).map(([path]) => path)).toEqual(['dept/get']);
		expect(writes(team)).toEqual([]);
	});
});

describe('of the two steps', () => {
	const items = [0, 1].map((n) => ({ openId: jobNo(n), name: '新名', orgId: LAB }));
	const ofOthers = { otherFields: `={{ $itemIndex === 0 ? { email: "${email(1)}" } : {} }}` };

	it('the move is refused: says so, and that the rest was done', async () => {
		const team = await startTeamOf(2);
		refuseMove(team, 0, LAB);
		const { main, error } = await team.perform('person.upsert', parametersFor(), items);
		expect(itemsOf(main)).toEqual([1]);
		const why = '主职和兼职不能在同一部门 (400): refused for 1 of 2 steps (Update Department)';
		const advice = says('other steps of this item were done');
		expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'rejected', error: why, advice }]);
		expect(team.state.people.get(person(0))).toMatchObject({ name: '新名', orgId: SALES });
	});

	it('the update is refused: the move is made all the same, and the reason says so', async () => {
		const team = await startTeamOf(2);
		const given = { ...parametersFor(), additionalFields: ofOthers };
		const { main, error } = await team.perform('person.upsert', given, items);
		expect(itemsOf(main)).toEqual([1]);
		expect(reasons(error)).toMatchObject([
			{
				item: 0,
				error: says('(210): refused for 1 of 2 steps (Update)'),
				advice: says('other steps of this item were done'),
			},
		]);
		expect(team.state.people.get(person(0))).toMatchObject({ name: '员工0', orgId: LAB });
	});

	it('both are refused: nothing was done, and no advice says otherwise', async () => {
		const team = await startTeamOf(2);
		refuseMove(team, 0, LAB);
		const given = { ...parametersFor(), additionalFields: ofOthers };
		const { error } = await team.perform('person.upsert', given, items);
		expect(reasons(error)).toMatchObject([
			{ error: says('refused for 2 of 2 steps (Update, Update Department)') },
		]);
		expect(JSON.stringify(reasons(error))).not.toContain('were done');
	});

	it('there is one: its reason counts none', async () => {
		const team = await startTeamOf(2);
		const given = { ...parametersFor(), additionalFields: ofOthers };
		const one = [{ openId: jobNo(0), name: '新名' }];
		const { error } = await team.perform('person.upsert', given, one);
		expect(reasons(error)).toMatchObject([{ error: '邮箱已被其他人绑定 (210)' }]);
	});
});

it('who is created alone leaves as sent, with the openId', async () => {
	const team = await startTeamOf(0);
	const items = [newcomer(9, { orgId: LAB })];
	const { main } = await team.perform('person.upsert', parametersFor(), items);
	const [{ openId }] = namedLike(team, '新人9');
	expect(main).toEqual(
		paired([
			0,
			{
				openId,
				name: '新人9',
				account: { mobile: mobile(9) },
				phone: mobile(9),
				jobNo: jobNo(9),
				department: '实验室',
			},
		]),
	);
});
