/** Departments of Hippius through the node: docs/vendors/hippius.md, sections 3 to 5. */
import type { IDataObject } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import { paired, reasons } from '../engine/cases.ts';
import { EDITIONS, expectWire, rows, seed, SETTINGS, startRuns, traffic } from './runs.ts';

const HQ = { unitCode: 'HQ', unitName: '总部', orderSeq: '1' };
const FIN = { unitCode: 'FIN', unitName: '财务部', orderSeq: '2', parentUnitCode: 'HQ' };
const TAX = { ...FIN, unitCode: 'TAX', unitName: '税务组' };
const NAMES = { unitName: { zh_CN: '财务部', en_US: 'Finance' } };

describe.each(SETTINGS)('$edition, token in the $authPlacement', (setting) => {
	it.each([
		['create', 'POST /dept/create', TAX],
		['update', 'PUT /dept/update', { unitCode: 'FIN', unitName: '财务', orderSeq: '3' }],
		['upsert', 'POST /dept/create', TAX],
	])('%s is %s with the fields of the item', async (operation, endpoint, item) => {
		const hippius = await startRuns({ ...setting, ...seed([HQ, FIN]) });
		const { main, error } = await hippius.run('department', operation, [item]);

		expect(traffic(hippius)).toEqual([[endpoint, item]]);
		expectWire(hippius);
		expect({ main, error }).toEqual({ main: paired([0, item]), error: [] });
		expect(rows(hippius, 'departments')).toEqual(
			operation === 'update' ? [HQ, { ...FIN, ...item }] : [HQ, FIN, item],
		);
	});
});

describe.each(SETTINGS.slice(0, 2))('classic, token in the $authPlacement', (setting) => {
	it('delete is DELETE /dept/delete with the code in a JSON body', async () => {
		const hippius = await startRuns({ ...setting, ...seed([HQ, FIN]) });
		const { main, error } = await hippius.run('department', 'delete', [FIN]);

		expect(traffic(hippius)).toEqual([['DELETE /dept/delete', { unitCode: 'FIN' }]]);
		expectWire(hippius);
		expect({ main, error }).toEqual({
			main: paired([0, { unitCode: 'FIN', deleted: true }]),
			error: [],
		});
		expect(rows(hippius, 'departments')).toEqual([HQ]);
	});
});

describe.each(EDITIONS)('in either edition: %s', (edition) => {
	it.each(['create', 'upsert'])('%s sends parents before children', async (operation) => {
		const hippius = await startRuns({ edition, ...seed([HQ]) });
		// Four levels under HQ, deepest first: the parent of Z000 is Z00, and of that Z0.
		const codes = ['A', 'B', 'Z'].flatMap((top) => [`${top}000`, `${top}00`, `${top}0`, top]);
		const items = codes.map((unitCode) => ({
			...FIN,
			unitCode,
			parentUnitCode: unitCode.slice(0, -1) || 'HQ',
		}));
		const { main, error } = await hippius.run('department', operation, items);

		expect(error).toEqual([]);
		expect(main).toEqual(paired(...items.map((item, at): [number, IDataObject] => [at, item])));
		expect(traffic(hippius)).toHaveLength(items.length);
		expect(rows(hippius, 'departments')).toHaveLength(1 + items.length);
	});

	it('sends what has the same code in input order, never at the same time', async () => {
		const hippius = await startRuns({ edition, ...seed([HQ, FIN]) });
		const items = ['一', '二', '三'].map((unitName) => ({ unitCode: 'FIN', unitName }));
		hippius.misbehave({ how: 'latency', ms: 60, times: 1 });
		const { main } = await hippius.run('department', 'update', items);

		expect(main).toHaveLength(3);
		expect(traffic(hippius).map(([, body]) => body)).toEqual(items);
		expect(rows(hippius, 'departments')[1].unitName).toBe('三');
	});

	it('leaves out what is not added or not there, and sends what is set to empty', async () => {
		const hippius = await startRuns({ edition, ...seed([HQ]) });
		const { unitCode, unitName, orderSeq } = FIN;
		const plain = { unitCode, unitName, orderSeq };
		await hippius.run('department', 'upsert', [FIN], { parameters: { additionalFields: {} } });
		await hippius.run('department', 'upsert', [
			{ ...plain, unitCode: 'B' },
			{ ...plain, unitCode: 'C', parentUnitCode: null },
			{ ...plain, unitCode: 'D', parentUnitCode: '' },
		]);

		expect(traffic(hippius).map(([, body]) => body)).toEqual([
			plain,
			{ ...plain, unitCode: 'B' },
			{ ...plain, unitCode: 'C' },
			{ ...plain, unitCode: 'D', parentUnitCode: '' },
		]);
	});

	it('takes fixed values as well as expressions', async () => {
		const hippius = await startRuns({ edition, ...seed([HQ]) });
		const parameters = {
			unitName: '新',
			orderSeq: '=1{{ $json.unitCode }}',
			additionalFields: { parentUnitCode: 'HQ' },
		};
		const { main } = await hippius.run('department', 'create', [{ unitCode: 1 }, { unitCode: 2 }], {
			parameters,
		});

		const row = { unitName: '新', parentUnitCode: 'HQ' };
		const sent = [
			{ unitCode: '1', ...row, orderSeq: '11' },
			{ unitCode: '2', ...row, orderSeq: '12' },
		];
		expect(main).toEqual(paired([0, sent[0]], [1, sent[1]]));
		expect(rows(hippius, 'departments')).toEqual([HQ, ...sent]);
	});

	it('sends numbers as text, and text as it is', async () => {
		const hippius = await startRuns({ edition });
		const names = ['😀 "&+%\\" 部\n', '长'.repeat(5000), '总部\\财务部\\税务组'];
		const items = names.map((unitName, at) => ({ unitCode: 100 + at, unitName, orderSeq: at }));
		const { main } = await hippius.run('department', 'create', items);

		expect(main).toHaveLength(3);
		expect(rows(hippius, 'departments')).toEqual(
			names.map((unitName, at) => ({
				unitCode: String(100 + at),
				unitName,
				orderSeq: String(at),
			})),
		);
	});
});

