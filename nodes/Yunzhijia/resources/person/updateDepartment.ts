import type { Field } from '../../../shared/contract';
import { amend } from '../../../shared/form/field';
import { Invalid } from '../../../shared/input/invalid';
import { yesOrNo } from '../../../shared/input/readers';
import { department } from '../../fields';
import { BATCH, endpoint, writeByMessage, type YunzhijiaOperation } from '../../operations';
import { keys, openId } from './fields';

export const updateDeptByDeptId = endpoint('person/updateDeptByDeptId');

const unassign: Field = {
	parameter: {
		displayName: 'Without Department (不属于任何部门)',
		name: 'unassign',
		type: 'boolean',
		default: false,
		description: 'Whether to take the person out of all departments',
	},
	read: yesOrNo,
};

export const updateDepartment: YunzhijiaOperation = {
	name: 'Update Department',
	value: 'updateDepartment',
	action: 'Update department of people',
	term: '修改人员部门',
	description: 'Put people into another department',
	endpoints: [updateDeptByDeptId],
	required: [
		openId,
		unassign,
		amend(
			department('orgId', 'Department (部门)', 'The new department'),
			{
				displayOptions: { show: { unassign: [false] } },
			},
			{
				requiredIfShown: true,
			},
		),
	],
	batch: BATCH,
	// An item without a department must not take its person out of the present one by accident.
	prepare(record) {
		const { row } = record;
		if (!row.unassign && row.orgId === undefined) throw new Invalid('is required', 'orgId');
		if (row.unassign) {
			row.orgId = '';
			delete record.namedBy?.orgId;
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
