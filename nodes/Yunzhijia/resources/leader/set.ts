import type { Field } from '../../../shared/contract';
import { weight } from '../../../shared/input/readers';
import { BATCH, endpoint, writeByCommitId, type YunzhijiaOperation } from '../../operations';
import { openId, orgId, pair } from './fields';

const setOrgAdminsById = endpoint('company/setOrgAdminsById');

const weights: Field = {
	parameter: {
		displayName: 'Weights (排序权重)',
		name: 'weights',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'Decides the order among the leaders of the department',
	},
	read: weight,
};

export const set: YunzhijiaOperation = {
	name: 'Set',
	value: 'set',
	action: 'Make people leaders of departments',
	term: '设置部门负责人',
	description: 'Make people leaders of departments',
	endpoints: [setOrgAdminsById],
	required: [openId, orgId],
	optional: [weights],
	batch: BATCH,
	key: pair,
	perform: writeByCommitId(setOrgAdminsById, { repeatable: true }),
};
