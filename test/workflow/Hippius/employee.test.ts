/** Employees of Hippius through the node: docs/vendors/hippius.md, sections 3 to 5. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { fromItem, paired } from '../engine/cases.ts';
import { EDITIONS, expectWire, rows, seed, SETTINGS, startRuns, traffic } from './runs.ts';

const HQ = { unitCode: 'HQ', unitName: '总部', orderSeq: '1' };
const CFO = { positionCode: 'CFO', positionName: '财务总监', unitCode: 'HQ', orderSeq: '1' };
const CTO = { ...CFO, positionCode: 'CTO', positionName: '技术总监' };
const assignment = (positionCode: string, primaryPositionFlag: string) => ({
	unitCode: 'HQ',
	positionCode,
	primaryPositionFlag,
});
const BOTH = [assignment('CFO', '1'), assignment('CTO', '0')];
const PROPERTIES = [
	{ propertyName: '地址', infoName: '北京' },
	{ propertyName: '车牌', infoName: '' },
];
const ANN = { name: '安', employeeNum: 'E1', gender: '0', status: 'ON', list: BOTH };
const BO = { ...ANN, name: '博', employeeNum: 'E2', gender: '1', status: 'TRIAL' };
const FULL = {
	...BO,
	mobile: '13800000000',
	email: 'bo@example.com',
	propertyInfoDTOS: PROPERTIES,
};
const CHANGE = { employeeNum: 'E1', status: 'LEAVE', list: [assignment('CTO', '1')] };

const seeded = seed([HQ], [CFO, CTO], [ANN]);
const bodies = (...of: Parameters<typeof traffic>) => traffic(...of).map(([, body]) => body);

describe.each(SETTINGS)('$edition, token in the $authPlacement', (setting) => {
	it.each([
		['create', 'POST /employee/create', FULL],
		['update', 'PUT /employee/update', { ...FULL, employeeNum: 'E1' }],
		['upsert', 'POST /employee/create', FULL],
	])('%s is %s with the fields of the item', async (operation, endpoint, item) => {
		const hippius = await startRuns({ ...setting, ...seeded });
		const { main, error } = await hippius.run('employee', operation, [item]);

		expect(traffic(hippius)).toEqual([[endpoint, item]]);
		expectWire(hippius);
		expect({ main, error }).toEqual({ main: paired([0, item]), error: [] });
		expect(rows(hippius, 'employees')).toEqual(operation === 'update' ? [item] : [ANN, item]);
	});
});

// What the form gives for the lists of FULL.
const FORM = {
	listMode: 'define',
	list: {
		assignment: [
			{ unitCode: '={{ $json.unit }}', positionCode: 'CFO', primaryPositionFlag: '1' },
			{ unitCode: 'HQ', positionCode: 'CTO', primaryPositionFlag: '0' },
		],
	},
	propertyInfoDTOSMode: 'define',
	propertyInfoDTOS: {
		property: [{ propertyName: '地址', infoName: '={{ $json.city }}' }, { propertyName: '车牌' }],
	},
};
const NO_LISTS = { listMode: 'keep', propertyInfoDTOSMode: 'none' };
const asForm = { ...FULL, unit: 'HQ', city: '北京', list: undefined, propertyInfoDTOS: undefined };
const asJson = {
	...FULL,
	list: JSON.stringify(BOTH),
	propertyInfoDTOS: JSON.stringify(PROPERTIES),
};
const asNumbers = {
	...FULL,
	gender: 1,
	mobile: 13800000000,
	list: BOTH.map((each) => ({ ...each, primaryPositionFlag: Number(each.primaryPositionFlag) })),
};

describe.each(EDITIONS)('in either edition: %s', (edition) => {
	it.each<[string, IDataObject, INodeParameters?]>([
		['the form', asForm, FORM],
		['JSON text', asJson],
		['numbers', asNumbers],
		['what else the entries hold', { ...FULL, list: BOTH.map((each) => ({ ...each, no: 1 })) }],
	])('takes lists from %s', async (_what, item, parameters) => {
		const hippius = await startRuns({ edition, ...seeded });
		const { main } = await hippius.run('employee', 'upsert', [item], { parameters });

		expect(bodies(hippius)).toEqual([FULL]);
		expect(main).toEqual(paired([0, FULL]));
		expect(rows(hippius, 'employees')).toEqual([ANN, FULL]);
	});

	it('update replaces the assignments by those of the form', async () => {
		const hippius = await startRuns({ edition, ...seeded });
		const parameters = { ...FORM, additionalFields: {} };
		await hippius.run('employee', 'update', [{ employeeNum: 'E1', unit: 'HQ', city: '北京' }], {
			parameters,
		});

		expect(bodies(hippius)).toEqual([
			{ employeeNum: 'E1', list: BOTH, propertyInfoDTOS: PROPERTIES },
		]);
	});

	it('update keeps what is not added or not there', async () => {
		const hippius = await startRuns({ edition, ...seeded });
		const onlyStatus = { ...NO_LISTS, additionalFields: fromItem('status') };
		await hippius.run('employee', 'update', [{ ...FULL, employeeNum: 'E1' }], {
			parameters: onlyStatus,
		});
		await hippius.run('employee', 'update', [CHANGE, { employeeNum: 'E1', mobile: null }]);

		expect(bodies(hippius)).toEqual([
			{ employeeNum: 'E1', status: 'TRIAL' },
			CHANGE,
			{ employeeNum: 'E1' },
		]);
		expect(rows(hippius, 'employees')).toEqual([{ ...ANN, ...CHANGE }]);
	});

	it.each(['create', 'update', 'upsert'])('%s sends what is set to empty', async (operation) => {
		const hippius = await startRuns({ edition, ...seeded });
		const item = {
			...(operation === 'update' ? ANN : BO),
			mobile: '',
			email: '',
			propertyInfoDTOS: [],
		};
		await hippius.run('employee', operation, [item]);

		expect(bodies(hippius)).toEqual([item]);
	});

	it.each(['create', 'upsert'])('%s leaves out what is not added', async (operation) => {
		const hippius = await startRuns({ edition, ...seeded });
		const parameters = { propertyInfoDTOSMode: 'none', additionalFields: {} };
		await hippius.run('employee', operation, [FULL], { parameters });

		expect(bodies(hippius)).toEqual([BO]);
	});

	it('sends what has the same number in input order, never at the same time', async () => {
		const hippius = await startRuns({ edition, ...seeded });
		hippius.misbehave({ how: 'latency', ms: 60, times: 1 });
		const items = ['一', '二', '三'].map((name) => ({ employeeNum: 'E1', name }));
		const { main } = await hippius.run('employee', 'update', items);

		expect(main).toEqual(paired(...items.map((item, at): [number, IDataObject] => [at, item])));
		expect(rows(hippius, 'employees')).toMatchObject([{ name: '三' }]);
	});
});

it('upsert updates who is there: classic in a second call', async () => {
	const hippius = await startRuns(seeded);
	const item = { ...FULL, employeeNum: 'E1' };
	const { main } = await hippius.run('employee', 'upsert', [item]);

	expect(traffic(hippius)).toEqual([
		['POST /employee/create', item],
		['PUT /employee/update', item],
	]);
	expect(main).toEqual(paired([0, item]));
	expect(rows(hippius, 'employees')).toEqual([item]);
});

it.each(['create', 'upsert'])('%s updates who is there: v033 in one call', async (operation) => {
	const hippius = await startRuns({ edition: 'v033', ...seeded });
	const item = { ...FULL, employeeNum: 'E1' };
	const { main } = await hippius.run('employee', operation, [item]);

	expect(traffic(hippius)).toEqual([['POST /employee/create', item]]);
	expect(main).toEqual(paired([0, item]));
	expect(rows(hippius, 'employees')).toEqual([item]);
});
