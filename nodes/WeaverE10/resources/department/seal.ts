import type { Endpoint } from '../../../shared/platform';
import { byId, digitIds, MOST_IDS, path } from '../../fields';
import { distinct, endpoint, idsIn, numbers, type WeaverE10Operation } from '../../operations';
import { settleIds } from '../../settle';

const disableDepartment = endpoint('no. 7', '', { sure: 'inferred' });

export const seal: WeaverE10Operation = {
	name: 'Seal',
	value: 'seal',
	action: 'Seal departments',
	description: 'Seal departments that are no longer used (封存部门); path and body are unconfirmed',
	notice:
		'The vendor’s page of this interface is not known: take its path from your own platform’s documents. The body is inferred from unsealing: {"datas": [{"id": …}]}. The documented way to seal is Create or Update with Status “Sealed”.',
	endpoints: [disableDepartment],
	required: [
		byId('id', 'Department', 'The department, or several (部门ID)', {
			read: digitIds,
			from: 'searchDepartments',
		}),
		path('/api/hrm/restful/disableDepartment'),
	],
	batch: { size: MOST_IDS, limit: MOST_IDS },
	weight: (rec) => idsIn(rec, 'id').length,
	async perform(batch, call) {
		const to: Endpoint = { method: 'POST', path: String(batch[0].request.path) };
		const datas = numbers(distinct(batch, 'id')).map((id) => ({ id }));
		const { data } = await call(to, { datas }, { repeatable: true });
		const records = batch.map((rec) => ({ ...rec, request: {} }));
		return settleIds(records, 'id', data);
	},
};
