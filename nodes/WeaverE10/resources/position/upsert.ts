import { dataRule, matchBy } from '../../dataRule';
import { apiTaskId, echoing, optId } from '../../fields';
import { endpoint, syncRows, type WeaverE10Operation } from '../../operations';
import { positionColumns } from './columns';

const syncPosition = endpoint(4, 'syncPosition');

export const upsert: WeaverE10Operation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update positions',
	term: '同步岗位',
	description: 'Create a new position, or update the current one if it already exists (upsert)',
	required: [matchBy('position', 'code')],
	columns: positionColumns,
	requestFields: [
		dataRule(['position', 'department'], { position: 'code', department: 'code' }),
		optId,
		apiTaskId,
		echoing('code'),
	],
	...syncRows(syncPosition, {
		rule: 'position',
		preset: 'code',
		parent: 'parent',
		called: { one: 'position', columns: positionColumns },
	}),
};
