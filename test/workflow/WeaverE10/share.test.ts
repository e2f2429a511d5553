/** Shares (共享) of Weaver E10 through the node: docs/vendors/weaver-e10.md 6.2, docs/vendors/weaver-e10.md. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { expectEachOnce, fromItem, idFromItem, itemsOf, paired, reasons } from '../engine/cases.ts';
import { STOP, stopOf } from '../engine/cases.ts';
import type { Weaver } from './runs.ts';
import { startWeaver, unwrap } from './runs.ts';

const PATH = '/api/hrm/restful/syncHrmShare';
const CARD = 'normal2external';
const id = (n: number) => `9694348496125${String(n).padStart(5, '0')}`;
const [CONTACT, DEPARTMENT] = [id(1), id(2)];

/** Everything from the item, so that each test names only what it is about. */
const PARAMETERS = {
	...fromItem('shareType', 'deleteType', 'sourceId', 'targetType'),
	...idFromItem('targetId'),
};
const share = (more: IDataObject = {}): IDataObject => ({
	shareType: CARD,
	deleteType: '0',
	sourceId: CONTACT,
	targetType: '2',
	targetId: DEPARTMENT,
	...more,
});
const removal = (more: IDataObject = {}): IDataObject => ({
	shareType: CARD,
	deleteType: '1',
	sourceId: CONTACT,
	...more,
});
const rowOf = (item: IDataObject) =>
	Object.fromEntries(Object.entries(item).filter(([name]) => name !== 'shareType'));
const sent = (weaver: Weaver) =>
	weaver.requestsTo('').map((request) => unwrap(weaver, request) as { data: IDataObject[] });
const shares = ({ state }: Weaver) => [...state.shares.values()];

describe.each(['body', 'query'] as const)('token in the %s', (authPlacement) => {
	it('makes and removes shares in one request', async () => {
		const weaver = await startWeaver({ authPlacement });
		const items = [share(), share({ targetId: id(3) }), share({ sourceId: id(9) }), removal()];
		const { main, error } = await weaver.run('share.sync', PARAMETERS, items);

		const [authorize, token] = weaver.tokenRequests();
		const { corpId, appKey, appSecret } = weaver.credential as IDataObject;
		expect(weaver.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
			'GET /oauth2/authorize',
			'POST /oauth2/access_token',
			`POST ${PATH}`,
		]);
		expect(authorize.query).toEqual({
			corpid: corpId,
			response_type: 'code',
			state: expect.stringMatching(/^[A-Za-z0-9]+$/) as string,
		});
		expect(token.headers['content-type']).toBe('application/x-www-form-urlencoded');
		expect(token.query).toEqual({});
		expect(token.body).toEqual({
			app_key: appKey,
			app_secret: appSecret,
			grant_type: 'authorization_code',
			code: (JSON.parse(authorize.answer!) as IDataObject).code,
		});
		expect(sent(weaver)).toEqual([{ shareType: CARD, data: items.map(rowOf) }]);
		expect(error).toEqual([]);
		expect(main).toEqual(paired(...items.map((row, n): [number, IDataObject] => [n, row])));
		expect(shares(weaver).map(({ sourceId }) => sourceId)).toEqual([id(9)]);
	});

	it('sends the headers that the gateway demands, with the token requests too', async () => {
		const weaver = await startWeaver({ authPlacement, extraHeaders: { 'X-Gateway-Key': 'k=1' } });
		const { main } = await weaver.run('share.sync', PARAMETERS, [share()]);
		expect(itemsOf(main)).toEqual([0]);
		expect(weaver.requests.map(({ headers }) => headers['x-gateway-key'])).toEqual(
			Array(3).fill('k=1'),
		);
	});
});

it.each(['X-Gateway-Key: hush', '["X-Gateway-Key", "hush"]'])(
	'extra headers %s are refused before anything is sent, and not shown',
	async (extraHeaders) => {
		const weaver = await startWeaver();
		Object.assign(weaver.credential, { extraHeaders });
		const { error } = await weaver.run('share.sync', PARAMETERS, [share()]);
		expect(reasons(error)).toMatchObject([
			{
				error: expect.stringContaining('Extra Headers of the credential') as string,
				outcome: 'notSent',
				advice: expect.stringContaining('{"X-Gateway-Key"') as string,
			},
		]);
		expect(JSON.stringify(error)).not.toContain('hush');
		expect(weaver.requests).toEqual([]);
	},
);

