/**
 * Condition matrices (条件矩阵) of Weaver E10 through the node: docs/vendors/weaver-e10.md, section 5,
 * no. 16 to 19. Rows are synced in rows/, ids in ids/.
 */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { fromItem, idFromItem, itemsOf, paired, reasons, STOP, stopOf } from '../engine/cases.ts';
import { APPROVER, BY_DEPARTMENT, id, LI, MATRIX, NORTH, rawOf } from './company.ts';
import { SALES, sentTo, startAnswering, startCompany, WANG, ZHAO } from './company.ts';

const NOWHERE = id(999);
const ONE = { options: { concurrency: 1 } };
const row = (n: number) => id(3000 + n);

/** The matrix 审批 with two rows. */
const start = async () =>
	await startCompany({
		seed: ({ matrices }) => {
			matrices.get('审批')!.rows = new Map([
				[row(0), { 部门: SALES, 审批人: LI }],
				[row(1), { 部门: NORTH, 审批人: ZHAO }],
			]);
		},
	});
const rowsOf = ({ state }: Awaited<ReturnType<typeof start>>) =>
	Object.fromEntries(state.matrices.get('审批')!.rows);

describe('matrix.save', () => {
	const parameters = fromItem('dataStr');

	it('sends text exactly as it stands, and lists and objects as text', async () => {
		const weaver = await start();
		const kept = `[ {"matrixId": ${MATRIX}, "dataId":"${row(5)}", "部门": "${SALES}"} ]`;
		const list = [{ matrixId: MATRIX, dataId: row(6), 审批人: LI }];
		const items = [{ dataStr: kept }, { dataStr: list }] as IDataObject[];
		const { main, error } = await weaver.run('matrix.save', { ...parameters, ...ONE }, items);
		expect(reasons(error)).toEqual([]);
		const texts = [kept, JSON.stringify(list)];
		expect(sentTo(weaver, 'editData')).toEqual(texts.map((dataStr) => ({ dataStr })));
		expect(main).toMatchObject(
			paired(...texts.map((dataStr, n): [number, IDataObject] => [n, { dataStr }])),
		);
		expect(rowsOf(weaver)).toEqual({ [row(6)]: { 审批人: LI } });
	});

	it.each<[string, unknown, RegExp]>([
		['nothing', '', /^dataStr is required/],
		['no field', undefined, /^dataStr is required/],
		['cut JSON', '[{"a": 1}', /^dataStr must be JSON$/],
		['a number', 5, /^dataStr must be JSON$/],
		['lost digits in an object', { dataId: Number(row(1)) }, /^dataStr .*lost digits/],
		['lost digits in a list', [{ dataId: Number(row(1)) }], /^dataStr .*lost digits/],
	])('%s is refused and takes no other with it', async (_what, dataStr, says) => {
		const weaver = await start();
		const items = [{ dataStr }, { dataStr: '[]' }] as IDataObject[];
		const { main, error } = await weaver.run('matrix.save', parameters, items);
		expect(reasons(error)).toMatchObject([{ item: 0, field: 'dataStr', outcome: 'rejected' }]);
		expect(reasons(error)[0].error).toMatch(says);
		expect(itemsOf(main)).toEqual([1]);
		expect(sentTo(weaver, 'editData')).toEqual([{ dataStr: '[]' }]);
	});

	it('stops with the counts', async () => {
		const weaver = await start();
		const items = ['[]', `[{"matrixId": ${NOWHERE}}]`, '[]'].map((dataStr) => ({ dataStr }));
		const stopped = await weaver.run('matrix.save', { ...parameters, ...ONE }, items, STOP);
		expect(stopped.failure).toBeInstanceOf(NodeApiError);
		expect(stopOf(stopped)).toMatchObject({
			message: `矩阵${NOWHERE}不存在 (500)`,
			description: expect.stringMatching(
				/Of 3 records: 1 done, 1 rejected, 0 unknown, 1 not sent\.$/,
			) as string,
			...{ itemIndex: 1, leaves: 0 },
		});
		expect(weaver.requestsTo('')).toHaveLength(2);
	});

	it('is not sent again after a lost answer', async () => {
		const weaver = await start();
		weaver.misbehave({ how: 'statusAfter', status: 503, retryAfter: 0 });
		const { error } = await weaver.run('matrix.save', parameters, [{ dataStr: '[]' }]);
		expect(weaver.requestsTo('')).toHaveLength(1);
		expect(reasons(error)).toMatchObject([{ item: 0, outcome: 'unknown' }]);
	});
});

