import type { Field } from '../../../shared/contract';
import { oneOf } from '../../../shared/input/readers';
import { BATCH, endpoint, writeByMessage, type YunzhijiaOperation } from '../../operations';
import { keys, openId } from './fields';

const updatePersonStatus = endpoint('person/updateStatus');

const type: Field = {
	parameter: {
		displayName: 'Change (状态变更类型)',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'Disable (禁用)', value: '3' },
			{ name: 'Enable (启用)', value: '4' },
			{ name: 'Leave (离职)', value: '1' },
			{ name: 'Restore (恢复)', value: '2' },
		],
		default: '1',
		description: 'What becomes of the person',
	},
	read: oneOf(['1', '2', '3', '4']),
};

export const updateStatus: YunzhijiaOperation = {
	name: 'Update Status',
	value: 'updateStatus',
	action: 'Update status of people',
	term: '修改人员状态',
	description: 'Let people leave, or take them back; disable or enable them',
	endpoints: [updatePersonStatus],
	required: [openId, type],
	batch: BATCH,
	key: ({ row }) => String(row.openId),
	perform: writeByMessage(updatePersonStatus, {
		body: (persons) => ({ persons }),
		keys,
		listsAll: true,
		repeatable: true,
	}),
};