const TARGETS = '1 2 3 5 6 10 501 502 1311 1411 2002 3002 13111'.split(' ');

it('takes every share type and target type of the document', async () => {
	const weaver = await startWeaver();
	const items = [
		...['normal2external', 'ex2normal', 'extVirtOpt'].map((shareType) => share({ shareType })),
		...TARGETS.map((targetType) => share({ targetType, targetId: id(4) })),
		share({ targetType: '11', targetId: '0' }),
	];
	const result = await weaver.run('share.sync', PARAMETERS, items);
	expectEachOnce(result, items.length);
	expect(reasons(result.error)).toEqual([]);
	expect(shares(weaver)).toHaveLength(items.length);
});

it('records of another share type go into another request, whatever their order', async () => {
	const weaver = await startWeaver();
	const types = [CARD, 'ex2normal', CARD, 'extVirtOpt', 'ex2normal'];
	const items = types.map((shareType, n) => share({ shareType, targetId: id(n) }));
	const result = await weaver.run('share.sync', PARAMETERS, items);

	const of = (type: string) => items.filter(({ shareType }) => shareType === type).map(rowOf);
	expect(sent(weaver)).toEqual(
		[CARD, 'ex2normal', 'extVirtOpt'].map((shareType) => ({ shareType, data: of(shareType) })),
	);
	expect(result.main.map(({ json }) => json)).toEqual(items);
	expectEachOnce(result, 5);
});

describe('security levels', () => {
	const levels = fromItem('seclevel_from', 'seclevel_to');

	it('leave as numbers, and only where they are given', async () => {
		const weaver = await startWeaver();
		const given = [
			{ seclevel_from: '-999', seclevel_to: 999 },
			{ seclevel_from: 0, seclevel_to: '0' },
			{ seclevel_to: 10 },
			{},
		];
		const items = given.map((more, n) => share({ targetId: id(n), ...more }));
		const { error } = await weaver.run(
			'share.sync',
			{ ...PARAMETERS, additionalFields: levels },
			items,
		);
		const numbers = [
			{ seclevel_from: -999, seclevel_to: 999 },
			{ seclevel_from: 0, seclevel_to: 0 },
			{ seclevel_to: 10 },
			{},
		];
		expect(error).toEqual([]);
		expect(sent(weaver)[0].data).toEqual(
			numbers.map((more, n) => ({ ...rowOf(share({ targetId: id(n) })), ...more })),
		);
	});

	it.each([
		[1000, 'must be between -999 and 999, but is 1000'],
		[-1000, 'must be between -999 and 999, but is -1000'],
		[1.5, 'must be a whole number, but is “1.5”'],
		['high', 'must be a whole number, but is “high”'],
	])('%j is refused', async (level, says) => {
		const weaver = await startWeaver();
		const parameters = { ...PARAMETERS, additionalFields: levels };
		const items = [share({ seclevel_from: level }), share()];
		const { main, error } = await weaver.run('share.sync', parameters, items);
		expect(itemsOf(main)).toEqual([1]);
		expect(reasons(error)).toMatchObject([{ item: 0, error: `seclevel_from ${says}` }]);
	});
});

describe('a removal takes only the source', () => {
	const made = [share(), share({ targetId: id(3) }), share({ sourceId: id(9) })];

	it.each<[string, INodeParameters]>([
		['chosen in the form', { deleteType: '1', ...fromItem('shareType', 'sourceId') }],
		['by expression, the target not in the item', PARAMETERS],
	])('%s', async (_how, parameters) => {
		const weaver = await startWeaver();
		await weaver.run('share.sync', PARAMETERS, made);
		const { main, error } = await weaver.run('share.sync', parameters, [removal()]);
		expect(reasons(error)).toEqual([]);
		expect(sent(weaver)[1].data).toEqual([rowOf(removal())]);
		expect(main).toEqual(paired([0, removal()]));
		expect(shares(weaver)).toMatchObject([{ sourceId: id(9) }]);
	});

	it('even where the cells of the target are empty', async () => {
		const weaver = await startWeaver();
		await weaver.run('share.sync', PARAMETERS, made);
		const items = [removal({ targetType: '', targetId: '' })];
		const { error } = await weaver.run('share.sync', PARAMETERS, items);
		expect(reasons(error)).toEqual([]);
		expect(shares(weaver)).toMatchObject([{ sourceId: id(9) }]);
	});
});

