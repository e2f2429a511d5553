/** Scopes (可见范围) of groups of Weaver E10 through the node: docs/vendors/weaver-e10.md, no. 29, 30. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import {
	fromItem,
	idFromItem,
	itemsOf,
	paired,
	reasons,
	STOP,
	stopOf,
} from '../../engine/cases.ts';
import { CLUB, EAST, GROUP, HQ, LI, NORTH, rawOf, SALES } from '../company.ts';
import { sentTo, startCompany } from '../company.ts';

describe('group.addScope', () => {
	const SCOPE = { permissionId: 'channel_share', permissionType: 1, sourceType: 1 };
	const parameters = {
		...idFromItem('sourceId'),
		...fromItem('objType', 'targetType', 'targetId'),
		options: { concurrency: 1 },
	} as INodeParameters;
	const scope = (more: IDataObject = {}): IDataObject => ({
		...{ sourceId: GROUP, objType: 'department', targetType: '2', targetId: SALES },
		...more,
	});

	it('sends what the document fixes along, targets as one text, and gives the id back', async () => {
		const weaver = await startCompany();
		const items = [
			scope({ targetId: [SALES, NORTH] }),
			scope({ objType: 'resource', targetType: 1, targetId: LI }),
			scope({ objType: 'subcompany', targetType: '6', targetId: `${HQ}，${EAST}` }),
			scope({ objType: 'group', targetType: '1411', targetId: CLUB }),
		];
		const targets = [`${SALES},${NORTH}`, LI, `${HQ},${EAST}`, CLUB];
		const { main, error } = await weaver.run('group.addScope', parameters, items);
		expect(reasons(error)).toEqual([]);
		const sent = items.map((item, n) => ({
			...{ ...item, targetType: String(item.targetType) },
			targetId: targets[n],
		}));
		expect(sentTo(weaver, 'addChannelShare')).toEqual(sent.map((row) => ({ ...SCOPE, ...row })));
		const given = [...weaver.state.channels.get(GROUP)!.scope!.keys()];
		expect(weaver.requestsTo('')[0].answer).toContain(`"id":${given[0]}`);
		expect(main).toMatchObject(
			paired(...sent.map((row, n): [number, IDataObject] => [n, { ...row, id: given[n] }])),
		);
	});

	it('takes what only the example has: attributes and objects', async () => {
		const weaver = await startCompany();
		const additionalFields = {
			department_attribute: '1, 2',
			obj_id: `[{"id": "${SALES}"}, {"id": ${NORTH}}]`,
		};
		const { main, error } = await weaver.run(
			'group.addScope',
			{ ...parameters, additionalFields },
			[scope()],
		);
		expect(reasons(error)).toEqual([]);
		expect(sentTo(weaver, 'addChannelShare')).toEqual([
			{
				...{ ...SCOPE, ...scope(), department_attribute: ['1', '2'] },
				obj_id: [{ id: SALES }, { id: expect.anything() as unknown }],
			},
		]);
		expect(rawOf(weaver.requestsTo('')[0])).toContain(NORTH);
		expect(itemsOf(main)).toEqual([0]);
	});

	it.each<[string, unknown, RegExp]>([
		['sourceId', '', /^sourceId is required/],
		['objType', 'person', /^objType must be one of department, resource, group, subcompany/],
		['targetType', '11', /^targetType must be one of 2, 3, 1411, 1, 5, 6, but is “11”$/],
		['targetId', '', /^targetId is required/],
	])('%s %j is refused', async (field, value, says) => {
		const weaver = await startCompany();
		const items = [scope({ [field]: value as string }), scope()];
		const { main, error } = await weaver.run('group.addScope', parameters, items);
		expect(itemsOf(main)).toEqual([1]);
		expect(reasons(error)).toMatchObject([{ item: 0, field, outcome: 'rejected' }]);
		expect(reasons(error)[0].error).toMatch(says);
	});
});

describe('group.updateScope', () => {
	it('sends the body exactly as it stands, long numbers included', async () => {
		const weaver = await startCompany();
		const parameters = { body: '={{ $json.body }}', options: { concurrency: 1 } };
		const items = [
			{ body: `{"id": ${GROUP}, "deep": {"ids": [${CLUB}, 1.5]}, "none": null}` },
			{ body: { sourceId: GROUP, flag: false, empty: '' } },
			{ body: '{' },
			{ body: '[1]' },
			{ body: { id: Number(GROUP) } },
		];
		const { main, error } = await weaver.run('group.updateScope', parameters, items);
		expect(weaver.requestsTo('').map(rawOf)).toEqual([
			`{"id":${GROUP},"deep":{"ids":[${CLUB},1.5]},"none":null}`,
			`{"sourceId":"${GROUP}","flag":false,"empty":""}`,
		]);
		expect(sentTo(weaver, 'updateChannelShare')).toEqual(weaver.state.scopeUpdates);
		expect(itemsOf(main)).toEqual([0, 1]);
		expect(JSON.stringify(main[0].json)).toContain(`"${CLUB}"`);
		expect(reasons(error)).toMatchObject([2, 3, 4].map((item) => ({ item, field: 'body' })));
	});

	it('does not send an empty body, and says so before anything else', async () => {
		const weaver = await startCompany();
		const stopped = await weaver.run('group.updateScope', { body: '' }, [{}, {}], STOP);
		expect(stopped.failure).toBeInstanceOf(NodeOperationError);
		expect(stopOf(stopped)).toMatchObject({
			message: 'body is required',
			itemIndex: 0,
		});
		expect(weaver.requests).toEqual([]);
	});
});
