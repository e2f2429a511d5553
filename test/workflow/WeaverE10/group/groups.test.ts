/**
 * Groups (群组) of Weaver E10 through the node: docs/vendors/weaver-e10.md, section 5, no. 22 to 28. What
 * the lists of ids have in common with other operations is in ../ids.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import {
	expectEachOnce,
	fromItem,
	idFromItem,
	itemsOf,
	paired,
	reasons,
} from '../../engine/cases.ts';
import { STOP, stopOf } from '../../engine/cases.ts';
import { CLUB, GROUP, id, LI, rawOf, rl } from '../company.ts';
import { sentTo, startAnswering, startCompany, WANG, ZHAO } from '../company.ts';

const NOWHERE = id(999);
const NUMBER = BigInt(GROUP);
const GONE = { error: `${NOWHERE}不存在 (500)`, outcome: 'rejected', code: '500' };

describe('group.getAll', () => {
	const parameters = idFromItem('groupIds');

	it('asks by ids as text and gives ids, which come as numbers, as text', async () => {
		const weaver = await startCompany();
		const items = [{ groupIds: [GROUP, CLUB] }, { groupIds: `${CLUB}` }, { groupIds: NOWHERE }];
		const one = { ...parameters, options: { concurrency: 1 } };
		const { main, error } = await weaver.run('group.getAll', one, items);
		expect(error).toEqual([]);
		expect(sentTo(weaver, 'queryChannel')).toEqual([
			{ groupIds: [GROUP, CLUB] },
			{ groupIds: [CLUB] },
			{ groupIds: [NOWHERE] },
		]);
		expect(weaver.requestsTo('')[0].answer).toContain(`"id":${GROUP},`);
		const group = { id: GROUP, name: '项目组', closed: 0 };
		const club = { id: CLUB, name: '俱乐部', closed: 1 };
		expect(main).toEqual(paired([0, group], [0, club], [1, club]));
	});

	it('refuses items without ids', async () => {
		const weaver = await startCompany();
		const many = Array.from({ length: 201 }, (_, n) => id(n));
		const items = [{}, { groupIds: '' }, { groupIds: [] }, { groupIds: many }] as IDataObject[];
		const { main, error } = await weaver.run('group.getAll', parameters, items);
		expect(main).toEqual([]);
		expect(reasons(error)).toMatchObject(Array(4).fill({ field: 'groupIds' }));
		expect(weaver.requests).toEqual([]);
	});
});

describe('group.getMembers', () => {
	it('asks once an item and pairs the members with it', async () => {
		const weaver = await startCompany();
		weaver.state.channels.get(CLUB)!.members = new Set([LI, ZHAO]);
		const items = [CLUB, NOWHERE, GROUP].map((key) => ({ id: key }));
		const parameters = { ...idFromItem('id'), options: { concurrency: 1 } };
		const { main, error } = await weaver.run('group.getMembers', parameters, items);
		expect(sentTo(weaver, 'channelUsers')).toEqual(items);
		expect(main).toEqual(
			paired(
				[0, { id: LI, username: '李四' }],
				[0, { id: ZHAO, username: '赵六' }],
				[2, { id: WANG, username: '王五' }],
			),
		);
		expect(reasons(error)).toMatchObject([{ item: 1, ...GONE }]);
		const stopped = await weaver.run('group.getMembers', parameters, items, STOP);
		expect(stopOf(stopped)).toMatchObject({
			message: GONE.error,
			description: expect.stringMatching(
				/Of 3 records: 1 done, 1 rejected, 0 unknown, 1 not sent\.$/,
			) as string,
			...{ itemIndex: 1, leaves: 0 },
		});
	});

	it('members that come as mere values are rows too', async () => {
		const weaver = await startAnswering(
			'channelUsers',
			() => [LI, ZHAO],
			(data) => ({ code: 200, msg: 'success', status: true, data }) as IDataObject,
		);
		const { main } = await weaver.run('group.getMembers', { id: rl(GROUP) }, [{}]);
		expect(main).toEqual(paired([0, { value: LI }], [0, { value: ZHAO }]));
	});
});

describe('group.upsert', () => {
	const parameters = {
		...fromItem('name', 'isPrivate', 'sortNum'),
		additionalFields: idFromItem('id'),
		options: { concurrency: 1 },
	} as INodeParameters;
	const group = (name: string, more: IDataObject = {}): IDataObject => ({
		...{ name, isPrivate: 0, sortNum: 3 },
		...more,
	});

	it('updates by an id, which leaves as a number, and adds without one', async () => {
		const weaver = await startCompany();
		const items = [group('新组'), group('改名', { id: GROUP }), group('空', { id: '' })];
		const { main, error } = await weaver.run('group.upsert', parameters, items);
		expect(reasons(error)).toEqual([]);
		expect(sentTo(weaver, 'saveChannel')).toEqual([
			group('新组'),
			group('改名', { id: NUMBER as never }),
			group('空'),
		]);
		expect(rawOf(weaver.requestsTo('')[1])).toContain(`"id":${GROUP}`);
		const given = main.map(({ json }) => json.id as string);
		expect(main).toEqual(
			paired(...given.map((key, n): [number, IDataObject] => [n, { ...items[n], id: key }])),
		);
		expect(given[1]).toBe(GROUP);
		expect(given.map((key) => weaver.state.channels.get(key)?.name)).toEqual([
			'新组',
			'改名',
			'空',
		]);
	});

	it('takes what is chosen in the form', async () => {
		const weaver = await startCompany();
		await weaver.run('group.upsert', { name: '新组', isPrivate: 0, sortNum: 0 }, [{}]);
		expect(sentTo(weaver, 'saveChannel')).toEqual([{ name: '新组', isPrivate: 0, sortNum: 0 }]);
	});

	it.each<[string, unknown, RegExp]>([
		['name', '', /^name is required/],
		['name', undefined, /^name is required$/],
		['isPrivate', 2, /^isPrivate must be between 0 and 1, but is 2$/],
		['sortNum', 'x', /^sortNum must be a whole number, but is “x”$/],
		['sortNum', undefined, /^sortNum is required$/],
		['id', 'G1', /^id must be an ID of up to 19 digits, but is “G1”$/],
		['id', Number(GROUP), /^id .*has lost digits/],
	])('%s %j is refused and takes no other with it', async (field, value, says) => {
		const weaver = await startCompany();
		const items = [group('一', { [field]: value as string }), group('二')];
		const { main, error } = await weaver.run('group.upsert', parameters, items);
		expect(itemsOf(main)).toEqual([1]);
		expect(reasons(error)).toMatchObject([{ item: 0, field, outcome: 'rejected' }]);
		expect(reasons(error)[0].error).toMatch(says);
		expect(sentTo(weaver, 'saveChannel')).toEqual([group('二')]);
	});

	it('one that the platform refuses, and the stop that it makes', async () => {
		const weaver = await startCompany();
		const items = [group('一'), group('二', { id: NOWHERE }), group('三')];
		const result = await weaver.run('group.upsert', parameters, items);
		expectEachOnce(result, 3);
		expect(reasons(result.error)).toMatchObject([{ item: 1, ...GONE }]);
		const stopped = await weaver.run('group.upsert', parameters, items, STOP);
		expect(stopped.failure).toBeInstanceOf(NodeApiError);
		expect(stopOf(stopped)).toMatchObject({
			message: GONE.error,
			description: expect.stringMatching(
				/Of 3 records: 1 done, 1 rejected, 0 unknown, 1 not sent\.$/,
			) as string,
			itemIndex: 1,
		});
		expect(weaver.requestsTo('')).toHaveLength(5);
	});

	it('is not sent again after a lost answer: there might be two groups', async () => {
		const weaver = await startCompany();
		weaver.misbehave({ how: 'statusAfter', status: 503, retryAfter: 0 });
		const { error } = await weaver.run('group.upsert', parameters, [group('一')]);
		expect(weaver.requestsTo('')).toHaveLength(1);
		expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'unknown' }]);
	});
});

describe('group.setSealed', () => {
	it('groups to seal and to open go in requests of their own', async () => {
		const weaver = await startCompany();
		const parameters = { ...idFromItem('groupIds'), ...fromItem('closed') };
		const items = [
			{ groupIds: GROUP, closed: 1 },
			{ groupIds: CLUB, closed: '0' },
			{ groupIds: GROUP, closed: 2 },
		];
		const { main, error } = await weaver.run('group.setSealed', parameters, items);
		expect(sentTo(weaver, 'closeChannels')).toEqual([
			{ groupIds: [NUMBER], closed: 1 },
			{ groupIds: [BigInt(CLUB)], closed: 0 },
		]);
		expect(itemsOf(main)).toEqual([0, 1]);
		expect(main.map(({ json }) => [json.groupIds, json.closed])).toEqual([
			[GROUP, 1],
			[CLUB, 0],
		]);
		expect(reasons(error)).toMatchObject([{ item: 2, field: 'closed' }]);
		expect([GROUP, CLUB].map((key) => weaver.state.channels.get(key)?.closed)).toEqual([1, 0]);
	});
});

it('members of two groups go in two requests', async () => {
	const weaver = await startCompany();
	const items = [
		{ id: GROUP, empIds: [LI] },
		{ id: CLUB, empIds: WANG },
		{ id: GROUP, empIds: `${ZHAO},${LI}` },
	] as IDataObject[];
	const { main } = await weaver.run('group.addMembers', idFromItem('id', 'empIds'), items);
	expect(sentTo(weaver, 'addChannelUsers')).toEqual([
		{ id: GROUP, empIds: [LI, ZHAO] },
		{ id: CLUB, empIds: [WANG] },
	]);
	expect(itemsOf(main)).toEqual([0, 1, 2, 2]);
	expect(main.map(({ json }) => [json.id, json.empIds])).toEqual([
		[GROUP, LI],
		[CLUB, WANG],
		[GROUP, ZHAO],
		[GROUP, LI],
	]);
});