it.each([
	['shareType', 'external', 'must be one of normal2external, ex2normal, extVirtOpt, but is'],
	['deleteType', '2', 'must be one of 0, 1, but is “2”'],
	['targetType', '7', 'must be one of '],
	['targetType', '', 'is required'],
	['targetType', undefined, 'is required'],
	['targetId', '', 'is required'],
	['targetId', undefined, 'is required'],
	['sourceId', '', 'is required'],
	['sourceId', undefined, 'is required'],
])('%s %j is refused and takes no other record with it', async (field, value, says) => {
	const weaver = await startWeaver();
	const items = [share(), share({ [field]: value }), share({ targetId: id(3) })];
	const { main, error } = await weaver.run('share.sync', PARAMETERS, items);

	expect(itemsOf(main)).toEqual([0, 2]);
	expect(reasons(error)).toMatchObject([{ item: 1, outcome: 'rejected', field }]);
	expect(reasons(error)[0].error).toContain(`${field} ${says}`);
	expect(sent(weaver)).toEqual([{ shareType: CARD, data: [items[0], items[2]].map(rowOf) }]);
});

it('everyone has the target 0 and nothing else', async () => {
	const weaver = await startWeaver();
	const items = [share({ targetType: '11' }), share({ targetType: '11', targetId: 0 })];
	const { main, error } = await weaver.run('share.sync', PARAMETERS, items);
	expect(main).toEqual(paired([1, share({ targetType: '11', targetId: '0' })]));
	expect(reasons(error)).toMatchObject([
		{ item: 0, error: 'targetId must be 0 when the target type is Everyone' },
	]);
});

it.each([
	[450, {}, [200, 200, 50]],
	[450, { batchSize: 1000 }, [400, 50]],
	[5, { batchSize: 2 }, [2, 2, 1]],
])('%i items with %j: requests of %j', async (count, given, sizes) => {
	const weaver = await startWeaver();
	const items = Array.from({ length: count }, (_, n) => share({ targetId: id(n) }));
	const parameters = { ...PARAMETERS, options: { concurrency: 1, ...given } };
	const result = await weaver.run('share.sync', parameters, items);
	expect(sent(weaver).map(({ data }) => data.length)).toEqual(sizes);
	expect(result.main.map(({ json }) => json)).toEqual(items);
	expect(shares(weaver)).toHaveLength(count);
});

it('a batch that the platform refuses: each record with the reason, the next batch goes on', async () => {
	const weaver = await startWeaver({
		seed: ({ departments }) =>
			departments.set(DEPARTMENT, { id: DEPARTMENT, name: '部', status: '1' }),
	});
	const items = [share(), share({ targetId: id(3) }), share()];
	const parameters = { ...PARAMETERS, options: { batchSize: 2, concurrency: 1 } };
	const { main, error } = await weaver.run('share.sync', parameters, items);
	const reason = `${id(3)}不存在 (500)`;
	expect(itemsOf(main)).toEqual([2]);
	expect(reasons(error)).toEqual(
		[0, 1].map((item) => ({
			item,
			error: reason,
			outcome: 'rejected',
			code: '500',
			status: 200,
			advice: expect.stringContaining('set Batch Size under Options to 1') as string,
		})),
	);
	const stopped = await weaver.run('share.sync', parameters, items, STOP);
	expect(stopped.failure).toBeInstanceOf(NodeApiError);
	expect(stopOf(stopped)).toMatchObject({ message: reason, itemIndex: 0, leaves: 0 });
	expect(stopOf(stopped).description).toContain('0 done, 2 rejected, 0 unknown, 1 not sent.');
	expect(weaver.requestsTo(PATH)).toHaveLength(3);
});

it('is not sent again after a lost answer', async () => {
	const weaver = await startWeaver();
	weaver.misbehave({ how: 'resetAfter' });
	const { error } = await weaver.run('share.sync', PARAMETERS, [share()]);
	expect(weaver.requestsTo(PATH)).toHaveLength(1);
	expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'unknown' }]);
});

it('a share that follows the removal of its source is there in the end', async () => {
	const weaver = await startWeaver();
	weaver.misbehave({ how: 'latency', ms: 400, times: 1 });
	const parameters = { ...PARAMETERS, options: { batchSize: 1 } };
	await weaver.run('share.sync', parameters, [removal(), share()]);
	expect(shares(weaver)).toMatchObject([{ sourceId: CONTACT, targetId: DEPARTMENT }]);
});
