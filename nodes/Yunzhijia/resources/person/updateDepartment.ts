import { Invalid } from '../../../shared/failure';
import { yesOrNo, type Field } from '../../../shared/field';
import { department } from '../../fields';
import { BATCH, endpoint, writeByMessage, type YunzhijiaOperation } from '../../operations';
import { keys, openId } from './fields';

const updateDeptByDeptId = endpoint('person/updateDeptByDeptId');

const unassign: Field = {
	displayName: 'Without Department',
	name: 'unassign',
	type: 'boolean',
	default: false,
	description: 'Whether the person is taken out of every department (不属于任何部门)',
	read: yesOrNo,
};

export const updateDepartment: YunzhijiaOperation = {
	name: 'Update Department',
	value: 'updateDepartment',
	action: 'Update department of people',
	description: 'Put people into another department (修改人员部门)',
	endpoints: [updateDeptByDeptId],
	required: [
		openId,
		unassign,
		{
			...department('orgId', 'Department', 'The new department (部门ID, orgId)'),
			mayBeEmpty: true,
			displayOptions: { show: { unassign: [false] } },
		},
	],
	batch: BATCH,
	// An item without a department must not take its person out of the present one by accident.
	prepare(rec) {
		const { row } = rec;
		if (!row.unassign && row.orgId === undefined) throw new Invalid('is required', 'orgId');
		if (row.unassign) {
			row.orgId = '';
			delete rec.by?.orgId;
		}
		delete row.unassign;
	},
	key: ({ row }) => String(row.openId),
	perform: writeByMessage(updateDeptByDeptId, {
		body: (persons) => ({ persons }),
		keys,
		repeatable: true,
	}),
};