describe('matrix.deleteRows', () => {
	const parameters = {
		...fromItem('tenantKey', 'matrixId', 'rowDataIdList'),
		...idFromItem('employeeId'),
		source: 'normal',
	};
	const removal = (more: IDataObject = {}): IDataObject => ({
		...{ tenantKey: 't1tenant01', employeeId: WANG, matrixId: MATRIX },
		...{ rowDataIdList: row(0), ...more },
	});

	it('rows of other matrices, operators and tenants go in requests of their own', async () => {
		const weaver = await start();
		const other = { id: NOWHERE, name: '另一', columns: [], rows: new Map([[row(9), {}]]) };
		weaver.state.matrices.set('另一', other);
		const items = [
			removal(),
			removal({ matrixId: NOWHERE, rowDataIdList: [row(9)] }),
			removal({ rowDataIdList: [row(1)] }),
			removal({ tenantKey: 'another' }),
		];
		const { main, error } = await weaver.run('matrix.deleteRows', parameters, items);
		const sent = (item: IDataObject, ids: string[]) => ({
			...{ ...item, rowDataIdList: ids, source: 'normal' },
		});
		expect(sentTo(weaver, 'delData')).toEqual([
			sent(removal(), [row(0), row(1)]),
			sent(items[1], [row(9)]),
			sent(items[3], [row(0)]),
		]);
		expect(itemsOf(main)).toEqual([0, 1, 2]);
		expect(main.map(({ json }) => [json.rowDataIdList, json.matrixId, json.deleted])).toEqual([
			[row(0), MATRIX, true],
			[row(9), NOWHERE, true],
			[row(1), MATRIX, true],
		]);
		expect(reasons(error)).toMatchObject([{ item: 3, error: '租户another不存在 (500)' }]);
		expect(rowsOf(weaver)).toEqual({});
	});

	it.each(['tenantKey', 'employeeId', 'matrixId', 'rowDataIdList'])(
		'without %s is refused',
		async (field) => {
			const weaver = await start();
			const items = [removal({ [field]: '' }), removal()];
			const { main, error } = await weaver.run('matrix.deleteRows', parameters, items);
			expect(reasons(error)).toMatchObject([{ item: 0, field, outcome: 'rejected' }]);
			expect(reasons(error)[0].error).toMatch(new RegExp(`^${field} is required`));
			expect(itemsOf(main)).toEqual([1]);
		},
	);
});

describe('matrix.getValues', () => {
	const conditions = (...condition: IDataObject[]) => ({ conditionList: { condition } });
	const form = { matrixId: MATRIX, valueConfigId: APPROVER };
	const where = (newConditionRelateIdList: unknown) =>
		({ conditionConfigId: BY_DEPARTMENT, newConditionRelateIdList }) as IDataObject;

	it('takes conditions from the form, with expressions for each item', async () => {
		const weaver = await start();
		const parameters = { ...form, ...conditions(where('={{ $json.departments }}')), ...ONE };
		const items = [{ departments: `${SALES}, ${NORTH}` }, { departments: [NORTH] }, {}];
		const asked = parameters as INodeParameters;
		const { main, error } = await weaver.run('matrix.getValues', asked, items as IDataObject[]);
		expect(sentTo(weaver, 'queryMatrixValueList')).toEqual(
			[[SALES, NORTH], [NORTH]].map((list) => ({ ...form, conditionList: [where(list)] })),
		);
		expect(main).toEqual(paired([0, { value: LI }], [0, { value: ZHAO }], [1, { value: ZHAO }]));
		expect(reasons(error)).toMatchObject([
			{
				...{ item: 2, field: 'conditionList', outcome: 'rejected' },
				error: 'conditionList entry 1: newConditionRelateIdList is required',
			},
		]);
	});

	it('takes several conditions, whose values are lists or JSON text with long numbers', async () => {
		const weaver = await start();
		const approver = { conditionConfigId: APPROVER, newConditionRelateIdList: '={{ $json.who }}' };
		const parameters = {
			...{ matrixId: '={{ $json.matrix }}', valueConfigId: BY_DEPARTMENT },
			...conditions(where(`[${SALES}, "${NORTH}"]`), approver),
		} as INodeParameters;
		const items = [{ matrix: MATRIX, who: [ZHAO, WANG] }] as IDataObject[];
		const { main, error } = await weaver.run('matrix.getValues', parameters, items);
		expect(reasons(error)).toEqual([]);
		expect(sentTo(weaver, 'queryMatrixValueList')).toEqual([
			{
				...{ matrixId: MATRIX, valueConfigId: BY_DEPARTMENT },
				conditionList: [
					where([SALES, NORTH]),
					{ conditionConfigId: APPROVER, newConditionRelateIdList: [ZHAO, WANG] },
				],
			},
		]);
		expect(main).toEqual(paired([0, { value: NORTH }]));
	});

	it.each<[string, IDataObject, string, RegExp]>([
		['no matrix', { matrixId: '={{ "" }}' }, 'matrixId', /^matrixId is required/],
		[
			'no column',
			{ valueConfigId: '={{ $json.x }}' },
			'valueConfigId',
			/^valueConfigId is required$/,
		],
		['no conditions', { conditionList: {} }, 'conditionList', /^conditionList .*(entr|required)/],
		['an empty list of them', conditions(), 'conditionList', /^conditionList .*(entr|required)/],
		[
			'a second condition without values',
			conditions(where(SALES), where(' ')),
			'conditionList',
			/^conditionList entry 2: newConditionRelateIdList is required, but has no entries$/,
		],
	])('%s is refused before it is sent', async (_what, more, field, says) => {
		const weaver = await start();
		const parameters = { ...form, ...conditions(where(SALES)), ...more } as INodeParameters;
		const { main, error } = await weaver.run('matrix.getValues', parameters, [{}]);
		expect(main).toEqual([]);
		expect(reasons(error)).toMatchObject([{ item: 0, field, outcome: 'rejected' }]);
		expect(reasons(error)[0].error).toMatch(says);
		expect(weaver.requests).toEqual([]);
	});

	it('n8n does not begin with a condition without its column, which is marked as required', async () => {
		const weaver = await start();
		const more = conditions({ conditionConfigId: '', newConditionRelateIdList: SALES });
		const { failure } = await weaver.run(
			'matrix.getValues',
			{ ...form, ...more } as INodeParameters,
			[{}],
		);
		expect(failure?.message).toMatch(/"Condition ID \(.+\)" is required/);
		expect(weaver.requests).toEqual([]);
	});

	it('what the platform refuses leaves with its reason; a lost answer is asked for again', async () => {
		const weaver = await start();
		weaver.misbehave({ how: 'statusAfter', status: 503, retryAfter: 0, times: 1 });
		const parameters = {
			...{ ...form, matrixId: '={{ $json.matrix }}' },
			...{ ...conditions(where(SALES)), ...ONE },
		} as INodeParameters;
		const items = [MATRIX, NOWHERE, MATRIX].map((matrix) => ({ matrix }));
		const { main, error } = await weaver.run('matrix.getValues', parameters, items);
		expect(itemsOf(main)).toEqual([0, 2]);
		expect(reasons(error)).toMatchObject([{ item: 1, error: `矩阵${NOWHERE}不存在 (500)` }]);
		expect(weaver.requestsTo('')).toHaveLength(4);
		const stopped = await weaver.run('matrix.getValues', parameters, items, STOP);
		expect(stopOf(stopped).description).toContain('1 done, 1 rejected, 0 unknown, 1 not sent.');
	});

	it('values of 19 digits that come as numbers leave as text', async () => {
		const weaver = await startAnswering('queryMatrixValueList', () => [BigInt(LI), 7]);
		const parameters = { ...form, ...conditions(where(SALES)) } as INodeParameters;
		const { main } = await weaver.run('matrix.getValues', parameters, [{}]);
		expect(main).toEqual(paired([0, { value: LI }], [0, { value: 7 }]));
	});
});

