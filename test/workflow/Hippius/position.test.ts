/** Positions of Hippius through the node: docs/vendors/hippius.md, sections 3 to 5. */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { paired } from '../engine/cases.ts';
import { EDITIONS, expectWire, rows, seed, SETTINGS, startRuns, traffic } from './runs.ts';

const HQ = { unitCode: 'HQ', unitName: '总部', orderSeq: '1' };
const CFO = { positionCode: 'CFO', positionName: '财务总监', unitCode: 'HQ', orderSeq: '1' };
const CTO = { ...CFO, positionCode: 'CTO', positionName: '技术总监' };
const RENAMED = { positionCode: 'CFO', positionName: '财务助理', orderSeq: '2' };

describe.each(SETTINGS)('$edition, token in the $authPlacement', (setting) => {
	it.each([
		['create', 'POST /position/create', CTO],
		['update', 'PUT /position/update', RENAMED],
		['upsert', 'POST /position/create', CTO],
	])('%s is %s with the fields of the item', async (operation, endpoint, item) => {
		const hippius = await startRuns({ ...setting, ...seed([HQ], [CFO]) });
		const { main, error } = await hippius.run('position', operation, [item]);

		expect(traffic(hippius)).toEqual([[endpoint, item]]);
		expectWire(hippius);
		expect({ main, error }).toEqual({ main: paired([0, item]), error: [] });
		expect(rows(hippius, 'positions')).toEqual(
			operation === 'update' ? [{ ...CFO, ...item }] : [CFO, item],
		);
	});
});

describe.each(EDITIONS)('in either edition: %s', (edition) => {
	it('update leaves out what is not added or not there, and sends what is there', async () => {
		const hippius = await startRuns({ edition, ...seed([HQ], [CFO]) });
		const { positionCode, positionName } = RENAMED;
		await hippius.run('position', 'update', [RENAMED], { parameters: { additionalFields: {} } });
		await hippius.run('position', 'update', [
			{ positionCode, positionName },
			{ ...CFO, orderSeq: 0 },
		]);

		expect(traffic(hippius).map(([, body]) => body)).toEqual([
			{ positionCode, positionName },
			{ positionCode, positionName },
			{ positionCode, positionName: '财务总监', orderSeq: '0' },
		]);
	});

	it('sends what has the same code in input order, never at the same time', async () => {
		const hippius = await startRuns({ edition, ...seed([HQ]) });
		hippius.misbehave({ how: 'latency', ms: 60, times: 1 });
		const items = ['一', '二', '三'].map((positionName) => ({ ...CFO, positionName }));
		const { main, error } = await hippius.run('position', 'upsert', items);

		expect({ main, error }).toEqual({
			main: paired(...items.map((item, at): [number, IDataObject] => [at, item])),
			error: [],
		});
		expect(rows(hippius, 'positions')).toEqual([items[2]]);
	});
});

it('upsert updates what is there: classic in a second call, which knows no department', async () => {
	const hippius = await startRuns(seed([HQ], [CFO]));
	const { main } = await hippius.run('position', 'upsert', [{ ...CFO, ...RENAMED }]);

	expect(traffic(hippius)).toEqual([
		['POST /position/create', { ...CFO, ...RENAMED }],
		['PUT /position/update', RENAMED],
	]);
	expect(main).toEqual(paired([0, { ...CFO, ...RENAMED }]));
	expect(rows(hippius, 'positions')).toEqual([{ ...CFO, ...RENAMED }]);
});

it.each(['create', 'upsert'])('%s updates what is there: v033 in one call', async (operation) => {
	const hippius = await startRuns({ edition: 'v033', ...seed([HQ], [CFO]) });
	const { main } = await hippius.run('position', operation, [{ ...CFO, ...RENAMED }]);

	expect(traffic(hippius)).toEqual([['POST /position/create', { ...CFO, ...RENAMED }]]);
	expect(main).toEqual(paired([0, { ...CFO, ...RENAMED }]));
	expect(rows(hippius, 'positions')).toEqual([{ ...CFO, ...RENAMED }]);
});