describe('classic', () => {
	it('upsert updates what is there in a second call, which knows no parent', async () => {
		const hippius = await startRuns(seed([HQ, FIN]));
		const item = { unitCode: 'FIN', unitName: '新', orderSeq: '9' };
		const items = [{ ...item, parentUnitCode: 'TAX' }, TAX];
		const { main } = await hippius.run('department', 'upsert', items);

		expect(traffic(hippius)).toEqual([
			['POST /dept/create', TAX],
			['POST /dept/create', items[0]],
			['PUT /dept/update', item],
		]);
		expect(main).toEqual(paired([0, items[0]], [1, TAX]));
		expect(rows(hippius, 'departments')).toEqual([HQ, { ...FIN, ...item }, TAX]);
	});

	it('delete goes one by one in input order', async () => {
		const hippius = await startRuns(seed([HQ, FIN, { ...TAX, parentUnitCode: 'FIN' }]));
		hippius.misbehave({ how: 'latency', ms: 60, times: 1 });
		const items = ['TAX', 'HQ', 'FIN', 'TAX'].map((unitCode) => ({ unitCode }));
		const { main, error } = await hippius.run('department', 'delete', items);

		expect(main.map(({ json }) => json.unitCode)).toEqual(['TAX', 'FIN']);
		expect(reasons(error)).toMatchObject([
			{ item: 1, code: 'error.data_invalid' },
			{ item: 3, code: 'error.dept_not_exists' },
		]);
		expect(rows(hippius, 'departments')).toEqual([HQ]);
	});

	it.each<[string, IDataObject]>([
		['update', { unitCode: 'FIN', unitName: '部', parentUnitCode: 'HQ' }],
		['update', { unitCode: 'FIN', unitName: '部', _tls: NAMES }],
		['create', { ...TAX, _tls: NAMES }],
		['upsert', { ...TAX, _tls: NAMES }],
	])('%s refuses what needs the newer edition', async (operation, item) => {
		const hippius = await startRuns(seed([HQ, FIN]));
		const { error } = await hippius.run('department', operation, [item]);

		expect(reasons(error)).toMatchObject([
			{ error: expect.stringContaining('0.3.3 or later') as string },
		]);
		expect(hippius.requests).toEqual([]);
	});
});

describe('v033', () => {
	it.each([
		['create', 'POST /dept/create'],
		['upsert', 'POST /dept/create'],
		['update', 'PUT /dept/update'],
	])('%s moves and translates what is there in one call', async (operation, endpoint) => {
		const hippius = await startRuns({ edition: 'v033', ...seed([HQ, FIN, TAX]) });
		const item = { ...TAX, parentUnitCode: 'FIN', _tls: NAMES };
		const { main } = await hippius.run('department', operation, [item]);

		expect(traffic(hippius)).toEqual([[endpoint, item]]);
		expect(main).toEqual(paired([0, item]));
		expect(rows(hippius, 'departments')).toEqual([HQ, FIN, item]);
	});

	it('update moves parents before children', async () => {
		const hippius = await startRuns({ edition: 'v033', ...seed([HQ, FIN, TAX]) });
		hippius.misbehave({ how: 'latency', ms: 60, times: 1 });
		await hippius.run('department', 'update', [
			{ unitCode: 'TAX', unitName: '税务组', parentUnitCode: 'FIN' },
			{ unitCode: 'FIN', unitName: '财务部', parentUnitCode: '' },
		]);

		expect(traffic(hippius).map(([, body]) => (body as IDataObject).unitCode)).toEqual([
			'FIN',
			'TAX',
		]);
	});

	it('takes translations as JSON text', async () => {
		const hippius = await startRuns({ edition: 'v033', ...seed([HQ]) });
		const { error } = await hippius.run('department', 'update', [
			{ ...HQ, _tls: JSON.stringify(NAMES) },
			{ ...HQ, _tls: '{unitName' },
			{ ...HQ, _tls: [NAMES] },
		]);

		expect(rows(hippius, 'departments')).toEqual([{ ...HQ, _tls: NAMES }]);
		expect(reasons(error)).toMatchObject([
			{ item: 1, error: expect.stringMatching(/^_tls must be JSON/) as string },
			{ item: 2, error: expect.stringMatching(/^_tls must be an object/) as string },
		]);
	});

	it('cannot delete, and says so', async () => {
		const hippius = await startRuns({ edition: 'v033', ...seed([HQ]) });
		const { error } = await hippius.run('department', 'delete', [HQ]);

		expect(reasons(error)).toMatchObject([
			{ error: expect.stringContaining('0.3.3 removed') as string },
		]);
		expect(hippius.requests).toEqual([]);
	});

	it.each(['A-1', 'A_1', 'A.B/C', '0-X'])('knows the code %s, classic does not', async (code) => {
		for (const edition of EDITIONS) {
			const hippius = await startRuns({ edition });
			const items = [{ ...HQ, unitCode: code }];
			const { error } = await hippius.run('department', 'create', items);
			expect(reasons(error).map(({ field }: IDataObject) => field)).toEqual(
				edition === 'classic' ? ['unitCode'] : [],
			);
		}
	});
});