describe('matrix.buildView', () => {
	const parameters = fromItem('matrixName', 'matrixViewName', 'matrixColumnMap');
	const view = (more: IDataObject = {}): IDataObject => ({
		...{ matrixName: '审批', matrixViewName: 'v_approval' },
		...{ matrixColumnMap: { 部门: 'dept', 审批人: 'approver' }, ...more },
	});

	it('gives the statement along with what was sent', async () => {
		const weaver = await start();
		const asText = view({ matrixColumnMap: '{"审批人": "approver"}' });
		const items = [view(), asText, view({ matrixName: '没有' })];
		const { main, error } = await weaver.run('matrix.buildView', { ...parameters, ...ONE }, items);
		const sent = [items[0], { ...asText, matrixColumnMap: { 审批人: 'approver' } }, items[2]];
		expect(sentTo(weaver, 'buildMatrixView')).toEqual(sent);
		const sql = (columns: string) =>
			`CREATE VIEW v_approval AS SELECT ${columns} FROM matrix_${MATRIX}`;
		expect(main).toEqual(
			paired(
				[0, { ...sent[0], sql: sql('"部门" AS dept, "审批人" AS approver') }],
				[1, { ...sent[1], sql: sql('"审批人" AS approver') }],
			),
		);
		expect(reasons(error)).toMatchObject([{ item: 2, error: '没有不存在 (500)' }]);
		expect(rawOf(weaver.requestsTo('')[0])).toBe(JSON.stringify(items[0]));
	});

	it.each<[string, unknown, RegExp]>([
		['matrixName', '', /^matrixName is required/],
		['matrixViewName', undefined, /^matrixViewName is required$/],
		['matrixColumnMap', '[]', /^matrixColumnMap must be an object, but is a list$/],
		['matrixColumnMap', '{', /^matrixColumnMap must be JSON/],
	])('%s %j is refused', async (field, value, says) => {
		const weaver = await start();
		const items = [view({ [field]: value as string }), view()];
		const { main, error } = await weaver.run('matrix.buildView', parameters, items);
		expect(itemsOf(main)).toEqual([1]);
		expect(reasons(error)).toMatchObject([{ item: 0, field, outcome: 'rejected' }]);
		expect(reasons(error)[0].error).toMatch(says);
	});
});
