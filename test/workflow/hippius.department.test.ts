/** Departments of Hippius through the node: api/hippius.md, sections 3 to 5. */
import type { IDataObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { describe, expect, it } from 'vitest';
import type { HippiusState } from '../platforms/index.ts';
import { expectWire, fromItem, paired, reasons, SETTINGS, startRuns, traffic } from './hippius.ts';

const PARAMETERS = {
	create: {
		...fromItem('unitCode', 'unitName', 'orderSeq'),
		additionalFields: fromItem('parentUnitCode', '_tls'),
	},
	update: {
		...fromItem('unitCode', 'unitName'),
		additionalFields: fromItem('orderSeq', 'parentUnitCode', '_tls'),
	},
	delete: fromItem('unitCode'),
};
const { create, update } = PARAMETERS;

const HQ = { unitCode: 'HQ', unitName: '总部', orderSeq: '1' };
const FIN = { unitCode: 'FIN', unitName: '财务部', orderSeq: '2', parentUnitCode: 'HQ' };
const NAMES = { unitName: { zh_CN: '财务部', en_US: 'Finance' } };

const seed = ({ departments }: HippiusState) => {
	for (const row of [HQ, FIN]) departments.set(row.unitCode, row);
};
const rows = ({ state }: { state: HippiusState }) => [...state.departments.values()];

describe.each(SETTINGS)('$edition, token in the $authPlacement', (setting) => {
	it.each<[string, string, IDataObject[], Array<[string, IDataObject]>, IDataObject[]?]>([
		['create', 'POST /dept/create', [{ ...FIN, unitCode: 'NEW' }], [['NEW', FIN]]],
		['update', 'PUT /dept/update', [{ unitCode: 'FIN', unitName: '财务' }], [['FIN', FIN]]],
		['upsert', 'POST /dept/create', [{ ...FIN, unitCode: 'NEW' }], [['NEW', FIN]]],
	])('%s: %s with exactly the fields of the item', async (operation, endpoint, sent, changed) => {
		const hippius = await startRuns({ ...setting, seed });
		const parameters = operation === 'update' ? update : create;
		const result = await hippius.run(['department', operation], parameters, sent);

		expect(traffic(hippius)).toEqual([[endpoint, sent[0]]]);
		expectWire(hippius);
		expect(result.main).toEqual(paired([0, sent[0]]));
		expect(result.error).toEqual([]);
		for (const [code, before] of changed)
			expect(hippius.state.departments.get(code)).toEqual({ ...before, ...sent[0] });
	});
});
