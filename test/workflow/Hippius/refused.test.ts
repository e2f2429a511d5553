/**
 * Records that Hippius or the node refuses: each leaves with its own reason, nothing else is
 * lost, and without error output the run stops there. docs/vendors/hippius.md, sections 2 to 5.
 */
import type { IDataObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { paired, reasons } from '../engine/cases.ts';
import { EDITIONS, rows, seed, startRuns, traffic } from './runs.ts';

const HQ = { unitCode: 'HQ', unitName: '总部', orderSeq: '1' };
const FIN = { unitCode: 'FIN', unitName: '财务部', orderSeq: '2', parentUnitCode: 'HQ' };
const CFO = { positionCode: 'CFO', positionName: '财务总监', unitCode: 'HQ', orderSeq: '1' };
const PRIMARY = { unitCode: 'HQ', positionCode: 'CFO', primaryPositionFlag: '1' };
const ANN = { name: '安', employeeNum: 'E1', gender: '0', status: 'ON', list: [PRIMARY] };
const BO = { ...ANN, name: '博', employeeNum: 'E2' };
const CTO = { ...CFO, positionCode: 'CTO' };
const GOOD: Record<string, IDataObject> = { department: FIN, position: CTO, employee: BO };

const start = (edition: 'classic' | 'v033') => startRuns({ edition, ...seed([HQ], [CFO], [ANN]) });
const assigned = (...entries: unknown[]) => ({ ...ANN, list: entries }) as IDataObject;

type Refused = [what: string, resource: string, item: IDataObject, says: RegExp];

const BY_THE_NODE: Refused[] = [
	['a code in lower case', 'department', { ...FIN, unitCode: 'fin' }, /^unitCode must be capital/],
	['a code with a space', 'department', { ...FIN, unitCode: 'F N' }, /^unitCode must be capital/],
	[
		'a parent in lower case',
		'department',
		{ ...FIN, parentUnitCode: 'hq' },
		/^parentUnitCode must/,
	],
	['an item without the field', 'department', { unitName: '部' }, /^unitCode is required$/],
	['an empty name', 'department', { ...FIN, unitName: '' }, /^unitName is required$/],
	['no order', 'department', { unitCode: 'FIN', unitName: '部' }, /^orderSeq is required$/],
	['an order in words', 'department', { ...FIN, orderSeq: 'first' }, /^orderSeq must be a whole/],
	['an order with a fraction', 'position', { ...CFO, orderSeq: 1.5 }, /^orderSeq must be a whole/],
	['a list as name', 'department', { ...FIN, unitName: ['部'] }, /^unitName must be text.* list$/],
	['an object as code', 'position', { ...CFO, positionCode: {} }, /^positionCode must be text/],
	[
		'an unsafe number',
		'position',
		{ ...CFO, positionCode: 2 ** 60 },
		/^positionCode .*lost digits/,
	],
	['a code in lower case', 'position', { ...CFO, positionCode: 'cfo' }, /^positionCode must be c/],
	['a department in lower case', 'position', { ...CFO, unitCode: 'hq' }, /^unitCode must be cap/],
	['no department', 'position', { ...CFO, unitCode: '' }, /^unitCode is required$/],
	['a code in lower case', 'employee', { ...ANN, employeeNum: 'e1' }, /^employeeNum must be capit/],
	['an unknown gender', 'employee', { ...ANN, gender: '男' }, /^gender must be one of 1, 0, but/],
	['an unknown status', 'employee', { ...ANN, status: 'on' }, /^status must be one of ON, TRIAL/],
	['no assignments', 'employee', { ...ANN, list: null }, /^list is required$/],
	['an empty list', 'employee', assigned(), /^list must have at least one entry/],
	['two primaries', 'employee', assigned(PRIMARY, PRIMARY), /^list must .* primary .* but has 2$/],
	['no primary', 'employee', assigned({ ...PRIMARY, primaryPositionFlag: '0' }), /^list .*has 0$/],
	[
		'an unknown flag',
		'employee',
		assigned({ ...PRIMARY, primaryPositionFlag: 'Y' }),
		/^list entry 1: primaryPositionFlag must be one of/,
	],
	[
		'an entry without position',
		'employee',
		assigned(PRIMARY, { unitCode: 'HQ' }),
		/^list entry 2: positionCode is required$/,
	],
	['an entry that is text', 'employee', assigned('HQ'), /^list must be a list of objects, but/],
	['text as list', 'employee', { ...ANN, list: 'HQ' }, /^list must be JSON/],
	[
		'a department in lower case',
		'employee',
		assigned({ ...PRIMARY, unitCode: 'hq' }),
		/unitCode must be capital/,
	],
	[
		'a property without name',
		'employee',
		{ ...ANN, propertyInfoDTOS: [{ infoName: '京' }] },
		/^propertyInfoDTOS entry 1: propertyName is required$/,
	],
];

type ByPlatform = [string, string, string, IDataObject, code: string, advice: string];

const NO_DEPARTMENT = ['error.dept_not_exists', 'Create the department first'] as const;
const NO_POSITION = ['error.position_not_exists', 'Create the position first'] as const;
const BY_THE_PLATFORM: ByPlatform[] = [
	['unknown department', 'department', 'update', { ...HQ, unitCode: 'NO' }, ...NO_DEPARTMENT],
	['unknown parent', 'department', 'create', { ...FIN, parentUnitCode: 'NO' }, ...NO_DEPARTMENT],
	['unknown department', 'position', 'create', { ...CTO, unitCode: 'NO' }, ...NO_DEPARTMENT],
	['unknown department', 'position', 'upsert', { ...CTO, unitCode: 'NO' }, ...NO_DEPARTMENT],
	['unknown position', 'position', 'update', CTO, ...NO_POSITION],
	[
		'unknown department',
		'employee',
		'upsert',
		assigned({ ...PRIMARY, unitCode: 'NO' }),
		...NO_DEPARTMENT,
	],
	[
		'unknown position',
		'employee',
		'update',
		assigned({ ...PRIMARY, positionCode: 'NO' }),
		...NO_POSITION,
	],
	['unknown employee', 'employee', 'update', BO, 'error.data_not_exists', 'check'],
];

describe.each(EDITIONS)('%s', (edition) => {
	it.each(BY_THE_NODE)(
		'refuses %s (%s) before sending, and goes on',
		async (_what, resource, item, says) => {
			const hippius = await start(edition);
			const { main, error } = await hippius.run(resource, 'upsert', [item, GOOD[resource]]);

			expect(reasons(error)).toEqual([
				{
					item: 0,
					error: expect.stringMatching(says) as string,
					outcome: 'rejected',
					field: expect.stringMatching(/^\w+$/) as string,
				},
			]);
			expect(main).toEqual(paired([1, GOOD[resource]]));
			expect(traffic(hippius).map(([, body]) => body)).toEqual([GOOD[resource]]);
		},
	);

	it.each(BY_THE_PLATFORM)('gives the reason: %s (%s %s)', async (...refusal) => {
		const [, resource, operation, item, code, advice] = refusal;
		const hippius = await start(edition);
		const before = structuredClone(hippius.state);
		const { main, error } = await hippius.run(resource, operation, [item]);

		expect(main).toEqual([]);
		expect(error.map(({ json }) => json)).toMatchObject([item]);
		expect(reasons(error)).toEqual([
			{
				item: 0,
				error: expect.stringMatching(new RegExp(`^[^ ]+ \\(${code}\\)$`)) as string,
				outcome: 'rejected',
				code,
				status: 200,
				...(advice && { advice: expect.stringContaining(advice) as string }),
			},
		]);
		expect(hippius.state).toEqual(before);
	});

	it('refuses each record of a circle, and what names no department', async () => {
		const hippius = await start(edition);
		const { main, error } = await hippius.run('department', 'create', [
			{ ...FIN, unitCode: 'X', parentUnitCode: 'Y' },
			{ ...FIN, parentUnitCode: 'NO' },
			{ ...FIN, unitCode: 'Y', parentUnitCode: 'X' },
			{ ...FIN, unitCode: 'OK' },
		]);

		expect(main).toMatchObject([{ json: { unitCode: 'OK' }, pairedItem: { item: 3 } }]);
		expect(reasons(error)).toMatchObject([0, 1, 2].map((item) => ({ item, outcome: 'rejected' })));
		expect(rows(hippius, 'departments').map(({ unitCode }) => unitCode)).toEqual(['HQ', 'OK']);
	});

	it('stops at the first record that the platform refuses', async () => {
		const hippius = await start(edition);
		const items = ['HQ', 'NO', 'HQ', 'HQ'].map((unitCode) => ({ unitCode, unitName: '新' }));
		const { main, error, failure } = await hippius.run('department', 'update', items, {
			onError: 'stopWorkflow',
		});

		expect({ main, error }).toEqual({ main: [], error: [] });
		expect(failure).toBeInstanceOf(NodeApiError);
		expect(failure).toMatchObject({
			message: '部门不存在 (error.dept_not_exists)',
			description:
				'Create the department first, or check its code. Of 4 records: 1 done, 1 rejected, 0 unknown, 2 not sent.',
			context: { itemIndex: 1 },
		});
		const codes = traffic(hippius).map(([, body]) => (body as IDataObject).unitCode);
		expect(codes).toEqual(['HQ', 'NO']);
	});

	it('stops before anything is sent when a record cannot be read', async () => {
		const hippius = await start(edition);
		const items = [HQ, { ...HQ, unitCode: 'hq' }, HQ];
		const { failure } = await hippius.run('department', 'update', items, {
			onError: 'stopWorkflow',
		});

		expect(failure).toBeInstanceOf(NodeOperationError);
		expect(failure).toMatchObject({
			message: expect.stringMatching(
				/^Department Code \(部门编码, unitCode\) must be capital letters.*“hq”$/,
			) as string,
			description: 'Of 3 records: 0 done, 1 rejected, 0 unknown, 2 not sent.',
			context: { itemIndex: 1 },
		});
		expect(hippius.requests).toEqual([]);
	});

	it('keeps failed records among the others when they continue by the regular output', async () => {
		const hippius = await start(edition);
		const { main, error } = await hippius.run('position', 'update', [CTO, CFO], {
			onError: 'continueRegularOutput',
		});

		expect(error).toEqual([]);
		expect(main.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 1 }]);
		expect(main[0].json.error).toBe('岗位不存在 (error.position_not_exists)');
		expect(main[1].json).toMatchObject({ positionCode: 'CFO' });
	});
});

describe('classic', () => {
	it.each([
		['department', HQ],
		['position', CFO],
		['employee', ANN],
	])('create refuses a %s that is there, or comes twice', async (resource, existing) => {
		const hippius = await start('classic');
		const { main, error } = await hippius.run(resource, 'create', [
			existing,
			GOOD[resource],
			GOOD[resource],
		]);

		expect(main).toEqual(paired([1, GOOD[resource]]));
		expect(reasons(error)).toMatchObject(
			[0, 2].map((item) => ({
				item,
				error: '编码重复 (error.code_repeat)',
				advice: expect.stringContaining('Create or Update') as string,
			})),
		);
	});
});
